import path from 'node:path'
import { AppError } from '../shared/errors.ts'
import type { Text } from '../shared/vocabulary.ts'
import type { Connection, Db, Engine } from './db.ts'
import { ownerName, startServer } from './embedded.ts'
import { codeOf } from './failure.ts'
import { releaseLock, takeLock } from './lock.ts'
import { migrate, projectMigrations, readMigrations } from './migrate.ts'
import { driverPool, openPool, type DriverPool, type PoolOptions, type Target } from './pool.ts'
import { appRole, ensureAppRole } from './role.ts'
import { sql } from './sql.ts'

export { readLock, writeLockInfo, type LockInfo } from './lock.ts'

export type OpenOptions = {
  /** Holds the embedded database, the lock and the stored originals. */
  dataDir: string
  /** DATABASE_URL: take this server instead of the embedded one. */
  url?: string
  onProgress?: (text: Text) => void
  poolSize?: number
  /** Another folder than the project's, for tests. */
  migrationsDir?: string
  /** Stop at this migration, to take in a backup of an older version. */
  upTo?: number
  /** Refuse a database that holds tables already. */
  onlyEmpty?: boolean
  /** Server settings of the embedded database over our own, for tests. */
  settings?: Record<string, string>
}

const databaseName = 'polycenter'
const oldestMajor = 15
/** Names the lock under which migrations run, on any server. */
const migrationLock = 7_659_012

const targets = new WeakMap<Db, { target: Target; lost: () => AppError }>()

/** Opens the database, migrated, as the application's role. Close it to stop the embedded server and free the directory. */
export async function openDb(options: OpenOptions): Promise<Db> {
  return options.url === undefined ? openEmbedded(options) : openUrl(options, checkUrl(options.url))
}

/**
 * Lends a Db with the rights of the owner, over one connection: it sees every row of every cluster. Only for migrations, backup,
 * and tests; never for anything a viewer asked for.
 */
export async function withOwner<T>(db: Db, work: (owner: Db) => Promise<T>): Promise<T> {
  const known = targets.get(db)
  if (!known) throw new Error('This Db was not made by openDb.')
  return lend({ ...known, engine: db.engine, size: 1 }, work)
}

/**
 * Connections as the queue's package takes them: with the driver's own types, as the application, or as the owner to prepare its
 * schema. End them when done.
 */
export function openDriverPool(db: Db, { owner = false, size = 4 }: { owner?: boolean; size?: number } = {}): DriverPool {
  const known = targets.get(db)
  if (!known) throw new Error('This Db was not made by openDb.')
  return driverPool(known.target, { ...(owner ? {} : { role: appRole }), size })
}

/** From how many new rows on the planner's picture of the tables is out of date. */
const manyRows = 1000

/**
 * Counts the tables anew, or the one named, after much was written to them. Without it the planner takes tables that have just grown for
 * empty ones and joins them row by row, until the server's own housekeeping comes round.
 */
export async function refreshStatistics(db: Db, { rows, table }: { rows: number; table?: 'node_state' }): Promise<void> {
  if (rows > manyRows) await withOwner(db, (owner) => owner.exec(`analyze ${table ?? ''}`))
}

async function openEmbedded(options: OpenOptions): Promise<Db> {
  const dataDir = path.resolve(options.dataDir)
  takeLock(dataDir)
  try {
    const server = await startServer({
      dataDir,
      settings: options.settings,
      onFirstStart: () =>
        options.onProgress?.({ zh: '首次启动：正在建立内置数据库……', en: 'First start: making the embedded database…' }),
    })
    const stop = once(async () => {
      await server.stop()
      releaseLock(dataDir)
    })
    try {
      await ensureDatabase(server.connection, server.lost)
      const target = { ...server.connection, database: databaseName }
      return await openMigrated({ kind: 'embedded', target, lost: server.lost, poolSize: options.poolSize, afterClose: stop }, options)
    } catch (error) {
      await stop()
      throw error
    }
  } catch (error) {
    releaseLock(dataDir)
    throw error
  }
}

async function openUrl(options: OpenOptions, url: URL): Promise<Db> {
  const afterClose = async (): Promise<void> => releaseLock(path.resolve(options.dataDir))
  return openMigrated({ kind: 'server', target: { url: url.href }, poolSize: options.poolSize, afterClose }, options)
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  return () => (running ??= work())
}

/** A database that is there already: which engine serves it, where, and what to do at its end. */
export type Place = {
  kind: Engine['kind']
  target: Target
  lost?: () => AppError
  poolSize?: number
  afterClose?: () => Promise<void>
}

/** Opens a database as the application, as it stands: for worker threads and tests, when another has migrated it. */
export async function connectDb(place: Place): Promise<Db> {
  const { target } = place
  const lost = place.lost ?? (() => unreachable(target, { zh: '连接中断', en: 'the connection was lost' }))
  const engine = await describe({ ...place, lost })
  const db = openPool({ target, engine, lost, role: appRole, size: place.poolSize ?? 8, afterClose: place.afterClose })
  targets.set(db, { target, lost })
  return db
}

/** Brings a database up to date as its owner, and opens it as the application. */
export async function openMigrated(place: Place, options: Omit<OpenOptions, 'dataDir' | 'url'>): Promise<Db> {
  const db = await connectDb(place)
  try {
    await withOwner(db, (owner) => prepare(owner, options))
    return db
  } catch (error) {
    // Whoever made the place also ends it when it could not be opened.
    await db.close()
    throw error
  }
}

