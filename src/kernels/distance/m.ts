import { checkPermutations, checkRadii, checkSites, type Sites } from './sites.ts'

/** Reference sites of type `type`, their neighbours of type `neighbour` (the same unless given); a neighbour is one at most the radius away. */
export type MOptions = { type: number; neighbour?: number; radii: Float64Array }

/** Sites by horizontal strips, inside a strip by x. Running sums start anew in every strip, so a sum of strip t has its place t further on. */
type Strips = { order: Int32Array; starts: Int32Array; x: Float64Array; y: Float64Array; low: number; height: number }
/** The marks of one permutation: running sums of weights inside each strip, of all and of the neighbour type side by side. */
type Marks = { sums: Float64Array; own: Float64Array; whole: number; nearWhole: number }
/** Where, in the order of strips, neighbours pass into another bin, and into which; the last bin is out of reach. */
type Runs = { count: number; at: Int32Array; bin: Int32Array }

/**
 * M, the relative concentration of an industry around its own sites: the weight of neighbours of the type within r as a part of the
 * weight of all neighbours within r, averaged over the reference sites, by what the whole territory gives:
 *
 *     M(r) = Σ_i (Σ_{j≠i, type} w_j 1(d≤r) / Σ_{j≠i} w_j 1(d≤r)) / Σ_i (W_type − w_i)/(W − w_i)
 *
 * both sums over the reference sites with a neighbour within r. 1 is the average; NaN where no site has a neighbour. One curve a
 * permutation of the marks. Exact up to rounding.
 *
 * Which sites lie at which distance does not depend on the marks. Around each site they are found once, as runs of neighbours in the
 * order of strips that fall between the same two radii; every permutation then takes the weight of a run as a difference of two sums.
 *
 * E. Marcon and F. Puech, "Measures of the geographic concentration of industries: improving distance-based methods", Journal of Economic
 * Geography 10(5), 2010.
 */
export function relativeConcentration(sites: Sites, options: MOptions, permutations: readonly Int32Array[]): Float64Array {
  checkSites(sites)
  checkRadii(options.radii)
  checkPermutations(sites, permutations)
  const strips = stripsOf(sites)
  const size = options.radii.length
  const n = sites.x.length
  const marks = permutations.map((permutation) => marksOf(sites, strips, permutation, options.neighbour ?? options.type))
  const found = new Float64Array(permutations.length * size)
  const expected = new Float64Array(permutations.length * size)
  const runs: Runs = { count: 0, at: new Int32Array(n + strips.starts.length), bin: new Int32Array(n + strips.starts.length) }
  const bounds = Float64Array.of(-1, ...options.radii.map((radius) => radius * radius), Infinity)
  const isOwn = options.neighbour === undefined || options.neighbour === options.type
  const [all, near] = [new Float64Array(size + 1), new Float64Array(size + 1)]
  for (let p = 0; p < n; p++) {
    let isFound = false
    for (let s = 0; s < permutations.length; s++) {
      if (sites.type[permutations[s]![strips.order[p]!]!] !== options.type) continue
      if (!isFound) findRuns(strips, p, bounds, runs)
      isFound = true
      addReference({ runs, marks: marks[s]!, all, near }, marks[s]!.own[p]!, isOwn, { found, expected, at: s * size })
    }
  }
  return found.map((sum, at) => sum / expected[at]!)
}

/** About as many strips as sites in a strip. */
function stripsOf({ x, y }: Sites): Strips {
  const n = x.length
  let [low, high] = [Infinity, -Infinity]
  for (const value of y) [low, high] = [Math.min(low, value), Math.max(high, value)]
  const count = Math.max(1, Math.floor(Math.sqrt(n)))
  const height = high > low ? (high - low) / count : 1
  const strip = Int32Array.from(y, (value) => Math.min(count - 1, Math.floor((value - low) / height)))
  const order = Int32Array.from(x.keys()).sort((a, b) => strip[a]! - strip[b]! || x[a]! - x[b]! || y[a]! - y[b]! || a - b)
  const starts = new Int32Array(count + 1)
  for (const one of strip) starts[one + 1]!++
  for (let t = 0; t < count; t++) starts[t + 1]! += starts[t]!
  return { order, starts, x: Float64Array.from(order, (site) => x[site]!), y: Float64Array.from(order, (site) => y[site]!), low, height }
}

