import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, chownSync, closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { createHash } from 'node:crypto'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { AppError } from '../shared/errors.ts'
import type { Connection } from './db.ts'
import { codeOf } from './failure.ts'
import { canReach, findNative, type Native } from './native.ts'
import { endOrphan } from './orphan.ts'

/** A PostgreSQL server that belongs to this process. */
export type EmbeddedServer = {
  connection: Connection
  /** What to say when a statement finds the server gone. */
  lost: () => AppError
  /** Fast shutdown; resolves when the server has ended. */
  stop: () => Promise<void>
}

export type ServerOptions = {
  dataDir: string
  /** Called before the one slow step, the making of a new database. */
  onFirstStart?: () => void
  /** Server settings over our own. */
  settings?: Record<string, string>
}

/** The superuser of the embedded server and owner of everything in it. */
export const ownerName = 'polycenter'
const port = 5432

/** Starts the server of a data directory, making its files on the first start. The caller holds the directory's lock. */
export async function startServer({ dataDir, onFirstStart, settings }: ServerOptions): Promise<EmbeddedServer> {
  if (process.platform === 'win32') throw noWindows()
  const native = findNative()
  const folder = path.join(path.resolve(dataDir), 'postgres')
  if (!existsSync(folder)) {
    onFirstStart?.()
    await initialise(native, folder)
  }
  checkVersion(native, folder)
  const socket = socketFolder(folder, native)
  const log = path.join(path.resolve(dataDir), 'postgres.log')
  const connection = { host: socket, port, database: 'postgres', user: ownerName }
  const all = { ...serverSettings(socket === folder ? '.' : socket), ...settings }
  for (let attempt = 0; ; attempt++) {
    await endOrphan(folder)
    const start = existsSync(log) ? statSync(log).size : 0
    const child = launch(native, folder, log, all)
    if (await ready(child, connection)) return supervise(child, connection, { log, folder })
    const said = tail(log, start)
    // A server that died may leave workers who need a moment to notice; one that was just being started when we died shows up late.
    if (attempt === 100 || !/shared memory block|lock file .* already exists/.test(said)) throw notStarted(log, said)
    await wait(100)
  }
}

/** Tuned for a small machine that does other things too; only what differs from PostgreSQL's own. */
function serverSettings(socket: string): Record<string, string> {
  const quarter = Math.floor(os.totalmem() / 4 / 1024 / 1024)
  return {
    listen_addresses: '',
    unix_socket_directories: socket,
    unix_socket_permissions: '0700',
    port: String(port),
    max_connections: '40',
    shared_buffers: `${Math.max(32, Math.min(256, quarter))}MB`,
    work_mem: '32MB',
    maintenance_work_mem: '128MB',
    max_wal_size: '2GB',
    wal_level: 'minimal',
    max_wal_senders: '0',
    random_page_cost: '1.1',
    jit: 'off',
    enable_presorted_aggregate: 'off',
    log_line_prefix: '%m [%p] %u ',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
  }
}

/** Makes the files of a new server beside their place and moves them there when they are whole. */
async function initialise(native: Native, folder: string): Promise<void> {
  removeDrafts(folder)
  const draft = mkdtempSync(`${folder}.new-`)
  own(draft, native)
  const locale = process.platform === 'darwin' ? ['--locale=C', '--lc-ctype=en_US.UTF-8'] : ['--locale=C.UTF-8']
  const child = spawnIn(native, draft, native.initdb, [...locale, '--encoding=UTF8', '--auth=trust', `--username=${ownerName}`], 'pipe')
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (said += data))
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve))
  if (code !== 0) throw notStarted(folder, said)
  renameSync(draft, folder)
}

/** What an interrupted first start left. An initdb that is still at it may keep us from removing its folder; the next start will. */
function removeDrafts(folder: string): void {
  const parent = path.dirname(folder)
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(`${path.basename(folder)}.new-`)) continue
    try {
      rmSync(path.join(parent, name), { recursive: true, force: true })
    } catch (error) {
      if (codeOf(error) !== 'ENOTEMPTY') throw error
    }
  }
}

function launch(native: Native, folder: string, log: string, settings: Record<string, string>): ChildProcess {
  const flags = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])
  if (existsSync(log) && statSync(log).size > 10_000_000) renameSync(log, `${log}.1`)
  const output = openSync(log, 'a', 0o600)
  try {
    return spawnIn(native, folder, native.postgres, flags, output)
  } finally {
    closeSync(output)
  }
}

