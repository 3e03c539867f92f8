import type { UndirectedGraph } from '../graph.ts'

/**
 * Whether those tied to each other are alike in a value: the correlation of the value over the two ends of the ties, -1 to 1. NaN where there
 * is no tie or the ends don't differ. With degrees as values: M. E. J. Newman, "Assortative mixing in networks", PRL 89, 2002.
 */
export function assortativity({ nodes, starts, targets }: UndirectedGraph, value: ArrayLike<number>): number {
  let sum = 0
  for (let n = 0; n < nodes; n++) sum += value[n]! * (starts[n + 1]! - starts[n]!)
  const mean = sum / targets.length
  let across = 0
  let within = 0
  for (let n = 0; n < nodes; n++) {
    const own = value[n]! - mean
    within += own * own * (starts[n + 1]! - starts[n]!)
    for (let e = starts[n]!; e < starts[n + 1]!; e++) across += own * (value[targets[e]!]! - mean)
  }
  return within === 0 ? NaN : across / within
}

/**
 * Whether ties keep within types: the share of ties inside types less what chance would give, over the most it could be; 1 where all ties are
 * inside, negative where they avoid it. M. E. J. Newman, "Mixing patterns in networks", PRE 67, 2003. Ties count by their weights. A tie with
 * an end of unknown type (below 0) is left out; NaN where none remains or there is one type.
 */
export function typeAssortativity({ nodes, starts, targets, weights }: UndirectedGraph, type: Int32Array): number {
  const ends = new Map<number, number>()
  let total = 0
  let inside = 0
  for (let n = 0; n < nodes; n++) {
    for (let e = starts[n]!; e < starts[n + 1]!; e++) {
      if (type[n]! < 0 || type[targets[e]!]! < 0) continue
      total += weights[e]!
      ends.set(type[n]!, (ends.get(type[n]!) ?? 0) + weights[e]!)
      if (type[n] === type[targets[e]!]) inside += weights[e]!
    }
  }
  if (ends.size < 2) return NaN
  let chance = 0
  for (const part of ends.values()) chance += (part / total) ** 2
  return (inside / total - chance) / (1 - chance)
}
