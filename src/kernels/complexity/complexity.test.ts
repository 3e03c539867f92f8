import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matrixOf, rowSums, type Matrix } from '../matrix.ts'
import { proximityDensity, relatednessDensity } from './density.ts'
import { economicComplexity } from './eci.ts'
import { fitness } from './fitness.ts'
import { complexityGain, complexityOutlook } from './outlook.ts'
import { diversity, meansOverProducts, presenceOf, ubiquity, type Presence } from './presence.ts'
import { rca } from './rca.ts'
import { reflections } from './reflections.ts'
import { cooccurrence, proximity, relatedness, relatednessZ } from './relatedness.ts'

const matrix = (...rows: number[][]): Matrix => matrixOf(rows.length, rows[0]?.length ?? 0, Float64Array.from(rows.flat()))
const has = (...rows: number[][]): Presence => presenceOf(matrix(...rows))
const close = (values: ArrayLike<number>, expected: ArrayLike<number>, digits = 10): void => {
  expect(values).toHaveLength(expected.length)
  for (let n = 0; n < expected.length; n++) {
    if (Number.isNaN(expected[n])) expect(values[n]).toBeNaN()
    else expect(values[n]).toBeCloseTo(expected[n]!, digits)
  }
}

/** Three regions: the first has all of three products, the second two of them, the third the commonest. */
const nested = has([1, 1, 1], [1, 1, 0], [1, 0, 0])

const presences = fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 9 })).chain(([regions, products]) =>
  fc.array(fc.constantFrom(0, 1), { minLength: regions * products, maxLength: regions * products }).map((values) => presenceOf(matrixOf(regions, products, Float64Array.from(values)))))

describe('RCA', () => {
  it('is a share divided by a share: 30 of 40 where 40 of 100 are usual is 1.875', () => {
    expect(rca(matrix([30, 10], [10, 50])).values[0]).toBeCloseTo(30 / 40 / (40 / 100), 12)
  })

  it('does not change with the unit, and is 1 on average in every region', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 12, maxLength: 12 }), (values) => {
      const output = matrixOf(3, 4, Float64Array.from(values))
      const advantage = rca(output)
      close(rca(matrixOf(3, 4, output.values.map((value) => value * 4))).values, advantage.values)
      const total = values.reduce((sum, value) => sum + value, 0)
      for (let r = 0; r < 3; r++) {
        let mean = 0
        for (let c = 0; c < 4; c++) mean += (advantage.values[r * 4 + c]! * (values[c]! + values[4 + c]! + values[8 + c]!)) / total
        expect(mean).toBeCloseTo(1, 10)
      }
    }))
  })

  it('is undefined for an empty region or product, and refuses what is missing, negative or too large', () => {
    expect([...rca(matrix([0, 0], [1, 0])).values].map(Number.isNaN)).toEqual([true, true, false, true])
    expect(() => rca(matrix([1, NaN]))).toThrow('region 0, product 1 is NaN')
    expect(() => rca(matrix([1, 1], [-2, 1]))).toThrow('region 1, product 0 is -2')
    expect(() => rca(matrix([1e308, 1e308]))).toThrow('larger unit')
    expect(rca(matrixOf(0, 0)).values).toHaveLength(0)
  })

  it('finds nothing present where it is undefined, and refuses a threshold that would find everything', () => {
    expect([...diversity(presenceOf(matrix([NaN, 1], [0.99, 2])))]).toEqual([1, 1])
    expect(() => presenceOf(matrix([1]), 0)).toThrow(RangeError)
  })
})

