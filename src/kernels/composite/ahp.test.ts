import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matrixOf, type Matrix } from '../matrix.ts'
import { ahpConsistency, ahpWeights, geometricLimit, type AhpMethod } from './ahp.ts'

const methods: AhpMethod[] = ['eigenvector', 'row-geometric-mean', 'column-mean']
const square = (...rows: number[][]): Matrix => matrixOf(rows.length, rows[0]?.length ?? 0, Float64Array.from(rows.flat()))
/** Judgements that follow from weights: entirely consistent. */
const judgementsOf = (weights: number[]): Matrix => square(...weights.map((one) => weights.map((other) => one / other)))

describe('AHP', () => {
  it.each(methods)('%s: gives back the weights from which consistent judgements were made', (method) => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 9 }), (weights) => {
      const sum = weights.reduce((a, b) => a + b, 0)
      ahpWeights(judgementsOf(weights), method).forEach((weight, n) => expect(weight).toBeCloseTo(weights[n]! / sum, 10))
      const { index, geometric } = ahpConsistency(judgementsOf(weights))
      expect(index).toBeCloseTo(0, 10)
      expect(geometric).toBeCloseTo(0, 10)
    }))
  })

  it('by hand: a over b 2, b over c 2, but a over c 8 instead of 4', () => {
    const judgements = square([1, 2, 8], [1 / 2, 1, 2], [1 / 8, 1 / 2, 1])
    // Row geometric means: 16^⅓, 1, 16^-⅓.
    const third = 16 ** (1 / 3)
    const sum = third + 1 + 1 / third
    ahpWeights(judgements, 'row-geometric-mean').forEach((weight, n) => expect(weight).toBeCloseTo([third, 1, 1 / third][n]! / sum, 12))
    // Of three criteria, λ = 1 + d + 1/d with d = (a₁₃ / (a₁₂ a₂₃))^⅓ = 2^⅓.
    const { lambdaMax, index, ratio, geometric } = ahpConsistency(judgements)
    const d = 2 ** (1 / 3)
    expect(lambdaMax).toBeCloseTo(1 + d + 1 / d, 12)
    expect(ratio.saaty).toBeCloseTo((d + 1 / d - 2) / 2 / 0.58, 12)
    expect(index / ratio['alonso-lamata']).toBeCloseTo(0.5245, 12)
    // Each of the three errors is (ln 2)/3.
    expect(geometric).toBeCloseTo(3 * (Math.log(2) / 3) ** 2, 12)
    expect(geometric).toBeLessThan(geometricLimit(3))
  })

  it('does not ask in which order criteria stand', () => {
    const judgements = [[1, 3, 5], [1 / 3, 1, 4], [1 / 5, 1 / 4, 1]]
    const order = [2, 0, 1]
    const turned = square(...order.map((r) => order.map((c) => judgements[r]![c]!)))
    for (const method of methods) ahpWeights(turned, method).forEach((weight, n) => expect(weight).toBeCloseTo(ahpWeights(square(...judgements), method)[order[n]!]!, 12))
  })

  it('two criteria cannot contradict each other; beyond 15 there is no table', () => {
    expect(ahpConsistency(square([1, 9], [1 / 9, 1])).ratio.saaty).toBe(0)
    const many = ahpConsistency(judgementsOf(Array.from({ length: 16 }, (_, n) => n + 1)))
    expect(many.ratio.saaty).toBeNaN()
    expect([4, 5, 9].map(geometricLimit)).toEqual([0.35, 0.37, 0.37])
  })

  it('refuses what are no judgements, and says which', () => {
    expect(() => ahpWeights(square([1, 2], [2, 1]))).toThrow('2 in row 1, column 0 and 2 across are not each other')
    expect(() => ahpWeights(square([1, -2], [-0.5, 1]))).toThrow('must be a positive number')
    expect(() => ahpWeights(square([1, NaN], [NaN, 1]))).toThrow('must be a positive number')
    expect(() => ahpWeights(matrixOf(1, 2))).toThrow('judgements of 1 × 2')
    expect(() => ahpConsistency(matrixOf(0, 0))).toThrow(RangeError)
  })

  it('takes judgements written with two digits', () => {
    expect(ahpWeights(square([1, 3], [0.33, 1]))[0]).toBeCloseTo(0.75, 2)
  })
})
