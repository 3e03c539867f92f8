import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { envelopes } from './envelope.ts'
import { list } from './sites-fixture.ts'

const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n + 1)
const anyCurves = fc.integer({ min: 1, max: 5 }).chain((size) => fc.integer({ min: 1, max: 60 }).chain((count) => fc.tuple(
  fc.array(fc.integer({ min: 0, max: 30 }), { minLength: size, maxLength: size }),
  fc.array(fc.integer({ min: 0, max: 30 }), { minLength: size * count, maxLength: size * count }),
  fc.constantFrom(0.01, 0.05, 0.2, 0.5),
)).map(([observed, curves, alpha]) => ({ observed: list(...observed), curves: list(...curves), alpha, size })))

describe('bands', () => {
  it('worked by hand at one radius: of 1 to 20 the middle nine tenths, and the two most extreme of all 21 set aside', () => {
    const { local, global, p } = envelopes(list(25), list(...upTo(20)), 0.1)
    expect([local.lower[0], local.upper[0]]).toEqual([expect.closeTo(1.95, 12), expect.closeTo(19.05, 12)])
    // The observed and the 1 are the outermost of 21.
    expect([global.lower[0], global.upper[0], global.left]).toEqual([2, 20, 1 / 20])
    expect(p).toBeCloseTo(2 / 21, 12)
  })

  it('an observed curve in the middle is set aside by nobody: the outermost simulations are', () => {
    const { global, p } = envelopes(list(10.5), list(...upTo(20)), 0.1)
    expect([global.lower[0], global.upper[0], global.left]).toEqual([2, 19, 2 / 20])
    expect(p).toBe(1)
  })

  it('curves alike are set aside together or not at all', () => {
    // Both ends of five, of which at most one may go.
    expect(envelopes(list(3), list(1, 2, 4, 5), 0.3).global).toMatchObject({ lower: list(1), upper: list(5), left: 0 })
  })

  it('the global band sets aside first what is extreme at most radii', () => {
    // Ten curves of two radii, and the observed amid them. The last is highest at both, the first lowest at one only, the second at the other.
    const first = [1, 5, 4, 3, 6, 7, 2, 8, 9, 10]
    const second = [5, 1, 4, 3, 6, 7, 2, 8, 9, 10]
    const { global } = envelopes(list(5, 5), list(...first.flatMap((value, s) => [value, second[s]!])), 0.1)
    expect([...global.lower]).toEqual([1, 1])
    expect([...global.upper]).toEqual([9, 9])
    expect(global.left).toBe(0.1)
  })

  it('at most alpha of all curves leave the global band anywhere; it lies within them', () => {
    fc.assert(fc.property(anyCurves, ({ observed, curves, alpha, size }) => {
      const { global, local, p } = envelopes(observed, curves, alpha)
      const count = curves.length / size
      const leaves = upTo(count).filter((s) => global.lower.some((lower, k) => curves[(s - 1) * size + k]! < lower || curves[(s - 1) * size + k]! > global.upper[k]!))
      expect(leaves.length / count).toBe(global.left)
      const observedLeaves = Number(global.lower.some((lower, k) => observed[k]! < lower || observed[k]! > global.upper[k]!))
      expect((leaves.length + observedLeaves) / (count + 1)).toBeLessThanOrEqual(alpha)
      for (let k = 0; k < size; k++) {
        const values = upTo(count).map((s) => curves[(s - 1) * size + k]!)
        expect([...values, observed[k]]).toContain(global.lower[k])
        expect([...values, observed[k]]).toContain(global.upper[k])
        expect(local.lower[k]).toBeLessThanOrEqual(local.upper[k]!)
      }
      expect(p).toBeGreaterThanOrEqual(1 / (count + 1))
      expect(p).toBeLessThanOrEqual(1)
    }))
  })

  it('the observed curve leaves the band somewhere exactly where p is at most alpha, when no two values are alike', () => {
    const distinct = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 40 })).chain(([size, count]) => fc.tuple(
      fc.uniqueArray(fc.integer({ min: 0, max: 10_000 }), { minLength: size * (count + 1), maxLength: size * (count + 1) }), fc.constant(size), fc.constantFrom(0.05, 0.1, 0.3),
    ))
    fc.assert(fc.property(distinct, ([values, size, alpha]) => {
      const [observed, curves] = [list(...values.slice(0, size)), list(...values.slice(size))]
      const { global, p } = envelopes(observed, curves, alpha)
      expect(observed.some((value, k) => value < global.lower[k]! || value > global.upper[k]!)).toBe(p <= alpha)
    }))
  })

  it('do not change when values are doubled, nor the band when the curves come in another order and none are alike', () => {
    fc.assert(fc.property(anyCurves, ({ observed, curves, alpha }) => {
      const before = envelopes(observed, curves, alpha)
      const doubled = envelopes(observed.map((value) => 2 * value), curves.map((value) => 2 * value), alpha)
      expect([...doubled.global.upper]).toEqual(Array.from(before.global.upper, (value) => 2 * value))
      expect([doubled.p, doubled.global.left]).toEqual([before.p, before.global.left])
    }))
    const shuffled = upTo(40).map((n) => (n * 7) % 41)
    expect(envelopes(list(3), list(...shuffled), 0.05).global).toEqual(envelopes(list(3), list(...upTo(40)), 0.05).global)
  })

  it('a radius that is not defined for every simulation has no band and does not count', () => {
    const { local, global, p } = envelopes(list(NaN, 9), list(NaN, 1, 4, 2, 4, 3), 0.5)
    expect([local.lower[0], local.upper[0], global.lower[0], global.upper[0]]).toEqual([NaN, NaN, NaN, NaN])
    expect([global.lower[1], global.upper[1]]).toEqual([2, 3])
    expect(p).toBe(0.5)
    expect(envelopes(list(NaN), list(1, 2, 3)).p).toBeNaN()
  })

  it('of no simulation there is none', () => {
    const { global, local, p } = envelopes(list(1, 2), list())
    expect([...global.lower, ...local.upper, global.left, p]).toEqual([NaN, NaN, NaN, NaN, NaN, NaN])
  })

  it('refuses curves that do not fit and an alpha that is none', () => {
    expect(() => envelopes(list(1, 2), list(1, 2, 3))).toThrow('3 values are no whole number of curves of 2')
    expect(() => envelopes(list(1), list(1), NaN)).toThrow('alpha lies between 0 and 1, not NaN')
    expect(() => envelopes(list(1), list(1), 1)).toThrow('not 1')
  })
})
