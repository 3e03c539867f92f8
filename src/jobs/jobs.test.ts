import { describe, expect, it } from 'vitest'
import type { JobState } from '../shared/contract/intake.ts'
import { AppError } from '../shared/errors.ts'
import { createJobs, type Work } from './jobs.ts'

const owner = { cluster: 'alpha' }
const hour = 3_600_000

type Gate = { opened: Promise<unknown>; open: (value?: unknown) => void }

function gate(): Gate {
  let open = (_value?: unknown): void => {}
  const opened = new Promise((resolve) => (open = resolve))
  return { opened, open }
}

function useJobs(options: { atOnce?: number; keepAtMost?: number; onFailure?: (error: unknown) => void } = {}) {
  let time = 0
  const jobs = createJobs({ now: () => new Date(time), ...options })
  return { jobs, pass: (milliseconds: number) => void (time += milliseconds) }
}

const waitForSignal: Work = (_report, signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))))

async function last(states: AsyncIterable<JobState>): Promise<JobState> {
  const all = []
  for await (const state of states) all.push(state)
  return all.at(-1)!
}

describe('a job', () => {
  it('tells its progress and its result', async () => {
    const { jobs } = useJobs()
    const half = gate()
    const seen = gate()
    const { job } = jobs.start(owner, 'import', async (report) => {
      report({ done: 1, total: 2, message: { zh: '正在读取', en: 'Reading' } })
      half.open()
      await seen.opened
      report({ done: 2 })
      return { rows: 2 }
    })
    await half.opened
    expect(jobs.get(owner, job)).toMatchObject({ kind: 'import', status: 'running', done: 1, total: 2, message: { zh: '正在读取' } })
    seen.open()
    expect(await last(jobs.watch(owner, job))).toMatchObject({ status: 'done', done: 2, total: 2, result: { rows: 2 } })
  })

  it('that fails tells an expected error in full and hides any other', async () => {
    const failures: unknown[] = []
    const { jobs } = useJobs({ onFailure: (error) => failures.push(error) })
    const expected = jobs.start(owner, 'import', async () => {
      throw new AppError('file-broken', { zh: '坏', en: 'broken' }, { sheet: 'A' })
    })
    const other = jobs.start(owner, 'import', async () => {
      throw new Error('secret')
    })
    expect(await last(jobs.watch(owner, expected.job))).toMatchObject({ status: 'failed', error: { code: 'file-broken', message: { zh: '坏' }, details: { sheet: 'A' } } })
    const failed = await last(jobs.watch(owner, other.job))
    expect(failed.error?.code).toBe('internal')
    expect(JSON.stringify(failed)).not.toContain('secret')
    expect(failures).toHaveLength(1)
  })

  it('is cancelled while it runs and while it waits', async () => {
    const { jobs } = useJobs({ atOnce: 1 })
    const first = jobs.start(owner, 'import', waitForSignal)
    const second = jobs.start(owner, 'import', waitForSignal)
    expect(jobs.get(owner, second.job).status).toBe('waiting')
    expect(jobs.cancel(owner, second.job).status).toBe('cancelled')
    jobs.cancel(owner, first.job)
    expect((await last(jobs.watch(owner, first.job))).status).toBe('cancelled')
  })

  it('that was finished when the cancel came is done', async () => {
    const { jobs } = useJobs()
    const { job } = jobs.start(owner, 'import', async () => 'made')
    await last(jobs.watch(owner, job))
    expect(jobs.cancel(owner, job)).toMatchObject({ status: 'done', result: 'made' })
  })

  it('changes no more once it is finished', async () => {
    const { jobs } = useJobs()
    let late = (): void => {}
    const { job } = jobs.start(owner, 'import', async (report) => {
      late = () => report({ done: 9 })
    })
    await last(jobs.watch(owner, job))
    late()
    expect(jobs.get(owner, job).done).toBe(0)
  })

  it('waits for its turn', async () => {
    const { jobs } = useJobs({ atOnce: 1 })
    const go = gate()
    const order: string[] = []
    jobs.start(owner, 'a', async () => {
      await go.opened
      order.push('a')
    })
    const { job } = jobs.start(owner, 'b', async () => void order.push('b'))
    go.open()
    await last(jobs.watch(owner, job))
    expect(order).toEqual(['a', 'b'])
  })

  it('is seen in its own cluster only', () => {
    const { jobs } = useJobs()
    const { job } = jobs.start(owner, 'import', waitForSignal)
    const other = { cluster: 'beta' }
    expect(() => jobs.get(other, job)).toThrow(AppError)
    expect(() => jobs.cancel(other, job)).toThrow(AppError)
    expect(() => jobs.watch(other, job)).toThrow(AppError)
    expect(jobs.list(other)).toEqual([])
    expect(jobs.list(owner)).toHaveLength(1)
  })

  it('is kept for an hour after its end', async () => {
    const { jobs, pass } = useJobs()
    const { job } = jobs.start(owner, 'import', async () => null)
    await last(jobs.watch(owner, job))
    pass(hour - 1)
    expect(jobs.get(owner, job).status).toBe('done')
    pass(1)
    expect(() => jobs.get(owner, job)).toThrow('There is no job')
  })

  it('makes room for newer ones when there are too many, but not while it runs', async () => {
    const { jobs } = useJobs({ keepAtMost: 2, atOnce: 9 })
    const running = jobs.start(owner, 'running', waitForSignal)
    const finished = []
    for (let n = 0; n < 4; n++) {
      const { job } = jobs.start(owner, String(n), async () => n)
      await last(jobs.watch(owner, job))
      finished.push(job)
    }
    expect(jobs.list(owner).map(({ kind }) => kind)).toEqual(['3', '2', 'running'])
    expect(jobs.get(owner, running.job).status).toBe('running')
  })
})

describe('watching', () => {
  it('ends when the watcher leaves, also while nothing happens', async () => {
    const { jobs } = useJobs()
    const { job } = jobs.start(owner, 'import', waitForSignal)
    const states = jobs.watch(owner, job)[Symbol.asyncIterator]()
    await states.next()
    const next = states.next()
    await states.return?.()
    expect(await next).toEqual({ done: true, value: undefined })
  })

  it('shows a slow watcher the newest state, not each one', async () => {
    const { jobs } = useJobs()
    const { job } = jobs.start(owner, 'import', async (report) => {
      for (let done = 1; done <= 1000; done++) report({ done, total: 1000 })
    })
    const states: JobState[] = []
    for await (const state of jobs.watch(owner, job)) states.push(state)
    expect(states.length).toBeLessThan(5)
    expect(states.at(-1)).toMatchObject({ status: 'done', done: 1000 })
  })
})

it('closing cancels everything, waits for it, and takes nothing new', async () => {
  const { jobs } = useJobs({ atOnce: 1 })
  const running = jobs.start(owner, 'a', waitForSignal)
  const waiting = jobs.start(owner, 'b', waitForSignal)
  await jobs.close()
  expect([running, waiting].map(({ job }) => jobs.get(owner, job).status)).toEqual(['cancelled', 'cancelled'])
  expect(() => jobs.start(owner, 'c', waitForSignal)).toThrow(AppError)
})
