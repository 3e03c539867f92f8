import { matrixOf, type Matrix } from './matrix.ts'

/** Eigenvalues from the largest down; row `k` of `vectors` is the eigenvector of `values[k]`, of length 1, its largest entry positive. */
export type Eigen = { values: Float64Array; vectors: Matrix }

/** A symmetric tridiagonal matrix (`off[k]` couples `k` and `k + 1`) and, as rows, the basis in which the given matrix takes this form. */
type Tridiagonal = { diagonal: Float64Array; off: Float64Array; basis: Float64Array }

const MOST_SWEEPS = 60

/** Beside a matrix whose largest entry is 1, what is below this is nothing: chasing it would underflow. */
const NOTHING = Number.EPSILON ** 2

/**
 * All eigenvalues and eigenvectors of a symmetric matrix: Householder reduction to tridiagonal form, then QL with implicit shifts.
 * Time grows with the cube of the size; made for some hundreds of rows. Where eigenvalues coincide, their vectors are one of many bases
 * of the same space: compare neighbouring values before reading a vector.
 * G. H. Golub and C. F. Van Loan, "Matrix Computations", 4th ed. 2013, § 5.1.2 and 8.3; J. H. Wilkinson, "The Algebraic Eigenvalue Problem", 1965.
 */
export function symmetricEigen(matrix: Matrix): Eigen {
  const scale = checkSymmetric(matrix)
  const size = matrix.rows
  const tridiagonal = tridiagonalise(size, matrix.values.map((value) => value / scale))
  diagonalise(size, tridiagonal)
  const order = Int32Array.from({ length: size }, (_, k) => k).sort((a, b) => tridiagonal.diagonal[b]! - tridiagonal.diagonal[a]!)
  const vectors = matrixOf(size, size)
  for (let k = 0; k < size; k++) {
    const from = tridiagonal.basis.subarray(order[k]! * size, (order[k]! + 1) * size)
    let largest = 0
    for (let n = 1; n < size; n++) if (Math.abs(from[n]!) > Math.abs(from[largest]!) * (1 + 1e-9)) largest = n
    const sign = from[largest]! < 0 ? -1 : 1
    for (let n = 0; n < size; n++) vectors.values[k * size + n] = sign * from[n]!
  }
  return { values: Float64Array.from(order, (k) => tridiagonal.diagonal[k]! * scale), vectors }
}

/** Throws unless the matrix is square, known throughout and symmetric (up to rounding); gives its largest absolute value, or 1. */
function checkSymmetric({ rows, columns, values }: Matrix): number {
  if (rows !== columns) throw new RangeError(`a matrix of ${rows} × ${columns} has no eigenvalues: it must be square`)
  let scale = 0
  for (let at = 0; at < values.length; at++) {
    if (!Number.isFinite(values[at])) throw new RangeError(`the value in row ${Math.floor(at / columns)}, column ${at % columns} is ${values[at]}: every value must be known`)
    scale = Math.max(scale, Math.abs(values[at]!))
  }
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < r; c++) {
      const [here, there] = [values[r * columns + c]!, values[c * columns + r]!]
      if (Math.abs(here - there) > 1e-10 * scale) throw new RangeError(`the matrix is not symmetric: ${here} in row ${r}, column ${c}, but ${there} across`)
    }
  }
  return scale || 1
}

/** Householder reduction; `a` is used up. */
function tridiagonalise(size: number, a: Float64Array): Tridiagonal {
  const off = new Float64Array(size)
  const betas = new Float64Array(size)
  const w = new Float64Array(size)
  for (let k = 0; k < size - 2; k++) {
    // The reflection that leaves of row k beyond its diagonal only the first entry; its vector v replaces that row.
    const v = a.subarray(k * size, (k + 1) * size)
    let tail = 0
    for (let n = k + 2; n < size; n++) tail += v[n]! * v[n]!
    const head = v[k + 1]!
    if (tail <= NOTHING * NOTHING) {
      off[k] = head
      continue
    }
    const length = Math.sqrt(head * head + tail)
    off[k] = head > 0 ? -length : length
    v[k + 1] = head - off[k]!
    const beta = 2 / (v[k + 1]! * v[k + 1]! + tail)
    betas[k] = beta
    let product = 0
    for (let r = k + 1; r < size; r++) {
      let sum = 0
      for (let c = k + 1, at = r * size + c; c < size; c++) sum += a[at++]! * v[c]!
      w[r] = beta * sum
      product += w[r]! * v[r]!
    }
    for (let r = k + 1; r < size; r++) w[r]! -= 0.5 * beta * product * v[r]!
    for (let r = k + 1; r < size; r++) for (let c = k + 1, at = r * size + c; c < size; c++) a[at++]! -= v[r]! * w[c]! + w[r]! * v[c]!
  }
  if (size > 1) off[size - 2] = a[(size - 2) * size + size - 1]!
  return { diagonal: Float64Array.from({ length: size }, (_, n) => a[n * size + n]!), off, basis: basisOf(size, a, betas) }
}

