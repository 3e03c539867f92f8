import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { perron, symmetricEigen } from './eigen.ts'
import { matrixOf, transpose, type Matrix } from './matrix.ts'

const square = (...rows: number[][]): Matrix => matrixOf(rows.length, rows[0]?.length ?? 0, Float64Array.from(rows.flat()))
const times = ({ rows, columns, values }: Matrix, vector: ArrayLike<number>): number[] =>
  Array.from({ length: rows }, (_, r) => values.subarray(r * columns, (r + 1) * columns).reduce((sum, value, c) => sum + value * vector[c]!, 0))

const symmetric = fc.integer({ min: 1, max: 9 }).chain((size) =>
  fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: size * size, maxLength: size * size }).map((values) => {
    const half = matrixOf(size, size, Float64Array.from(values))
    return matrixOf(size, size, transpose(half).values.map((value, n) => value + half.values[n]!))
  }),
)

describe('eigenvalues of a symmetric matrix', () => {
  it('of [[2, 1], [1, 2]] are 3 and 1, along the diagonals', () => {
    const { values, vectors } = symmetricEigen(square([2, 1], [1, 2]))
    const half = Math.SQRT1_2
    expect([...values].map((value) => value.toFixed(12))).toEqual(['3.000000000000', '1.000000000000'])
    for (const [n, expected] of [half, half, half, -half].entries()) expect(vectors.values[n]).toBeCloseTo(expected, 12)
  })

  it('of the path of n nodes are 2 cos(k π / (n + 1))', () => {
    const n = 40
    const path = matrixOf(n, n, Float64Array.from({ length: n * n }, (_, at) => (Math.abs(Math.floor(at / n) - (at % n)) === 1 ? 1 : 0)))
    const { values } = symmetricEigen(path)
    for (let k = 1; k <= n; k++) expect(values[k - 1]).toBeCloseTo(2 * Math.cos((k * Math.PI) / (n + 1)), 12)
  })

  it('give the matrix back, with vectors at right angles', () => {
    fc.assert(
      fc.property(symmetric, (matrix) => {
        const { values, vectors } = symmetricEigen(matrix)
        const size = matrix.rows
        const scale = matrix.values.reduce((most, value) => Math.max(most, Math.abs(value)), 1)
        for (let k = 0; k < size; k++) {
          const vector = vectors.values.subarray(k * size, (k + 1) * size)
          for (const [n, product] of times(matrix, vector).entries()) expect(Math.abs(product - values[k]! * vector[n]!)).toBeLessThan(1e-12 * scale * size)
          for (const [other, product] of times(vectors, vector).entries()) expect(product).toBeCloseTo(other === k ? 1 : 0, 12)
          if (k > 0) expect(values[k]).toBeLessThanOrEqual(values[k - 1]!)
        }
      }),
    )
  })

  it('do not change when the rows are named anew', () => {
    fc.assert(
      fc.property(symmetric, (matrix) => {
        const size = matrix.rows
        const turned = matrixOf(size, size, Float64Array.from(matrix.values).reverse())
        const [values, others] = [symmetricEigen(matrix).values, symmetricEigen(turned).values]
        for (let k = 0; k < size; k++) expect(Math.abs(values[k]! - others[k]!)).toBeLessThan(1e-11 * 200 * size)
      }),
    )
  })

  it('exist for nothing, for one number, for zeros and for very large and small numbers', () => {
    expect(symmetricEigen(matrixOf(0, 0)).values).toHaveLength(0)
    expect([...symmetricEigen(square([7])).values]).toEqual([7])
    expect([...symmetricEigen(matrixOf(3, 3)).values]).toEqual([0, 0, 0])
    expect(symmetricEigen(square([2e300, 1e300], [1e300, 2e300])).values[0]! / 1e300).toBeCloseTo(3, 12)
    expect(symmetricEigen(square([2e-300, 1e-300], [1e-300, 2e-300])).values[0]! / 1e-300).toBeCloseTo(3, 12)
  })

  it('are refused for what is not symmetric, not square or not known', () => {
    expect(() => symmetricEigen(square([1, 2], [3, 1]))).toThrow('not symmetric: 3 in row 1, column 0, but 2 across')
    expect(() => symmetricEigen(matrixOf(2, 3))).toThrow('must be square')
    expect(() => symmetricEigen(square([1, NaN], [NaN, 1]))).toThrow('row 0, column 1 is NaN')
  })
})

describe('the principal eigenvector', () => {
  it('of a consistent comparison 1 : 2 : 6 is the shares themselves, the eigenvalue its size', () => {
    const { value, vector } = perron(square([1, 1 / 2, 1 / 6], [2, 1, 1 / 3], [6, 3, 1]))
    expect(value).toBeCloseTo(3, 13)
    for (const [n, share] of [1 / 9, 2 / 9, 6 / 9].entries()) expect(vector[n]).toBeCloseTo(share, 13)
  })

  it('is what multiplication only makes longer', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.1, max: 9, noNaN: true }), { minLength: 16, maxLength: 16 }), (values) => {
        const matrix = matrixOf(4, 4, Float64Array.from(values))
        const { value, vector } = perron(matrix)
        for (const [n, product] of times(matrix, vector).entries()) expect(product).toBeCloseTo(value * vector[n]!, 11)
        expect(vector.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
      }),
    )
  })

  it('is refused for missing, negative and empty rows, and said not to settle where it turns in a circle', () => {
    expect(() => perron(square([1, NaN], [1, 1]))).toThrow('row 0, column 1 is NaN')
    expect(() => perron(square([1, -1], [1, 1]))).toThrow('row 0, column 1 is -1')
    expect(() => perron(square([0, 0], [1, 1]))).toThrow('row of zeros')
    expect(() => perron(matrixOf(0, 0))).toThrow('must be square')
    expect(() => perron(square([0, 4], [1, 0]))).toThrow('did not settle')
  })
})
