import { agglomerate, cutInto, type Linkage } from '../../src/kernels/benchmark-clusters/linkage.ts'
import { combinedSimilarity, dissimilarity } from '../../src/kernels/benchmark-clusters/similarity.ts'
import { validity } from '../../src/kernels/benchmark-clusters/validity.ts'
import { presenceOf } from '../../src/kernels/complexity/presence.ts'
import { rca } from '../../src/kernels/complexity/rca.ts'
import { proximity } from '../../src/kernels/complexity/relatedness.ts'
import { correlations } from '../../src/kernels/composite/correlation.ts'
import { sharesOf } from '../../src/kernels/concentration/amounts.ts'
import { pairwiseCoagglomeration } from '../../src/kernels/concentration/coagglomeration.ts'
import { columnSums, matrixOf, rowSums, transpose, type Matrix } from '../../src/kernels/matrix.ts'
import { deviationOf, numberOf, readGolden, type GoldenCheck } from './check.ts'
import { pivot } from './concentration.ts'

const folder = 'metrics/11_benchmark_clusters_trade_sitc2'
const shared = { data: 'world trade 1998–2000, 226 countries × 69 SITC divisions', tolerance: 1e-9 }

const similarities = {
  LC_value_corr: (amounts: Matrix) => correlations(transpose(amounts)),
  COI: (amounts: Matrix) => {
    const totals = columnSums(amounts)
    return pairwiseCoagglomeration(matrixOf(amounts.rows, amounts.columns, amounts.values.map((value, at) => value / totals[at % amounts.columns]!)), sharesOf(rowSums(amounts)))
  },
  proximity: (amounts: Matrix) => proximity(presenceOf(rca(amounts))),
}
type Similarity = keyof typeof similarities

function trade() {
  const { industries, amounts } = pivot(readGolden(`${folder}/input.csv`), ['region', 'a2', 'value'])
  const each = (Object.keys(similarities) as Similarity[]).map((key) => [key, similarities[key](amounts)] as const)
  const combined = combinedSimilarity(each.map(([, matrix]) => matrix))
  return { industries, matrices: new Map<string, Matrix>([...each, ['combined_similarity', combined], ['dissimilarity', dissimilarity(combined)]]) }
}

function similarityDeviation(column: string) {
  const { industries, matrices } = trade()
  const expected = readGolden(`${folder}/out_similarity.csv`)
  const mine = matrices.get(column)!
  return deviationOf(expected.map((row) => mine.values[industries.indexOf(row.industry_i!) * mine.columns + industries.indexOf(row.industry_j!)]!), expected.map((row) => numberOf(row[column])))
}

const mergesOf = (method: string) => {
  const { industries, matrices } = trade()
  return { industries, matrices, merges: agglomerate(matrices.get('dissimilarity')!, method as Linkage) }
}

function heightDeviation(method: string) {
  const { merges } = mergesOf(method)
  const expected = readGolden(`${folder}/out_dendrogram_heights.csv`).filter((row) => row.method === method)
  return deviationOf(merges.flatMap(({ height, size }) => [height, size]), expected.flatMap((row) => [numberOf(row.height), numberOf(row.size)]))
}

/** Labels are names: what counts is which industries share one. */
function labelDeviation(method: string) {
  const { industries, merges } = mergesOf(method)
  const rows = readGolden(`${folder}/out_cluster_labels.csv`).filter((row) => row.method === method)
  let values = 0
  let deviation = 0
  for (const k of new Set(rows.map((row) => row.k!))) {
    const theirs = new Map(rows.filter((row) => row.k === k).map((row) => [row.industry, row.cluster]))
    const mine = cutInto(merges, Number(k))
    for (let i = 0; i < mine.length; i++) for (let j = 0; j < i; j++, values++) deviation = Math.max(deviation, Number((mine[i] === mine[j]) !== (theirs.get(industries[i]!) === theirs.get(industries[j]!))))
  }
  return { deviation, values }
}

function validityDeviation(method: string) {
  const { merges, matrices } = mergesOf(method)
  const rows = readGolden(`${folder}/out_validation_scores.csv`).filter((row) => row.method === method)
  const of = (row: Record<string, string>) => validity(matrices.get(row.matrix!)!, cutInto(merges, Number(row.k)))
  return deviationOf(
    rows.flatMap((row) => {
      const { clusters, industries } = of(row)
      return [clusters.average, clusters.p95, industries.average, industries.p95, clusters.count, industries.count]
    }),
    rows.flatMap((row) => ['VS_cluster_avg', 'VS_cluster_p95', 'VS_industry_avg', 'VS_industry_p95', 'n_clusters_size_gt1', 'n_industries_in_them'].map((column) => numberOf(row[column]))),
  )
}

function overallDeviation(method: string) {
  const { merges, matrices } = mergesOf(method)
  const rows = readGolden(`${folder}/out_validation_overall.csv`).filter((row) => row.method === method)
  const keys = Object.keys(similarities)
  return deviationOf(rows.map((row) => keys.reduce((sum, key) => sum + validity(matrices.get(key)!, cutInto(merges, Number(row.k))).score / keys.length, 0)), rows.map((row) => numberOf(row.VS)))
}

const against = 'numpy, scipy 1.10, the formulas of Delgado, Porter and Stern (2016)'

/** Benchmark clusters against reference results. */
export const checks: GoldenCheck[] = [
  ...[...Object.keys(similarities), 'combined_similarity', 'dissimilarity'].map((column): GoldenCheck => ({ quantity: `similarity of industries: ${column}`, against, ...shared, measure: () => similarityDeviation(column) })),
  ...['average', 'ward'].flatMap((method): GoldenCheck[] => [
    { quantity: `heights and sizes, ${method} linkage`, against: 'scipy 1.10, R hclust', ...shared, measure: () => heightDeviation(method) },
    { quantity: `who shares a cluster, ${method} linkage`, against: 'scipy 1.10', ...shared, measure: () => labelDeviation(method) },
    { quantity: `validation scores, ${method} linkage`, against, ...shared, measure: () => validityDeviation(method) },
    { quantity: `validation, mean over similarities, ${method} linkage`, against, ...shared, measure: () => overallDeviation(method) },
  ]),
]