/** The product of the reflections, transposed, so that each basis vector is a row. */
function basisOf(size: number, reflections: Float64Array, betas: Float64Array): Float64Array {
  const basis = new Float64Array(size * size)
  for (let n = 0; n < size; n++) basis[n * size + n] = 1
  for (let k = size - 3; k >= 0; k--) {
    if (betas[k] === 0) continue
    for (let r = k + 1; r < size; r++) {
      let sum = 0
      for (let c = k + 1; c < size; c++) sum += basis[r * size + c]! * reflections[k * size + c]!
      sum *= betas[k]!
      for (let c = k + 1; c < size; c++) basis[r * size + c]! -= sum * reflections[k * size + c]!
    }
  }
  return basis
}

/** QL sweeps until nothing is left beside the diagonal; the basis turns along. */
function diagonalise(size: number, { diagonal, off, basis }: Tridiagonal): void {
  for (let low = 0; low < size; low++) {
    for (let sweep = 0; ; sweep++) {
      let high = low
      while (high < size - 1 && Math.abs(off[high]!) > NOTHING + Number.EPSILON * (Math.abs(diagonal[high]!) + Math.abs(diagonal[high + 1]!))) high++
      if (high === low) break
      if (sweep === MOST_SWEEPS) throw new Error(`eigenvalue ${low} of ${size} did not settle in ${MOST_SWEEPS} sweeps`)
      sweepUp(size, { diagonal, off, basis }, low, high)
    }
  }
}

/** One implicit QL sweep over the unreduced block `low … high`, shifted towards the eigenvalue nearest to its first entry. */
function sweepUp(size: number, { diagonal, off, basis }: Tridiagonal, low: number, high: number): void {
  const half = (diagonal[low + 1]! - diagonal[low]!) / (2 * off[low]!)
  const root = Math.sqrt(half * half + 1)
  let bulge = diagonal[high]! - diagonal[low]! + off[low]! / (half + (half < 0 ? -root : root))
  let sine = 1
  let cosine = 1
  let shift = 0
  for (let k = high - 1; k >= low; k--) {
    const out = sine * off[k]!
    const kept = cosine * off[k]!
    const length = Math.sqrt(out * out + bulge * bulge)
    off[k + 1] = length
    if (length === 0) {
      diagonal[k + 1]! -= shift
      off[high] = 0
      return
    }
    sine = out / length
    cosine = bulge / length
    const shifted = diagonal[k + 1]! - shift
    const turned = (diagonal[k]! - shifted) * sine + 2 * cosine * kept
    shift = sine * turned
    diagonal[k + 1] = shifted + shift
    bulge = cosine * turned - kept
    for (let n = 0, a = k * size, b = a + size; n < size; n++, a++, b++) {
      const upper = basis[b]!
      basis[b] = sine * basis[a]! + cosine * upper
      basis[a] = cosine * basis[a]! - sine * upper
    }
  }
  diagonal[low]! -= shift
  off[low] = bulge
  off[high] = 0
}

/** The largest eigenvalue and its right eigenvector (positive, summing to 1), and after how many steps it had settled. */
export type Perron = { value: number; vector: Float64Array; steps: number }

/**
 * The principal right eigenvector of a square matrix of positive numbers (of non-negative ones, if its powers become positive).
 * Power iteration. It stops when the quotients (A x)ᵢ / xᵢ, which enclose the eigenvalue whatever x is, lie within `tolerance` of each other,
 * relatively; so the accuracy is proven and not guessed. Throws if they do not within `mostSteps`.
 * O. Perron, "Zur Theorie der Matrices", Mathematische Annalen 64, 1907; L. Collatz, "Einschließungssatz für die charakteristischen Zahlen
 * von Matrizen", Mathematische Zeitschrift 48, 1942.
 */
export function perron({ rows, columns, values }: Matrix, { tolerance = 1e-13, mostSteps = 10_000 } = {}): Perron {
  if (rows !== columns || rows === 0) throw new RangeError(`a matrix of ${rows} × ${columns} has no principal eigenvector: it must be square`)
  const wrong = values.findIndex((value) => !(value >= 0 && value < Infinity))
  if (wrong >= 0) throw new RangeError(`the value in row ${Math.floor(wrong / columns)}, column ${wrong % columns} is ${values[wrong]}: none may be missing or negative`)
  let vector = new Float64Array(rows).fill(1 / rows)
  let next = new Float64Array(rows)
  for (let steps = 1; steps <= mostSteps; steps++) {
    let [least, most, sum] = [Infinity, 0, 0]
    for (let r = 0, at = 0; r < rows; r++) {
      let product = 0
      for (let c = 0; c < columns; c++) product += values[at++]! * vector[c]!
      next[r] = product
      sum += product
      const quotient = product / vector[r]!
      least = Math.min(least, quotient)
      most = Math.max(most, quotient)
    }
    if (!(least > 0)) throw new RangeError('a row of zeros, or one that leads nowhere: the matrix has no positive principal eigenvector')
    for (let r = 0; r < rows; r++) next[r]! /= sum
    ;[vector, next] = [next, vector]
    if (most - least <= tolerance * most) return { value: (least + most) / 2, vector, steps }
  }
  throw new Error(`the principal eigenvector did not settle in ${mostSteps} steps`)
}
