import type { Matrix } from '../matrix.ts'
import { spreadOf } from './moments.ts'

/**
 * Cronbach's alpha of indicators (`table` is indicators × units, without missing values): k/(k − 1) · (1 − Σ variances / variance of the sum).
 * How far they measure one thing; 0.7 is the usual mark. NaN for fewer than two indicators, or where the sums don't vary.
 * L. J. Cronbach, "Coefficient alpha and the internal structure of tests", Psychometrika 16(3), 1951.
 */
export function cronbachAlpha({ rows, columns, values }: Matrix): number {
  const sums = new Float64Array(columns)
  let variances = 0
  for (let i = 0; i < rows; i++) {
    const row = values.subarray(i * columns, (i + 1) * columns)
    variances += spreadOf(row).deviation ** 2
    for (let u = 0; u < columns; u++) sums[u]! += row[u]!
  }
  const whole = spreadOf(sums).deviation ** 2
  return rows > 1 && whole > 0 ? (rows / (rows - 1)) * (1 - variances / whole) : NaN
}
