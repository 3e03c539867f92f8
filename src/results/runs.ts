import { deserialize, serialize } from 'node:v8'
import { settingsOf, systemViewer, type Audience } from '../access/viewer.ts'
import { copyBytes } from '../db/copy-bytes.ts'
import type { Db, Tx } from '../db/db.ts'
import { json, sql } from '../db/sql.ts'
import { AppError, type ErrorCode } from '../shared/errors.ts'
import type { Text } from '../shared/vocabulary.ts'

/** Analyses under way. Only the program itself reads what stands here. */
export type RunId = { cluster: string; run: string }
export type Run = RunId & { analysis: string; parameters: Record<string, unknown>; audience: Audience; account: number | null }

export function asProgramIn<T>(db: Db, cluster: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction(work, { session: settingsOf(systemViewer(cluster)) })
}

/** Notes what was asked, so that it goes on after a restart. */
export async function putRun(db: Db, { cluster, run, analysis, parameters, audience, account }: Run, host: string): Promise<void> {
  await asProgramIn(db, cluster, (tx) => tx.query(sql`
    insert into run (cluster_id, run_id, analysis, parameters, audience, account_id, host_id)
    values (${cluster}, ${run}, ${analysis}, ${json(parameters)}, ${audience}, ${account}, ${host})
    on conflict (cluster_id, run_id) do update set host_id = excluded.host_id`))
}

/** Takes over the runs that no living process leads. */
export function takeOrphans(db: Db, host: string): Promise<Run[]> {
  return asProgramIn(db, '', (tx) => tx.query<Run>(sql`
    update run set host_id = ${host}
    where host_id <> ${host} and not exists (select 1 from host where host.host_id = run.host_id)
    returning cluster_id as cluster, run_id as run, analysis, parameters, audience, account_id as account`))
}

/** Ends a run, whatever came of it; its shards go with it, and a worker that still has one finds nothing to do. */
export async function endRun(db: Db, { cluster, run }: RunId): Promise<void> {
  await asProgramIn(db, cluster, (tx) => tx.query(sql`delete from run where cluster_id = ${cluster} and run_id = ${run}`))
}

/**
 * Keeps how the run is cut into shards, and what they are computed from where other hosts compute too. Parts of the same cut stay; parts
 * of another snapshot or version go. Answers what is missing.
 */
export async function openShards(db: Db, { cluster, run }: RunId, cut: { version: number; snapshot: string; shards: number; input?: unknown }): Promise<number[]> {
  const forOthers = cut.input !== undefined
  return asProgramIn(db, cluster, async (tx) => {
    const same = await tx.query(sql`
      select 1 from run where cluster_id = ${cluster} and run_id = ${run} and snapshot = ${cut.snapshot} and version = ${cut.version} and shards = ${cut.shards}
        and (input is not null or not ${forOthers}::boolean)`)
    if (same.length === 0) {
      await tx.query(sql`delete from shard where cluster_id = ${cluster} and run_id = ${run}`)
      await tx.query(sql`
        update run set snapshot = ${cut.snapshot}, version = ${cut.version}, shards = ${cut.shards}, input = ${forOthers ? serialize(cut.input) : null}::bytea, failure = null
        where cluster_id = ${cluster} and run_id = ${run}`)
    }
    const ready = new Set((await tx.query<{ shard: number }>(sql`select shard from shard where cluster_id = ${cluster} and run_id = ${run}`)).map(({ shard }) => shard))
    return Array.from({ length: cut.shards }, (_, shard) => shard).filter((shard) => !ready.has(shard))
  })
}

export type Cut = { analysis: string; version: number; input: unknown }

/** What a shard is computed from; undefined where the run has ended. */
export async function findCut(db: Db, { cluster, run }: RunId): Promise<Cut | undefined> {
  return asProgramIn(db, cluster, async (tx) => {
    const open = sql`from run where cluster_id = ${cluster} and run_id = ${run} and input is not null and failure is null`
    const [head] = await tx.query<{ analysis: string; version: number }>(sql`select analysis, version ${open}`)
    const input = head && await copyBytes(tx, sql`select input ${open}`)
    return input && { ...head, input: deserialize(input) as unknown }
  })
}

/** Keeps a part. Two hosts may have computed the same one: they say the same, and the first stays. */
export async function putPart(db: Db, { cluster, run }: RunId, shard: number, { part, host }: { part: unknown; host: string }): Promise<void> {
  await asProgramIn(db, cluster, (tx) => tx.query(sql`
    insert into shard (cluster_id, run_id, shard, part, host_id)
    select cluster_id, run_id, ${shard}, ${serialize(part)}, ${host} from run where cluster_id = ${cluster} and run_id = ${run}
    on conflict do nothing`))
}

export async function putFailure(db: Db, { cluster, run }: RunId, { code, text }: { code: string; text: Text }): Promise<void> {
  await asProgramIn(db, cluster, (tx) => tx.query(sql`update run set failure = ${json({ code, text })} where cluster_id = ${cluster} and run_id = ${run}`))
}

/** How many parts are ready; throws where a shard said that the data can not be computed. */
export async function countParts(db: Db, { cluster, run }: RunId): Promise<number> {
  const rows = await asProgramIn(db, cluster, (tx) => tx.query<{ ready: number; failure: { code: ErrorCode; text: Text } | null }>(sql`
    select (select count(*) from shard where shard.cluster_id = run.cluster_id and shard.run_id = run.run_id) as ready, failure
    from run where cluster_id = ${cluster} and run_id = ${run}`))
  const failure = rows[0]?.failure
  if (failure) throw new AppError(failure.code, failure.text)
  return rows[0]?.ready ?? 0
}

/** All parts in the order of the shards. */
export async function getParts(db: Db, { cluster, run }: RunId): Promise<unknown[]> {
  const rows = await asProgramIn(db, cluster, (tx) => tx.query<{ part: Buffer }>(sql`select part from shard where cluster_id = ${cluster} and run_id = ${run} order by shard`))
  return rows.map(({ part }) => deserialize(part) as unknown)
}
