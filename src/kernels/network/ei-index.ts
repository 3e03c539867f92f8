import type { UndirectedGraph } from '../graph.ts'

/** External less internal ties over both, -1 (only among one's own) to 1 (only with others); NaN without a tie that counts. */
export type EiIndex = {
  whole: number
  byNode: Float64Array
  /** Of all ties of the nodes of a type, by number of the type. */
  byType: Float64Array
  /** What the whole would be if every pair were tied: the sizes of the types alone make it differ from 0. */
  ifAllWereTied: number
  /** The weight of the ties between two types, each tie once; `between[a * types + b]`, symmetric. */
  between: Float64Array
  /** The weight of the ties with an end of unknown type, which are left out. */
  unknown: number
}

/**
 * The E–I index: D. Krackhardt and R. N. Stern, "Informal networks and organizational crises", Social Psychology Quarterly 51(2), 1988.
 * `type` numbers each node's type from 0, below 0 where nobody has stated it. Ties count by their weights.
 */
export function eiIndex({ nodes, starts, targets, weights }: UndirectedGraph, type: Int32Array, types: number): EiIndex {
  for (const t of type) if (t >= types) throw new RangeError(`type ${t} is not one of ${types}`)
  const byNode = new Float64Array(nodes)
  const between = new Float64Array(types * types)
  const size = new Float64Array(types)
  let unknown = 0
  for (let n = 0; n < nodes; n++) {
    const own = type[n]!
    if (own >= 0) size[own]!++
    let inside = 0
    let outside = 0
    for (let e = starts[n]!; e < starts[n + 1]!; e++) {
      const other = type[targets[e]!]!
      if (own < 0 || other < 0) {
        if (n < targets[e]!) unknown += weights[e]!
        continue
      }
      if (own === other) inside += weights[e]!
      else outside += weights[e]!
      // The two ends of a tie inside a type fall into one cell: half from each.
      between[own * types + other]! += own === other ? weights[e]! / 2 : weights[e]!
    }
    byNode[n] = (outside - inside) / (outside + inside)
  }
  return { byNode, byType: typesOf(between, types), between, unknown, ...wholeOf(between, size) }
}

function typesOf(between: Float64Array, types: number): Float64Array {
  const byType = new Float64Array(types)
  for (let a = 0; a < types; a++) {
    const inside = between[a * types + a]!
    let outside = -inside
    for (let b = 0; b < types; b++) outside += between[a * types + b]!
    byType[a] = (outside - inside) / (outside + inside)
  }
  return byType
}

function wholeOf(between: Float64Array, size: Float64Array): { whole: number; ifAllWereTied: number } {
  const types = size.length
  let inside = 0
  let outside = 0
  let pairsInside = 0
  let pairsOutside = 0
  for (let a = 0; a < types; a++) {
    inside += between[a * types + a]!
    pairsInside += (size[a]! * (size[a]! - 1)) / 2
    for (let b = a + 1; b < types; b++) {
      outside += between[a * types + b]!
      pairsOutside += size[a]! * size[b]!
    }
  }
  return { whole: (outside - inside) / (outside + inside), ifAllWereTied: (pairsOutside - pairsInside) / (pairsOutside + pairsInside) }
}
