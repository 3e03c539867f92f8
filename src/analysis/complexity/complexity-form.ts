import { z } from 'zod'
import { proximityDensity } from '../../kernels/complexity/density.ts'
import { economicComplexity } from '../../kernels/complexity/eci.ts'
import { fitness } from '../../kernels/complexity/fitness.ts'
import { complexityGain, complexityOutlook } from '../../kernels/complexity/outlook.ts'
import { diversity, presenceOf, ubiquity } from '../../kernels/complexity/presence.ts'
import { rca } from '../../kernels/complexity/rca.ts'
import { standardise } from '../../kernels/complexity/standardise.ts'
import { matrixOf } from '../../kernels/matrix.ts'
import { cellOf, type ResultColumn, type ResultTable } from '../../shared/results.ts'
import type { Text } from '../../shared/vocabulary.ts'
import { named } from '../define.ts'
import { cells, defineFileForm } from '../file-form.ts'

/** A column: its heading in files, its name for people, its values by row. */
type Measure = [string, Text, ArrayLike<number>]
const region: Text = { zh: '地区', en: 'Region' }
const activity: Text = { zh: '产品', en: 'Product' }

/** `polycenter analyse complexity --files output.csv`: columns region, activity, value. */
export const complexityForm = defineFileForm({
  id: 'complexity',
  title: { zh: '经济复杂度', en: 'Economic complexity' },
  summary: { zh: '由地区 × 产品表计算 RCA、ECI、PCI、适合度、关联密度与前景。', en: 'RCA, ECI, PCI, fitness, density and outlook from a table of regions and products.' },
  method: 'docs/methods/complexity.md',
  inputs: { output: { title: { zh: '地区 × 产品表（region, activity, value）', en: 'table of regions and products (region, activity, value)' }, row: z.object({ region: cells.text, activity: cells.text, value: cells.amount }) } },
  parameters: z.strictObject({ advantage: named(z.coerce.number().min(0.01).max(100).default(1), { zh: '“拥有”：RCA 至少', en: '“Has”: RCA at least' }) }),
  check({ output }, refuse) {
    const seen = new Set<string>()
    output.rows.forEach((row, n) => {
      const key = JSON.stringify([row.region, row.activity])
      if (seen.has(key)) refuse(output, n, 'activity', { zh: '这个地区的这个产品已出现过。请合成一行。', en: 'This product of this region stands above already. Make it one row.' })
      seen.add(key)
    })
  },
  compute({ output }, { advantage }) {
    const { regions, products, amounts } = cross(output.rows)
    const quotients = rca(amounts)
    const presence = presenceOf(quotients, advantage)
    const index = economicComplexity(presence)
    const pci = standardise(index.pci, 1)
    const [short, long] = [fitness(presence, { updates: 19 }), fitness(presence, { updates: 199 })]
    const pairs: Measure[] = [
      ['rca', { zh: 'RCA', en: 'RCA' }, quotients.values], ['mcp', { zh: '拥有', en: 'Has it' }, quotients.values.map((value) => (value >= advantage ? 1 : 0))],
      ['density_diag1', { zh: '关联密度', en: 'Density' }, proximityDensity(presence, 1).values], ['density_diag0', { zh: '关联密度（对角线 0）', en: 'Density, zero diagonal' }, proximityDensity(presence, 0).values],
      ['cog_R', { zh: '前景增益', en: 'Outlook gain' }, complexityGain(presence, pci).values],
    ]
    return {
      tables: [
        tableOf({ id: 'regions', title: region, names: [['region', region]] }, regions.map((name) => [name]), [
          ['diversity', { zh: '拥有的产品数', en: 'Products it has' }, diversity(presence)], ['eci_canonical_pop_sd', { zh: 'ECI', en: 'ECI' }, index.eci], ['eci_sample_sd', { zh: 'ECI（样本标准差）', en: 'ECI, sample deviation' }, standardise(index.eci, 1)],
          ['fitness20', { zh: '适合度（19 次更新）', en: 'Fitness, 19 updates' }, short.fitness], ['fitness200', { zh: '适合度（199 次更新）', en: 'Fitness, 199 updates' }, long.fitness], ['coi_R', { zh: '前景指数', en: 'Outlook index' }, complexityOutlook(presence, pci)],
        ]),
        tableOf({ id: 'activities', title: activity, names: [['activity', activity]] }, products.map((name) => [name]), [
          ['ubiquity', { zh: '拥有它的地区数', en: 'Regions that have it' }, ubiquity(presence)], ['pci_own_sd_pop', { zh: 'PCI', en: 'PCI' }, index.pci], ['pci_py_ecomplexity', { zh: 'PCI（ECI 的尺度）', en: 'PCI on the scale of ECI' }, index.pciOnRegions],
          ['pci_R_eigen', { zh: 'PCI（样本标准差）', en: 'PCI, sample deviation' }, pci], ['q20', { zh: '复杂度（19 次更新）', en: 'Complexity, 19 updates' }, short.complexity], ['q200', { zh: '复杂度（199 次更新）', en: 'Complexity, 199 updates' }, long.complexity],
        ]),
        tableOf({ id: 'region-activities', title: { zh: '地区 × 产品', en: 'Regions × products' }, names: [['region', region], ['activity', activity]] }, regions.flatMap((r) => products.map((p) => [r, p])), pairs),
      ],
      notes: [{ zh: `RCA 不低于 ${advantage} 为“拥有”；表中没有的格作零。`, en: `A region has a product from an RCA of ${advantage}; a cell without a row is zero.` }],
      cautions: index.undefinedBecause ? [{ zh: 'ECI 不存在：地区之间不相连或相同。', en: 'There is no ECI: regions share nothing or are alike.' }] : [],
    }
  },
})

/** A long table as a matrix; a pair without a row is zero: the table is taken for the whole. */
function cross(rows: readonly { region: string; activity: string; value: number }[]) {
  const regions = [...new Set(rows.map((row) => row.region))]
  const products = [...new Set(rows.map((row) => row.activity))].sort()
  const [regionAt, productAt] = [new Map(regions.map((name, n) => [name, n])), new Map(products.map((name, n) => [name, n]))]
  const amounts = matrixOf(regions.length, products.length)
  for (const row of rows) amounts.values[regionAt.get(row.region)! * products.length + productAt.get(row.activity)!] = row.value
  return { regions, products, amounts }
}

type Shape = { id: string; title: Text; /** Columns of names. */ names: readonly [string, Text][] }

function tableOf({ id, title, names }: Shape, rows: readonly string[][], measures: readonly Measure[]): ResultTable {
  return {
    id, title, columns: [...names.map(([key, name]): ResultColumn => ({ key, title: name, kind: 'text' })), ...measures.map(([key, name]): ResultColumn => ({ key, title: name, kind: 'number' }))],
    rows: rows.map((cellsOfRow, n) => ({ key: cellsOfRow.join(':'), cells: [...cellsOfRow, ...measures.map(([, , values]) => cellOf(values[n]!))] })),
  }
}
