import { describe, expect, it } from 'vitest'
import { buildGraph, emptyGraph, reverseGraph } from './graph.ts'
import { layout } from './layout.ts'
import { neighbourhood } from './neighbourhood.ts'
import { propagate } from './propagate.ts'
import { smallestSets } from './smallest-sets.ts'
import { stronglyConnected } from './strongly-connected.ts'
import { indexChain, type Chain } from './supply-chain.ts'

/** Prints how long the kernels take at the size a county has to bear; it asserts only that the answers are whole. */
const NODES = 100_000
const EDGES = 200_000
const SUPPLIES = 200_000

/** mulberry32: the same numbers on every machine. */
let state = 20_260_101
function random(): number {
  state = (state + 0x6d2b79f5) | 0
  let t = Math.imul(state ^ (state >>> 15), 1 | state)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
}
const below = (limit: number): number => Math.floor(random() * limit)
const ints = (length: number, value: () => number): Int32Array => Int32Array.from({ length }, value)
const floats = (length: number, known: number, value: () => number): Float64Array => Float64Array.from({ length }, () => (random() < known ? value() : NaN))

function large(nodes: number, edges: number, rows: number): Chain {
  const sources = ints(edges, () => below(nodes))
  return {
    nodes,
    // Mostly from higher to lower numbers, one in a hundred the other way round, so that there are circles.
    requires: buildGraph(nodes, { sources, targets: sources.map((n) => (random() < 0.01 ? below(nodes) : Math.max(0, n - 1 - below(Math.min(n, 2000) || 1)))) }),
    kinds: emptyGraph(nodes),
    supplies: { node: ints(rows, () => below(nodes)), organisation: ints(rows, () => below(nodes / 10)), origin: ints(rows, () => below(30) - 1), owner: ints(rows, () => below(500) - 1), region: ints(rows, () => below(300) - 1), share: floats(rows, 0.5, () => random() * 0.6), qualified: new Int8Array(rows).fill(-1) },
    origins: { node: ints(rows / 10, () => below(nodes)), country: ints(rows / 10, () => below(30) - 1), share: floats(rows / 10, 0.8, () => random() * 0.4) },
    stockDays: floats(nodes, 0.5, () => below(60)),
    substitutionDays: floats(nodes, 0.5, () => below(400)),
  }
}

function timed<T>(what: string, work: () => T): T {
  work()
  const started = performance.now()
  const result = work()
  console.log(`${what}: ${(performance.now() - started).toFixed(1)} ms`)
  return result
}

describe(`a map of ${NODES} nodes, ${EDGES} inputs, ${SUPPLIES} supplies`, () => {
  const chain = large(NODES, EDGES, SUPPLIES)

  it('is laid out, indexed, walked and stressed', () => {
    const stage = ints(NODES, () => below(3))
    const group = ints(NODES, () => below(200))
    timed('strongly connected', () => stronglyConnected(chain.requires))
    const { x } = timed('layout', () => layout({ requires: chain.requires, kinds: chain.kinds, stage, group }))
    expect(x).toHaveLength(NODES)
    const users = reverseGraph(chain.requires)
    timed('neighbourhood, 3 hops', () => neighbourhood(chain.requires, users, NODES / 2, { hops: 3, maxNodes: 2000 }))
    const index = timed('index', () => indexChain(chain))
    const stated = { days: 365, minimumShare: 0.3, assumedStockDays: null, assumedSubstitutionDays: null, outside: [] }
    const { lost } = timed('propagate, one origin', () => propagate(index, [{ dimension: 'origin', element: 3 }], stated))
    console.log(JSON.stringify(lost))
    expect(lost.stops + lost.runs + lost.reduced + lost.unknown.time + lost.unknown.supply + lost.unknown.evidence).toBe(NODES)
  })

  it('gives the smallest sets of a node within its caps', () => {
    const limits = { dimensions: ['origin', 'organisation'] as const, maxNodes: 2000, maxElements: 100, maxSets: 200 }
    const stated = { days: Infinity, minimumShare: 0.3, assumedStockDays: 0, assumedSubstitutionDays: Infinity, outside: ['origin'] as const }
    const { sets, elements, complete } = timed('smallest sets on the large map', () => smallestSets(chain, NODES - 1, stated, limits))
    console.log(`${elements} elements, ${sets.length} sets, complete: ${complete}`)
  })
})

describe('a map of 100 nodes with 300 elements', () => {
  it('gives all smallest sets', () => {
    const chain = large(100, 200, 600)
    const all = Int32Array.from({ length: 99 }, (_, n) => n)
    const small = { ...chain, requires: buildGraph(100, { sources: all.map((n) => n + 1), targets: all }), supplies: { ...chain.supplies, organisation: ints(600, () => below(290)) } }
    const stated = { days: Infinity, minimumShare: 0, assumedStockDays: 0, assumedSubstitutionDays: Infinity, outside: ['origin'] as const }
    const { elements, sets, complete } = timed('smallest sets', () => smallestSets(small, 99, stated, { dimensions: ['origin', 'organisation'], maxNodes: 100, maxElements: 300, maxSets: 10_000 }))
    console.log(`${elements} elements, ${sets.length} sets, complete: ${complete}`)
    expect(complete).toBe(true)
  })
})
