import type { UndirectedGraph } from '../graph.ts'

/** A circle for each community, and the places of the nodes in them; one node takes an area of about one. */
export type Drawing = { x: Float64Array; y: Float64Array; circles: { x: number; y: number; radius: number }[] }

const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5))
/** Directions tried round each circle that stands. */
const DIRECTIONS = 24
/** Room between circles, and how strongly the middle pulls against the ties. */
const GAP = 1.2
const PULL = 0.25

/**
 * Draws communities (numbered from the largest down) as circles that touch: one after the other takes, of the places beside those that
 * stand, the one nearest to the communities it is tied to. In a circle nodes stand like the seeds of a sunflower, those with most ties in
 * the middle: H. Vogel, "A better way to construct the sunflower head", 1979. The same network gives the same drawing for everyone.
 * It takes time with the cube of the number of communities: draw the largest hundred.
 */
export function drawCommunities(graph: UndirectedGraph, community: Int32Array, communities: number): Drawing {
  const members = Array.from({ length: communities }, (): number[] => [])
  for (const [n, c] of community.entries()) members[c]!.push(n)
  const degree = (n: number): number => graph.starts[n + 1]! - graph.starts[n]!
  const tied = tiesBetween(graph, community, communities)
  const x = new Float64Array(graph.nodes)
  const y = new Float64Array(graph.nodes)
  const circles: Drawing['circles'] = []
  for (const [c, nodes] of members.entries()) {
    const circle = placeCircle(circles, Math.sqrt(nodes.length) + 0.5, tied.subarray(c * communities, (c + 1) * communities))
    circles.push(circle)
    nodes.sort((a, b) => degree(b) - degree(a) || a - b)
    for (const [rank, n] of nodes.entries()) {
      const from = Math.sqrt(rank + (nodes.length > 1 ? 0.5 : 0))
      x[n] = circle.x + from * Math.cos(rank * GOLDEN_ANGLE)
      y[n] = circle.y + from * Math.sin(rank * GOLDEN_ANGLE)
    }
  }
  return { x, y, circles }
}

function tiesBetween({ nodes, starts, targets, weights }: UndirectedGraph, community: Int32Array, communities: number): Float64Array {
  const tied = new Float64Array(communities * communities)
  for (let n = 0; n < nodes; n++) for (let e = starts[n]!; e < starts[n + 1]!; e++) tied[community[n]! * communities + community[targets[e]!]!]! += weights[e]!
  return tied
}

function placeCircle(circles: Drawing['circles'], radius: number, tied: Float64Array): Drawing['circles'][number] {
  let best = { x: 0, y: 0, radius }
  let least = circles.length === 0 ? -Infinity : Infinity
  let all = 0
  for (let c = 0; c < circles.length; c++) all += tied[c]!
  for (const beside of circles) {
    for (let d = 0; d < DIRECTIONS; d++) {
      const from = beside.radius + radius + GAP
      const x = beside.x + from * Math.cos((2 * Math.PI * d) / DIRECTIONS)
      const y = beside.y + from * Math.sin((2 * Math.PI * d) / DIRECTIONS)
      if (circles.some((other) => Math.hypot(other.x - x, other.y - y) < other.radius + radius + GAP * 0.99)) continue
      let cost = PULL * Math.hypot(x, y)
      for (let c = 0; all > 0 && c < circles.length; c++) cost += (tied[c]! / all) * Math.hypot(circles[c]!.x - x, circles[c]!.y - y)
      if (cost >= least) continue
      least = cost
      best = { x, y, radius }
    }
  }
  return best
}
