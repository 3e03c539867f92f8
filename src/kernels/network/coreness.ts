import type { UndirectedGraph } from '../graph.ts'
import { degrees } from './degree.ts'

/**
 * The coreness of each node: the largest k such that it belongs to a part of the network in which everyone has k ties within the part.
 * V. Batagelj and M. Zaveršnik, "An O(m) algorithm for cores decomposition of networks", 2003: nodes leave in order of what degree remains.
 */
export function coreness(graph: UndirectedGraph): Int32Array {
  const { nodes, starts, targets } = graph
  const core = degrees(graph)
  const first = new Int32Array(core.reduce((most, d) => Math.max(most, d), 0) + 2)
  for (const d of core) first[d + 1]!++
  for (let d = 1; d < first.length; d++) first[d]! += first[d - 1]!
  const order = new Int32Array(nodes)
  const place = new Int32Array(nodes)
  const next = first.slice()
  for (let n = 0; n < nodes; n++) {
    place[n] = next[core[n]!]!++
    order[place[n]!] = n
  }
  for (let at = 0; at < nodes; at++) {
    const n = order[at]!
    for (let e = starts[n]!; e < starts[n + 1]!; e++) {
      const other = targets[e]!
      if (core[other]! <= core[n]!) continue
      // `other` changes place with the first of its degree, then its degree starts one further: it now counts among those of one less.
      const head = Math.max(first[core[other]!]!, at + 1)
      const swapped = order[head]!
      order[place[other]!] = swapped
      place[swapped] = place[other]!
      order[head] = other
      place[other] = head
      first[core[other]!] = head + 1
      core[other]!--
    }
  }
  return core
}
