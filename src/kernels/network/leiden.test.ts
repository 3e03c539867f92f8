import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { edgeSources, type UndirectedGraph } from '../graph.ts'
import { openRandom } from '../random.ts'
import { connectedComponents } from './components.ts'
import { bestLeiden, leiden } from './leiden.ts'
import { modularity } from './modularity.ts'
import { anyNetwork, cliquePairs, ties, twoCliques } from './network-fixture.ts'

describe('communities', () => {
  it('finds two cliques, and a ring of eight', () => {
    const { community, sizes, modularity: quality } = leiden(twoCliques(), { seed: 1 })
    expect([...community]).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1])
    expect([...sizes]).toEqual([5, 5])
    expect(quality).toBeCloseTo(20 / 21 - 0.5, 12)
    const ring = ties(Array.from({ length: 8 }, (_, c) => [...cliquePairs(c * 6, 6), [c * 6, (c * 6 + 47) % 48]]).flat())
    expect([...leiden(ring, { seed: 5 }).sizes]).toEqual([6, 6, 6, 6, 6, 6, 6, 6])
  })

  it('counts weights: a heavy tie across binds two pairs that light ties would part', () => {
    expect([...leiden(ties([[0, 1, 1], [2, 3, 1], [1, 2, 10]]), { seed: 1 }).community]).toEqual([0, 0, 0, 0])
    expect([...leiden(ties([[0, 1, 10], [2, 3, 10], [1, 2, 1]]), { seed: 1 }).community]).toEqual([0, 0, 1, 1])
  })

  it('makes more communities of a higher resolution', () => {
    expect(leiden(twoCliques(), { seed: 1, resolution: 8 }).sizes.length).toBeGreaterThan(2)
    expect(leiden(twoCliques(), { seed: 1, resolution: 0.05 }).sizes).toHaveLength(1)
  })

  it('leaves every community in one piece, and no node that would gain by moving', () => {
    fc.assert(
      fc.property(anyNetwork, fc.nat(1000), (graph, seed) => {
        const { community, modularity: quality } = leiden(graph, { seed })
        expect(inOnePiece(graph, community)).toBe(true)
        if (graph.targets.length > 0) expect(bestSingleMove(graph, community)).toBeLessThanOrEqual(quality + 1e-12)
      }),
    )
  })

  it('loses nothing on a larger network with known groups', () => {
    const random = openRandom(4)
    const group = (n: number): number => n % 10
    const pairs = Array.from({ length: 20_000 }, () => {
      const a = random.integer(1000)
      return [a, random.next() < 0.8 ? group(a) + 10 * random.integer(100) : random.integer(1000)]
    })
    const graph = ties(pairs, 1000)
    const { modularity: quality } = leiden(graph, { seed: 2 })
    expect(quality).toBeGreaterThanOrEqual(modularity(graph, Int32Array.from({ length: 1000 }, (_, n) => group(n))) - 1e-12)
  })

  it('is the same for the same seed, and does not change with the unit of the weights', () => {
    fc.assert(
      fc.property(anyNetwork, (graph) => {
        expect(leiden({ ...graph, weights: graph.weights.map((w) => w * 64) }, { seed: 3 }).community).toEqual(leiden(graph, { seed: 3 }).community)
      }),
    )
  })

  it('of several runs keeps the best', () => {
    const random = openRandom(8)
    const graph = ties(Array.from({ length: 300 }, () => [random.integer(100), random.integer(100)]), 100)
    const runs = Array.from({ length: 5 }, (_, n) => leiden(graph, { seed: 7 + n }).modularity)
    expect(bestLeiden(graph, { seed: 7, runs: 5 }).modularity).toBe(Math.max(...runs))
  })

  it('has a defined answer without nodes and without ties, and refuses a resolution that is none', () => {
    expect(leiden(ties([], 0), { seed: 1 })).toMatchObject({ modularity: NaN, sizes: new Int32Array(0) })
    expect([...leiden(ties([], 3), { seed: 1 }).community]).toEqual([0, 1, 2])
    for (const resolution of [0, -1, NaN, Infinity]) expect(() => leiden(twoCliques(), { seed: 1, resolution })).toThrow(`resolution of ${resolution}`)
  })
})

function inOnePiece(graph: UndirectedGraph, community: Int32Array): boolean {
  const from = edgeSources(graph)
  const inside = [...from.keys()].filter((e) => community[from[e]!] === community[graph.targets[e]!])
  const pieces = connectedComponents(ties(inside.map((e) => [from[e]!, graph.targets[e]!]), graph.nodes)).sizes.length
  return pieces === new Set(community).size
}

function bestSingleMove(graph: UndirectedGraph, community: Int32Array): number {
  let best = -Infinity
  for (let n = 0; n < graph.nodes; n++) {
    for (let c = 0; c <= graph.nodes; c++) best = Math.max(best, modularity(graph, community.map((own, m) => (m === n ? c : own))))
  }
  return best
}
