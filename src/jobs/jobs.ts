import { randomUUID } from 'node:crypto'
import type { JobState } from '../shared/contract/intake.ts'
import { AppError } from '../shared/errors.ts'
import type { Text } from '../shared/vocabulary.ts'

/** Who a job belongs to: everybody who may see jobs of this cluster. A Viewer is one. */
export type Owner = { cluster: string }
export type Progress = { done: number; total?: number | null; message?: Text | null }
/** What is to be done. It reports as often as it likes, and stops when the signal fires. */
export type Work = (report: (progress: Progress) => void, signal: AbortSignal) => Promise<unknown>

export type Jobs = {
  start(owner: Owner, kind: string, work: Work): JobState
  get(owner: Owner, job: string): JobState
  /** Asks a job to stop. It is 'cancelled' once its work has stopped, or 'done' if that came first. */
  cancel(owner: Owner, job: string): JobState
  /** The state now, then each later one that there was time to look at, up to the last. */
  watch(owner: Owner, job: string): AsyncIterable<JobState>
  /** The cluster's jobs, the newest first. */
  list(owner: Owner): JobState[]
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
  state: JobState
  work: Work
  abort: AbortController
  finishedAt: number | null
  /** Who waits for the next state. */
  waiting: Set<() => void>
}

const hour = 3_600_000
const final: ReadonlySet<JobState['status']> = new Set(['done', 'failed', 'cancelled'])

/** Background work within this process, with progress and cancel. */
export function createJobs({ now, atOnce = 2, keepFor = hour, keepAtMost = 200, onFailure }: JobsOptions): Jobs {
  const jobs = new Map<string, Job>()
  const running = new Set<Promise<void>>()
  let closed = false

  const time = (): number => now().getTime()

  function find({ cluster }: Owner, id: string): Job {
    sweep()
    const job = jobs.get(id)
    if (job?.cluster === cluster) return job
    throw noSuchJob(id)
  }

  /** Forgets what has been finished for long, and the oldest of too many. */
  function sweep(): void {
    const finished = [...jobs.values()].filter((job) => job.finishedAt !== null)
    const old = finished.filter((job) => time() - (job.finishedAt ?? 0) >= keepFor)
    const tooMany = finished.slice(0, Math.max(0, finished.length - keepAtMost))
    for (const job of [...old, ...tooMany]) jobs.delete(job.state.job)
  }

  function change(job: Job, change: Partial<JobState>): void {
    if (job.finishedAt !== null) return
    job.state = { ...job.state, ...change }
    if (final.has(job.state.status)) job.finishedAt = time()
    const waiting = [...job.waiting]
    job.waiting.clear()
    for (const wake of waiting) wake()
  }

  async function run(job: Job): Promise<void> {
    change(job, { status: 'running' })
    const report = ({ done, total, message }: Progress): void =>
      change(job, { done, ...(total === undefined ? {} : { total }), ...(message === undefined ? {} : { message }) })
    try {
      const result = await job.work(report, job.abort.signal)
      change(job, { status: 'done', result })
    } catch (error) {
      if (job.abort.signal.aborted) return change(job, { status: 'cancelled' })
      const expected = error instanceof AppError
      change(job, { status: 'failed', error: expected ? told(error) : internal })
      if (!expected) onFailure?.(error, job.state)
    }
  }

  function startWaiting(): void {
    for (const job of jobs.values()) {
      if (running.size >= atOnce) return
      if (job.state.status !== 'waiting') continue
      const ended = run(job).finally(() => {
        running.delete(ended)
        startWaiting()
      })
      running.add(ended)
    }
  }

  function stop(job: Job): void {
    job.abort.abort()
    if (job.state.status === 'waiting') change(job, { status: 'cancelled' })
  }

  return {
    start({ cluster }, kind, work) {
      if (closed) throw closing()
      sweep()
      const state: JobState = { job: randomUUID(), kind, status: 'waiting', done: 0, total: null, message: null }
      const job: Job = { cluster, state, work, abort: new AbortController(), finishedAt: null, waiting: new Set() }
      jobs.set(state.job, job)
      startWaiting()
      return job.state
    },
    get: (owner, id) => find(owner, id).state,
    cancel(owner, id) {
      const job = find(owner, id)
      stop(job)
      return job.state
    },
    watch: (owner, id) => follow(find(owner, id)),
    list(owner) {
      sweep()
      return [...jobs.values()].filter((job) => job.cluster === owner.cluster).map((job) => job.state).reverse()
    },
    async close() {
      closed = true
      for (const job of jobs.values()) stop(job)
      await Promise.all(running)
    },
  }
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
