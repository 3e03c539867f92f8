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
