import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matrixOf, type Matrix } from '../matrix.ts'
import { sharesOf } from './amounts.ts'
import { groupCoagglomeration, pairwiseCoagglomeration } from './coagglomeration.ts'
import { ellisonGlaeser, maurelSedillot } from './ellison-glaeser.ts'
import { entropy, evenness, theil } from './entropy.ts'
import { gini, giniCorrected, locationalGini } from './gini.ts'
import { hachman } from './hachman.ts'
import { herfindahl } from './herfindahl.ts'
import { hoover, krugman } from './krugman.ts'
import { litzenberger } from './litzenberger.ts'
import { industryProfiles, regionProfiles } from './profiles.ts'
import { clusterStars } from './stars.ts'
import { topShare } from './top-share.ts'

const list = (...values: number[]): Float64Array => Float64Array.from(values)
const matrix = (...rows: number[][]): Matrix => matrixOf(rows.length, rows[0]?.length ?? 0, list(...rows.flat()))
const amounts = fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 2, maxLength: 12 }).map((values) => Float64Array.from(values))
const pairs = fc.integer({ min: 2, max: 9 }).chain((n) => fc.tuple(...[0, 1].map(() => fc.array(fc.integer({ min: 1, max: 999 }), { minLength: n, maxLength: n }).map((values) => sharesOf(Float64Array.from(values))))))

describe('one distribution against another', () => {
  // By hand: shares 1/2, 1/4, 1/4 against thirds.
  const [own, reference] = [list(0.5, 0.25, 0.25), list(1 / 3, 1 / 3, 1 / 3)]

  it('worked by hand', () => {
    expect(krugman(own, reference)).toBeCloseTo(1 / 3, 12)
    expect(hoover(own, reference)).toBeCloseTo(1 / 6, 12)
    expect(hachman(own, reference)).toBeCloseTo(8 / 9, 12)
    expect(theil(own, reference)).toBeCloseTo(Math.log(3) - 1.5 * Math.LN2, 12)
    expect(locationalGini(own, reference)).toBeCloseTo(1 / 6, 12)
  })

  it('is zero (Hachman: one) for the same distribution, and stays within its range', () => {
    fc.assert(fc.property(pairs, ([a, b]) => {
      expect([krugman(a!, a!), theil(a!, a!)]).toEqual([0, 0])
      expect(hachman(a!, a!)).toBeCloseTo(1, 10)
      expect(krugman(a!, b!)).toBeLessThanOrEqual(2)
      expect(theil(a!, b!)).toBeGreaterThanOrEqual(-1e-12)
      expect(hachman(a!, b!)).toBeLessThanOrEqual(1 + 1e-12)
      expect(locationalGini(a!, b!)).toBeGreaterThanOrEqual(-1e-12)
    }))
  })

  it('does not depend on the order of the places', () => {
    fc.assert(fc.property(pairs, ([a, b]) => {
      const turned = [a!.slice().reverse(), b!.slice().reverse()] as const
      for (const index of [krugman, hachman, theil, locationalGini]) expect(index(...turned)).toBeCloseTo(index(a!, b!), 10)
    }))
  })

  it('has an answer for what has none: nothing, a place the reference lacks, a share not known', () => {
    for (const index of [krugman, hachman, theil, locationalGini]) {
      expect(index(list(), list())).toBeNaN()
      expect(index(list(0.5, NaN), list(0.5, 0.5))).toBeNaN()
      expect(() => index(list(1), list(0.5, 0.5))).toThrow('differ in length: 1 and 2')
    }
    expect(hachman(list(0.5, 0.5), list(1, 0))).toBeNaN()
    expect(locationalGini(list(0.5, 0.5), list(1, 0))).toBeNaN()
    expect(theil(list(0.5, 0.5), list(1, 0))).toBe(Infinity)
    expect(() => locationalGini(list(-1, 2), list(1, 1))).toThrow('own share 0 is -1')
  })
})

