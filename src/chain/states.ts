import { createHash } from 'node:crypto'
import { getThresholds } from '../access/clusters.ts'
import { asViewer, audienceOf, readAs, systemViewer, type Audience, type Viewer } from '../access/viewer.ts'
import { noSuchCluster } from '../access/viewer-of.ts'
import { nameOf } from '../analysis/analysis.ts'
import { nodeStates } from '../analysis/node-states.ts'
import type { Db, Tx } from '../db/db.ts'
import { hashingJoins } from '../db/hashing-joins.ts'
import { refreshStatistics } from '../db/open.ts'
import { prepared, sql, type Sql } from '../db/sql.ts'
import { claimIdsFor } from '../snapshot/claims.ts'
import { getSnapshot } from '../snapshot/sections.ts'
import type { Snapshot } from '../snapshot/snapshot.ts'
import type { Reason } from './rules/rule.ts'
import type { Judgement } from './rules/states.ts'
import { ruleThresholds } from './thresholds.ts'

/** How many claims a reason lists at most; the facts it rests on lead to all of them. */
const claimsAtMost = 50
/** States whose claims are looked up when they are computed; of the others, when somebody asks. */
const telling = new Set(['broken', 'choke', 'bottleneck', 'weak', 'strength'])

/** What a refresh did: how many nodes have another state or other reasons than before. */
export type Refreshed = { snapshot: string; nodes: number; changed: number }

/**
 * Whether the states the viewer would read rest on the facts as they stand and were judged today (evidence ages), as one value of a
 * query; every change of facts or thresholds raises the revision. Null: the viewer has no such cluster.
 */
export function freshness(viewer: Viewer, now: Date): Sql {
  return sql`(
    select coalesce(computed.revision = cluster.revision and (computed.computed_at at time zone 'UTC')::date >= ${isoDate(now)}::date, false)
    from cluster
    left join computed on computed.cluster_id = cluster.cluster_id and computed.name = ${nameOf(nodeStates)} and computed.audience = ${audienceOf(viewer)}
    where cluster.cluster_id = ${viewer.cluster})`
}

async function areFresh(tx: Tx, viewer: Viewer, now: Date): Promise<boolean> {
  const rows = await tx.query<{ fresh: boolean | null }>(prepared(sql`select ${freshness(viewer, now)} as fresh`))
  return known(viewer, rows[0]!.fresh)
}

/** The state of the facts and of the states computed from them, which are fresh, as one text: while it stays the same, so does every list. */
export async function readAsOf(db: Db, viewer: Viewer, now: Date): Promise<string> {
  const row = await readFresh<{ asOf: string; fresh: boolean | null }>(db, viewer, sql`
    select ${freshness(viewer, now)} as fresh, concat_ws(' ', (select revision from cluster where cluster_id = ${viewer.cluster}), (
      select concat_ws(' ', revision, computed_at) from computed
      where cluster_id = ${viewer.cluster} and name = ${nameOf(nodeStates)} and audience = ${audienceOf(viewer)})) as "asOf"`, now)
  return row!.asOf
}

function known({ cluster }: Viewer, fresh: boolean | null): boolean {
  if (fresh === null) throw noSuchCluster(cluster)
  return fresh
}

/** Makes sure that the states the viewer is about to read are fresh. */
export async function ensureStates(db: Db, viewer: Viewer, now = new Date()): Promise<void> {
  if (await asViewer(db, viewer, (tx) => areFresh(tx, viewer, now), { readOnly: true })) return
  await refreshStates(db, viewer.cluster, audienceOf(viewer), now)
}

/** Reads as a viewer, with fresh states: the check shares the transaction of the reading. */
export async function withStates<T>(db: Db, viewer: Viewer, read: (tx: Tx) => Promise<T>, now = new Date()): Promise<T> {
  const stale = Symbol('stale')
  const first = await asViewer(db, viewer, async (tx) => ((await areFresh(tx, viewer, now)) ? read(tx) : stale))
  if (first !== stale) return first as T
  await refreshStates(db, viewer.cluster, audienceOf(viewer), now)
  return asViewer(db, viewer, read)
}