describe('ECI and PCI', () => {
  it('put the region with the rarest product first; by hand, the nested three give eigenvalues 1, 1/4 and 1/9', () => {
    // D⁻¹ M U⁻¹ Mᵀ of a full triangle of n has the eigenvalues 1/k².
    const { eci, pci, second, third, comparable } = economicComplexity(nested)
    close([second, third], [1 / 4, 1 / 9])
    expect(eci[0]!).toBeGreaterThan(eci[1]!)
    expect(eci[1]!).toBeGreaterThan(eci[2]!)
    expect(pci[2]!).toBeGreaterThan(pci[0]!)
    expect(comparable).toBe('within-this-matrix')
  })

  it('of a region is the mean of its products, whichever side is the smaller, and does not change when regions are named anew', () => {
    fc.assert(fc.property(presences, (presence) => {
      const { eci, pciOnRegions, undefinedBecause } = economicComplexity(presence)
      expect(eci.every(Number.isNaN)).toBe(undefinedBecause !== null)
      if (undefinedBecause) return
      const means = meansOverProducts(presence, pciOnRegions)
      for (let r = 0; r < presence.regions; r++) if (!Number.isNaN(eci[r])) expect(means[r]).toBeCloseTo(eci[r]!, 6)
      const turnedRound = matrixOf(presence.regions, presence.products)
      for (let r = 0; r < presence.regions; r++) for (let at = presence.productsOf.starts[r]!; at < presence.productsOf.starts[r + 1]!; at++) turnedRound.values[(presence.regions - 1 - r) * presence.products + presence.productsOf.rows[at]!] = 1
      close(economicComplexity(presenceOf(turnedRound)).eci, [...eci].reverse(), 5)
    }))
  })

  it('leave out empty regions and products', () => {
    const { eci, pci } = economicComplexity(has([1, 1, 1, 0], [1, 1, 0, 0], [0, 0, 0, 0], [1, 0, 0, 0]))
    close([...eci].filter((value) => !Number.isNaN(value)), [...economicComplexity(nested).eci])
    expect(eci[2]).toBeNaN()
    expect(pci[3]).toBeNaN()
  })

  it.each([
    ['few', has([1, 1])],
    ['few', has([0, 0], [0, 0])],
    ['split', has([1, 0], [0, 1])],
    ['alike', has([1, 1], [1, 1])],
    ['tied', has([0, 1, 1], [1, 0, 1], [1, 1, 0])],
    ['no-direction', has([1, 1, 0], [0, 1, 1])],
  ] as const)('do not exist, and say why: %s', (reason, presence) => {
    expect(economicComplexity(presence).undefinedBecause).toBe(reason)
    expect(economicComplexity(presence).eci.every(Number.isNaN)).toBe(true)
  })
})

describe('reflections and fitness', () => {
  it('take means of means: the second region of the three has products in 3 and 2 regions', () => {
    close(reflections(nested, 1).regions, [2, 2.5, 3])
    close(reflections(nested, 1).products, [2, 2.5, 3])
    close(reflections(nested, 0).regions, [3, 2, 1])
    expect(() => reflections(nested, 1.5)).toThrow(RangeError)
  })

  it('of fitness after one update are diversity and 1 / ubiquity, each by its mean', () => {
    const { fitness: fit, complexity, change } = fitness(nested, { updates: 1 })
    close(fit, [1.5, 1, 0.5])
    close(complexity, [6 / 11, 9 / 11, 18 / 11])
    expect(change).toBeCloseTo(0.5, 12)
  })

  it('of fitness keep a mean of one, rank a region with more above one with less, and give an empty region 0 and an empty product nothing', () => {
    fc.assert(fc.property(presences, (presence) => {
      const { fitness: fit } = fitness(presence, { updates: 5 })
      const counted = [...fit].filter((value) => value > 0)
      if (counted.length > 0) expect(counted.reduce((sum, value) => sum + value, 0) / counted.length).toBeCloseTo(1, 9)
    }))
    const { fitness: fit, complexity } = fitness(has([1, 1, 0], [1, 0, 0], [0, 0, 0]), { updates: 5 })
    expect(fit[0]!).toBeGreaterThan(fit[1]!)
    expect(fit[2]).toBe(0)
    expect(complexity[2]).toBeNaN()
    expect(() => fitness(nested, { updates: 0 })).toThrow(RangeError)
    expect(() => fitness(nested, { updates: 1, extremality: 0 })).toThrow(RangeError)
  })
})

