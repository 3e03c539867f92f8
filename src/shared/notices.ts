import type { Text } from './vocabulary.ts'

/** How often a person is written to. */
export const paces = {
  none: { zh: '不发邮件', en: 'No e-mail' },
  soon: { zh: '有新的待办时', en: 'When something new waits' },
  daily: { zh: '每天', en: 'Every day' },
  weekly: { zh: '每周（周一）', en: 'Every week (Monday)' },
} satisfies Record<string, Text>
export type Pace = keyof typeof paces

/** Hours are those of China (UTC+8), 0 to 23. Quiet from one hour to another, over midnight too. */
export type NoticeRule = { pace: Pace; hour: number; quiet: { from: number; to: number } | null }

const day = 86_400_000
const chinaOffset = 8 * 3_600_000
/** The least time between two digests at the pace `soon`. */
const soonest = 15 * 60_000

/**
 * Whether a digest is due: outside the quiet hours, and since the last one (`lookedAt`) the hour of a day or of a week has come. A digest that
 * was missed because the program did not run is due as soon as it does.
 */
export function isDue({ pace, hour, quiet }: NoticeRule, lookedAt: Date | null, now: Date): boolean {
  if (pace === 'none' || (quiet && isQuiet(quiet, hourOf(now)))) return false
  if (pace === 'soon') return lookedAt === null || now.getTime() - lookedAt.getTime() >= soonest
  return lookedAt === null || lookedAt.getTime() < lastDue(pace, hour, now)
}

/** Whether an hour lies in the quiet ones; from and to alike: none is quiet. */
export function isQuiet({ from, to }: { from: number; to: number }, hour: number): boolean {
  return from <= to ? from <= hour && hour < to : hour >= from || hour < to
}

/** When, before `now`, the last digest of that pace came due. The first of January 1970 was a Thursday: weeks are counted from the Monday after. */
function lastDue(pace: 'daily' | 'weekly', hour: number, now: Date): number {
  const [period, origin] = pace === 'daily' ? [day, 0] : [7 * day, 4 * day]
  const since = now.getTime() + chinaOffset - origin - hour * 3_600_000
  return Math.floor(since / period) * period + origin + hour * 3_600_000 - chinaOffset
}

function hourOf(now: Date): number {
  return new Date(now.getTime() + chinaOffset).getUTCHours()
}
