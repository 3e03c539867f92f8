import { randomUUID } from 'node:crypto'
import { asViewer, systemViewer, type Viewer } from '../access/viewer.ts'
import type { Db } from '../db/db.ts'
import { shutdown, type Jobs } from '../jobs/jobs.ts'
import type { JobState } from '../shared/contract/intake.ts'
import { computeOn } from './compute.ts'
import type { Host } from './host.ts'
import { ask, findKept, type Asked } from './run.ts'
import { endRun, putRun, takeOrphans, type Run } from './runs.ts'
import { putResult } from './store.ts'

/** Where analyses run: the jobs people follow, and the host that computes, opened when the first is asked for. */
export type Computing = { db: Db; jobs: Jobs; host: () => Promise<Host> }

const ended = new Set(['done', 'failed', 'cancelled'])
const running = new WeakMap<Jobs, Map<string, string>>()

/** Starts what is asked as a job that a person waits for; who asks for the same again follows the same job. */
export async function startRun(computing: Computing, viewer: Viewer, asked: Asked): Promise<JobState> {
  const { jobs } = computing
  const here = running.get(jobs) ?? new Map<string, string>()
  running.set(jobs, here)
  const key = JSON.stringify([viewer.cluster, viewer.account, asked.key])
  const known = here.get(key)
  const under = known === undefined ? undefined : jobs.list(viewer).find(({ job }) => job === known)
  if (under && !ended.has(under.status)) return under
  const run = { cluster: viewer.cluster, run: randomUUID(), analysis: asked.key.analysis, parameters: asked.key.parameters, audience: asked.key.audience, account: viewer.account }
  here.set(key, run.run)
  await putRun(computing.db, run, (await computing.host()).id)
  return begin(computing, run, asked)
}

/** Goes on with what a process that is gone had under way. */
export async function resumeRuns(computing: Computing): Promise<JobState[]> {
  const orphans = await takeOrphans(computing.db, (await computing.host()).id)
  return orphans.map((run) => begin(computing, run))
}

function begin({ db, jobs, host }: Computing, run: Run, known?: Asked): JobState {
  const program = systemViewer(run.cluster)
  return jobs.start(run, 'analysis', async (report, signal) => {
    try {
      const asked = known ?? await ask(db, program, run.analysis, run.parameters, run.audience)
      const { title } = asked.definition
      const onProgress = (done: number, total: number): void => report({ done, total, message: title })
      const kept = await findKept(db, program, asked)
      const result = kept ?? await computeAndKeep(db, await host(), asked, { signal, onProgress, run })
      await endRun(db, run)
      return { result }
    } catch (error) {
      // What a stopping server leaves is taken up at its next start.
      if (signal.reason !== shutdown) await endRun(db, run)
      throw error
    }
  }, { id: run.run, urgent: true })
}

async function computeAndKeep(db: Db, host: Host, { definition, snapshot, key }: Asked, options: Parameters<typeof computeOn>[3]): Promise<number> {
  const began = performance.now()
  const content = await computeOn(host, definition, { snapshot, parameters: key.parameters }, options)
  const ms = performance.now() - began
  const program = systemViewer(snapshot.cluster)
  return asViewer(db, program, (tx) => putResult(tx, program, key, { content, revision: snapshot.revision, ms }))
}