/** Reads one row that carries its own `freshness`, so that a page is a single query; where the states are stale, once more after they are computed. */
export async function readFresh<T extends { fresh: boolean | null }>(db: Db, viewer: Viewer, query: Sql, now: Date): Promise<T | undefined> {
  const read = async (): Promise<T | undefined> => (await readAs(db, viewer).query<T>(prepared(query)))[0]
  const row = await read()
  if (row === undefined || known(viewer, row.fresh)) return row
  await refreshStates(db, viewer.cluster, audienceOf(viewer), now)
  return read()
}

/** The same without waiting: where the states are stale they are computed on the side, and `fresh` says that they follow. */
export async function readStanding<T extends { fresh: boolean | null }>(db: Db, viewer: Viewer, query: Sql, now: Date): Promise<T | undefined> {
  const row = (await readAs(db, viewer).query<T>(prepared(query)))[0]
  // What goes wrong there is met by the next who asks, and told to whoever waits for the states.
  if (row !== undefined && !known(viewer, row.fresh)) void refreshStates(db, viewer.cluster, audienceOf(viewer), now).catch(() => undefined)
  return row
}

const running = new WeakMap<Db, Map<string, Promise<Refreshed>>>()

/** Computes the states of an audience anew and writes what changed. Readers who come meanwhile wait for the same computation. */
export function refreshStates(db: Db, cluster: string, audience: Audience, now = new Date()): Promise<Refreshed> {
  const here = running.get(db) ?? new Map<string, Promise<Refreshed>>()
  running.set(db, here)
  const key = `${audience} ${cluster}`
  const begun = here.get(key)
  if (begun) return begun
  const work = refresh(db, cluster, audience, now).finally(() => here.delete(key))
  here.set(key, work)
  return work
}

async function refresh(db: Db, cluster: string, audience: Audience, now: Date): Promise<Refreshed> {
  const program = systemViewer(cluster)
  // The snapshot is taken before the lock: whoever holds the lock needs no second connection, so that readers can't starve each other.
  const snapshot = await getSnapshot(db, program, audience)
  const refreshed = await asViewer(db, program, async (tx) => {
    await tx.query(sql`select pg_advisory_xact_lock(hashtext(${`states ${audience} ${cluster}`}))`)
    const parameters = { thresholds: ruleThresholds(await getThresholds(tx, program)), asOf: isoDate(now) }
    const from = `${snapshot.id} ${createHash('sha256').update(JSON.stringify(parameters)).digest('hex')}`
    const same = await tx.query(sql`
      select 1 from computed where cluster_id = ${cluster} and name = ${inputsOf} and audience = ${audience} and snapshot = ${from}`)
    const changed = same.length > 0 ? 0 : await write(tx, snapshot, await withClaims(tx, program, snapshot, nodeStates.compute(snapshot, parameters)))
    for (const [name, hash] of [[nameOf(nodeStates), snapshot.id], [inputsOf, from]]) {
      await tx.query(sql`
        insert into computed (cluster_id, name, audience, revision, snapshot, computed_at)
        values (${cluster}, ${name}, ${audience}, ${snapshot.revision}, ${hash}, ${now.toISOString()})
        on conflict (cluster_id, name, audience) do update set revision = excluded.revision, snapshot = excluded.snapshot, computed_at = excluded.computed_at`)
    }
    return { snapshot: snapshot.id, nodes: snapshot.nodes.count, changed }
  })
  await refreshStatistics(db, { rows: refreshed.changed, table: 'node_state' })
  return refreshed
}

/** Under this name stands what the states were computed from, parameters included: where it is the same again, nothing is computed. */
const inputsOf = `${nameOf(nodeStates)} inputs`

