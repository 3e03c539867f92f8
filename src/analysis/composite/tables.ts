import { cellOf, type Result, type ResultColumn, type ResultTable } from '../../shared/results.ts'
import type { Text } from '../../shared/vocabulary.ts'
import type { ComposedIndex } from './compose.ts'
import type { IndexParameters } from './parameters.ts'

/** An index as tables: units with their standings, the nodes of the tree with what they count, values of aggregates, normalised values. */
export function resultOf(index: ComposedIndex, parameters: IndexParameters): Result {
  return {
    tables: [unitTable(index, parameters), nodeTable(index), ...(index.aggregates ? [aggregateTable(index, index.aggregates)] : []), normalisedTable(index)],
    notes: notesOf(parameters), cautions: cautionsOf(index),
    detail: { tree: index.nodes.map(({ code, name, parent, weight, direction }, n) => ({ code, name, parent, weight, direction: direction ?? null, effective: index.effective[n]! })) },
  }
}

const unitColumn: ResultColumn = { key: 'unit', title: { zh: '单位', en: 'Unit' }, kind: 'text' }
const number = (key: string, zh: string, en: string, kind: ResultColumn['kind'] = 'number'): ResultColumn => ({ key, title: { zh, en }, kind, computed: true })

function unitTable({ units, score, standings, amongFirst, bounds, missing }: ComposedIndex, { interval, first }: IndexParameters): ResultTable {
  const percent = Math.round(interval * 100)
  const rows = units.map(({ key, name }, u) => {
    const { low, high, median, best, worst } = standings[u]!
    return { key, cells: [name, cellOf(low), cellOf(median), cellOf(high), cellOf(best), cellOf(worst), bounds?.best[u] ?? null, bounds?.worst[u] ?? null, cellOf(amongFirst[u]!), cellOf(score[u]!), missing[u]!] }
  })
  const place = (row: (typeof rows)[number]): number => (row.cells[2] as number | null) ?? Infinity
  return {
    id: 'units', title: { zh: '各单位的位置', en: 'Where units stand' }, rows: rows.sort((a, b) => place(a) - place(b) || Number(a.cells[3]) - Number(b.cells[3])),
    columns: [
      unitColumn, number('low', `名次，${percent}% 区间自`, `Place, ${percent} % from`, 'integer'), number('median', '名次，中位数', 'Place, median', 'integer'), number('high', `名次，${percent}% 区间至`, `Place, ${percent} % to`, 'integer'),
      number('best', '名次，最好', 'Place, best', 'integer'), number('worst', '名次，最差', 'Place, worst', 'integer'),
      number('sureBest', '权重不变时名次不会好于', 'At these weights never above place', 'integer'), number('sureWorst', '权重不变时名次不会差于', 'At these weights never below place', 'integer'),
      number('amongFirst', `进入前 ${first} 名的抽取`, `Draws among the first ${first}`, 'share'), number('score', '得分', 'Score'), number('missing', '缺失的指标', 'Indicators missing', 'integer'),
    ],
  }
}

function nodeTable({ nodes, hierarchy, effective, prepared, shifts }: ComposedIndex): ResultTable {
  return {
    id: 'nodes', title: { zh: '指标与分组', en: 'Indicators and groups' },
    columns: [
      { key: 'code', title: { zh: '编码', en: 'Code' }, kind: 'text' }, { key: 'name', title: { zh: '名称', en: 'Name' }, kind: 'text' }, { key: 'parent', title: { zh: '上级', en: 'Belongs to' }, kind: 'text' },
      { key: 'direction', title: { zh: '方向', en: 'Direction' }, kind: 'term', terms: { more: { zh: '越大越好', en: 'More is better' }, less: { zh: '越小越好', en: 'Less is better' } } },
      number('weight', '组内权重', 'Weight in its group'), number('effective', '在指数中的权重', 'Weight in the index', 'share'), number('shift', '去掉它，平均移动的名次', 'Left out, units move on average by'),
      number('winsorised', '收入的离群值', 'Outliers drawn in', 'integer'), { key: 'logged', title: { zh: '取对数', en: 'Logarithm taken' }, kind: 'boolean' },
      number('skewness', '偏度', 'Skewness'), number('kurtosis', '峰度', 'Kurtosis'), { key: 'note', title: { zh: '说明', en: 'Note' }, kind: 'text' },
    ],
    rows: nodes.map(({ code, name, parent, direction, note }, n) => {
      const treated = prepared.treated[n]
      const shape = treated ? [treated.moved, treated.logged, cellOf(treated.after.skewness), cellOf(treated.after.kurtosis)] : [null, null, null, null]
      return { key: code, cells: [code, name, parent || null, direction === undefined ? null : direction === 1 ? 'more' : 'less', hierarchy.weights[n]!, effective[n]!, cellOf(shifts[n]!), ...shape, note ?? null] }
    }),
  }
}

