import { spreadOf } from './moments.ts'

/** How indicators are brought onto one scale. Before it, an indicator of which less is better is multiplied by −1. */
export type Normalisation =
  /** From `low` for the worst to `high` for the best. */
  | { kind: 'min-max'; low: number; high: number }
  /** Mean 0, sample standard deviation 1. */
  | { kind: 'z-score' }
  /** 1 for the worst; equals share the lowest of their numbers. `borda`: one less. `percentile`: from 0 to 1. */
  | { kind: 'rank' | 'borda' | 'percentile' }
  /** 1 less the distance to the best, over the range. */
  | { kind: 'distance-to-best' }
  /** Divided by the best. Means little where the best is not positive, and is infinite where it is 0. */
  | { kind: 'share-of-best' }
  /** 1 at the target, 0 at the worst; `cap`: never above 1. The target is in the indicator's own unit. */
  | { kind: 'distance-to-target'; target: number; cap: boolean }
  /** The same with the value of a unit for the target. */
  | { kind: 'distance-to-unit'; unit: number; cap: boolean }
  /** 0 at the lower goalpost, 1 at the upper, cut off beyond; both in the indicator's own unit, the upper being the better one. */
  | { kind: 'goalposts'; worst: number; best: number }

/**
 * An indicator on a common scale; missing stays missing. NaN throughout where the scale has no length (all values equal).
 * OECD and European Commission JRC, "Handbook on Constructing Composite Indicators", 2008, step 5.
 */
export function normalise(values: Float64Array, direction: 1 | -1, how: Normalisation): Float64Array {
  if (direction !== 1 && direction !== -1) throw new RangeError(`${direction} is no direction: 1 where more is better, -1 where less is`)
  const turned = direction === 1 ? values : values.map((value) => -value)
  switch (how.kind) {
    case 'min-max': return minMax(turned, how.low, how.high)
    case 'z-score': return zScore(turned)
    case 'rank': return ordinal(turned)
    case 'borda': return ordinal(turned).map((rank) => rank - 1)
    case 'percentile': return percentile(turned)
    case 'distance-to-best': return distanceTo(turned, spreadOf(turned).max, false)
    case 'share-of-best': return shareOf(turned, spreadOf(turned).max)
    case 'distance-to-target': return distanceTo(turned, direction * how.target, how.cap)
    case 'distance-to-unit': return distanceTo(turned, turned[how.unit] ?? NaN, how.cap)
    case 'goalposts': return goalposts(values, how.worst, how.best)
  }
}

function minMax(values: Float64Array, low: number, high: number): Float64Array {
  if (!(high > low)) throw new RangeError(`a scale from ${low} to ${high} has no length`)
  const { min, max } = spreadOf(values)
  return values.map((value) => (max > min ? ((value - min) / (max - min)) * (high - low) + low : NaN))
}

function zScore(values: Float64Array): Float64Array {
  const { mean, deviation } = spreadOf(values)
  return values.map((value) => (deviation > 0 ? (value - mean) / deviation : NaN))
}

/** 1 plus the number of known values below. */
function ordinal(values: Float64Array): Float64Array {
  const sorted = values.filter((value) => value === value).sort()
  return values.map((value) => (value === value ? 1 + countBelow(sorted, value) : NaN))
}

function countBelow(sorted: Float64Array, value: number): number {
  let [from, to] = [0, sorted.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (sorted[middle]! < value) from = middle + 1
    else to = middle
  }
  return from
}

function percentile(values: Float64Array): Float64Array {
  const { known } = spreadOf(values)
  return ordinal(values).map((rank) => (known > 1 ? (rank - 1) / (known - 1) : NaN))
}

function distanceTo(values: Float64Array, target: number, cap: boolean): Float64Array {
  const { min } = spreadOf(values)
  if (target <= min) return values.map(() => NaN)
  return values.map((value) => {
    const reached = 1 - (target - value) / (target - min)
    return cap && reached > 1 ? 1 : reached
  })
}

function shareOf(values: Float64Array, best: number): Float64Array {
  return values.map((value) => value / best)
}

function goalposts(values: Float64Array, worst: number, best: number): Float64Array {
  if (worst === best || !Number.isFinite(best - worst)) throw new RangeError(`goalposts at ${worst} and ${best} do not make a scale`)
  return values.map((value) => (value === value ? Math.min(1, Math.max(0, (value - worst) / (best - worst))) : NaN))
}
