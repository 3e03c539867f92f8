import { matrixOf, type Matrix } from '../matrix.ts'

/**
 * The share of the weights by which unit a stands above unit b, equals counting half: entry (a, b), and 1 less it at (b, a); the diagonal
 * is 0. `table` is criteria × units, more is better, without missing values.
 * M. de Condorcet, "Essai sur l'application de l'analyse à la probabilité des décisions rendues à la pluralité des voix", 1785; for composite
 * indices G. Munda and M. Nardo, "Noncompensatory/nonlinear composite indicators for ranking countries", Applied Economics 41(12), 2009.
 */
export function outranking(table: Matrix, weights: Float64Array): Matrix {
  const { units, shares, columns } = prepare(table, weights)
  const result = matrixOf(units, units)
  for (let a = 0; a < units; a++) {
    for (let b = a + 1; b < units; b++) {
      const above = supportFor(columns, shares, a, b)
      result.values[a * units + b] = above
      result.values[b * units + a] = 1 - above
    }
  }
  return result
}

/** Supports this near to one half count as a tie, so that the order in which weights are added up decides nothing. */
const TIE = 1e-12

/**
 * Copeland's score: against how many units a unit has the greater weight on its side, less against how many it has the smaller. Only the
 * order within each criterion counts, so that no strength makes up for a weakness elsewhere. Takes time with the square of the units.
 * A. H. Copeland, "A 'reasonable' social welfare function", University of Michigan, 1951.
 */
export function copeland(table: Matrix, weights: Float64Array, result = new Float64Array(table.columns)): Float64Array {
  const { units, shares, columns } = prepare(table, weights)
  result.fill(0)
  for (let a = 0; a < units; a++) {
    for (let b = a + 1; b < units; b++) {
      const lead = supportFor(columns, shares, a, b) - 0.5
      if (Math.abs(lead) <= TIE) continue
      const sign = lead > 0 ? 1 : -1
      result[a]! += sign
      result[b]! -= sign
    }
  }
  return result
}

type Prepared = { units: number; shares: Float64Array; columns: Float64Array }

/** Unit after unit, so that a pair reads two short stretches. */
function prepare({ rows, columns: units, values }: Matrix, weights: Float64Array): Prepared {
  if (weights.length !== rows) throw new RangeError(`${weights.length} weights are given for ${rows} criteria`)
  const total = weights.reduce((a, b) => a + b, 0)
  if (!(total > 0) || weights.some((weight) => !(weight >= 0))) throw new RangeError('weights must be at least 0, and not all 0')
  const columns = new Float64Array(values.length)
  for (let i = 0; i < rows; i++) {
    for (let u = 0; u < units; u++) {
      const value = values[i * units + u]!
      if (value !== value) throw new RangeError(`outranking needs every value, and criterion ${i} of unit ${u} is missing: impute first`)
      columns[u * rows + i] = value
    }
  }
  return { units, shares: weights.map((weight) => weight / total), columns }
}

function supportFor(columns: Float64Array, shares: Float64Array, a: number, b: number): number {
  const criteria = shares.length
  let support = 0
  for (let i = 0, x = a * criteria, y = b * criteria; i < criteria; i++, x++, y++) {
    if (columns[x]! > columns[y]!) support += shares[i]!
    else if (columns[x] === columns[y]) support += shares[i]! / 2
  }
  return support
}
