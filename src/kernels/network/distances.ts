import type { UndirectedGraph } from '../graph.ts'

/** Of each source of a range: how many others it reaches, the sum of the distances to them, the sum of one over these, the largest. */
export type Distances = { reached: Int32Array; sum: Float64Array; inverse: Float64Array; largest: Int32Array }

/**
 * Distances in steps from the sources `from` ≤ n < `to`, 32 sources at a time, a bit each: ties that several searches cross are read once.
 * M. Then and others, "The more the merrier: efficient multi-source graph traversal", PVLDB 8(4), 2014. Each source's figures depend on it
 * alone, so that ranges may be cut anywhere.
 */
export function distancesFrom(graph: UndirectedGraph, from = 0, to = graph.nodes): Distances {
  const result = { reached: new Int32Array(to - from), sum: new Float64Array(to - from), inverse: new Float64Array(to - from), largest: new Int32Array(to - from) }
  const words = { seen: new Int32Array(graph.nodes), now: new Int32Array(graph.nodes), next: new Int32Array(graph.nodes) }
  for (let first = from; first < to; first += 32) searchTogether(graph, { first, last: Math.min(first + 32, to), from }, words, result)
  return result
}

type Words = { seen: Int32Array; now: Int32Array; next: Int32Array }

function searchTogether({ nodes, starts, targets }: UndirectedGraph, { first, last, from }: { first: number; last: number; from: number }, words: Words, result: Distances): void {
  const { seen } = words
  let { now, next } = words
  const count = new Int32Array(32)
  seen.fill(0)
  now.fill(0)
  for (let n = first; n < last; n++) seen[n] = now[n] = 1 << (n - first)
  for (let step = 1, moved = true; moved; step++) {
    next.fill(0)
    for (let n = 0; n < nodes; n++) {
      const bits = now[n]!
      if (bits === 0) continue
      for (let e = starts[n]!; e < starts[n + 1]!; e++) next[targets[e]!]! |= bits
    }
    moved = false
    count.fill(0)
    for (let n = 0; n < nodes; n++) {
      let bits = next[n]! & ~seen[n]!
      next[n] = bits
      seen[n]! |= bits
      for (; bits !== 0; bits &= bits - 1) count[31 - Math.clz32(bits & -bits)]!++
    }
    for (let n = first; n < last; n++) {
      const found = count[n - first]!
      if (found === 0) continue
      moved = true
      result.reached[n - from]! += found
      result.sum[n - from]! += found * step
      result.inverse[n - from]! += found / step
      result.largest[n - from] = step
    }
    ;[now, next] = [next, now]
  }
}

/** What `distancesFrom` found over all nodes, as centralities and as figures of the whole. */
export type Closeness = {
  /** Nodes reached over the sum of distances, times the share of the others that is reached; NaN for a node without ties. */
  closeness: Float64Array
  /** The mean of one over the distance to every other node, 0 for those out of reach; NaN where there is no other. */
  harmonic: Float64Array
  /** Mean distance over the pairs that reach each other; NaN without such a pair. */
  meanDistance: number
  /** The largest distance between two that reach each other. */
  diameter: number
}

/**
 * Closeness: L. C. Freeman 1979, with the factor of S. Wasserman and K. Faust, "Social Network Analysis", 1994, p. 201, for networks that
 * fall apart; harmonic: M. Marchiori and V. Latora 2000.
 */
export function closenessOf({ reached, sum, inverse, largest }: Distances): Closeness {
  const others = reached.length - 1
  let pairs = 0
  let steps = 0
  for (const [n, r] of reached.entries()) {
    pairs += r
    steps += sum[n]!
  }
  return {
    closeness: sum.map((s, n) => (reached[n]! / s) * (reached[n]! / others)),
    harmonic: inverse.map((s) => s / others),
    meanDistance: steps / pairs,
    diameter: largest.reduce((most, d) => Math.max(most, d), 0),
  }
}
