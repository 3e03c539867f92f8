import type { UndirectedGraph } from '../graph.ts'
import { degrees, strengths } from './degree.ts'

/** What triangles there are: `triangles[n]` at a node, `weighed[n]` the sum over them of the weights of the node's two ties. */
export type Triangles = { triangles: Float64Array; weighed: Float64Array }

/**
 * Finds every triangle once: ties are pointed at the end with more ties (equal ones at the higher number), so that a row holds at most √(2m)
 * of them. T. Schank and D. Wagner, "Finding, counting and listing all triangles in large graphs", 2005.
 */
export function findTriangles(graph: UndirectedGraph): Triangles {
  const { nodes, starts, targets, weights } = graph
  const up = pointUp(graph)
  const triangles = new Float64Array(nodes)
  const weighed = new Float64Array(nodes)
  const tie = new Int32Array(nodes).fill(-1)
  for (let a = 0; a < nodes; a++) {
    for (let i = up.starts[a]!; i < up.starts[a + 1]!; i++) tie[targets[up.ties[i]!]!] = up.ties[i]!
    for (let i = up.starts[a]!; i < up.starts[a + 1]!; i++) {
      const ab = up.ties[i]!
      const b = targets[ab]!
      for (let j = up.starts[b]!; j < up.starts[b + 1]!; j++) {
        const bc = up.ties[j]!
        const c = targets[bc]!
        const ac = tie[c]!
        if (ac < starts[a]! || ac >= starts[a + 1]!) continue
        triangles[a]!++
        triangles[b]!++
        triangles[c]!++
        weighed[a]! += weights[ab]! + weights[ac]!
        weighed[b]! += weights[ab]! + weights[bc]!
        weighed[c]! += weights[ac]! + weights[bc]!
      }
    }
  }
  return { triangles, weighed }
}

function pointUp({ nodes, starts, targets }: UndirectedGraph): { starts: Int32Array; ties: Int32Array } {
  const up = { starts: new Int32Array(nodes + 1), ties: new Int32Array(targets.length / 2) }
  let at = 0
  for (let n = 0; n < nodes; n++) {
    const degree = starts[n + 1]! - starts[n]!
    for (let e = starts[n]!; e < starts[n + 1]!; e++) {
      const other = targets[e]!
      const theirs = starts[other + 1]! - starts[other]!
      if (theirs > degree || (theirs === degree && other > n)) up.ties[at++] = e
    }
    up.starts[n + 1] = at
  }
  return up
}

export type Clustering = {
  /** Share of a node's pairs of neighbours that are tied; NaN with fewer than two neighbours. */
  local: Float64Array
  /** The same with each pair weighed by the mean of the node's two ties: A. Barrat and others, PNAS 101, 2004. */
  weighted: Float64Array
  /** The mean of `local`, nodes with fewer than two neighbours counted as 0; NaN without a node. */
  average: number
  /** Three times the triangles over the pairs of ties that meet; NaN where no two ties meet. */
  transitivity: number
}

/** How far those tied to the same are tied to each other. D. Watts and S. Strogatz, Nature 393, 1998 (local); M. Newman 2003 (transitivity). */
export function clustering(graph: UndirectedGraph, { triangles, weighed }: Triangles = findTriangles(graph)): Clustering {
  const strength = strengths(graph)
  const local = new Float64Array(graph.nodes)
  const weighted = new Float64Array(graph.nodes)
  let sum = 0
  let closed = 0
  let pairs = 0
  for (const [n, d] of degrees(graph).entries()) {
    local[n] = d < 2 ? NaN : (2 * triangles[n]!) / (d * (d - 1))
    weighted[n] = d < 2 ? NaN : weighed[n]! / (strength[n]! * (d - 1))
    if (d >= 2) sum += local[n]!
    closed += triangles[n]!
    pairs += (d * (d - 1)) / 2
  }
  return { local, weighted, average: sum / graph.nodes, transitivity: closed / pairs }
}
