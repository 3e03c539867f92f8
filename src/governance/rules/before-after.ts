import type { Text } from '../../shared/vocabulary.ts'

/** A month of an indicator; null where it was not given. */
export type Month = { period: string; value: number | null; ref: string; doubtful: boolean }
export type Use = 'before' | 'after' | 'out'
type Side = { mean: number | null; count: number }
export type Compared = { points: (Month & { use: Use })[]; before: Side; after: Side; change: number | null; changeShare: number | null; sameMonths: { count: number; change: number | null }; cautions: Text[] }

/** How many months on either side are looked at, and below how many a mean says little. */
export const windowMonths = 12
const fewMonths = 6

const indexOf = (period: string): number => Number(period.slice(0, 4)) * 12 + Number(period.slice(5, 7)) - 1
const mean = (values: readonly number[]): number | null => (values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length)

/** The months that are looked at: twelve before the policy begins, and up to twelve in which it stood from their first day to their last. */
export function monthsAround({ validFrom, validTo }: { validFrom: string; validTo: string | null }): { before: [number, number]; after: [number, number] } {
  const start = indexOf(validFrom)
  const first = validFrom.endsWith('-01') ? start : start + 1
  const last = validTo === null ? Infinity : indexOf(validTo) - (isLastDay(validTo) ? 0 : 1)
  return { before: [start - windowMonths, start - 1], after: [first, Math.min(first + windowMonths - 1, last)] }
}

function isLastDay(day: string): boolean {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).getUTCDate() === 1
}

/**
 * The months before a policy and those under it: their means, and the mean difference to the same month of the year before. It describes; it
 * does not say what the policy did. A month that is missing is left out, never counted as nothing.
 */
export function compareAround(months: readonly Month[], policy: { validFrom: string; validTo: string | null }): Compared {
  const { before, after } = monthsAround(policy)
  const within = (at: number, [from, to]: [number, number]): boolean => at >= from && at <= to
  const points = [...months].sort((one, other) => one.period.localeCompare(other.period)).map((month) => {
    const at = indexOf(month.period)
    return { ...month, use: month.value === null ? 'out' as const : within(at, before) ? 'before' as const : within(at, after) ? 'after' as const : 'out' as const }
  })
  const valuesOf = (use: Use): number[] => points.flatMap((point) => (point.use === use ? [point.value!] : []))
  const [earlier, later] = [sideOf(valuesOf('before')), sideOf(valuesOf('after'))]
  const change = earlier.mean === null || later.mean === null ? null : later.mean - earlier.mean
  const byMonth = new Map(points.flatMap(({ period, value, use }) => (use === 'before' ? [[indexOf(period), value!] as const] : [])))
  const steps = points.flatMap(({ period, value, use }) => (use === 'after' && byMonth.has(indexOf(period) - 12) ? [value! - byMonth.get(indexOf(period) - 12)!] : []))
  return {
    points, before: earlier, after: later, change, changeShare: change === null || earlier.mean === null || earlier.mean <= 0 ? null : change / earlier.mean,
    sameMonths: { count: steps.length, change: mean(steps) }, cautions: cautionsOf(points, { earlier, later, missing: points.filter(({ period, value }) => value === null && (within(indexOf(period), before) || within(indexOf(period), after))).length, steps: steps.length }),
  }
}

function sideOf(values: readonly number[]): Side {
  return { mean: mean(values), count: values.length }
}

type Seen = { earlier: Side; later: Side; missing: number; steps: number }

function cautionsOf(points: readonly (Month & { use: Use })[], { earlier, later, missing, steps }: Seen): Text[] {
  const doubtful = points.filter(({ use, doubtful: is }) => use !== 'out' && is).length
  const said: [boolean, string, string][] = [
    [later.count === 0, '施行后还没有完整月份的数值。', 'There is no whole month under the policy yet.'],
    [earlier.count === 0, '施行前没有月度数值可比。', 'No month before the policy has a value.'],
    [earlier.count > 0 && earlier.count < fewMonths, `施行前只有 ${earlier.count} 个月，均值说明不了多少。`, `Only ${earlier.count} months stand before it: their mean says little.`],
    [later.count > 0 && later.count < fewMonths, `施行后只有 ${later.count} 个月，均值说明不了多少。`, `Only ${later.count} months stand under it: their mean says little.`],
    [earlier.count > 0 && later.count > 0 && (earlier.count < 12 || later.count < 12), `前后覆盖的月份不同，季节会使均值偏离；请看同月比较（${steps} 个月）。`, `The two sides cover different months of the year, and seasons move the means: look at the same months (${steps}).`],
    [missing > 0, `有 ${missing} 个月缺数，未计入。`, `${missing} months have no value and were left out.`],
    [doubtful > 0, `有 ${doubtful} 个月的数值存疑（不合常理、约数或说法不一）。`, `${doubtful} months have a doubtful value (implausible, approximate or in conflict).`],
  ]
  return said.flatMap(([holds, zh, en]) => (holds ? [{ zh, en }] : []))
}
