import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matrixOf, type Matrix } from '../matrix.ts'
import { openRandom } from '../random.ts'
import { openScorer, prepareIndex, unusableIndicators, type Aggregation, type Recipe } from './composite-index.ts'
import { buildHierarchy, type Hierarchy } from './hierarchy.ts'
import { leaveOneOut } from './leave-one-out.ts'
import { chanceAbove, chancesAmong, mergeRanks, openRanks, putDraw, readStandings } from './ranks.ts'
import { drawWeights, sampleAllRanks, sampleRanks, type Doubt } from './robustness.ts'
import { scoreBounds } from './score-bounds.ts'
import { sobolIndices } from './sobol.ts'

const table = (...rows: number[][]): Matrix => matrixOf(rows.length, rows[0]?.length ?? 0, Float64Array.from(rows.flat()))
const flat = (indicators: number): Hierarchy => buildHierarchy([{ code: 'index', parent: '', weight: 1 }, ...Array.from({ length: indicators }, (_, i) => ({ code: `i${i}`, parent: 'index', weight: 1 }))]).hierarchy
const recipe = (indicators: number): Recipe => ({ directions: new Int8Array(indicators).fill(1), imputation: 'mean', treatment: null, normalisation: { kind: 'min-max', low: 0, high: 1 } })
const means: Aggregation = { kind: 'means' }
const none = { cells: new Int32Array(0), low: new Float64Array(0), high: new Float64Array(0) }
const anyWeights = (missing = none): Doubt => ({ weights: { kind: 'any' }, missing, seed: 1 })

describe('ranks', () => {
  it('come as distributions: places of every draw, equals sharing the better one, no place without a score', () => {
    const ranks = openRanks(4, 1)
    putDraw(ranks, 0, Float64Array.of(5, NaN, 7, 5))
    expect([...ranks.places]).toEqual([2, 0, 1, 2])
  })

  it('are read as an interval: of 100 draws, 90 lie within it', () => {
    const ranks = openRanks(2, 100)
    for (let draw = 0; draw < 100; draw++) putDraw(ranks, draw, draw < 7 ? Float64Array.of(1, 2) : Float64Array.of(2, 1))
    expect(readStandings(ranks)[0]).toEqual({ best: 1, low: 1, median: 1, high: 2, worst: 2, share: 0.9 })
    expect(readStandings(ranks, 0.8)[0]).toMatchObject({ low: 1, high: 1 })
    expect(chanceAbove(ranks, 0, 1)).toBeCloseTo(0.93, 12)
    expect([...chancesAmong(ranks, 1)]).toEqual([0.93, 0.07])
  })

  it('are not read from so few draws that they would look sure', () => {
    expect(() => readStandings(openRanks(2, 1))).toThrow('1 draws are too few')
    expect(() => readStandings(openRanks(2, 100), 1)).toThrow('cannot hold 1 of the draws')
    expect(() => sampleAllRanks(openScorer({ normalised: table([1, 2]) }, flat(1), means), flat(1), anyWeights(), 99)).toThrow('99 draws are too few')
  })

  it('of a unit without a score are undefined', () => {
    const ranks = openRanks(2, 100)
    for (let draw = 0; draw < 100; draw++) putDraw(ranks, draw, Float64Array.of(1, NaN))
    expect(readStandings(ranks)[1]!.median).toBeNaN()
    expect(readStandings(ranks)[0]!.worst).toBe(1)
  })

  it('of different units cannot be laid together', () => {
    expect(() => mergeRanks([openRanks(2, 1), openRanks(3, 1)])).toThrow(RangeError)
    expect(mergeRanks([]).draws).toBe(0)
  })
})

