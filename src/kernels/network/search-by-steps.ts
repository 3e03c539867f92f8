import type { UndirectedGraph } from '../graph.ts'
import { countable, type Search } from './search.ts'

/**
 * Paths of fewest steps, level by level. Between two levels every path runs along a tie, and the ties can be read from either side: sums are
 * pushed along the ties of the one or pulled along those of the other, whichever has fewer. S. Beamer, K. Asanović, D. Patterson,
 * "Direction-optimizing breadth-first search", SC 2012, taken over to path counts and, on the way back, to dependencies. A sum pushed along a
 * tie that does not lead to the next level falls on a node whose sum is no longer, or not yet, in use: no tie has to be asked where it leads.
 */
export function openSearchBySteps(graph: UndirectedGraph): Search {
  const { nodes } = graph
  const numbers = (): Float64Array => new Float64Array(nodes)
  const room: Room = {
    order: new Int32Array(nodes), delta: numbers(), sigma: numbers(), level: new Int32Array(nodes).fill(-1), inflow: numbers(), outflow: numbers(),
    levelStarts: new Int32Array(nodes + 2), levelTies: new Int32Array(nodes + 1),
  }
  return {
    order: room.order,
    delta: room.delta,
    from(source) {
      const levels = countPaths(graph, source, room)
      const reached = room.levelStarts[levels]!
      for (let i = 0; i < reached; i++) room.inflow[room.order[i]!] = 0
      for (let depth = levels - 1; depth >= 0; depth--) dependOn(graph, { depth, last: depth === levels - 1 }, room)
      for (let i = 0; i < reached; i++) {
        const n = room.order[i]!
        room.level[n] = -1
        room.inflow[n] = room.outflow[n] = 0
      }
      return reached
    },
  }
}

/** The nodes of level d stand in `order` from `levelStarts[d]` on and have `levelTies[d]` ties. `outflow` is zero but for the level at work. */
type Room = {
  order: Int32Array
  delta: Float64Array
  sigma: Float64Array
  level: Int32Array
  inflow: Float64Array
  outflow: Float64Array
  levelStarts: Int32Array
  levelTies: Int32Array
}

/** Fills `sigma`, the number of shortest paths from the source, level by level; answers how many levels there are. */
function countPaths(graph: UndirectedGraph, source: number, room: Room): number {
  const { nodes, starts, targets } = graph
  const { order, sigma, level, levelStarts, levelTies } = room
  let unseen = targets.length
  order[0] = source
  level[source] = 0
  sigma[source] = 1
  levelStarts[0] = 0
  levelStarts[1] = 1
  for (let depth = 0; ; depth++) {
    const first = levelStarts[depth]!
    const last = levelStarts[depth + 1]!
    if (first === last) return depth
    let ties = 0
    for (let i = first; i < last; i++) ties += starts[order[i]! + 1]! - starts[order[i]!]!
    levelTies[depth] = ties
    unseen -= ties
    // To push or pull takes a look at every node; few ties are followed one by one.
    const step = Math.min(ties, unseen) * 2 < nodes ? (ties * 2 < nodes ? follow : pull) : ties <= unseen ? push : pull
    levelStarts[depth + 2] = step(graph, depth, room)
  }
}

/** Looks where each tie of the level leads. */
function follow({ starts, targets }: UndirectedGraph, depth: number, { order, sigma, level, levelStarts }: Room): number {
  const last = levelStarts[depth + 1]!
  let tail = last
  for (let i = levelStarts[depth]!; i < last; i++) {
    const n = order[i]!
    for (let e = starts[n]!, end = starts[n + 1]!; e < end; e++) {
      const other = targets[e]!
      if (level[other]! < 0) {
        level[other] = depth + 1
        sigma[other] = sigma[n]!
        order[tail++] = other
      } else if (level[other] === depth + 1) sigma[other]! += sigma[n]!
    }
  }
  return tail
}

/** Adds the counts of the level to all its neighbours; those without a level so far make the next. */
function push({ nodes, starts, targets }: UndirectedGraph, depth: number, { order, sigma, level, inflow, levelStarts }: Room): number {
  const last = levelStarts[depth + 1]!
  for (let i = levelStarts[depth]!; i < last; i++) {
    const n = order[i]!
    const paths = sigma[n]!
    for (let e = starts[n]!, end = starts[n + 1]!; e < end; e++) inflow[targets[e]!]! += paths
  }
  let tail = last
  for (let n = 0; n < nodes; n++) {
    if (level[n]! >= 0 || inflow[n] === 0) continue
    level[n] = depth + 1
    sigma[n] = inflow[n]!
    order[tail++] = n
  }
  return tail
}

/** Every node without a level so far adds up what its neighbours in the level have. */
function pull({ nodes, starts, targets }: UndirectedGraph, depth: number, { order, sigma, level, outflow, levelStarts }: Room): number {
  const first = levelStarts[depth]!
  const last = levelStarts[depth + 1]!
  for (let i = first; i < last; i++) outflow[order[i]!] = sigma[order[i]!]!
  let tail = last
  for (let n = 0; n < nodes; n++) {
    if (level[n]! >= 0) continue
    let sum = 0
    for (let e = starts[n]!, end = starts[n + 1]!; e < end; e++) sum += outflow[targets[e]!]!
    if (sum === 0) continue
    level[n] = depth + 1
    sigma[n] = sum
    order[tail++] = n
  }
  for (let i = first; i < last; i++) outflow[order[i]!] = 0
  return tail
}

/** Gives the nodes of a level their dependencies and leaves the share of one path, (1 + delta) / sigma, in `outflow` for the level before. */
function dependOn({ starts, targets }: UndirectedGraph, { depth, last }: { depth: number; last: boolean }, { order, delta, sigma, inflow, outflow, levelStarts, levelTies }: Room): void {
  const first = levelStarts[depth]!
  const next = levelStarts[depth + 1]!
  const end = last ? next : levelStarts[depth + 2]!
  const pushed = !last && levelTies[depth + 1]! <= levelTies[depth]!
  if (pushed) {
    for (let i = next; i < end; i++) {
      const n = order[i]!
      const share = outflow[n]!
      for (let e = starts[n]!, stop = starts[n + 1]!; e < stop; e++) inflow[targets[e]!]! += share
    }
  }
  for (let i = first; i < next; i++) {
    const n = order[i]!
    let sum = inflow[n]!
    if (!pushed) {
      sum = 0
      for (let e = starts[n]!, stop = starts[n + 1]!; e < stop; e++) sum += outflow[targets[e]!]!
    }
    delta[n] = sum * sigma[n]!
  }
  for (let i = next; i < end; i++) outflow[order[i]!] = 0
  for (let i = first; i < next; i++) outflow[order[i]!] = (1 + delta[order[i]!]!) / countable(sigma[order[i]!]!)
}
