import { randomUUID } from 'node:crypto'
import type { JobState } from '../shared/contract/intake.ts'
import { AppError } from '../shared/errors.ts'
import type { Text } from '../shared/vocabulary.ts'

/** Who starts or asks for a job. A Viewer is one. The team of a cluster sees all of its jobs, others their own; without a role it is the program. */
export type Owner = { cluster: string; account?: number | null; role?: string }
export type Progress = { done: number; total?: number | null; message?: Text | null }
/** What is to be done. It reports as often as it likes, and stops when the signal fires. */
export type Work = (report: (progress: Progress) => void, signal: AbortSignal) => Promise<unknown>

/** `id`: of a job that goes on after a restart. `urgent`: a person waits for it; it goes before the others, and beside one more of them. */
export type StartOptions = { id?: string; urgent?: boolean }

/** Why work is stopped when the server is: it may be taken up again. */
export const shutdown = new Error('The server is stopping.')

export type Jobs = {
  start(owner: Owner, kind: string, work: Work, how?: StartOptions): JobState
  get(owner: Owner, job: string): JobState
  /** Asks a job to stop. It is 'cancelled' once its work has stopped, or 'done' if that came first. */
  cancel(owner: Owner, job: string): JobState
  /** The state now, then each later one that there was time to look at, up to the last. */
  watch(owner: Owner, job: string): AsyncIterable<JobState>
  /** The cluster's jobs, the newest first. */
  list(owner: Owner): JobState[]
  /** What the account itself has started and is not finished, the newest first. */
  underWay(owner: Owner): JobState[]
  /** Cancels everything and waits until all work has stopped. */
  close(): Promise<void>
}

export type JobsOptions = {
  now: () => Date
  /** How many run at the same time; the others wait. */
  atOnce?: number
  /** How long, in milliseconds, and how many finished jobs are kept. */
  keepFor?: number
  keepAtMost?: number
  /** Told of failures that are not the user's. */
  onFailure?: (error: unknown, job: JobState) => void
}

type Job = {
  cluster: string
  account: number | null
  state: JobState
  work: Work
  urgent: boolean
  abort: AbortController
  finishedAt: number | null
  /** Who waits for the next state. */
  waiting: Set<() => void>
}

type Store = Required<Omit<JobsOptions, 'now' | 'onFailure'>> & {
  time: () => number
  onFailure: JobsOptions['onFailure']
  jobs: Map<string, Job>
  running: Set<Promise<void>>
  closed: boolean
}

const hour = 3_600_000
const final: ReadonlySet<JobState['status']> = new Set(['done', 'failed', 'cancelled'])

/** Background work within this process, with progress and cancel. */
export function createJobs({ now, atOnce = 2, keepFor = hour, keepAtMost = 200, onFailure }: JobsOptions): Jobs {
  const store: Store = { time: () => now().getTime(), atOnce, keepFor, keepAtMost, onFailure, jobs: new Map(), running: new Set(), closed: false }
  return {
    start: (owner, kind, work, how) => add(store, owner, { kind, work, ...how }),
    get: (owner, id) => find(store, owner, id).state,
    cancel(owner, id) {
      const job = find(store, owner, id)
      stop(store, job)
      return job.state
    },
    watch: (owner, id) => follow(find(store, owner, id)),
    list(owner) {
      sweep(store)
      return [...store.jobs.values()].filter((job) => maySee(owner, job)).map((job) => job.state).reverse()
    },
    underWay({ cluster, account }) {
      const own = [...store.jobs.values()].filter((job) => job.cluster === cluster && job.account !== null && job.account === account)
      return own.filter((job) => job.finishedAt === null).map((job) => job.state).reverse()
    },
    async close() {
      store.closed = true
      for (const job of store.jobs.values()) stop(store, job)
      await Promise.all(store.running)
    },
  }
}

function add(store: Store, { cluster, account = null }: Owner, { kind, work, id = randomUUID(), urgent = false }: StartOptions & { kind: string; work: Work }): JobState {
  if (store.closed) throw closing()
  sweep(store)
  const state: JobState = { job: id, kind, status: 'waiting', done: 0, total: null, message: null }
  const job: Job = { cluster, account, state, work, urgent, abort: new AbortController(), finishedAt: null, waiting: new Set() }
  store.jobs.set(state.job, job)
  startWaiting(store)
  return job.state
}

