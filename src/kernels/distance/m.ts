import { alongHilbert, blocksOf, leastSquare, mostSquare, type Blocks } from './hilbert.ts'
import { checkPermutations, checkRadii, checkSites, type Sites } from './sites.ts'

/** Reference sites of type `type`, their neighbours of type `neighbour` (the same unless given); a neighbour is one at most the radius away. */
export type MOptions = { type: number; neighbour?: number; radii: Float64Array }

/**
 * Sites along a Hilbert curve, with the boxes of blocks and of groups of blocks. Running sums start anew in every group, so that what is
 * near is not lost in the rounding of the whole; a sum of group g has its place g further on.
 */
type Places = { order: Int32Array; x: Float64Array; y: Float64Array; blocks: Blocks; groups: Blocks }
/** The marks of one permutation: running sums of weights inside each group, of all and of the neighbour type side by side. */
type Marks = { sums: Float64Array; own: Float64Array; isReference: Uint8Array; whole: number; nearWhole: number }
/**
 * For some sites one after another: where, in the order of places, their neighbours pass into another bin, and into which; the last bin
 * is out of reach. Held for many sites at once, so that one permutation after the other is read for all of them.
 */
type Runs = { count: number; at: Int32Array; bin: Uint16Array; starts: Int32Array }

/** Sites in a block, and in a group. */
const BLOCK = 16
const GROUP = 512
/** Runs held at once, and those of one site more. */
const HELD = 1 << 21

/**
 * M, the relative concentration of an industry around its own sites: the weight of neighbours of the type within r as a part of the
 * weight of all neighbours within r, averaged over the reference sites, by what the whole territory gives:
 *
 *     M(r) = Σ_i (Σ_{j≠i, type} w_j 1(d≤r) / Σ_{j≠i} w_j 1(d≤r)) / Σ_i (W_type − w_i)/(W − w_i)
 *
 * both sums over the reference sites with a neighbour within r. 1 is the average; NaN where no site has a neighbour. One curve a
 * permutation of the marks. Exact up to rounding.
 *
 * Which sites lie at which distance does not depend on the marks. Around each site they are found once, as runs of neighbours along the
 * curve that fall between the same two radii, whole blocks at once where their box does; every permutation then takes the weight of a run
 * as a difference of two sums.
 *
 * E. Marcon and F. Puech, "Measures of the geographic concentration of industries: improving distance-based methods", Journal of Economic
 * Geography 10(5), 2010.
 */
export function relativeConcentration(sites: Sites, options: MOptions, permutations: readonly Int32Array[]): Float64Array {
  return ratioOf([relativeSums(sites, options, permutations, { part: 0, of: 1 })])
}

/** The two sums of M for the reference sites in one of several parts: for other workers to take the other parts. */
export type RelativeSums = { found: Float64Array; expected: Float64Array }

/** M from the sums of all parts, in their order. */
export function ratioOf(parts: readonly RelativeSums[]): Float64Array {
  const sum = (name: keyof RelativeSums, at: number): number => parts.reduce((before, part) => before + part[name][at]!, 0)
  return (parts[0]?.found ?? new Float64Array()).map((_, at) => sum('found', at) / sum('expected', at))
}

/** The sums of one part of `of`; every part looks at all permutations, since what lies where is found once for all of them. */
export function relativeSums(sites: Sites, options: MOptions, permutations: readonly Int32Array[], { part, of }: { part: number; of: number }): RelativeSums {
  checkSites(sites)
  checkRadii(options.radii)
  checkPermutations(sites, permutations)
  const places = placesOf(sites)
  const size = options.radii.length
  const n = sites.x.length
  const marks = permutations.map((permutation) => marksOf(sites, places, permutation, options))
  const sums: RelativeSums = { found: new Float64Array(permutations.length * size), expected: new Float64Array(permutations.length * size) }
  const room = n + 2 * places.groups.count
  const runs: Runs = { count: 0, at: new Int32Array(Math.min(HELD, n * room) + room), bin: new Uint16Array(Math.min(HELD, n * room) + room), starts: new Int32Array(GROUP + 1) }
  const bounds = Float64Array.of(-1, ...options.radii.map((radius) => radius * radius), Infinity)
  const isOwn = options.neighbour === undefined || options.neighbour === options.type
  const [all, near] = [new Float64Array(size + 1), new Float64Array(size + 1)]
  // Every so-manieth group, for towns and open country take different times.
  for (let g = part; g < places.groups.count; g += of) {
    const end = Math.min(n, (g + 1) * GROUP)
    for (let from = g * GROUP; from < end;) {
      const to = holdRuns(places, { from, end, marks, bounds }, runs)
      for (let s = 0; s < marks.length; s++) {
        const { isReference, own } = marks[s]!
        for (let p = from; p < to; p++) {
          if (isReference[p] === 1) addReference({ runs, index: p - from, marks: marks[s]!, all, near }, { weight: own[p]!, near: isOwn ? own[p]! : 0 }, { ...sums, at: s * size })
        }
      }
      from = to
    }
  }
  return sums
}