/** The reasons as they are kept: facts of the snapshot replaced by the claims behind them. */
async function withClaims(tx: Tx, program: Viewer, snapshot: Snapshot, judgements: readonly Judgement[]): Promise<Judgement[]> {
  const facts = new Set<number>()
  for (const { state, reasons } of judgements) if (telling.has(state)) for (const reason of reasons) for (const fact of reason.claimIds) facts.add(fact)
  const claims = await claimIdsFor(tx, program, snapshot, facts)
  const claimsOf = (behind: readonly number[]): number[] => [...new Set(behind.flatMap((fact) => claims.get(fact) ?? []))].sort((a, b) => a - b).slice(0, claimsAtMost)
  // Judgements without evidence share one list of reasons; they keep sharing it, so that it is written out once.
  return judgements.map((judgement) => (judgement.reasons.every(({ claimIds }) => claimIds.length === 0)
    ? judgement
    : { state: judgement.state, reasons: judgement.reasons.map((reason) => ({ ...reason, claimIds: claimsOf(reason.claimIds) })) }))
}

/** Writes the states that differ: what stood before gets an end, so that the history of a node is a query. */
async function write(tx: Tx, { cluster, audience, id, nodes }: Snapshot, judgements: readonly Judgement[]): Promise<number> {
  await stage(tx, nodes.id, judgements)
  const changed = await hashingJoins(tx, () => exchange(tx, { cluster, audience, id }))
  await tx.exec('drop table staged_state, staged_reasons')
  return changed
}

async function exchange(tx: Tx, { cluster, audience, id }: Pick<Snapshot, 'cluster' | 'audience' | 'id'>): Promise<number> {
  const ended = await tx.query<{ ended: number }>(sql`
    with ended as (
      update node_state set valid_to = now()
      where cluster_id = ${cluster} and audience = ${audience} and valid_to is null
        and not exists (
          select 1 from staged_state join staged_reasons using (place)
          where staged_state.node_id = node_state.node_id and staged_state.state = node_state.state and staged_reasons.reasons = node_state.reasons)
      returning 1)
    select count(*) as ended from ended`)
  const begun = await tx.query<{ begun: number }>(sql`
    with begun as (
      insert into node_state (cluster_id, node_id, audience, state, reasons, snapshot)
      select ${cluster}, staged_state.node_id, ${audience}, staged_state.state, staged_reasons.reasons, ${id}
      from staged_state join staged_reasons using (place)
      left join node_state as standing
        on standing.cluster_id = ${cluster} and standing.audience = ${audience} and standing.node_id = staged_state.node_id and standing.valid_to is null
      where standing.node_id is null
      returning 1)
    select count(*) as begun from begun`)
  return Math.max(ended[0]!.ended, begun[0]!.begun)
}

/** Lays the judgements out. Most nodes of a large map share one and the same list of reasons: it is sent once. */
async function stage(tx: Tx, ids: Float64Array, judgements: readonly Judgement[]): Promise<void> {
  const places = new Map<readonly Reason[], number>()
  for (const { reasons } of judgements) if (!places.has(reasons)) places.set(reasons, places.size)
  await tx.exec(`
    create temporary table staged_state (node_id bigint primary key, state text not null, place integer not null) on commit drop;
    create temporary table staged_reasons (place integer primary key, reasons jsonb not null) on commit drop`)
  await tx.copyIn('staged_reasons (place, reasons)', [...places].map(([reasons, place]) => [place, JSON.stringify(reasons)]))
  await tx.copyIn('staged_state (node_id, state, place)', judgements.map(({ state, reasons }, n) => [ids[n], state, places.get(reasons)]))
  await tx.exec('analyze staged_state (node_id); analyze staged_reasons (place)')
}

/** The day of a moment, on the clock by which facts are dated. */
export function isoDate(now: Date): string {
  return now.toISOString().slice(0, 10)
}
