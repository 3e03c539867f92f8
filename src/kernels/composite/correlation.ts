import { matrixOf, type Matrix } from '../matrix.ts'

/**
 * Pearson correlations between the rows of a table (indicators × units), each pair over the units for which both are known. NaN where
 * fewer than two are, or where one of the two doesn't vary among them.
 * K. Pearson, "Note on regression and inheritance in the case of two parents", Proceedings of the Royal Society 58, 1895.
 */
export function correlations({ rows, columns, values }: Matrix): Matrix {
  const result = matrixOf(rows, rows)
  for (let a = 0; a < rows; a++) {
    for (let b = 0; b <= a; b++) {
      const r = correlate(values.subarray(a * columns, (a + 1) * columns), values.subarray(b * columns, (b + 1) * columns))
      result.values[a * rows + b] = a === b && r === r ? 1 : r
      result.values[b * rows + a] = result.values[a * rows + b]!
    }
  }
  return result
}

function correlate(x: Float64Array, y: Float64Array): number {
  let [n, sumX, sumY] = [0, 0, 0]
  for (let u = 0; u < x.length; u++) {
    const [one, other] = [x[u]!, y[u]!]
    if (one !== one || other !== other) continue
    n++
    sumX += one
    sumY += other
  }
  const [meanX, meanY] = [sumX / n, sumY / n]
  let [xx, yy, xy] = [0, 0, 0]
  for (let u = 0; u < x.length; u++) {
    const offX = x[u]! - meanX
    const offY = y[u]! - meanY
    const product = offX * offY
    if (product !== product) continue
    xy += product
    xx += offX * offX
    yy += offY * offY
  }
  return xx > 0 && yy > 0 ? Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy))) : NaN
}
