import { dayAfter, isAnnounced, isWorkingDay } from './calendar.ts'

/** How often something takes place: every `every` weeks, months or years, on the `nth` working day of the period (negative: from its end). */
export type Cadence = { unit: 'week' | 'month' | 'quarter' | 'year'; every: number; nth: number }

/** A day on which something takes place; `announced` says whether the holidays of its year are known. */
export type Occurrence = { day: string; announced: boolean }

/**
 * The days from `from` to `to`, both included, on which a cadence that started on `start` falls. Every day is a working day, make-up
 * days included. A period with fewer working days than asked for takes its last one (counted from the end: its first); one with none is
 * left out, as a week of holidays is.
 */
export function occurrencesOf({ unit, every, nth }: Cadence, start: string, { from, to }: { from: string; to: string }): Occurrence[] {
  const found: Occurrence[] = []
  for (let period = periodOf(unit, start), n = 0; period.from <= to; period = periodOf(unit, dayAfter(period.to, 1)), n += 1) {
    if (n % every !== 0 || period.to < from) continue
    const day = nthWorkingDay(period, nth)
    if (day !== undefined && day >= start && day >= from && day <= to) found.push({ day, announced: isAnnounced(day) })
  }
  return found
}

type Period = { from: string; to: string }

function nthWorkingDay({ from, to }: Period, nth: number): string | undefined {
  const days: string[] = []
  for (let day = from; day <= to; day = dayAfter(day, 1)) if (isWorkingDay(day)) days.push(day)
  if (nth < 0) days.reverse()
  return days[Math.min(Math.abs(nth), days.length) - 1]
}

/** Weeks begin on Monday. */
function periodOf(unit: Cadence['unit'], day: string): Period {
  const at = new Date(`${day}T00:00:00Z`)
  if (unit === 'week') {
    const from = dayAfter(day, -((at.getUTCDay() + 6) % 7))
    return { from, to: dayAfter(from, 6) }
  }
  const months = { month: 1, quarter: 3, year: 12 }[unit]
  const first = Math.floor(at.getUTCMonth() / months) * months
  const of = (month: number): string => new Date(Date.UTC(at.getUTCFullYear(), month, 1)).toISOString().slice(0, 10)
  return { from: of(first), to: dayAfter(of(first + months), -1) }
}