describe('proximity and relatedness', () => {
  it('of the nested three: the first two products share 2 regions of 3', () => {
    close(cooccurrence(nested).values, [3, 2, 1, 2, 2, 1, 1, 1, 1])
    close(proximity(nested).values, [1, 2 / 3, 1 / 3, 2 / 3, 1, 1 / 2, 1 / 3, 1 / 2, 1])
    close(proximity(nested, 0).values, [0, 2 / 3, 1 / 3, 2 / 3, 0, 1 / 2, 1 / 3, 1 / 2, 0])
    // S = 3, 3, 2 and T = 8.
    expect(relatedness(nested, 'cosine').values[1]).toBeCloseTo(2 / 3, 12)
    expect(relatedness(nested, 'jaccard').values[1]).toBeCloseTo(2 / 4, 12)
    expect(relatedness(nested, 'association').values[1]).toBeCloseTo(2 / 8 / ((3 / 8) * (3 / 8)), 12)
  })

  it('are symmetric and undefined for a product that stands alone', () => {
    fc.assert(fc.property(presences, (presence) => {
      for (const { rows, values } of [proximity(presence), relatedness(presence, 'probability'), relatednessZ(presence)]) {
        for (let p = 0; p < rows; p++) for (let q = 0; q < p; q++) close([values[p * rows + q]!], [values[q * rows + p]!], 9)
      }
    }))
    expect(relatedness(has([1, 0], [0, 1]), 'cosine').values[1]).toBeNaN()
    expect(proximity(has([1, 0])).values[1]).toBeNaN()
    expect(relatednessZ(has([1, 1], [1, 0])).values[1]).toBeNaN()
  })
})

describe('density, outlook index and gain', () => {
  it('by hand: the third region has the first product, which carries 2/3 of the relatedness 13/6 of the second', () => {
    expect(proximityDensity(nested).values[7]).toBeCloseTo(2 / 3 / (13 / 6), 12)
    expect(proximityDensity(nested, 0).values[7]).toBeCloseTo(2 / 3 / (7 / 6), 12)
  })

  it('come out the same from the quick way and from the whole matrix of proximity, with both diagonals', () => {
    fc.assert(fc.property(presences, (presence) => {
      const counts = ubiquity(presence)
      for (const diagonal of [0, 1] as const) {
        const phi = proximity(presence, diagonal)
        const [quick, slow] = [proximityDensity(presence, diagonal), relatednessDensity(presence, phi)]
        const sums = rowSums({ ...phi, values: phi.values.map((value) => value || 0) })
        for (let at = 0; at < quick.values.length; at++) {
          const product = at % presence.products
          if (counts[product]! > 0 && sums[product]! > 0) expect(quick.values[at]).toBeCloseTo(slow.values[at]!, 10)
        }
      }
    }))
  })

  it('are 1 for a region that has everything, which has nothing to gain', () => {
    const pci = Float64Array.of(-1, 0, 1)
    close(proximityDensity(nested).values.subarray(0, 3), [1, 1, 1])
    expect(complexityOutlook(nested, pci)[0]).toBe(0)
    close(complexityGain(nested, pci).values.subarray(0, 3), [0, 0, 0])
    // The second region lacks only the third product: φ = 1 there, over 11/6 in all.
    expect(complexityGain(nested, pci).values[5]).toBeCloseTo(1 / (11 / 6), 12)
  })

  it('refuse relatedness of another size, and pass over products whose complexity is not known', () => {
    expect(() => relatednessDensity(nested, matrixOf(2, 2))).toThrow('does not fit 3 products')
    expect([...complexityOutlook(nested, Float64Array.of(NaN, NaN, NaN))]).toEqual([0, 0, 0])
  })
})
