import { nodeAt, type ChainMap, type Places } from './read-map.ts'

export type Step = 'inputs' | 'users' | 'up' | 'down'

/** Where an arrow key leads from a node: along its inputs or users to the nearest row, or within its column; -1 where there is nothing. */
export function walk(map: ChainMap, places: Places, from: number, step: Step): number {
  if (step === 'up' || step === 'down') return within(places, from, step === 'up' ? -1 : 1)
  const { starts, others } = map[step]
  const row = rowOf(map, places, from)
  let best = -1
  let nearest = Number.POSITIVE_INFINITY
  for (let e = starts[from]!; e < starts[from + 1]!; e++) {
    const far = Math.abs(rowOf(map, places, others[e]!) - row)
    if (far < nearest || (far === nearest && others[e]! < best)) {
      best = others[e]!
      nearest = far
    }
  }
  return best
}

/** A node of a folded group stands where its group stands. */
function rowOf({ blockOf }: ChainMap, { y, blocks }: Places, n: number): number {
  return Number.isNaN(y[n]!) ? blocks[blockOf[n]!]!.y : y[n]!
}

function within(places: Places, from: number, by: number): number {
  const { x, y, height } = places
  if (Number.isNaN(x[from]!)) return -1
  for (let row = y[from]! + by; row >= 0 && row < height; row += by) {
    const n = nodeAt(places, x[from]!, row)
    if (n >= 0) return n
  }
  return -1
}

/** The node to begin a walk with: the one nearest to a point of the cells. */
export function nearestNode({ x, y }: Places, toX: number, toY: number): number {
  let best = -1
  let nearest = Number.POSITIVE_INFINITY
  for (let n = 0; n < x.length; n++) {
    const far = (x[n]! - toX) ** 2 + (y[n]! - toY) ** 2
    if (far < nearest) {
      best = n
      nearest = far
    }
  }
  return best
}
