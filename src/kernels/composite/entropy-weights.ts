import type { Matrix } from '../matrix.ts'

/**
 * Weights by entropy: an indicator whose values are spread evenly over the units tells them apart the least and weighs the least.
 * `table` is indicators × units, normalised, without negative or missing values; 0 ln 0 is 0. The weights move with the scale of the
 * normalisation (by up to 0.04 between 0 … 1 and 1 … 100): say which one was taken. An indicator of which nothing varies weighs 0; where
 * that is true of all, the weights are undefined.
 * C. E. Shannon, "A mathematical theory of communication", 1948; M. Zeleny, "Multiple Criteria Decision Making", 1982, chapter 7.
 */
export function entropyWeights({ rows, columns, values }: Matrix): Float64Array {
  const weights = new Float64Array(rows)
  for (let i = 0; i < rows; i++) {
    const row = values.subarray(i * columns, (i + 1) * columns)
    let sum = 0
    for (let u = 0; u < columns; u++) {
      if (!(row[u]! >= 0)) throw new RangeError(`entropy weights need values of at least 0, and indicator ${i} has ${row[u]} for unit ${u}: normalise to 0 … 1 and impute first`)
      sum += row[u]!
    }
    let entropy = 0
    for (const value of row) if (value > 0) entropy -= (value / sum) * Math.log(value / sum)
    weights[i] = sum > 0 && columns > 1 ? Math.max(0, 1 - entropy / Math.log(columns)) : 0
    if (weights[i]! < 1e-14) weights[i] = 0
  }
  const total = weights.reduce((a, b) => a + b, 0)
  return weights.map((weight) => weight / total)
}
