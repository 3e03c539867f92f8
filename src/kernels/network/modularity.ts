import type { UndirectedGraph } from '../graph.ts'
import { strengths } from './degree.ts'

/**
 * Modularity of a division into communities (numbered from 0): the share of the ties inside communities less what the strengths alone would
 * give. M. E. J. Newman and M. Girvan, PRE 69, 2004; with a resolution, J. Reichardt and S. Bornholdt, PRE 74, 2006. Ties count by their
 * weights. NaN without a tie.
 */
export function modularity(graph: UndirectedGraph, community: Int32Array, resolution = 1): number {
  const { nodes, starts, targets, weights } = graph
  if (community.length !== nodes) throw new RangeError(`${community.length} communities given for ${nodes} nodes`)
  const strength = strengths(graph)
  const together = new Map<number, number>()
  let total = 0
  let inside = 0
  for (let n = 0; n < nodes; n++) {
    total += strength[n]!
    together.set(community[n]!, (together.get(community[n]!) ?? 0) + strength[n]!)
    for (let e = starts[n]!; e < starts[n + 1]!; e++) if (community[n] === community[targets[e]!]) inside += weights[e]!
  }
  let chance = 0
  for (const sum of together.values()) chance += (sum / total) ** 2
  return total === 0 ? NaN : inside / total - resolution * chance
}
