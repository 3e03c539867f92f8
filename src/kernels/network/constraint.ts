import type { UndirectedGraph } from '../graph.ts'
import { findTriangles } from './clustering.ts'
import { degrees, strengths } from './degree.ts'

/**
 * Burt's constraint: how far what a node has in ties is bound up in neighbours who are tied to each other. R. S. Burt, "Structural Holes",
 * 1992, with p_ij = w_ij / strength of i: the sum over neighbours j of (p_ij + Σ_q p_iq p_qj)², q over the other neighbours of i.
 * NaN for a node without ties.
 */
export function constraint(graph: UndirectedGraph): Float64Array {
  const { nodes, starts, targets, weights } = graph
  const strength = strengths(graph)
  const result = new Float64Array(nodes).fill(NaN)
  const bound = new Float64Array(nodes)
  const near = new Int32Array(nodes).fill(-1)
  for (let n = 0; n < nodes; n++) {
    const first = starts[n]!
    const last = starts[n + 1]!
    if (first === last) continue
    for (let e = first; e < last; e++) {
      near[targets[e]!] = n
      bound[targets[e]!] = weights[e]! / strength[n]!
    }
    for (let e = first; e < last; e++) {
      const q = targets[e]!
      const share = weights[e]! / strength[n]! / strength[q]!
      for (let f = starts[q]!; f < starts[q + 1]!; f++) if (near[targets[f]!] === n) bound[targets[f]!]! += share * weights[f]!
    }
    let sum = 0
    for (let e = first; e < last; e++) sum += bound[targets[e]!]! ** 2
    result[n] = sum
  }
  return result
}

/** The effective size of a node's surroundings, and the share of its ties that is not redundant; NaN for a node without ties. */
export type EffectiveSize = { size: Float64Array; efficiency: Float64Array }

/** Neighbours less the mean number of ties each has to the others: S. P. Borgatti, "Structural holes: unpacking Burt's redundancy measures", 1997. */
export function effectiveSize(graph: UndirectedGraph, { triangles } = findTriangles(graph)): EffectiveSize {
  const degree = degrees(graph)
  const size = triangles.map((t, n) => degree[n]! - (2 * t) / degree[n]!)
  return { size, efficiency: size.map((s, n) => s / degree[n]!) }
}
