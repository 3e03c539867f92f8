import { matrixOf, type Matrix } from '../matrix.ts'

/**
 * One similarity of industries from several: each matrix is standardised over its pairs (population deviation), and the mean is taken. The diagonal is NaN:
 * an industry is not compared with itself.
 * Throws where a pair is not known, or where a matrix says the same of all pairs: leave out such an industry or matrix.
 * M. Delgado, M. E. Porter and S. Stern, "Defining clusters of related industries", Journal of Economic Geography 16(1), 2016, section 3.
 */
export function combinedSimilarity(matrices: readonly Matrix[]): Matrix {
  const size = matrices[0]?.rows ?? 0
  const result = matrixOf(size, size)
  for (const matrix of matrices) {
    if (matrix.rows !== size || matrix.columns !== size) throw new RangeError(`a similarity of ${matrix.rows} × ${matrix.columns} beside one of ${size} industries`)
    const { mean, deviation } = spreadOfPairs(matrix)
    if (!(deviation > 0)) throw new RangeError('a similarity that is the same for all pairs tells no industries apart: leave it out')
    for (let at = 0; at < result.values.length; at++) result.values[at]! += (matrix.values[at]! - mean) / deviation / matrices.length
  }
  for (let i = 0; i < size; i++) result.values[i * size + i] = NaN
  return result
}

/** How far industries are apart: the largest similarity less theirs, so that the nearest pair is at 0. The diagonal is 0. */
export function dissimilarity(similarity: Matrix): Matrix {
  const { rows: size, values } = similarity
  let largest = -Infinity
  for (const value of values) if (value > largest) largest = value
  const apart = values.map((value, at) => (Math.floor(at / size) === at % size ? 0 : largest - value))
  return matrixOf(size, size, apart)
}

function spreadOfPairs({ rows: size, values }: Matrix): { mean: number; deviation: number } {
  let sum = 0
  for (let i = 0; i < size; i++) for (let j = i + 1; j < size; j++) sum += values[i * size + j]!
  const pairs = (size * (size - 1)) / 2
  const mean = sum / pairs
  if (pairs > 0 && !Number.isFinite(mean)) throw new RangeError('the similarity of some pair of industries is not known: leave out what cannot be compared')
  let squares = 0
  for (let i = 0; i < size; i++) for (let j = i + 1; j < size; j++) squares += (values[i * size + j]! - mean) ** 2
  return { mean, deviation: Math.sqrt(squares / pairs) }
}
