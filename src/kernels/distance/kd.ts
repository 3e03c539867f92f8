import { silverman, silvermanOf } from './bandwidth.ts'
import { checkRadii, checkSites, type Sites } from './sites.ts'

/** `exact` sums over every pair at every radius; `binned` shares each pair between two nodes of a fine grid of distances. */
export type KdOptions = { type: number; radii: Float64Array; weighted?: boolean; mode: 'exact' | 'binned' }

/** Curves one after another, and the most that any value of them can be off the exact sum (0 where exact). */
export type Kd = { curves: Float64Array; bound: number; bandwidths: Float64Array }

/** Nodes of the grid of distances, on which the bound depends by their square. */
const NODES = 1 << 14
/** A normal density further out than so many bandwidths is left out: less than 2e-16 of its peak. */
const TAIL = 8.5
const PEAK = 1 / Math.sqrt(2 * Math.PI)

type Members = { x: Float64Array; y: Float64Array; weight: Float64Array }

/**
 * Kd, the density of the distances between the sites of an industry: Gaussian kernel, reflected at 0, over all pairs, divided by
 * their number (or their weights, the products of the two). The bandwidth is Silverman's over the distances within reach, twice the
 * largest radius, unweighted, for each permutation its own. One curve a permutation of the marks (`asObserved` for the sites as they stand);
 * NaN where fewer than two pairs are within reach or all distances are the same.
 *
 * Binned, a pair adds to the two nodes next to its distance in proportion. With nodes δ apart and the bandwidth h this is off by at most
 * δ²/8 · max |φ''| / h³ for each of the two terms of the reflection, and pairs out of reach, which it leaves out,
 * by at most φ(R/h)/h with R the largest radius; `bound` is the sum. The bandwidth is exact in both modes.
 *
 * G. Duranton and H. G. Overman, "Testing for Localization Using Micro-Geographic Data", Review of Economic Studies 72(4), 2005.
 */
export function kd(sites: Sites, options: KdOptions, permutations: readonly Int32Array[]): Kd {
  checkSites(sites)
  checkRadii(options.radii)
  const size = options.radii.length
  const result: Kd = { curves: new Float64Array(permutations.length * size), bound: 0, bandwidths: new Float64Array(permutations.length) }
  const compute = options.mode === 'exact' ? exactCurve : binnedCurve
  permutations.forEach((permutation, n) => {
    const { bandwidth, bound } = compute(membersOf(sites, options, permutation), options, result.curves.subarray(n * size, (n + 1) * size))
    result.bandwidths[n] = bandwidth
    if (bound > result.bound) result.bound = bound
  })
  return result
}

/** The industry's sites under a permutation, by x, so that pairs out of reach are cut off. */
function membersOf({ x, y, type, weight }: Sites, { type: wanted }: KdOptions, permutation: Int32Array): Members {
  const places = Int32Array.from(permutation.keys()).filter((j) => type[permutation[j]!] === wanted).sort((a, b) => x[a]! - x[b]! || y[a]! - y[b]! || a - b)
  return { x: Float64Array.from(places, (j) => x[j]!), y: Float64Array.from(places, (j) => y[j]!), weight: Float64Array.from(places, (j) => weight[permutation[j]!]!) }
}

function exactCurve(members: Members, { radii, weighted }: KdOptions, curve: Float64Array): { bandwidth: number; bound: number } {
  const { x, y, weight } = members
  const pairs = (x.length * (x.length - 1)) / 2
  const distances = new Float64Array(pairs)
  const weights = new Float64Array(pairs)
  for (let i = 0, at = 0; i < x.length; i++) {
    for (let j = i + 1; j < x.length; j++, at++) {
      const [dx, dy] = [x[j]! - x[i]!, y[j]! - y[i]!]
      distances[at] = Math.sqrt(dx * dx + dy * dy)
      weights[at] = weighted ? weight[i]! * weight[j]! : 1
    }
  }
  const reach = 2 * (radii.at(-1) ?? 0)
  const within = distances.filter((distance) => distance <= reach).sort()
  const bandwidth = within.length > 1 ? silvermanOf(within) : NaN
  smooth({ distances, weights, whole: wholeOf(members, weighted) }, bandwidth, radii, curve)
  return { bandwidth, bound: 0 }
}

/** The number of all pairs, or the sum of their weights. */
function wholeOf({ weight }: Members, weighted = false): number {
  if (!weighted) return (weight.length * (weight.length - 1)) / 2
  let [whole, before] = [0, 0]
  for (const one of weight) {
    whole += one * before
    before += one
  }
  return whole
}

type Weighed = { distances: ArrayLike<number>; weights: ArrayLike<number>; whole: number }

/** Sums the kernels of distances in any order at each radius, reflected at 0. */
function smooth({ distances, weights, whole }: Weighed, bandwidth: number, radii: Float64Array, curve: Float64Array): void {
  for (let k = 0; k < radii.length; k++) {
    let sum = 0
    for (let n = 0; n < distances.length; n++) {
      const away = (radii[k]! - distances[n]!) / bandwidth
      const mirrored = (radii[k]! + distances[n]!) / bandwidth
      if (away < -TAIL || away > TAIL || weights[n] === 0) continue
      sum += weights[n]! * (Math.exp(-0.5 * away * away) + (mirrored < TAIL ? Math.exp(-0.5 * mirrored * mirrored) : 0))
    }
    curve[k] = whole > 0 && bandwidth > 0 ? (sum * PEAK) / (whole * bandwidth) : NaN
  }
}

