import { randomUUID } from 'node:crypto'
import os from 'node:os'
import type { Db } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { openPool, type Pool } from '../jobs/pool.ts'
import { openQueue, prepareQueue, type Queue, type ShardJob } from '../jobs/queue.ts'
import { findAnalysis } from '../analysis/index.ts'
import { compiledBeside } from '../db/compiled.ts'
import { AppError, type ErrorCode } from '../shared/errors.ts'
import type { Text } from '../shared/vocabulary.ts'
import { inSharedMemory } from '../snapshot/shared-memory.ts'
import { asProgramIn, findCut, putFailure, putPart, type Cut } from './runs.ts'

/** A process that computes: its threads and, where several hosts share work, its place in the queue. */
export type Host = { id: string; db: Db; pool: Pool; queue: Queue | null; close(): Promise<void> }

export type HostOptions = {
  /** Whether shards go through the queue, so that other hosts can pull them: where the database is a server of its own. */
  shared?: boolean
  /** How often a host says that it is there, and after how long a silent one is taken for lost, in milliseconds. */
  beat?: number
  lostAfter?: number
  threads?: number
  onFailure?: (error: unknown) => void
  /** Done at every beat: what lost hosts led is taken over. */
  onBeat?: () => Promise<unknown>
}

/** Opens this process as one that computes. */
export async function openHost(db: Db, { shared = db.engine.kind === 'server', beat = 2000, lostAfter = 15_000, threads, onFailure, onBeat }: HostOptions = {}): Promise<Host> {
  const id = randomUUID()
  const pool = openPool(compiledBeside(import.meta.url, './thread.js'), { ...(threads === undefined ? {} : { size: threads }), revive: appErrorOf })
  await prepareQueue(db)
  // An embedded database is this process's alone: whoever else stands in the list is gone.
  if (!shared) await asProgramIn(db, '', (tx) => tx.query(sql`delete from host`))
  await seen(db, id, [])
  const compute = shardComputer(db, id, pool)
  const queue = shared ? await openQueue(db, { work: compute, atOnce: pool.size }) : null
  const tick = async (): Promise<void> => {
    await seen(db, id, queue?.workerIds() ?? [])
    await queue?.giveBack(await livingWorkers(db, lostAfter), lostAfter)
    await onBeat?.()
  }
  await seen(db, id, queue?.workerIds() ?? [])
  const timer = setInterval(() => void tick().catch((error: unknown) => onFailure?.(error)), beat)
  timer.unref()
  return {
    id, db, pool, queue,
    async close() {
      clearInterval(timer)
      await queue?.close()
      await pool.close()
      await asProgramIn(db, '', (tx) => tx.query(sql`delete from host where host_id = ${id}`))
    },
  }
}

function seen(db: Db, id: string, workerIds: string[]): Promise<unknown> {
  return asProgramIn(db, '', (tx) => tx.query(sql`
    insert into host (host_id, name, worker_ids) values (${id}, ${`${os.hostname()} ${process.pid}`}, ${workerIds}::text[])
    on conflict (host_id) do update set seen_at = now(), worker_ids = excluded.worker_ids`))
}

/** Takes hosts that have been silent for too long out of the list and answers the names of the workers of the others. */
async function livingWorkers(db: Db, lostAfter: number): Promise<string[]> {
  const rows = await asProgramIn(db, '', async (tx) => {
    await tx.query(sql`delete from host where seen_at < now() - ${lostAfter} * interval '1 millisecond'`)
    return tx.query<{ workers: string[] }>(sql`select worker_ids as workers from host`)
  })
  return rows.flatMap(({ workers }) => workers)
}

/** How many inputs a host keeps at a time: shards of few runs are pulled at once. */
const inputsAtMost = 3

/** Computes a shard that was pulled and keeps its part. */
function shardComputer(db: Db, host: string, pool: Pool): (job: ShardJob) => Promise<void> {
  const inputs = new Map<string, Promise<Cut | undefined>>()
  const inputOf = (job: ShardJob): Promise<Cut | undefined> => {
    const known = inputs.get(job.run)
    const found = known ?? findCut(db, job).then((cut) => cut && { ...cut, input: inSharedMemory(cut.input) })
    inputs.delete(job.run)
    inputs.set(job.run, found)
    found.catch(() => inputs.delete(job.run))
    for (const oldest of inputs.keys()) {
      if (inputs.size <= inputsAtMost) break
      inputs.delete(oldest)
    }
    return found
  }
  return async (job) => {
    const cut = await inputOf(job)
    if (!cut) return
    demandVersion(cut)
    try {
      const part = await pool.run({ task: { kind: 'shard', analysis: cut.analysis, shard: job.shard }, shared: { key: keyOf(job.run), value: cut.input } })
      await putPart(db, job, job.shard, { part, host })
    } catch (error) {
      // What the data do not allow no other host can compute either; all else is tried again.
      if (!(error instanceof AppError)) throw error
      await putFailure(db, job, error)
    }
  }
}

/** The name under which threads keep the input of a run. */
export function keyOf(run: string): string {
  return `input ${run}`
}

/** A host that runs another version of the program leaves the shard to others. */
function demandVersion({ analysis, version }: Cut): void {
  const mine = findAnalysis(analysis)?.version
  if (mine !== version) throw new Error(`This host has ${analysis}@${mine ?? '–'}, the run needs @${version}.`)
}

/** An expected error as a thread told it. */
function appErrorOf(expected: unknown): unknown {
  const { code, text, details } = expected as { code: ErrorCode; text: Text; details?: Record<string, unknown> }
  return new AppError(code, text, details)
}
