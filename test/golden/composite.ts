import { ahpConsistency, ahpWeights, type AhpMethod, type RandomIndex } from '../../src/kernels/composite/ahp.ts'
import { prepareIndex, type Recipe } from '../../src/kernels/composite/composite-index.ts'
import { criticWeights } from '../../src/kernels/composite/critic-weights.ts'
import { cronbachAlpha } from '../../src/kernels/composite/cronbach.ts'
import { entropyWeights } from '../../src/kernels/composite/entropy-weights.ts'
import { buildHierarchy, effectiveWeights, type Mean } from '../../src/kernels/composite/hierarchy.ts'
import { impute } from '../../src/kernels/composite/impute.ts'
import { shapeOf, spreadOf } from '../../src/kernels/composite/moments.ts'
import type { Normalisation } from '../../src/kernels/composite/normalise.ts'
import { copeland } from '../../src/kernels/composite/outranking.ts'
import { principalComponents } from '../../src/kernels/composite/pca.ts'
import { spreadWeights } from '../../src/kernels/composite/spread-weights.ts'
import { topsis } from '../../src/kernels/composite/topsis.ts'
import { TREATMENT } from '../../src/kernels/composite/treat.ts'
import { openTree } from '../../src/kernels/composite/tree-means.ts'
import { matrixOf, type Matrix } from '../../src/kernels/matrix.ts'
import { deviationOf, numberOf, readGolden, type GoldenCheck } from './check.ts'

const folder = 'metrics/08_composite_asem'
const coinr = 'COINr 1.1.14'
const weighting = 'objective-weighting, scikit-criteria'

/** The indicators, units, directions and tree of the reference set; units in the order of its results (by code). */
function asem() {
  const meta = readGolden(`${folder}/input_iMeta.csv`)
  const nodes = meta.filter(({ Type }) => Type === 'Indicator' || Type === 'Aggregate')
  const indicators = nodes.filter(({ Type }) => Type === 'Indicator')
  const codes = indicators.map(({ iCode }) => iCode!)
  const rows = readGolden(`${folder}/input_iData.csv`).sort((a, b) => (a.uCode! < b.uCode! ? -1 : 1))
  const table = matrixOf(codes.length, rows.length, Float64Array.from(codes.flatMap((code) => rows.map((row) => numberOf(row[code])))))
  const directions = Int8Array.from(indicators, ({ Direction }) => Number(Direction))
  const tree = nodes.map(({ iCode, Parent, Weight }) => ({ code: iCode!, parent: Parent === 'NA' ? '' : Parent!, weight: Number(Weight) }))
  return { codes, units: rows.map(({ uCode }) => uCode!), table, directions, tree }
}

const recipe = (normalisation: Normalisation): Recipe => ({ directions: asem().directions, imputation: 'mean', treatment: TREATMENT, normalisation })
const prepared = (normalisation: Normalisation = { kind: 'min-max', low: 0, high: 1 }) => prepareIndex(asem().table, recipe(normalisation))

/** A reference table by unit as indicators × units. */
function expected(file: string, codes: readonly string[]): Float64Array {
  const rows = readGolden(`${folder}/${file}`)
  return Float64Array.from(codes.flatMap((code) => rows.map((row) => numberOf(row[code]?.replace('Inf', 'Infinity')))))
}

const column = (file: string, name: string): Float64Array => Float64Array.from(readGolden(`${folder}/${file}`), (row) => numberOf(row[name]))
const rowOf = ({ columns, values }: Matrix, row: number): Float64Array => values.subarray(row * columns, (row + 1) * columns)
const compared = (quantity: string, against: string, tolerance: number, measure: GoldenCheck['measure']): GoldenCheck => ({ quantity, against, data: 'ASEM, 49 indicators × 51 countries', tolerance, measure })
const comparedRelatively = (quantity: string, against: string, tolerance: number, measure: GoldenCheck['measure']): GoldenCheck => ({ ...compared(quantity, against, tolerance, measure), relative: true })

