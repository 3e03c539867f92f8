import type { Matrix } from '../matrix.ts'
import { correlations } from './correlation.ts'
import { spreadOf } from './moments.ts'

/**
 * CRITIC: an indicator weighs by how much it varies times how little it says the same as the others, Σ (1 − r). With `absolute`, a
 * strong negative correlation counts as saying the same too. `table` is indicators × units, min-max normalised. An indicator that
 * doesn't vary weighs 0; where none varies, the weights are undefined.
 * D. Diakoulaki, G. Mavrotas and L. Papayannakis, "Determining objective weights in multiple criteria problems: the CRITIC method",
 * Computers & Operations Research 22(7), 1995.
 */
export function criticWeights(table: Matrix, { absolute = false } = {}): Float64Array {
  const { rows, columns, values } = table
  const r = correlations(table)
  const weights = new Float64Array(rows)
  for (let i = 0; i < rows; i++) {
    const { deviation } = spreadOf(values.subarray(i * columns, (i + 1) * columns))
    if (!(deviation > 0)) continue
    let conflict = 0
    for (let j = 0; j < rows; j++) {
      const same = r.values[i * rows + j]!
      if (same === same) conflict += 1 - (absolute ? Math.abs(same) : same)
    }
    weights[i] = deviation * conflict
  }
  const total = weights.reduce((a, b) => a + b, 0)
  return weights.map((weight) => weight / total)
}