describe('ranks under doubt', () => {
  const hierarchy = flat(2)
  const normalised = table([1, 0, 0.5, 0.4], [0, 1, 0.5, 0.4])

  it('units that are good at one thing each stand anywhere between each other; the dominated one never above', () => {
    const standings = readStandings(sampleAllRanks(openScorer({ normalised }, hierarchy, means), hierarchy, anyWeights(), 1000))
    expect(standings.map(({ best, worst }) => [best, worst])).toEqual([[1, 4], [1, 4], [2, 2], [3, 4]])
  })

  it('by hand: with any weights, either of the two is first in half of the draws', () => {
    const ranks = sampleAllRanks(openScorer({ normalised }, hierarchy, means), hierarchy, anyWeights(), 4000)
    // Four standard errors of a share of one half.
    expect(Math.abs(chanceAbove(ranks, 0, 1) - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / 4000))
    expect(chanceAbove(ranks, 2, 3)).toBe(1)
  })

  it('weights stay within their share of what is given, and do not move where they are sure', () => {
    const weights = new Float64Array(3)
    for (let seed = 0; seed < 50; seed++) {
      drawWeights(hierarchy, { kind: 'around', share: 0.25 }, openRandom(seed), weights)
      for (const weight of weights) expect(Math.abs(weight - 1)).toBeLessThanOrEqual(0.25)
    }
    drawWeights(hierarchy, { kind: 'none' }, openRandom(1), weights)
    expect([...weights]).toEqual([1, 1, 1])
  })

  it('shards give what one run gives, bit by bit, in whatever parts', () => {
    const missing = { cells: Int32Array.of(2), low: Float64Array.of(0), high: Float64Array.of(1) }
    const run = (from: number, to: number) => sampleRanks(openScorer({ normalised }, hierarchy, means), hierarchy, anyWeights(missing), { from, to })
    expect(mergeRanks([run(0, 70), run(70, 71), run(71, 200)])).toEqual(run(0, 200))
  })

  it('a missing value may be anything between its bounds: the exact bounds hold in every draw', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 10, maxLength: 10 }), fc.uniqueArray(fc.nat(9), { minLength: 1, maxLength: 4 }), (list, cells) => {
      const missing = { cells: Int32Array.from(cells), low: new Float64Array(cells.length), high: new Float64Array(cells.length).fill(1) }
      const open = () => openScorer({ normalised: matrixOf(2, 5, Float64Array.from(list)) }, hierarchy, means)
      const bounds = scoreBounds(open(), hierarchy, missing)
      const standings = readStandings(sampleAllRanks(open(), hierarchy, { weights: { kind: 'none' }, missing, seed: 3 }, 100))
      standings.forEach(({ best, worst }, u) => {
        expect(best).toBeGreaterThanOrEqual(bounds.best[u]!)
        expect(worst).toBeLessThanOrEqual(bounds.worst[u]!)
      })
    }), { numRuns: 50 })
  })

  it('by hand: a unit of which half is missing lies between 0.25 and 0.75, and stands first or last', () => {
    const bounds = scoreBounds(openScorer({ normalised: table([0.5, 0.6, 0.4], [0, 0.6, 0.4]) }, hierarchy, means), hierarchy, { cells: Int32Array.of(3), low: Float64Array.of(0), high: Float64Array.of(1) })
    expect([bounds.low[0], bounds.high[0]]).toEqual([0.25, 0.75])
    expect([bounds.best[0], bounds.worst[0]]).toEqual([1, 3])
    expect([bounds.best[1], bounds.worst[1]]).toEqual([1, 2])
  })

  it('refuses doubts that mean nothing', () => {
    const sample = (doubt: Doubt) => () => sampleAllRanks(openScorer({ normalised }, hierarchy, means), hierarchy, doubt, 100)
    expect(sample({ ...anyWeights(), seed: 0.5 })).toThrow('0.5 is no seed')
    expect(sample({ ...anyWeights(), weights: { kind: 'around', share: 1.5 } })).toThrow('± 1.5')
    expect(sample(anyWeights({ cells: Int32Array.of(0), low: Float64Array.of(1), high: Float64Array.of(0) }))).toThrow('which is nowhere')
  })
})

