import { openScorer, prepareIndex, unusableIndicators, type Aggregation, type Prepared, type Recipe } from '../../kernels/composite/composite-index.ts'
import { criticWeights } from '../../kernels/composite/critic-weights.ts'
import { entropyWeights } from '../../kernels/composite/entropy-weights.ts'
import { buildHierarchy, effectiveWeights, type Hierarchy, type Mean } from '../../kernels/composite/hierarchy.ts'
import { leaveOneOut } from '../../kernels/composite/leave-one-out.ts'
import type { Normalisation } from '../../kernels/composite/normalise.ts'
import { pcaWeights } from '../../kernels/composite/pca.ts'
import { chancesAmong, mergeRanks, readStandings, type RankDistribution, type Standing } from '../../kernels/composite/ranks.ts'
import { sampleRanks, type Doubt } from '../../kernels/composite/robustness.ts'
import { scoreBounds, type ScoreBounds } from '../../kernels/composite/score-bounds.ts'
import { spreadWeights } from '../../kernels/composite/spread-weights.ts'
import { TREATMENT } from '../../kernels/composite/treat.ts'
import { openTree } from '../../kernels/composite/tree-means.ts'
import { matrixOf, type Matrix } from '../../kernels/matrix.ts'
import { AppError } from '../../shared/errors.ts'
import type { Hooks } from '../define.ts'
import type { IndexParameters } from './parameters.ts'

/** An indicator (with a direction) or an aggregate (without); the parent of the index is ''. */
export type IndexNode = { code: string; name: string; parent: string; weight: number; direction?: 1 | -1; note?: string }

/** What an index is made of: `values` is indicators × units, the indicators in the order of `nodes` that have a direction. */
export type IndexData = { units: { key: string; name: string }[]; nodes: IndexNode[]; values: Matrix }

/** A computed index; nodes are in the order of the hierarchy. Scores stand without places: those are in `standings`. */
export type ComposedIndex = {
  units: IndexData['units']
  nodes: IndexNode[]
  hierarchy: Hierarchy
  effective: Float64Array
  prepared: Prepared
  score: Float64Array
  /** Values of the aggregates by unit; only for means over the tree. */
  aggregates: Float64Array[] | null
  standings: Standing[]
  amongFirst: Float64Array
  bounds: ScoreBounds | null
  missing: Int32Array
  shifts: Float64Array
  leftOut: { node: IndexNode; reason: 'empty' | 'constant' }[]
}

/** Computes an index with everything that says how sure it is. */
export function composeIndex(given: IndexData, parameters: IndexParameters, hooks?: Hooks): ComposedIndex {
  checkChoices(given, parameters)
  const { data, leftOut } = withoutUseless(given)
  const { hierarchy, nodes } = orderTree(data, parameters)
  const directions = Int8Array.from(nodes.slice(0, hierarchy.indicators), ({ direction }) => direction ?? 1)
  const recipe = recipeOf(parameters, directions)
  if (parameters.weights !== 'given') hierarchy.weights.set(weightsFromData(data.values, recipe, parameters.weights))
  const prepared = prepareIndex(data.values, recipe)
  const aggregation = aggregationOf(parameters)
  const isTree = aggregation.kind === 'means'
  const open = () => openScorer(prepared, hierarchy, aggregation)
  const central = open()
  const score = central.score(hierarchy.weights).slice()
  const ranks = draw(open(), hierarchy, { weights: { kind: parameters.doubt, share: parameters.share }, missing: prepared.missing, seed: parameters.seed }, { draws: parameters.draws, hooks })
  return {
    units: data.units, nodes, hierarchy, effective: effectiveWeights(hierarchy), prepared, score, aggregates: isTree ? aggregatesOf(prepared, hierarchy) : null,
    standings: readStandings(ranks, parameters.interval), amongFirst: chancesAmong(ranks, parameters.first), bounds: isTree ? scoreBounds(open(), hierarchy, prepared.missing) : null,
    missing: missingByUnit(data.values), shifts: leaveOneOut(central, hierarchy).shifts, leftOut,
  }
}

/** Draws in stretches, so that a person sees how far it is. */
function draw(scorer: ReturnType<typeof openScorer>, hierarchy: Hierarchy, doubt: Doubt, { draws, hooks }: { draws: number; hooks?: Hooks | undefined }): RankDistribution {
  const stretch = Math.max(50, Math.ceil(draws / 20))
  const parts: RankDistribution[] = []
  for (let from = 0; from < draws; from += stretch) {
    hooks?.onProgress(from, draws)
    parts.push(sampleRanks(scorer, hierarchy, doubt, { from, to: Math.min(draws, from + stretch) }))
  }
  return mergeRanks(parts)
}

const means = new Set<string>(['arithmetic', 'geometric', 'harmonic'])

function aggregationOf({ aggregation }: IndexParameters): Aggregation {
  return means.has(aggregation) ? { kind: 'means' } : { kind: aggregation as 'topsis' | 'copeland' }
}

function recipeOf(parameters: IndexParameters, directions: Int8Array): Recipe {
  const { low, high, imputation, treatment, normalisation: kind } = parameters
  const normalisation: Normalisation = kind === 'min-max' ? { kind, low, high } : { kind }
  return { directions, imputation: imputation === 'none' ? null : imputation, treatment: treatment === 'none' ? null : TREATMENT, normalisation }
}

