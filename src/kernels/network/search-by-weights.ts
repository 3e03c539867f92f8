import type { UndirectedGraph } from '../graph.ts'
import { openHeap, popHeap, pushHeap, type Heap } from '../heap.ts'
import { countable, type Search } from './search.ts'

/** Two ways are equally long when they differ by no more than this part: sums of 1 / weight carry rounding. */
const EQUAL = 1e-12

/**
 * Paths of least length, a tie being 1 / weight long: E. W. Dijkstra 1959. Lengths come first; the paths are counted once all lengths
 * stand, so that rounding cannot let a path be counted from one end and not from the other.
 */
export function openSearchByWeights(graph: UndirectedGraph): Search {
  const numbers = (): Float64Array => new Float64Array(graph.nodes)
  const room: Room = { order: new Int32Array(graph.nodes), delta: numbers(), distance: numbers().fill(Infinity), sigma: numbers(), settled: new Uint8Array(graph.nodes), heap: openHeap(graph.nodes) }
  return { order: room.order, delta: room.delta, from: (source) => search(graph, source, room) }
}

type Room = { order: Int32Array; delta: Float64Array; distance: Float64Array; sigma: Float64Array; settled: Uint8Array; heap: Heap }

function search(graph: UndirectedGraph, source: number, room: Room): number {
  const reached = settleLengths(graph, source, room)
  const { starts, targets, weights } = graph
  const { order, distance, delta, sigma } = room
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

function settleLengths({ starts, targets, weights }: UndirectedGraph, source: number, { order, distance, settled, sigma, heap }: Room): number {
  let reached = 0
  distance[source] = 0
  sigma[source] = 1
  pushHeap(heap, 0, source)
  for (let n = popHeap(heap); n >= 0; n = popHeap(heap)) {
    if (settled[n] === 1) continue
    settled[n] = 1
    order[reached++] = n
    for (let e = starts[n]!; e < starts[n + 1]!; e++) {
      const other = targets[e]!
      const length = distance[n]! + 1 / weights[e]!
      if (length >= distance[other]!) continue
      distance[other] = length
      pushHeap(heap, length, other)
    }
  }
  for (let i = 0; i < reached; i++) settled[order[i]!] = 0
  return reached
}

const precedes = (distance: Float64Array, before: number, length: number, total: number): boolean =>
  distance[before]! < total && Math.abs(distance[before]! + length - total) <= EQUAL * total
