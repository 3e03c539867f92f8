import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import type { CopyRows } from './db.ts'
import { textOf } from './literal.ts'

const chunkLength = 128 * 1024

/** Sends rows through COPY in PostgreSQL's text format, a chunk at a time, never faster than the server takes them. */
export async function copyRows(client: pg.ClientBase, target: string, rows: CopyRows): Promise<number> {
  return copyChunks(client, target, chunks(rows))
}

/** Sends what is in COPY's text format already. */
export async function copyChunks(
  client: pg.ClientBase,
  target: string,
  pieces: AsyncIterable<string | Buffer>,
): Promise<number> {
  const stream = client.query(copyFrom(`copy ${target} from stdin`))
  let refused = false
  const failed = new Promise<never>((_, reject) => {
    stream.on('error', (error) => {
      refused = true
      reject(error)
    })
  })
  failed.catch(() => undefined)
  try {
    for await (const piece of pieces) {
      // One piece at a time: pieces still buffered when the server refuses one would end the process.
      if (!refused) await Promise.race([new Promise((resolve) => stream.write(piece, resolve)), failed])
      else break
    }
    if (!refused) stream.end()
    await Promise.race([once(stream, 'finish'), failed])
    return stream.rowCount
  } catch (error) {
    if (!refused) await giveUp(stream, error)
    throw error
  }
}

/** The pieces of a COPY … TO STDOUT. When the reader stops early the rest is read away, so that the connection stays good. */
export async function* copyPieces(client: pg.ClientBase, text: string): AsyncGenerator<Buffer> {
  const stream = client.query(copyTo(text))
  try {
    for await (const piece of stream.iterator({ destroyOnReturn: false })) yield piece as Buffer
  } finally {
    if (!stream.readableEnded && !stream.errored && !stream.destroyed) {
      stream.resume()
      await finished(stream)
    }
  }
}

/** A row in the text format of COPY, its line end included. */
export function copyLine(row: readonly unknown[]): string {
  let line = ''
  for (let n = 0; n < row.length; n++) line += n === 0 ? field(row[n]) : `\t${field(row[n])}`
  return `${line}\n`
}

/** The source of the rows failed: tell the server to forget the statement, and wait until it has. */
async function giveUp(stream: ReturnType<typeof copyFrom>, reason: unknown): Promise<void> {
  const closed = new Promise<void>((resolve) => stream.once('close', resolve))
  stream.destroy(reason instanceof Error ? reason : new Error(String(reason)))
  await closed
}

async function* chunks(rows: CopyRows): AsyncGenerator<string> {
  let chunk = ''
  // A plain iterable is not read through `for await`: that costs a promise a row.
  if (Symbol.iterator in rows) {
    for (const row of rows) {
      chunk += copyLine(row)
      if (chunk.length < chunkLength) continue
      yield chunk
      chunk = ''
    }
  } else {
    for await (const row of rows) {
      chunk += copyLine(row)
      if (chunk.length < chunkLength) continue
      yield chunk
      chunk = ''
    }
  }
  if (chunk !== '') yield chunk
}

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function field(value: unknown): string {
  const text = textOf(value)
  if (text === null) return '\\N'
  if (typeof value === 'number' || !/[\\\t\n\r]/.test(text)) return text
  return text.replace(/[\\\t\n\r]/g, (character) => escapes[character] ?? character)
}
