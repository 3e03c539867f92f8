import { shapeOf } from './moments.ts'

/** From where on an indicator counts as having outliers: both must be exceeded. */
export type ShapeLimits = { skewness: number; kurtosis: number }

/** |skewness| 2 and kurtosis 3.5, as the European Commission's composite indicators take them. */
export const SHAPE_LIMITS: ShapeLimits = { skewness: 2, kurtosis: 3.5 }

/** Whether values of this shape lie without outliers; undefined moments (few or equal values) count as such: there is nothing to treat. */
export function isWellShaped({ skewness, kurtosis }: ShapeLimits, limits: ShapeLimits = SHAPE_LIMITS): boolean {
  return !(Math.abs(skewness) > limits.skewness && kurtosis > limits.kurtosis)
}

/** The values with their outliers drawn in, how many that were, and the shape they have now. */
export type Winsorised = { values: Float64Array; moved: number; shape: ShapeLimits }

/**
 * Draws in outliers one after another: the farthest value (with all its equals) takes the next one's, on the side to which the
 * indicator is skewed, until it is well shaped or `most` values have been moved. Order never turns round; ties arise.
 * C. Hastings et al., "Low moments for small samples", Annals of Mathematical Statistics 18(3), 1947; the stopping rule after W. Becker et
 * al., "COINr: An R package for developing composite indicators", Journal of Open Source Software 7(78), 2022.
 */
export function winsorise(given: Float64Array, { most = 5, limits = SHAPE_LIMITS }: { most?: number; limits?: ShapeLimits } = {}): Winsorised {
  const values = given.slice()
  let shape = shapeOf(values)
  const moved = { high: 0, low: 0 }
  while (moved.high + moved.low < most && !isWellShaped(shape, limits)) {
    const side = shape.skewness >= 0 ? 'high' : 'low'
    moved[side] = drawIn(values, side === 'high' ? 1 : -1)
    shape = shapeOf(values)
  }
  return { values, moved: moved.high + moved.low, shape }
}

/** Gives the farthest values in this direction the next value towards the middle; answers how many there were. */
function drawIn(values: Float64Array, direction: 1 | -1): number {
  let [farthest, next, count] = [-Infinity, -Infinity, 0]
  for (let n = 0; n < values.length; n++) {
    const value = direction * values[n]!
    if (value > farthest) {
      next = farthest
      farthest = value
      count = 1
    } else if (value === farthest) count++
    else if (value > next) next = value
  }
  for (let n = 0; n < values.length; n++) if (direction * values[n]! > next) values[n] = direction * next
  return count
}
