import { existsSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import path from 'node:path'
import { AppError } from '../shared/errors.ts'
import { commandOf, folderOf, isAlive, waitForEnd } from './process.ts'

/**
 * Ends the server that a killed process left running on `folder`. Only the holder of the data directory's lock may call this:
 * then no live process of ours owns that server.
 */
export async function endOrphan(folder: string): Promise<void> {
  const pid = postmasterOf(folder)
  if (pid !== undefined && isAlive(pid) && serves(pid, folder)) await end(pid, folder)
  // The number may belong to another program by now; PostgreSQL would take that program for a server and refuse to start.
  for (const name of ['postmaster.pid', '.s.PGSQL.5432.lock']) {
    const file = path.join(folder, name)
    if (existsSync(file) && isAlive(firstNumber(file))) rmSync(file)
  }
}

async function end(pid: number, folder: string): Promise<void> {
  process.kill(pid, 'SIGINT')
  if (await waitForEnd(pid, 60_000)) return
  process.kill(pid, 'SIGQUIT')
  if (!(await waitForEnd(pid, 30_000))) throw stuck(pid, folder)
}

function postmasterOf(folder: string): number | undefined {
  const file = path.join(folder, 'postmaster.pid')
  return existsSync(file) ? firstNumber(file) : undefined
}

/** The process a lock file of PostgreSQL names; a file that names none answers our own number, which serves nothing. */
function firstNumber(file: string): number {
  const pid = Math.abs(Number(readFileSync(file, 'utf8').split('\n')[0]))
  return Number.isSafeInteger(pid) && pid > 0 ? pid : process.pid
}

function serves(pid: number, folder: string): boolean {
  const command = commandOf(pid) ?? ''
  if (!/\bpostgres\b/.test(command)) return false
  const home = folderOf(pid)
  return home === undefined ? command.includes(folder) : home === realpathSync(folder)
}

function stuck(pid: number, folder: string): AppError {
  return new AppError('database-locked', {
    zh: `数据目录 ${folder} 上遗留的数据库进程 ${pid} 没有响应停止请求。请执行 kill -9 ${pid} 后重试。`,
    en: `Database process ${pid}, left over on ${folder}, does not answer the request to stop. Run kill -9 ${pid}, then try again.`,
  })
}
