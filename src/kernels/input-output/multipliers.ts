import { columnSums, rowSums, type Matrix } from '../matrix.ts'

/** Whatever goes with output (wages, employees, …): per unit of output, per unit of final demand (`simple`), and the second in units of the first (`typeOne`). */
export type Multipliers = { direct: Float64Array; simple: Float64Array; typeOne: Float64Array }

/**
 * Multipliers of a quantity over the Leontief inverse: direct w = value / output, simple w L, type I (w L) / w; NaN where w is 0 or not known.
 * A missing value makes the simple multipliers of those who need that industry undefined too. R. E. Miller and P. D. Blair, "Input–Output Analysis", 2009, ch. 6.
 */
export function multipliers(leontief: Matrix, value: Float64Array, output: Float64Array): Multipliers {
  const size = leontief.rows
  if (value.length !== size || output.length !== size) throw new RangeError(`${value.length} values and ${output.length} outputs do not fit ${size} industries`)
  const direct = value.map((amount, n) => (output[n] === 0 ? 0 : amount / output[n]!))
  const simple = new Float64Array(size)
  for (let r = 0, at = 0; r < size; r++) for (let c = 0; c < size; c++, at++) if (leontief.values[at] !== 0) simple[c]! += direct[r]! * leontief.values[at]!
  return { direct, simple, typeOne: simple.map((sum, n) => (direct[n] === 0 ? NaN : sum / direct[n]!)) }
}

export type Dispersion = { power: Float64Array; sensitivity: Float64Array; variationBackward: Float64Array; variationForward: Float64Array }

/**
 * Power of dispersion (column sums of the Leontief inverse over their mean: who pulls more than usual) and sensitivity (row sums: who is pulled), with the
 * coefficient of variation of each column and row: high where few industries bear the effect. Sample standard deviations.
 * P. N. Rasmussen, "Studies in Inter-Sectoral Relations", 1956.
 */
export function dispersion(leontief: Matrix): Dispersion {
  const [backward, forward] = [columnSums(leontief), rowSums(leontief)]
  const size = leontief.rows
  const mean = backward.reduce((sum, value) => sum + value, 0) / size
  const variation = (sums: Float64Array, entry: (n: number, m: number) => number): Float64Array => sums.map((sum, n) => {
    let squares = 0
    for (let m = 0; m < size; m++) squares += (entry(n, m) - sum / size) ** 2
    return size > 1 ? Math.sqrt(squares / (size - 1)) / (sum / size) : NaN
  })
  return {
    power: backward.map((sum) => sum / mean),
    sensitivity: forward.map((sum) => sum / mean),
    variationBackward: variation(backward, (n, m) => leontief.values[m * size + n]!),
    variationForward: variation(forward, (n, m) => leontief.values[n * size + m]!),
  }
}

/**
 * Hypothetical extraction: by how much total output falls where an industry buys from and sells to no other (its row and column of A are zeroed; final demand
 * stays). By the inverse of a bordered matrix this is x_k (column sum of L)_k / L_kk − f_k with x = L f, so that no industry needs an inverse of its own.
 * E. Dietzenbacher, J. A. van der Linden and A. E. Steenge, "The Regional Extraction Method", Economic Systems Research 5, 1993.
 */
export function extractionLoss(leontief: Matrix, finalDemand: Float64Array): Float64Array {
  const size = leontief.rows
  if (finalDemand.length !== size) throw new RangeError(`${finalDemand.length} final demands do not fit ${size} industries`)
  const backward = columnSums(leontief)
  return finalDemand.map((demand, k) => {
    let made = 0
    for (let c = 0; c < size; c++) made += leontief.values[k * size + c]! * finalDemand[c]!
    return (made * backward[k]!) / leontief.values[k * size + k]! - demand
  })
}
