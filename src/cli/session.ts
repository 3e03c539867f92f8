import { existsSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { readOperatorToken } from '../access/operator.ts'
import { readLock, type LockInfo } from '../db/open.ts'
import { AppError } from '../shared/errors.ts'
import type { Io } from './command.ts'
import type { Operations } from './operations.ts'

/** How long, in milliseconds, a command waits for another that is at work in the same data directory. */
const patience = 60_000

/** The contract of a data directory: by the server that runs on it, else in this process. */
export async function openOperations(io: Pick<Io, 'dataDir' | 'url' | 'say' | 'signal'>, { create = false } = {}): Promise<Operations> {
  const holder = await settled(io)
  if (holder?.port !== undefined) {
    const { openRemote } = await import('./remote.ts')
    const token = await readOperatorToken(io.dataDir)
    if (token === undefined) throw noToken(io.dataDir)
    return openRemote({ address: `http://127.0.0.1:${holder.port}`, token, dataDir: io.dataDir, signal: io.signal })
  }
  if (!create) refuseNothing(io)
  const { openLocal } = await import('./local.ts')
  return openLocal(io)
}

/** Who holds the data directory: a server that answers, or nobody. Another command is waited for, for it will soon have ended. */
export async function settled({ dataDir, say, signal }: Pick<Io, 'dataDir' | 'say' | 'signal'>): Promise<LockInfo | undefined> {
  const until = Date.now() + patience
  let holder = readLock(dataDir)
  if (holder && holder.port === undefined) say({ zh: `进程 ${holder.pid} 正在使用 ${dataDir}，等待其结束……`, en: `Process ${holder.pid} is using ${dataDir}; waiting for it…` })
  while (holder && holder.port === undefined && Date.now() < until && !signal.aborted) {
    await wait(100)
    holder = readLock(dataDir)
  }
  return holder
}

/** A command that reads must not make an empty database where somebody mistyped a folder. */
export function refuseNothing({ dataDir, url }: Pick<Io, 'dataDir' | 'url'>): void {
  if (url !== undefined || existsSync(path.join(dataDir, 'postgres'))) return
  throw new AppError('not-found', {
    zh: `目录 ${dataDir} 中没有 Polycenter 的数据。请用 --data 指定数据目录，或先执行 polycenter start 或 polycenter cluster create。`,
    en: `There is no data of Polycenter in ${dataDir}. Name the data directory with --data, or run polycenter start or polycenter cluster create first.`,
  })
}

function noToken(dataDir: string): AppError {
  return new AppError('not-allowed', {
    zh: `无法读取 ${path.join(dataDir, 'operator-token')}。请用启动服务器的同一用户执行命令。`,
    en: `${path.join(dataDir, 'operator-token')} cannot be read. Run commands as the user who started the server.`,
  })
}
