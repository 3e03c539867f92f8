import { matrixOf, type Matrix } from '../matrix.ts'

/**
 * The inverse of a square matrix by Gauss–Jordan elimination with partial pivoting; time grows with the cube of the size.
 * Throws where the matrix is singular to working accuracy or a value is not known.
 * G. H. Golub and C. F. Van Loan, "Matrix Computations", 4th ed. 2013, § 3.4.
 */
export function invert({ rows: size, columns, values }: Matrix): Matrix {
  if (size !== columns) throw new RangeError(`a matrix of ${size} × ${columns} has no inverse: it must be square`)
  const wrong = values.findIndex((value) => !Number.isFinite(value))
  if (wrong >= 0) throw new RangeError(`the value in row ${Math.floor(wrong / size)}, column ${wrong % size} is ${values[wrong]}: every value must be known`)
  const left = values.slice()
  const right = matrixOf(size, size)
  for (let n = 0; n < size; n++) right.values[n * size + n] = 1
  const scale = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  for (let n = 0; n < size; n++) {
    let pivot = n
    for (let r = n + 1; r < size; r++) if (Math.abs(left[r * size + n]!) > Math.abs(left[pivot * size + n]!)) pivot = r
    const value = left[pivot * size + n]!
    if (!(Math.abs(value) > size * Number.EPSILON * scale)) throw new RangeError(`the matrix is singular: row ${n} follows from the others`)
    for (const side of [left, right.values]) {
      swapRows(side, { size, a: n, b: pivot })
      for (let c = 0; c < size; c++) side[n * size + c]! /= value
    }
    for (let r = 0; r < size; r++) {
      const factor = left[r * size + n]!
      if (r === n || factor === 0) continue
      for (let c = 0, from = n * size, to = r * size; c < size; c++, from++, to++) {
        left[to]! -= factor * left[from]!
        right.values[to]! -= factor * right.values[from]!
      }
    }
  }
  return right
}

function swapRows(values: Float64Array, { size, a, b }: { size: number; a: number; b: number }): void {
  if (a === b) return
  for (let c = 0; c < size; c++) {
    const kept = values[a * size + c]!
    values[a * size + c] = values[b * size + c]!
    values[b * size + c] = kept
  }
}
