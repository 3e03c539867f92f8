import type { Text } from './vocabulary.ts'

/** How a monthly series was examined: all rules; changes over a year alone, as it is too short or has gaps; or not at all. */
export const examinations = {
  whole: { zh: '全部规则', en: 'all rules' },
  changes: { zh: '仅同比', en: 'changes over a year only' },
  none: { zh: '月数不足', en: 'too few months' },
} satisfies Record<string, Text>
export type ExaminedBy = keyof typeof examinations

/** A monthly series as it is drawn. `values`, `trend` and `adjusted` have a place for each month; null is not known, or outside of what was examined. */
export type DrawnSeries = {
  key: string
  indicator: string
  subject: string
  unit: string
  by: ExaminedBy
  months: string[]
  values: (number | null)[]
  trend: (number | null)[]
  adjusted: (number | null)[]
  /** The level between breaks, first and last month. */
  levels: { from: string; to: string; mean: number }[]
  missing: string[]
  alerts: { key: string; rule: string; month: string; value: number | null; sentence: Text }[]
}

export type SeriesPicture = { kind: 'series-picture'; series: DrawnSeries[]; /** Of how many. */ of: number }

/** The detail of a result, if it is such a picture. */
export function asSeriesPicture(detail: unknown): SeriesPicture | null {
  return typeof detail === 'object' && detail !== null && (detail as { kind?: unknown }).kind === 'series-picture' ? (detail as SeriesPicture) : null
}
