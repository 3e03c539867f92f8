import { openHeap, popHeap, pushHeap, type Heap } from './heap.ts'
import type { ChainIndex } from './supply-chain.ts'

/** Why a node stops. `ref` in an outage is: a removal's number, the same, the input's number, the kind's number, nothing. */
export const causes = { none: 0, removed: 1, suppliers: 2, input: 3, kinds: 4, evidence: 5 } as const

/** One reading of the facts: every number decided. `ownDown` marks nodes whose own suppliers are lost. */
export type World = { ownDown: Uint8Array; removed: Uint8Array; by: Int32Array; stockDays: Float64Array; substitutionDays: Float64Array; days: number; missingEvidenceStops: boolean }

/** When each node is out: from `start` to before `end`, in days; a node that never stops has `start` Infinity and `end` -Infinity. */
export type Outage = { start: Float64Array; end: Float64Array; cause: Uint8Array; ref: Int32Array }

/** Room for an outage, used again and again. */
export type OutageScratch = { outage: Outage; heap: Heap; waiting: Uint8Array; partsUp: Int32Array; parts: Int32Array; groupUp: Int32Array }

/** Room for `spreadOutage` on a chain of so many nodes. */
export function openOutageScratch({ chain, kinds, hasSource, group }: ChainIndex): OutageScratch {
  const { nodes } = chain
  const sourcesOf = new Int32Array(nodes)
  for (let n = 0; n < nodes; n++) sourcesOf[group[n]!]! += hasSource[n]!
  const parts = new Int32Array(nodes)
  for (let n = 0; n < nodes; n++) parts[n] = kinds.starts[n + 1]! - kinds.starts[n]! + (sourcesOf[group[n]!]! > 0 ? 1 : 0)
  return {
    outage: { start: new Float64Array(nodes), end: new Float64Array(nodes), cause: new Uint8Array(nodes), ref: new Int32Array(nodes) },
    heap: openHeap(nodes),
    waiting: new Uint8Array(nodes),
    partsUp: new Int32Array(nodes),
    parts,
    groupUp: new Int32Array(nodes),
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
 */
export function spreadOutage(index: ChainIndex, world: World, scratch: OutageScratch): Outage {
  const { outage, heap, waiting } = scratch
  outage.start.fill(Infinity)
  outage.end.fill(-Infinity)
  outage.cause.fill(causes.none)
  outage.ref.fill(-1)
  waiting.fill(0)
  heap.size = 0
  seed(index, world, scratch)
  for (let n = popHeap(heap); n !== -1; n = popHeap(heap)) {
    if (!waiting[n]) continue
    waiting[n] = 0
    passToUsers(index, n, world, scratch)
    passToParents(index, n, world, scratch)
  }
  return outage
}

function seed(index: ChainIndex, world: World, scratch: OutageScratch): void {
  const { nodes, requires } = index.chain
  const { parts, partsUp, groupUp } = scratch
  groupUp.fill(0)
  for (let n = 0; n < nodes; n++) if (index.hasSource[n] && !world.ownDown[n]) groupUp[index.group[n]!] = 1
  partsUp.set(parts)
  for (let n = 0; n < nodes; n++) {
    const kinds = index.kinds.starts[n + 1]! - index.kinds.starts[n]!
    const ownDown = parts[n]! > kinds && !groupUp[index.group[n]!]
    if (ownDown) partsUp[n]!--
    if (world.removed[n]) stop(n, 0, world.days, causes.removed, world.by[n]!, world, scratch)
    else if (ownDown && kinds === 0) stop(n, 0, world.days, causes.suppliers, world.by[n]!, world, scratch)
    else if (world.missingEvidenceStops && parts[n] === 0 && requires.starts[n] === requires.starts[n + 1]) stop(n, 0, Infinity, causes.evidence, -1, world, scratch)
  }
}

function passToUsers({ users }: ChainIndex, n: number, world: World, scratch: OutageScratch): void {
  const from = scratch.outage.start[n]! + world.stockDays[n]!
  const until = scratch.outage.end[n]!
  if (from >= until) return
  for (let e = users.starts[n]!; e < users.starts[n + 1]!; e++) stop(users.targets[e]!, from, until, causes.input, n, world, scratch)
}

/** The first time that a kind stops, its parent has one part less; from the moment that none is left, the parent is out with all of them. */
function passToParents({ parents, kinds }: ChainIndex, n: number, world: World, scratch: OutageScratch): void {
  const { outage, partsUp } = scratch
  for (let e = parents.starts[n]!; e < parents.starts[n + 1]!; e++) {
    const parent = parents.targets[e]!
    if (partsUp[parent]! > 0 && !countedBefore(scratch, n)) partsUp[parent]!--
    if (partsUp[parent] !== 0) continue
    let from = 0
    let until = kinds.starts[parent + 1]! - kinds.starts[parent]! === scratch.parts[parent] ? Infinity : world.days
    let last = n
    for (let k = kinds.starts[parent]!; k < kinds.starts[parent + 1]!; k++) {
      const kind = kinds.targets[k]!
      if (outage.start[kind]! > from) {
        from = outage.start[kind]!
        last = kind
      }
      until = Math.min(until, outage.end[kind]!)
    }
    stop(parent, from, until, causes.kinds, last, world, scratch)
  }
}
