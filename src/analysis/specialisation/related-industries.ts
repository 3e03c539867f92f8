import { agglomerate, cutInto, type Linkage, type Merge } from '../../kernels/benchmark-clusters/linkage.ts'
import { combinedSimilarity, dissimilarity } from '../../kernels/benchmark-clusters/similarity.ts'
import { clusterRelatedness, industryRelatedness, membersOf, validity, type Relatedness } from '../../kernels/benchmark-clusters/validity.ts'
import { presenceOf } from '../../kernels/complexity/presence.ts'
import { rca } from '../../kernels/complexity/rca.ts'
import { proximity } from '../../kernels/complexity/relatedness.ts'
import { correlations } from '../../kernels/composite/correlation.ts'
import { sharesOf } from '../../kernels/concentration/amounts.ts'
import { pairwiseCoagglomeration } from '../../kernels/concentration/coagglomeration.ts'
import { columnSums, matrixOf, rowSums, transpose, type Matrix } from '../../kernels/matrix.ts'
import { cellOf, type ResultColumn, type ResultRow, type ResultTable } from '../../shared/results.ts'
import type { Text } from '../../shared/vocabulary.ts'

/** A measure of how related industries are: industries × industries. */
export type Similarity = { key: string; title: Text; matrix: Matrix }

/** More clusters than this are no map any more; the best number is looked for below it. */
const MOST_CLUSTERS = 60

export type Rules = { linkage: Linkage; /** 0: the number with the best score. */ clusters: number }

/** `scores[n]` belongs to n + 2 clusters; `each` follows the similarities. */
export type Division = { clusterOf: Int32Array; members: number[][]; combined: Matrix; scores: { each: number[]; mean: number }[]; merges: Merge[] }

/** The three similarities that a table of regions × industries holds. */
export function similaritiesOf(amounts: Matrix): Similarity[] {
  const totals = columnSums(amounts)
  const shares = matrixOf(amounts.rows, amounts.columns, amounts.values.map((value, at) => value / totals[at % amounts.columns]!))
  return [
    { key: 'LC_value_corr', title: { zh: '同区分布的相关', en: 'Correlation across regions' }, matrix: correlations(transpose(amounts)) },
    { key: 'COI', title: { zh: '共聚指数', en: 'Coagglomeration' }, matrix: pairwiseCoagglomeration(shares, sharesOf(rowSums(amounts))) },
    { key: 'proximity', title: { zh: '邻近度', en: 'Proximity' }, matrix: proximity(presenceOf(rca(amounts))) },
  ]
}

/** Industries that some similarity can't compare, and the similarities that tell no pair from another. */
export function comparable(similarities: readonly Similarity[]): { kept: number[]; left: number[]; usable: Similarity[]; flat: Similarity[] } {
  const size = similarities[0]?.matrix.rows ?? 0
  const all = Array.from({ length: size }, (_, i) => i)
  const isKnown = (i: number): boolean => similarities.every(({ matrix }) => all.some((j) => j !== i && Number.isFinite(matrix.values[i * size + j]!)))
  const kept = all.filter(isKnown)
  const cut = similarities.map((one) => ({ ...one, matrix: within(one.matrix, kept) }))
  return { kept, left: all.filter((i) => !isKnown(i)), usable: cut.filter(({ matrix }) => tellsApart(matrix)), flat: cut.filter(({ matrix }) => !tellsApart(matrix)) }
}

function within({ rows: size, values }: Matrix, kept: readonly number[]): Matrix {
  return matrixOf(kept.length, kept.length, Float64Array.from(kept.flatMap((i) => kept.map((j) => values[i * size + j]!))))
}

function tellsApart({ rows: size, values }: Matrix): boolean {
  const pairs = values.filter((_, at) => Math.floor(at / size) < at % size)
  return pairs.some((value) => Math.abs(value - pairs[0]!) > 1e-12)
}

