import type { Tx } from '../db/db.ts'
import { join, sql, type Sql } from '../db/sql.ts'

/** The rows of a query that answers one JSON object a row, as JSON, streamed: millions of them need no more memory than one piece. */
export async function* linesOf(tx: Tx, query: Sql): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let held = ''
  for await (const piece of tx.copyOut(query)) {
    const lines = (held + decoder.decode(piece, { stream: true })).split('\n')
    held = lines.pop() ?? ''
    // JSON holds no raw line ends; of COPY's text format only the doubled backslash remains to be undone.
    for (const line of lines) yield line.includes('\\') ? line.replaceAll('\\\\', '\\') : line
  }
}

/** The same as objects. */
export async function* rowsOf<T>(tx: Tx, query: Sql): AsyncGenerator<T> {
  for await (const line of linesOf(tx, query)) yield JSON.parse(line) as T
}

/** A JSON object by its keys; the keys are names out of the code. */
export function objectOf(fields: Record<string, Sql>): Sql {
  return sql`json_build_object(${join(Object.entries(fields).map(([key, value]) => sql`${key}::text, ${value}`), sql`, `)})`
}