const scales: [string, Normalisation, number][] = [
  ['minmax', { kind: 'min-max', low: 0, high: 100 }, 1e-11], ['zscore', { kind: 'z-score' }, 1e-12], ['borda', { kind: 'borda' }, 0], ['rank', { kind: 'rank' }, 0],
  ['prank', { kind: 'percentile' }, 1e-15], ['dist2max', { kind: 'distance-to-best' }, 1e-12],
]

/** Two ties of this indicator are broken by digits that the printed inputs no longer have. */
const TIED_IN_PRINT = 'TolMin'

const normalisations = scales.map(([name, how, tolerance]) => compared(`normalisation: ${how.kind}`, coinr, tolerance, () => {
  const { codes, units } = asem()
  const ordinal = how.kind === 'rank' || how.kind === 'borda' || how.kind === 'percentile'
  const kept = codes.filter((code) => !ordinal || code !== TIED_IN_PRINT)
  const mine = prepared(how).normalised
  return deviationOf(kept.flatMap((code) => [...rowOf(mine, codes.indexOf(code))]), expected(`out_4_normalised_${name}.csv`, kept).subarray(0, kept.length * units.length))
}))

const means: [Mean, string][] = [['arithmetic', 'a_amean'], ['geometric', 'a_gmean'], ['harmonic', 'a_hmean']]

const aggregations = means.map(([mean, name]) => compared(`aggregation over the tree: ${mean} mean`, coinr, 1e-11, () => {
  const { hierarchy, codes } = buildHierarchy(asem().tree, mean)
  const tree = openTree(prepared({ kind: 'min-max', low: 1, high: 100 }).normalised, hierarchy)
  tree.score(hierarchy.weights)
  const aggregates = codes.slice(hierarchy.indicators)
  return deviationOf(aggregates.flatMap((_, n) => [...tree.valuesOf(hierarchy.indicators + n)]), expected(`out_5_aggregated_minmax1_100_${name}.csv`, aggregates))
}))

/** A table moved or stretched, on which weights are given as well. */
const moved = ({ rows, columns, values }: Matrix, by: (value: number) => number): Matrix => matrixOf(rows, columns, values.map(by))

const weightSets: [string, string, () => Float64Array][] = [
  ['weights: entropy, on 0 … 1', 'entropy_on_minmax01_0ln0', () => entropyWeights(prepared().normalised)],
  ['weights: entropy, on 0.0001 … 1.0001', 'entropy_on_minmax01_shift1e-4', () => entropyWeights(moved(prepared().normalised, (value) => value + 1e-4))],
  ['weights: entropy, on 1 … 100', 'entropy_on_minmax1_100', () => entropyWeights(prepared({ kind: 'min-max', low: 1, high: 100 }).normalised)],
  ['weights: CRITIC', 'critic_pearson_minmax01', () => criticWeights(prepared().normalised)],
  ['weights: CRITIC with absolute correlations', 'critic_abs_corr_variant', () => criticWeights(prepared().normalised, { absolute: true })],
  ['weights: standard deviation', 'std_weights_ddof0', () => spreadWeights(prepared().normalised, 'deviation')],
  ['weights: Gini coefficient', 'gini_weights', () => spreadWeights(prepared().normalised, 'gini')],
]

const weights = weightSets.map(([quantity, name, compute]) => compared(quantity, weighting, 1e-12, () => deviationOf(compute(), column('out_6_objective_weights.csv', name))))

const onHundred = (): Matrix => prepared({ kind: 'min-max', low: 1, high: 100 }).normalised
const topsisSets: [string, string, string, () => Float64Array][] = [
  ['TOPSIS, equal weights', 'out_8_topsis_equal.csv', 'topsis_equal_weights', () => new Float64Array(49).fill(1)],
  ['TOPSIS, entropy weights', 'out_8_topsis_objective_weights.csv', 'topsis_entropy_0ln0', () => entropyWeights(prepared().normalised)],
  ['TOPSIS, CRITIC weights', 'out_8_topsis_objective_weights.csv', 'topsis_critic', () => criticWeights(prepared().normalised)],
]

