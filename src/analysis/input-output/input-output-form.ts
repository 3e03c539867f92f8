import { z } from 'zod'
import { matrixOf } from '../../kernels/matrix.ts'
import { cellOf, type ResultTable } from '../../shared/results.ts'
import type { Text } from '../../shared/vocabulary.ts'
import { cells, defineFileForm, type FormTable, type Refuse } from '../file-form.ts'
import { imbalance, sectorMeasures, type Economy, type PairMeasure, type SectorMeasure } from './sector-measures.ts'

type SectorRow = { sector: string; output: number; final_demand: number; inventory_change?: number; [column: string]: unknown }
const sector: Text = { zh: '行业', en: 'Sector' }
const own = new Set(['sector', 'output', 'final_demand', 'inventory_change'])

/** `polycenter analyse input-output --files table.csv`: a row and a column each sector, output, final demand, and what goes with output. */
export const inputOutputForm = defineFileForm({
  id: 'input-output',
  title: { zh: '投入产出', en: 'Input–output' },
  summary: { zh: '由行业间流量表计算乘数、前后向关联、上下游度与假设抽取。', en: 'Multipliers, linkages, upstreamness and extraction from a table of flows between sectors.' },
  method: 'docs/methods/input-output.md',
  inputs: {
    flows: {
      title: { zh: '流量表（sector，每个行业一列，final_demand，output；可加 inventory_change 和就业等列）', en: 'table of flows (sector, a column each sector, final_demand, output; also inventory_change, employees and the like)' },
      row: z.object({ sector: cells.text, output: cells.amount, final_demand: cells.number, inventory_change: cells.number.optional() }).catchall(z.unknown()),
    },
  },
  parameters: z.strictObject({}),
  check: ({ flows }, refuse) => checkFlows(flows as FormTable<SectorRow>, refuse),
  compute({ flows }) {
    const table = flows as FormTable<SectorRow>
    const names = table.rows.map((row) => row.sector)
    const economy = economyOf(table)
    const { sectors, pairs } = sectorMeasures(economy)
    return { tables: [sectorTable(names, sectors), pairTable(names, pairs)], notes: notesOf(names, economy), cautions: limits }
  },
})

/** Columns beside those of sectors and of output and use: each is taken for something that goes with output. */
const quantitiesOf = ({ headings, rows }: FormTable<SectorRow>): string[] => {
  const sectors = new Set(rows.map((row) => row.sector))
  return headings.filter((heading) => !own.has(heading) && !sectors.has(heading))
}

function checkFlows(table: FormTable<SectorRow>, refuse: Refuse): void {
  const seen = new Set<string>()
  table.rows.forEach(({ sector: name }, n) => {
    if (seen.has(name)) refuse(table, n, 'sector', { zh: '这个行业已出现过。每个行业只能有一行。', en: 'This sector stands twice. Give each sector one row.' })
    else if (!table.headings.includes(name)) refuse(table, n, 'sector', { zh: `没有名为 ${name} 的列：流量表的行与列应是同样的行业。`, en: `There is no column ${name}: rows and columns of the table must be the same sectors.` })
    seen.add(name)
  })
  const flows = [...seen].filter((name) => table.headings.includes(name))
  table.rows.forEach((row, n) => {
    for (const name of flows) if (!cells.amount.safeParse(row[name]).success) refuse(table, n, name, { zh: '流量应为不小于 0 的数；没有交易请写 0。', en: 'A flow is a number of at least 0; write 0 where nothing is sold.' })
    for (const name of quantitiesOf(table)) if (!cells.known.safeParse(row[name]).success) refuse(table, n, name, { zh: '不是数字；缺失请留空或写 NA。', en: 'Not a number; leave blank or write NA for what is missing.' })
    if ((row.inventory_change ?? 0) > row.output) refuse(table, n, 'inventory_change', { zh: '库存增加大于产出。请核对。', en: 'More was put into stock than was made. Check it.' })
  })
}

function economyOf(table: FormTable<SectorRow>): Economy {
  const { rows } = table
  const column = (name: string): Float64Array => Float64Array.from(rows, (row) => cells.known.parse(row[name]) as number)
  const flows = matrixOf(rows.length, rows.length, Float64Array.from(rows.flatMap((row) => rows.map((to) => cells.amount.parse(row[to.sector]) as number))))
  const stock = table.headings.includes('inventory_change') ? { inventoryChange: column('inventory_change') } : {}
  return {
    table: { flows, output: column('output'), ...stock }, demand: column('final_demand'),
    quantities: quantitiesOf(table).map((key) => ({ key, title: { zh: key, en: key }, values: column(key) })),
  }
}

function sectorTable(names: readonly string[], measures: readonly SectorMeasure[]): ResultTable {
  return {
    id: 'sectors', title: sector,
    columns: [{ key: 'sector', title: sector, kind: 'text' }, ...measures.map(({ key, title, share, main }, n) => ({ key: keyOf(key, n), title, kind: share ? 'share' as const : 'number' as const, ...(main ? { main } : {}) }))],
    rows: names.map((name, n) => ({ key: name, cells: [name, ...measures.map(({ values }) => cellOf(values[n]!))] })),
  }
}

/** A heading of a file may hold what a key may not. */
const keyOf = (key: string, n: number): string => (/^\w+$/.test(key) ? key : `quantity_${n}`)

function pairTable(names: readonly string[], measures: readonly PairMeasure[]): ResultTable {
  return {
    id: 'pairs', title: { zh: '行业对', en: 'Pairs of sectors' },
    columns: [{ key: 'from', title: { zh: '卖方', en: 'From' }, kind: 'text' }, { key: 'to', title: { zh: '买方', en: 'To' }, kind: 'text' }, ...measures.map(({ key, title }) => ({ key, title, kind: 'number' as const, ...(key === 'L' ? { main: true } : {}) }))],
    rows: names.flatMap((from, r) => names.map((to, c) => ({ key: JSON.stringify([from, to]).slice(0, 150), cells: [from, to, ...measures.map(({ values }) => cellOf(values.values[r * names.length + c]!))] }))),
  }
}

function notesOf(names: readonly string[], economy: Economy): Text[] {
  const { sectors, largest } = imbalance(economy)
  const quantities = economy.quantities.map(({ key }) => key).join(', ')
  return [
    ...(sectors.length > 0 ? [{ zh: `${sectors.map((n) => names[n]).join('、')}：流量与最终使用之和与产出相差至多 ${Number((largest * 100).toPrecision(3))}%。`, en: `${sectors.map((n) => names[n]).join(', ')}: flows and final use differ from output by up to ${Number((largest * 100).toPrecision(3))} %.` }] : []),
    ...(quantities ? [{ zh: `当作随产出而来的量：${quantities}。`, en: `Taken for what goes with output: ${quantities}.` }] : []),
  ]
}

const limits: Text[] = [
  { zh: '系数固定，没有价格、产能限制和替代；乘数不是就业预测，抽取的损失不是停产的预测。', en: 'Coefficients are fixed: no prices, no limits of capacity, no substitutes. Multipliers do not forecast employment, nor extraction a shutdown.' },
  { zh: '戈什模型不得解释为供给冲击的预测。', en: 'The Ghosh model is no forecast of what a supply shock does.' },
]
