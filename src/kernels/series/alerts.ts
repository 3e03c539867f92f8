import { tabularCusum } from './cusum.ts'
import { pelt, penaltyOf } from './pelt.ts'
import { checkSeries, meanAndDeviation, median, standardised } from './series.ts'
import { stl } from './stl.ts'

/**
 * How far each value lies from the median, in deviations: (r − median) / (1.4826 MAD). NaN where more than half the values are the same, or
 * differ by no more than `rounding`. A deviation is not taken for smaller than `least`. B. Iglewicz and D. Hoaglin, 1993.
 */
export function robustZ(values: Float64Array, rounding = 0, least = 0): Float64Array {
  checkSeries(values, 3)
  const middle = median(values)
  const spread = Math.max(least, 1.4826 * median(values.map((value) => Math.abs(value - middle))))
  return values.map((value) => (spread > rounding ? (value - middle) / spread : NaN))
}

export type AlertRule = 'unusual-month' | 'level-break' | 'drift-up' | 'drift-down' | 'unusual-change'

/** An alert as data: which rule, at which value of the series (counted from 0), what was seen and the limit it passed, in the rule's own unit. */
export type Alert = { rule: AlertRule; at: number; seen: number; limit: number }

export const alertLimits = { unusual: 3.5, drift: 5, allowance: 0.5, reference: 24, seasonalWindow: 13, shortest: 6, period: 12, fewestChanges: 10 }

/** Values that a whole examination needs without a gap. */
export const wholeExamination = 3 * alertLimits.period

/** What an examination saw, in the unit of the series: the trend of robust STL, the deseasonalised values, the level between breaks. */
export type Examination = { alerts: Alert[]; trend: Float64Array; adjusted: Float64Array; levels: { from: number; to: number; mean: number }[] }

/**
 * Alerts of a monthly series, in order of time; an account of what has happened, not a forecast.
 * `unusual-month`: the remainder of robust STL lies more than 3.5 robust deviations off (`seen`: how many).
 * `level-break`: the mean of the deseasonalised series changes (PELT, penalty 3 ln n, 6 months at least; `seen`: the change in standard deviations of the series, `limit` 0).
 * `drift-up`, `drift-down`: the tabular CUSUM of the deseasonalised series first passes 5 (`seen`: its value there); again only after it has fallen back.
 */
export function examineSeries(values: Float64Array, limits = alertLimits): Examination {
  const { period, seasonalWindow } = limits
  checkSeries(values, Math.max(3 * period, limits.reference + 1))
  const robust = stl(values, { period, seasonal: seasonalWindow, robust: true })
  const season = stl(values, { period, seasonal: seasonalWindow }).seasonal
  const adjusted = values.map((value, i) => value - season[i]!)
  // What a decomposition leaves of a constant series is rounding, and nothing to alert to.
  const rounding = 1e-9 * values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const level = meanAndDeviation(adjusted).deviation > rounding ? standardised(adjusted) : new Float64Array(values.length)
  const alerts: Alert[] = []
  robustZ(robust.remainder, rounding).forEach((z, at) => {
    if (Math.abs(z) > limits.unusual) alerts.push({ rule: 'unusual-month', at, seen: z, limit: limits.unusual })
  })
  const breaks = [0, ...pelt(level, { change: 'mean', penalty: penaltyOf('mbic', 'mean', level.length), shortest: limits.shortest }), level.length]
  const levels = breaks.slice(1).map((to, k) => ({ from: breaks[k]!, to, mean: meanOf(adjusted, breaks[k]!, to) }))
  for (let k = 1; k < levels.length; k++) {
    const seen = meanOf(level, breaks[k]!, breaks[k + 1]!) - meanOf(level, breaks[k - 1]!, breaks[k]!)
    alerts.push({ rule: 'level-break', at: breaks[k]!, seen, limit: 0 })
  }
  alerts.push(...driftsOf(level, limits))
  return { alerts: alerts.sort((a, b) => a.at - b.at), trend: robust.trend, adjusted, levels }
}

function meanOf(values: Float64Array, from: number, to: number): number {
  return values.subarray(from, to).reduce((sum, value) => sum + value, 0) / (to - from)
}

function driftsOf(level: Float64Array, { reference, allowance, drift }: typeof alertLimits): Alert[] {
  const alerts: Alert[] = []
  if (!level.subarray(0, reference).some((value) => value !== level[0])) return alerts
  const { up, down } = tabularCusum(level, { reference, allowance, limit: drift })
  for (const [rule, sums] of [['drift-up', up], ['drift-down', down]] as const) {
    sums.forEach((seen, at) => { if (seen > drift && !((sums[at - 1] ?? 0) > drift)) alerts.push({ rule, at, seen, limit: drift }) })
  }
  return alerts
}

/** The change of each value against the value a period before, as a part of it or as a difference; NaN where one of the two is not known. */
export function changesOver(values: Float64Array, period: number, asPart: boolean): Float64Array {
  return values.map((value, at) => {
    const before = at < period ? NaN : values[at - period]!
    return asPart ? value / before - 1 : value - before
  })
}

/**
 * What can be said of a series too short, or with too many gaps, for its season to be told apart: a month whose change over a year
 * lies more than 3.5 robust deviations from the other changes over a year (`unusual-change`). NaN is a gap and takes no part. A step of
 * the last digit that is written is within one deviation: of 60 firms, one more is no news.
 */
export function unusualChanges(values: Float64Array, asPart: boolean, { period, unusual, fewestChanges } = alertLimits): Alert[] {
  const changes = changesOver(values, period, asPart)
  const known = Int32Array.from(changes.keys()).filter((at) => Number.isFinite(changes[at]))
  if (known.length < fewestChanges) throw new RangeError(`${known.length} changes over a year are known: ${fewestChanges} are needed`)
  const size = median(Float64Array.from(known, (at) => Math.abs(values[at - period]!)))
  const z = robustZ(Float64Array.from(known, (at) => changes[at]!), 0, asPart ? lastDigit(values) / size : lastDigit(values))
  return Array.from(known, (at, n): Alert => ({ rule: 'unusual-change', at, seen: z[n]!, limit: unusual })).filter(({ seen }) => Math.abs(seen) > unusual)
}

/** One unit of the last digit other than 0 that any of the values is written with: 10,000 where all are whole tens of thousands; 1e-6 at least. */
function lastDigit(values: Float64Array): number {
  let digit = 1e12
  while (digit > 1e-6 && values.some((value) => Number.isFinite(value) && Math.abs(value - Math.round(value / digit) * digit) > 1e-9 * Math.abs(value))) digit /= 10
  return digit
}
