import { mkdir, open, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { findTables } from '../interpret/table.ts'
import { readInWorker } from '../reading/read-in-worker.ts'
import type { Cell, Sheet } from '../reading/workbook.ts'
import { originalPath } from './originals.ts'

/** A row of a source with its neighbours, as it stands in the sheet. */
export type SourceRows = { heading: string[]; rows: { row: number; cells: Cell[] }[] }

const indexSchema = z.object({
  sheets: z.array(z.object({
    name: z.string(),
    numbers: z.array(z.number()),
    /** Where each row begins in the file of rows; one more than there are rows. */
    starts: z.array(z.number()),
    tables: z.array(z.object({ heading: z.array(z.string()), first: z.number(), last: z.number() })),
  })),
})
type Index = z.infer<typeof indexSchema>

/**
 * The rows around one row of a kept original. The sheet is read once, laid out as one line a row beside an index, and from then on
 * any row is a seek away; that copy can be thrown away at any time.
 */
export async function readSourceRows(dataDir: string, file: { sha256: string; name: string }, at: { sheet: string; row: number }, around = 3): Promise<SourceRows | undefined> {
  const folder = path.join(dataDir, 'cache', 'rows', file.sha256)
  const index = await readIndex(folder).catch(() => undefined) ?? await layOut(dataDir, file, folder)
  const sheet = index.sheets.find((one) => one.name === at.sheet) ?? (index.sheets.length === 1 ? index.sheets[0] : undefined)
  const place = sheet?.numbers.indexOf(at.row) ?? -1
  if (!sheet || place < 0) return undefined
  const table = sheet.tables.find((one) => place >= one.first && place <= one.last) ?? sheet.tables[0]
  const from = Math.max(table?.first ?? 0, place - around)
  const to = Math.min(sheet.numbers.length - 1, place + around)
  const lines = await readLines(path.join(folder, 'rows.ndjson'), sheet.starts[from]!, sheet.starts[to + 1]!)
  return { heading: table?.heading ?? [], rows: lines.map((cells, n) => ({ row: sheet.numbers[from + n]!, cells })) }
}

async function readIndex(folder: string): Promise<Index> {
  return indexSchema.parse(JSON.parse(await readFile(path.join(folder, 'index.json'), 'utf8')))
}

async function layOut(dataDir: string, { sha256, name }: { sha256: string; name: string }, folder: string): Promise<Index> {
  const { sheets } = await readInWorker(originalPath(dataDir, sha256), { name })
  let position = 0
  const lines: string[] = []
  const index: Index = { sheets: sheets.map((sheet) => {
    const starts = [position]
    for (const row of sheet.rows) {
      const line = `${JSON.stringify(row)}\n`
      lines.push(line)
      starts.push((position += Buffer.byteLength(line)))
    }
    return { name: sheet.name, numbers: Array.from(sheet.rowNumbers), starts, tables: tablesOf(sheet) }
  }) }
  await mkdir(folder, { recursive: true })
  await putWhole(path.join(folder, 'rows.ndjson'), lines.join(''))
  await putWhole(path.join(folder, 'index.json'), JSON.stringify(index))
  return index
}

function tablesOf(sheet: Sheet): Index['sheets'][number]['tables'] {
  return findTables(sheet).map((table) => {
    const heading: string[] = []
    for (const { column, text } of table.headings) heading[column] = text
    return { heading: Array.from(heading, (text) => text ?? ''), first: table.firstRow, last: table.lastRow }
  })
}

async function putWhole(file: string, content: string): Promise<void> {
  const part = `${file}.${process.pid}.part`
  await writeFile(part, content)
  await rename(part, file)
}

const cells = z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))

async function readLines(file: string, from: number, to: number): Promise<Cell[][]> {
  const handle = await open(file)
  try {
    const buffer = Buffer.alloc(to - from)
    await handle.read(buffer, 0, buffer.length, from)
    return buffer.toString('utf8').split('\n').slice(0, -1).map((line) => cells.parse(JSON.parse(line)))
  } finally {
    await handle.close()
  }
}
