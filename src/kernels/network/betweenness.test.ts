import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withoutWeights, type UndirectedGraph } from '../graph.ts'
import { openRandom } from '../random.ts'
import { allNodes, betweenness, dependencies, pairsOfOthers, sourceBlocks, sumDependencies, type Paths } from './betweenness.ts'
import { distancesFrom } from './distances.ts'
import { anyNetwork, path, star, ties } from './network-fixture.ts'

describe('betweenness', () => {
  it('on a path of four an inner node lies between two pairs; in a star the middle between all', () => {
    expect([...betweenness(path(4))]).toEqual([0, 2, 2, 0])
    expect([...betweenness(star(6))]).toEqual([pairsOfOthers(6), 0, 0, 0, 0, 0])
  })

  it('is shared among equally short paths: round a square each node has half a pair', () => {
    expect([...betweenness(ties([[0, 1], [1, 2], [2, 3], [3, 0]]))]).toEqual([0.5, 0.5, 0.5, 0.5])
  })

  it('by weights takes the heavy way round, and tells equal lengths in spite of rounding', () => {
    expect([...betweenness(ties([[0, 1, 4], [1, 2, 4], [0, 2, 1]]), 'weights')]).toEqual([0, 1, 0])
    // 1/3 + 1/3 + 1/3 and 1/7 × 7 are both one long, like the tie itself: three equal ways from 0 to 1.
    const sevenths = Array.from({ length: 7 }, (_, n) => [n === 0 ? 0 : 3 + n, n === 6 ? 1 : 4 + n, 7])
    const values = betweenness(ties([[0, 1, 1], [0, 2, 3], [2, 3, 3], [3, 1, 3], ...sevenths]), 'weights')
    expect(values[2]).toBeCloseTo(values[3]!, 12)
    expect(dependencies(ties([[0, 1, 1], [0, 2, 3], [2, 3, 3], [3, 1, 3]]), Int32Array.of(0), 'weights').sums[2]).toBeCloseTo(1 + 0.5, 12)
  })

  it.each<Paths>(['steps', 'weights'])('is the share of shortest paths found by looking at all of them, by %s', (paths) => {
    fc.assert(fc.property(anyNetwork, (graph) => {
      const slow = bySearchOfAll(graph, paths)
      for (const [n, value] of betweenness(graph, paths).entries()) expect(value).toBeCloseTo(slow[n]!, 9)
    }), { numRuns: 40 })
  })

  it('adds up, over all nodes, to the inner nodes of all shortest paths', () => {
    fc.assert(fc.property(anyNetwork, (graph) => {
      const { reached, sum } = distancesFrom(graph)
      const inner = sum.reduce((total, s, n) => total + s - reached[n]!, 0) / 2
      expect(betweenness(graph).reduce((total, b) => total + b, 0)).toBeCloseTo(inner, 9)
    }))
  })

  it('by weights that are all one is that by steps, on a network of hubs with long tails', () => {
    const random = openRandom(11)
    const hubs = Array.from({ length: 1500 }, () => [Math.floor(300 * random.next() ** 2), random.integer(300)])
    const graph = withoutWeights(ties([...hubs, ...Array.from({ length: 100 }, (_, n) => [n === 0 ? 7 : 299 + n, 300 + n])], 400))
    const bySteps = betweenness(graph)
    for (const [n, value] of betweenness(graph, 'weights').entries()) expect(Math.abs(value - bySteps[n]!)).toBeLessThan(1e-7)
  })

  it('has a defined answer without nodes and with one', () => {
    expect(betweenness(ties([], 0))).toHaveLength(0)
    expect([...betweenness(ties([], 1))]).toEqual([0])
  })

  it('refuses more shortest paths than a number can count', () => {
    const ladder = Array.from({ length: 1100 }, (_, n) => [[3 * n, 3 * n + 1], [3 * n, 3 * n + 2], [3 * n + 1, 3 * n + 3], [3 * n + 2, 3 * n + 3]]).flat()
    expect(() => dependencies(ties(ladder), Int32Array.of(0), 'steps')).toThrow('more shortest paths')
  })
})

describe('blocks of sources', () => {
  it('give the same bytes whoever computes which, in whatever order', () => {
    const graph = ties(Array.from({ length: 900 }, (_, n) => [(n * 7) % 211, (n * n * 5 + 1) % 211]), 211)
    const blocks = sourceBlocks(allNodes(graph))
    const backwards = [...blocks].reverse().map((sources) => dependencies(graph, sources, 'steps')).reverse()
    expect(sumDependencies(211, backwards).sums.map((sum) => sum / 2)).toEqual(betweenness(graph))
    expect(blocks.flatMap((sources) => [...sources])).toEqual([...allNodes(graph)])
  })

  it('are at most 64, and none without sources', () => {
    expect(sourceBlocks(new Int32Array(1000)).length).toBeLessThanOrEqual(64)
    expect(sourceBlocks(new Int32Array(0))).toEqual([])
  })
})

/** All pairs, all simple paths. */
function bySearchOfAll(graph: UndirectedGraph, paths: Paths): number[] {
  const result = Array.from({ length: graph.nodes }, () => 0)
  const length = (e: number): number => (paths === 'steps' ? 1 : 1 / graph.weights[e]!)
  const far = [...Array(graph.nodes).keys()].map((a) => [...Array(graph.nodes).keys()].map((b) => (a === b ? 0 : Infinity)))
  for (let n = 0; n < graph.nodes; n++) for (let e = graph.starts[n]!; e < graph.starts[n + 1]!; e++) far[n]![graph.targets[e]!] = length(e)
  for (let k = 0; k < graph.nodes; k++) for (let a = 0; a < graph.nodes; a++) for (let b = 0; b < graph.nodes; b++) far[a]![b] = Math.min(far[a]![b]!, far[a]![k]! + far[k]![b]!)
  const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-9
  const count = (a: number, b: number): number => {
    if (a === b) return 1
    let ways = 0
    for (let e = graph.starts[a]!; e < graph.starts[a + 1]!; e++) if (near(length(e) + far[graph.targets[e]!]![b]!, far[a]![b]!)) ways += count(graph.targets[e]!, b)
    return ways
  }
  for (let a = 0; a < graph.nodes; a++) {
    for (let b = 0; b < a; b++) {
      if (far[a]![b] === Infinity) continue
      const all = count(a, b)
      for (let n = 0; n < graph.nodes; n++) if (n !== a && n !== b && near(far[a]![n]! + far[n]![b]!, far[a]![b]!)) result[n]! += (count(a, n) * count(n, b)) / all
    }
  }
  return result
}
