import type { UndirectedGraph } from '../graph.ts'
import { strengths } from './degree.ts'

const SETTLED = 1e-15
const MOST_STEPS = 10_000

/**
 * The share of time that a walker spends at each node who follows ties in proportion to their weights and with probability 1 - `damping`
 * starts anew anywhere; from a node without ties always. S. Brin and L. Page, "The anatomy of a large-scale hypertextual Web search engine",
 * 1998. The shares add up to one.
 */
export function pageRank(graph: UndirectedGraph, damping = 0.85): Float64Array {
  if (!(damping >= 0 && damping < 1)) throw new RangeError(`a damping of ${damping} is not between 0 and 1`)
  const { nodes, starts, targets, weights } = graph
  const strength = strengths(graph)
  let share = new Float64Array(nodes).fill(1 / nodes)
  let next = new Float64Array(nodes)
  for (let step = 0; step < MOST_STEPS; step++) {
    let lost = 0
    for (let n = 0; n < nodes; n++) if (strength[n] === 0) lost += share[n]!
    const anywhere = (1 - damping + damping * lost) / nodes
    let moved = 0
    for (let n = 0; n < nodes; n++) {
      let sum = 0
      for (let e = starts[n]!; e < starts[n + 1]!; e++) sum += (weights[e]! * share[targets[e]!]!) / strength[targets[e]!]!
      next[n] = anywhere + damping * sum
      moved += Math.abs(next[n]! - share[n]!)
    }
    ;[share, next] = [next, share]
    if (moved <= SETTLED * Math.max(1, Math.sqrt(nodes))) return share
  }
  throw new RangeError(`the page rank did not settle in ${MOST_STEPS} steps`)
}
