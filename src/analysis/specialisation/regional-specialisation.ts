import { z } from 'zod'
import { rca } from '../../kernels/complexity/rca.ts'
import { sharesOf } from '../../kernels/concentration/amounts.ts'
import { ellisonGlaeser, maurelSedillot } from '../../kernels/concentration/ellison-glaeser.ts'
import { clusterStars, STAR } from '../../kernels/concentration/stars.ts'
import { columnSums, rowSums, type Matrix } from '../../kernels/matrix.ts'
import { cellOf, type Result, type ResultColumn, type ResultRow } from '../../shared/results.ts'
import type { Text } from '../../shared/vocabulary.ts'
import type { Registry } from '../../snapshot/registry.ts'
import { defineAnalysis, named } from '../define.ts'
import { cellKey, crossingOf, crossingParameters, industryColumn, industryKey, measureTitles, membersOf, missingCrossing, regionKey, traceCrossing, type Crossing, type CrossingRules } from '../region-industry.ts'
import { pictureOf, type Cell } from './picture.ts'
import { industryTable, regionTable, type Plants } from './profile-tables.ts'

const parameters = z.strictObject({
  ...crossingParameters,
  quotient: named(z.coerce.number().min(0).max(100).default(2), { zh: '专业化之星：LQ 至少', en: 'Star of specialisation: LQ at least' }),
  leading: named(z.coerce.number().min(0.01).max(1).default(0.1), { zh: '规模与聚焦之星：最前的部分', en: 'Stars of size and focus: leading part' }),
  least: named(z.coerce.number().min(0).default(0), { zh: '低于此量不给星', en: 'No star below this amount' }),
})
type Parameters = z.output<typeof parameters>

/** What each region is special for, where each industry is concentrated, and which of both stand out. */
export const regionalSpecialisation = defineAnalysis({
  id: 'regional-specialisation',
  version: 3,
  family: 'specialisation',
  title: { zh: '地区专业化与产业集中', en: 'Regional specialisation' },
  unit: { zh: '倍', en: 'times the average' },
  summary: { zh: '哪个地区专于什么，哪个产业集中在哪里：区位商、集中度诸指数与三颗星（规模、专业化、聚焦）。', en: 'What each region is special for and where each industry is concentrated: location quotients, indices, and the three stars (size, specialisation, focus).' },
  method: 'docs/methods/regional-concentration.md',
  needs: ['registry'],
  parameters,
  missing: ({ registry }) => missingCrossing(registry),
  compute: ({ registry }, given) => resultOf(registry, crossingOf(registry, given), given),
  trace: ({ registry }, given, { row }) => traceCrossing(registry, given, row),
})

function resultOf(registry: Registry, crossing: Crossing, given: Parameters): Result {
  const { regions, industries, values, notes, cautions } = crossing
  const [quotients, stars] = [rca(values), clusterStars(values, { size: given.leading, specialisation: given.quotient, focus: given.leading, least: given.least })]
  const column = industryColumn(industries)
  const plants = plantsOf(registry, crossing, given)
  const cells = cellsOf(crossing, quotients, stars)
  return {
    tables: [
      { id: 'cells', title: { zh: '地区 × 行业', en: 'Regions × industries' }, columns: cellColumns(column), rows: cellRows(crossing, cells) },
      regionTable(values, regions.map(({ code, name }) => ({ key: regionKey(code), name }))),
      industryTable(values, industries.map(({ code }) => ({ key: industryKey(code), name: code })), { column, plants }),
    ],
    notes: [...notes, ...rulesOf(given)], cautions: [...cautions, ...limits],
    detail: pictureOf(crossing, cells, { threshold: given.quotient, measure: measureTitles[given.measure] }),
  }
}

