import type { Tx } from '../db/db.ts'
import { sql, type Sql } from '../db/sql.ts'

/** The rows of a query as objects, streamed: millions of them need no more memory than one piece. */
export async function* rowsOf<T extends Record<string, unknown>>(tx: Tx, query: Sql): AsyncGenerator<T> {
  const decoder = new TextDecoder()
  let held = ''
  for await (const piece of tx.copyOut(sql`select row_to_json(line) from (${query}) as line`)) {
    const lines = (held + decoder.decode(piece, { stream: true })).split('\n')
    held = lines.pop() ?? ''
    // JSON holds no raw line ends; of COPY's text format only the doubled backslash remains to be undone.
    for (const line of lines) yield JSON.parse(line.replaceAll('\\\\', '\\')) as T
  }
}
