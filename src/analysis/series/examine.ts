import { alertLimits, changesOver, examineSeries, unusualChanges, wholeExamination, type AlertRule } from '../../kernels/series/alerts.ts'
import type { ExaminedBy } from '../../shared/series-picture.ts'

/** An alert with what was usual: the trend at an odd month, the level before a break, the value a year before. Places count from the first month. */
export type FoundAlert = { rule: AlertRule; at: number; seen: number; limit: number; value: number; usual: number }

/** What was found in one series: from which place on it was examined, and by what. */
export type Found = { by: ExaminedBy; from: number; to: number; trend: number[]; adjusted: number[]; levels: { from: number; to: number; mean: number }[]; alerts: FoundAlert[] }

/**
 * Examines a series with gaps. All rules are applied to its last unbroken run of months if that is long enough; else months are compared
 * with the same month of the year before, which gaps do not disturb. A gap is never filled.
 */
export function examineMonths(values: Float64Array, asPart: boolean): Found {
  const { from, to } = lastRun(values)
  if (to - from >= wholeExamination) return whole(values, from, to)
  const nothing: Found = { by: 'none', from: 0, to: values.length, trend: [], adjusted: [], levels: [], alerts: [] }
  const known = changesOver(values, alertLimits.period, asPart).filter(Number.isFinite).length
  if (known < alertLimits.fewestChanges) return nothing
  const alerts = unusualChanges(values, asPart).map((alert) => ({ ...alert, value: values[alert.at]!, usual: values[alert.at - alertLimits.period]! }))
  return { ...nothing, by: 'changes', alerts }
}

function whole(values: Float64Array, from: number, to: number): Found {
  const { alerts, trend, adjusted, levels } = examineSeries(values.subarray(from, to))
  const usualOf = (rule: AlertRule, at: number): { value: number; usual: number } => {
    if (rule !== 'level-break') return { value: values[from + at]!, usual: trend[at]! }
    const next = levels.findIndex((level) => level.from === at)
    return { value: levels[next]!.mean, usual: levels[next - 1]!.mean }
  }
  return {
    by: 'whole', from, to, trend: [...trend], adjusted: [...adjusted],
    levels: levels.map((level) => ({ ...level, from: level.from + from, to: level.to + from })),
    alerts: alerts.map((alert) => ({ ...alert, at: alert.at + from, ...usualOf(alert.rule, alert.at) })),
  }
}

/** The last months without a gap between them. */
function lastRun(values: Float64Array): { from: number; to: number } {
  let to = values.length
  while (to > 0 && Number.isNaN(values[to - 1])) to--
  let from = to
  while (from > 0 && !Number.isNaN(values[from - 1])) from--
  return { from, to }
}
