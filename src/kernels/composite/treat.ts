import { shapeOf } from './moments.ts'
import { logTransform, type LogKind } from './log-transform.ts'
import { isWellShaped, SHAPE_LIMITS, winsorise, type ShapeLimits } from './winsorise.ts'

/** `log` is taken where drawing in `most` values was not enough; `logOf` says of what: of the values as given, or as drawn in. */
export type Treatment = { most: number; limits: ShapeLimits; log: LogKind; logOf: 'given' | 'winsorised' }

/** The choices of the reference implementation: five values, then the logarithm of the values as given (its winsorising is forgotten then). */
export const TREATMENT: Treatment = { most: 5, limits: SHAPE_LIMITS, log: 'shifted', logOf: 'given' }

/** What was done to an indicator, and its shape before and after. */
export type Treated = {
  values: Float64Array
  moved: number
  logged: boolean
  before: { skewness: number; kurtosis: number }
  after: { skewness: number; kurtosis: number }
  /** False: it still has outliers, and somebody should look at it. */
  settled: boolean
}

/**
 * Treats an indicator for outliers: left as it is while well shaped; else winsorised; else its logarithm.
 * OECD and European Commission JRC, "Handbook on Constructing Composite Indicators", 2008, step 3; W. Becker et al., "COINr: An R package
 * for developing composite indicators", Journal of Open Source Software 7(78), 2022.
 */
export function treat(values: Float64Array, treatment: Treatment = TREATMENT): Treated {
  const { limits } = treatment
  const before = shapeOf(values)
  if (isWellShaped(before, limits)) return { values: values.slice(), moved: 0, logged: false, before, after: before, settled: true }
  const drawn = winsorise(values, treatment)
  if (isWellShaped(drawn.shape, limits)) return { values: drawn.values, moved: drawn.moved, logged: false, before, after: drawn.shape, settled: true }
  const fromGiven = treatment.logOf === 'given'
  const logged = logTransform(fromGiven ? values : drawn.values, treatment.log)
  const after = shapeOf(logged)
  return { values: logged, moved: fromGiven ? 0 : drawn.moved, logged: true, before, after, settled: isWellShaped(after, limits) }
}
