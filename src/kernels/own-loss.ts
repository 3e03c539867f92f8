import { addSource, certainLoss, clearTally, openTally, possibleLoss, type ShareTally } from './share-loss.ts'
import { dimensions, elementCount, NOT_KNOWN, type Chain, type ChainIndex, type Dimension, type Removal } from './supply-chain.ts'

/**
 * What each node loses of its own supply, before anything spreads. The lost share lies between `low` and `high`; `by` is the number
 * of the removal that takes the largest single source (-1: none); `removed` marks nodes that were taken away themselves.
 */
export type OwnLoss = { low: Float64Array; high: Float64Array; by: Int32Array; removed: Uint8Array; hitSources: number; maybeHitSources: number }

/** Room for the loss of a chain and its look-up tables, so that many removals can be tried without allocating. */
export type LossScratch = { loss: OwnLoss; marks: Record<Dimension, Int32Array>; tally: ShareTally }

/** Room for `ownLoss` on a chain. */
export function openLossScratch(chain: Chain): LossScratch {
  const { nodes } = chain
  const marks = Object.fromEntries(dimensions.map((dimension) => [dimension, new Int32Array(elementCount(chain, dimension))]))
  return {
    loss: { low: new Float64Array(nodes), high: new Float64Array(nodes), by: new Int32Array(nodes), removed: new Uint8Array(nodes), hitSources: 0, maybeHitSources: 0 },
    marks: marks as Record<Dimension, Int32Array>,
    tally: openTally(),
  }
}

/**
 * The share of its own supply that each node loses, as an interval (how shares are read: `share-loss.ts`).
 *
 * A source whose attribute is not known may be hit, unless its dimension is in `outside` (an assumption the caller states).
 * Where a node has shares of countries, these decide what a removed origin takes; otherwise the origins of its suppliers do.
 * The result lives in `scratch` and is overwritten by the next call. With `only`, just these nodes are worked out, the others left at 0.
 */
export function ownLoss(index: ChainIndex, { removals, outside, only }: Loss, scratch: LossScratch): OwnLoss {
  const { loss, marks } = scratch
  loss.removed.fill(0)
  loss.low.fill(0)
  loss.high.fill(0)
  loss.by.fill(-1)
  loss.hitSources = loss.maybeHitSources = 0
  const taken: Taken = {
    active: dimensions.filter((dimension) => removals.some((removal) => removal.dimension === dimension)),
    origins: removals.filter(({ dimension }) => dimension === 'origin').map(({ element }) => element),
    outside,
  }
  setMarks(removals, scratch)
  if (taken.active.length > 0) {
    if (only) for (const n of only) lossOfNode(index, n, taken, scratch)
    else for (let n = 0; n < index.chain.nodes; n++) if (index.hasSource[n]) lossOfNode(index, n, taken, scratch)
  }
  for (const { dimension, element } of removals) if (dimension !== 'node' && element < marks[dimension].length) marks[dimension][element] = 0
  return loss
}

/** What is taken away, and the dimensions in which a source of unknown value is taken to be outside of it. */
export type Loss = { removals: readonly Removal[]; outside: ReadonlySet<Dimension>; only?: readonly number[] }

type Taken = { active: readonly Dimension[]; origins: readonly number[]; outside: ReadonlySet<Dimension> }

/** `marks[dimension][element]` becomes 1 + the number of the first removal that names it. */
function setMarks(removals: readonly Removal[], { marks, loss }: LossScratch): void {
  for (let r = removals.length - 1; r >= 0; r--) {
    const { dimension, element } = removals[r]!
    if (!(element >= 0)) throw new RangeError(`a removal names the element ${element} of ${dimension}`)
    if (dimension !== 'node') {
      if (element < marks[dimension].length) marks[dimension][element] = r + 1
    } else if (element < loss.removed.length) {
      loss.removed[element] = 1
      loss.by[element] = r
    }
  }
}