const others: GoldenCheck[] = [
  comparedRelatively('imputation by the mean', coinr, 1e-14, () => {
    const { codes, table } = asem()
    return deviationOf(codes.flatMap((_, i) => [...impute(rowOf(table, i), 'mean')]), expected('out_2_imputed_column_mean.csv', codes), 'relative')
  }),
  comparedRelatively('treatment of outliers: values', coinr, 1e-14, () => deviationOf(prepared().treated.flatMap(({ values }) => [...values]), expected('out_3_treated.csv', asem().codes), 'relative')),
  compared('treatment of outliers: skewness, kurtosis, values moved', coinr, 1e-12, () => {
    const rows = readGolden(`${folder}/out_3_treatment_details.csv`)
    const theirs = rows.flatMap((row) => [row['check_SkewKurt0.Skew'], row['check_SkewKurt0.Kurt'], row['winsorise.nwin'], row['check_SkewKurt1.Skew'], row['check_SkewKurt1.Kurt']].map(numberOf))
    const mine = prepared().treated.flatMap(({ before, after, moved: count }) => [before.skewness, before.kurtosis, ...(count === 0 ? [NaN, NaN, NaN] : [count, after.skewness, after.kurtosis])])
    return deviationOf(mine, theirs)
  }),
  comparedRelatively('smallest, largest, mean, standard deviation, skewness, kurtosis (printed with three digits)', coinr, 5e-3, () => {
    const { table, codes } = asem()
    const rows = readGolden(`${folder}/out_1_stats_raw.csv`)
    const mine = codes.flatMap((_, i) => { const { min, max, mean, deviation } = spreadOf(rowOf(table, i)); const { skewness, kurtosis } = shapeOf(rowOf(table, i)); return [min, max, mean, deviation, skewness, kurtosis] })
    return deviationOf(mine, rows.flatMap(({ Min, Max, Mean: mean, Std, Skew, Kurt }) => [Min, Max, mean, Std, Skew, Kurt].map(numberOf)), 'relative')
  }),
  comparedRelatively('normalisation: share-of-best', coinr, 1e-12, () => {
    const { codes, table, directions } = asem()
    // The reference divides whatever comes; an indicator whose best value is 0 our own index refuses. Only the others are comparable.
    const usable = codes.filter((_, i) => { const { min, max } = spreadOf(rowOf(table, i)); return (directions[i] === 1 ? max : min) !== 0 })
    const kept = usable.map((code) => codes.indexOf(code))
    const part = matrixOf(kept.length, table.columns, Float64Array.from(kept.flatMap((i) => [...rowOf(table, i)])))
    const mine = prepareIndex(part, { ...recipe({ kind: 'share-of-best' }), directions: Int8Array.from(kept, (i) => directions[i]!) })
    return deviationOf(mine.normalised.values, expected('out_4_normalised_fracmax.csv', usable), 'relative')
  }),
  compared('effective weights', coinr, 1e-14, () => {
    const { hierarchy, codes } = buildHierarchy(asem().tree)
    const theirs = new Map(readGolden(`${folder}/out_6_effective_weights.csv`).map(({ iCode, EffWeight }) => [iCode, numberOf(EffWeight)]))
    return deviationOf(effectiveWeights(hierarchy), codes.map((code) => theirs.get(code) ?? NaN))
  }),
  compared('Copeland scores of the two dimensions', coinr, 0, () => {
    const { units } = asem()
    const criteria = matrixOf(2, units.length, expected('out_5_aggregated_minmax1_100_a_amean.csv', ['Conn', 'Sust']))
    return deviationOf(copeland(criteria, Float64Array.of(1, 1)), column('out_5_copeland_top_level.csv', 'copeland'))
  }),
  compared('principal components: loadings of the first six', 'R prcomp', 1e-10, () => {
    const { loadings } = principalComponents(prepared().normalised)
    const rows = readGolden(`${folder}/out_7_pca_loadings_sign_sum_positive.csv`)
    return deviationOf([0, 1, 2, 3, 4, 5].flatMap((k) => [...rowOf(loadings, k)]), [1, 2, 3, 4, 5, 6].flatMap((k) => rows.map((row) => numberOf(row[`PC${k}`]))))
  }),
  compared('principal components: shares of variance', 'R prcomp', 1e-12, () => deviationOf(principalComponents(prepared().normalised).variances.map((value) => value / 49), column('out_7_pca_variance.csv', 'variance_explained'))),
  compared('Cronbach’s alpha', coinr, 1e-12, () => deviationOf([cronbachAlpha(prepared().normalised)], [numberOf(readGolden(`${folder}/out_checksums.csv`).find(({ quantity }) => quantity === 'cronbach_alpha_manual')?.value)])),
  ...topsisSets.map(([quantity, file, name, of]) => compared(quantity, 'topsis 1.0 (R)', 1e-12, () => deviationOf(topsis(onHundred(), of()), column(file, name)))),
]

