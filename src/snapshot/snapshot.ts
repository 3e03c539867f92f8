import { asProgram, asViewer, audienceOf, type Audience, type Viewer } from '../access/viewer.ts'
import { noSuchCluster } from '../access/viewer-of.ts'
import type { Db, Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import type { Graph } from '../kernels/graph.ts'
import { AppError } from '../shared/errors.ts'
import { hashOf } from './hash.ts'
import { readLinks, readNodes, readOrganisations, readOrigins, readSupplies } from './tables.ts'

/** Nodes as columns, in the order of their ids; a stage with a name of its own is a row too. NaN and null: nobody has stated it. */
export type NodeColumns = {
  count: number
  id: Float64Array
  code: (string | null)[]
  name: string[]
  /** Number in the vocabulary of stages, of node kinds; -1 where none is stated. */
  stage: Int8Array
  kind: Int8Array
  isStage: Uint8Array
  /** Row of the named stage the node belongs to, -1 for none. */
  stageRow: Int32Array
  /** Number in `groups`, -1 for none. */
  group: Int32Array
  stockDays: Float64Array
  substitutionDays: Float64Array
  day: Int32Array
}

/** Who supplies which node, a row each. Numbers point into the lists of the snapshot, answers are 1 or 0; -1: nobody has stated it. */
export type SupplyColumns = {
  count: number
  organisation: Int32Array
  node: Int32Array
  share: Float64Array
  revenueShare: Float64Array
  negligible: Int8Array
  origin: Int32Array
  owner: Int32Array
  qualified: Int8Array
  capacity: Int8Array
  certification: Int8Array
  price: Int8Array
  /** Days since 1970-01-01 between which the supply holds; NaN where no end is stated. */
  from: Float64Array
  to: Float64Array
  day: Int32Array
}

/** Shares of countries in a node's supply, a row each. */
export type OriginColumns = { count: number; node: Int32Array; country: Int32Array; share: Float64Array; negligible: Int8Array; day: Int32Array }

/** The organisations that supply anything; `region` and `country` number the lists of the snapshot. A name that the audience may not see is null. */
export type OrganisationColumns = {
  count: number
  id: Float64Array
  name: (string | null)[]
  code: (string | null)[]
  creditCode: (string | null)[]
  stockCode: (string | null)[]
  region: Int32Array
  country: Int32Array
}

/**
 * A cluster at a moment, as far as an audience may use it: all that a computation may look at. `id` is a hash of the content, so that
 * the same facts have the same id for ever; `day` columns say when a fact was recorded (days since 1970-01-01).
 */
export type Snapshot = {
  id: string
  cluster: string
  audience: Audience
  revision: number
  /** The day of the newest evidence; null without any. */
  newest: string | null
  nodes: NodeColumns
  /** From a node to its inputs, and to what it is a kind of. */
  requires: Graph
  isA: Graph
  organisations: OrganisationColumns
  supplies: SupplyColumns
  origins: OriginColumns
  countries: string[]
  owners: string[]
  regions: string[]
  groups: string[]
  /** Row of a node by its id. */
  rowOf: ReadonlyMap<number, number>
}

const ranks: Record<Audience, number> = { public: 0, cluster: 1, centres: 2, team: 3 }

/**
 * Takes everything a computation may use for an audience. The audience must be the viewer's own or a wider one: nobody can compute
 * from what they may not see. Call it in a transaction of one moment (repeatable read).
 */
export async function takeSnapshot(tx: Tx, viewer: Viewer, audience: Audience): Promise<Snapshot> {
  if (ranks[audience] > ranks[audienceOf(viewer)]) throw beyond()
  return asProgram(tx, viewer, () => read(tx, viewer.cluster, audience))
}

async function read(tx: Tx, cluster: string, audience: Audience): Promise<Snapshot> {
  const rows = await tx.query<{ revision: number; operator: number | null }>(sql`select revision, operator_id as operator from cluster where cluster_id = ${cluster}`)
  if (!rows[0]) throw noSuchCluster(cluster)
  const scope = { cluster, audience, operator: rows[0].operator }
  const { nodes, groups, rowOf } = await readNodes(tx, scope)
  const links = await readLinks(tx, scope, rowOf)
  const { organisations, regions, countries: homes, rowOf: organisationRow } = await readOrganisations(tx, scope)
  const { supplies, origins: madeIn, owners } = await readSupplies(tx, scope, rowOf, organisationRow)
  const { origins, countries: shared } = await readOrigins(tx, scope, rowOf)
  const { list: countries, numbers } = merge([homes, madeIn, shared])
  renumber(organisations.country, numbers[0]!)
  renumber(supplies.origin, numbers[1]!)
  renumber(origins.country, numbers[2]!)
  const content = { nodes, ...links, organisations, supplies, origins, countries, owners, regions, groups }
  return { id: hashOf(content), cluster, audience, revision: rows[0].revision, newest: newestOf([nodes.day, supplies.day, origins.day]), ...content, rowOf }
}

/** Several lists of names as one in order of the names, with the new number of each old one. */
function merge(lists: readonly string[][]): { list: string[]; numbers: Int32Array[] } {
  const list = [...new Set(lists.flat())].sort()
  const place = new Map(list.map((name, n) => [name, n]))
  return { list, numbers: lists.map((names) => Int32Array.from(names, (name) => place.get(name)!)) }
}

function renumber(column: Int32Array, numbers: Int32Array): void {
  for (let n = 0; n < column.length; n++) if (column[n]! >= 0) column[n] = numbers[column[n]!]!
}

function newestOf(columns: readonly Int32Array[]): string | null {
  let newest = -Infinity
  for (const column of columns) for (const day of column) if (day > newest) newest = day
  return newest === -Infinity ? null : isoDay(newest)
}

/** A day counted from 1970-01-01 as an ISO date. */
export function isoDay(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10)
}

