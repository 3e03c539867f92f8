import { frequencyOf } from '../../shared/period.ts'
import type { Observations } from '../../snapshot/observations.ts'

/** One indicator of one subject by month, from its first month to the last of the indicator; NaN and row −1 where nothing is observed. */
export type Monthly = { indicator: number; subject: number; /** Months since year 0. */ first: number; values: Float64Array; rows: Int32Array }

export const monthOf = (period: string): number => Number(period.slice(0, 4)) * 12 + Number(period.slice(5)) - 1
export const periodOf = (month: number): string => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`

/** All monthly series, or those of one indicator (its id), in the order of observations. */
export function monthlySeries(observations: Observations, indicatorId: string): Monthly[] {
  const grouped = new Map<string, number[]>()
  const last = new Map<number, number>()
  const month = observations.periods.map((period) => (frequencyOf(period) === 'month' ? monthOf(period) : NaN))
  for (let row = 0; row < observations.count; row++) {
    const at = month[observations.period[row]!]!
    const indicator = observations.indicator[row]!
    if (Number.isNaN(at) || Number.isNaN(observations.value[row]) || (indicatorId !== '' && String(observations.indicators[indicator]!.id) !== indicatorId)) continue
    const key = `${indicator} ${observations.subject[row]}`
    const rows = grouped.get(key)
    if (rows) rows.push(row)
    else grouped.set(key, [row])
    last.set(indicator, Math.max(last.get(indicator) ?? 0, at))
  }
  return [...grouped.values()].map((rows) => seriesOf(observations, rows, { month, last }))
}

function seriesOf(observations: Observations, rows: readonly number[], { month, last }: { month: readonly number[]; last: ReadonlyMap<number, number> }): Monthly {
  const indicator = observations.indicator[rows[0]!]!
  const monthAt = (row: number): number => month[observations.period[row]!]!
  const first = rows.reduce((least, row) => Math.min(least, monthAt(row)), Infinity)
  const length = last.get(indicator)! - first + 1
  const series: Monthly = { indicator, subject: observations.subject[rows[0]!]!, first, values: new Float64Array(length).fill(NaN), rows: new Int32Array(length).fill(-1) }
  for (const row of rows) {
    series.values[monthAt(row) - first] = observations.value[row]!
    series.rows[monthAt(row) - first] = row
  }
  return series
}

/** The months in between and at the end that nothing is known of. */
export function missingMonths({ values, first }: Pick<Monthly, 'values' | 'first'>): string[] {
  return Array.from(values.keys()).filter((at) => Number.isNaN(values[at])).map((at) => periodOf(first + at))
}

export function keyOf({ subjects, indicators }: Observations, { subject, indicator }: Pick<Monthly, 'subject' | 'indicator'>): string {
  const { kind, id } = subjects[subject]!
  return `${kind}:${id}:${indicators[indicator]!.id}`
}
