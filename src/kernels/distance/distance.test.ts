import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { silvermanOf } from './bandwidth.ts'
import { kd, type Kd } from './kd.ts'
import { ratioOf, relativeConcentration, relativeSums } from './m.ts'
import { relativeDensity } from './relative-density.ts'
import { anyKeys, anySites, list, mapped, reordered, sitesOf, towns } from './sites-fixture.ts'
import { asObserved, permutationOf, permutations, type Sites } from './sites.ts'

const radii = list(0, 3, 5, 12)
const standing = (sites: Sites): Int32Array[] => [asObserved(sites.x.length)]
const m = (sites: Sites, neighbour?: number): Float64Array => relativeConcentration(sites, { type: 0, neighbour, radii }, standing(sites))
const density = (sites: Sites, mode: 'exact' | 'binned' = 'exact', weighted = false): Kd => kd(sites, { type: 0, radii, mode, weighted }, standing(sites))
const modes = ['exact', 'binned'] as const

function expectAlike(mine: Float64Array, other: Float64Array): void {
  expect(mine.length).toBe(other.length)
  mine.forEach((value, n) => (Number.isNaN(value) ? expect(other[n]).toBeNaN() : expect(other[n]).toBeCloseTo(value, 9)))
}

describe('M', () => {
  // On a line: industry 0 at 0 and 1 with weights 1 and 2, industry 1 at 2 and 10 with 3 and 4; all together 10, industry 0 has 3.
  const line = sitesOf([0, 0, 0, 1], [1, 0, 0, 2], [2, 0, 1, 3], [10, 0, 1, 4])
  const within = (radius: number, neighbour?: number): number => relativeConcentration(line, { type: 0, neighbour, radii: list(radius) }, standing(line))[0]!

  it('worked by hand: a neighbour is one at most the radius away', () => {
    const usual = 2 / 9 + 1 / 8
    expect(within(0.5)).toBeNaN()
    expect(within(1)).toBeCloseTo((2 / 2 + 1 / 4) / usual, 12)
    expect(within(2)).toBeCloseTo((2 / 5 + 1 / 4) / usual, 12)
    expect(within(1, 1)).toBeCloseTo((3 / 4) / (7 / 9 + 7 / 8), 12)
  })

  it('is 1 where every site is within the radius', () => {
    expect(within(10)).toBeCloseTo(1, 12)
    expect(within(10, 1)).toBeCloseTo(1, 12)
  })

  it('equals the sum over all pairs taken one by one', () => {
    fc.assert(fc.property(anySites, fc.constantFrom(undefined, 0, 1), (sites, neighbour) => expectAlike(m(sites, neighbour), pairByPair(sites, neighbour ?? 0))))
  })

  it('equals it too where whole blocks of sites are taken at once', () => expectAlike(m(towns), pairByPair(towns, 0)))

  it('is the same from sums over parts of the sites', () => {
    for (const of of [1, 2, 3, 40]) expectAlike(ratioOf(Array.from({ length: of }, (_, part) => relativeSums(towns, { type: 0, radii }, standing(towns), { part, of }))), m(towns))
  })

  it('does not change with the order of the sites, a shift, a quarter turn, or the unit of weight', () => {
    fc.assert(fc.property(anySites, anyKeys, (sites, keys) => {
      const before = m(sites)
      const others = [reordered(sites, keys), mapped(sites, (x, y) => [x + 700, y - 31]), mapped(sites, (x, y) => [-y, x]), { ...sites, weight: sites.weight.map((weight) => weight * 4) }]
      for (const other of others) expectAlike(m(other), before)
    }))
  })

  it('has no value where there is nothing to compare with: no sites, one, none of the industry, no neighbour, no weight around', () => {
    const lonely = [sitesOf(), sitesOf([1, 1, 0, 1]), sitesOf([1, 1, 1, 1], [2, 2, 1, 1]), sitesOf([0, 0, 0, 1], [99, 0, 0, 1]), sitesOf([0, 0, 0, 1], [1, 0, 1, 0])]
    for (const sites of lonely) expect([...m(sites)]).toEqual([NaN, NaN, NaN, NaN])
    expect(relativeConcentration(line, { type: 0, radii: list() }, standing(line))).toHaveLength(0)
    expect(relativeConcentration(line, { type: 0, radii }, [])).toHaveLength(0)
  })

  function pairByPair({ x, y, type, weight }: Sites, neighbour: number): Float64Array {
    const whole = weight.reduce((sum, one) => sum + one, 0)
    const nearWhole = weight.reduce((sum, one, j) => sum + (type[j] === neighbour ? one : 0), 0)
    return radii.map((radius) => {
      let [found, expected] = [0, 0]
      for (let i = 0; i < x.length; i++) {
        const around = [...x.keys()].filter((j) => type[i] === 0 && j !== i && Math.hypot(x[i]! - x[j]!, y[i]! - y[j]!) <= radius)
        const all = around.reduce((sum, j) => sum + weight[j]!, 0)
        if (all === 0) continue
        found += around.reduce((sum, j) => sum + (type[j] === neighbour ? weight[j]! : 0), 0) / all
        expected += (nearWhole - (neighbour === 0 ? weight[i]! : 0)) / (whole - weight[i]!)
      }
      return found / expected
    })
  }
})

