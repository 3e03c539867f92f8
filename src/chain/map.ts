import { asViewer, audienceOf, type Viewer } from '../access/viewer.ts'
import type { Db, Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import type { Graph } from '../kernels/graph.ts'
import type { MapData } from '../shared/contract/chain.ts'
import { nodeKinds, type NodeKind, type NodeState } from '../shared/vocabulary.ts'
import { copyRows } from '../snapshot/copy-rows.ts'
import { getSnapshot } from '../snapshot/sections.ts'
import type { Snapshot } from '../snapshot/snapshot.ts'
import { columnsOf } from './columns.ts'
import { isFiltered, joinState, nodesWhere, type NodeFilter } from './filter.ts'
import { drawMap, type Selection } from './map-data.ts'
import { readNeighbourhood } from './neighbourhood.ts'
import { ensureStates } from './states.ts'

export type MapRequest = NodeFilter & { node?: number; hops?: number }

/** The map: whole, filtered, or the neighbourhood of a node, which is read by itself and opens at once on the largest map. */
export async function getMap(db: Db, viewer: Viewer, request: MapRequest, now = new Date()): Promise<MapData> {
  if (request.node !== undefined) {
    const { selection, complete, fresh } = await readNeighbourhood(db, viewer, { node: request.node, hops: request.hops ?? 1 }, now)
    return { ...drawMap(selection, complete), stale: !fresh }
  }
  await ensureStates(db, viewer, now)
  const snapshot = await getSnapshot(db, viewer)
  if (isFiltered(request)) return drawMap(await asViewer(db, viewer, (tx) => selectWhere(tx, viewer, snapshot, request), { readOnly: true }))
  return wholeMap(db, viewer, snapshot)
}

const drawn = new WeakMap<Snapshot, { states: string; map: MapData }>()

/** The whole map, drawn once for each state of the facts. */
async function wholeMap(db: Db, viewer: Viewer, snapshot: Snapshot): Promise<MapData> {
  const { computedAt, selection } = await asViewer(db, viewer, async (tx) => {
    const computedAt = await computedOf(tx, viewer)
    return { computedAt, selection: drawn.get(snapshot)?.states === computedAt ? undefined : await select(snapshot, await statesOf(tx, viewer), all(snapshot)) }
  }, { readOnly: true })
  const known = drawn.get(snapshot)
  if (!selection && known) return known.map
  const map = drawMap(selection!)
  drawn.set(snapshot, { states: computedAt, map })
  return map
}

async function computedOf(tx: Tx, viewer: Viewer): Promise<string> {
  const rows = await tx.query<{ at: string }>(sql`select max(computed_at)::text as at from computed where cluster_id = ${viewer.cluster} and audience = ${audienceOf(viewer)}`)
  return rows[0]?.at ?? ''
}

/** The nodes of a map that pass a filter, with the ties between them. The stage is that of the map's columns, inferred ones included. */
export async function selectWhere(tx: Tx, viewer: Viewer, snapshot: Snapshot, { stage, ...filter }: NodeFilter): Promise<Selection> {
  const rows: number[] = []
  const { columns, columnOf } = columnsOf(snapshot)
  const column = columns.findIndex(({ key, title }) => key === stage || key === `stage:${stage}` || title === stage)
  await copyRows(tx, sql`select node.node_id from node ${joinState(viewer)} where ${nodesWhere(viewer, filter)} order by node.node_id`, ([id]) => {
    const row = snapshot.rowOf.get(Number(id))
    if (row !== undefined && (!stage || (column >= 0 && columnOf[row] === column))) rows.push(row)
  })
  return select(snapshot, await statesOf(tx, viewer), rows)
}

function all({ nodes }: Snapshot): number[] {
  return Array.from({ length: nodes.count }, (_, n) => n).filter((n) => nodes.isStage[n] === 0)
}

async function statesOf(tx: Tx, viewer: Viewer): Promise<Map<number, NodeState>> {
  const states = new Map<number, NodeState>()
  await copyRows(tx, sql`
    select node_id, state from node_state where cluster_id = ${viewer.cluster} and audience = ${audienceOf(viewer)} and valid_to is null`, ([id, state]) => {
    states.set(Number(id), state as NodeState)
  })
  return states
}

const kindKeys = Object.keys(nodeKinds) as NodeKind[]

function select(snapshot: Snapshot, states: ReadonlyMap<number, NodeState>, rows: readonly number[]): Selection {
  const { nodes, groups } = snapshot
  const place = new Int32Array(nodes.count).fill(-1)
  for (let n = 0; n < rows.length; n++) place[rows[n]!] = n
  const ids = rows.map((row) => nodes.id[row]!)
  const edges: number[] = []
  addEdges(edges, snapshot.requires, place, 0)
  addEdges(edges, snapshot.isA, place, 1)
  const { columns, columnOf } = columnsOf(snapshot)
  return {
    total: all(snapshot).length, ids, names: rows.map((row) => nodes.name[row]!), states: ids.map((id) => states.get(id) ?? 'unknown'),
    kinds: rows.map((row) => kindKeys[nodes.kind[row]!] ?? null), columns, columnOf: Int32Array.from(rows, (row) => columnOf[row]!),
    groupOf: Int32Array.from(rows, (row) => nodes.group[row]!), groups, edges, ties: tiesOf(snapshot, rows),
  }
}

function addEdges(edges: number[], { nodes, starts, targets }: Graph, place: Int32Array, relation: number): void {
  for (let n = 0; n < nodes; n++) {
    if (place[n]! < 0) continue
    for (let e = starts[n]!; e < starts[n + 1]!; e++) if (place[targets[e]!]! >= 0) edges.push(place[n]!, place[targets[e]!]!, relation)
  }
}

function tiesOf({ requires, isA, nodes }: Snapshot, rows: readonly number[]): Int32Array {
  const ties = new Int32Array(nodes.count)
  for (const { starts, targets } of [requires, isA]) {
    for (let n = 0; n < nodes.count; n++) ties[n]! += starts[n + 1]! - starts[n]!
    for (const target of targets) ties[target]!++
  }
  return Int32Array.from(rows, (row) => ties[row]!)
}