describe('one distribution', () => {
  it('worked by hand: 6, 3 and 1 of 10', () => {
    const values = list(6, 3, 1)
    expect(herfindahl(values).index).toBeCloseTo(0.46, 12)
    expect(herfindahl(values).normalised).toBeCloseTo((0.46 - 1 / 3) / (2 / 3), 12)
    expect(herfindahl(values).equivalent).toBeCloseTo(1 / 0.46, 12)
    expect(gini(values)).toBeCloseTo(1 / 3, 12)
    expect(giniCorrected(values)).toBeCloseTo(1 / 2, 12)
    expect(topShare(values, 2)).toBeCloseTo(0.9, 12)
    expect(entropy(list(0.5, 0.25, 0.25), 2)).toBeCloseTo(1.5, 12)
  })

  it('does not change with the unit or the order, and lies in its range', () => {
    fc.assert(fc.property(amounts, (values) => {
      const other = values.map((value) => value * 3).reverse()
      for (const index of [gini, (x: Float64Array) => herfindahl(x).index, (x: Float64Array) => entropy(sharesOf(x)), (x: Float64Array) => topShare(x, 2)]) expect(index(other)).toBeCloseTo(index(values), 10)
      expect(giniCorrected(values)).toBeGreaterThanOrEqual(-1e-12)
      expect(giniCorrected(values)).toBeLessThanOrEqual(1 + 1e-12)
      expect(evenness(sharesOf(values))).toBeLessThanOrEqual(1 + 1e-12)
    }))
  })

  it('of nothing, of a single place and of what is not known', () => {
    for (const values of [list(), list(0, 0), list(1, NaN)]) expect([gini(values), herfindahl(values).index, topShare(values, 1)]).toEqual([NaN, NaN, NaN])
    expect([herfindahl(list(5)).index, herfindahl(list(5)).normalised, giniCorrected(list(5)), evenness(list(1)), gini(list(5))]).toEqual([1, NaN, NaN, NaN, 0])
    expect(entropy(list())).toBeNaN()
    expect(() => gini(list(1, -2))).toThrow('amount 1 is -2')
    expect(() => topShare(list(1), 0)).toThrow('from 1, not 0')
    expect(() => entropy(list(1), 1)).toThrow('greater than 1')
  })
})

describe('plants', () => {
  // Two regions of equal weight; four equal plants, three of them in the first: s = (3/4, 1/4), G = 1/8, H = 1/4, X = 1/2.
  const plants = { employment: list(10, 10, 10, 10), region: Int32Array.of(0, 0, 0, 1), reference: list(0.5, 0.5) }

  it('worked by hand: three of four equal plants in one of two equal regions is what chance gives', () => {
    const { raw, plants: H, gamma } = ellisonGlaeser(plants)
    expect([raw, H]).toEqual([0.125, 0.25])
    expect(gamma).toBeCloseTo(0, 12)
    expect(maurelSedillot(plants)).toBeCloseTo(0, 12)
    // All four in the first: G = 1/2, γ = (1/2 − 1/8) / (3/8) = 1.
    expect(ellisonGlaeser({ ...plants, region: Int32Array.of(0, 0, 0, 0) }).gamma).toBeCloseTo(1, 12)
  })

  it('do not change when plants are listed in another order or regions are numbered anew', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 2 })), { minLength: 2, maxLength: 20 }), (drawn) => {
      const at = (items: typeof drawn, turn: (region: number) => number, reference: Float64Array) => ellisonGlaeser({ employment: list(...items.map(([size]) => size)), region: Int32Array.from(items, ([, region]) => turn(region)), reference })
      const first = at(drawn, (region) => region, list(0.5, 0.3, 0.2))
      const turned = at([...drawn].reverse(), (region) => 2 - region, list(0.2, 0.3, 0.5))
      expect(turned.gamma).toBeCloseTo(first.gamma, 9)
    }))
  })

  it('have no index where there is one plant, one region or no employment, and refuse what cannot be', () => {
    expect(ellisonGlaeser({ employment: list(5), region: Int32Array.of(0), reference: list(0.5, 0.5) }).gamma).toBeNaN()
    expect(ellisonGlaeser({ employment: list(5, 5), region: Int32Array.of(0, 0), reference: list(1) }).gamma).toBeNaN()
    expect(ellisonGlaeser({ employment: list(), region: new Int32Array(), reference: list(0.5, 0.5) }).gamma).toBeNaN()
    expect(ellisonGlaeser({ ...plants, employment: list(1, NaN, 1, 1) }).gamma).toBeNaN()
    expect(() => ellisonGlaeser({ ...plants, employment: list(1, 1, 1, -1) })).toThrow('employment of plant 3 is -1')
    expect(() => ellisonGlaeser({ ...plants, region: Int32Array.of(0, 0, 0, 7) })).toThrow('plant 3 lies in region 7')
  })

  it('of two industries in the same region are coagglomerated, apart they are the opposite: ± 1 with two equal regions', () => {
    const together = pairwiseCoagglomeration(matrix([1, 1, 0], [0, 0, 1]), list(0.5, 0.5))
    expect([...together.values]).toEqual([1, 1, -1, 1, 1, -1, -1, -1, 1])
  })

  it('of a group: two industries wholly in the same region belong together, a single industry has no group', () => {
    const at = (region: number) => ({ employment: list(1, 1), region: Int32Array.of(region, region) })
    // Pooled G/(1 − X) = 1, H = 1/4, Σ γ w² (1 − H_j) = 1/4, 1 − Σ w² = 1/2: (1 − 1/4 − 1/4) / (1/2) = 1.
    expect(groupCoagglomeration([at(0), at(0)], list(0.5, 0.5))).toBeCloseTo(1, 12)
    expect(groupCoagglomeration([at(0)], list(0.5, 0.5))).toBeNaN()
    expect(groupCoagglomeration([], list(0.5, 0.5))).toBeNaN()
  })
})

