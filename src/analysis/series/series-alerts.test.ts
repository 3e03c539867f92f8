import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { asSeriesPicture, type SeriesPicture } from '../../shared/series-picture.ts'
import type { Observations } from '../../snapshot/observations.ts'
import type { SectionName, SnapshotOf } from '../../snapshot/sections.ts'
import { runHere, type Definition } from '../define.ts'
import { seriesAlerts } from './series-alerts.ts'
import { periodOf } from './monthly.ts'

type Seen = { city: string; indicator: string; month: string; unit: string | null; value: unknown }

function observed(all: readonly Seen[]): Observations {
  const listed = (key: 'city' | 'indicator' | 'month') => [...new Set(all.map((one) => one[key]))]
  const [cities, indicators, periods] = [listed('city'), listed('indicator'), listed('month')]
  return {
    count: all.length, periods,
    indicators: indicators.map((name, n) => ({ id: n + 1, name, unit: all.find(({ indicator }) => indicator === name)!.unit })),
    subjects: cities.map((name, n) => ({ kind: 'region', id: 440100 + 100 * n, name })),
    indicator: Int32Array.from(all, ({ indicator }) => indicators.indexOf(indicator)), subject: Int32Array.from(all, ({ city }) => cities.indexOf(city)),
    period: Int32Array.from(all, ({ month }) => periods.indexOf(month)), value: Float64Array.from(all, ({ value }) => (typeof value === 'number' ? value : NaN)),
  }
}

const snapshot = (observations: Observations) => ({ id: 'x', cluster: 'test', audience: 'team', revision: 1, observations }) as unknown as SnapshotOf<SectionName>
const run = (observations: Observations, given: Record<string, unknown> = {}) => runHere(seriesAlerts as unknown as Definition, snapshot(observations), given)
const pictureOf = (observations: Observations): SeriesPicture => asSeriesPicture(run(observations).detail)!

/** Months from January 2021 on of one city: a level, a season, and a little unrest that repeats every seven months. */
const months = (length: number, value: (month: number) => number | null, indicator = '营业收入'): Seen[] => Array.from({ length }, (_, n) => ({
  city: '深圳市', indicator, month: periodOf(2021 * 12 + n), unit: '亿元', value: value(n),
}))
const quiet = (month: number): number => 100 + 10 * Math.sin((month * Math.PI) / 6) + ((month * 5) % 7) / 7

