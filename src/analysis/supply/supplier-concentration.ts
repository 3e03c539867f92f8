import { z } from 'zod'
import { indexRows } from '../../kernels/graph.ts'
import { hhi } from '../../kernels/hhi.ts'
import { cellOf, type ResultColumn, type ResultRow } from '../../shared/results.ts'
import { refs } from '../../snapshot/refs.ts'
import type { Snapshot } from '../../snapshot/snapshot.ts'
import { defineAnalysis, named } from '../define.ts'

const columns: ResultColumn[] = [
  { key: 'node', title: { zh: '环节', en: 'Node' }, kind: 'text' },
  { key: 'suppliers', title: { zh: '供给方数', en: 'Suppliers' }, kind: 'integer', computed: true },
  { key: 'stated', title: { zh: '已知份额合计', en: 'Shares stated' }, kind: 'share', computed: true },
  { key: 'hhi', title: { zh: 'HHI', en: 'HHI' }, kind: 'number', computed: true },
  { key: 'lower', title: { zh: 'HHI 下限', en: 'HHI at least' }, kind: 'number', computed: true, main: true },
  { key: 'upper', title: { zh: 'HHI 上限', en: 'HHI at most' }, kind: 'number', computed: true },
]

/** How concentrated the supply of each node is; a share nobody has stated widens the bounds and is never taken for zero. */
export const supplierConcentration = defineAnalysis({
  id: 'supplier-concentration',
  version: 1,
  family: 'supply',
  title: { zh: '供给集中度', en: 'Concentration of supply' },
  unit: { zh: '0 至 1', en: '0 to 1' },
  summary: { zh: '每个环节的供给在多少家手中：HHI 及其界限。', en: 'In how few hands the supply of each node lies: HHI with its bounds.' },
  method: 'docs/methods/concentration.md',
  needs: ['chain'],
  parameters: z.strictObject({
    least: named(z.coerce.number().int().min(1).max(1000).default(1), { zh: '至少几家供给方', en: 'Suppliers at least' }),
  }),
  compute({ chain }, { least }) {
    const { nodes, supplies } = chain
    const { starts, rows } = indexRows(nodes.count, supplies.node)
    const listed: ResultRow[] = []
    for (let node = 0; node < nodes.count; node++) {
      const shares = Float64Array.from(rows.subarray(starts[node]!, starts[node + 1]!), (row) => supplies.share[row]!)
      if (shares.length >= least) listed.push({ key: `node:${nodes.id[node]}`, cells: [nodes.name[node]!, shares.length, ...measuresOf(shares)] })
    }
    return {
      tables: [{ id: 'nodes', title: { zh: '环节', en: 'Nodes' }, columns, rows: listed }],
      notes: [{ zh: '份额未知者不作零计：余下部分分散则为下限，集中于一家则为上限。', en: 'A share nobody has stated is not zero: the rest spread thin gives the lower bound, in one hand the upper.' }],
      cautions: [],
    }
  },
  trace: ({ chain }, _, { row }) => suppliesOf(chain, Number(row.split(':')[1])),
})

function measuresOf(shares: Float64Array): (number | null)[] {
  const { value, lower, upper } = hhi(shares)
  const stated = shares.filter((share) => !Number.isNaN(share))
  return [stated.length === 0 ? null : stated.reduce((sum, share) => sum + share, 0), cellOf(value), cellOf(lower), cellOf(upper)]
}

function suppliesOf(chain: Snapshot, node: number): string[] {
  const row = chain.rowOf.get(node)
  return Array.from({ length: chain.supplies.count }, (_, n) => n).filter((n) => chain.supplies.node[n] === row)
    .map((n) => refs.supply(chain, n, Number.isNaN(chain.supplies.share[n]) ? 'exists' : 'share'))
}
