import { alertLimits, wholeExamination } from '../../kernels/series/alerts.ts'
import { cellOf, type Result, type ResultColumn, type ResultTable } from '../../shared/results.ts'
import { examinations, type DrawnSeries, type SeriesPicture } from '../../shared/series-picture.ts'
import type { Text } from '../../shared/vocabulary.ts'
import type { Observations } from '../../snapshot/observations.ts'
import type { Found } from './examine.ts'
import { keyOf, missingMonths, periodOf, type Monthly } from './monthly.ts'
import { ruleNames, sentenceOf } from './sentences.ts'

export type Examined = { series: Monthly; found: Found; asPart: boolean }

/** More series than these are not drawn at once; those with the most alerts come first. */
const drawnAtMost = 300

const subject: ResultColumn = { key: 'subject', title: { zh: '对象', en: 'Subject' }, kind: 'text' }
const indicator: ResultColumn = { key: 'indicator', title: { zh: '指标', en: 'Indicator' }, kind: 'text' }

export function resultOf(observations: Observations, examined: readonly Examined[]): Result<SeriesPicture> {
  const drawn = examined.map((one) => drawnOf(observations, one))
  const order = [...drawn.keys()].sort((a, b) => drawn[b]!.alerts.length - drawn[a]!.alerts.length || a - b)
  const gaps = drawn.filter(({ missing }) => missing.length > 0).length
  const changes = drawn.filter(({ by }) => by === 'changes').length
  const none = drawn.filter(({ by }) => by === 'none').length
  return {
    tables: [alertTable(examined, drawn), seriesTable(examined, drawn)],
    notes: [
      { zh: `全部规则用于最近一段连续不缺的月份，须有 ${wholeExamination} 个月以上：稳健 STL 余项偏离 ${alertLimits.unusual} 个稳健标准差；PELT 均值断点（惩罚 3 ln n，每段至少 ${alertLimits.shortest} 个月）；CUSUM 以前 ${alertLimits.reference} 个月为准，容差 ${alertLimits.allowance}，界限 ${alertLimits.drift}。`, en: `All rules apply to the last months without a gap, ${wholeExamination} or more: a remainder of robust STL more than ${alertLimits.unusual} robust deviations off; breaks of the mean by PELT (penalty 3 ln n, ${alertLimits.shortest} months at least); CUSUM against the first ${alertLimits.reference} months, allowance ${alertLimits.allowance}, limit ${alertLimits.drift}.` },
      ...(changes > 0 ? [{ zh: `${changes} 条序列连续月份不足 ${wholeExamination} 个，季节无从分离，只比较同比变动（界限 ${alertLimits.unusual} 个稳健标准差）。`, en: `${changes} series have fewer than ${wholeExamination} months without a gap, so that their season cannot be told apart: only changes over a year are compared (limit ${alertLimits.unusual} robust deviations).` }] : []),
      ...(gaps > 0 ? [{ zh: `${gaps} 条序列有缺月，缺月不作零计，也不插补；缺了哪些月，见“序列”表。`, en: `${gaps} series lack months; those are neither zero nor filled in. The table of series says which.` }] : []),
    ],
    cautions: [
      ...(none > 0 ? [{ zh: `${none} 条序列月数不足，没有检查：没有提示不等于没有异常。`, en: `${none} series have too few months and were not examined: no alert does not mean that all is well.` }] : []),
      ...(drawn.length > drawnAtMost ? [{ zh: `图中只有提示最多的 ${drawnAtMost} 条序列，共 ${drawn.length} 条；选定指标可看其余。`, en: `Only the ${drawnAtMost} series with the most alerts of ${drawn.length} are drawn; choose an indicator for the others.` }] : []),
      { zh: '提示说明已经发生的事，不说明原因，也不是预测；相邻月份相关时误报偏多。', en: 'Alerts tell what has happened; they say no cause and forecast nothing. Where neighbouring months hang together there are too many.' },
    ],
    detail: { kind: 'series-picture', series: order.slice(0, drawnAtMost).map((n) => drawn[n]!), of: drawn.length },
  }
}

