import type { Tx } from '../db/db.ts'
import type { Sql } from '../db/sql.ts'

const NEWLINE = 10

/**
 * Reads a query through COPY and hands each row over as its fields, null where there is no value. Some ten times as fast as rows as
 * objects: nothing is made that the columns do not keep.
 */
export async function copyRows(tx: Tx, query: Sql, take: (fields: readonly (string | null)[]) => void): Promise<void> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const piece of tx.copyOut(query)) {
    const whole = rest.length === 0 ? piece : Buffer.concat([rest, piece])
    const end = whole.lastIndexOf(NEWLINE)
    if (end < 0) {
      rest = whole
      continue
    }
    rest = whole.subarray(end + 1)
    for (const line of whole.toString('utf8', 0, end).split('\n')) take(fieldsOf(line))
  }
}

function fieldsOf(line: string): (string | null)[] {
  const fields: (string | null)[] = line.split('\t')
  if (!line.includes('\\')) return fields
  for (let n = 0; n < fields.length; n++) {
    const field = fields[n]!
    if (field === '\\N') fields[n] = null
    else if (field.includes('\\')) fields[n] = field.replace(/\\(.)/g, (_, sign: string) => signs[sign] ?? sign)
  }
  return fields
}

const signs: Record<string, string> = { t: '\t', n: '\n', r: '\r', b: '\b', f: '\f', v: '\v' }