function marksOf({ type, weight }: Sites, { order, starts }: Strips, permutation: Int32Array, neighbour: number): Marks {
  const strips = starts.length - 1
  const marks: Marks = { sums: new Float64Array(2 * (order.length + strips)), own: new Float64Array(order.length), whole: 0, nearWhole: 0 }
  for (let t = 0; t < strips; t++) {
    for (let p = starts[t]!; p < starts[t + 1]!; p++) {
      const mark = permutation[order[p]!]!
      const near = type[mark] === neighbour ? weight[mark]! : 0
      marks.own[p] = weight[mark]!
      const place = 2 * (p + t)
      marks.sums[place + 2] = marks.sums[place]! + weight[mark]!
      marks.sums[place + 3] = marks.sums[place + 1]! + near
      marks.whole += weight[mark]!
      marks.nearWhole += near
    }
  }
  return marks
}

/** The neighbours of the site at position `p` as runs between the same two radii; the site itself is in none. Bin b is bounds[b] < d² ≤ bounds[b + 1]. */
function findRuns({ starts, x, y, low, height }: Strips, p: number, bounds: Float64Array, runs: Runs): void {
  const outside = bounds.length - 2
  const far = bounds[outside]!
  const reach = Math.sqrt(far)
  const [px, py] = [x[p]!, y[p]!]
  // One strip more on either side than rounding could ask for.
  const first = Math.max(0, Math.floor((py - reach - low) / height) - 1)
  const last = Math.min(starts.length - 2, Math.floor((py + reach - low) / height) + 1)
  runs.count = 0
  let bin = outside
  for (let t = first; t <= last; t++) {
    const end = starts[t + 1]!
    let open = outside
    for (let q = firstFrom(x, px - reach, starts[t]!, end); q <= end; q++) {
      let next = outside
      if (q < end && q !== p) {
        const dx = x[q]! - px
        const dy = y[q]! - py
        const square = dx * dx + dy * dy
        while (square > bounds[bin + 1]!) bin++
        while (square <= bounds[bin]!) bin--
        next = bin
      }
      if (next !== open) {
        runs.at[runs.count] = q + t
        runs.bin[runs.count++] = next
        open = next
      }
      if (q < end && x[q]! - px > reach) break
    }
  }
}

/** The first position in [from, to) whose x is at least `least`; a little before where rounding is in doubt does no harm. */
function firstFrom(x: Float64Array, least: number, from: number, to: number): number {
  let [low, high] = [from, to]
  while (low < high) {
    const middle = (low + high) >> 1
    if (x[middle]! < least) low = middle + 1
    else high = middle
  }
  return low > from ? low - 1 : low
}

type Around = { runs: Runs; marks: Marks; all: Float64Array; near: Float64Array }

/** Adds one reference site to the two sums of its permutation. */
function addReference({ runs, marks, all, near }: Around, own: number, isOwn: boolean, { found, expected, at }: { found: Float64Array; expected: Float64Array; at: number }): void {
  all.fill(0)
  near.fill(0)
  const outside = all.length - 1
  const { at: cuts, bin, count } = runs
  const { sums } = marks
  let [open, before, nearBefore] = [outside, 0, 0]
  for (let n = 0; n < count; n++) {
    const cut = 2 * cuts[n]!
    const [sum, nearSum] = [sums[cut]!, sums[cut + 1]!]
    if (open !== outside) {
      all[open]! += sum - before
      near[open]! += nearSum - nearBefore
    }
    open = bin[n]!
    before = sum
    nearBefore = nearSum
  }
  const usual = (marks.nearWhole - (isOwn ? own : 0)) / (marks.whole - own)
  let [within, nearWithin] = [0, 0]
  for (let k = 0; k < outside; k++) {
    within += all[k]!
    nearWithin += near[k]!
    if (within === 0) continue
    found[at + k]! += nearWithin / within
    expected[at + k]! += usual
  }
}
