import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openRandom, shuffle } from '../random.ts'
import type { CascadeRule } from './cascade.ts'
import { fullPasses } from './full-passes-fixture.ts'
import { buildSystemicNetwork, type SystemicInput, type SystemicNetwork } from './network.ts'
import { runShock, systemicRisk, type Damages, type Shock } from './shocks.ts'

const rule = { eps: 1e-2, replaceability: true }

/**
 * A and B make what C cannot work without; C sells to D and E, E sells to D. Volumes: A→C 60, B→C 20, C→D 50, C→E 10, E→D 50.
 * Industries: 0 (A, B), 1 (C, E), 2 (D). Essential: 0 for 1 and 1 for 2; 1 for 1 is non-essential.
 */
const five: SystemicInput = {
  industries: Int32Array.of(0, 0, 1, 2, 1),
  suppliers: Int32Array.of(0, 1, 2, 2, 4), customers: Int32Array.of(2, 2, 3, 4, 3), volumes: Float64Array.of(60, 20, 50, 10, 50),
  essential: { suppliers: Int32Array.of(0, 1, 1), customers: Int32Array.of(1, 2, 1), types: Uint8Array.of(2, 2, 1) },
}

describe('five firms worked by hand, B closed', () => {
  const { levelDown, levelUp, ...damage } = runShock(buildSystemicNetwork(five), rule, { firms: [1], psiDown: [1], psiUp: [1] })

  it('C loses a quarter of its input, of which A stands in for two thirds', () => {
    expect(levelDown[2]).toBeCloseTo(1 - 0.25 * (20 / 60), 15)
  })

  it('E and D lose what C does not deliver; C and E stand in for each other the less the more they lose', () => {
    const lossC = 0.25 / 3
    const [first, second] = [lossC * (60 / 105), lossC * (60 / (55 + 50 * (1 - lossC * (60 / 105))))]
    const third = lossC * (60 / (55 + 50 * (1 - second)))
    expect(first).toBeCloseTo(0.047619, 6)
    expect(1 - levelDown[4]!).toBeCloseTo(third, 15)
    expect(1 - levelDown[3]!).toBeCloseTo(0.036252, 6)
  })

  it('it ends with the first step that moves nobody by more than a hundredth, and applies it', () => {
    expect(damage.iterations).toBe(4)
    expect(damage.esriDown).toBeCloseTo(0.144407931943874, 14)
  })

  it('upstream only B itself is lost, since it buys nothing; a firm counts with the larger of its two losses', () => {
    expect([...levelUp]).toEqual([1, 0, 1, 1, 1])
    expect(damage.esriUp).toBeCloseTo(20 / 190, 15)
    expect(damage.esri).toBeCloseTo(damage.esriDown, 15)
  })
})

/** Random networks with heavy tails, repeated links, self loops and firms that only buy, sell or stand alone. */
const networks = fc.record({ seed: fc.nat(), firms: fc.integer({ min: 1, max: 25 }), density: fc.integer({ min: 0, max: 5 }), outside: fc.boolean() })
  .map(({ seed, firms, density, outside }): SystemicInput => {
    const random = openRandom(seed)
    const industries = 1 + random.integer(6)
    const pick = (): number => Math.floor(random.next() ** 2 * firms)
    const count = firms * density
    const list = <T>(size: number, value: () => T): T[] => Array.from({ length: size }, value)
    const [suppliers, customers, volumes] = [list(count, pick), list(count, () => random.integer(firms)), list(count, () => 1 + 1 / (random.next() + 1e-3))]
    const total = (keys: number[]): Float64Array => keys.reduce((sums, key, e) => sums.fill(sums[key]! + volumes[e]!, key, key + 1), new Float64Array(firms))
    const pairs = list(industries * industries, () => random.integer(3))
    return {
      industries: Int32Array.from(list(firms, () => random.integer(industries))),
      suppliers: Int32Array.from(suppliers), customers: Int32Array.from(customers), volumes: Float64Array.from(volumes),
      essential: { suppliers: Int32Array.from(pairs, (_, n) => Math.floor(n / industries)), customers: Int32Array.from(pairs, (_, n) => n % industries), types: Uint8Array.from(pairs) },
      ...(outside ? {
        markets: Int32Array.from(list(firms, () => random.integer(9))),
        revenue: total(suppliers).map((sum) => sum * (0.7 + random.next())), costs: total(customers).map((sum) => sum * (0.7 + random.next())),
      } : {}),
    }
  })
