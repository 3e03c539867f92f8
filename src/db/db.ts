import type { Sql } from './sql.ts'

/** Settings that live as long as one transaction, such as who is looking: `{ 'polycenter.cluster': 'demo' }`. */
export type Session = Record<string, string>

/** Where the database is, without a password. */
export type Connection = { host: string; port: number; database: string; user: string }

/** What runs the database. */
export type Engine = { kind: 'embedded' | 'server'; version: string; connection: Connection }

export type TransactionOptions = {
  session?: Session
  readOnly?: boolean
  /** Its statements are `prepared`, and each is planned once on a connection, for any values. */
  plannedOnce?: boolean
  /** One moment for all statements, whatever others commit meanwhile. */
  isolation?: 'repeatable read' | 'serializable'
  /** When it fires, the running statement is stopped, everything is rolled back and the error is 'cancelled'. */
  signal?: AbortSignal
}

export type CopyRows = Iterable<readonly unknown[]> | AsyncIterable<readonly unknown[]>

/** A transaction: what stands in it happens whole or not at all. */
export interface Tx {
  query<T extends Record<string, unknown>>(q: Sql): Promise<T[]>
  /** Several statements without values. */
  exec(text: string): Promise<void>
  /** Many rows at once into `table (column, column)`, a text from the code. Answers the number of rows. */
  copyIn(target: string, rows: CopyRows): Promise<number>
  /** The same for what is in COPY's text format already. */
  copyText(target: string, pieces: AsyncIterable<Buffer>): Promise<number>
  /** The answer of a query as COPY gives it, in pieces that end anywhere. */
  copyOut(q: Sql, format?: 'text' | 'csv' | 'binary'): AsyncIterable<Buffer>
}

/** The database as the rest of the code knows it. */
export interface Db {
  /** One statement. */
  query<T extends Record<string, unknown>>(q: Sql): Promise<T[]>
  /** One statement that only reads, in a transaction of its own with its session: begin, statement and end travel together, so that it costs one round trip. */
  read<T extends Record<string, unknown>>(q: Sql, session: Session): Promise<T[]>
  /** Several such statements, one after the other in one transaction and one round trip. */
  readTogether(queries: readonly Sql[], session: Session): Promise<Record<string, unknown>[][]>
  /** Any throw rolls back. `session` is set for this transaction alone. */
  transaction<T>(work: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<T>
  /** Several statements without values (migrations). */
  exec(text: string): Promise<void>
  close(): Promise<void>
  readonly engine: Engine
}
