import { EventEmitter } from 'node:events'
import { Logger, makeWorkerUtils, run, runMigrations } from 'graphile-worker'
import type { Db } from '../db/db.ts'
import { openDriverPool, withOwner } from '../db/open.ts'
import { appRole } from '../db/role.ts'
import { sql } from '../db/sql.ts'

const schema = 'graphile_worker'
const task = 'shard'

/** A part of a computation that any host may pull. It names its run and holds no data. */
export type ShardJob = { cluster: string; run: string; shard: number }

/** The queue on PostgreSQL by which several hosts share work (graphile-worker). */
export type Queue = {
  add(jobs: readonly ShardJob[]): Promise<void>
  /** The names by which this host's workers lock what they pull. */
  workerIds(): string[]
  /** Gives back to the others what was pulled more than so many milliseconds ago by workers that are not among the living. */
  giveBack(living: readonly string[], after: number): Promise<void>
  /** Why a shard of the run was given up after all its attempts; undefined while none was. */
  findGivenUp(run: string): Promise<string | undefined>
  /** Waits for what is being worked on, and pulls no more. */
  close(): Promise<void>
}

/** How often a shard that failed for no reason of its data is tried. */
const attempts = 5

/**
 * Brings the queue's own schema up to date and opens it to the application's role: what stands in it are names of runs, and the data
 * stay behind row-level security. Safe to repeat.
 */
export function prepareQueue(db: Db): Promise<void> {
  // Hosts that start together change the same catalogue: one after the other.
  return withOwner(db, async (owner) => {
    await owner.query(sql`select pg_advisory_lock(${queueLock})`)
    try {
      await migrateQueue(db)
      await owner.exec(rightsInQueue)
    } finally {
      await owner.query(sql`select pg_advisory_unlock(${queueLock})`)
    }
  })
}

/** Names the lock under which the queue's schema is prepared, on any server. */
const queueLock = 7_659_013

async function migrateQueue(db: Db): Promise<void> {
  const pool = openDriverPool(db, { owner: true, size: 2 })
  try {
    await runMigrations({ pgPool: pool, schema, logger: quiet })
  } finally {
    await pool.end()
  }
}

const rightsInQueue = `
  grant usage on schema ${schema} to ${appRole};
  grant select, insert, update, delete on all tables in schema ${schema} to ${appRole};
  grant usage, select on all sequences in schema ${schema} to ${appRole};
  grant execute on all functions in schema ${schema} to ${appRole};
  do $$
  declare
    name text;
  begin
    for name in select relname from pg_class where relnamespace = '${schema}'::regnamespace and relkind = 'r' and relrowsecurity
      and not exists (select 1 from pg_policy where polrelid = pg_class.oid and polname = 'polycenter')
    loop
      execute format('create policy polycenter on ${schema}.%I to ${appRole} using (true)', name);
    end loop;
  end $$;`

/** Opens the queue; with `work` this host pulls from it, as many shards at a time as it has threads. */
export async function openQueue(db: Db, { work, atOnce }: { work?: (job: ShardJob) => Promise<void>; atOnce: number }): Promise<Queue> {
  const pool = openDriverPool(db, { size: atOnce + 2 })
  const utils = await makeWorkerUtils({ pgPool: pool, schema, logger: quiet })
  const ids = new Set<string>()
  const events = new EventEmitter()
  // What is pulled is locked by the name of the pool of workers, or of a worker: whichever version does which.
  events.on('pool:create', ({ workerPool }: { workerPool: { id: string } }) => ids.add(workerPool.id))
  events.on('worker:create', ({ worker }: { worker: { workerId: string } }) => ids.add(worker.workerId))
  const runner = work && await run({
    pgPool: pool, schema, concurrency: atOnce, noHandleSignals: true, pollInterval: 1000, parsedCronItems: [], logger: quiet, events,
    taskList: { [task]: (payload) => work(payload as ShardJob) },
  })
  return {
    async add(jobs) {
      for (let n = 0; n < jobs.length; n += 1000) {
        await utils.addJobs(jobs.slice(n, n + 1000).map((job) => ({ identifier: task, payload: job, maxAttempts: attempts, jobKey: `${job.run}:${job.shard}` })))
      }
    },
    workerIds: () => [...ids],
    async giveBack(living, after) {
      const lost = await db.query<{ worker: string }>(sql`
        select distinct locked_by as worker from graphile_worker.jobs
        where locked_at < now() - ${after} * interval '1 millisecond' and locked_by <> all (${[...living]}::text[])`)
      if (lost.length > 0) await utils.forceUnlockWorkers(lost.map(({ worker }) => worker))
    },
    async findGivenUp(run) {
      const [first] = await db.query<{ reason: string }>(sql`
        select coalesce(last_error, 'the host that computed it was lost every time') as reason from graphile_worker.jobs
        where starts_with(key, ${`${run}:`}) and attempts >= max_attempts and locked_at is null limit 1`)
      return first?.reason
    },
    async close() {
      await runner?.stop()
      await utils.release()
      await pool.end()
    },
  }
}

/** Failures are told by the jobs themselves. */
const quiet = new Logger(() => () => undefined)
