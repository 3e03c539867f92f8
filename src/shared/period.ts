/** Periods as they are written everywhere: a year `2026`, a quarter `2026-Q3`, a month `2026-10`. Their moments are on the calendar of China. */

export type Frequency = 'year' | 'quarter' | 'month'

/** How long a period is; undefined where the text is none. */
export function frequencyOf(period: string): Frequency | undefined {
  return /^\d{4}$/.test(period) ? 'year' : /^\d{4}-Q[1-4]$/.test(period) ? 'quarter' : /^\d{4}-(0[1-9]|1[0-2])$/.test(period) ? 'month' : undefined
}

/** The month `months` after (or before) a month written as 2026-10. */
export function monthAfter(period: string, months: number): string {
  const [year, month] = period.split('-').map(Number)
  const count = year! * 12 + (month! - 1) + months
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`
}

/** The first moment of a month on the calendar of China. */
export function startOf(period: string): string {
  return `${period}-01T00:00:00+08:00`
}

/** The last day of a month. */
export function lastDayOf(period: string): string {
  const [year, month] = period.split('-').map(Number)
  return `${period}-${String(new Date(Date.UTC(year!, month!, 0)).getUTCDate()).padStart(2, '0')}`
}

/** The months of a period, in their order. */
export function monthsOf(period: string): string[] {
  const frequency = frequencyOf(period)
  if (frequency === undefined) throw new RangeError(`${period} is not a period`)
  if (frequency === 'month') return [period]
  const first = frequency === 'year' ? `${period}-01` : `${period.slice(0, 4)}-${String(Number(period.slice(6)) * 3 - 2).padStart(2, '0')}`
  return Array.from({ length: frequency === 'year' ? 12 : 3 }, (_, n) => monthAfter(first, n))
}

/** From the first moment of a period to the first moment after it. */
export function spanOf(period: string): { from: string; to: string } {
  const months = monthsOf(period)
  return { from: startOf(months[0]!), to: startOf(monthAfter(months.at(-1)!, 1)) }
}

/** A period and every shorter one in it: `2026-Q3` is itself and its three months. What is no period holds nothing but itself. */
export function periodsIn(period: string): string[] {
  if (frequencyOf(period) === undefined) return [period]
  const quarters = frequencyOf(period) === 'year' ? [1, 2, 3, 4].map((quarter) => `${period}-Q${quarter}`) : []
  return [...new Set([period, ...quarters, ...monthsOf(period)])]
}
