import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openRandom } from '../random.ts'
import { PREPARED_STEPS } from './demand.ts'
import { buildSystemicNetwork, type SystemicInput, type SystemicNetwork } from './network.ts'
import { runShock, systemicRisk } from './shocks.ts'

const rule = { eps: 1e-2, replaceability: true }

/** Every firm closed alone, against the same closure stepped firm by firm as a scenario. */
function expectSteppedDamages(net: SystemicNetwork, given = rule): void {
  const alone = systemicRisk(net, given)
  for (let firm = 0; firm < net.firms; firm++) {
    const { esri, esriDown, esriUp, iterations } = runShock(net, given, { firms: [firm], psiDown: [1], psiUp: [1] })
    expect([firm, alone.iterations[firm]]).toEqual([firm, iterations])
    for (const [column, stepped] of [['esri', esri], ['esriDown', esriDown], ['esriUp', esriUp]] as const) {
      if (!(Math.abs(alone[column][firm]! - stepped) < 1e-13)) expect(`${column} of firm ${firm}: ${alone[column][firm]}`).toBe(stepped)
    }
  }
}

/** Links by supplier, customer and volume; all inputs essential, industries numbered like the firms. */
function essentialNetwork(firms: number, links: readonly (readonly [number, number, number])[]): SystemicNetwork {
  const column = (at: 0 | 1 | 2): number[] => links.map((link) => link[at])
  const [suppliers, customers] = [Int32Array.from(column(0)), Int32Array.from(column(1))]
  return buildSystemicNetwork({
    industries: Int32Array.from({ length: firms }, (_, n) => n), suppliers, customers, volumes: Float64Array.from(column(2)),
    essential: { suppliers, customers, types: new Uint8Array(links.length).fill(2) },
  })
}

describe('a firm that closes alone does what stepping firm by firm gives, in as many steps', () => {
  it('in networks with many circles', () => {
    fc.assert(fc.property(fc.nat(), fc.boolean(), fc.constantFrom(1e-1, 1e-2, 1e-3), (seed, replaceability, eps) => {
      expectSteppedDamages(buildSystemicNetwork(tangle(seed)), { eps, replaceability })
    }), { numRuns: 12 })
  })

  it('where one firm after the other lies on circles of its own', () => {
    const [odd, even] = [tangle(3), tangle(4)]
    const interleave = <T extends Int32Array | Float64Array>(one: T, other: T): number[] => Array.from(one).flatMap((value, n) => [value, other[n]!])
    const besides = (one: Int32Array, other: Int32Array): Int32Array => Int32Array.of(...one.map((n) => 2 * n), ...other.map((n) => 2 * n + 1))
    expectSteppedDamages(buildSystemicNetwork({
      industries: Int32Array.from(interleave(odd.industries, even.industries)), essential: odd.essential, volumes: Float64Array.of(...odd.volumes, ...even.volumes),
      suppliers: besides(odd.suppliers, even.suppliers), customers: besides(odd.customers, even.customers),
    }))
  })

  it('where a hundred equal customers make a drop of exactly eps', () => {
    const customers = Array.from({ length: 100 }, (_, n) => n + 1)
    expectSteppedDamages(essentialNetwork(103, [...customers.map((n) => [0, n, 1] as const), [101, 0, 1], [102, 101, 1]]))
  })

  it('where its own orders come back to it, at once or over another', () => {
    expectSteppedDamages(essentialNetwork(4, [[0, 0, 3], [0, 1, 2], [1, 2, 1], [2, 0, 4], [2, 3, 1], [3, 2, 5]]))
  })

  it('along a chain longer than the steps prepared for', () => {
    const firms = PREPARED_STEPS + 20
    const net = essentialNetwork(firms, Array.from({ length: firms - 1 }, (_, n) => [n, n + 1, 1] as const))
    expect(systemicRisk(net, rule, { from: 0, to: 1 }).iterations[0]).toBe(firms)
    expectSteppedDamages(net)
  })

  it('where losses are cut off, because revenues are below the sales', () => {
    const input = tangle(7)
    const sales = buildSystemicNetwork(input).sales
    const net = buildSystemicNetwork({ ...input, revenue: sales.map((value) => value * 0.8) })
    expect(net.demand).toBeUndefined()
    expectSteppedDamages(net)
  })
})

/** A hundred firms of ten industries, volumes over three orders of magnitude, a few large firms that everybody deals with. */
function tangle(seed: number): SystemicInput {
  const random = openRandom(seed)
  const list = <T>(size: number, value: () => T): T[] => Array.from({ length: size }, value)
  const [firms, links, industries] = [100, 100 + random.integer(500), 10]
  const pairs = list(industries ** 2, () => random.integer(3))
  const pick = (): number => Math.floor(random.next() ** 3 * firms)
  return {
    industries: Int32Array.from(list(firms, () => random.integer(industries))),
    suppliers: Int32Array.from(list(links, pick)), customers: Int32Array.from(list(links, pick)), volumes: Float64Array.from(list(links, () => Math.exp(7 * random.next()))),
    essential: { suppliers: Int32Array.from(pairs, (_, n) => Math.floor(n / industries)), customers: Int32Array.from(pairs, (_, n) => n % industries), types: Uint8Array.from(pairs) },
  }
}