type Levels = ReturnType<typeof runShock>
const rules = fc.record({ eps: fc.constantFrom(1e-2, 1e-3, 1e-10), replaceability: fc.boolean() })

function expectClose(computed: ArrayLike<number>, expected: ArrayLike<number>, within: (n: number) => number = () => 1e-11): void {
  expect(computed.length).toBe(expected.length)
  for (let n = 0; n < expected.length; n++) if (!(Math.abs(computed[n]! - expected[n]!) <= within(n) || Object.is(computed[n], expected[n]))) expect(computed[n]).toBe(expected[n])
}

/**
 * How far two computations of one cascade may lie apart: by rounding, of which each of many thousand steps adds its own. Steps of 1e-10
 * come so near to it that one of the two may take one step more, which moves nobody by more than that.
 */
function apart(mine: number, plain: number, { eps }: CascadeRule): number {
  expect(Math.abs(mine - plain)).toBeLessThanOrEqual(eps > 1e-5 ? 0 : 1)
  const rounding = Math.max(1e-11, plain * 1e-15)
  return mine === plain ? rounding : rounding + eps
}

/**
 * Two firms sell nearly all to each other, one of them a millionth to a third, which closes: the loss goes round and round and grows by
 * about a millionth in every second step, so that it takes tens of millions of steps to settle to 1e-10.
 */
const round: SystemicInput = {
  industries: Int32Array.of(0, 0, 0), suppliers: Int32Array.of(0, 0, 1), customers: Int32Array.of(1, 2, 0), volumes: Float64Array.of(1e6, 1, 1e6),
  essential: { suppliers: new Int32Array(0), customers: new Int32Array(0), types: new Uint8Array(0) },
}

it('a cascade that does not settle is an error that says so; with a coarser stop the same one ends', () => {
  const net = buildSystemicNetwork(round)
  const closing = { firms: [2], psiDown: Float64Array.of(1), psiUp: Float64Array.of(1) }
  expect(() => runShock(net, { eps: 1e-10, replaceability: true }, closing)).toThrow('not settled to steps of 1e-10 after 100000 steps')
  expect(runShock(net, rule, closing).iterations).toBe(1)
})

/** Leaves out a random case one of whose cascades is too slow to settle: full passes must still find it moving after thousands of steps. */
function orTooSlow<T>(input: SystemicInput, given: CascadeRule, shocks: Shock[], compute: (net: SystemicNetwork, given: CascadeRule) => T): T {
  try {
    return compute(buildSystemicNetwork(input), given)
  } catch (error) {
    if (!(error instanceof RangeError && error.message.includes('not settled'))) throw error
    expect(() => shocks.forEach((shock) => fullPasses(input, given, shock, 3000))).toThrow('still moves')
    fc.pre(false)
    throw error
  }
}

/** Leaves out a random case that takes so many steps that full passes, firm by firm, would take minutes. */
function settleSoon(steps: Iterable<number>): void {
  fc.pre(Math.max(0, ...steps) <= 3000)
}

const closed = (firm: number): Shock => ({ firms: [firm], psiDown: [1], psiUp: [1] })