describe('regions × industries', () => {
  const input = matrix([30, 10], [10, 50])

  it('have profiles that say what the single indices say', () => {
    const [first] = regionProfiles(input)
    expect(first).toMatchObject({ total: 40, positive: 2, diversity: 1, hhi: 0.625 })
    expect(first!.krugman).toBeCloseTo(0.7, 12)
    expect(industryProfiles(input)[0]).toMatchObject({ total: 40, positive: 2, ubiquity: 1, top1: 0.75, top4: 1 })
  })

  it('of one region: it is the whole, so nothing sets it apart; of none: no profile', () => {
    const [only] = regionProfiles(matrix([3, 7]))
    expect([only!.krugman, only!.hachman, only!.gini]).toEqual([0, 1, 0])
    expect(regionProfiles(matrixOf(0, 3))).toEqual([])
    expect(() => regionProfiles(matrix([1, NaN]))).toThrow('must be known')
  })

  it('have a cluster index of one where everything is average, and twice as many firms of half the size raise it', () => {
    const even = { employment: matrix([10], [10]), firms: matrix([2], [2]), area: list(1, 1), population: list(5, 5) }
    expect([...litzenberger(even).values]).toEqual([1, 1])
    expect(litzenberger({ ...even, firms: matrix([4], [2]) }).values[0]).toBeCloseTo(4 / 3, 12)
    expect([...litzenberger({ ...even, employment: matrix([0], [10]), firms: matrix([0], [2]) }).values]).toEqual([0, 4])
    expect(litzenberger({ ...even, firms: matrix([0], [2]) }).values[0]).toBeNaN()
    expect(() => litzenberger({ ...even, area: list(1, -1) })).toThrow('area 1 is -1')
    expect(() => litzenberger({ ...even, area: list(1), population: list(1) })).toThrow('1 areas for 2 regions')
  })

  it('earn a star each for size, specialisation and focus; a small cell earns none', () => {
    // Ten regions; the first has 5,000 in an industry that the others hardly know.
    const stars = clusterStars(matrix([5000, 1000], ...Array.from({ length: 9 }, () => [10, 1500])), { size: 0.1, specialisation: 2, focus: 0.05, least: 1000 })
    expect(stars.values[0]).toBe(1 + 2)
    expect(stars.values[2]).toBe(0)
    expect(stars.values[3]! & 4).toBe(4)
    expect(() => clusterStars(input, { size: 0, specialisation: 2, focus: 0.1, least: 0 })).toThrow('not 0')
  })
})
