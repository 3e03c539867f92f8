import { loess, loessAt, type Window } from './loess.ts'
import { checkSeries, median } from './series.ts'

export type StlParameters = {
  /** Points in a season: 12 months. */
  period: number
  /** Window of the seasonal smoother in seasons (odd), or one season for all years. */
  seasonal: number | 'periodic'
  /** Weigh unusual months down: 15 rounds of one inner step instead of none of two. */
  robust?: boolean
  /** Fit at every point instead of at every tenth of a window. */
  everyPoint?: boolean
}

/** `weights` is how far each month counted in the last round: 1 in full, 0 not at all. */
export type Decomposition = { seasonal: Float64Array; trend: Float64Array; remainder: Float64Array; weights: Float64Array }

const nextOdd = (value: number): number => { const whole = Math.ceil(value); return whole % 2 === 1 ? whole : whole + 1 }

/**
 * Seasonal-trend decomposition by loess: value = seasonal + trend + remainder. Seasonal degree 0, trend and low-pass degree 1, trend window the next odd number
 * above 1.5 period / (1 − 1.5 / seasonal window), low-pass window the next odd number from the period. At least two whole seasons must be known without a gap.
 * R. B. Cleveland, W. S. Cleveland, J. E. McRae and I. Terpenning, "STL: A Seasonal-Trend Decomposition Procedure Based on Loess", Journal of Official Statistics 6, 1990.
 */
export function stl(values: Float64Array, { period, seasonal, robust = false, everyPoint = false }: StlParameters): Decomposition {
  if (!Number.isInteger(period) || period < 2) throw new RangeError(`a period of ${period}: a season has at least two points`)
  if (seasonal !== 'periodic' && !(Number.isInteger(seasonal) && seasonal >= 3 && seasonal % 2 === 1)) throw new RangeError(`a seasonal window of ${seasonal}: it must be an odd number from 3`)
  checkSeries(values, 2 * period + 1)
  const n = values.length
  const span = seasonal === 'periodic' ? 10 * n + 1 : seasonal
  const window = (points: number, degree: 0 | 1): Window => ({ span: points, degree, jump: everyPoint ? 1 : Math.ceil(points / 10) })
  const windows = { season: window(span, 0), trend: window(nextOdd((1.5 * period) / (1 - 1.5 / span)), 1), low: window(nextOdd(period), 1) }
  let parts = { season: new Float64Array(n), trend: new Float64Array(n) }
  let weights: Float64Array | null = null
  for (let round = 0; round <= (robust ? 15 : 0); round++) {
    if (round > 0) weights = bisquare(values.map((value, i) => Math.abs(value - parts.season[i]! - parts.trend[i]!)))
    for (let inner = 0; inner < (robust ? 1 : 2); inner++) parts = innerStep(values, parts.trend, { period, windows, weights })
  }
  const season = seasonal === 'periodic' ? onePattern(parts.season, period) : parts.season
  return { seasonal: season, trend: parts.trend, remainder: values.map((value, i) => value - season[i]! - parts.trend[i]!), weights: weights ?? new Float64Array(n).fill(1) }
}

type Step = { period: number; windows: { season: Window; trend: Window; low: Window }; weights: Float64Array | null }

function innerStep(values: Float64Array, trend: Float64Array, { period, windows, weights }: Step): { season: Float64Array<ArrayBuffer>; trend: Float64Array<ArrayBuffer> } {
  const cycles = smoothCycles(values.map((value, i) => value - trend[i]!), { period, window: windows.season, weights })
  const low = loess(movingMean(movingMean(movingMean(cycles, period), period), 3), windows.low)
  const season = Float64Array.from(values, (_, i) => cycles[i + period]! - low[i]!)
  return { season, trend: Float64Array.from(loess(values.map((value, i) => value - season[i]!), windows.trend, weights)) }
}

/** Each month of the year smoothed over the years, one year longer at both ends. */
function smoothCycles(values: Float64Array, { period, window, weights }: { period: number; window: Window; weights: Float64Array | null }): Float64Array {
  const n = values.length
  const result = new Float64Array(n + 2 * period)
  for (let month = 0; month < period; month++) {
    const years = Math.ceil((n - month) / period)
    const own = Float64Array.from({ length: years }, (_, y) => values[month + y * period]!)
    const robustness = weights && Float64Array.from({ length: years }, (_, y) => weights[month + y * period]!)
    const smooth = loess(own, window, robustness)
    const before = loessAt(own, -1, { window, robustness, left: 0, right: Math.min(window.span, years) - 1 })
    const after = loessAt(own, years, { window, robustness, left: Math.max(0, years - window.span), right: years - 1 })
    result[month] = Number.isNaN(before) ? smooth[0]! : before
    for (let y = 0; y < years; y++) result[month + (y + 1) * period] = smooth[y]!
    result[month + (years + 1) * period] = Number.isNaN(after) ? smooth[years - 1]! : after
  }
  return result
}

function movingMean(values: Float64Array, length: number): Float64Array {
  const means = new Float64Array(values.length - length + 1)
  for (let i = 0; i < means.length; i++) {
    let sum = 0
    for (let k = 0; k < length; k++) sum += values[i + k]!
    means[i] = sum / length
  }
  return means
}

/** Weights that fall to 0 at six times the median of what the fit leaves. */
function bisquare(left: Float64Array): Float64Array {
  const reach = 6 * median(left)
  return left.map((value) => (value <= 0.001 * reach ? 1 : value <= 0.999 * reach ? (1 - (value / reach) ** 2) ** 2 : 0))
}

function onePattern(season: Float64Array, period: number): Float64Array {
  return season.map((_, i) => {
    let [sum, count] = [0, 0]
    for (let at = i % period; at < season.length; at += period) [sum, count] = [sum + season[at]!, count + 1]
    return sum / count
  })
}