describe('on random networks', () => {
  it('every firm closed alone gives what full passes over all links give, in as many steps', () => {
    fc.assert(fc.property(networks, rules, (input, given) => {
      const mine = orTooSlow(input, given, Array.from(input.industries, (_, firm) => closed(firm)), systemicRisk)
      settleSoon(mine.iterations)
      const plain = input.industries.reduce<Damages>((all, _, firm) => {
        const { esri, esriDown, esriUp, iterations } = fullPasses(input, given, closed(firm))
        for (const [column, value] of [[all.esri, esri], [all.esriDown, esriDown], [all.esriUp, esriUp], [all.iterations, iterations]] as const) column[firm] = value
        return all
      }, { esri: mine.esri.slice(), esriDown: mine.esri.slice(), esriUp: mine.esri.slice(), iterations: mine.iterations.slice() })
      const within = (firm: number): number => apart(mine.iterations[firm]!, plain.iterations[firm]!, given)
      expectClose(mine.esri, plain.esri, within)
      expectClose(mine.esriDown, plain.esriDown, within)
      expectClose(mine.esriUp, plain.esriUp, within)
    }), { numRuns: 60 })
  })

  it('partial shocks on many firms end at the levels that full passes give', () => {
    fc.assert(fc.property(networks, rules, fc.nat(), (input, given, seed) => {
      const shock = randomShock(input, seed)
      const mine = orTooSlow(input, given, [shock], (net, rule) => runShock(net, rule, shock))
      settleSoon([mine.iterations])
      const plain = fullPasses(input, given, shock)
      const within = apart(mine.iterations, plain.iterations, given)
      expectClose(mine.levelDown, plain.levelDown, () => within)
      expectClose(mine.levelUp, plain.levelUp, () => within)
      expectClose([mine.esri], [plain.esri], () => within)
    }), { numRuns: 150 })
  })

  it('ranges put together are the whole, bit by bit', () => {
    fc.assert(fc.property(networks, fc.nat(), (input, seed) => {
      const net = buildSystemicNetwork(input)
      const whole = systemicRisk(net, rule)
      const cut = openRandom(seed).integer(net.firms + 1)
      const [left, right] = [systemicRisk(net, rule, { from: 0, to: cut }), systemicRisk(net, rule, { from: cut, to: net.firms })]
      for (const column of ['esri', 'esriDown', 'esriUp', 'iterations'] as const) expect([...left[column], ...right[column]]).toEqual([...whole[column]])
    }))
  })

  it('numbering the firms otherwise changes nothing', () => {
    fc.assert(fc.property(networks, fc.nat(), (input, seed) => {
      const firms = input.industries.length
      const renamed = shuffle(Int32Array.from({ length: firms }, (_, n) => n), openRandom(seed))
      const move = <T extends Int32Array | Float64Array>(column: T): T => column.map((_, n) => column[renamed.indexOf(n)]!) as T
      const other = systemicRisk(buildSystemicNetwork({
        ...input, industries: move(input.industries), suppliers: input.suppliers.map((i) => renamed[i]!), customers: input.customers.map((j) => renamed[j]!),
        ...(input.markets ? { markets: move(input.markets), revenue: move(input.revenue!), costs: move(input.costs!) } : {}),
      }), rule)
      const { esri, iterations } = systemicRisk(buildSystemicNetwork(input), rule)
      expectClose(esri.map((_, n) => other.esri[renamed[n]!]!), esri)
      expect(iterations.map((_, n) => other.iterations[renamed[n]!]!)).toEqual(iterations)
    }))
  })

  it('the unit of money changes nothing', () => {
    fc.assert(fc.property(networks, fc.integer({ min: -30, max: 30 }), (input, power) => {
      const scale = (column: Float64Array): Float64Array => column.map((value) => value * 2 ** power)
      const scaled = { ...input, volumes: scale(input.volumes), ...(input.revenue ? { revenue: scale(input.revenue), costs: scale(input.costs!) } : {}) }
      expect(systemicRisk(buildSystemicNetwork(scaled), rule)).toEqual(systemicRisk(buildSystemicNetwork(input), rule))
    }))
  })

  it('a larger shock never does less damage, once settled', () => {
    fc.assert(fc.property(networks, fc.nat(), (input, seed) => {
      const shock = randomShock(input, seed)
      const settled = { eps: 1e-10, replaceability: true }
      const larger = { firms: shock.firms, psiDown: shock.psiDown.map((psi) => psi + (1 - psi) / 2), psiUp: shock.psiUp.map((psi) => psi + (1 - psi) / 2) }
      const [before, after] = [shock, larger].map((one) => orTooSlow(input, settled, [one], (net, rule) => runShock(net, rule, one))) as [Levels, Levels]
      // A slow one stops up to 1e-10 / (1 − ρ) short of where it goes.
      fc.pre(before.iterations < 1000 && after.iterations < 1000)
      for (let n = 0; n < input.industries.length; n++) {
        expect(after.levelDown[n]).toBeLessThanOrEqual(before.levelDown[n]! + 1e-7)
        expect(after.levelUp[n]).toBeLessThanOrEqual(before.levelUp[n]! + 1e-7)
      }
    }))
  })
})

function randomShock(input: SystemicInput, seed: number): { firms: number[]; psiDown: Float64Array; psiUp: Float64Array } {
  const random = openRandom(seed)
  const firms = Array.from(input.industries, (_, n) => n).filter(() => random.next() < 0.3)
  const psi = (): Float64Array => Float64Array.from(firms, () => (random.next() < 0.2 ? 0 : random.next()))
  return { firms, psiDown: psi(), psiUp: psi() }
}