describe('m', () => {
  // On a line: industry 0 at 0, 3 and 5 with weights 1, 2 and 4, industry 1 at 1 with 3; all together 10, industry 0 has 7.
  const line = sitesOf([0, 0, 0, 1], [3, 0, 0, 2], [5, 0, 0, 4], [1, 0, 1, 3])
  const bandwidth = 0.9 * (1.5 / 1.34) * 3 ** -0.2
  const curve = (sites: Sites, neighbour?: number): Float64Array => relativeDensity(sites, { type: 0, neighbour, radii }, standing(sites)).curves

  it('worked by hand: about 3 away, each neighbour counts by its weight and how near to 3 it is', () => {
    const near = (distance: number): number => Math.exp(-0.5 * ((3 - distance) / bandwidth) ** 2)
    // From 0: others at 3, 5 and the stranger at 1; from 3: at 3, 2 and 2; from 5: at 5, 2 and 4.
    const first = (2 * near(3) + 4 * near(5)) / (2 * near(3) + 4 * near(5) + 3 * near(1))
    const second = (1 * near(3) + 4 * near(2)) / (1 * near(3) + 4 * near(2) + 3 * near(2))
    const third = (1 * near(5) + 2 * near(2)) / (1 * near(5) + 2 * near(2) + 3 * near(4))
    const usual = 6 / 9 + 5 / 8 + 3 / 6
    expect(relativeDensity(line, { type: 0, radii }, standing(line)).bandwidths[0]).toBeCloseTo(bandwidth, 12)
    expect(curve(line)[1]).toBeCloseTo((first + second + third) / usual, 12)
    expect(curve(line, 1)[1]).toBeCloseTo((1 - first + 1 - second + 1 - third) / (3 / 9 + 3 / 8 + 3 / 6), 12)
  })

  it('is 1 where all sites are of the industry', () => {
    fc.assert(fc.property(anySites, (sites) => {
      for (const value of curve({ ...sites, type: sites.type.map(() => 0) })) if (!Number.isNaN(value)) expect(value).toBeCloseTo(1, 9)
    }))
  })

  it('does not change with the order of the sites, a shift, a quarter turn, or the unit of weight', () => {
    fc.assert(fc.property(anySites, anyKeys, (sites, keys) => {
      const before = curve(sites)
      const others = [reordered(sites, keys), mapped(sites, (x, y) => [x + 700, y - 31]), mapped(sites, (x, y) => [-y, x]), { ...sites, weight: sites.weight.map((weight) => weight * 4) }]
      for (const other of others) expectAlike(curve(other), before)
    }), { numRuns: 60 })
  })

  it('has no value where there is no bandwidth, or nobody near the radius', () => {
    for (const sites of [sitesOf(), sitesOf([0, 0, 0, 1]), sitesOf([0, 0, 0, 1], [1, 0, 0, 1], [1, 0, 1, 1])]) expect([...curve(sites)]).toEqual([NaN, NaN, NaN, NaN])
    const pairs = sitesOf([0, 0, 0, 1], [1, 0, 0, 1], [2.5, 0, 0, 1])
    expect(relativeDensity(pairs, { type: 0, radii: list(1, 50) }, standing(pairs)).curves[1]).toBeNaN()
  })
})