/** Finds the runs of the sites from `from` on that are a reference site anywhere, as many as are held at once; says up to where. */
function holdRuns(places: Places, { from, end, marks, bounds }: { from: number; end: number; marks: readonly Marks[]; bounds: Float64Array }, runs: Runs): number {
  runs.count = 0
  let p = from
  for (; p < end && runs.count < HELD; p++) {
    runs.starts[p - from] = runs.count
    if (marks.some(({ isReference }) => isReference[p] === 1)) findRuns(places, p, bounds, runs)
  }
  runs.starts[p - from] = runs.count
  return p
}

function placesOf(sites: Sites): Places {
  const order = alongHilbert(sites.x, sites.y)
  const x = Float64Array.from(order, (site) => sites.x[site]!)
  const y = Float64Array.from(order, (site) => sites.y[site]!)
  return { order, x, y, blocks: blocksOf(x, y, BLOCK), groups: blocksOf(x, y, GROUP) }
}

function marksOf({ type, weight }: Sites, { order, groups }: Places, permutation: Int32Array, options: MOptions): Marks {
  const n = order.length
  const neighbour = options.neighbour ?? options.type
  const marks: Marks = { sums: new Float64Array(2 * (n + groups.count)), own: new Float64Array(n), isReference: new Uint8Array(n), whole: 0, nearWhole: 0 }
  for (let g = 0; g < groups.count; g++) {
    for (let p = g * GROUP; p < Math.min(n, (g + 1) * GROUP); p++) {
      const mark = permutation[order[p]!]!
      const near = type[mark] === neighbour ? weight[mark]! : 0
      marks.own[p] = weight[mark]!
      marks.isReference[p] = type[mark] === options.type ? 1 : 0
      const place = 2 * (p + g)
      marks.sums[place + 2] = marks.sums[place]! + weight[mark]!
      marks.sums[place + 3] = marks.sums[place + 1]! + near
      marks.whole += weight[mark]!
      marks.nearWhole += near
    }
  }
  return marks
}

/** The neighbours of the site at position `p` as runs between the same two radii; the site itself is in none. Bin b is bounds[b] < d² ≤ bounds[b + 1]. */
function findRuns({ x, y, blocks, groups }: Places, p: number, bounds: Float64Array, runs: Runs): void {
  const outside = bounds.length - 2
  for (let g = 0; g < groups.count; g++) {
    if (leastSquare(groups, g, x[p]!, y[p]!) > bounds[outside]!) continue
    let open = outside
    const end = Math.min(x.length, (g + 1) * GROUP)
    for (let from = g * GROUP; from < end; from += BLOCK) {
      const b = from / BLOCK
      const to = Math.min(end, from + BLOCK)
      const bin = binOf(bounds, leastSquare(blocks, b, x[p]!, y[p]!), open)
      const isWhole = bin === outside || mostSquare(blocks, b, x[p]!, y[p]!) <= bounds[bin + 1]!
      if (isWhole && !(p >= from && p < to)) {
        open = pass(runs, open, bin, from + g)
        continue
      }
      let last = bin
      for (let q = from; q < to; q++) {
        const dx = x[q]! - x[p]!
        const dy = y[q]! - y[p]!
        last = binOf(bounds, dx * dx + dy * dy, last)
        open = pass(runs, open, q === p ? outside : last, q + g)
      }
    }
    pass(runs, open, outside, end + g)
  }
}

/** Notes that at `at` another bin begins, if it does. */
function pass(runs: Runs, open: number, bin: number, at: number): number {
  if (bin === open) return open
  runs.at[runs.count] = at
  runs.bin[runs.count++] = bin
  return bin
}

/** The bin of a squared distance, looked for from a near one. */
function binOf(bounds: Float64Array, square: number, near: number): number {
  let bin = near
  while (square > bounds[bin + 1]!) bin++
  while (square <= bounds[bin]!) bin--
  return bin
}

type Around = { runs: Runs; index: number; marks: Marks; all: Float64Array; near: Float64Array }

/** Adds one reference site to the two sums of its permutation. */
function addReference({ runs, index, marks, all, near }: Around, own: { weight: number; near: number }, { found, expected, at }: RelativeSums & { at: number }): void {
  all.fill(0)
  near.fill(0)
  const outside = all.length - 1
  const { at: cuts, bin, starts } = runs
  const { sums } = marks
  const end = starts[index + 1]!
  let [open, before, nearBefore] = [outside, 0, 0]
  for (let n = starts[index]!; n < end; n++) {
    const cut = 2 * cuts[n]!
    const sum = sums[cut]!
    const nearSum = sums[cut + 1]!
    all[open]! += sum - before
    near[open]! += nearSum - nearBefore
    open = bin[n]!
    before = sum
    nearBefore = nearSum
  }
  const usual = (marks.nearWhole - own.near) / (marks.whole - own.weight)
  let [within, nearWithin] = [0, 0]
  for (let k = 0; k < outside; k++) {
    within += all[k]!
    nearWithin += near[k]!
    if (within === 0) continue
    found[at + k]! += nearWithin / within
    expected[at + k]! += usual
  }
}
