import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { once } from 'node:events'
import path from 'node:path'
import { finished } from 'node:stream/promises'
import { csvLine, utf8Mark } from '../shared/csv.ts'

/** What the manifest says of a file. */
export type FileInfo = { sha256: string; bytes: number; rows: number }

/** A file that is being written. */
export type Sink = { line(text: string): Promise<void>; close(): Promise<FileInfo> }

/** Opens a file below the folder of an export; `head` is its first line and no row. */
export async function openSink(folder: string, name: string, head = ''): Promise<Sink> {
  const file = path.join(folder, name)
  await mkdir(path.dirname(file), { recursive: true })
  const stream = createWriteStream(file)
  const failed = once(stream, 'error').then(([error]) => Promise.reject(error as Error))
  failed.catch(() => undefined)
  const hash = createHash('sha256')
  let held = head
  let bytes = 0
  let rows = 0

  async function flush(): Promise<void> {
    const piece = Buffer.from(held)
    held = ''
    hash.update(piece)
    bytes += piece.length
    if (!stream.write(piece)) await Promise.race([once(stream, 'drain'), failed])
  }

  return {
    async line(text) {
      rows++
      held += text
      if (held.length > 65_536) await flush()
    },
    async close() {
      await flush()
      stream.end()
      await finished(stream)
      return { sha256: hash.digest('hex'), bytes, rows }
    },
  }
}

/** A column of a sheet: its heading and the key of a row that fills it. */
export type Column = { title: string; key: string }

/** Writes rows, a JSON object each, twice: as JSON Lines and as CSV for people and spreadsheets. */
export async function writeRows(folder: string, name: { json: string; csv: string }, columns: readonly Column[], lines: AsyncIterable<string>): Promise<Record<string, FileInfo>> {
  const json = await openSink(folder, name.json)
  // The mark at the beginning tells spreadsheets that this is UTF-8.
  const csv = await openSink(folder, name.csv, `${utf8Mark}${csvLine(columns.map(({ title }) => title))}`)
  for await (const line of lines) {
    const row = JSON.parse(line) as Record<string, unknown>
    await json.line(`${line}\n`)
    await csv.line(csvLine(columns.map(({ key }) => row[key])))
  }
  return { [name.json]: await json.close(), [name.csv]: await csv.close() }
}