describe('Kd', () => {
  // On a line at 0, 3 and 5: distances 3, 5 and 2, deviation √(7/3), quartiles 2.5 and 4. Another industry's site stands by.
  const line = sitesOf([0, 0, 0, 1], [3, 0, 0, 2], [5, 0, 0, 4], [1, 0, 1, 9])
  const bandwidth = 0.9 * (1.5 / 1.34) * 3 ** -0.2
  const at = (distance: number): number => Math.exp(-0.5 * (distance / bandwidth) ** 2) / Math.sqrt(2 * Math.PI) / bandwidth
  const around = (radius: number, distance: number): number => at(radius - distance) + at(radius + distance)

  it('worked by hand: bandwidth, reflection at 0, weights', () => {
    const plain = density(line)
    expect(plain.bandwidths[0]).toBeCloseTo(bandwidth, 12)
    expect(plain.curves[0]).toBeCloseTo((2 * (at(2) + at(3) + at(5))) / 3, 12)
    expect(plain.curves[1]).toBeCloseTo((around(3, 2) + around(3, 3) + around(3, 5)) / 3, 12)
    expect(plain.bounds[0]).toBe(0)
    expect(density(line, 'exact', true).curves[1]).toBeCloseTo((8 * around(3, 2) + 2 * around(3, 3) + 4 * around(3, 5)) / 14, 12)
  })

  it.each(modes)('is a density: over all distances it adds up to 1 (%s)', (mode) => {
    const step = 0.01
    const fine = Float64Array.from({ length: 1201 }, (_, k) => k * step)
    const { curves } = kd(line, { type: 0, radii: fine, mode }, standing(line))
    const ends = (curves[0]! + curves.at(-1)!) / 2
    expect(step * (curves.reduce((sum, value) => sum + value, 0) - ends)).toBeCloseTo(1, 5)
  })

  it('binned is off by no more than the bound it states, with the same bandwidth', () => {
    fc.assert(fc.property(anySites, fc.boolean(), (sites, weighted) => {
      const [exact, binned] = [density(sites, 'exact', weighted), density(sites, 'binned', weighted)]
      expectAlike(binned.bandwidths, exact.bandwidths)
      expect(Number.isNaN(binned.bounds[0])).toBe(Number.isNaN(exact.bounds[0]))
      exact.curves.forEach((value, k) => {
        if (Number.isNaN(value)) expect(binned.curves[k]).toBeNaN()
        else expect(Math.abs(binned.curves[k]! - value)).toBeLessThanOrEqual(binned.bounds[0]! + 1e-12)
      })
    }), { numRuns: 60 })
  })

  it('the bound holds and is small where pairs lie out of reach', () => {
    const scattered = sitesOf(...Array.from({ length: 60 }, (_, n): [number, number, number, number] => [(n * 37) % 101, (n * 53) % 97, 0, 1]))
    const [exact, binned] = [density(scattered), density(scattered, 'binned')]
    const off = Math.max(...exact.curves.map((value, k) => Math.abs(value - binned.curves[k]!)))
    expect(off).toBeGreaterThan(0)
    expect(off).toBeLessThanOrEqual(binned.bounds[0]!)
    expect(binned.bounds[0]).toBeLessThan(1e-2)
  })

  it.each([false, true])('binned is that near too where whole blocks of pairs are passed over (weighted: %s)', (weighted) => {
    const [exact, binned] = [density(towns, 'exact', weighted), density(towns, 'binned', weighted)]
    expectAlike(binned.bandwidths, exact.bandwidths)
    exact.curves.forEach((value, k) => expect(Math.abs(binned.curves[k]! - value)).toBeLessThanOrEqual(binned.bounds[0]!))
    expect(binned.bounds[0]).toBeLessThan(1e-3)
  })

  it.each(modes)('does not change with the order of the sites, a shift, a quarter turn; in half the unit it is half as dense (%s)', (mode) => {
    fc.assert(fc.property(anySites, anyKeys, (sites, keys) => {
      const before = density(sites, mode).curves
      for (const other of [reordered(sites, keys), mapped(sites, (x, y) => [x + 700, y - 31]), mapped(sites, (x, y) => [-y, x])]) expectAlike(density(other, mode).curves, before)
      const doubled = mapped(sites, (x, y) => [2 * x, 2 * y])
      expectAlike(kd(doubled, { type: 0, radii: radii.map((radius) => 2 * radius), mode }, standing(doubled)).curves.map((value) => 2 * value), before)
    }), { numRuns: 40 })
  })

  it.each(modes)('says that it has no value, nor a bound, where there is no spread of distances (%s)', (mode) => {
    const alike = [
      sitesOf(), sitesOf([0, 0, 0, 1]), sitesOf([0, 0, 0, 1], [1, 0, 0, 1]), sitesOf([0, 0, 1, 1], [1, 0, 1, 1], [5, 0, 1, 1]),
      sitesOf([4, 4, 0, 1], [4, 4, 0, 1], [4, 4, 0, 1]), sitesOf([0, 0, 0, 1], [0.1, 0, 0, 1], [500, 0, 0, 1], [500, 0.1, 0, 1], [0, 500, 0, 1], [0.1, 500, 0, 1]),
    ]
    for (const sites of alike) {
      const { curves, bounds, bandwidths } = density(sites, mode)
      expect([...curves, ...bounds, ...bandwidths]).toEqual(Array.from({ length: 6 }, () => NaN))
    }
    expect([...density(sitesOf([0, 0, 0, 0], [3, 0, 0, 0], [5, 0, 0, 7]), mode, true).bounds]).toEqual([NaN])
    expect(density(line, mode).bounds[0]).toBeLessThan(1)
  })
})