describe('an index from raw values', () => {
  const raw = table([10, 20, NaN, 40], [9, 7, 5, 1])

  it('imputes, normalises by direction, and keeps which values were missing and what they might be', () => {
    const { normalised, missing } = prepareIndex(raw, { ...recipe(2), directions: Int8Array.of(1, -1) })
    expect([...normalised.values]).toEqual([0, 1 / 3, expect.closeTo(4 / 9, 12), 1, 0, 0.25, 0.5, 1])
    expect(missing).toEqual({ cells: Int32Array.of(2), low: Float64Array.of(0), high: Float64Array.of(1) })
  })

  it('without imputation the gap stays, and ranks are still drawn over all it may be', () => {
    const prepared = prepareIndex(raw, { ...recipe(2), imputation: null })
    const scorer = openScorer(prepared, flat(2), means)
    expect(scorer.score(flat(2).weights)[2]).toBeCloseTo(0.5, 12)
    const standings = readStandings(sampleAllRanks(scorer, flat(2), { weights: { kind: 'none' }, missing: prepared.missing, seed: 1 }, 200))
    expect(standings[2]!.best).toBeLessThan(standings[2]!.worst)
  })

  it('scores by TOPSIS and by outranking as well, with the weights of the tree', () => {
    const prepared = prepareIndex(raw, recipe(2))
    expect(openScorer(prepared, flat(2), { kind: 'topsis' }).score(flat(2).weights)).toHaveLength(4)
    expect(openScorer(prepared, flat(2), { kind: 'copeland' }).score(flat(2).weights).reduce((a, b) => a + b, 0)).toBe(0)
  })

  it('changing units of measurement changes no score', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 1000 }), { minLength: 6, maxLength: 6 }), fc.integer({ min: 1, max: 1000 }), (list, by) => {
      const score = (values: number[]) => openScorer(prepareIndex(table(values.slice(0, 3), values.slice(3)), recipe(2)), flat(2), means).score(flat(2).weights).slice()
      score(list.map((value, n) => (n < 3 ? value * by + 5 : value))).forEach((value, n) => expect(value).toBeCloseTo(score(list)[n]!, 9))
    }))
  })

  it('refuses, and says which indicator and what to do', () => {
    expect(() => prepareIndex(table([1, 2], [3, 3]), recipe(2))).toThrow('indicator 1 has the same value for every unit')
    expect(() => prepareIndex(table([1, 2], [NaN, NaN]), recipe(2))).toThrow('indicator 1 has no known value: leave it out')
    expect(() => prepareIndex(table([1, Infinity]), recipe(1))).toThrow('indicator 0 of unit 1 is Infinity')
    expect(() => prepareIndex(matrixOf(0, 0), recipe(0))).toThrow('holds nothing to compare')
    expect(() => prepareIndex(table([1, 2]), recipe(2))).toThrow('2 directions are given for 1 indicators')
    expect(() => prepareIndex(table([-1, 0]), { ...recipe(1), normalisation: { kind: 'share-of-best' } })).toThrow('cannot be brought onto the scale share-of-best')
    expect(unusableIndicators(table([1, 2], [NaN, NaN], [3, 3]))).toEqual([{ indicator: 1, reason: 'empty' }, { indicator: 2, reason: 'constant' }])
  })
})

describe('what moves the ranks', () => {
  it('leaving out the indicator on which the order rests turns it round; one that says the same moves nobody', () => {
    const hierarchy = buildHierarchy([
      { code: 'index', parent: '', weight: 1 }, { code: 'a', parent: 'index', weight: 1 }, { code: 'b', parent: 'index', weight: 1 },
      { code: 'a1', parent: 'a', weight: 1 }, { code: 'a2', parent: 'a', weight: 1 }, { code: 'b1', parent: 'b', weight: 1 },
    ]).hierarchy
    const { shifts } = leaveOneOut(openScorer({ normalised: table([0, 0.1, 0.2], [0, 0.1, 0.2], [1, 0.5, 0]) }, hierarchy, means), hierarchy)
    // Three units turned round move by 2, 0 and 2 places.
    expect([...shifts]).toEqual([0, 0, 4 / 3, 0, 4 / 3, NaN])
  })

  it('of an index of one indicator nothing can be left out', () => {
    expect([...leaveOneOut(openScorer({ normalised: table([0, 1]) }, flat(1), means), flat(1)).shifts]).toEqual([NaN, NaN])
  })

  it('Sobol’ indices of Ishigami’s function, known in closed form', () => {
    const ishigami = (point: Float64Array): number => {
      const [x, y, z] = [...point].map((value) => Math.PI * (2 * value - 1))
      return Math.sin(x!) + 7 * Math.sin(y!) ** 2 + 0.1 * z! ** 4 * Math.sin(x!)
    }
    const { first, total, totalLower, totalUpper, runs } = sobolIndices({ factors: 3, base: 8192, seed: 5 }, ishigami)
    expect(runs).toBe(8192 * 5)
    ;[0.3139, 0.4424, 0].forEach((known, n) => expect(Math.abs(first[n]! - known)).toBeLessThan(0.05))
    ;[0.5576, 0.4424, 0.2437].forEach((known, n) => {
      expect(Math.abs(total[n]! - known)).toBeLessThan(0.03)
      expect(totalLower[n]!).toBeLessThan(totalUpper[n]!)
    })
  })

  it('Sobol’ indices of what does not vary are undefined; too few points are refused', () => {
    expect([...sobolIndices({ factors: 2, base: 16, seed: 1 }, () => 4).total]).toEqual([NaN, NaN])
    expect(() => sobolIndices({ factors: 2, base: 4, seed: 1 }, () => 4)).toThrow('cannot be told apart')
  })
})
