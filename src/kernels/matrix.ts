/** A dense matrix, row after row: the value in row `r` and column `c` is `values[r * columns + c]`. NaN: not known. */
export type Matrix = { rows: number; columns: number; values: Float64Array }

/** A matrix over given values, or one of zeros. */
export function matrixOf(rows: number, columns: number, values: Float64Array = new Float64Array(rows * columns)): Matrix {
  if (values.length !== rows * columns) throw new RangeError(`${values.length} values do not fill ${rows} × ${columns}`)
  return { rows, columns, values }
}

/** Rows become columns. */
export function transpose({ rows, columns, values }: Matrix): Matrix {
  const turned = new Float64Array(values.length)
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) turned[c * rows + r] = values[r * columns + c]!
  return { rows: columns, columns: rows, values: turned }
}

/** The sum of each row. */
export function rowSums({ rows, columns, values }: Matrix): Float64Array {
  const sums = new Float64Array(rows)
  for (let r = 0, at = 0; r < rows; r++) {
    let sum = 0
    for (let c = 0; c < columns; c++) sum += values[at++]!
    sums[r] = sum
  }
  return sums
}

/** The sum of each column. */
export function columnSums({ rows, columns, values }: Matrix): Float64Array {
  const sums = new Float64Array(columns)
  for (let r = 0, at = 0; r < rows; r++) for (let c = 0; c < columns; c++) sums[c]! += values[at++]!
  return sums
}
