import { symmetricEigen } from '../eigen.ts'
import { matrixOf, type Matrix } from '../matrix.ts'
import { correlations } from './correlation.ts'

/** Row `k` of `loadings` is component `k` (length 1, its entries summing to a positive number); `variances` falls, its sum is the number of indicators. */
export type Components = { variances: Float64Array; loadings: Matrix }

/**
 * Principal components of the correlations between indicators (`table` is indicators × units).
 * H. Hotelling, "Analysis of a complex of statistical variables into principal components", Journal of Educational Psychology 24, 1933.
 */
export function principalComponents(table: Matrix): Components {
  const r = correlations(table)
  const unknown = r.values.findIndex((value) => value !== value)
  if (unknown >= 0) throw new RangeError(`the correlation between indicators ${Math.floor(unknown / r.columns)} and ${unknown % r.columns} is not defined: leave out indicators that do not vary`)
  const { values, vectors } = symmetricEigen(r)
  const loadings = matrixOf(r.rows, r.rows, vectors.values.slice())
  for (let k = 0; k < r.rows; k++) {
    const row = loadings.values.subarray(k * r.rows, (k + 1) * r.rows)
    if (row.reduce((a, b) => a + b, 0) < 0) for (let n = 0; n < row.length; n++) row[n] = -row[n]!
  }
  return { variances: values.map((value) => Math.max(0, value)), loadings }
}

/**
 * Weights from principal components: the share of an indicator's variance that the kept components explain, Σ λₖ vₖⱼ², made to sum to 1.
 * Kept are components with a variance above 1 (at least the first). They weigh by common information, not by importance.
 * H. F. Kaiser, "The application of electronic computers to factor analysis", Educational and Psychological Measurement 20, 1960; G. Nicoletti,
 * S. Scarpetta and O. Boylaud, OECD Economics Department Working Paper 226, 2000 (who rotate the components first; we do not).
 */
export function pcaWeights(table: Matrix): Float64Array {
  const { variances, loadings } = principalComponents(table)
  const weights = new Float64Array(table.rows)
  for (let k = 0; k < table.rows && (k === 0 || variances[k]! > 1); k++) {
    for (let j = 0; j < table.rows; j++) weights[j]! += variances[k]! * loadings.values[k * table.rows + j]! ** 2
  }
  const total = weights.reduce((a, b) => a + b, 0)
  return weights.map((weight) => weight / total)
}
