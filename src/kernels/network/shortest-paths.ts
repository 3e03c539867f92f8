import type { UndirectedGraph } from '../graph.ts'
import { openHeap, popHeap, pushHeap, type Heap } from '../heap.ts'

/**
 * Room for one search after another. After a search from a source, `order` holds the nodes it reached, nearest first, and `delta` how much
 * the source depends on each of them: the sum, over all targets, of the share of the shortest paths that pass the node.
 */
export type Search = {
  order: Int32Array
  delta: Float64Array
  level: Int32Array
  distance: Float64Array
  /** How many shortest paths lead to a node; (1 + delta) over it. */
  sigma: Float64Array
  share: Float64Array
  /** The next nodes on shortest paths of the node at place i of `order`, from `successorStarts[i]` on. */
  successors: Int32Array
  successorStarts: Int32Array
  heap: Heap
}

export function openSearch({ nodes, targets }: UndirectedGraph): Search {
  const numbers = (): Float64Array => new Float64Array(nodes)
  return {
    order: new Int32Array(nodes), delta: numbers(), level: new Int32Array(nodes).fill(-1), distance: numbers().fill(Infinity), sigma: numbers(), share: numbers(),
    successors: new Int32Array(targets.length / 2), successorStarts: new Int32Array(nodes + 1), heap: openHeap(nodes),
  }
}

/** Paths of fewest steps; answers how many nodes the source reaches, itself included. */
export function searchBySteps({ starts, targets }: UndirectedGraph, source: number, search: Search): number {
  const { order, level, sigma, successors, successorStarts } = search
  let tail = 0
  let kept = 0
  order[tail++] = source
  level[source] = 0
  sigma[source] = 1
  for (let head = 0; head < tail; head++) {
    const n = order[head]!
    const next = level[n]! + 1
    const paths = sigma[n]!
    successorStarts[head] = kept
    for (let e = starts[n]!, end = starts[n + 1]!; e < end; e++) {
      const other = targets[e]!
      const reached = level[other]!
      if (reached < 0) {
        level[other] = next
        sigma[other] = paths
        order[tail++] = other
        successors[kept++] = other
      } else if (reached === next) {
        sigma[other]! += paths
        successors[kept++] = other
      }
    }
  }
  successorStarts[tail] = kept
  dependBySteps(search, tail)
  return tail
}

function dependBySteps({ order, level, delta, sigma, share, successors, successorStarts }: Search, reached: number): void {
  for (let i = reached - 1; i >= 0; i--) {
    const n = order[i]!
    let sum = 0
    for (let s = successorStarts[i]!, end = successorStarts[i + 1]!; s < end; s++) sum += share[successors[s]!]!
    delta[n] = sum * sigma[n]!
    share[n] = (1 + delta[n]!) / countable(sigma[n]!)
    level[n] = -1
  }
}

/** Two ways are equally long when they differ by no more than this part: sums of 1 / weight carry rounding. */
const EQUAL = 1e-12

/**
 * Paths of least length, a tie being 1 / weight long: E. W. Dijkstra 1959. Lengths come first; the paths are counted once all lengths
 * stand, so that rounding cannot let a path be counted from one end and not from the other.
 */
export function searchByWeights(graph: UndirectedGraph, source: number, search: Search): number {
  const reached = settleLengths(graph, source, search)
  const { starts, targets, weights } = graph
  const { order, distance, delta, sigma } = search
  for (let i = 1; i < reached; i++) {
    const n = order[i]!
    sigma[n] = 0
    for (let e = starts[n]!; e < starts[n + 1]!; e++) if (precedes(distance, targets[e]!, 1 / weights[e]!, distance[n]!)) sigma[n]! += sigma[targets[e]!]!
  }
  for (let i = 0; i < reached; i++) delta[order[i]!] = 0
  for (let i = reached - 1; i > 0; i--) {
    const n = order[i]!
    const share = (1 + delta[n]!) / countable(sigma[n]!)
    for (let e = starts[n]!; e < starts[n + 1]!; e++) if (precedes(distance, targets[e]!, 1 / weights[e]!, distance[n]!)) delta[targets[e]!]! += sigma[targets[e]!]! * share
  }
  for (let i = 0; i < reached; i++) distance[order[i]!] = Infinity
  return reached
}

function settleLengths({ starts, targets, weights }: UndirectedGraph, source: number, { order, distance, level, sigma, heap }: Search): number {
  let reached = 0
  distance[source] = 0
  sigma[source] = 1
  pushHeap(heap, 0, source)
  for (let n = popHeap(heap); n >= 0; n = popHeap(heap)) {
    if (level[n] === 0) continue
    level[n] = 0
    order[reached++] = n
    for (let e = starts[n]!; e < starts[n + 1]!; e++) {
      const other = targets[e]!
      const length = distance[n]! + 1 / weights[e]!
      if (length >= distance[other]!) continue
      distance[other] = length
      pushHeap(heap, length, other)
    }
  }
  for (let i = 0; i < reached; i++) level[order[i]!] = -1
  return reached
}

const precedes = (distance: Float64Array, before: number, length: number, total: number): boolean =>
  distance[before]! < total && Math.abs(distance[before]! + length - total) <= EQUAL * total

function countable(paths: number): number {
  if (paths < Infinity) return paths
  throw new RangeError('there are more shortest paths between two nodes than can be counted (above 10^308)')
}
