import type { OwnLoss } from './own-loss.ts'
import { openStress, read, readings, SOME_DAY, takeAway, type Stress, type StressParameters } from './stress.ts'
import { dimensions, indexChain, type Chain, type Dimension, type Removal } from './supply-chain.ts'
import { upstreamOf } from './upstream.ts'

/** Caps of the search: nodes upstream of the target, elements tried in sets, sets given back. */
export type SearchLimits = { dimensions: readonly Dimension[]; maxNodes: number; maxElements: number; maxSets: number }

/** A set whose loss stops the target for certain, or may stop it; when, at the earliest and latest (NaN: not known). */
export type FatalSet = { removals: Removal[]; certain: boolean; stopsEarliest: number; stopsLatest: number }

/**
 * `sets` in order: certain before possible, one element before two. `elements` were found upstream, `triedElements` of them tried;
 * `complete` is false where a cap left some out, so that there may be more sets.
 */
export type SmallestSets = { sets: FatalSet[]; elements: number; triedElements: number; complete: boolean }

/**
 * The smallest sets, of one or two elements, whose loss stops a node: the minimal cut sets of order 1 and 2 of its supply
 * (J. B. Fussell, W. E. Vesely, "A new methodology for obtaining cut sets for fault trees", 1972, the method of MOCUS). On so few elements
 * a straight trial of every pair through the same propagation is fast enough and takes time, shares and circles into account as MOCUS
 * does not. A set is listed as certain when no smaller part of it is certain, as possible when no smaller part of it is even possible.
 * A stop that comes from missing evidence alone is no set's doing and does not count.
 */
export function smallestSets(chain: Chain, target: number, parameters: StressParameters, limits: SearchLimits): SmallestSets {
  const part = upstreamOf(chain, target, limits.maxNodes)
  const stress = openStress(indexChain(part.chain), parameters)
  const elements = elementsOf(part.chain, limits.dimensions)
  const tried = elements.slice(0, limits.maxElements)
  const singles = tried.map((element) => trySingle(stress, element))
  const pairs = triedPairs(stress, singles, limits.maxSets)
  const found = [...singles.flatMap(({ set }) => set ?? []), ...pairs.sets]
  const sets = [...found.filter(({ certain }) => certain), ...found.filter(({ certain }) => !certain)]
  const complete = part.complete && tried.length === elements.length && pairs.complete && sets.length <= limits.maxSets
  return { sets: sets.slice(0, limits.maxSets), elements: elements.length, triedElements: tried.length, complete }
}

/** The elements that supply anything here, those with the most sources first. */
function elementsOf({ supplies, origins }: Chain, among: readonly Dimension[]): Removal[] {
  const sources = dimensions.map(() => new Map<number, number>())
  const add = (d: number, element: number): void => {
    if (element >= 0) sources[d]!.set(element, (sources[d]!.get(element) ?? 0) + 1)
  }
  for (const [d, dimension] of dimensions.entries()) {
    if (!among.includes(dimension)) continue
    for (let row = 0; row < supplies.node.length; row++) if (supplies.qualified[row] !== 0) add(d, supplies[dimension][row]!)
    if (dimension === 'origin') for (const country of origins.country) add(d, country)
  }
  return sources
    .flatMap((counts, d) => [...counts].map(([element, count]) => ({ d, element, count })))
    .sort((a, b) => b.count - a.count || a.d - b.d || a.element - b.element)
    .map(({ d, element }) => ({ dimension: dimensions[d]!, element }))
}

/** One element, the nodes whose own supply it may touch with what they lose, and the set that it is by itself. */
type Single = { element: Removal; nodes: number[]; low: number[]; high: number[]; set: FatalSet | undefined }

function trySingle(stress: Stress, element: Removal): Single {
  const loss = takeAway(stress, [element])
  const nodes: number[] = []
  for (let n = 0; n < loss.high.length; n++) if (loss.high[n]! > 0) nodes.push(n)
  const low = nodes.map((n) => loss.low[n]!)
  const high = nodes.map((n) => loss.high[n]!)
  return { element, nodes, low, high, set: verdict(stress, loss, [element], false) }
}

function triedPairs(stress: Stress, singles: readonly Single[], maxSets: number): { sets: FatalSet[]; complete: boolean } {
  const sets: FatalSet[] = []
  const open = singles.filter(({ set, nodes }) => !set?.certain && nodes.length > 0)
  const all = open.map(({ element }) => element)
  if (verdict(stress, takeAway(stress, all), all, false) === undefined) return { sets, complete: true }
  const { nodes } = stress.index.chain
  const loss: OwnLoss = { low: new Float64Array(nodes), high: new Float64Array(nodes), by: new Int32Array(nodes), removed: new Uint8Array(nodes), hitSources: 0, maybeHitSources: 0 }
  for (const [i, a] of open.entries()) {
    for (const b of open.slice(i + 1)) {
      const removals = [a.element, b.element]
      addLosses(stress, a, b, loss)
      const set = verdict(stress, loss, removals, a.set !== undefined || b.set !== undefined)
      if (set) sets.push(set)
      // Twice the cap leaves room for certain sets to push possible ones out.
      if (sets.length > 2 * maxSets) return { sets, complete: false }
    }
  }
  return { sets, complete: true }
}

/** What two elements take together: where only one of them touches a node, that is what it takes alone. */
function addLosses(stress: Stress, a: Single, b: Single, into: OwnLoss): void {
  into.low.fill(0)
  into.high.fill(0)
  const both: number[] = []
  for (const { nodes, low, high } of [a, b]) {
    for (let i = 0; i < nodes.length; i++) {
      const n = nodes[i]!
      if (into.high[n]! > 0) both.push(n)
      into.low[n] = low[i]!
      into.high[n] = high[i]!
    }
  }
  if (both.length === 0) return
  const together = takeAway(stress, [a.element, b.element], both)
  for (const n of both) {
    into.low[n] = together.low[n]!
    into.high[n] = together.high[n]!
  }
}

/** What a loss does to the target, node 0; undefined where it runs on, or where it only may stop and `certainOnly` is asked. */
function verdict(stress: Stress, loss: OwnLoss, removals: readonly Removal[], certainOnly: boolean): FatalSet | undefined {
  const stopsEarliest = read(stress, loss, readings.atWorst).start[0]!
  if (stopsEarliest === Infinity) return undefined
  const latest = read(stress, loss, readings.certain).start[0]!
  const certain = latest !== Infinity
  if (certainOnly && !certain) return undefined
  return { removals: [...removals], certain, stopsEarliest, stopsLatest: certain && latest < SOME_DAY ? latest : NaN }
}
