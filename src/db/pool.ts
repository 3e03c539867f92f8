import type { Duplex } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import type { AppError } from '../shared/errors.ts'
import { copyChunks, copyPieces, copyRows } from './copy.ts'
import type { Connection, Db, Engine, Session, TransactionOptions, Tx } from './db.ts'
import { cancelled, explain } from './failure.ts'
import { literalOf } from './literal.ts'
import { inline, type Sql } from './sql.ts'
import { sessionForm, typeParsers } from './types.ts'

/** How to reach a server: by parts (a socket, no password) or by a URL. */
export type Target = Connection | { url: string }

export type PoolOptions = {
  target: Target
  engine: Engine
  /** The role that the statements run as; without it, the user who connects. */
  role?: string
  size: number
  /** What to say when the server is gone. */
  lost: () => AppError
  /** Runs when the pool has closed. */
  afterClose?: () => Promise<void>
}

/** A connection knows the plans of what it was asked before: one that has nothing to do for a while is not given up. */
const idleFor = 10 * 60_000

/** A Db over a pool of connections. */
export function openPool(options: PoolOptions): Db {
  const config = { ...clientConfig(options.target, options.role), idleTimeoutMillis: idleFor }
  const pool = new pg.Pool({ ...config, max: options.size })
  // COPY needs a connection that waits for each answer; single readings have connections of their own that do not.
  const readers = new pg.Pool({ ...config, max: Math.ceil(options.size / 2), pipeline: true } as pg.PoolConfig)
  // An idle connection that breaks is replaced by the pool; the next statement says so if the server is gone.
  for (const one of [pool, readers]) one.on('error', ignore)
  const run = <T>(work: () => Promise<T>): Promise<T> =>
    work().catch((error: unknown) => {
      throw explain(error, options.lost)
    })
  let closing: Promise<void> | undefined
  return {
    engine: options.engine,
    query: (q) => run(() => rowsOf(pool, q)),
    exec: (text) => run(async () => void (await pool.query(text))),
    read: <T extends Record<string, unknown>>(q: Sql, session: Session) => run(async () => (await readOnce(readers, [q], session))[0] as T[]),
    readTogether: (queries, session) => run(() => readOnce(readers, queries, session)),
    transaction: (work, how = {}) => run(() => transact(pool, options.target, work, how)),
    close: () => (closing ??= Promise.all([pool.end(), readers.end()]).then(() => options.afterClose?.())),
  }
}

/** A pool of the driver itself, for a package that asks for one. */
export type DriverPool = pg.Pool
export function driverPool(target: Target, { role, size }: { role?: string; size: number }): DriverPool {
  const { types: _, ...config } = clientConfig(target, role)
  const pool = new pg.Pool({ ...config, max: size })
  pool.on('error', ignore)
  // The package asks that a broken connection be listened to while it is lent.
  pool.on('connect', (client) => void client.on('error', ignore))
  return pool
}

/** The driver's settings for a target; the role is a start-up option, so that RESET ROLE stays in it. */
export function clientConfig(target: Target, role?: string): pg.ClientConfig {
  const wanted = role === undefined ? sessionForm : `-c role=${role} ${sessionForm}`
  const common = { types: typeParsers, application_name: 'polycenter', connectionTimeoutMillis: 30_000 }
  if (!('url' in target)) return { ...target, ...common, options: wanted }
  const url = new URL(target.url)
  const given = url.searchParams.get('options')
  url.searchParams.set('options', given === null ? wanted : `${given} ${wanted}`)
  return { ...common, connectionString: url.href }
}

async function rowsOf<T extends Record<string, unknown>>(client: pg.Pool | pg.ClientBase, q: Sql): Promise<T[]> {
  const { rows } = await client.query<T>({ text: q.text, values: [...q.values], ...(q.name === undefined ? {} : { name: q.name }) })
  return rows
}

/** A named statement is planned for any values at its first asking; left alone, the server plans the first five askings on each connection for their values. */
const planOnce: Session = { plan_cache_mode: 'force_generic_plan' }

/** A statement that fails leaves `commit` to roll back, so that the connection is fit for the next one. */
async function readOnce(readers: pg.Pool, queries: readonly Sql[], session: Session): Promise<Record<string, unknown>[][]> {
  const client = await readers.connect()
  client.on('error', ignore)
  const { stream } = (client as pg.PoolClient & { connection: { stream: Duplex } }).connection
  // All of it leaves in one piece: each write would wake the server for one statement.
  stream.cork()
  const begun = client.query(opening({ session, readOnly: true, plannedOnce: queries.every(({ name }) => name !== undefined) }))
  const asked = queries.map((q) => rowsOf(client, q))
  const ended = client.query('commit')
  stream.uncork()
  const [first, last, ...answers] = await Promise.allSettled([begun, ended, ...asked])
  client.off('error', ignore)
  client.release(first.status === 'rejected' || last.status === 'rejected')
  for (const step of [first, ...answers, last]) if (step.status === 'rejected') throw step.reason
  return answers.map((answer) => (answer as PromiseFulfilledResult<Record<string, unknown>[]>).value)
}

