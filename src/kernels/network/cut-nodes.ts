import type { UndirectedGraph } from '../graph.ts'

/**
 * Marks with 1 the nodes whose loss would cut their component in two. J. Hopcroft and R. Tarjan, "Algorithm 447: efficient algorithms for
 * graph manipulation", CACM 16(6), 1973, without recursion, so that long chains don't exhaust the stack.
 */
export function cutNodes({ nodes, starts, targets }: UndirectedGraph): Uint8Array {
  const cut = new Uint8Array(nodes)
  const entered = new Int32Array(nodes).fill(-1)
  const lowest = new Int32Array(nodes)
  const parent = new Int32Array(nodes).fill(-1)
  const next = starts.slice(0, nodes)
  let time = 0
  for (let root = 0; root < nodes; root++) {
    if (entered[root]! >= 0) continue
    let branches = 0
    let n = root
    entered[root] = lowest[root] = time++
    while (n >= 0) {
      if (next[n]! < starts[n + 1]!) {
        const other = targets[next[n]!++]!
        if (entered[other]! >= 0) {
          if (other !== parent[n]) lowest[n] = Math.min(lowest[n]!, entered[other]!)
          continue
        }
        parent[other] = n
        entered[other] = lowest[other] = time++
        if (n === root) branches++
        n = other
      } else {
        const up = parent[n]!
        if (up >= 0) {
          lowest[up] = Math.min(lowest[up]!, lowest[n]!)
          if (up !== root && lowest[n]! >= entered[up]!) cut[up] = 1
        }
        n = up
      }
    }
    if (branches > 1) cut[root] = 1
  }
  return cut
}