type Bins = { counts: Float64Array; parts: Float64Array; weights: Float64Array; weightParts: Float64Array; squares: number; scale: number }

function binnedCurve(members: Members, { radii, weighted }: KdOptions, curve: Float64Array): { bandwidth: number; bound: number } {
  const reach = 2 * (radii.at(-1) ?? 0)
  const bins = fill(members, reach, weighted ?? false)
  const bandwidth = bandwidthOf(members, bins, reach)
  const nodes = new Float64Array(NODES + 2)
  const [sums, parts] = weighted ? [bins.weights, bins.weightParts] : [bins.counts, bins.parts]
  for (let k = 0; k <= NODES; k++) {
    nodes[k]! += sums[k]! - parts[k]!
    nodes[k + 1]! += parts[k]!
  }
  const step = reach / NODES
  smooth({ distances: Float64Array.from(nodes, (_, k) => k * step), weights: nodes, whole: wholeOf(members, weighted) }, bandwidth, radii, curve)
  return { bandwidth, bound: (PEAK / bandwidth) * (step ** 2 / (4 * bandwidth ** 2) + Math.exp(-0.5 * (reach / 2 / bandwidth) ** 2)) }
}

/** How many pairs lie past each node and, summed, how far past it in parts of the step; weights alike where they count. */
function fill({ x, y, weight }: Members, reach: number, weighted: boolean): Bins {
  const scale = reach > 0 ? NODES / reach : 0
  const make = () => new Float64Array(NODES + 2)
  const bins: Bins = { counts: make(), parts: make(), weights: weighted ? make() : new Float64Array(), weightParts: weighted ? make() : new Float64Array(), squares: 0, scale }
  const { counts, parts, weights, weightParts } = bins
  const far = reach * reach
  for (let i = 0; i < x.length; i++) {
    const [xi, yi] = [x[i]!, y[i]!]
    let squares = 0
    for (let j = i + 1; j < x.length; j++) {
      const dx = x[j]! - xi
      if (dx > reach) break
      const dy = y[j]! - yi
      const square = dx * dx + dy * dy
      if (square > far) continue
      const at = Math.sqrt(square) * scale
      const node = at | 0
      squares += square
      counts[node]! += 1
      parts[node]! += at - node
      if (!weighted) continue
      const product = weight[i]! * weight[j]!
      weights[node]! += product
      weightParts[node]! += product * (at - node)
    }
    bins.squares += squares
  }
  return bins
}

/** Silverman's bandwidth, exact: the quartiles are looked up among the pairs only where the bins leave open that they matter. */
function bandwidthOf(members: Members, bins: Bins, reach: number): number {
  const { counts, parts, squares, scale } = bins
  let [n, sum] = [0, 0]
  for (let k = 0; k <= NODES; k++) {
    n += counts[k]!
    sum += k * counts[k]! + parts[k]!
  }
  if (n < 2) return NaN
  sum /= scale
  const deviation = Math.sqrt(Math.max(0, squares - (sum * sum) / n) / (n - 1))
  const ranks = [0.25, 0.75].flatMap((p) => [Math.floor((n - 1) * p), Math.min(n - 1, Math.floor((n - 1) * p) + 1)])
  const places = ranks.map((rank) => placeOf(counts, rank))
  if ((places[2]!.node - places[1]!.node - 1) / scale / 1.34 >= deviation) return silverman(n, deviation, Infinity)
  const [a, b, c, d] = ordered(members, places, { reach, scale })
  const [low, high] = [((n - 1) * 0.25) % 1, ((n - 1) * 0.75) % 1]
  return silverman(n, deviation, c! + high * (d! - c!) - (a! + low * (b! - a!)))
}

/** The bin of the pair of a rank, and its rank inside. */
function placeOf(counts: Float64Array, rank: number): { node: number; inside: number } {
  let node = 0
  let inside = rank
  while (inside >= counts[node]!) inside -= counts[node++]!
  return { node, inside }
}

/** The distances at given places in the order of all. */
function ordered({ x, y }: Members, places: readonly { node: number; inside: number }[], { reach, scale }: { reach: number; scale: number }): number[] {
  const found = new Map(places.map(({ node }) => [node, [] as number[]]))
  const wanted = new Uint8Array(NODES + 2)
  for (const node of found.keys()) wanted[node] = 1
  for (let i = 0; i < x.length; i++) {
    for (let j = i + 1; j < x.length && x[j]! - x[i]! <= reach; j++) {
      const [dx, dy] = [x[j]! - x[i]!, y[j]! - y[i]!]
      const square = dx * dx + dy * dy
      if (square > reach * reach) continue
      const distance = Math.sqrt(square)
      if (wanted[(distance * scale) | 0] === 1) found.get((distance * scale) | 0)!.push(distance)
    }
  }
  for (const distances of found.values()) distances.sort((a, b) => a - b)
  return places.map(({ node, inside }) => found.get(node)![inside]!)
}
