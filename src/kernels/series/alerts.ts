import { tabularCusum } from './cusum.ts'
import { pelt, penaltyOf } from './pelt.ts'
import { checkSeries, meanAndDeviation, median, standardised } from './series.ts'
import { stl } from './stl.ts'

/**
 * How far each value lies from the median, in deviations: (r − median) / (1.4826 MAD). NaN where more than half the values are the same, or
 * differ by no more than `rounding`. B. Iglewicz and D. Hoaglin, 1993.
 */
export function robustZ(values: Float64Array, rounding = 0): Float64Array {
  checkSeries(values, 3)
  const middle = median(values)
  const spread = 1.4826 * median(values.map((value) => Math.abs(value - middle)))
  return values.map((value) => (spread > rounding ? (value - middle) / spread : NaN))
}

export type AlertRule = 'unusual-month' | 'level-break' | 'drift-up' | 'drift-down'

/** An alert as data: which rule, at which value of the series (counted from 0), what was seen and the limit it passed, in the rule's own unit. */
export type Alert = { rule: AlertRule; at: number; seen: number; limit: number }

export const alertLimits = { unusual: 3.5, drift: 5, allowance: 0.5, reference: 24, seasonalWindow: 13, shortest: 6, period: 12 }

/**
 * Alerts of a monthly series, in order of time; an account of what has happened, not a forecast.
 * `unusual-month`: the remainder of robust STL lies more than 3.5 robust deviations off (`seen`: how many).
 * `level-break`: the mean of the deseasonalised series changes (PELT, penalty 3 ln n, 6 months at least; `seen`: the change in standard deviations of the series, `limit` 0).
 * `drift-up`, `drift-down`: the tabular CUSUM of the deseasonalised series first passes 5 (`seen`: its value there); again only after it has fallen back.
 */
export function seriesAlerts(values: Float64Array, limits = alertLimits): Alert[] {
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
  const means = breaks.slice(1).map((end, k) => level.subarray(breaks[k], end).reduce((sum, value) => sum + value, 0) / (end - breaks[k]!))
  for (let k = 1; k < means.length; k++) alerts.push({ rule: 'level-break', at: breaks[k]!, seen: means[k]! - means[k - 1]!, limit: 0 })
  if (level.subarray(0, limits.reference).some((value) => value !== level[0])) {
    const { up, down } = tabularCusum(level, { reference: limits.reference, allowance: limits.allowance, limit: limits.drift })
    for (const [rule, sums] of [['drift-up', up], ['drift-down', down]] as const) {
      sums.forEach((seen, at) => { if (seen > limits.drift && !((sums[at - 1] ?? 0) > limits.drift)) alerts.push({ rule, at, seen, limit: limits.drift }) })
    }
  }
  return alerts.sort((a, b) => a.at - b.at)
}