/** Divides industries (at least three, by at least one similarity) and scores every number of clusters on the way. */
export function divide(similarities: readonly Similarity[], { linkage, clusters }: Rules): Division {
  const combined = combinedSimilarity(similarities.map(({ matrix }) => matrix))
  const merges = agglomerate(dissimilarity(combined), linkage)
  const largest = Math.min(MOST_CLUSTERS, Math.max(2, Math.floor(combined.rows / 2)))
  const scores = Array.from({ length: largest - 1 }, (_, n) => {
    const division = cutInto(merges, n + 2)
    const each = similarities.map(({ matrix }) => validity(matrix, division).score)
    return { each, mean: each.reduce((sum, one) => sum + one, 0) / each.length }
  })
  const best = scores.reduce((kept, { mean }, n) => (mean > scores[kept]!.mean ? n : kept), 0)
  const clusterOf = cutInto(merges, Math.min(clusters || best + 2, combined.rows))
  return { clusterOf, members: membersOf(clusterOf), combined, scores, merges }
}

/** What an industry is to its cluster, null where it stands alone in it. */
export function placeOf({ combined, members, clusterOf }: Division, industry: number): { within: number | null; outside: number | null; nearest: number | null } {
  const cluster = clusterOf[industry]!
  return readable(industryRelatedness(combined, members, { cluster, industry }), cluster)
}

/** The same of a whole cluster. */
export const placeOfCluster = ({ combined, members }: Division, cluster: number): ReturnType<typeof placeOf> => readable(clusterRelatedness(combined, members, cluster), cluster)

function readable({ within: inside, outside, toOthers }: Relatedness, cluster: number): ReturnType<typeof placeOf> {
  const near = toOthers.reduce((best, value, n) => (best < 0 || value > toOthers[best]! ? n : best), -1)
  return { within: cellOf(inside), outside: cellOf(outside), nearest: near < 0 ? null : near < cluster ? near : near + 1 }
}

const score = (key: string, title: Text): ResultColumn => ({ key, title, kind: 'number' })

/** How well each number of clusters holds; the one that is shown is marked. */
export function scoreTable(similarities: readonly Similarity[], { scores, members }: Division): ResultTable {
  return {
    id: 'numbers', title: { zh: '分成几个群', en: 'Into how many clusters' },
    columns: [
      { key: 'k', title: { zh: '群数', en: 'Clusters' }, kind: 'integer' }, { ...score('VS', { zh: '验证分', en: 'Validation score' }), main: true },
      ...similarities.map(({ key, title }, n) => score(/^\w+$/.test(key) ? `VS_${key}` : `VS_${n + 1}`, { zh: `验证分：${title.zh}`, en: `Score: ${title.en.toLowerCase()}` })), { key: 'shown', title: { zh: '采用', en: 'Shown' }, kind: 'boolean' },
    ],
    rows: scores.map(({ each, mean }, n): ResultRow => ({ key: `clusters:${n + 2}`, cells: [n + 2, cellOf(mean), ...each.map(cellOf), n + 2 === members.length] })),
  }
}

export const rulesOf = (similarities: readonly Similarity[], { linkage, clusters }: Rules, shown: number): Text[] => [
  {
    zh: `相似度取 ${similarities.map(({ title }) => title.zh).join('、')} 标准化后的平均；${linkage === 'ward' ? 'Ward' : '平均'}联结的层次聚类，${clusters ? `按给定分成 ${shown} 个群` : `验证分最高的是 ${shown} 个群`}。`,
    en: `Similarity is the mean of ${similarities.map(({ title }) => title.en.toLowerCase()).join(', ')}, each standardised; hierarchical clustering by ${linkage === 'ward' ? 'Ward' : 'average'} linkage, ${clusters ? `cut into ${shown} clusters as given` : `${shown} clusters have the best validation score`}.`,
  },
]

export const limits: Text[] = [
  { zh: '群由共同出现得出，不说明谁向谁供货，也不说明原因；地区少、行业粗时不稳。', en: 'Clusters come from standing together; they say neither who supplies whom nor why, and are unsteady with few regions or coarse industries.' },
  { zh: '这里没有用投入产出与职业数据，原作者用了；每个行业只属于一个群。', en: 'The authors also use input–output and occupation data, which are not in here; each industry belongs to one cluster only.' },
]
export const linkages: Record<Linkage, Text> = { ward: { zh: 'Ward', en: 'Ward' }, average: { zh: '平均', en: 'Average' } }
