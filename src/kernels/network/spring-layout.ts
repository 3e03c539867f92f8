import type { UndirectedGraph } from '../graph.ts'

export type Places = { x: Float64Array; y: Float64Array }

const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5))
/** How strongly the middle holds parts that have no tie to it. */
const GRAVITY = 0.3
/** Rounds of a small network; a large one takes fewer, as each costs the square of its nodes. */
const ROUNDS = 400
const PAIRS_AT_MOST = 60_000_000

/**
 * Places in the plane where tied nodes stand near: all nodes push each other away, ties pull, steps grow smaller round by round.
 * T. M. J. Fruchterman and E. M. Reingold, "Graph drawing by force-directed placement", Software: Practice and Experience 21, 1991.
 * It begins from a spiral with the most tied in the middle instead of from drawn places, so that the same network gives the same
 * picture for everyone. Time: rounds × nodes².
 */
export function springLayout({ nodes, starts, targets, weights }: UndirectedGraph): Places {
  const x = new Float64Array(nodes)
  const y = new Float64Array(nodes)
  const dx = new Float64Array(nodes)
  const dy = new Float64Array(nodes)
  const heaviest = weights.reduce((most, weight) => Math.max(most, weight), 0)
  const byDegree = Int32Array.from(dx.keys()).sort((a, b) => starts[b + 1]! - starts[b]! - (starts[a + 1]! - starts[a]!) || a - b)
  for (const [rank, n] of byDegree.entries()) {
    x[n] = Math.sqrt(rank) * Math.cos(rank * GOLDEN_ANGLE)
    y[n] = Math.sqrt(rank) * Math.sin(rank * GOLDEN_ANGLE)
  }
  const rounds = Math.max(20, Math.min(ROUNDS, Math.floor(PAIRS_AT_MOST / Math.max(1, (nodes * nodes) / 2))))
  const widest = Math.max(1, Math.sqrt(nodes) / 3)
  for (let round = 0; round < rounds; round++) {
    dx.fill(0)
    dy.fill(0)
    for (let a = 0; a < nodes; a++) {
      for (let b = 0; b < a; b++) {
        const [px, py] = [x[a]! - x[b]!, y[a]! - y[b]!]
        const push = 1 / Math.max(1e-4, px * px + py * py)
        dx[a]! += px * push
        dy[a]! += py * push
        dx[b]! -= px * push
        dy[b]! -= py * push
      }
    }
    for (let a = 0; a < nodes; a++) {
      for (let e = starts[a]!; e < starts[a + 1]!; e++) {
        const b = targets[e]!
        const pull = (Math.hypot(x[b]! - x[a]!, y[b]! - y[a]!) * weights[e]!) / heaviest
        dx[a]! += (x[b]! - x[a]!) * pull
        dy[a]! += (y[b]! - y[a]!) * pull
      }
      dx[a]! -= x[a]! * GRAVITY
      dy[a]! -= y[a]! * GRAVITY
    }
    const most = widest * (1 - round / rounds)
    for (let a = 0; a < nodes; a++) {
      const wanted = Math.hypot(dx[a]!, dy[a]!)
      const part = wanted > most ? most / wanted : 1
      x[a]! += dx[a]! * part
      y[a]! += dy[a]! * part
    }
  }
  return { x, y }
}
