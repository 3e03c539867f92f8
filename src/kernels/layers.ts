import { indexRows, type Graph } from './graph.ts'
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
