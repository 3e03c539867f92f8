import type { UndirectedGraph } from '../graph.ts'

/** The component of each node, numbered from the largest down (equal ones by their lowest node), and the size of each. */
export type Components = { component: Int32Array; sizes: Int32Array }

/** Which nodes hang together. */
export function connectedComponents({ nodes, starts, targets }: UndirectedGraph): Components {
  const found = new Int32Array(nodes).fill(-1)
  const stack = new Int32Array(nodes)
  const counts: number[] = []
  for (let first = 0; first < nodes; first++) {
    if (found[first]! >= 0) continue
    let top = 0
    stack[top++] = first
    found[first] = counts.length
    counts.push(0)
    while (top > 0) {
      const n = stack[--top]!
      counts[counts.length - 1]!++
      for (let e = starts[n]!; e < starts[n + 1]!; e++) {
        if (found[targets[e]!]! >= 0) continue
        found[targets[e]!] = counts.length - 1
        stack[top++] = targets[e]!
      }
    }
  }
  const order = counts.map((_, c) => c).sort((a, b) => counts[b]! - counts[a]! || a - b)
  const place = new Int32Array(counts.length)
  for (const [rank, c] of order.entries()) place[c] = rank
  return { component: found.map((c) => place[c]!), sizes: Int32Array.from(order, (c) => counts[c]!) }
}
