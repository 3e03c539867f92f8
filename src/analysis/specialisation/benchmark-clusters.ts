import { z } from 'zod'
import { cellOf, type Result, type ResultColumn, type ResultTable } from '../../shared/results.ts'
import { columnSums, matrixOf } from '../../kernels/matrix.ts'
import type { Registry } from '../../snapshot/registry.ts'
import { defineAnalysis, named } from '../define.ts'
import { crossingOf, crossingParameters, industryColumn, industryKey, measureTitles, missingCrossing, traceCrossing, type Crossing } from '../region-industry.ts'
import { comparable, divide, limits, linkages, placeOf, placeOfCluster, rulesOf, scoreTable, similaritiesOf, type Division, type Similarity } from './related-industries.ts'

const parameters = z.strictObject({
  ...crossingParameters,
  linkage: named(z.enum(['ward', 'average']).meta({ terms: linkages }).default('ward'), { zh: '联结', en: 'Linkage' }),
  clusters: named(z.coerce.number().int().min(0).max(1000).default(0), { zh: '群数', en: 'Clusters' }, { zh: '0：取验证分最高的', en: '0: the number with the best validation score' }),
})
type Parameters = z.output<typeof parameters>
/** `crossing` holds the industries that can be compared. */
type Comparable = Omit<Crossing, 'counts'>
type Found = { crossing: Comparable; similarities: Similarity[]; division: Division | null; left: number; flat: Similarity[] }

/** Which industries stand together across regions: benchmark clusters of related industries. */
export const benchmarkClusters = defineAnalysis({
  id: 'benchmark-clusters',
  version: 2,
  family: 'specialisation',
  title: { zh: '基准产业群', en: 'Benchmark clusters' },
  unit: { zh: '标准差', en: 'standard deviations' },
  summary: { zh: '哪些行业总在同一批地区出现：由相似度矩阵分出相互关联的产业群，并验证分得好不好。', en: 'Which industries stand together across regions: clusters of related industries from similarity matrices, with how well the division holds.' },
  method: 'docs/methods/benchmark-clusters.md',
  needs: ['registry'],
  parameters,
  missing: ({ registry }) => missingCrossing(registry),
  compute: ({ registry }, given) => resultOf(find(registry, given), given),
  trace({ registry }, given, { row }) {
    const { crossing, division } = find(registry, given)
    const cluster = /^cluster:(\d+)$/.exec(row)
    const keys = cluster ? (division?.members[Number(cluster[1]) - 1] ?? []).map((industry) => industryKey(crossing.industries[industry]!.code)) : [row]
    return keys.flatMap((key) => traceCrossing(registry, given, key))
  },
})

/** Industries that can't be compared are taken out of the table before it is divided. */
function find(registry: Registry, given: Parameters): Found {
  const { counts: _, ...whole } = crossingOf(registry, given)
  const { kept, left, usable, flat } = comparable(similaritiesOf(whole.values))
  const crossing = { ...whole, industries: kept.map((i) => whole.industries[i]!), values: matrixOf(whole.regions.length, kept.length, Float64Array.from(whole.regions.flatMap((_, r) => kept.map((i) => whole.values.values[r * whole.values.columns + i]!)))) }
  return { crossing, similarities: usable, flat, left: left.length, division: kept.length > 2 && usable.length > 0 ? divide(usable, given) : null }
}

function resultOf({ crossing, similarities, division, left, flat }: Found, given: Parameters): Result {
  const cautions = [
    ...(left > 0 ? [{ zh: `${left} 个行业在各地区一样多，无法与别的比较，未计入。`, en: `${left} industries are equally large in all regions, can't be compared and are left out.` }] : []),
    ...flat.map(({ title }) => ({ zh: `“${title.zh}”对所有行业都一样，未采用。`, en: `“${title.en}” is the same for all pairs and is not used.` })),
    ...crossing.cautions, ...limits,
  ]
  if (!division) return { tables: [], notes: crossing.notes, cautions: [{ zh: '可比较的行业不足三个，分不出群。', en: 'Fewer than three industries can be compared: there is nothing to divide.' }, ...cautions] }
  return {
    tables: [clusterTable(crossing, division, given), industryTable(crossing, division), scoreTable(similarities, division)],
    notes: [...crossing.notes, ...rulesOf(similarities, given, division.members.length)], cautions,
  }
}

const within: ResultColumn = { key: 'within', title: { zh: '群内相似度', en: 'Similarity within' }, kind: 'number', computed: true, main: true }
const outside: ResultColumn = { key: 'outside', title: { zh: '与群外的相似度', en: 'Similarity to outside' }, kind: 'number', computed: true }
const nearest: ResultColumn = { key: 'nearest', title: { zh: '最近的另一群', en: 'Nearest other cluster' }, kind: 'integer', computed: true }
const clusterColumn: ResultColumn = { key: 'cluster', title: { zh: '群', en: 'Cluster' }, kind: 'integer' }
const nameOf = (cluster: number | null): number | null => (cluster === null ? null : cluster + 1)

function clusterTable({ industries, values }: Comparable, division: Division, { measure }: Parameters): ResultTable {
  const totals = columnSums(values)
  return {
    id: 'clusters', title: { zh: '产业群', en: 'Clusters' },
    columns: [
      clusterColumn, { ...industryColumn(industries), key: 'largest', title: { zh: '最大的行业', en: 'Largest industry' } }, { key: 'industries', title: { zh: '行业数', en: 'Industries' }, kind: 'integer', computed: true },
      { key: 'amount', title: measureTitles[measure], kind: 'number', computed: true }, within, outside, nearest,
    ],
    rows: division.members.map((members, cluster) => {
      const place = placeOfCluster(division, cluster)
      const largest = members.reduce((best, industry) => (totals[industry]! > totals[best]! ? industry : best))
      return {
        key: `cluster:${cluster + 1}`,
        cells: [cluster + 1, industries[largest]!.code, members.length, members.reduce((sum, industry) => sum + totals[industry]!, 0), place.within, place.outside, nameOf(place.nearest)],
      }
    }),
  }
}

function industryTable({ industries, values }: Comparable, division: Division): ResultTable {
  const totals = columnSums(values)
  return {
    id: 'industries', title: { zh: '行业', en: 'Industries' },
    columns: [clusterColumn, industryColumn(industries), { key: 'amount', title: { zh: '数量', en: 'Amount' }, kind: 'number', computed: true }, within, outside, nearest],
    rows: division.members.flatMap((members, cluster) => members.map((industry) => {
      const place = placeOf(division, industry)
      return { key: industryKey(industries[industry]!.code), cells: [cluster + 1, industries[industry]!.code, cellOf(totals[industry]!), place.within, place.outside, nameOf(place.nearest)] }
    })),
  }
}
