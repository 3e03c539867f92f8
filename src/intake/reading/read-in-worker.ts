import { fork, type ChildProcess } from 'node:child_process'
import { compiledBeside } from '../../db/compiled.ts'
import { AppError } from '../../shared/errors.ts'
import { outOfMemory, tooSlow } from './refusals.ts'
import type { Cell, ReadLimits, Workbook } from './workbook.ts'
import type { WorkerMessage, WorkerTask } from './worker-messages.ts'

export type WorkerOptions = {
  limits?: Partial<ReadLimits>
  signal?: AbortSignal
  onProgress?: (done: { bytes?: number; rows?: number }) => void
  /** What the worker may use; a file that needs more ends the worker and is refused. */
  heapMegabytes?: number
  maxSeconds?: number
}

const defaultHeapMegabytes = 1536
const defaultMaxSeconds = 600

/**
 * `readWorkbook` of a file on disk in a process of its own: a hostile file can take down that process and nothing else. (A thread
 * with resource limits does not do: one call that allocates much, such as JSON.parse, overruns them and aborts the whole server.)
 * An abort kills it at once and refuses with the code `cancelled`.
 */
export async function readInWorker(path: string, file: { name: string }, options: WorkerOptions = {}): Promise<Workbook> {
  const { limits = {}, signal, onProgress, heapMegabytes = defaultHeapMegabytes, maxSeconds = defaultMaxSeconds } = options
  if (signal?.aborted) throw cancelled(file.name)
  const worker = start(heapMegabytes)
  const stop = new AbortController()
  const abort = (): void => stop.abort(cancelled(file.name))
  signal?.addEventListener('abort', abort, { once: true })
  const timer = setTimeout(() => stop.abort(tooSlow(file.name, maxSeconds)), maxSeconds * 1000)
  try {
    const task: WorkerTask = { path, name: file.name, limits }
    worker.send(task)
    return await collect(worker, file.name, stop.signal, onProgress)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
    worker.kill('SIGKILL')
  }
}

function start(heapMegabytes: number): ChildProcess {
  const { SystemRoot } = process.env
  return fork(compiledBeside(import.meta.url, './worker.js'), {
    execArgv: [`--max-old-space-size=${heapMegabytes}`],
    env: SystemRoot === undefined ? {} : { SystemRoot },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
}

function collect(worker: ChildProcess, name: string, stop: AbortSignal, onProgress: WorkerOptions['onProgress']): Promise<Workbook> {
  return new Promise((resolve, reject) => {
    const workbook: Workbook = { format: 'csv', sheets: [] }
    worker.on('message', (message: WorkerMessage) => {
      if (stop.aborted) return
      try {
        if (message.say === 'progress') onProgress?.(message.done)
        else if (message.say === 'done') resolve(workbook)
        else if (message.say === 'refused') reject(new AppError(message.code, message.text, message.details))
        else if (message.say === 'failed') reject(new Error(message.message))
        else add(workbook, message)
        if (message.say === 'rows') setImmediate(() => worker.connected && worker.send('more'))
      } catch (error) {
        reject(error)
      }
    })
    stop.addEventListener('abort', () => reject(stop.reason))
    worker.once('error', reject)
    // A worker waits to be ended; one that ends by itself was killed by what it read.
    worker.once('exit', () => reject(outOfMemory(name)))
  })
}

function add(workbook: Workbook, message: Extract<WorkerMessage, { say: 'workbook' | 'sheet' | 'rows' }>): void {
  if (message.say === 'workbook') {
    workbook.format = message.format
    if (message.encoding !== undefined) workbook.encoding = message.encoding
    if (message.delimiter !== undefined) workbook.delimiter = message.delimiter
  } else if (message.say === 'sheet') {
    const { name, rowNumbers, merges } = message
    workbook.sheets.push({ name, rows: [], rowNumbers, merges })
  } else {
    const rows = workbook.sheets.at(-1)?.rows
    for (const row of JSON.parse(message.json) as Cell[][]) rows?.push(row)
  }
}

function cancelled(file: string): AppError {
  return new AppError('cancelled', { zh: `已取消读取文件“${file}”。`, en: `Reading the file "${file}" was cancelled.` }, { file })
}
