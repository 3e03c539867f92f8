import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildGraph } from './graph.ts'
import { propagate, statuses, type Propagation } from './propagate.ts'
import { smallestSets } from './smallest-sets.ts'
import { doubts, type StressParameters } from './stress.ts'
import { dimensions, indexChain, type Chain, type Removal } from './supply-chain.ts'

const NODES = 8
const maybe = <T>(values: fc.Arbitrary<T>, missing: T) => fc.oneof(values, fc.constant(missing))
const share = maybe(fc.constantFrom(0, 0.1, 0.25, 0.3, 0.5, 0.6, 1), NaN)
const days = maybe(fc.constantFrom(0, 5, 10, 30, 90, Infinity), NaN)
const element = fc.integer({ min: -1, max: 3 })
const pairs = (max: number) => fc.array(fc.tuple(fc.nat(NODES - 1), fc.nat(NODES - 1)), { maxLength: max })
const supply = fc.record({ node: fc.nat(NODES - 1), organisation: fc.nat(4), origin: element, owner: element, region: element, share, qualified: fc.constantFrom(1, 0, -1) })
const origin = fc.record({ node: fc.nat(NODES - 1), country: element, share })

type Sketch = { requires: [number, number][]; kinds: [number, number][]; supplies: (Record<string, number>)[]; origins: Record<string, number>[]; stockDays: number[]; substitutionDays: number[] }

const sketches: fc.Arbitrary<Sketch> = fc.record({
  requires: pairs(12),
  kinds: pairs(4),
  supplies: fc.array(supply, { maxLength: 16 }),
  origins: fc.array(origin, { maxLength: 8 }),
  stockDays: fc.array(days, { minLength: NODES, maxLength: NODES }),
  substitutionDays: fc.array(days, { minLength: NODES, maxLength: NODES }),
})
const removals: fc.Arbitrary<Removal[]> = fc.array(fc.record({ dimension: fc.constantFrom(...dimensions, 'node' as const), element: fc.nat(3) }), { maxLength: 4 })
const parameters: fc.Arbitrary<StressParameters> = fc.record({
  days: fc.constantFrom(7, 60, Infinity),
  minimumShare: fc.constantFrom(0, 0.3, 0.5),
  assumedStockDays: fc.constantFrom(null, 0, 20),
  assumedSubstitutionDays: fc.constantFrom(null, 40, Infinity),
  outside: fc.subarray([...dimensions]),
})

function chainFrom(sketch: Sketch, name = (n: number): number => n): Chain {
  const graph = (edges: [number, number][]) => buildGraph(NODES, { sources: edges.map(([a]) => name(a)), targets: edges.map(([, b]) => name(b)) })
  const column = (rows: Record<string, number>[], key: string) => rows.map((row) => row[key]!)
  const renamed = (values: number[]) => {
    const result = new Float64Array(NODES)
    for (let n = 0; n < NODES; n++) result[name(n)] = values[n]!
    return result
  }
  const { supplies, origins } = sketch
  return {
    nodes: NODES,
    requires: graph(sketch.requires),
    kinds: graph(sketch.kinds),
    supplies: {
      node: Int32Array.from(column(supplies, 'node'), name),
      organisation: Int32Array.from(column(supplies, 'organisation')),
      origin: Int32Array.from(column(supplies, 'origin')),
      owner: Int32Array.from(column(supplies, 'owner')),
      region: Int32Array.from(column(supplies, 'region')),
      share: Float64Array.from(column(supplies, 'share')),
      qualified: Int8Array.from(column(supplies, 'qualified')),
    },
    origins: { node: Int32Array.from(column(origins, 'node'), name), country: Int32Array.from(column(origins, 'country')), share: Float64Array.from(column(origins, 'share')) },
    stockDays: renamed(sketch.stockDays),
    substitutionDays: renamed(sketch.substitutionDays),
  }
}

const run = (chain: Chain, taken: Removal[], stated: StressParameters): Propagation => propagate(indexChain(chain), taken, stated)
/** How bad a status is: runs < unknown < stops. */
const harm = (status: number): number => ({ [statuses.runs]: 0, [statuses.unknown]: 1, [statuses.stops]: 2 })[status]!
const runsOf = { numRuns: 600 }