/** Makes the application's role and applies the migrations that are missing, while no other starter can. */
export async function prepare(owner: Db, { onProgress, migrationsDir, upTo, onlyEmpty }: Omit<OpenOptions, 'dataDir' | 'url'>): Promise<void> {
  const migrations = readMigrations(migrationsDir ?? projectMigrations).slice(0, upTo)
  await owner.query(sql`select pg_advisory_lock(${migrationLock})`)
  try {
    if (onlyEmpty === true) await refuseTables(owner)
    await ensureAppRole(owner)
    await migrate(owner, migrations, ({ number, name }) =>
      onProgress?.({ zh: `正在更新数据库结构：${number} ${name}`, en: `Updating the schema: ${number} ${name}` }),
    )
  } finally {
    await owner.query(sql`select pg_advisory_unlock(${migrationLock})`)
  }
}

async function refuseTables(owner: Db): Promise<void> {
  const found = await owner.query(sql`select 1 from pg_tables where schemaname = 'public' limit 1`)
  if (found.length === 0) return
  const { database } = owner.engine.connection
  throw new AppError('already-exists', {
    zh: `数据库 ${database} 不是空的。恢复只写入空数据库，以免覆盖已有数据：请新建一个数据库，并让 DATABASE_URL 指向它。`,
    en: `The database ${database} is not empty. A backup is only restored to an empty one, so that nothing is overwritten: make a new database and let DATABASE_URL name it.`,
  })
}

async function lend<T>(options: PoolOptions, work: (owner: Db) => Promise<T>): Promise<T> {
  const owner = openPool(options)
  try {
    return await work(owner)
  } finally {
    await owner.close()
  }
}

async function ensureDatabase(connection: Connection, lost: () => AppError): Promise<void> {
  const engine: Engine = { kind: 'embedded', version: '', connection }
  await lend({ target: connection, engine, lost, size: 1 }, async (owner) => {
    const found = await owner.query(sql`select 1 from pg_database where datname = ${databaseName}`)
    if (found.length === 0) await owner.exec(`create database ${databaseName} owner ${ownerName}`)
  })
}

/** What runs there; refuses a server that cannot be reached or is too old. */
async function describe({ kind, target, lost }: Place & { lost: () => AppError }): Promise<Engine> {
  const unknown: Engine = { kind, version: '', connection: connectionOf(target) }
  const [row] = await lend({ target, lost, engine: unknown, size: 1 }, (owner) =>
    owner.query<{ version: string; number: number; name: string; user: string }>(sql`
      select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
        current_database() as name, current_user as user
    `),
  ).catch((error: unknown) => {
    throw 'url' in target ? unreachable(target, reasonOf(error), error) : error
  })
  if (!row) throw lost()
  if (Math.floor(row.number / 10_000) < oldestMajor) throw tooOld(row.version)
  return { kind, version: row.version, connection: { ...unknown.connection, database: row.name, user: row.user } }
}

function connectionOf(target: Target): Connection {
  if (!('url' in target)) return target
  const { hostname, port, pathname, username, searchParams } = new URL(target.url)
  return {
    host: searchParams.get('host') ?? decodeURIComponent(hostname),
    port: Number(searchParams.get('port') ?? (port || '5432')),
    database: decodeURIComponent(pathname.slice(1)),
    user: decodeURIComponent(username),
  }
}

function checkUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url && /^postgres(ql)?:$/.test(url.protocol)) return url
  throw new AppError('environment-invalid', {
    zh: 'DATABASE_URL 不是 PostgreSQL 的地址。形式应为 postgres://用户:密码@主机:5432/数据库，密码中的特殊字符须作百分号编码。',
    en: 'DATABASE_URL is not the address of a PostgreSQL. It has the form postgres://user:password@host:5432/database, special characters of the password percent-encoded.',
  })
}

/** The reason without anything of the URL in it: some errors of the driver quote what they were given. */
function reasonOf(error: unknown): Text {
  const code = codeOf(error)
  if (code === '28P01' || code === '28000') return { zh: '用户名或密码被拒绝', en: 'the user or password was refused' }
  if (code === '3D000') return { zh: '数据库不存在', en: 'there is no such database' }
  if (code === '53300') return { zh: '连接数已满', en: 'it takes no more connections' }
  if (error instanceof AppError) return { zh: '没有应答', en: 'nobody answers there' }
  return { zh: code ?? '没有可用的应答', en: code ?? 'it gave no usable answer' }
}

function unreachable(target: Target, reason: Text, cause?: unknown): AppError {
  const { host, port, database, user } = connectionOf(target)
  const where = `${user}@${host}:${port}/${database}`
  const error = new AppError('database-unreachable', {
    zh: `无法连接数据库 ${where}（${reason.zh}）。请检查 DATABASE_URL、网络和数据库服务是否正常。`,
    en: `The database ${where} cannot be reached: ${reason.en}. Check DATABASE_URL, the network and the server.`,
  })
  return Object.assign(error, { cause })
}

function tooOld(version: string): AppError {
  return new AppError('database-too-old', {
    zh: `数据库是 PostgreSQL ${version}，需要 ${oldestMajor} 或更高版本。`,
    en: `The database is PostgreSQL ${version}; version ${oldestMajor} or newer is needed.`,
  })
}
