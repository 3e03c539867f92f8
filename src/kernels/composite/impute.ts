/** By what a missing value is replaced; within groups (say, regions of one kind) where they are given and the group has a known value. */
export type Imputation = 'mean' | 'median'

/**
 * Replaces the missing values of an indicator. An imputed value is a guess: the caller keeps which they are, and ranks are drawn over
 * everything such a value might be. Of an indicator without any known value nothing can be said: it stays missing.
 * R. J. A. Little and D. B. Rubin, "Statistical Analysis with Missing Data", 3rd ed. 2019, § 4.2 (which warns of what unconditional means
 * do to variances: they shrink).
 */
export function impute(values: Float64Array, by: Imputation, groups?: Int32Array): Float64Array {
  if (groups && groups.length !== values.length) throw new RangeError(`${groups.length} groups are given for ${values.length} values`)
  if (!values.some((value) => value !== value)) return values.slice()
  const overall = centreOf(values.filter((value) => value === value), by)
  const centres = new Map<number, number>()
  return values.map((value, n) => {
    if (value === value) return value
    if (!groups) return overall
    const group = groups[n]!
    if (!centres.has(group)) centres.set(group, centreOf(values.filter((other, m) => groups[m] === group && other === other), by))
    const centre = centres.get(group)!
    return centre === centre ? centre : overall
  })
}

function centreOf(known: Float64Array, by: Imputation): number {
  if (known.length === 0) return NaN
  if (by === 'mean') return known.reduce((sum, value) => sum + value, 0) / known.length
  known.sort()
  const middle = known.length >> 1
  return known.length % 2 === 1 ? known[middle]! : (known[middle - 1]! + known[middle]!) / 2
}