describe('alerts of monthly indicators', () => {
  test('a level that rises by thirty is named with its month, both levels and its rule, in both languages', () => {
    const result = run(observed(months(60, (month) => quiet(month) + (month < 36 ? 0 : 30))))
    const alerts = result.tables[0]!
    const level = alerts.rows.find(({ cells }) => cells[3] === 'level-break')!
    expect(level.key).toBe('region:440100:1:2024-01:level-break')
    const words = alerts.columns.find(({ key }) => key === 'sentence')!.terms![level.key]!
    expect(words.zh).toMatch(/^深圳市的营业收入的水平从2024年1月起上升：去季节后的均值由 100\.\d+亿元 变为 130\.\d+亿元，相差 2\.\d 个标准差；前后两段各不少于 6 个月/)
    expect(words.en).toMatch(/^The level of 营业收入 of 深圳市 rose from January 2024 on: the deseasonalised mean went from CNY 10\.\d bn to CNY 13\.\d bn/)
    expect(alerts.rows.map(({ cells }) => cells[3])).toContain('drift-up')
    expect(asSeriesPicture(result.detail)!.series[0]!.levels.map(({ from, to }) => [from, to])).toEqual([['2021-01', '2023-12'], ['2024-01', '2025-12']])
  })

  test('one odd month is named with its value and its trend; a fall is called a fall', () => {
    const [found] = pictureOf(observed(months(48, (month) => (month === 40 ? 60 : quiet(month))))).series[0]!.alerts.filter(({ rule }) => rule === 'unusual-month')
    expect(found).toMatchObject({ month: '2024-05', value: 60 })
    expect(found!.sentence.zh).toContain('实际为 60.00亿元')
    expect(found!.sentence.zh).toContain('偏低')
    expect(found!.sentence.en).toContain('too low, past the limit of 3.5')
  })

  test('a gap is stated and not filled: what lies before it is left out, and too short a run falls back on changes over a year', () => {
    const gapAt = (gap: number) => pictureOf(observed(months(60, (month) => (month === gap ? null : quiet(month))))).series[0]!
    const early = gapAt(10)
    expect([early.by, early.missing, early.values[10]]).toEqual(['whole', ['2021-11'], null])
    expect(early.trend.map((value) => value === null).lastIndexOf(true)).toBe(10)
    expect(gapAt(40)).toMatchObject({ by: 'changes', missing: ['2024-05'] })
    const result = run(observed(months(60, (month) => (month === 40 ? null : quiet(month)))))
    expect(result.tables[1]!.rows[0]!.cells.slice(2, 8)).toEqual(['2021-01', '2025-12', 59, '2024-05', 'changes', '2021-01'])
    expect(result.notes.some(({ en }) => en.includes('neither zero nor filled in'))).toBe(true)
  })

  test('months that others have and this one does not count as missing at the end', () => {
    const late = observed([...months(40, quiet), ...months(41, quiet).map((one) => ({ ...one, city: '广州市' }))])
    expect(pictureOf(late).series.map(({ missing, by }) => [missing, by])).toEqual([[['2024-05'], 'whole'], [[], 'whole']])
  })

  test('too short a series is not examined, which is said and is not the same as no alert', () => {
    const result = run(observed(months(15, quiet)))
    expect(result.tables[1]!.rows[0]!.cells.slice(-3)).toEqual(['none', null, null])
    expect(result.cautions[0]!.en).toContain('no alert does not mean that all is well')
    expect(seriesAlerts.missing!(snapshot(observed(months(15, quiet))))).toMatchObject([{ sheet: 'observations' }])
    expect(seriesAlerts.missing!(snapshot(observed(months(24, quiet))))).toEqual([])
  })

  test('a constant series has no alert, quarters and years take no part, one indicator can be chosen', () => {
    expect(run(observed(months(60, () => 7))).tables[0]!.rows).toEqual([])
    const years = observed([...months(48, quiet), { city: '深圳市', indicator: '专利', month: '2024', unit: null, value: 3 }, ...months(30, quiet, '出口额')])
    expect(run(years).tables[1]!.rows.map(({ key }) => key)).toEqual(['region:440100:1', 'region:440100:3'])
    expect(run(years, { indicator: '3' }).tables[1]!.rows.map(({ key }) => key)).toEqual(['region:440100:3'])
    expect(seriesAlerts.choices!(snapshot(years))['indicator']!.map(({ value }) => value)).toEqual(['1', '3'])
  })

  test('an alert opens to its month, the same month of the year before, and the rest of the series', () => {
    const observations = observed(months(48, quiet))
    const trace = (row: string) => seriesAlerts.trace!(snapshot(observations), { indicator: '' }, { table: 'alerts', row, column: 'seen' })
    expect(trace('region:440100:1:2024-05:unusual-month').slice(0, 3)).toEqual(['observation:region:440100:1:2024-05', 'observation:region:440100:1:2023-05', 'observation:region:440100:1:2024-12'])
    expect(trace('region:440100:1:2024-05:unusual-month')).toHaveLength(48)
    expect(trace('region:999999:1')).toEqual([])
  })

  test('hundreds of series come out the same however many fit a shard, those with alerts drawn first', () => {
    const many = observed(Array.from({ length: 120 }, (_, n) => months(48, (month) => (n === 77 && month === 40 ? 20 : quiet(month)), `指标${n}`)).flat())
    const { tables, detail } = run(many)
    expect(tables[1]!.rows).toHaveLength(120)
    expect(asSeriesPicture(detail)!.series[0]!.indicator).toBe('指标77')
  })
})

test('in the demo cluster it finds that Zhongshan falls off in October 2026, and says which months are missing', async () => {
  // Plain JavaScript without types of its own, as everything in scripts/.
  const { makeObservations } = await import(path.resolve(import.meta.dirname, '../../../scripts/demo/observations.mjs')) as { makeObservations: () => Seen[] }
  const { series } = pictureOf(observed(makeObservations()))
  const last = series.flatMap(({ alerts, subject, indicator }) => alerts.filter(({ month }) => month === '2026-10').map(() => [subject, indicator]))
  expect(last).toEqual(expect.arrayContaining([['中山市', '营业收入'], ['中山市', '出口额'], ['中山市', '工业增加值增速'], ['中山市', '用工人数']]))
  expect(last.every(([subject]) => subject === '中山市')).toBe(true)
  expect(series.find(({ subject, indicator }) => subject === '佛山市' && indicator === '到位资金')!.missing).toEqual(['2026-09', '2026-10'])
})
