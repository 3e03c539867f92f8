import type { UndirectedGraph } from '../graph.ts'

/** How many others each node is tied to. */
export function degrees({ nodes, starts }: UndirectedGraph): Int32Array {
  const degree = new Int32Array(nodes)
  for (let n = 0; n < nodes; n++) degree[n] = starts[n + 1]! - starts[n]!
  return degree
}

/** The sum of the weights of each node's ties. */
export function strengths({ nodes, starts, weights }: UndirectedGraph): Float64Array {
  const strength = new Float64Array(nodes)
  for (let n = 0; n < nodes; n++) for (let e = starts[n]!; e < starts[n + 1]!; e++) strength[n]! += weights[e]!
  return strength
}

/** The share of all possible ties that exist; NaN with fewer than two nodes. */
export function density({ nodes, targets }: UndirectedGraph): number {
  return nodes < 2 ? NaN : targets.length / (nodes * (nodes - 1))
}

/**
 * How far the network is drawn to one node, 0 to 1: the sum of the distances to the highest value, over that of a star.
 * L. C. Freeman, "Centrality in social networks: conceptual clarification", Social Networks 1, 1979. `star` is the sum a star of as many
 * nodes reaches; NaN where it is zero.
 */
export function centralization(values: ArrayLike<number>, star: number): number {
  let highest = -Infinity
  for (let n = 0; n < values.length; n++) highest = Math.max(highest, values[n]!)
  let sum = 0
  for (let n = 0; n < values.length; n++) sum += highest - values[n]!
  return star > 0 ? sum / star : NaN
}

/** How evenly ties are spread over nodes: the entropy of their shares of all ends of ties, in nats; 0 without a tie. C. E. Shannon 1948. */
export function degreeEntropy(graph: UndirectedGraph): number {
  let entropy = 0
  for (const degree of degrees(graph)) if (degree > 0) entropy -= (degree / graph.targets.length) * Math.log(degree / graph.targets.length)
  return entropy
}
