import { z } from 'zod'
import { matrixOf } from '../../kernels/matrix.ts'
import { cells, defineFileForm, type FormTable } from '../file-form.ts'
import { composeIndex, type IndexData, type IndexNode } from './compose.ts'
import { indexSchema } from './parameters.ts'
import { resultOf } from './tables.ts'

type TreeRow = { iCode: string; Type: string; Direction: number; Weight: number; Parent: string }
type DataRow = { uCode: string; [indicator: string]: unknown }

/** `polycenter analyse composite --files iData.csv iMeta.csv`: units × indicators, and the tree with directions and weights. */
export const compositeForm = defineFileForm({
  id: 'composite',
  title: { zh: '综合指数', en: 'Composite index' },
  summary: { zh: '由数据表与指标树计算指数，名次以分布给出。', en: 'An index from a table of data and a tree of indicators; ranks come as distributions.' },
  method: 'docs/methods/composite-index.md',
  inputs: {
    data: { title: { zh: '数据表（每个单位一行，每个指标一列）', en: 'table of data (a row for each unit, a column for each indicator)' }, row: z.object({ uCode: cells.text }).catchall(z.unknown()) },
    tree: { title: { zh: '指标树', en: 'tree of indicators' }, row: z.object({ iCode: cells.text, Type: cells.text, Direction: cells.known, Weight: cells.known, Parent: cells.label }) },
  },
  parameters: indexSchema,
  check({ data, tree }, refuse) {
    const units = new Set<string>()
    data.rows.forEach(({ uCode }, n) => {
      if (units.has(uCode)) refuse(data, n, 'uCode', { zh: '这个单位已出现过。每个单位只能有一行。', en: 'This unit stands twice. Give each unit one row.' })
      units.add(uCode)
    })
    const codes = new Set<string>()
    tree.rows.forEach((row, n) => {
      if (!isNode(row)) return
      if (codes.has(row.iCode)) refuse(tree, n, 'iCode', { zh: '这个编码已出现过。', en: 'This code stands twice.' })
      codes.add(row.iCode)
      if (!(row.Weight >= 0)) refuse(tree, n, 'Weight', { zh: '权重应为不小于 0 的数。', en: 'A weight is a number of at least 0.' })
      if (row.Type !== 'Indicator') return
      if (row.Direction !== 1 && row.Direction !== -1) refuse(tree, n, 'Direction', { zh: '方向应为 1（越大越好）或 -1（越小越好）。', en: 'A direction is 1 (more is better) or -1 (less is better).' })
      if (!data.headings.includes(row.iCode)) refuse(tree, n, 'iCode', { zh: '数据表中没有这个指标的列。', en: 'The table of data has no column for this indicator.' })
      else checkColumn(data as FormTable<DataRow>, row.iCode, (at) => refuse(data, at, row.iCode, { zh: '不是数字；缺失请留空或写 NA。', en: 'Not a number; leave blank or write NA for what is missing.' }))
    })
    tree.rows.forEach((row, n) => {
      if (isNode(row) && parentOf(row) !== '' && !codes.has(row.Parent)) refuse(tree, n, 'Parent', { zh: '指标树中没有这个上级。', en: 'The tree has no such parent.' })
    })
  },
  compute({ data, tree }, parameters) {
    return resultOf(composeIndex(dataOf(data as FormTable<DataRow>, tree.rows), parameters), parameters)
  },
})

/** Rows of other types (groups, denominators) describe columns that are not indicators. */
const isNode = ({ Type }: TreeRow): boolean => Type === 'Indicator' || Type === 'Aggregate'
const parentOf = ({ Parent }: TreeRow): string => (Parent === 'NA' ? '' : Parent)

function checkColumn({ rows }: FormTable<DataRow>, indicator: string, refuse: (row: number) => void): void {
  rows.forEach((row, n) => { if (!cells.known.safeParse(row[indicator]).success) refuse(n) })
}

function dataOf({ rows }: FormTable<DataRow>, tree: readonly TreeRow[]): IndexData {
  const nodes = tree.filter(isNode).map((row): IndexNode => ({
    code: row.iCode, name: row.iCode, parent: parentOf(row), weight: row.Weight, ...(row.Type === 'Indicator' ? { direction: row.Direction === -1 ? -1 : 1 } : {}),
  }))
  const indicators = nodes.filter(({ direction }) => direction !== undefined)
  const values = matrixOf(indicators.length, rows.length, Float64Array.from(indicators.flatMap(({ code }) => rows.map((row) => cells.known.parse(row[code]) as number))))
  return { units: rows.map(({ uCode }) => ({ key: uCode, name: uCode })), nodes, values }
}
