import { z } from 'zod'
import { hhi } from '../../kernels/hhi.ts'
import { cellOf } from '../../shared/results.ts'
import { cells, defineFileForm } from '../file-form.ts'

/** `polycenter analyse supplier-concentration --files supplies.csv`: columns node, provider, share. */
export const supplierConcentrationForm = defineFileForm({
  id: 'supplier-concentration',
  title: { zh: '供给集中度', en: 'Concentration of supply' },
  summary: { zh: '由供给份额表计算每个环节的 HHI 及其界限。', en: 'HHI of each node with its bounds, from a table of shares.' },
  method: 'docs/methods/concentration.md',
  inputs: {
    supplies: { title: { zh: '供给份额表', en: 'table of shares' }, row: z.object({ node: cells.text, provider: cells.text, share: cells.known }) },
  },
  parameters: z.strictObject({}),
  check({ supplies }, refuse) {
    supplies.rows.forEach(({ share }, n) => {
      if (share < 0 || share > 1) refuse(supplies, n, 'share', { zh: '份额应在 0 与 1 之间。', en: 'A share lies between 0 and 1.' })
    })
  },
  compute({ supplies }) {
    const byNode = new Map<string, number[]>()
    for (const { node, share } of supplies.rows) byNode.set(node, [...(byNode.get(node) ?? []), share])
    const rows = [...byNode].map(([node, shares]) => {
      const { value, lower, upper } = hhi(Float64Array.from(shares))
      return { key: node, cells: [node, shares.length, cellOf(value), cellOf(lower), cellOf(upper)] }
    })
    return {
      tables: [{
        id: 'nodes', title: { zh: '环节', en: 'Nodes' }, rows,
        columns: [
          { key: 'node', title: { zh: '环节', en: 'Node' }, kind: 'text' },
          { key: 'suppliers', title: { zh: '供给方数', en: 'Suppliers' }, kind: 'integer' },
          { key: 'hhi', title: { zh: 'HHI', en: 'HHI' }, kind: 'number' },
          { key: 'lower', title: { zh: 'HHI 下限', en: 'HHI at least' }, kind: 'number' },
          { key: 'upper', title: { zh: 'HHI 上限', en: 'HHI at most' }, kind: 'number' },
        ],
      }],
      notes: [], cautions: [],
    }
  },
})
