import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asViewer, systemViewer, type Viewer } from '../../src/access/viewer.ts'
import { runHere } from '../../src/analysis/define.ts'
import { sql } from '../../src/db/sql.ts'
import { load } from '../../src/intake/load/load.ts'
import { createJobs, type Jobs } from '../../src/jobs/jobs.ts'
import { openQueue, prepareQueue } from '../../src/jobs/queue.ts'
import { openHost, type Host } from '../../src/results/host.ts'
import { ask } from '../../src/results/run.ts'
import { asProgramIn } from '../../src/results/runs.ts'
import { resumeRuns, startRun, type Computing } from '../../src/results/start.ts'
import { getKept } from '../../src/results/store.ts'
import type { JobState } from '../../src/shared/contract/intake.ts'
import { makeCluster, sheetOf, usual } from '../support/cluster.ts'
import { useDb } from '../support/db.ts'
import { killHolding, startWorker } from '../support/workers.ts'

const db = await useDb({ poolSize: 12 })
const cluster = 'test'
const id = 'supplier-criticality'
let viewer: Viewer

/** A chain in layers: 240 nodes, each requires two of the layer before, 2,000 organisations supply them: 32 shards. */
function sheets() {
  const nodes = Array.from({ length: 240 }, (_, n) => ({ code: `N${n}`, name: `环节${n}` }))
  const inputs = nodes.slice(10).flatMap((_, n) => [n, n + 3].map((from) => ({ nodeCode: `N${n + 10}`, inputCode: `N${from}`, relation: 'requires' })))
  const supplies = Array.from({ length: 4000 }, (_, n) => ({ providerCode: `O${n % 2000}`, provider: `主体${n % 2000}（虚构）`, nodeCode: `N${(n * 7) % 240}`, share: (n % 9) / 20 }))
  return [sheetOf('nodes', nodes), sheetOf('inputs', inputs), sheetOf('supplies', supplies)]
}

beforeAll(async () => {
  viewer = await makeCluster(db, cluster)
  await asViewer(db, systemViewer(cluster), (tx) => tx.query(sql`update cluster set operator_id = 1 where cluster_id = ${cluster}`))
  await load(db, viewer, { ...usual, sheets: sheets() })
})

const endings: (() => Promise<void>)[] = []
afterAll(async () => { for (const end of endings.reverse()) await end() })

type Leader = Computing & { jobs: Jobs; opened: Host }

async function lead(options: Parameters<typeof openHost>[1]): Promise<Leader> {
  const jobs = createJobs({ now: () => new Date() })
  const opened = await openHost(db, options)
  const close = async (): Promise<void> => { await jobs.close(); await opened.close() }
  endings.push(close)
  return { db, jobs, host: async () => opened, opened }
}

/** Follows a job to its end and answers the JSON of its result. */
async function resultOf(jobs: Jobs, { job }: JobState): Promise<string> {
  for await (const state of jobs.watch(viewer, job)) {
    if (state.status === 'done') return JSON.stringify((await asViewer(db, viewer, (tx) => getKept(tx, viewer, (state.result as { result: number }).result))).result)
    if (state.status === 'failed' || state.status === 'cancelled') throw new Error(`${state.status}: ${state.error?.message.en ?? ''}`)
  }
  throw new Error('The job was lost from sight.')
}

/** The same without threads, hosts or shards that anybody else pulls. */
async function expected(parameters: Record<string, unknown>): Promise<string> {
  const { definition, snapshot, key } = await ask(db, viewer, id, parameters)
  return JSON.stringify(JSON.parse(JSON.stringify(runHere(definition, snapshot, key.parameters))))
}

const runs = async (): Promise<number> => (await asProgramIn(db, cluster, (tx) => tx.query<{ n: number }>(sql`select count(*) as n from run`)))[0]!.n

describe('on this machine', () => {
  let leader: Leader
  beforeAll(async () => { leader = await lead({ shared: false }) })

  test('threads compute the shards, and the result is the same as in one thread', async () => {
    const job = await startRun(leader, viewer, await ask(db, viewer, id, { minimumShare: 0.9 }))
    expect(job).toMatchObject({ kind: 'analysis' })
    expect(await resultOf(leader.jobs, job)).toBe(await expected({ minimumShare: 0.9 }))
    expect(await runs()).toBe(0)
  })

  test('who asks for the same while it is computed follows the same job', async () => {
    const asked = await ask(db, viewer, id, { minimumShare: 0.8 })
    const [one, other] = [await startRun(leader, viewer, asked), await startRun(leader, viewer, asked)]
    expect(other.job).toBe(one.job)
    await resultOf(leader.jobs, one)
  })

  test('a cancelled run is over and leaves nothing', async () => {
    const job = await startRun(leader, viewer, await ask(db, viewer, id, { minimumShare: 0.7 }))
    leader.jobs.cancel(viewer, job.job)
    await expect(resultOf(leader.jobs, job)).rejects.toThrow(/cancelled/)
    expect(await runs()).toBe(0)
  })
})

test('what was under way when the server stopped goes on at its next start, under the same job, with the parts that were ready', async () => {
  const first = await lead({ shared: false })
  const parameters = { minimumShare: 0.6 }
  const job = await startRun(first, viewer, await ask(db, viewer, id, parameters))
  for await (const state of first.jobs.watch(viewer, job.job)) if (state.total !== null && state.done >= 2) break
  await first.jobs.close()
  await first.opened.close()
  const ready = await asProgramIn(db, cluster, (tx) => tx.query<{ shard: number; host: string }>(sql`select shard, host_id as host from shard order by shard`))
  expect(ready.length).toBeGreaterThanOrEqual(2)

  const second = await lead({ shared: false })
  const [resumed] = await resumeRuns(second)
  expect(resumed?.job).toBe(job.job)
  expect(await resultOf(second.jobs, resumed!)).toBe(await expected(parameters))
  expect(await resumeRuns(second)).toEqual([])
})

test('a shard that fails on every host is given up with its reason, so that nobody waits for it', async () => {
  await prepareQueue(db)
  const queue = await openQueue(db, { atOnce: 1 })
  endings.push(() => queue.close())
  const run = '00000000-0000-0000-0000-00000000000a'
  await queue.add([{ cluster, run, shard: 0 }])
  expect(await queue.findGivenUp(run)).toBeUndefined()
  await db.query(sql`update graphile_worker._private_jobs set attempts = max_attempts, last_error = 'no memory' where key = ${`${run}:0`}`)
  expect(await queue.findGivenUp(run)).toBe('no memory')
})

describe('on several hosts', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'polycenter-hosts-'))
  endings.push(async () => rmSync(folder, { recursive: true, force: true }))

  test('three workers share the shards, one is killed while it holds one, and the result is the same bit by bit', async () => {
    const leader = await lead({ shared: true, threads: 1, beat: 200, lostAfter: 1500 })
    const workers = await Promise.all([1, 2, 3].map((n) => startWorker(db, path.join(folder, String(n)))))
    endings.push(...workers.map((worker) => () => stopped(worker)))
    const parameters = { minimumShare: 0.55 }
    const job = await startRun(leader, viewer, await ask(db, viewer, id, parameters))
    await killHolding(db, workers[0]!, () => leader.jobs.get(viewer, job.job).status)
    expect(await resultOf(leader.jobs, job)).toBe(await expected(parameters))
    expect(await runs()).toBe(0)
  })
})

async function stopped(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return
  const closed = new Promise((resolve) => worker.once('close', resolve))
  worker.kill('SIGTERM')
  await closed
}