async function transact<T>(
  pool: pg.Pool,
  target: Target,
  work: (tx: Tx) => Promise<T>,
  options: TransactionOptions,
): Promise<T> {
  const { signal } = options
  if (signal?.aborted) throw cancelled()
  const client = await pool.connect()
  // The driver would end the process over a connection that breaks while nobody listens.
  client.on('error', ignore)
  const stopWatching = cancelOn(signal, client, target)
  let broken = false
  let open = true
  const check = (): void => {
    if (!open) throw new Error('The transaction is over: a statement came after its end.')
    if (signal?.aborted) throw cancelled()
  }
  try {
    await client.query(opening(options))
    const result = await work(transactionOver(client, check))
    check()
    await commit(client)
    return result
  } catch (error) {
    await stopWatching()
    broken = await rollback(client)
    throw signal?.aborted ? cancelled() : error
  } finally {
    open = false
    await stopWatching()
    client.off('error', ignore)
    // A request to cancel may still be on its way to this connection: it must not hit the next user's statement.
    client.release(broken || signal?.aborted === true)
  }
}

function transactionOver(client: pg.ClientBase, check: () => void): Tx {
  const checked = async <T>(work: () => Promise<T>): Promise<T> => {
    check()
    return work()
  }
  return {
    query: (q) => checked(() => rowsOf(client, q)),
    exec: (text) => checked(async () => void (await client.query(text))),
    copyIn: (target, rows) => checked(() => copyRows(client, target, rows)),
    copyText: (target, pieces) => checked(() => copyChunks(client, target, pieces)),
    async *copyOut(q: Sql, format = 'text') {
      check()
      yield* copyPieces(client, `copy (${inline(q, literalOf)}) to stdout (format ${format})`)
    },
  }
}

/** `begin` and the session's settings in one round trip. */
function opening({ session = {}, readOnly, isolation, plannedOnce = false }: TransactionOptions): string {
  const begin = `begin${isolation ? ` isolation level ${isolation}` : ''}${readOnly ? ' read only' : ''}`
  const settings = Object.entries(plannedOnce ? { ...session, ...planOnce } : session).map(([key, value]) => `set_config(${literalOf(key)}, ${literalOf(value)}, true)`)
  return settings.length === 0 ? begin : `${begin}; select ${settings.join(', ')}`
}

async function commit(client: pg.ClientBase): Promise<void> {
  const { command } = await client.query('commit')
  if (command === 'COMMIT') return
  throw new Error('A statement of the transaction failed and its error was not passed on: everything was rolled back.')
}

/** True when the connection is not fit for further use. */
async function rollback(client: pg.ClientBase): Promise<boolean> {
  try {
    await client.query('rollback')
    return false
  } catch {
    return true
  }
}

/** Stops the running statement of `client` when the signal fires. The answer ends the watch, when no request is under way any more. */
function cancelOn(signal: AbortSignal | undefined, client: pg.PoolClient, target: Target): () => Promise<void> {
  const over = new AbortController()
  let requests = Promise.resolve()
  const onAbort = (): void => {
    requests = cancelStatements(target, (client as pg.PoolClient & { processID: number }).processID, over.signal)
  }
  signal?.addEventListener('abort', onAbort, { once: true })
  return () => {
    signal?.removeEventListener('abort', onAbort)
    over.abort()
    return requests
  }
}

/** Milliseconds after which a statement that still runs is asked to stop again. */
const askAgain = 100

/** A request that arrives before the statement it is meant for stops nothing: it is made again until the work is over. */
async function cancelStatements(target: Target, processId: number, over: AbortSignal): Promise<void> {
  const client = new pg.Client(clientConfig(target))
  client.on('error', ignore)
  try {
    await client.connect()
    while (!over.aborted) {
      await client.query('select pg_cancel_backend($1)', [processId])
      await wait(askAgain, undefined, { signal: over }).catch(ignore)
    }
  } catch {
    // The server is gone, and the statement with it.
  } finally {
    await client.end().catch(ignore)
  }
}

function ignore(): void {}
