import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../shared/errors.ts'
import { writeArchive, type ArchiveWriter, type PartInfo } from './archive.ts'
import type { Db, Tx } from './db.ts'
import { codeOf } from './failure.ts'
import { manifestName, tablePart, type Manifest } from './manifest.ts'
import { listApplied } from './migrate.ts'
import { withOwner } from './open.ts'
import { identifier, join, sql } from './sql.ts'
import { listSequences, listTables, type Table } from './tables.ts'

export type BackupOptions = { dataDir: string; outFile: string; signal?: AbortSignal }
export type BackupSummary = { file: string; tables: number; rows: number; files: number; bytes: number }

/** Rows are cut into parts of about this size, so that none has to be held or spooled whole. */
const partBytes = 4 * 1024 * 1024

/**
 * Writes everything the database holds, as of one moment, and the stored originals into one .tar.gz. Others go on working. The
 * file does not depend on the engine or its version: an embedded database may be restored to a server and the other way round.
 */
export async function backup(db: Db, { dataDir, outFile, signal }: BackupOptions): Promise<BackupSummary> {
  const file = path.resolve(outFile)
  try {
    return await writeArchive(file, (archive) => fill(db, archive, { dataDir, file, signal }))
  } catch (error) {
    throw explainWriting(error, file)
  }
}

type Filling = { dataDir: string; file: string; signal?: AbortSignal }

async function fill(db: Db, archive: ArchiveWriter, { dataDir, file, signal }: Filling): Promise<BackupSummary> {
  const parts: Record<string, PartInfo> = {}
  const content = await withOwner(db, async (owner) => {
    const migrations = await listApplied(owner)
    const tables = await owner.transaction((tx) => putTables(tx, archive, parts), { readOnly: true, isolation: 'repeatable read', signal })
    return { migrations, ...tables }
  })
  // Originals come after the rows that name them: they are only ever added, so none that a row names can be missing.
  const files = await putFiles(archive, path.join(dataDir, 'files'), parts)
  const manifest: Manifest = { format: 'polycenter-backup', version: 1, madeAt: new Date().toISOString(), ...content, parts }
  await archive.put(manifestName, Buffer.from(JSON.stringify(manifest, null, 1)))
  const rows = content.tables.reduce((sum, table) => sum + table.rows, 0)
  const bytes = Object.values(parts).reduce((sum, part) => sum + part.bytes, 0)
  return { file, tables: content.tables.length, rows, files, bytes }
}

async function putTables(tx: Tx, archive: ArchiveWriter, parts: Record<string, PartInfo>): Promise<Pick<Manifest, 'tables' | 'sequences'>> {
  // Rather an error than a backup without the rows that a policy hides from the owner.
  await tx.exec('set local row_security = off')
  const tables: Manifest['tables'] = []
  for (const table of await listTables(tx)) {
    tables.push({ name: table.name, columns: table.columns, rows: await putRows(tx, archive, table, parts) })
  }
  return { tables, sequences: await listSequences(tx) }
}

async function putRows(tx: Tx, archive: ArchiveWriter, { name, columns }: Table, parts: Record<string, PartInfo>): Promise<number> {
  const all = sql`select ${join(columns.map(identifier), sql`, `)} from ${identifier(name)}`
  let rows = 0
  let n = 0
  for await (const piece of wholeLines(tx.copyOut(all))) {
    const part = tablePart(name, n++)
    parts[part] = await archive.put(part, piece)
    rows += countLines(piece)
  }
  return rows
}

/** Pieces of about `partBytes` that end at a line end. In COPY's text format a raw line end is always the end of a row. */
async function* wholeLines(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let size = 0
  for await (const piece of pieces) {
    held.push(piece)
    size += piece.length
    if (size < partBytes) continue
    const all = Buffer.concat(held)
    const end = all.lastIndexOf(10) + 1
    if (end > 0) yield all.subarray(0, end)
    held = [all.subarray(end)]
    size = all.length - end
  }
  if (size > 0) yield Buffer.concat(held)
}

function countLines(piece: Buffer): number {
  let count = 0
  for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) count++
  return count
}

async function putFiles(archive: ArchiveWriter, folder: string, parts: Record<string, PartInfo>): Promise<number> {
  const files = await listFiles(folder)
  for (const file of files) {
    const part = `files/${path.relative(folder, file).split(path.sep).join('/')}`
    parts[part] = await archive.putFile(part, file, (await stat(file)).size)
  }
  return files.length
}

async function listFiles(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name)).sort()
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  }
}

function explainWriting(error: unknown, file: string): unknown {
  const code = codeOf(error)
  if (code === '42501') {
    return new AppError('database-rights', {
      zh: '数据库用户受行级安全限制，读不到全部数据，备份会不完整。请改用表的所有者且具有 BYPASSRLS 的用户执行备份。',
      en: 'Row-level security hides rows from the user of DATABASE_URL, so the backup would not be complete. Run it as an owner with BYPASSRLS.',
    })
  }
  if (code === undefined || !['ENOENT', 'EACCES', 'EISDIR', 'ENOSPC', 'EROFS', 'EPERM'].includes(code)) return error
  return new AppError('invalid-request', {
    zh: `无法写入备份文件 ${file}（${code}）。请检查目录是否存在、是否可写、磁盘是否已满。`,
    en: `The backup cannot be written to ${file} (${code}). Check that the folder exists, can be written to and has room.`,
  })
}
