import { once } from 'node:events'
import { open } from 'node:fs/promises'
import { AppError } from '../../shared/errors.ts'
import { tooManyBytes } from './grid.ts'
import { readWorkbook } from './read.ts'
import { outOfMemory } from './refusals.ts'
import { defaultLimits, type Cell, type Sheet } from './workbook.ts'
import type { WorkerMessage, WorkerTask } from './worker-messages.ts'

/** The process in which one file is read: it is told which, opens it, reads it, sends the rows in portions, and is then ended. */
const portionRows = 4096
const portionCharacters = 4_000_000
const chunkBytes = 4_194_304

process.once('disconnect', () => process.exit())
const [task] = await once(process, 'message') as [WorkerTask]
try {
  await read(task)
  say({ say: 'done' })
} catch (error) {
  say(refusal(error, task.name))
}

async function read(task: WorkerTask): Promise<void> {
  const bytes = await load(task)
  const workbook = await readWorkbook(bytes, { name: task.name, onRows: (rows) => say({ say: 'progress', done: { rows } }) }, task.limits)
  const { format, encoding, delimiter } = workbook
  say({ say: 'workbook', format, encoding, delimiter })
  for (const sheet of workbook.sheets) await sendSheet(sheet)
}

async function load({ path, name, limits }: WorkerTask): Promise<Buffer> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const limit = limits.maxBytes ?? defaultLimits.maxBytes
    if (size > limit) throw tooManyBytes(name, size, limit)
    const bytes = Buffer.allocUnsafe(size)
    let done = 0
    while (done < size) {
      const { bytesRead } = await file.read(bytes, done, Math.min(chunkBytes, size - done))
      if (bytesRead === 0) break
      done += bytesRead
      say({ say: 'progress', done: { bytes: done } })
    }
    return bytes.subarray(0, done)
  } finally {
    await file.close()
  }
}

async function sendSheet({ name, rows, rowNumbers, merges }: Sheet): Promise<void> {
  say({ say: 'sheet', name, rowNumbers: Uint32Array.from(rowNumbers), merges })
  for (let from = 0, to = 0; from < rows.length; from = to) {
    to = portionEnd(rows, from)
    const taken = once(process, 'message')
    say({ say: 'rows', json: JSON.stringify(rows.slice(from, to)) })
    rows.fill([], from, to)
    await taken
  }
}

function portionEnd(rows: Cell[][], from: number): number {
  let characters = 0
  let to = from
  for (; to < rows.length && to - from < portionRows && characters < portionCharacters; to++) {
    for (const cell of rows[to] as Cell[]) if (typeof cell === 'string') characters += cell.length
  }
  return to
}

function refusal(error: unknown, name: string): WorkerMessage {
  // A text longer than the language allows is all that is left to go wrong after reading.
  const known = error instanceof RangeError ? outOfMemory(name) : error
  if (known instanceof AppError) return { say: 'refused', code: known.code, text: known.text, details: known.details }
  return { say: 'failed', message: known instanceof Error ? known.message : String(known) }
}

function say(message: WorkerMessage): void {
  process.send?.(message)
}
