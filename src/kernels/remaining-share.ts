import { openHeap, popHeap, pushHeap } from './heap.ts'
import type { ChainIndex } from './supply-chain.ts'

/**
 * How kinds of unknown weight add up to their parent: `best` lets the best of its parts carry all the weight, `worst` the worst.
 */
export type Mixing = 'best' | 'worst'

/**
 * The share of each node's supply that remains, before any stock or substitute helps: the smallest of its own share and of its inputs'
 * (W. Leontief's fixed proportions, "The Structure of American Economy", 1941), where a node with kinds takes the best or the worst of
 * its parts. `own` is the remaining share of a node's own suppliers (0 where that stops it). The largest solution: circles of nodes that
 * need each other do not lose anything by themselves. Shares are settled from the smallest up, so each node once.
 */
export function remainingShare(index: ChainIndex, own: Float64Array, removed: Uint8Array, mixing: Mixing): Float64Array {
  const { chain: { nodes }, users, parents, kinds, group } = index
  const share = new Float64Array(nodes).fill(1)
  const settled = new Uint8Array(nodes)
  const partsLeft = new Int32Array(nodes)
  const heap = openHeap(nodes)
  const groupOwn = ownOfGroups(index, own, mixing)
  const lower = (n: number, to: number): void => {
    if (to >= share[n]!) return
    share[n] = to
    pushHeap(heap, to, n)
  }
  // In the worst mixing one part decides; in the best all parts have to be settled, and the last of them is the largest.
  const lowerPart = (n: number, to: number): void => {
    partsLeft[n]!--
    if (mixing === 'worst' || partsLeft[n] === 0) lower(n, to)
  }
  for (let n = 0; n < nodes; n++) {
    const ownPart = groupOwn[group[n]!]!
    partsLeft[n] = kinds.starts[n + 1]! - kinds.starts[n]! + (Number.isNaN(ownPart) ? 0 : 1)
    // A node's own suppliers are an item of their own in the heap: `nodes + n`.
    if (ownPart < 1) pushHeap(heap, ownPart, nodes + n)
    if (removed[n]) lower(n, 0)
  }
  for (let item = popHeap(heap); item !== -1; item = popHeap(heap)) {
    if (item >= nodes) lowerPart(item - nodes, groupOwn[group[item - nodes]!]!)
    else if (!settled[item]) {
      settled[item] = 1
      const to = share[item]!
      for (let e = users.starts[item]!; e < users.starts[item + 1]!; e++) lower(users.targets[e]!, to)
      for (let e = parents.starts[item]!; e < parents.starts[item + 1]!; e++) lowerPart(parents.targets[e]!, to)
    }
  }
  return share
}

/** What remains of the own suppliers that the nodes of a group share; NaN for a group without any. */
function ownOfGroups({ chain: { nodes }, hasSource, group }: ChainIndex, own: Float64Array, mixing: Mixing): Float64Array {
  const result = new Float64Array(nodes).fill(NaN)
  const pick = mixing === 'best' ? Math.max : Math.min
  for (let n = 0; n < nodes; n++) {
    if (!hasSource[n]) continue
    const known = result[group[n]!]!
    result[group[n]!] = Number.isNaN(known) ? own[n]! : pick(known, own[n]!)
  }
  return result
}