function find(store: Store, owner: Owner, id: string): Job {
  sweep(store)
  const job = store.jobs.get(id)
  if (job && maySee(owner, job)) return job
  throw noSuchJob(id)
}

const team = new Set([undefined, 'analyst', 'administrator', 'system'])

function maySee({ cluster, account, role }: Owner, job: Job): boolean {
  return job.cluster === cluster && (team.has(role) || (job.account !== null && job.account === account))
}

/** Forgets what has been finished for long, and the oldest of too many. */
function sweep({ jobs, time, keepFor, keepAtMost }: Store): void {
  const finished = [...jobs.values()].filter((job) => job.finishedAt !== null)
  const old = finished.filter((job) => time() - (job.finishedAt ?? 0) >= keepFor)
  const tooMany = finished.slice(0, Math.max(0, finished.length - keepAtMost))
  for (const job of [...old, ...tooMany]) jobs.delete(job.state.job)
}

function startWaiting(store: Store): void {
  const waiting = [...store.jobs.values()].filter(({ state }) => state.status === 'waiting')
  for (const job of [...waiting.filter(({ urgent }) => urgent), ...waiting.filter(({ urgent }) => !urgent)]) {
    if (store.running.size >= store.atOnce + (job.urgent ? 1 : 0)) return
    const ended = run(store, job).finally(() => {
      store.running.delete(ended)
      startWaiting(store)
    })
    store.running.add(ended)
  }
}

async function run(store: Store, job: Job): Promise<void> {
  change(store, job, { status: 'running' })
  const report = ({ done, total, message }: Progress): void =>
    change(store, job, { done, ...(total === undefined ? {} : { total }), ...(message === undefined ? {} : { message }) })
  try {
    const result = await job.work(report, job.abort.signal)
    change(store, job, { status: 'done', result })
  } catch (error) {
    if (job.abort.signal.aborted) return change(store, job, { status: 'cancelled' })
    const expected = error instanceof AppError
    change(store, job, { status: 'failed', error: expected ? told(error) : internal })
    if (!expected) store.onFailure?.(error, job.state)
  }
}

function stop(store: Store, job: Job): void {
  job.abort.abort(store.closed ? shutdown : undefined)
  if (job.state.status === 'waiting') change(store, job, { status: 'cancelled' })
}

/** Moves a job on and wakes its watchers. What is finished changes no more. */
function change({ time }: Store, job: Job, change: Partial<JobState>): void {
  if (job.finishedAt !== null) return
  job.state = { ...job.state, ...change }
  if (final.has(job.state.status)) job.finishedAt = time()
  const waiting = [...job.waiting]
  job.waiting.clear()
  for (const wake of waiting) wake()
}

/** An iterator by hand: a generator that waits can't be ended from outside, and a watcher may leave at any time. */
function follow(job: Job): AsyncIterable<JobState> {
  return {
    [Symbol.asyncIterator]() {
      let seen: JobState | undefined
      let left = false
      let wake = (): void => {}
      return {
        async next(): Promise<IteratorResult<JobState>> {
          if (left || (seen !== undefined && final.has(seen.status))) return { done: true, value: undefined }
          if (seen === job.state) {
            await new Promise<void>((resolve) => {
              wake = resolve
              job.waiting.add(resolve)
            })
          }
          if (left) return { done: true, value: undefined }
          seen = job.state
          return { done: false, value: seen }
        },
        async return(): Promise<IteratorResult<JobState>> {
          left = true
          job.waiting.delete(wake)
          wake()
          return { done: true, value: undefined }
        },
      }
    },
  }
}

function told(error: AppError): NonNullable<JobState['error']> {
  return { code: error.code, message: error.text, ...(error.details === undefined ? {} : { details: error.details }) }
}

const internal: NonNullable<JobState['error']> = {
  code: 'internal',
  message: { zh: '任务因程序内部错误中断。请重试；若再次出现，请联系管理员查看日志。', en: 'The job stopped by an internal error. Try again; if it happens again, ask an administrator to look into the log.' },
}

function noSuchJob(job: string): AppError {
  return new AppError('not-found', {
    zh: `没有任务 ${job}。完成的任务保留一小时，服务器重启后也不再保留。`,
    en: `There is no job ${job}. Finished jobs are kept for an hour, and not beyond a restart of the server.`,
  })
}

function closing(): AppError {
  return new AppError('cancelled', { zh: '服务器正在停止，不再接受新任务。请在重新启动后再试。', en: 'The server is stopping and takes no new work. Try again after it has started.' })
}
