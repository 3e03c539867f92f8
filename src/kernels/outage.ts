import { openHeap, popHeap, pushHeap, type Heap } from './heap.ts'
import type { ChainIndex } from './supply-chain.ts'

/**
 * Why a node stops: it was removed itself, its suppliers are lost, an input, all of its kinds, or nothing is known about it.
 * `ref` names the removal (removed, suppliers), the node (input; for kinds the last to stop), or is -1.
 */
export const causes = { none: 0, removed: 1, suppliers: 2, input: 3, kinds: 4, evidence: 5 } as const

/** One reading of the facts: every number decided. `ownDown` marks nodes whose own suppliers are lost. */
export type World = { ownDown: Uint8Array; removed: Uint8Array; by: Int32Array; stockDays: Float64Array; substitutionDays: Float64Array; days: number; missingEvidenceStops: boolean }

/** When each node is out: from `start` to before `end`, in days; a node that never stops has `start` Infinity and `end` -Infinity. */
export type Outage = { start: Float64Array; end: Float64Array; cause: Uint8Array; ref: Int32Array }

/** Room for an outage, used again and again. `parts` counts what can serve a node: its own suppliers as one, and each of its kinds. */
export type OutageScratch = { outage: Outage; heap: Heap; waiting: Uint8Array; settled: Uint8Array; parts: Int32Array; partsUp: Int32Array; groupUp: Uint8Array }

/** Room for `spreadOutage` on a chain. */
export function openOutageScratch({ chain, kinds, hasSource, group }: ChainIndex): OutageScratch {
  const { nodes } = chain
  const groupHasSource = new Uint8Array(nodes)
  for (let n = 0; n < nodes; n++) if (hasSource[n]) groupHasSource[group[n]!] = 1
  const parts = new Int32Array(nodes)
  for (let n = 0; n < nodes; n++) parts[n] = kinds.starts[n + 1]! - kinds.starts[n]! + groupHasSource[group[n]!]!
  return {
    outage: { start: new Float64Array(nodes), end: new Float64Array(nodes), cause: new Uint8Array(nodes), ref: new Int32Array(nodes) },
    heap: openHeap(nodes),
    waiting: new Uint8Array(nodes),
    settled: new Uint8Array(nodes),
    parts,
    partsUp: new Int32Array(nodes),
    groupUp: new Uint8Array(nodes),
  }
}

/**
 * Spreads a loss over the chain in time, for one reading of the facts.
 *
 * A node is out while all of its parts (its own suppliers as one, and each of its kinds) are out: OR; or while one of its inputs is out
 * and the input's stock has run down: AND; never longer than its substitution time, counted from the day of the loss. From its first
 * stop to its last recovery a node counts as out, without restarts between. The result is the smallest solution: a circle of nodes that
 * need each other goes on running until something outside stops it.
 *
 * Earliest stops are settled in order of time (E. W. Dijkstra 1959; for AND–OR: D. E. Knuth, "A generalization of Dijkstra's algorithm",
 * 1977). A later recovery found for a settled node is passed on by settling it again: O((N + E) log N) where recoveries are known from
 * the start (none, or one common day), at most that times the number of different recovery days.
 * The result lives in `scratch` and is overwritten by the next call.
 */
export function spreadOutage(index: ChainIndex, world: World, scratch: OutageScratch): Outage {
  const { outage, heap, waiting, settled } = scratch
  outage.start.fill(Infinity)
  outage.end.fill(-Infinity)
  outage.cause.fill(causes.none)
  outage.ref.fill(-1)
  waiting.fill(0)
  settled.fill(0)
  heap.size = 0
  const run: Run = { index, world, scratch }
  seed(run)
  for (let n = popHeap(heap); n !== -1; n = popHeap(heap)) {
    if (!waiting[n]) continue
    waiting[n] = 0
    passToUsers(run, n)
    passToParents(run, n)
    settled[n] = 1
  }
  return outage
}

type Run = { index: ChainIndex; world: World; scratch: OutageScratch }
type Stop = { from: number; until: number; cause: number; ref: number }

function seed(run: Run): void {
  const { index, world, scratch } = run
  const { nodes, requires } = index.chain
  const { parts, partsUp, groupUp } = scratch
  groupUp.fill(0)
  for (let n = 0; n < nodes; n++) if (index.hasSource[n] && !world.ownDown[n]) groupUp[index.group[n]!] = 1
  for (let n = 0; n < nodes; n++) {
    const kinds = index.kinds.starts[n + 1]! - index.kinds.starts[n]!
    const ownDown = parts[n]! > kinds && !groupUp[index.group[n]!]
    partsUp[n] = parts[n]! - (ownDown ? 1 : 0)
    if (world.removed[n]) stop(run, n, { from: 0, until: world.days, cause: causes.removed, ref: world.by[n]! })
    else if (ownDown && kinds === 0) stop(run, n, { from: 0, until: world.days, cause: causes.suppliers, ref: world.by[n]! })
    if (world.missingEvidenceStops && parts[n] === 0 && requires.starts[n] === requires.starts[n + 1]) stop(run, n, { from: 0, until: Infinity, cause: causes.evidence, ref: -1 })
  }
}

function passToUsers(run: Run, n: number): void {
  const { index: { users }, world, scratch: { outage } } = run
  const from = outage.start[n]! + world.stockDays[n]!
  const until = outage.end[n]!
  if (from >= until) return
  const by = { from, until, cause: causes.input, ref: n }
  for (let e = users.starts[n]!; e < users.starts[n + 1]!; e++) stop(run, users.targets[e]!, by)
}

/** The first time that a kind stops, its parent has one part less; once none is left, the parent is out while all of them are. */
function passToParents(run: Run, n: number): void {
  const { index: { parents }, scratch: { partsUp, settled } } = run
  for (let e = parents.starts[n]!; e < parents.starts[n + 1]!; e++) {
    const parent = parents.targets[e]!
    if (!settled[n]) partsUp[parent]!--
    if (partsUp[parent] === 0) stop(run, parent, whileAllPartsAreOut(run, parent, n))
  }
}

function whileAllPartsAreOut({ index: { kinds }, world, scratch: { outage, parts } }: Run, parent: number, kind: number): Stop {
  const first = kinds.starts[parent]!
  const last = kinds.starts[parent + 1]!
  const all: Stop = { from: 0, until: parts[parent]! > last - first ? world.days : Infinity, cause: causes.kinds, ref: kind }
  for (let e = first; e < last; e++) {
    const start = outage.start[kinds.targets[e]!]!
    if (start > all.from) {
      all.from = start
      all.ref = kinds.targets[e]!
    }
    all.until = Math.min(all.until, outage.end[kinds.targets[e]!]!)
  }
  return all
}

function stop({ world, scratch: { outage, heap, waiting } }: Run, n: number, { from, until, cause, ref }: Stop): void {
  const back = Math.min(until, world.substitutionDays[n]!)
  if (from >= back || (from >= outage.start[n]! && back <= outage.end[n]!)) return
  if (from < outage.start[n]!) {
    outage.start[n] = from
    outage.cause[n] = cause
    outage.ref[n] = ref
  }
  if (back > outage.end[n]!) outage.end[n] = back
  waiting[n] = 1
  pushHeap(heap, outage.start[n]!, n)
}
