import type { Text } from './vocabulary.ts'

/** The days on which the mainland rests or works against the week, as the State Council announced them for a year. */
export type AnnouncedYear = { year: number; source: Text; rest: readonly (readonly [from: string, to: string])[]; work: readonly string[] }

export const announcedYears: readonly AnnouncedYear[] = [
  {
    year: 2025,
    source: { zh: '国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号，2024年11月12日）', en: 'Notice of the General Office of the State Council on holidays in 2025 (12 November 2024)' },
    rest: [['2025-01-01', '2025-01-01'], ['2025-01-28', '2025-02-04'], ['2025-04-04', '2025-04-06'], ['2025-05-01', '2025-05-05'], ['2025-05-31', '2025-06-02'], ['2025-10-01', '2025-10-08']],
    work: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  {
    year: 2026,
    source: { zh: '国务院办公厅关于2026年部分节假日安排的通知（2025年11月4日）', en: 'Notice of the General Office of the State Council on holidays in 2026 (4 November 2025)' },
    rest: [['2026-01-01', '2026-01-03'], ['2026-02-15', '2026-02-23'], ['2026-04-04', '2026-04-06'], ['2026-05-01', '2026-05-05'], ['2026-06-19', '2026-06-21'], ['2026-09-25', '2026-09-27'], ['2026-10-01', '2026-10-07']],
    work: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
]

const dayLength = 86_400_000

/** The day `days` after a day, both as `2026-11-22`. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayLength).toISOString().slice(0, 10)
}

/** Whether the holidays of the day's year are announced. Where they are not, only weekends are known. */
export function isAnnounced(day: string): boolean {
  return yearOf(day) !== undefined
}

/** Whether people work on the day. */
export function isWorkingDay(day: string): boolean {
  const year = yearOf(day)
  if (year?.work.includes(day)) return true
  if (year?.rest.some(([from, to]) => from <= day && day <= to)) return false
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

/** The day on which `count` working days have passed since a day, which does not count itself. */
export function workingDayAfter(day: string, count: number): { day: string; announced: boolean } {
  let at = day
  for (let left = count; left > 0;) {
    at = dayAfter(at, 1)
    if (isWorkingDay(at)) left -= 1
  }
  return { day: at, announced: isAnnounced(at) }
}

/** How many working days lie between a day and a later one, which counts itself; at most `most` are counted. */
export function workingDaysUntil(from: string, to: string, most = 400): number {
  let count = 0
  for (let at = from; at < to && count < most;) {
    at = dayAfter(at, 1)
    if (isWorkingDay(at)) count += 1
  }
  return count
}

function yearOf(day: string): AnnouncedYear | undefined {
  return announcedYears.find(({ year }) => String(year) === day.slice(0, 4))
}

export const lights = {
  onTime: { zh: '按期', en: 'On time', symbol: '○' },
  near: { zh: '临期', en: 'Near due', symbol: '◐' },
  overdue: { zh: '逾期', en: 'Overdue', symbol: '●' },
  suspended: { zh: '暂停', en: 'Suspended', symbol: '‖' },
  none: { zh: '无期限或已了结', en: 'No date, or settled', symbol: '—' },
} satisfies Record<string, Text & { symbol: string }>
export type Light = keyof typeof lights

/** How many working days before its date work is near due. */
const nearDays = 5
let near = { today: '', until: '' }

/** The first day that is not near today any more. A list asks for it row by row, always for the same day. */
export function nearUntil(today: string): string {
  if (near.today !== today) near = { today, until: workingDayAfter(today, nearDays + 1).day }
  return near.until
}

/** How work stands against its date on the working-day calendar. */
export function lightOf({ due, settled, suspended }: { due: string | null; settled: boolean; suspended: boolean }, today: string): Light {
  if (settled) return 'none'
  if (suspended) return 'suspended'
  if (due === null) return 'none'
  if (due < today) return 'overdue'
  return due < nearUntil(today) ? 'near' : 'onTime'
}
