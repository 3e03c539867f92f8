import { checkSeries } from './series.ts'

/**
 * Classical additive decomposition: trend is a centred moving mean over one period (half weights at the ends of an even one), NaN half a period at both ends; the
 * season is the mean of what it leaves, month by month, summing to 0. W. M. Persons, "Indices of Business Conditions", 1919.
 */
export function classicalDecomposition(values: Float64Array, period: number): { seasonal: Float64Array; trend: Float64Array; remainder: Float64Array } {
  if (!Number.isInteger(period) || period < 2) throw new RangeError(`a period of ${period}: a season has at least two points`)
  checkSeries(values, 2 * period)
  const half = period >> 1
  const trend = values.map((_, i) => {
    if (i < half || i + half >= values.length) return NaN
    let sum = 0
    for (let k = -half; k <= half; k++) sum += values[i + k]! * (period % 2 === 0 && Math.abs(k) === half ? 0.5 : 1)
    return sum / period
  })
  const figure = Float64Array.from({ length: period }, (_, month) => {
    let [sum, count] = [0, 0]
    for (let at = month; at < values.length; at += period) if (!Number.isNaN(trend[at])) [sum, count] = [sum + values[at]! - trend[at]!, count + 1]
    return sum / count
  })
  const mean = figure.reduce((sum, value) => sum + value, 0) / period
  const seasonal = values.map((_, i) => figure[i % period]! - mean)
  return { seasonal, trend, remainder: values.map((value, i) => value - trend[i]! - seasonal[i]!) }
}
