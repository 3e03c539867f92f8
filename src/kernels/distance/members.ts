import { blocksOf, type Blocks } from './hilbert.ts'
import type { Sites } from './sites.ts'

/** The sites of one industry in blocks of near ones, so that pairs out of reach are left out block by block. */
export type Members = { x: Float64Array; y: Float64Array; weight: Float64Array; blocks: Blocks }

/** Pairs of the sites `from` up to `to` with the later ones of `against` up to `end`, all between `near` and `far` from each other. */
export type BlockPair = { from: number; to: number; against: number; end: number; near: number; far: number }

/** Sites in a block: few enough for tight boxes, enough that judging them costs little. */
const BLOCK = 64

/** The industry's sites under a permutation of the marks, in the order given (along the curve). */
export function membersOf({ x, y, type, weight }: Sites, wanted: number, { order, permutation }: { order: Int32Array; permutation: Int32Array }): Members {
  let count = 0
  for (let j = 0; j < type.length; j++) if (type[j] === wanted) count++
  const members = { x: new Float64Array(count), y: new Float64Array(count), weight: new Float64Array(count) }
  for (let p = 0, at = 0; p < order.length; p++) {
    const site = order[p]!
    const mark = permutation[site]!
    if (type[mark] !== wanted) continue
    members.x[at] = x[site]!
    members.y[at] = y[site]!
    members.weight[at++] = weight[mark]!
  }
  return { ...members, blocks: blocksOf(members.x, members.y, BLOCK) }
}

/** The number of all pairs, or the sum of their weights. */
export function wholeOf({ weight }: Members, isWeighted = false): number {
  if (!isWeighted) return (weight.length * (weight.length - 1)) / 2
  let [whole, before] = [0, 0]
  for (const one of weight) {
    whole += one * before
    before += one
  }
  return whole
}

/** Visits the pairs of blocks that hold pairs of sites within reach, and perhaps others. What a box says holds for its sites to the last bit: rounding keeps order. */
export function visitBlockPairs({ x, blocks }: Members, reach: number, visit: (pair: BlockPair) => void): void {
  const { size, count, west, east, south, north } = blocks
  for (let a = 0; a < count; a++) {
    for (let b = a; b < count; b++) {
      const across = Math.max(0, west[b]! - east[a]!, west[a]! - east[b]!)
      const along = Math.max(0, south[b]! - north[a]!, south[a]! - north[b]!)
      const least = across * across + along * along
      if (least > reach * reach) continue
      const wide = Math.max(east[b]! - west[a]!, east[a]! - west[b]!)
      const high = Math.max(north[b]! - south[a]!, north[a]! - south[b]!)
      visit({ from: a * size, to: Math.min(x.length, (a + 1) * size), against: b * size, end: Math.min(x.length, (b + 1) * size), near: Math.sqrt(least), far: Math.sqrt(wide * wide + high * high) })
    }
  }
}

/** The distances within reach, ascending; of a grid of distances only those that fall to the wanted steps. */
export function within(members: Members, reach: number, grid?: { wanted: readonly number[]; scale: number }): Float64Array {
  const { x, y } = members
  const found: number[] = []
  visitBlockPairs(members, reach, ({ from, to, against, end, near, far }) => {
    if (grid && !grid.wanted.some((step) => step >= Math.floor(near * grid.scale) && step <= far * grid.scale)) return
    for (let i = from; i < to; i++) {
      for (let j = Math.max(i + 1, against); j < end; j++) {
        const [dx, dy] = [x[j]! - x[i]!, y[j]! - y[i]!]
        const square = dx * dx + dy * dy
        if (square > reach * reach) continue
        const distance = Math.sqrt(square)
        if (!grid || grid.wanted.includes((distance * grid.scale) | 0)) found.push(distance)
      }
    }
  })
  return Float64Array.from(found).sort()
}
