import { describe, expect, it } from 'vitest'
import { buildSystemicNetwork, salesShares, type SystemicInput } from './network.ts'
import { runShock, systemicRisk } from './shocks.ts'

const rule = { eps: 1e-2, replaceability: true }
const noPairs = { suppliers: new Int32Array(0), customers: new Int32Array(0), types: new Uint8Array(0) }

/** Two firms of industry 0 and one of industry 1; firm 0 sells to firm 2, firm 2 to firm 1. */
const small: SystemicInput = {
  industries: Int32Array.of(0, 0, 1), suppliers: Int32Array.of(0, 2), customers: Int32Array.of(2, 1), volumes: Float64Array.of(10, 30),
  essential: { suppliers: Int32Array.of(0), customers: Int32Array.of(1), types: Uint8Array.of(2) },
}
const links = (suppliers: number[], customers: number[], volumes: number[]): Partial<SystemicInput> => ({
  suppliers: Int32Array.from(suppliers), customers: Int32Array.from(customers), volumes: Float64Array.from(volumes),
})
const build = (change: Partial<SystemicInput>): ReturnType<typeof buildSystemicNetwork> => buildSystemicNetwork({ ...small, ...change })

describe('a firm network is refused', () => {
  it.each([
    ['a negative volume', links([0], [2], [-1]), 'link 0: volume -1'],
    ['a volume that is not known', links([0, 0], [2, 2], [1, NaN]), 'link 1: volume NaN'],
    ['an infinite volume', links([0], [2], [Infinity]), 'volume Infinity'],
    ['a customer that is not a firm', links([0], [3], [1]), '3'],
    ['a supplier that is not a firm', links([-1], [2], [1]), '-1'],
    ['a negative industry', { industries: Int32Array.of(0, -1, 1) }, 'firm 1: industry -1'],
    ['a revenue that is not known', { revenue: Float64Array.of(10, NaN, 30) }, 'firm 1: revenue NaN'],
    ['sales without revenue', { revenue: Float64Array.of(0, 0, 30) }, 'firm 0 sells 10 but has a revenue of 0'],
    ['purchases without costs', { costs: Float64Array.of(0, 0, 10) }, 'firm 1 buys 30 but has costs of 0'],
    ['a column of another length', { markets: Int32Array.of(0) }, '1 markets for 3 firms'],
    ['a type that does not exist', { essential: { ...small.essential, types: Uint8Array.of(3) } }, 'type 3 is not 0, 1 or 2'],
  ])('for %s', (_, change, message) => {
    expect(() => build(change)).toThrow(RangeError)
    expect(() => build(change)).toThrow(message)
  })

  it('for shocks and rules that cannot be', () => {
    const net = build({})
    expect(() => systemicRisk(net, { eps: 0, replaceability: true })).toThrow('eps 0')
    expect(() => systemicRisk(net, { eps: NaN, replaceability: true })).toThrow('eps NaN')
    expect(() => systemicRisk(net, rule, { from: 0, to: 4 })).toThrow('firms 0 to 4')
    expect(() => runShock(net, rule, { firms: [7], psiDown: [1], psiUp: [1] })).toThrow('firm 7')
    expect(() => runShock(net, rule, { firms: [1], psiDown: [1.5], psiUp: [1] })).toThrow('a shock of 1.5')
    expect(() => runShock(net, rule, { firms: [1, 1], psiDown: [1, 1], psiUp: [1, 1] })).toThrow('firm 1 is struck twice')
  })
})

describe('a firm network has a defined answer', () => {
  it('without firms', () => {
    const empty = buildSystemicNetwork({ industries: new Int32Array(0), ...(links([], [], []) as Required<Pick<SystemicInput, 'suppliers' | 'customers' | 'volumes'>>), essential: noPairs })
    expect(systemicRisk(empty, rule).esri).toHaveLength(0)
  })

  it('for one firm: all of its sales, or not defined where nobody sells', () => {
    const alone = { industries: Int32Array.of(0), essential: noPairs }
    expect(systemicRisk(build({ ...alone, ...links([0], [0], [5]) }), rule)).toEqual({ esri: Float64Array.of(1), esriDown: Float64Array.of(1), esriUp: Float64Array.of(1), iterations: Int32Array.of(1) })
    expect(systemicRisk(build({ ...alone, ...links([], [], []) }), rule).esri[0]).toBeNaN()
  })

  it('without an essential table: nothing spreads downstream, demand still does', () => {
    const { esriDown, esriUp } = systemicRisk(build({ essential: noPairs }), rule)
    expect([...esriDown]).toEqual([0.25, 0, 0.75])
    expect([...esriUp]).toEqual([0.25, 1, 1])
  })

  it('whether a link is written once or in parts, with zero volumes or without', () => {
    const parts = build(links([0, 2, 0, 1], [2, 1, 2, 2], [4, 30, 6, 0]))
    expect(parts).toEqual(build({}))
  })
})

it('has the shares of sales that can be asked for without building it, and they add up to one', () => {
  const shares = salesShares({ ...small, ...links([0, 2, 0, 1], [2, 1, 2, 2], [4, 30, 6, 0]) })
  expect(shares).toEqual(Float64Array.from(build({}).shares))
  expect(shares.reduce((sum, share) => sum + share)).toBe(1)
})

it('lies in shared memory, so that workers need no copy', () => {
  const { shares, downstream, upstream } = build({})
  for (const { buffer } of [shares, downstream.push.targets, upstream.pull.weights]) expect(buffer).toBeInstanceOf(SharedArrayBuffer)
})
