import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { AppError } from '../shared/errors.ts'
import { isAlive, startOf } from './process.ts'

/** Who uses a data directory, and where it can be reached. */
export type LockInfo = { pid: number; startedAt: string; port?: number }

/** `start` tells this process from a later one with the same number; null where the system does not say. */
type Holder = LockInfo & { start: string | null }

const fileName = 'polycenter.pid'

/** The live holder of a data directory, undefined when nobody uses it. */
export function readLock(dataDir: string): LockInfo | undefined {
  const holder = readHolder(lockFile(dataDir))
  if (!holder || !isHolding(holder)) return undefined
  const { pid, startedAt, port } = holder
  return { pid, startedAt, ...(port === undefined ? {} : { port }) }
}

/** Takes the data directory for this process, or says who has it. */
export function takeLock(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true })
  const file = lockFile(dataDir)
  for (let attempt = 0; attempt < 100; attempt++) {
    if (place(file, ourselves())) return
    const holder = readHolder(file)
    if (holder && isHolding(holder)) throw inUse(dataDir, holder)
    removeStale(file)
  }
  throw new Error(`The lock ${file} could not be taken.`)
}

/** Publishes where this process can be reached, taking the lock if nobody has it. */
export async function writeLockInfo(dataDir: string, info: { port?: number }): Promise<void> {
  const file = lockFile(dataDir)
  if (!isOurs(readHolder(file))) takeLock(dataDir)
  const next = `${file}.${randomUUID()}`
  writeFileSync(next, JSON.stringify({ ...readHolder(file), ...info }), { mode: 0o644 })
  renameSync(next, file)
}

/** Gives the data directory back; nothing happens when it is not ours. */
export function releaseLock(dataDir: string): void {
  const file = lockFile(dataDir)
  if (isOurs(readHolder(file))) rmSync(file, { force: true })
}

function lockFile(dataDir: string): string {
  return path.join(dataDir, fileName)
}

function ourselves(): Holder {
  return { pid: process.pid, startedAt: new Date().toISOString(), start: startOf(process.pid) }
}

function isHolding(holder: Holder): boolean {
  return isAlive(holder.pid) && (holder.start === null || holder.start === startOf(holder.pid))
}

function isOurs(holder: Holder | undefined): boolean {
  return holder !== undefined && holder.pid === process.pid && isHolding(holder)
}

function readHolder(file: string): Holder | undefined {
  try {
    const holder: Partial<Holder> = JSON.parse(readFileSync(file, 'utf8'))
    return typeof holder.pid === 'number' ? { startedAt: '', start: null, ...holder, pid: holder.pid } : undefined
  } catch {
    return undefined
  }
}

/** Writes beside and links: the file appears whole or, when there is one already, not at all. */
function place(file: string, holder: Holder): boolean {
  const draft = `${file}.${randomUUID()}`
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o644 })
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    unlinkSync(draft)
  }
}

/** Removes the lock of a dead process. A guard lets one process at a time look and remove, so that nobody removes a fresh lock. */
function removeStale(file: string): void {
  const guard = `${file}.removing`
  if (!place(guard, ourselves())) {
    const remover = readHolder(guard)
    if (!remover || !isHolding(remover)) rmSync(guard, { force: true })
    return
  }
  try {
    const holder = readHolder(file)
    if (!holder || !isHolding(holder)) rmSync(file, { force: true })
  } finally {
    rmSync(guard, { force: true })
  }
}

function inUse(dataDir: string, { pid, startedAt }: Holder): AppError {
  return new AppError(
    'database-locked',
    {
      zh: `数据目录 ${dataDir} 正被进程 ${pid}（${startedAt} 启动）使用。请先停止该进程（在其终端按 Ctrl+C，或执行 kill ${pid}），或用 --data 指定另一个目录。`,
      en: `Process ${pid} (started ${startedAt}) is using ${dataDir}. Stop it first (Ctrl+C in its terminal, or kill ${pid}), or name another directory with --data.`,
    },
    { pid },
  )
}
