import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matrixOf, type Matrix } from '../matrix.ts'
import { correlations } from './correlation.ts'
import { criticWeights } from './critic-weights.ts'
import { cronbachAlpha } from './cronbach.ts'
import { entropyWeights } from './entropy-weights.ts'
import { pcaWeights, principalComponents } from './pca.ts'
import { spreadWeights } from './spread-weights.ts'

const table = (...rows: number[][]): Matrix => matrixOf(rows.length, rows[0]?.length ?? 0, Float64Array.from(rows.flat()))
const rounded = (values: Float64Array): number[] => [...values].map((value) => Number(value.toFixed(6)))
const random = fc.array(fc.array(fc.integer({ min: 0, max: 1000 }).map((value) => value / 1000), { minLength: 6, maxLength: 6 }), { minLength: 2, maxLength: 5 }).map((rows) => table(...rows))
const methods: [string, (given: Matrix) => Float64Array][] = [
  ['entropy', entropyWeights], ['CRITIC', criticWeights], ['deviation', (given) => spreadWeights(given, 'deviation')], ['Gini', (given) => spreadWeights(given, 'gini')],
]

describe('weights from the data', () => {
  it('by entropy: one of two units holding everything (entropy 0) against an even split (entropy 1)', () => {
    expect(rounded(entropyWeights(table([1, 0], [0.5, 0.5])))).toEqual([1, 0])
    // Shares 3/4 and 1/4: entropy 0.811278 of ln 2; shares 1 and 0: entropy 0.
    expect(rounded(entropyWeights(table([0.75, 0.25], [1, 0])))).toEqual([0.188722 / 1.188722, 1 / 1.188722].map((value) => expect.closeTo(value, 5)))
  })

  it('by CRITIC: two indicators that say the same share what one that says the opposite has', () => {
    expect(rounded(criticWeights(table([0, 1, 0.5], [0, 1, 0.5], [1, 0, 0.5])))).toEqual([0.25, 0.25, 0.5])
    expect(rounded(criticWeights(table([0, 1, 0.5], [1, 0, 0.5]), { absolute: true }))).toEqual([NaN, NaN])
  })

  it('by deviation and by Gini coefficient', () => {
    expect(rounded(spreadWeights(table([0, 1], [0, 0.5]), 'deviation'))).toEqual([0.666667, 0.333333])
    // Gini of 0, 1 is one half, of 1, 3 one quarter.
    expect(rounded(spreadWeights(table([0, 1], [1, 3]), 'gini'))).toEqual([0.666667, 0.333333])
  })

  it.each(methods)('%s: sums to 1, is never negative, does not ask in which order units stand', (_, weigh) => {
    fc.assert(fc.property(random, (given) => {
      const weights = weigh(given)
      if (weights.some((weight) => weight !== weight)) return
      expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9)
      expect(Math.min(...weights)).toBeGreaterThanOrEqual(0)
      const turned = matrixOf(given.rows, given.columns, Float64Array.from({ length: given.values.length }, (_unused, at) => given.values[Math.floor(at / 6) * 6 + 5 - (at % 6)]!))
      weigh(turned).forEach((weight, n) => expect(weight).toBeCloseTo(weights[n]!, 6))
    }))
  })

  it.each(methods)('%s: a constant indicator weighs nothing, and nothing but constants weighs undefined', (_, weigh) => {
    expect(weigh(table([0.2, 0.2, 0.2], [0, 0.4, 1]))[0]).toBeCloseTo(0, 12)
    expect([...weigh(table([1, 1, 1], [1, 1, 1]))]).toEqual([NaN, NaN])
  })

  it('refuses what has no entropy or Gini coefficient, and says where', () => {
    expect(() => entropyWeights(table([0, 1], [-1, 1]))).toThrow('indicator 1 has -1 for unit 0')
    expect(() => spreadWeights(table([0, NaN]), 'gini')).toThrow('indicator 0 has NaN for unit 1')
    expect(() => spreadWeights(table([0, NaN]), 'deviation')).toThrow(RangeError)
  })
})

describe('correlations and principal components', () => {
  it('correlates over the units known to both', () => {
    const r = correlations(table([1, 2, 3, NaN], [2, 4, 6, 1], [3, 2, 1, 5], [5, 5, 5, 5]))
    expect(rounded(r.values.subarray(0, 4))).toEqual([1, 1, -1, NaN])
  })

  it('two indicators with correlation ½ have components of variance 1.5 and 0.5', () => {
    const { variances, loadings } = principalComponents(table([1, -1, 1, -1, 0, 0], [1, -1, 0, 0, 1, -1]))
    expect(rounded(variances)).toEqual([1.5, 0.5])
    expect(rounded(loadings.values.subarray(0, 2))).toEqual([0.707107, 0.707107])
    expect(rounded(pcaWeights(table([1, -1, 1, -1, 0, 0], [1, -1, 0, 0, 1, -1])))).toEqual([0.5, 0.5])
  })

  it('variances add up to the number of indicators; changing units of measurement changes nothing', () => {
    const given = table([1, 5, 2, 8, 3], [2, 1, 7, 3, 3], [9, 4, 4, 1, 0])
    const scaled = matrixOf(3, 5, given.values.map((value, at) => value * [1, 1000, 0.1][Math.floor(at / 5)]! + 3))
    expect(principalComponents(given).variances.reduce((a, b) => a + b, 0)).toBeCloseTo(3, 10)
    pcaWeights(scaled).forEach((weight, n) => expect(weight).toBeCloseTo(pcaWeights(given)[n]!, 9))
  })

  it('refuses an indicator that does not vary', () => {
    expect(() => principalComponents(table([1, 1], [1, 2]))).toThrow('leave out indicators that do not vary')
  })

  it('alpha is 1 for indicators that say the same and undefined for one alone', () => {
    expect(cronbachAlpha(table([1, 2, 5], [1, 2, 5]))).toBeCloseTo(1, 12)
    // Variances 1 and 1, covariance ½: 2 (1 − 2/3) = 2/3.
    expect(cronbachAlpha(table([1, 2, 3], [1, 3, 2]))).toBeCloseTo(2 / 3, 12)
    expect(cronbachAlpha(table([1, 2, 5]))).toBeNaN()
  })
})