/** Judgements of 16 people over five criteria, with what the reference has for each. */
function judgements() {
  const results = readGolden('metrics/09_ahp_city/out_weights_cr.csv')
  const inputs = readGolden('metrics/09_ahp_city/input_matrices.csv')
  return [...new Set(inputs.map(({ matrix }) => matrix))].map((name) => {
    const entries = inputs.filter(({ matrix }) => matrix === name)
    const size = Math.sqrt(entries.length)
    const matrix = matrixOf(size, size)
    for (const { row, col, value } of entries) matrix.values[(Number(row) - 1) * size + Number(col) - 1] = Number(value)
    return { matrix, expected: results.filter((row) => row.matrix === name).sort((a, b) => Number(a.criterion) - Number(b.criterion)) }
  })
}

const ahp = (quantity: string, tolerance: number, mine: (matrix: Matrix) => ArrayLike<number>, theirs: (rows: Record<string, string>[]) => (string | undefined)[]): GoldenCheck => ({
  quantity, against: 'numpy eig, ahpsurvey 0.4.1', data: 'ahpsurvey, 16 people × 5 criteria', tolerance,
  measure: () => deviationOf(judgements().flatMap(({ matrix }) => Array.from(mine(matrix))), judgements().flatMap((one) => theirs(one.expected).map(numberOf))),
})

const ahpMethods: [AhpMethod, string][] = [['eigenvector', 'w_eigen'], ['row-geometric-mean', 'w_rowgeomean'], ['column-mean', 'w_colnorm_arith']]
const randomIndices: [RandomIndex, string][] = [['saaty', 'CR_saaty1980'], ['alonso-lamata', 'CR_alonso_lamata'], ['simulated', 'CR_ahpsurvey']]

export const checks: GoldenCheck[] = [
  ...others, ...normalisations, ...aggregations, ...weights,
  ...ahpMethods.map(([method, name]) => ahp(`AHP weights: ${method}`, 1e-12, (matrix) => ahpWeights(matrix, method), (rows) => rows.map((row) => row[name]))),
  ahp('AHP: largest eigenvalue and consistency index', 1e-12, (matrix) => { const { lambdaMax, index } = ahpConsistency(matrix); return [lambdaMax, index] }, (rows) => [rows[0]?.lambda_max, rows[0]?.CI]),
  ...randomIndices.map(([table, name]) => ahp(`AHP consistency ratio: ${table}`, 1e-12, (matrix) => [ahpConsistency(matrix).ratio[table]], (rows) => [rows[0]?.[name]])),
  ahp('AHP: geometric consistency index', 1e-12, (matrix) => [ahpConsistency(matrix).geometric], (rows) => [rows[0]?.GCI]),
]
