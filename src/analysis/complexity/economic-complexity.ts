import { z } from 'zod'
import { proximityDensity } from '../../kernels/complexity/density.ts'
import { economicComplexity, type NoIndex } from '../../kernels/complexity/eci.ts'
import { fitness } from '../../kernels/complexity/fitness.ts'
import { complexityGain, complexityOutlook } from '../../kernels/complexity/outlook.ts'
import { diversity, presenceOf, ubiquity, type Presence } from '../../kernels/complexity/presence.ts'
import { rca } from '../../kernels/complexity/rca.ts'
import { cellOf, type ResultColumn, type ResultTable } from '../../shared/results.ts'
import type { Text } from '../../shared/vocabulary.ts'
import { defineAnalysis, named } from '../define.ts'
import { cellKey, crossingOf, crossingParameters, industryColumn, industryKey, missingCrossing, regionKey, traceCrossing, type Crossing } from '../region-industry.ts'

const number = (key: string, zh: string, en: string): ResultColumn => ({ key, title: { zh, en }, kind: 'number', computed: true })
const region: ResultColumn = { key: 'region', title: { zh: '地区', en: 'Region' }, kind: 'text' }

/** Which regions do what few can do, and what lies near to what a region has. Industries stand for products. */
export const economicComplexityAnalysis = defineAnalysis({
  id: 'economic-complexity',
  version: 2,
  family: 'complexity',
  title: { zh: '经济复杂度与邻近产业', en: 'Economic complexity and what is near' },
  unit: { zh: '标准差', en: 'standard deviations' },
  summary: { zh: '哪些地区有少见的产业，每个地区离它还没有的产业有多近。', en: 'Which regions have what few have, and how near each is to what it does not have.' },
  method: 'docs/methods/complexity.md',
  needs: ['registry'],
  parameters: z.strictObject({
    ...crossingParameters,
    advantage: named(z.coerce.number().min(0.01).max(100).default(1), { zh: '“拥有”：RCA 至少', en: '“Has”: RCA at least' }),
    updates: named(z.coerce.number().int().min(1).max(1000).default(19), { zh: '适合度更新次数', en: 'Updates of fitness' }),
  }),
  missing: ({ registry }) => missingCrossing(registry),
  compute({ registry }, given) {
    const crossing = crossingOf(registry, given)
    const presence = presenceOf(rca(crossing.values), given.advantage)
    const index = economicComplexity(presence)
    const fit = fitness(presence, { updates: given.updates })
    return {
      tables: [
        regionTable(crossing, [diversity(presence), index.eci, fit.fitness, complexityOutlook(presence, index.pci)]),
        industryTable(crossing, [ubiquity(presence), index.pci, index.pciOnRegions, fit.complexity]),
        nearTable(crossing, presence, index.pci),
      ],
      notes: [...crossing.notes, {
        zh: `以行业代产品；RCA 不低于 ${given.advantage} 为“拥有”；适合度更新 ${given.updates} 次。`, en: `Industries stand for products; a region has one from an RCA of ${given.advantage}; fitness after ${given.updates} updates.`,
      }],
      cautions: [years, ...(index.undefinedBecause ? [reasons[index.undefinedBecause]] : []), ...crossing.cautions, use],
    }
  },
  trace: ({ registry }, given, { row }) => traceCrossing(registry, given, /^region:.*:industry:/.test(row) ? row.slice(0, row.indexOf(':industry:')) : row),
})

function regionTable({ regions }: Crossing, values: readonly Float64Array[]): ResultTable {
  return {
    id: 'regions', title: { zh: '地区', en: 'Regions' },
    columns: [region, number('diversity', '拥有的行业数', 'Industries it has'), { ...number('eci', 'ECI', 'ECI'), main: true }, number('fitness', '适合度', 'Fitness'), number('coi', '前景指数 COI', 'Outlook index')],
    rows: regions.map(({ code, name }, r) => ({ key: regionKey(code), cells: [name, ...values.map((list) => cellOf(list[r]!))] })),
  }
}

function industryTable({ industries }: Crossing, values: readonly Float64Array[]): ResultTable {
  return {
    id: 'industries', title: { zh: '行业', en: 'Industries' },
    columns: [industryColumn(industries), number('ubiquity', '拥有它的地区数', 'Regions that have it'), { ...number('pci', 'PCI', 'PCI'), main: true }, number('pciOnRegions', 'PCI（ECI 的尺度）', 'PCI on the scale of ECI'), number('complexity', '复杂度（适合度法）', 'Complexity by fitness')],
    rows: industries.map(({ code }, i) => ({ key: industryKey(code), cells: [code, ...values.map((list) => cellOf(list[i]!))] })),
  }
}

/** What each region lacks, the nearest first; it rests on what the region has. */
function nearTable({ regions, industries }: Crossing, presence: Presence, pci: Float64Array): ResultTable {
  const [one, zero, gain] = [proximityDensity(presence, 1), proximityDensity(presence, 0), complexityGain(presence, pci)]
  const has = new Set<number>()
  for (let r = 0; r < presence.regions; r++) for (let n = presence.productsOf.starts[r]!; n < presence.productsOf.starts[r + 1]!; n++) has.add(r * presence.products + presence.productsOf.rows[n]!)
  const lacked = Array.from(one.values.keys()).filter((at) => !has.has(at)).sort((a, b) => (cellOf(one.values[b]!) ?? -1) - (cellOf(one.values[a]!) ?? -1) || a - b)
  return {
    id: 'near', title: { zh: '邻近而未有', en: 'Near, and not there' },
    columns: [region, industryColumn(industries), { ...number('density_diag1', '关联密度', 'Density'), main: true }, number('density_diag0', '关联密度（对角线 0）', 'Density, zero diagonal'), number('pci', 'PCI', 'PCI'), number('cog', '前景增益 COG', 'Outlook gain')],
    rows: lacked.map((at) => {
      const [r, i] = [Math.floor(at / presence.products), at % presence.products]
      return { key: cellKey(regions[r]!.code, industries[i]!.code), cells: [regions[r]!.name, industries[i]!.code, cellOf(one.values[at]!), cellOf(zero.values[at]!), cellOf(pci[i]!), Number.isNaN(pci[i]!) ? null : cellOf(gain.values[at]!)] }
    }),
  }
}

const years: Text = { zh: '不得比较年份：零点和尺度每张表重新确定。', en: 'Do not compare between years: origin and scale are set anew in every table.' }
const use: Text = { zh: '密度高说明相近，不说明应当进入；地区少、行业粗时不稳；不得单独作为招商或补贴的依据。', en: 'A high density says near, not advisable; it is unsteady with few regions or coarse industries, and alone no ground for subsidies or investment.' }
const reasons: Record<NoIndex, Text> = {
  few: { zh: 'ECI 不存在：地区或行业不足两个。', en: 'There is no ECI: fewer than two regions or industries count.' },
  split: { zh: 'ECI 不存在：地区分成互不相连的几块。', en: 'There is no ECI: regions fall into parts that share nothing.' },
  tied: { zh: 'ECI 不存在：两个方向同样重要。', en: 'There is no ECI: two directions explain equally much.' },
  alike: { zh: 'ECI 不存在：各地区相同。', en: 'There is no ECI: regions are all alike.' },
  'no-direction': { zh: 'ECI 不存在：与多样性无关，定不了方向。', en: 'There is no ECI: its direction is unrelated to diversity.' },
}
