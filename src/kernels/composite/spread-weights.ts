import type { Matrix } from '../matrix.ts'
import { spreadOf } from './moments.ts'

/**
 * Weights in proportion to the standard deviation, or to the Gini coefficient, of the normalised indicator: what varies more weighs
 * more. `table` is indicators × units, without missing values; for the Gini coefficient none may be negative. Undefined where none varies.
 * Z. Wang and Y. Luo (standard deviation), and G. Li and G. Chi (Gini coefficient), as collected by A. Bączkiewicz and J. Wątróbski,
 * "objective-weighting", SoftwareX 19, 2022.
 */
export function spreadWeights({ rows, columns, values }: Matrix, by: 'deviation' | 'gini'): Float64Array {
  const weights = Float64Array.from({ length: rows }, (_, i) => {
    const row = values.subarray(i * columns, (i + 1) * columns)
    const wrong = row.findIndex((value) => !(by === 'gini' ? value >= 0 : value === value))
    if (wrong >= 0) throw new RangeError(`indicator ${i} has ${row[wrong]} for unit ${wrong}: impute, and normalise to 0 … 1 first`)
    return by === 'gini' ? gini(row) : spreadOf(row).deviation || 0
  })
  const total = weights.reduce((a, b) => a + b, 0)
  return weights.map((weight) => weight / total)
}

/** G = 2 Σ k x₍ₖ₎ / (n Σ x) − (n + 1)/n. */
function gini(row: Float64Array): number {
  const sorted = row.slice().sort()
  let [sum, ranked] = [0, 0]
  for (let k = 0; k < sorted.length; k++) {
    sum += sorted[k]!
    ranked += (k + 1) * sorted[k]!
  }
  return sum > 0 ? (2 * ranked) / (sorted.length * sum) - (sorted.length + 1) / sorted.length : 0
}
