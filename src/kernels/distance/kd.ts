import { silverman, silvermanOf } from './bandwidth.ts'
import { checkPermutations, checkRadii, checkSites, type Sites } from './sites.ts'

/** `exact` sums over every pair at every radius; `binned` shares each pair between two nodes of a fine grid of distances. */
export type KdOptions = { type: number; radii: Float64Array; weighted?: boolean; mode: 'exact' | 'binned' }

/** Curves one after another; for each its bandwidth and the most that a value of it can be off the exact sum (0 where exact), NaN where the curve is. */
export type Kd = { curves: Float64Array; bounds: Float64Array; bandwidths: Float64Array }

/** Nodes of the grid of distances, on which the bound depends by their square. */
const NODES = 1 << 14
/** A normal density further out than so many bandwidths is left out: less than 2e-16 of its peak. */
const TAIL = 8.5
const PEAK = 1 / Math.sqrt(2 * Math.PI)

/** Nodes; distances that deviate by fewer have their bandwidth from a list of them. */
const FEW = 100

type Members = { x: Float64Array; y: Float64Array; weight: Float64Array }

/**
 * Kd, the density of the distances between the sites of an industry: Gaussian kernel, reflected at 0, over all pairs, divided by
 * their number (or their weights, the products of the two). The bandwidth is Silverman's over the distances within reach, twice the
 * largest radius, unweighted, for each permutation its own. One curve a permutation of the marks (`asObserved` for the sites as they stand);
 * NaN where fewer than two pairs are within reach or all distances are the same.
 *
 * Binned, a pair adds to the two nodes next to its distance in proportion. With nodes δ apart and the bandwidth h this is off by at most
 * δ²/8 · max |φ''| / h³ for each of the two terms of the reflection, and pairs out of reach, which it leaves out,
 * by at most (φ(R/h) + φ(2R/h))/h with R the largest radius; the bound is the sum. The bandwidth is exact in both modes.
 *
 * G. Duranton and H. G. Overman, "Testing for Localization Using Micro-Geographic Data", Review of Economic Studies 72(4), 2005.
 */
export function kd(sites: Sites, options: KdOptions, permutations: readonly Int32Array[]): Kd {
  checkSites(sites)
  checkRadii(options.radii)
  checkPermutations(sites, permutations)
  const size = options.radii.length
  const result: Kd = { curves: new Float64Array(permutations.length * size), bounds: new Float64Array(permutations.length), bandwidths: new Float64Array(permutations.length) }
  const compute = options.mode === 'exact' ? exactCurve : binnedCurve
  permutations.forEach((permutation, n) => {
    const { bandwidth, bound } = compute(membersOf(sites, options, permutation), options, result.curves.subarray(n * size, (n + 1) * size))
    result.bandwidths[n] = bandwidth
    result.bounds[n] = bound
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
  const bandwidth = silvermanOf(within(members, reach))
  const whole = wholeOf(members, weighted)
  smooth({ distances, weights, whole }, bandwidth, radii, curve)
  return { bandwidth, bound: isDefined(bandwidth, whole) ? 0 : NaN }
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
  const far = TAIL * bandwidth
  for (let k = 0; k < radii.length; k++) {
    const radius = radii[k]!
    let sum = 0
    for (let n = 0; n < distances.length; n++) {
      const apart = radius - distances[n]!
      if (apart < -far || apart > far || weights[n] === 0) continue
      const away = apart / bandwidth
      const mirrored = (radius + distances[n]!) / bandwidth
      sum += weights[n]! * (Math.exp(-0.5 * away * away) + (mirrored < TAIL ? Math.exp(-0.5 * mirrored * mirrored) : 0))
    }
    curve[k] = isDefined(bandwidth, whole) ? (sum * PEAK) / (whole * bandwidth) : NaN
  }
}

function isDefined(bandwidth: number, whole: number): boolean {
  return bandwidth > 0 && whole > 0
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
  const whole = wholeOf(members, weighted)
  smooth({ distances: Float64Array.from(nodes, (_, k) => k * step), weights: nodes, whole }, bandwidth, radii, curve)
  return { bandwidth, bound: isDefined(bandwidth, whole) ? boundOf(bandwidth, step, reach) : NaN }
}

function boundOf(bandwidth: number, step: number, reach: number): number {
  const beyond = Math.exp(-0.5 * (reach / 2 / bandwidth) ** 2) + Math.exp(-0.5 * (reach / bandwidth) ** 2)
  return (PEAK / bandwidth) * (step ** 2 / (4 * bandwidth ** 2) + beyond)
}

/** How many pairs lie past each node and, summed, how far past it in parts of the step; weights alike where they count. While filling the two stand side by side. */
function fill({ x, y, weight }: Members, reach: number, weighted: boolean): Bins {
  const scale = reach > 0 ? NODES / reach : 0
  const pairs = new Float64Array(2 * NODES + 4)
  const products = new Float64Array(weighted ? 2 * NODES + 4 : 0)
  let allSquares = 0
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
      pairs[2 * node]! += 1
      pairs[2 * node + 1]! += at - node
      if (!weighted) continue
      const product = weight[i]! * weight[j]!
      products[2 * node]! += product
      products[2 * node + 1]! += product * (at - node)
    }
    allSquares += squares
  }
  const every = (values: Float64Array, first: number): Float64Array => values.filter((_, n) => n % 2 === first)
  return { counts: every(pairs, 0), parts: every(pairs, 1), weights: every(products, 0), weightParts: every(products, 1), squares: allSquares, scale }
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
  // Where they spread over few steps, much of the difference of squares is rounding: the distances themselves decide.
  if (!(deviation * scale > FEW)) return silvermanOf(within(members, reach))
  const ranks = [0.25, 0.75].flatMap((p) => [Math.floor((n - 1) * p), Math.min(n - 1, Math.floor((n - 1) * p) + 1)])
  const places = ranks.map((rank) => placeOf(counts, rank))
  if ((places[2]!.node - places[1]!.node - 1) / scale / 1.34 >= deviation) return silverman(n, deviation, Infinity)
  const [a, b, c, d] = ordered(members, bins, reach, places)
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
function ordered(members: Members, { counts, scale }: Bins, reach: number, places: readonly { node: number; inside: number }[]): number[] {
  const wanted = new Uint8Array(NODES + 2)
  for (const { node } of places) wanted[node] = 1
  const ascending = within(members, reach, { wanted, scale })
  return places.map(({ node, inside }) => {
    let before = 0
    for (let k = 0; k < node; k++) if (wanted[k] === 1) before += counts[k]!
    return ascending[before + inside]!
  })
}

/** The distances within reach, ascending; of a grid, those of the wanted bins. */
function within({ x, y }: Members, reach: number, grid?: { wanted: Uint8Array; scale: number }): Float64Array {
  const found: number[] = []
  for (let i = 0; i < x.length; i++) {
    for (let j = i + 1; j < x.length && x[j]! - x[i]! <= reach; j++) {
      const [dx, dy] = [x[j]! - x[i]!, y[j]! - y[i]!]
      const square = dx * dx + dy * dy
      if (square > reach * reach) continue
      const distance = Math.sqrt(square)
      if (!grid || grid.wanted[(distance * grid.scale) | 0] === 1) found.push(distance)
    }
  }
  return Float64Array.from(found).sort()
}