function drawnOf(observations: Observations, { series, found, asPart }: Examined): DrawnSeries {
  const { name, unit } = observations.indicators[series.indicator]!
  const { name: subjectName, id } = observations.subjects[series.subject]!
  const key = keyOf(observations, series)
  const about = { subject: subjectName ?? String(id), indicator: name, unit: unit ?? '' }
  const spread = (values: readonly number[]): (number | null)[] => Array.from(series.values, (_, at) => cellOf(values[at - found.from] ?? NaN))
  return {
    key, ...about, by: found.by, months: Array.from(series.values, (_, at) => periodOf(series.first + at)),
    values: Array.from(series.values, cellOf), trend: spread(found.trend), adjusted: spread(found.adjusted), missing: missingMonths(series),
    levels: found.levels.map(({ from, to, mean }) => ({ from: periodOf(series.first + from), to: periodOf(series.first + to - 1), mean })),
    alerts: found.alerts.map((alert) => {
      const month = periodOf(series.first + alert.at)
      return { key: `${key}:${month}:${alert.rule}`, rule: alert.rule, month, value: cellOf(series.values[alert.at]!), sentence: sentenceOf(alert, { ...about, month, asPart }) }
    }),
  }
}

/** Alerts, the latest month first. A sentence is a cell whose words stand in both languages. */
function alertTable(examined: readonly Examined[], drawn: readonly DrawnSeries[]): ResultTable {
  const all = drawn.flatMap(({ alerts, subject: of, indicator: what, unit }, n) => alerts.map((alert, k) => ({ alert, of, what, unit, found: examined[n]!.found.alerts[k]! })))
  const sorted = all.sort((a, b) => (a.alert.month < b.alert.month ? 1 : a.alert.month > b.alert.month ? -1 : 0))
  const sentences: Record<string, Text> = Object.fromEntries(sorted.map(({ alert }) => [alert.key, alert.sentence]))
  return {
    id: 'alerts', title: { zh: '提示', en: 'Alerts' },
    columns: [
      subject, indicator, { key: 'month', title: { zh: '月份', en: 'Month' }, kind: 'text' }, { key: 'rule', title: { zh: '规则', en: 'Rule' }, kind: 'term', terms: ruleNames },
      { key: 'value', title: { zh: '当月值', en: 'Value' }, kind: 'number', computed: true }, { key: 'unit', title: { zh: '单位', en: 'Unit' }, kind: 'text' },
      { key: 'seen', title: { zh: '偏离（标准差）', en: 'Off (deviations)' }, kind: 'number', computed: true }, { key: 'limit', title: { zh: '界限', en: 'Limit' }, kind: 'number' },
      { key: 'sentence', title: { zh: '说明', en: 'In words' }, kind: 'term', terms: sentences },
    ],
    rows: sorted.map(({ alert, of, what, unit, found }) => ({ key: alert.key, cells: [of, what, alert.month, alert.rule, alert.value, unit, found.seen, found.limit, alert.key] })),
  }
}

function seriesTable(examined: readonly Examined[], drawn: readonly DrawnSeries[]): ResultTable {
  return {
    id: 'series', title: { zh: '序列', en: 'Series' },
    columns: [
      subject, indicator, { key: 'first', title: { zh: '首月', en: 'First month' }, kind: 'text' }, { key: 'last', title: { zh: '末月', en: 'Last month' }, kind: 'text' },
      { key: 'known', title: { zh: '有值月数', en: 'Months known' }, kind: 'integer', computed: true }, { key: 'missing', title: { zh: '缺月', en: 'Months missing' }, kind: 'text' },
      { key: 'by', title: { zh: '检查方式', en: 'Examined by' }, kind: 'term', terms: examinations }, { key: 'from', title: { zh: '自', en: 'From' }, kind: 'text' },
      { key: 'alerts', title: { zh: '提示数', en: 'Alerts' }, kind: 'integer', computed: true, main: true },
    ],
    rows: drawn.map(({ key, months, values, missing, by, alerts, ...one }, n) => ({
      key, cells: [
        one.subject, one.indicator, months[0]!, months.at(-1)!, values.filter((value) => value !== null).length, missing.length > 0 ? missing.join(', ') : null,
        by, by === 'none' ? null : months[examined[n]!.found.from]!, by === 'none' ? null : alerts.length,
      ],
    })),
  }
}
