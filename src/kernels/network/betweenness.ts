import type { UndirectedGraph } from '../graph.ts'
import { openSearchBySteps } from './search-by-steps.ts'
import { openSearchByWeights } from './search-by-weights.ts'

/** Shortest by the number of steps, or by the sum of 1 / weight of the ties: a heavy tie is a short way. */
export type Paths = 'steps' | 'weights'

/** For each node, the sum over sources of how much they depend on it, and of the squares of that. */
export type Dependencies = { sums: Float64Array; squares: Float64Array }

/**
 * How much the sources depend on every node, added up in their order: U. Brandes, "A faster algorithm for betweenness centrality", Journal of
 * Mathematical Sociology 25(2), 2001. A pure function of its arguments, made to be one shard of many: see `sourceBlocks`.
 */
export function dependencies(graph: UndirectedGraph, sources: Int32Array, paths: Paths): Dependencies {
  const search = paths === 'steps' ? openSearchBySteps(graph) : openSearchByWeights(graph)
  const { order, delta } = search
  const sums = new Float64Array(graph.nodes)
  const squares = new Float64Array(graph.nodes)
  for (const source of sources) {
    const reached = search.from(source)
    for (let i = 1; i < reached; i++) {
      const n = order[i]!
      const d = delta[n]!
      sums[n]! += d
      squares[n]! += d * d
    }
  }
  return { sums, squares }
}

/** Blocks that a list of sources is always cut into, however many share the work. */
const BLOCKS = 64

/** The sources in blocks that depend on their number alone: added up block by block they give the same bytes whoever computed which. */
export function sourceBlocks(sources: Int32Array): Int32Array[] {
  const size = Math.max(1, Math.ceil(sources.length / BLOCKS))
  return Array.from({ length: Math.ceil(sources.length / size) }, (_, b) => sources.subarray(b * size, (b + 1) * size))
}

/** Adds the dependencies of blocks in their order. */
export function sumDependencies(nodes: number, blocks: Iterable<Dependencies>): Dependencies {
  const total = { sums: new Float64Array(nodes), squares: new Float64Array(nodes) }
  for (const { sums, squares } of blocks) {
    for (let n = 0; n < nodes; n++) {
      total.sums[n]! += sums[n]!
      total.squares[n]! += squares[n]!
    }
  }
  return total
}

/** Every node: the sources of the exact betweenness. */
export const allNodes = ({ nodes }: { nodes: number }): Int32Array => Int32Array.from({ length: nodes }, (_, n) => n)

/** The number of pairs whose shortest paths pass a node, each pair once and shared among equally short paths. L. C. Freeman 1977. */
export function betweenness(graph: UndirectedGraph, paths: Paths = 'steps'): Float64Array {
  const blocks = sourceBlocks(allNodes(graph)).map((sources) => dependencies(graph, sources, paths))
  return sumDependencies(graph.nodes, blocks).sums.map((sum) => sum / 2)
}

/** The pairs that could pass a node: betweenness over this number lies in 0 … 1; 0 with fewer than three nodes. */
export const pairsOfOthers = (nodes: number): number => Math.max(0, ((nodes - 1) * (nodes - 2)) / 2)