/** Columns named by code as far as a heading may be (`i12` for the indicator 12 of a cluster), else numbered. */
function columnsOf(nodes: readonly { code: string; name: string }[]): ResultColumn[] {
  const keys = nodes.map(({ code }) => (/^\d+$/.test(code) ? `i${code}` : code))
  const fit = keys.every((key) => /^[a-zA-Z][a-zA-Z0-9_]*$/.test(key) && key !== unitColumn.key) && new Set(keys).size === keys.length
  return [unitColumn, ...nodes.map(({ name }, n): ResultColumn => number(fit ? keys[n]! : `n${n + 1}`, name, name))]
}

function aggregateTable({ units, nodes, hierarchy }: ComposedIndex, aggregates: Float64Array[]): ResultTable {
  return {
    id: 'aggregates', title: { zh: '各级得分', en: 'Scores at every level' }, columns: columnsOf(nodes.slice(hierarchy.indicators)),
    rows: units.map(({ key, name }, u) => ({ key, cells: [name, ...aggregates.map((values) => cellOf(values[u]!))] })),
  }
}

function normalisedTable({ units, nodes, hierarchy, prepared: { normalised } }: ComposedIndex): ResultTable {
  return {
    id: 'normalised', title: { zh: '归一后的指标', en: 'Normalised indicators' }, columns: columnsOf(nodes.slice(0, hierarchy.indicators)),
    rows: units.map(({ key, name }, u) => ({ key, cells: [name, ...Array.from({ length: normalised.rows }, (_, i) => cellOf(normalised.values[i * normalised.columns + u]!))] })),
  }
}

function notesOf({ draws, doubt, share, interval, seed, weights }: IndexParameters): Text[] {
  const percent = Math.round(share * 100)
  const about = {
    around: { zh: `各权重在给定值上下 ${percent}% 内`, en: `each weight within ± ${percent} % of what is given` },
    any: { zh: '组内任意权重', en: 'any weights within each group' },
    none: { zh: '权重不变', en: 'weights unchanged' },
  }[doubt]
  const scale = weights === 'given' || weights === 'equal' ? [] : [{ zh: '由数据得出的指标权重按 0 至 1 的尺度计算；换尺度会变。', en: 'Weights from the data were computed on the scale 0 to 1; another scale would change them.' }]
  return [{
    zh: `名次来自 ${draws} 次抽取（${about.zh}；缺失值在该指标最差与最好之间）；区间含其中 ${Math.round(interval * 100)}%；种子 ${seed}。`,
    en: `Places come from ${draws} draws (${about.en}; missing values anywhere between the worst and the best of their indicator); the interval holds ${Math.round(interval * 100)} % of them; seed ${seed}.`,
  }, ...scale]
}

function cautionsOf({ leftOut, prepared, nodes }: ComposedIndex): Text[] {
  const wild = prepared.treated.flatMap(({ settled }, n) => (settled ? [] : [nodes[n]!.name]))
  return [
    { zh: '区间重叠的单位不能说谁先谁后。不同年份分别归一的得分不可比较。', en: 'Of units whose intervals overlap nobody may say which comes first. Scores normalised year by year do not compare.' },
    ...leftOut.map(({ node, reason }) => (reason === 'empty'
      ? { zh: `“${node.name}”没有值，未计入。`, en: `“${node.name}” has no values and was left out.` }
      : { zh: `“${node.name}”各单位的值都相同，未计入。`, en: `“${node.name}” has the same value everywhere and was left out.` })),
    ...(wild.length > 0 ? [{ zh: `处理后仍有离群值：${wild.join('、')}。`, en: `Outliers remain after treatment: ${wild.join(', ')}.` }] : []),
  ]
}
