import { z } from 'zod'
import { undirectedGraph } from '../../kernels/graph.ts'
import { proximityDensity } from '../../kernels/complexity/density.ts'
import { economicComplexity } from '../../kernels/complexity/eci.ts'
import { presenceOf, ubiquity, type Presence } from '../../kernels/complexity/presence.ts'
import { rca } from '../../kernels/complexity/rca.ts'
import { proximity } from '../../kernels/complexity/relatedness.ts'
import type { Matrix } from '../../kernels/matrix.ts'
import { springLayout } from '../../kernels/network/spring-layout.ts'
import { strongestForest } from '../../kernels/network/strongest-forest.ts'
import type { ProductSpacePicture } from '../../shared/product-space-picture.ts'
import { cellOf, type ResultCell, type ResultColumn, type ResultTable } from '../../shared/results.ts'
import { defineAnalysis, named } from '../define.ts'
import { cellKey, crossingOf, crossingParameters, industryColumn, industryKey, missingCrossing, regionKey, traceCrossing, type Crossing } from '../region-industry.ts'

/** A region's list ends here: what is further away is not near. */
const nearestOfRegion = 20
/** Industries of the region that are named as the reason. */
const reasons = 3
const mostTies = 1500

/** Industries near each other as regions have them together, which of them each region has, and what lies near to it and why. */
export const productSpace = defineAnalysis({
  id: 'product-space',
  version: 2,
  family: 'complexity',
  title: { zh: '产品空间', en: 'Product space' },
  unit: { zh: '0 至 1', en: '0 to 1' },
  summary: { zh: '常在同一批地区出现的行业彼此相近；每个地区点亮它拥有的行业，列出离它最近而未有的行业和理由。', en: 'Industries that stand in the same regions are near each other; each region lights what it has, and what it lacks is listed by nearness, with the reasons.' },
  method: 'docs/methods/complexity.md',
  needs: ['registry'],
  parameters: z.strictObject({
    ...crossingParameters,
    advantage: named(z.coerce.number().min(0.01).max(100).default(1), { zh: '“拥有”：RCA 至少', en: '“Has”: RCA at least' }),
    shown: named(z.coerce.number().min(0).max(1).default(0.55), { zh: '画出的邻近度至少', en: 'Proximity drawn from' }, { zh: '另画出把各行业连起来的最强联系', en: 'The strongest ties that join all industries are drawn in any case' }),
  }),
  missing: ({ registry }) => missingCrossing(registry),
  compute({ registry }, given) {
    const crossing = crossingOf(registry, given)
    const presence = presenceOf(rca(crossing.values), given.advantage)
    const near = proximity(presence, 0)
    const { pci } = economicComplexity(presence)
    return {
      tables: [nearTable(crossing, presence, { near, pci }), industryTable(crossing, presence, { near, pci })],
      notes: [...crossing.notes, {
        zh: `RCA 不低于 ${given.advantage} 为“拥有”；邻近度为两个条件概率中较小者（Hidalgo 等 2007）；图中画出邻近度不低于 ${given.shown} 的联系，以及把各行业连起来的最强联系；每个地区列最近的 ${nearestOfRegion} 个行业，理由是与其最近的已有行业。`,
        en: `A region has an industry from an RCA of ${given.advantage}; proximity is the smaller of the two conditional chances (Hidalgo et al. 2007); drawn are ties from a proximity of ${given.shown} and the strongest ties that join all industries; each region lists its ${nearestOfRegion} nearest industries, with those it has that are nearest to them as the reasons.`,
      }],
      cautions: [...crossing.cautions, { zh: '相近不等于应当进入；地区少、行业粗时邻近度不稳；不得单独作为招商或补贴的依据，不得比较年份。', en: 'Near is not advisable; proximity is unsteady with few regions or coarse industries; alone no ground for investment or subsidies, and not to be compared between years.' }],
      detail: pictureOf(crossing, presence, { near, pci, shown: given.shown }),
    }
  },
  trace: ({ registry }, given, { row }) => traceCrossing(registry, given, /^region:.*:industry:/.test(row) ? row.slice(0, row.indexOf(':industry:')) : row),
})

type Space = { near: Matrix; pci: Float64Array }

const number = (key: string, zh: string, en: string): ResultColumn => ({ key, title: { zh, en }, kind: 'number', computed: true })