describe('simulations', () => {
  const sites = sitesOf(...Array.from({ length: 40 }, (_, n): [number, number, number, number] => [(n * 17) % 29, (n * 23) % 31, n % 3, 1 + (n % 7) / 10]))

  it('give the same bytes however they are cut into shards', () => {
    const compute = [
      (given: Int32Array[]) => relativeConcentration(sites, { type: 0, radii }, given),
      (given: Int32Array[]) => relativeDensity(sites, { type: 0, radii }, given).curves,
      ...modes.map((mode) => (given: Int32Array[]) => kd(sites, { type: 0, radii, mode, weighted: true }, given).curves),
    ]
    for (const one of compute) {
      const shard = (from: number, to: number): Float64Array => one(permutations(40, 5, [from, to]))
      const together = shard(0, 12)
      expect(Buffer.from(list(...shard(0, 1), ...shard(1, 7), ...shard(7, 7), ...shard(7, 12)).buffer)).toEqual(Buffer.from(together.buffer))
    }
  })

  it('move type and weight together to another site, each once, by seed and number alone', () => {
    fc.assert(fc.property(fc.nat(60), fc.nat(2 ** 31), fc.nat(1000), (count, seed, simulation) => {
      expect([...permutationOf(count, seed, simulation)].sort((a, b) => a - b)).toEqual([...asObserved(count)])
      expect(permutationOf(count, seed, simulation)).toEqual(permutations(count, seed, [simulation, simulation + 1])[0])
    }))
    expect(permutationOf(40, 1, 0)).not.toEqual(permutationOf(40, 1, 1))
    expect(permutationOf(40, 1, 0)).not.toEqual(permutationOf(40, 2, 0))
    const moved = permutationOf(40, 9, 4)
    const standingSo: Sites = { ...sites, type: moved.map((site) => sites.type[site]!), weight: Float64Array.from(moved, (site) => sites.weight[site]!) }
    expectAlike(relativeConcentration(sites, { type: 0, radii }, [moved]), m(standingSo))
    expectAlike(kd(sites, { type: 0, radii, mode: 'exact', weighted: true }, [moved]).curves, density(standingSo, 'exact', true).curves)
  })

  it('are refused by a sentence that names what is wrong', () => {
    expect(() => permutationOf(3, -1, 0)).toThrow('a seed is a whole number from 0 to 4294967295, not -1')
    expect(() => permutations(3, 1, [5, 4])).toThrow('simulations 5 to 4')
    for (const measure of [relativeConcentration, relativeDensity, kd]) {
      const options = { type: 0, radii, mode: 'exact' as const }
      expect(() => measure(sites, options, [asObserved(39)])).toThrow('permutation 0 is of 39 sites, not of 40')
      expect(() => measure(sites, options, [asObserved(40), asObserved(40).fill(3)])).toThrow('permutation 1 names site 3 twice')
      expect(() => measure({ ...sites, y: list(1) }, options, [])).toThrow('differ in length: 40, 1, 40, 40')
      expect(() => measure(mapped(sites, (x, y) => [x, y === 0 ? NaN : y]), options, [])).toThrow('site 0 lies at (0, NaN)')
      expect(() => measure({ ...sites, weight: sites.weight.map(() => -2) }, options, [])).toThrow('the weight of site 0 is -2')
      expect(() => measure({ ...sites, weight: sites.weight.map(() => NaN) }, options, [])).toThrow('the weight of site 0 is NaN')
      expect(() => measure(sites, { ...options, radii: list(1, 1) }, [])).toThrow('radius 1 is 1')
      expect(() => measure(sites, { ...options, radii: list(NaN) }, [])).toThrow('radius 0 is NaN')
    }
  })
})

describe('bandwidth', () => {
  it('worked by hand: the smaller of deviation and range/1.34, the deviation where the range is 0', () => {
    expect(silvermanOf(list(2, 3, 5))).toBeCloseTo(0.9 * (1.5 / 1.34) * 3 ** -0.2, 12)
    expect(silvermanOf(list(1, 1, 1, 1, 6))).toBeCloseTo(0.9 * Math.sqrt(5) * 5 ** -0.2, 12)
  })

  it('has no value of one value or of equal ones', () => {
    for (const values of [list(), list(4), list(0.1, 0.1, 0.1)]) expect(silvermanOf(values)).toBeNaN()
  })
})
