import { asProgram, audienceOf, type Audience, type Viewer } from '../access/viewer.ts'
import { noSuchCluster } from '../access/viewer-of.ts'
import type { Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import type { Graph } from '../kernels/graph.ts'
import { AppError } from '../shared/errors.ts'
import { hashOf } from './hash.ts'
import { inSharedMemory } from './shared-memory.ts'
import { readLinks, readNodes, readOrganisations, readOrigins, readSupplies } from './tables.ts'
import type { Scope } from './usable.ts'

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
  demandAudience(viewer, audience)
  return asProgram(tx, viewer, async () => {
    const { scope, revision } = await scopeOf(tx, viewer.cluster, audience)
    return readChain(tx, scope, revision)
  })
}

/** What a snapshot of a cluster is taken of, and the state of its facts. */
export async function scopeOf(tx: Tx, cluster: string, audience: Audience): Promise<{ scope: Scope; revision: number }> {
  const rows = await tx.query<{ revision: number; operator: number | null }>(sql`select revision, operator_id as operator from cluster where cluster_id = ${cluster}`)
  if (!rows[0]) throw noSuchCluster(cluster)
  return { scope: { cluster, audience, operator: rows[0].operator }, revision: rows[0].revision }
}

/** Reads the section `chain` as the program. */
export async function readChain(tx: Tx, scope: Scope, revision: number): Promise<Snapshot> {
  const { nodes, groups, rowOf } = await readNodes(tx, scope)
  const links = await readLinks(tx, scope, rowOf)
  const { organisations, regions, countries: homes, rowOf: organisationRow } = await readOrganisations(tx, scope)
  const { supplies, origins: madeIn, owners } = await readSupplies(tx, scope, rowOf, organisationRow)
  const { origins, countries: shared } = await readOrigins(tx, scope, rowOf)
  const { list: countries, numbers } = merge([homes, madeIn, shared])
  renumber(organisations.country, numbers[0]!)
  renumber(supplies.origin, numbers[1]!)
  renumber(origins.country, numbers[2]!)
  const content = inSharedMemory({ nodes, ...links, organisations, supplies, origins, countries, owners, regions, groups })
  return { id: hashOf(content), cluster: scope.cluster, audience: scope.audience, revision, newest: newestOf([nodes.day, supplies.day, origins.day]), ...content, rowOf }
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

/** Refuses to compute for a viewer from what they may not see. */
export function demandAudience(viewer: Viewer, audience: Audience): void {
  if (ranks[audience] <= ranks[audienceOf(viewer)]) return
  throw new AppError('not-allowed', { zh: '不能用您无权查看的数据进行计算。', en: 'Nothing can be computed from data that you may not see.' })
}
