import { indexRows, reverseGraph, type Graph } from './graph.ts'
import { stronglyConnected } from './strongly-connected.ts'

/**
 * The layer of every node: 0 for a node without inputs, else one more than the highest layer of its inputs (longest path).
 * The nodes of a cycle share a layer. `graph` leads from a node to its inputs. A node's layer depends on the graph alone, not on numbering.
 * Longest-path layering after K. Sugiyama, S. Tagawa, M. Toda, "Methods for visual understanding of hierarchical system structures", 1981.
 */
export function layers(graph: Graph): Int32Array {
  const { nodes, starts, targets } = graph
  const { count, component } = stronglyConnected(graph)
  const members = indexRows(count, component)
  const layerOf = new Int32Array(count)
  // Components are numbered so that inputs come first: one pass in that order sees every input settled.
  for (let c = 0; c < count; c++) {
    let layer = 0
    for (let m = members.starts[c]!; m < members.starts[c + 1]!; m++) {
      const n = members.rows[m]!
      for (let e = starts[n]!; e < starts[n + 1]!; e++) {
        const input = component[targets[e]!]!
        if (input !== c && layerOf[input]! >= layer) layer = layerOf[input]! + 1
      }
    }
    layerOf[c] = layer
  }
  const result = new Int32Array(nodes)
  for (let n = 0; n < nodes; n++) result[n] = layerOf[component[n]!]!
  return result
}

/**
 * The layers of a drawing: as `layers`, but every node moved as far along as its users allow, so that an input stands just before what it
 * goes into instead of at the far end. The nodes that go into nothing stay.
 */
export function lateLayers(graph: Graph): Int32Array {
  const early = layers(graph)
  const users = reverseGraph(graph)
  const late = early.slice()
  const order = Int32Array.from(early, (_, n) => n).sort((a, b) => early[b]! - early[a]! || a - b)
  for (const n of order) {
    let latest = Infinity
    for (let e = users.starts[n]!; e < users.starts[n + 1]!; e++) {
      const user = users.targets[e]!
      if (early[user]! > early[n]!) latest = Math.min(latest, late[user]! - 1)
    }
    if (latest !== Infinity) late[n] = latest
  }
  return late
}