function nearTable({ regions, industries }: Crossing, presence: Presence, { near, pci }: Space): ResultTable {
  const density = proximityDensity(presence, 1)
  const terms = industryColumn(industries)
  const because = Array.from({ length: reasons }, (_, n): ResultColumn[] => [
    { ...terms, key: `because${n + 1}`, title: { zh: `理由 ${n + 1}：已有`, en: `Reason ${n + 1}: it has` } }, number(`proximity${n + 1}`, '邻近度', 'Proximity'),
  ]).flat()
  const rows = regions.flatMap(({ code, name }, r) => {
    const has = productsOf(presence, r)
    const densityOf = (i: number): number => cellOf(density.values[r * industries.length + i]!) ?? -1
    const lacked = industries.map((_, i) => i).filter((i) => !has.includes(i) && densityOf(i) > 0).sort((a, b) => densityOf(b) - densityOf(a) || a - b)
    return lacked.slice(0, nearestOfRegion).map((i) => ({ key: cellKey(code, industries[i]!.code), cells: [name, industries[i]!.code, densityOf(i), cellOf(pci[i]!), ...reasonsFor(i, has, { near, industries })] }))
  })
  return {
    id: 'near', title: { zh: '邻近而未有', en: 'Near, and not there' },
    columns: [{ key: 'region', title: { zh: '地区', en: 'Region' }, kind: 'text' }, terms, { ...number('density', '关联密度', 'Density'), main: true }, number('pci', 'PCI', 'PCI'), ...because], rows,
  }
}

/** The industries that a region has nearest to one that it lacks. */
function reasonsFor(industry: number, has: readonly number[], { near, industries }: { near: Matrix; industries: Crossing['industries'] }): ResultCell[] {
  const to = (q: number): number => near.values[industry * industries.length + q]!
  const nearest = has.filter((q) => to(q) > 0).sort((a, b) => to(b) - to(a) || a - b).slice(0, reasons)
  return Array.from({ length: reasons }, (_, n): ResultCell[] => (nearest[n] === undefined ? [null, null] : [industries[nearest[n]]!.code, to(nearest[n])])).flat()
}

function industryTable({ industries }: Crossing, presence: Presence, { near, pci }: Space): ResultTable {
  const counts = ubiquity(presence)
  const terms = industryColumn(industries)
  return {
    id: 'industries', title: { zh: '行业', en: 'Industries' },
    columns: [terms, { ...number('ubiquity', '拥有它的地区数', 'Regions that have it'), kind: 'integer', main: true }, number('pci', 'PCI', 'PCI'), { ...terms, key: 'nearest', title: { zh: '最近的行业', en: 'Nearest industry' } }, number('proximity', '邻近度', 'Proximity')],
    rows: industries.map(({ code }, i) => {
      const [nearest = null, at = null] = reasonsFor(i, industries.map((_, q) => q), { near, industries })
      return { key: industryKey(code), cells: [code, counts[i]!, cellOf(pci[i]!), nearest, at] }
    }),
  }
}

function pictureOf({ regions, industries }: Crossing, presence: Presence, { near, pci, shown }: Space & { shown: number }): ProductSpacePicture {
  const size = industries.length
  const pairs: [number, number, number][] = []
  for (let a = 0; a < size; a++) for (let b = a + 1; b < size; b++) if (near.values[a * size + b]! > 0) pairs.push([a, b, near.values[a * size + b]!])
  const forest = new Set(strongestForest(size, columnsOf(pairs)))
  const further = pairs.map((_, e) => e).filter((e) => !forest.has(e) && pairs[e]![2] >= shown).sort((a, b) => pairs[b]![2] - pairs[a]![2] || a - b)
  const ties = [...forest, ...further.slice(0, Math.max(0, mostTies - forest.size))].sort((a, b) => a - b).map((e) => pairs[e]!)
  const { x, y } = springLayout(undirectedGraph(size, columnsOf(ties)))
  const counts = ubiquity(presence)
  return {
    kind: 'product-space', of: { ties: pairs.length },
    nodes: industries.map(({ code, name }, i) => ({ key: industryKey(code), name, x: round(x[i]!), y: round(y[i]!), regions: counts[i]!, pci: cellOf(pci[i]!) })),
    ties: ties.map(([a, b, phi]) => [a, b, round(phi)]),
    regions: regions.map(({ code, name }, r) => ({ key: regionKey(code), name, has: productsOf(presence, r) })),
  }
}

function columnsOf(pairs: readonly [number, number, number][]): { sources: number[]; targets: number[]; weights: number[] } {
  return { sources: pairs.map(([a]) => a), targets: pairs.map(([, b]) => b), weights: pairs.map(([, , phi]) => phi) }
}

const productsOf = ({ productsOf: { starts, rows } }: Presence, region: number): number[] => [...rows.subarray(starts[region]!, starts[region + 1]!)]
const round = (value: number): number => Math.round(value * 1000) / 1000