/** Weights of the indicators from the data on the scale 0 … 1; missing values count as the mean there. */
function weightsFromData(values: Matrix, recipe: Recipe, kind: Exclude<IndexParameters['weights'], 'given'>): Float64Array {
  if (kind === 'equal') return new Float64Array(values.rows).fill(1)
  const { normalised } = prepareIndex(values, { ...recipe, imputation: recipe.imputation ?? 'mean', normalisation: { kind: 'min-max', low: 0, high: 1 } })
  if (kind === 'entropy') return entropyWeights(normalised)
  if (kind === 'critic') return criticWeights(normalised)
  return kind === 'components' ? pcaWeights(normalised) : spreadWeights(normalised, kind)
}

function aggregatesOf(prepared: Prepared, hierarchy: Hierarchy): Float64Array[] {
  const tree = openTree(prepared.normalised, hierarchy)
  tree.score(hierarchy.weights)
  return hierarchy.means.map((_, n) => tree.valuesOf(hierarchy.indicators + n))
}

function missingByUnit({ rows, columns, values }: Matrix): Int32Array {
  const missing = new Int32Array(columns)
  for (let i = 0; i < rows; i++) for (let u = 0; u < columns; u++) if (Number.isNaN(values[i * columns + u])) missing[u]!++
  return missing
}

/** Leaves out indicators that tell nothing apart, and aggregates that are empty then. */
function withoutUseless(data: IndexData): { data: IndexData; leftOut: ComposedIndex['leftOut'] } {
  const indicators = data.nodes.filter(({ direction }) => direction !== undefined)
  const useless = new Map(unusableIndicators(data.values).map(({ indicator, reason }) => [indicators[indicator]!.code, reason]))
  const kept = indicators.flatMap(({ code }, i) => (useless.has(code) ? [] : [i]))
  if (kept.length === 0) throw new AppError('invalid-request', { zh: '没有一个指标能区分各单位：都没有值，或值都相同。请换指标或时段。', en: 'No indicator tells the units apart: none has values, or all values are equal. Choose other indicators or another period.' })
  let nodes = data.nodes.filter(({ code }) => !useless.has(code))
  for (let before = -1; before !== nodes.length;) {
    before = nodes.length
    const parents = new Set(nodes.map(({ parent }) => parent))
    nodes = nodes.filter(({ code, direction }) => direction !== undefined || parents.has(code))
  }
  const { columns } = data.values
  const values = matrixOf(kept.length, columns)
  kept.forEach((from, to) => values.values.set(data.values.values.subarray(from * columns, (from + 1) * columns), to * columns))
  return { data: { ...data, nodes, values }, leftOut: indicators.filter(({ code }) => useless.has(code)).map((node) => ({ node, reason: useless.get(node.code)! })) }
}

function orderTree({ nodes }: IndexData, { aggregation }: IndexParameters): { hierarchy: Hierarchy; nodes: IndexNode[] } {
  const mean = (means.has(aggregation) ? aggregation : 'arithmetic') as Mean
  const byCode = new Map(nodes.map((node) => [node.code, node]))
  try {
    const { hierarchy, codes } = buildHierarchy(nodes, mean)
    effectiveWeights(hierarchy)
    return { hierarchy, nodes: codes.map((code) => byCode.get(code)!) }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new AppError('invalid-request', { zh: `指标树有误，请改正：${error.message}。`, en: `The tree of indicators is wrong: ${error.message}. Mend it.` })
  }
}

/** Copeland's score compares every pair in every draw; this many comparisons take about a minute. */
const MOST_COMPARISONS = 3e10

function checkChoices({ units, values }: IndexData, { aggregation, normalisation, low, high, draws }: IndexParameters): void {
  if (units.length < 2) throw new AppError('invalid-request', { zh: `只有 ${units.length} 个单位，无从比较。至少需要 2 个。`, en: `There is nothing to compare among ${units.length} units: take at least 2.` })
  if (normalisation === 'min-max' && !(high > low)) throw new AppError('invalid-request', { zh: `尺度从 ${low} 到 ${high} 没有长度：最优须大于最差。`, en: `A scale from ${low} to ${high} has no length: the best must be above the worst.` })
  const positive = normalisation === 'rank' || (normalisation === 'min-max' && low > 0)
  if ((aggregation === 'geometric' || aggregation === 'harmonic') && !positive) {
    throw new AppError('invalid-request', { zh: '几何平均与调和平均只对正数有定义：请选最小—最大归一且最差大于 0（如 1 至 100），或名次。', en: 'Geometric and harmonic means are defined for positive values only: choose min–max with the worst above 0 (say 1 to 100), or ranks.' })
  }
  if (aggregation === 'copeland' && units.length ** 2 * values.rows * draws / 2 > MOST_COMPARISONS) {
    throw new AppError('invalid-request', { zh: `${units.length} 个单位、${draws} 次抽取的两两比较太多：请减少抽取次数或单位。`, en: `Comparing ${units.length} units in pairs ${draws} times takes too long: take fewer draws or units.` })
  }
}