function lossOfNode(index: ChainIndex, n: number, taken: Taken, scratch: LossScratch): void {
  const { loss, tally } = scratch
  const byCountry = taken.origins.length > 0 && originsDecide(index, n)
  const active = byCountry ? taken.active.filter((dimension) => dimension !== 'origin') : taken.active
  const byNode = loss.by[n]!
  if (byCountry) {
    const missed = removedButNotListed(index, n, taken)
    clearTally(tally)
    tallyOrigins(index, n, missed, scratch)
    loss.low[n] = certainLoss(tally)
    loss.high[n] = possibleLoss(tally, missed)
  }
  if (active.length > 0 && index.suppliesOf.starts[n]! < index.suppliesOf.starts[n + 1]!) {
    const unlistedMayBeHit = active.some((dimension) => dimension !== 'organisation' && !taken.outside.has(dimension))
    clearTally(tally)
    tallySupplies(index, n, { ...taken, active }, scratch)
    loss.low[n] = Math.max(loss.low[n]!, certainLoss(tally))
    loss.high[n] = Math.min(1, loss.high[n]! + possibleLoss(tally, unlistedMayBeHit))
  }
  if (loss.removed[n]) loss.by[n] = byNode
}

function originsDecide({ chain, originsOf, suppliesOf }: ChainIndex, n: number): boolean {
  const first = originsOf.starts[n]!
  const last = originsOf.starts[n + 1]!
  if (first === last) return false
  for (let at = first; at < last; at++) if (!Number.isNaN(chain.origins.share[originsOf.rows[at]!]!)) return true
  for (let at = suppliesOf.starts[n]!; at < suppliesOf.starts[n + 1]!; at++) if (!Number.isNaN(chain.supplies.share[suppliesOf.rows[at]!]!)) return false
  return true
}

/** A removed origin that the node does not list may stand behind its "others" and behind what its shares leave over. */
function removedButNotListed({ chain, originsOf }: ChainIndex, n: number, { origins, outside }: Taken): boolean {
  if (outside.has('origin')) return false
  const listed = originsOf.rows.subarray(originsOf.starts[n]!, originsOf.starts[n + 1]!)
  return origins.some((origin) => !listed.some((row) => chain.origins.country[row] === origin))
}

function tallyOrigins({ chain, originsOf }: ChainIndex, n: number, missed: boolean, scratch: LossScratch): void {
  let largest = -1
  for (let at = originsOf.starts[n]!; at < originsOf.starts[n + 1]!; at++) {
    const row = originsOf.rows[at]!
    const country = chain.origins.country[row]!
    const mark = country >= 0 ? scratch.marks.origin[country]! : 0
    largest = count(scratch, n, { share: chain.origins.share[row]!, mark, maybe: country === NOT_KNOWN && missed, largest })
  }
}

function tallySupplies({ chain, suppliesOf }: ChainIndex, n: number, { active, outside }: Taken, scratch: LossScratch): void {
  const { supplies } = chain
  let largest = -1
  for (let at = suppliesOf.starts[n]!; at < suppliesOf.starts[n + 1]!; at++) {
    const row = suppliesOf.rows[at]!
    if (supplies.qualified[row] === 0) continue
    let mark = 0
    let maybe = false
    for (const dimension of active) {
      const element = supplies[dimension][row]!
      if (element === NOT_KNOWN) maybe ||= !outside.has(dimension)
      else if (element >= 0 && mark === 0) mark = scratch.marks[dimension][element]!
    }
    largest = count(scratch, n, { share: supplies.share[row]!, mark, maybe, largest })
  }
}

type Source = { share: number; mark: number; maybe: boolean; largest: number }

/** Adds one source to the tally; answers the largest share of a source hit so far, whose removal is named as the cause. */
function count({ loss, tally }: LossScratch, n: number, { share, mark, maybe, largest }: Source): number {
  addSource(tally, share, mark > 0 ? 'hit' : maybe ? 'maybe' : 'kept')
  if (mark === 0) {
    if (maybe) loss.maybeHitSources++
    return largest
  }
  loss.hitSources++
  const size = Number.isNaN(share) ? 0 : share
  if (size <= largest) return largest
  loss.by[n] = mark - 1
  return size
}