const cellColumns = (industry: ResultColumn): ResultColumn[] => [
  { key: 'region', title: { zh: '地区', en: 'Region' }, kind: 'text' }, industry,
  { key: 'amount', title: { zh: '数量', en: 'Amount' }, kind: 'number', computed: true },
  { key: 'organisations', title: { zh: '主体数', en: 'Organisations' }, kind: 'integer', computed: true },
  { key: 'lq', title: { zh: '区位商', en: 'Location quotient' }, kind: 'number', computed: true, main: true },
  { key: 'shareOfRegion', title: { zh: '占地区', en: 'Share of the region' }, kind: 'share', computed: true },
  { key: 'shareOfIndustry', title: { zh: '占行业', en: 'Share of the industry' }, kind: 'share', computed: true },
  { key: 'stars', title: { zh: '星数', en: 'Stars' }, kind: 'integer', computed: true },
  { key: 'size', title: { zh: '规模之星', en: 'Size' }, kind: 'boolean', computed: true },
  { key: 'specialisation', title: { zh: '专业化之星', en: 'Specialisation' }, kind: 'boolean', computed: true },
  { key: 'focus', title: { zh: '聚焦之星', en: 'Focus' }, kind: 'boolean', computed: true },
]

function cellsOf({ values, counts }: Crossing, quotients: Matrix, stars: Matrix): Cell[] {
  const ofRegion = rowSums(values)
  return Array.from(values.values.keys()).filter((at) => values.values[at]! > 0).map((at) => {
    const [region, amount] = [Math.floor(at / values.columns), values.values[at]!]
    return { region, industry: at % values.columns, amount, organisations: counts.values[at]!, quotient: cellOf(quotients.values[at]!), share: amount / ofRegion[region]!, stars: stars.values[at]! }
  })
}

function cellRows({ regions, industries, values }: Crossing, cells: readonly Cell[]): ResultRow[] {
  const ofIndustry = columnSums(values)
  return cells.map(({ region, industry, amount, organisations, quotient, share, stars }) => {
    const earned = [STAR.size, STAR.specialisation, STAR.focus].map((bit) => (stars & bit) !== 0)
    return {
      key: cellKey(regions[region]!.code, industries[industry]!.code),
      cells: [regions[region]!.name, industries[industry]!.code, amount, organisations, quotient, share, amount / ofIndustry[industry]!, earned.filter(Boolean).length, ...earned],
    }
  })
}

/** Every organisation counts as a plant, of the size by which the table is measured. */
function plantsOf(registry: Registry, { regions, industries, values }: Crossing, rules: CrossingRules): Plants[] {
  const reference = sharesOf(rowSums(values))
  const place = new Map(regions.map(({ code }, n) => [code, n]))
  return industries.map(({ code }) => {
    const members = membersOf(registry, rules, industryKey(code)).filter(({ region, size }) => size > 0 && place.has(region))
    const plants = { employment: Float64Array.from(members, ({ size }) => size), region: Int32Array.from(members, ({ region }) => place.get(region)!), reference }
    return { ...ellisonGlaeser(plants), maurelSedillot: maurelSedillot(plants) }
  })
}

function rulesOf({ quotient, leading, least }: Parameters): Text[] {
  const part = `${Number((leading * 100).toPrecision(4))} %`
  return [
    { zh: `星：规模为该行业各地区的前 ${part}，专业化为区位商不低于 ${quotient}，聚焦为占本地区份额居全部单元的前 ${part}；数量低于 ${least} 不给星。`, en: `Stars: size, the leading ${part} of the regions in the industry; specialisation, a location quotient of at least ${quotient}; focus, the leading ${part} of all cells by share of their region; none below ${least}.` },
    { zh: '埃里森—格莱泽与莫雷尔—塞迪约指数把每个主体当作一个工厂。', en: 'The indices of Ellison–Glaeser and Maurel–Sédillot take every organisation for one plant.' },
  ]
}

const limits: Text[] = [
  { zh: '集中不等于竞争力，也不说明原因；小地区的区位商不稳。不得用于对企业评分。', en: 'Concentrated is not competitive and says nothing of causes; location quotients of small regions are unsteady. Not for scoring firms.' },
  { zh: '利岑贝格尔—施特恩贝格集群指数还需要各地区的面积与人口：可用文件计算（analyse concentration）。', en: 'The cluster index of Litzenberger and Sternberg needs area and population of regions besides: compute it from files (analyse concentration).' },
]