type Kept = { revision: number; snapshot: Promise<Snapshot> }
const kept = new WeakMap<Db, Map<string, Kept>>()
/** How many snapshots stay in memory, the longest unused go first. */
const keptAtMost = 6

/** The snapshot of an audience as the facts stand now; the newest of each audience is kept in memory until the facts change. */
export async function getSnapshot(db: Db, viewer: Viewer, audience: Audience = audienceOf(viewer)): Promise<Snapshot> {
  if (ranks[audience] > ranks[audienceOf(viewer)]) throw beyond()
  const here = kept.get(db) ?? new Map<string, Kept>()
  kept.set(db, here)
  const key = `${audience} ${viewer.cluster}`
  const revision = await asViewer(db, viewer, (tx) => revisionOf(tx, viewer.cluster), { readOnly: true })
  const known = here.get(key)
  here.delete(key)
  const mine = known?.revision === revision ? known : { revision, snapshot: take(db, viewer, audience) }
  here.set(key, mine)
  for (const oldest of here.keys()) if (here.size > keptAtMost) here.delete(oldest)
  try {
    return await mine.snapshot
  } catch (error) {
    if (here.get(key) === mine) here.delete(key)
    throw error
  }
}

function take(db: Db, viewer: Viewer, audience: Audience): Promise<Snapshot> {
  return asViewer(db, viewer, (tx) => takeSnapshot(tx, viewer, audience), { readOnly: true, isolation: 'repeatable read' })
}

async function revisionOf(tx: Tx, cluster: string): Promise<number> {
  const rows = await tx.query<{ revision: number }>(sql`select revision from cluster where cluster_id = ${cluster}`)
  if (!rows[0]) throw noSuchCluster(cluster)
  return rows[0].revision
}

function beyond(): AppError {
  return new AppError('not-allowed', { zh: '不能用你无权查看的数据进行计算。', en: 'Nothing can be computed from data that you may not see.' })
}
