import type { Graph } from './graph.ts'

/** `component[n]` numbers the components so that every edge between two of them leads to the smaller number. */
export type Components = { count: number; component: Int32Array }

/**
 * Strongly connected components, without recursion, so that a chain of 100,000 links does not exhaust the call stack.
 * R. Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal on Computing 1(2), 1972.
 */
export function stronglyConnected(graph: Graph): Components {
  const { nodes, starts, targets } = graph
  const component = new Int32Array(nodes).fill(-1)
  const order = new Int32Array(nodes).fill(-1)
  const low = new Int32Array(nodes)
  const next = starts.slice(0, nodes)
  const open = new Int32Array(nodes)
  const path = new Int32Array(nodes)
  let opened = 0
  let seen = 0
  let count = 0
  for (let root = 0; root < nodes; root++) {
    if (order[root] !== -1) continue
    let depth = 0
    path[0] = root
    order[root] = low[root] = seen++
    open[opened++] = root
    while (depth >= 0) {
      const n = path[depth]!
      if (next[n]! < starts[n + 1]!) {
        const target = targets[next[n]!++]!
        if (order[target] === -1) {
          order[target] = low[target] = seen++
          open[opened++] = target
          path[++depth] = target
        } else if (component[target] === -1 && order[target]! < low[n]!) low[n] = order[target]!
        continue
      }
      depth--
      if (depth >= 0 && low[n]! < low[path[depth]!]!) low[path[depth]!] = low[n]!
      if (low[n] !== order[n]) continue
      let member = -1
      while (member !== n) {
        member = open[--opened]!
        component[member] = count
      }
      count++
    }
  }
  return { count, component }
}
