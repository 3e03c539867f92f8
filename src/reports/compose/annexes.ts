import type { ReportBlock } from '../../shared/contract/reports.ts'
import { formatDate, formatDateTime } from '../../shared/format.ts'
import { headingOf as resultHeading } from '../../shared/result-words.ts'
import { grades, riskStatuses, rights, stages, type Text } from '../../shared/vocabulary.ts'
import type { IndicatorFacts, Series } from '../facts/operation.ts'
import { figureNameOf, scopeOfCell, type Placed } from '../figures/analysis.ts'
import { reasonMissing, scopeOf } from '../figures/operation.ts'
import { itemsOf } from '../figures/risks.ts'
import { both } from '../figures/wording.ts'
import { left, middle, right, type Composer, type Piece } from './composer.ts'
import { riskCells } from './risks.ts'

type Row = (Piece | Piece[])[]

/** The annexed tables. Names and labels are plain; every number in them is a figure. */
export function annexes(c: Composer): ReportBlock[] {
  const titles: [Text, (c: Composer, title: Text) => ReportBlock][] = [
    [{ zh: '各市月度指标', en: 'Monthly indicators of the cities' }, observations],
    [{ zh: '环节状态及理由', en: 'States of the nodes and why' }, nodes],
    [{ zh: '断链断供风险清单', en: 'Supply-risk list' }, riskList],
    [{ zh: '数据来源', en: 'Data sources' }, sources],
    [{ zh: '来源不一致的值', en: 'Values in conflict' }, conflicts],
  ]
  const results = { zh: '分析结果', en: 'Results of analyses' }
  return [
    ...titles.flatMap(([title, table], n) => [headingOf(c, n + 1, title), table(c, title)]),
    ...(c.placed.length > 0 ? [headingOf(c, titles.length + 1, results), ...c.placed.map((placed) => analysis(c, placed))] : []),
  ]
}

function headingOf(c: Composer, number: number, title: Text): ReportBlock {
  return c.heading(2, { zh: `附件${number}　${title.zh}`, en: `Annex ${number}. ${title.en}` })
}

/** What was put in from an analysis: its rows and columns, every value a figure, with method, version and snapshot below. */
function analysis(c: Composer, placed: Placed): ReportBlock {
  const { title, table, rows, columns, method, version, given, snapshot, computedAt } = placed
  return c.table(both((lang) => `${title[lang]} · ${table.title[lang]}`),
    [left(table.about.zh, table.about.en), ...columns.map((column) => right(resultHeading(column, 'zh'), resultHeading(column, 'en')))],
    rows.map(({ key, label }) => [label, ...columns.map((column) => c.figure(figureNameOf(placed), scopeOfCell(placed, { row: key, column: column.key })))]),
    both((lang) => ({
      zh: `${placed.analysis} 第 ${version} 版，方法见 ${method}；${given ? `参数 ${given.zh}；` : ''}计算于 ${formatDateTime(computedAt)}，快照 ${snapshot.slice(0, 16)}。`,
      en: `${placed.analysis}, version ${version}, method in ${method}; ${given ? `${given.en}; ` : ''}computed at ${formatDateTime(computedAt)} from snapshot ${snapshot.slice(0, 16)}.`,
    })[lang]))
}

function observations(c: Composer, title: Text): ReportBlock {
  const { indicators } = c.facts.operation
  return c.table(title,
    [left('指标', 'Indicator'), left('地区', 'Place'), right('本期值', 'Value'), right('环比', 'Month on month'), right('同比', 'Year on year'), left('说明', 'Note')],
    indicators.flatMap((indicator) => [...indicator.cities, ...indicator.others].map((series) => observationRow(c, indicator, series))),
    { zh: '缺数不等于零；“合计外”的行不计入合计。', en: 'Missing is not zero; rows marked “apart” are not in the total.' })
}

function observationRow(c: Composer, indicator: IndicatorFacts, series: Series): Row {
  const scope = scopeOf(indicator, series)
  const { now } = series.readings
  const notes: Text[] = [
    ...(indicator.others.includes(series) ? [{ zh: '合计外', en: 'apart' }] : []),
    ...[reasonMissing(now, indicator.unit)].filter((why) => why !== undefined),
    ...(now?.implausible ? [{ zh: '超出合理范围，待核实', en: 'not plausible, to be checked' }] : []),
    ...(now?.conflict ? [{ zh: '来源不一致', en: 'sources disagree' }] : []),
  ]
  return [indicator.name, series.place.name, c.figure('operation.place', scope), c.figure('operation.place-month', scope), c.figure('operation.place-year', scope), notes.map(c.say).join(c.lang === 'zh' ? '；' : '; ')]
}

function nodes(c: Composer, title: Text): ReportBlock {
  const { nodes: listed, total } = c.facts.chain
  const label = (vocabulary: Record<string, Text>, key: string | null): Piece => (key === null ? '—' : vocabulary[key] ?? key)
  return c.table(title,
    [left('环节', 'Node'), left('阶段', 'Stage'), left('状态', 'State'), right('供给者', 'Suppliers'), right('替代周期', 'Substitution'), left('理由', 'Why')],
    listed.map((node) => [
      node.name, label(stages, node.stage), c.figure('chain.node-state', String(node.id)), c.figure('chain.node-suppliers', String(node.id)),
      c.figure('chain.node-substitution', String(node.id)), node.reasons.map((reason) => reason[c.lang]).join(c.lang === 'zh' ? '' : ' '),
    ]),
    listed.length < total ? { zh: `按严重程度列出前${listed.length}个，其余见图谱页导出。`, en: `The first ${listed.length} by gravity; the rest can be exported from the page of the map.` } : undefined)
}

function riskList(c: Composer, title: Text): ReportBlock {
  const columns = [left('风险', 'Risk'), left('环节状态', 'State'), middle('等级', 'Grade'), left('责任主体', 'Owner'), left('期限', 'Due'), left('情况', 'Status'), left('备注', 'Note')]
  return c.table(title, columns, itemsOf(c.facts.risks).map((item) => [...riskCells(c, item), riskStatuses[item.status], item.note ?? '']))
}

function sources(c: Composer, title: Text): ReportBlock {
  return c.table(title, [left('来源', 'Source'), left('提供方', 'Giver'), middle('等级', 'Grade'), left('使用权', 'Right of use'), left('登记日期', 'Recorded'), right('行数', 'Rows')],
    c.facts.quality.listed.map((source) => [
      source.url ?? source.name, source.giver ?? '—', { zh: `${source.grade} ${grades[source.grade].zh}`, en: `${source.grade} ${grades[source.grade].en}` }, rights[source.right],
      formatDate(source.recordedAt), c.figure('quality.source-rows', String(source.id)),
    ]))
}

function conflicts(c: Composer, title: Text): ReportBlock {
  const { conflicts: listed, conflictsTotal } = c.facts.quality
  return c.table(title, [left('值', 'Value of'), left('各来源所报', 'As the sources say'), left('提供方', 'Givers')],
    listed.map((conflict) => [conflict.title, c.figure('quality.conflict', conflict.ref), [...new Set(conflict.values.map(({ giver, grade }) => `${giver ?? '—'}（${grade}）`))].join(c.lang === 'zh' ? '、' : ', ')]),
    listed.length < conflictsTotal ? { zh: `列出前${listed.length}处，其余见“来源与主张”页。`, en: `The first ${listed.length}; the rest stand on the page of sources and claims.` } : undefined)
}
