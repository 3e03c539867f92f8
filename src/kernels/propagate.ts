import { causes, type Outage } from './outage.ts'
import type { OwnLoss } from './own-loss.ts'
import { remainingShare } from './remaining-share.ts'
import { doubts, openStress, read, readings, SOME_DAY, SOME_TIME, stopsOwn, takeAway, type Reading, type StressParameters } from './stress.ts'
import type { ChainIndex, Removal } from './supply-chain.ts'

export const statuses = { runs: 0, stops: 1, unknown: 2 } as const

/** What a removal does to every node. Days count from the removal; NaN is "not known", or "does not apply" for nodes that run. */
export type Propagation = {
  /** See `statuses`. */
  status: Uint8Array
  /** What an unknown hangs on: see `doubts`. */
  doubt: Uint8Array
  /** If the node stops, then not before … */
  stopsEarliest: Float64Array
  /** … and not after (NaN where the day, or whether it stops at all, is not known). */
  stopsLatest: Float64Array
  /** It is back not before … (NaN: not known) */
  backEarliest: Float64Array
  /** … and not after (Infinity: never, as far as is known). */
  backLatest: Float64Array
  /** The share that remains before stocks and substitutes help, in bounds; NaN for a node about which nothing is known. */
  shareLow: Float64Array
  shareHigh: Float64Array
  /** Why (see `causes`), and the removal or node that it names. */
  cause: Uint8Array
  causeRef: Int32Array
  lost: Lost
}

/** How many nodes stop, are unknown (by doubt), run with less or perhaps less, run in full; how many sources are hit, or may be. */
export type Lost = { stops: number; unknown: { time: number; supply: number; evidence: number }; reduced: number; runs: number; hitSources: number; maybeHitSources: number }

/**
 * Spreads the loss of origins, owners, firms, regions or nodes over a chain: which nodes stop and when, which run with less, and which are
 * unknown. A node's own suppliers serve it together (it stops when less than `minimumShare` of them remains), its kinds each serve it (OR),
 * its inputs are all needed (AND: fixed proportions, W. Leontief 1941); stocks delay and substitutes heal (time-to-survive and
 * time-to-recover: D. Simchi-Levi and others, "Identifying risks and mitigating disruptions in the automotive supply chain", Interfaces
 * 45(5), 2015). A stop is certain when it comes about in the most favourable reading of everything unknown; a node runs when it runs in
 * the least favourable; all others are unknown. Removing more never makes a node run. Method note: docs/methods/stress-test.md.
 */
export function propagate(index: ChainIndex, removals: readonly Removal[], parameters: StressParameters): Propagation {
  const stress = openStress(index, parameters)
  const loss = takeAway(stress, removals)
  const result = emptyPropagation(index.chain.nodes)
  for (const reading of Object.values(readings)) takeReading(result, read(stress, loss, reading), reading)
  result.shareHigh = remainingShare(index, remaining(loss.low, parameters), loss.removed, 'best')
  result.shareLow = remainingShare(index, remaining(loss.high, parameters), loss.removed, 'worst')
  markBare(index, result, loss)
  result.lost = summarise(result, loss)
  return result
}

/** The nodes from the one that was hit first to `node`, as the causes name them; the last is `node` itself. */
export function traceCause({ cause, causeRef }: Propagation, node: number): number[] {
  const path = [node]
  let at = node
  while ((cause[at] === causes.input || cause[at] === causes.kinds) && path.length <= cause.length) {
    at = causeRef[at]!
    path.push(at)
  }
  return path.reverse()
}

function emptyPropagation(nodes: number): Propagation {
  const unset = (): Float64Array => new Float64Array(nodes).fill(NaN)
  return {
    status: new Uint8Array(nodes),
    doubt: new Uint8Array(nodes),
    stopsEarliest: unset(),
    stopsLatest: unset(),
    backEarliest: unset(),
    backLatest: unset(),
    shareLow: unset(),
    shareHigh: unset(),
    cause: new Uint8Array(nodes),
    causeRef: new Int32Array(nodes).fill(-1),
    lost: { stops: 0, unknown: { time: 0, supply: 0, evidence: 0 }, reduced: 0, runs: 0, hitSources: 0, maybeHitSources: 0 },
  }
}

/** The first reading that stops a node gives its status, doubt and cause; `atWorst` bounds its days, so that missing evidence does not. */
function takeReading(result: Propagation, { start, end, cause, ref }: Outage, reading: Reading): void {
  const worst = reading === readings.atWorst
  for (let n = 0; n < start.length; n++) {
    if (start[n] === Infinity) continue
    const first = result.status[n] === statuses.runs
    if (first) {
      result.status[n] = reading === readings.certain ? statuses.stops : statuses.unknown
      result.doubt[n] = reading.doubt
      result.cause[n] = cause[n]!
      result.causeRef[n] = ref[n]!
    }
    if (reading === readings.certain) {
      result.stopsLatest[n] = start[n]! >= SOME_DAY ? NaN : start[n]!
      result.backEarliest[n] = end[n]! <= start[n]! + SOME_TIME ? NaN : end[n]!
    }
    if (worst || first) {
      result.stopsEarliest[n] = start[n]!
      result.backLatest[n] = end[n]!
    }
  }
}

function remaining(lost: Float64Array, parameters: StressParameters): Float64Array {
  return lost.map((share) => (stopsOwn(1 - share, parameters) ? 0 : 1 - share))
}

const LESS = 1 - 1e-9

/** Of a node without a known supplier, kind or input nothing is known, its share included. */
function markBare({ chain: { nodes, requires }, kinds, hasSource }: ChainIndex, result: Propagation, { removed }: OwnLoss): void {
  for (let n = 0; n < nodes; n++) {
    const bare = !hasSource[n] && !removed[n] && kinds.starts[n] === kinds.starts[n + 1] && requires.starts[n] === requires.starts[n + 1]
    if (bare) result.shareLow[n] = result.shareHigh[n] = NaN
  }
}

function summarise({ status, doubt, shareLow }: Propagation, { hitSources, maybeHitSources }: OwnLoss): Lost {
  const lost: Lost = { stops: 0, unknown: { time: 0, supply: 0, evidence: 0 }, reduced: 0, runs: 0, hitSources, maybeHitSources }
  for (let n = 0; n < status.length; n++) {
    if (status[n] === statuses.stops) lost.stops++
    else if (doubt[n] === doubts.time) lost.unknown.time++
    else if (doubt[n] === doubts.supply) lost.unknown.supply++
    else if (doubt[n] === doubts.evidence) lost.unknown.evidence++
    else if (shareLow[n]! < LESS) lost.reduced++
    else lost.runs++
  }
  return lost
}
