import { transpose, type Matrix } from '../matrix.ts'

/** Enough where a hundredth of output reaches final use; a chain longer than that is a fault of the table. */
const MOST_STEPS = 5000

/**
 * The solution of x = 1 + C x: the row sums of (I − C)⁻¹, without the inverse. With allocation coefficients this is upstreamness, the mean number of steps
 * from an industry to final use, counted from 1.
 * Fixed-point iteration. What is left over after a step, as a part of 1, bounds the relative error of every entry (C ≥ 0), so that it stops at a
 * proven accuracy; throws where it does not settle (an industry that sells all it makes to itself).
 * P. Antràs, D. Chor, T. Fally and R. Hillberry, American Economic Review 102(3), 2012; P. Antràs and D. Chor, "On the Measurement of Upstreamness and
 * Downstreamness in Global Value Chains", 2018.
 */
export function chainLength(coefficients: Matrix, { tolerance = 1e-14, mostSteps = MOST_STEPS } = {}): Float64Array {
  const { rows, columns, values } = coefficients
  if (rows !== columns) throw new RangeError(`coefficients of ${rows} × ${columns}: they must be square`)
  const wrong = values.findIndex((value) => !(value >= 0 && value < Infinity))
  if (wrong >= 0) throw new RangeError(`the coefficient in row ${Math.floor(wrong / columns)}, column ${wrong % columns} is ${values[wrong]}: it must be known and not negative`)
  let now = new Float64Array(rows).fill(1)
  let next = new Float64Array(rows)
  for (let step = 0; step < mostSteps; step++) {
    let left = 0
    for (let r = 0, at = 0; r < rows; r++) {
      let sum = 1
      for (let c = 0; c < columns; c++) sum += values[at++]! * now[c]!
      next[r] = sum
      left = Math.max(left, Math.abs(sum - now[r]!) - 8 * Number.EPSILON * sum)
    }
    ;[now, next] = [next, now]
    if (left <= tolerance) return now
    if (!(left < Infinity)) break
  }
  throw new RangeError('the chain lengths do not settle: some industries pass all they make on among themselves, and nothing reaches final use')
}

/** Upstreamness of industries, from allocation coefficients (corrected for stock, if these are). */
export const upstreamness = chainLength

/** Downstreamness: the mean number of steps from primary inputs to an industry; from technical coefficients. The same as the output multiplier. */
export const downstreamness = (technical: Matrix): Float64Array => chainLength(transpose(technical))