describe('any chain', () => {
  it('never runs better when more is taken away', () => {
    fc.assert(
      fc.property(sketches, removals, removals, parameters, (sketch, some, more, stated) => {
        const chain = chainFrom(sketch)
        const less = run(chain, some, stated)
        const all = run(chain, [...some, ...more], stated)
        for (let n = 0; n < NODES; n++) {
          expect(harm(all.status[n]!)).toBeGreaterThanOrEqual(harm(less.status[n]!))
          if (!Number.isNaN(less.stopsEarliest[n]!) && less.doubt[n] !== doubts.evidence) expect(all.stopsEarliest[n]!).toBeLessThanOrEqual(less.stopsEarliest[n]!)
          if (!Number.isNaN(less.shareLow[n]!)) expect(all.shareHigh[n]!).toBeLessThanOrEqual(less.shareHigh[n]! + 1e-9)
          if (!Number.isNaN(less.shareLow[n]!)) expect(all.shareLow[n]!).toBeLessThanOrEqual(less.shareLow[n]! + 1e-9)
        }
      }),
      runsOf,
    )
  })

  it('has its favourable reading never below its unfavourable one', () => {
    fc.assert(
      fc.property(sketches, removals, parameters, (sketch, taken, stated) => {
        const result = run(chainFrom(sketch), taken, stated)
        for (let n = 0; n < NODES; n++) {
          if (!Number.isNaN(result.shareLow[n]!)) expect(result.shareLow[n]!).toBeLessThanOrEqual(result.shareHigh[n]! + 1e-9)
          if (!Number.isNaN(result.stopsLatest[n]!)) expect(result.stopsEarliest[n]!).toBeLessThanOrEqual(result.stopsLatest[n]!)
          if (!Number.isNaN(result.backEarliest[n]!)) expect(result.backEarliest[n]!).toBeLessThanOrEqual(result.backLatest[n]!)
          expect(result.doubt[n] === doubts.none).toBe(result.status[n] !== statuses.unknown)
        }
      }),
      runsOf,
    )
  })

  it('answers the same under other numbers', () => {
    const names = fc.shuffledSubarray([...Array(NODES).keys()], { minLength: NODES })
    fc.assert(
      fc.property(sketches, removals, parameters, names, (sketch, taken, stated, name) => {
        const result = run(chainFrom(sketch), taken, stated)
        const renamed = run(chainFrom(sketch, (n) => name[n]!), taken.map((removal) => (removal.dimension === 'node' ? { ...removal, element: name[removal.element]! } : removal)), stated)
        for (const key of ['status', 'doubt', 'stopsEarliest', 'stopsLatest', 'backEarliest', 'backLatest', 'shareLow', 'shareHigh'] as const)
          for (let n = 0; n < NODES; n++) expect(renamed[key][name[n]!]).toBe(result[key][n])
      }),
      runsOf,
    )
  })

  it('does not become more certain in the other direction when something unknown is filled in', () => {
    const filledIn = fc.record({ stock: fc.constantFrom(0, 10, 100), substitution: fc.constantFrom(5, 50, 500) })
    fc.assert(
      fc.property(sketches, removals, parameters, filledIn, (sketch, taken, stated, { stock, substitution }) => {
        const open = run(chainFrom(sketch), taken, { ...stated, assumedStockDays: null, assumedSubstitutionDays: null })
        const filled = run(chainFrom(sketch), taken, { ...stated, assumedStockDays: stock, assumedSubstitutionDays: substitution })
        for (let n = 0; n < NODES; n++) if (open.status[n] !== statuses.unknown) expect(filled.status[n]).toBe(open.status[n])
      }),
      runsOf,
    )
  })

  it('agrees with a solution by plain repetition', () => {
    fc.assert(
      fc.property(sketches, removals, (sketch, taken) => {
        const withoutOrigins = { ...sketch, kinds: sketch.kinds.filter(([parent, kind]) => parent < kind), origins: [], supplies: sketch.supplies.map((row) => ({ ...row, share: NaN, origin: Math.max(0, row.origin!), owner: Math.max(0, row.owner!), region: Math.max(0, row.region!) })) }
        const chain = chainFrom(withoutOrigins)
        const stated = { days: Infinity, minimumShare: 0, assumedStockDays: 7, assumedSubstitutionDays: 45, outside: [] }
        const result = run(chain, taken, stated)
        const expected = byRepetition(withoutOrigins, taken)
        for (let n = 0; n < NODES; n++) {
          if (result.status[n] !== statuses.stops) expect(expected[n]!.from).toBe(Infinity)
          else expect([result.stopsLatest[n], result.backEarliest[n]]).toEqual([expected[n]!.from, expected[n]!.until])
        }
      }),
      runsOf,
    )
  })

  it('has as its smallest sets just those that a trial of all pairs finds', () => {
    fc.assert(
      fc.property(sketches, parameters, (sketch, stated) => {
        const chain = chainFrom(sketch)
        const all = { dimensions: ['organisation', 'origin'] as const, maxNodes: 100, maxElements: 100, maxSets: 1000 }
        const { sets, complete } = smallestSets(chain, 0, stated, all)
        expect(complete).toBe(true)
        for (const set of sets) {
          const whole = run(chain, set.removals, stated)
          expect(whole.status[0] === statuses.stops).toBe(set.certain)
          expect(whole.stopsEarliest[0]).toBe(set.stopsEarliest)
          for (const removal of set.removals.length === 2 ? set.removals : []) {
            const alone = run(chain, [removal], stated)
            if (set.certain) expect(alone.status[0]).not.toBe(statuses.stops)
            else expect([statuses.runs, statuses.unknown]).toContain(alone.status[0])
          }
        }
        const found = new Set(sets.map(({ removals: set }) => set.map((removal) => JSON.stringify(removal)).sort().join()))
        const elements = all.dimensions.flatMap((dimension) => [0, 1, 2, 3, 4].map((value) => ({ dimension, element: value })))
        const stops = (taken: Removal[]): boolean => run(chain, taken, stated).status[0] === statuses.stops
        for (const [i, a] of elements.entries()) {
          if (stops([a])) expect(found.has(JSON.stringify(a))).toBe(true)
          for (const b of elements.slice(i + 1)) if (stops([a, b]) && !stops([a]) && !stops([b])) expect(found.has([a, b].map((removal) => JSON.stringify(removal)).sort().join())).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
  })
})

/** The most favourable reading, written down as the definition says and repeated until nothing changes. */
function byRepetition({ requires, kinds, supplies, stockDays, substitutionDays }: Sketch, taken: Removal[]): { from: number; until: number }[] {
  const hit = (row: Record<string, number>): boolean => taken.some(({ dimension, element: value }) => row[dimension] === value)
  const back = substitutionDays.map((value) => (Number.isNaN(value) ? 45 : value))
  const stock = stockDays.map((value) => (Number.isNaN(value) ? 7 : value))
  const out = back.map(() => ({ from: Infinity, until: -Infinity }))
  for (let changed = true; changed; ) {
    changed = false
    for (let n = 0; n < NODES; n++) {
      const rows = supplies.filter((row) => row.node === n && row.qualified !== 0)
      const parts = kinds.filter(([parent]) => parent === n).map(([, kind]) => out[kind]!)
      if (rows.length > 0) parts.push(rows.every(hit) ? { from: 0, until: Infinity } : { from: Infinity, until: -Infinity })
      const reasons = requires.filter(([node]) => node === n).map(([, input]) => ({ from: out[input]!.from + stock[input]!, until: out[input]!.until }))
      if (parts.length > 0) reasons.push({ from: Math.max(...parts.map(({ from }) => from)), until: Math.min(...parts.map(({ until }) => until)) })
      if (taken.some(({ dimension, element: value }) => dimension === 'node' && value === n)) reasons.push({ from: 0, until: Infinity })
      for (const reason of reasons) {
        const until = Math.min(reason.until, back[n]!)
        if (reason.from >= until) continue
        if (reason.from < out[n]!.from || until > out[n]!.until) changed = true
        out[n] = { from: Math.min(out[n]!.from, reason.from), until: Math.max(out[n]!.until, until) }
      }
    }
  }
  return out
}
