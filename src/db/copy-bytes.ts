import type { Tx } from './db.ts'
import type { Sql } from './sql.ts'

/** What stands before the value: the signature, flags and extension of COPY's binary format, the number of columns and the value's length. */
const HEAD = { bytes: 25, extension: 15, length: 21 }

/**
 * The one value, of type bytea, of a query's one row; undefined where there is no row or no value. Through COPY in its binary format: the
 * driver would take a large value as text twice its size, and hold both.
 */
export async function copyBytes(tx: Tx, query: Sql): Promise<Buffer | undefined> {
  let head = Buffer.alloc(0)
  let value: Buffer | undefined
  let filled = 0
  for await (const piece of tx.copyOut(query, 'binary')) {
    let rest = piece
    if (!value) {
      head = Buffer.concat([head, piece])
      if (head.length < HEAD.bytes) continue
      const length = head.readInt32BE(HEAD.length)
      if (length < 0) return undefined
      value = Buffer.allocUnsafeSlow(length)
      rest = head.subarray(HEAD.bytes)
    }
    filled += rest.copy(value, filled)
  }
  return value
}
