import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'

/** What a thread is asked and what it answers. `shared` is sent to a thread once under its key, however many tasks look at it. */
export type ThreadQuestion = { id: number; task: unknown; key?: string; shared?: unknown; forget: string[] }
export type ThreadAnswer = { id: number; progress: [done: number, total: number] } | { id: number; result: unknown } | { id: number; error: { message: string; stack?: string | undefined; expected?: unknown } }

export type PoolTask = {
  task: unknown
  /** Data that several tasks look at: typed arrays in shared memory are not copied. */
  shared?: { key: string; value: unknown }
  /** A person waits for it: goes before the others. */
  urgent?: boolean
  signal?: AbortSignal
  onProgress?: (done: number, total: number) => void
}

/** Threads of this machine that run tasks of one kind. */
export type Pool = {
  size: number
  run(task: PoolTask): Promise<unknown>
  /** Starts a thread where there is none, for a task that is likely to come. */
  warm(): void
  close(): Promise<void>
}

type Waiting = PoolTask & { id: number; settled?: () => void; resolve: (result: unknown) => void; reject: (error: unknown) => void }
type Thread = { worker: Worker; busy: Waiting | null; knows: Set<string> }
type Store = { entry: string; size: number; threads: Set<Thread>; waiting: Waiting[]; next: number; closed: boolean; revive: (expected: unknown) => unknown }

/** How many pieces of shared data a thread keeps, the longest unused go first. */
const keptAtMost = 3
/** How long an idle thread is kept, in milliseconds. */
const idleFor = 60_000

/** Opens a pool of up to as many threads as there are cores; each is started when it is first needed. `revive` makes an expected error of what a thread said of it. */
export function openPool(entry: string, { size = availableParallelism(), revive = (expected: unknown) => expected }: { size?: number; revive?: (expected: unknown) => unknown } = {}): Pool {
  const store: Store = { entry, size, threads: new Set(), waiting: [], next: 1, closed: false, revive }
  let idle: NodeJS.Timeout | undefined
  const restLater = (): void => {
    clearTimeout(idle)
    idle = setTimeout(() => void rest(store), idleFor).unref()
  }
  return {
    size,
    run(task) {
      clearTimeout(idle)
      const one: Waiting = { ...task, id: store.next++, resolve: () => undefined, reject: () => undefined }
      return new Promise<unknown>((resolve, reject) => enqueue(store, Object.assign(one, { resolve, reject }))).finally(() => {
        one.settled?.()
        if (store.waiting.length === 0) restLater()
      })
    },
    warm() {
      if (store.closed || store.threads.size > 0) return
      startThread(store)
      restLater()
    },
    async close() {
      store.closed = true
      clearTimeout(idle)
      for (const one of store.waiting.splice(0)) one.reject(stopped())
      await Promise.all([...store.threads].map((thread) => thread.worker.terminate()))
    },
  }
}

function enqueue(store: Store, task: Waiting): void {
  if (store.closed) return task.reject(stopped())
  if (task.signal?.aborted) return task.reject(task.signal.reason)
  const before = task.urgent ? store.waiting.findIndex((one) => !one.urgent) : -1
  store.waiting.splice(before < 0 ? store.waiting.length : before, 0, task)
  const stop = (): void => cancel(store, task)
  task.signal?.addEventListener('abort', stop, { once: true })
  task.settled = () => task.signal?.removeEventListener('abort', stop)
  startWaiting(store)
}

/** A task that waits is taken out; one that runs is ended with its thread, for a computation does not look up. */
function cancel(store: Store, task: Waiting): void {
  const at = store.waiting.indexOf(task)
  if (at >= 0) store.waiting.splice(at, 1)
  task.reject(task.signal?.reason)
  for (const thread of store.threads) if (thread.busy === task) void end(store, thread)
}

function startWaiting(store: Store): void {
  while (store.waiting.length > 0 && !store.closed) {
    const thread = freeThread(store)
    if (!thread) return
    ask(thread, store.waiting.shift()!)
  }
}

function freeThread(store: Store): Thread | undefined {
  const wanted = store.waiting[0]?.shared?.key
  const free = [...store.threads].filter(({ busy }) => busy === null)
  const best = free.find(({ knows }) => wanted !== undefined && knows.has(wanted)) ?? free[0]
  return best ?? (store.threads.size < store.size ? startThread(store) : undefined)
}

function ask(thread: Thread, one: Waiting): void {
  thread.busy = one
  thread.worker.ref()
  const { id, task, shared } = one
  const known = shared !== undefined && thread.knows.delete(shared.key)
  if (shared) thread.knows.add(shared.key)
  const forget = [...thread.knows].slice(0, -keptAtMost)
  for (const key of forget) thread.knows.delete(key)
  const question: ThreadQuestion = { id, task, forget, ...(shared ? { key: shared.key } : {}), ...(shared && !known ? { shared: shared.value } : {}) }
  thread.worker.postMessage(question)
}

function startThread(store: Store): Thread {
  const worker = new Worker(store.entry)
  const thread: Thread = { worker, busy: null, knows: new Set() }
  store.threads.add(thread)
  worker.on('message', (answer: ThreadAnswer) => {
    const one = thread.busy
    if (!one || answer.id !== one.id) return
    if ('progress' in answer) return one.onProgress?.(...answer.progress)
    thread.busy = null
    thread.worker.unref()
    if ('result' in answer) one.resolve(answer.result)
    else one.reject(answer.error.expected === undefined ? Object.assign(new Error(answer.error.message), { stack: answer.error.stack }) : store.revive(answer.error.expected))
    startWaiting(store)
  })
  // Out of memory, or an error outside any task.
  worker.on('error', (error) => {
    thread.busy?.reject(error)
    void end(store, thread)
  })
  worker.on('exit', () => {
    thread.busy?.reject(stopped())
    store.threads.delete(thread)
    startWaiting(store)
  })
  worker.unref()
  return thread
}

async function end(store: Store, thread: Thread): Promise<void> {
  store.threads.delete(thread)
  thread.busy = null
  await thread.worker.terminate()
  startWaiting(store)
}

async function rest(store: Store): Promise<void> {
  await Promise.all([...store.threads].filter(({ busy }) => busy === null).map((thread) => end(store, thread)))
}

function stopped(): Error {
  return new Error('The pool was closed, or its thread ended, before the answer.')
}