/**
 * Runs a program of PostgreSQL on a data folder. On Linux the folder is named as the working directory: so the server needs no
 * right to enter the folders above it (a project under /root), and no path is too long for its socket.
 */
function spawnIn(native: Native, folder: string, program: string, flags: string[], output: 'pipe' | number): ChildProcess {
  const name = process.platform === 'linux' ? '/proc/self/cwd' : folder
  return spawn(program, ['-D', name, ...flags], {
    cwd: folder,
    // A session of its own: Ctrl+C in the terminal is for us, and we stop the server after its last statement.
    detached: true,
    stdio: ['ignore', output, output],
    env: { PATH: process.env.PATH ?? '', LC_MESSAGES: 'C', TZ: 'UTC' },
    ...native.user,
  })
}

/** Socket paths end at about 104 bytes; a data directory with a longer path gets a private folder under the temporary one. */
function socketFolder(folder: string, native: Native): string {
  if (Buffer.byteLength(path.join(folder, `.s.PGSQL.${port}`)) < 100) return folder
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  const short = path.join(os.tmpdir(), `polycenter-${hash}`)
  rmSync(short, { recursive: true, force: true })
  mkdirSync(short, { mode: 0o700 })
  own(short, native)
  return short
}

function own(folder: string, { user }: Native): void {
  if (process.platform !== 'linux' && !canReach(folder, user)) throw notStarted(folder, 'The server user cannot enter the folder.')
  if (user) chownSync(folder, user.uid, user.gid)
  chmodSync(folder, 0o700)
}

function supervise(child: ChildProcess, connection: Connection, { log, folder }: { log: string; folder: string }): EmbeddedServer {
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stopNow = (): void => void child.kill('SIGINT')
  process.once('exit', stopNow)
  // The server must not keep a finished program alive: its end is told by `stop` or by our own exit.
  child.unref()
  return {
    connection,
    lost: () => stopped(log),
    stop: async () => {
      process.off('exit', stopNow)
      child.ref()
      stopNow()
      if (child.exitCode === null && child.signalCode === null) await ended
      if (connection.host !== folder) rmSync(connection.host, { recursive: true, force: true })
    },
  }
}

/** True when the server answers, false when it has ended. A start after a crash may have much to read again: nothing else ends the wait. */
async function ready(child: ChildProcess, connection: Connection): Promise<boolean> {
  child.once('error', () => undefined)
  while (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    if (await answers(connection)) return true
    await wait(5)
  }
  return false
}

async function answers(connection: Connection): Promise<boolean> {
  if (!existsSync(path.join(connection.host, `.s.PGSQL.${connection.port}`))) return false
  const client = new pg.Client(connection)
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

function checkVersion({ version }: Native, folder: string): void {
  const made = readFileSync(path.join(folder, 'PG_VERSION'), 'utf8').trim()
  const ours = version.split('.')[0]
  if (made === ours) return
  throw new AppError('database-too-old', {
    zh: `数据目录 ${folder} 由 PostgreSQL ${made} 建立，本版程序带的是 PostgreSQL ${ours}。请用原来的版本执行 polycenter backup，再用本版执行 polycenter restore。`,
    en: `${folder} was made by PostgreSQL ${made}; this version brings PostgreSQL ${ours}. Run polycenter backup with the former version, then polycenter restore with this one.`,
  })
}

/** What the log says since `start`. */
function tail(log: string, start: number): string {
  return existsSync(log) ? readFileSync(log).subarray(start).toString('utf8').slice(-2000) : ''
}

function notStarted(where: string, said: string): AppError {
  return new AppError('database-unreachable', {
    zh: `内置数据库未能启动（${where}）：\n${said.trim()}`,
    en: `The embedded database did not start (${where}):\n${said.trim()}`,
  })
}

function stopped(log: string): AppError {
  return new AppError('database-unreachable', {
    zh: `内置数据库已停止。请重新启动 Polycenter；已确认的数据不会丢失。详情见 ${log}。`,
    en: `The embedded database has stopped. Start Polycenter again; nothing that was confirmed is lost. See ${log}.`,
  })
}

function noWindows(): AppError {
  return new AppError('environment-invalid', {
    zh: '内置数据库不支持 Windows。请在 WSL 中运行，或把 DATABASE_URL 设为 PostgreSQL 15 及以上版本的地址。',
    en: 'The embedded database does not run on Windows. Use WSL, or set DATABASE_URL to a PostgreSQL of version 15 or newer.',
  })
}
