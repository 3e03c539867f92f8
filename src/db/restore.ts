import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../shared/errors.ts'
import { readArchive } from './archive.ts'
import type { Tx } from './db.ts'
import { codeOf } from './failure.ts'
import { fileOf, invalidBackup, tableOf, verifyBackup, type Manifest } from './manifest.ts'
import { checkApplied, projectMigrations, readMigrations } from './migrate.ts'
import { openDb, prepare, withOwner, type OpenOptions } from './open.ts'
import { literalOf } from './literal.ts'
import { listForeignKeys, listTables } from './tables.ts'

export type RestoreOptions = Pick<OpenOptions, 'url' | 'onProgress' | 'migrationsDir'> & {
  /** Must be missing or empty. With `url` the database it names must be empty too. */
  dataDir: string
}
export type RestoreSummary = { madeAt: string; tables: number; rows: number; files: number }

/** Takes a backup in. It is checked whole first; then all of it appears, or nothing. */
export async function restore(file: string, options: RestoreOptions): Promise<RestoreSummary> {
  const dataDir = path.resolve(options.dataDir)
  await refuseOccupied(dataDir)
  options.onProgress?.({ zh: `正在核对备份 ${file}……`, en: `Checking the backup ${file}…` })
  const manifest = await verifyBackup(file)
  checkApplied(manifest.migrations, readMigrations(options.migrationsDir ?? projectMigrations))
  const draft = `${dataDir}.restoring-${randomUUID()}`
  try {
    await mkdir(draft, { recursive: true })
    options.onProgress?.({ zh: '正在写入数据……', en: 'Writing the data…' })
    const files = await takeFiles(file, path.join(draft, 'files'))
    await takeData(file, manifest, { ...options, dataDir: draft })
    await rmdir(dataDir).catch(ignoreMissing)
    await rename(draft, dataDir)
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    return { madeAt: manifest.madeAt, tables: manifest.tables.length, rows, files }
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    throw error
  }
}

async function takeData(file: string, manifest: Manifest, options: RestoreOptions): Promise<void> {
  // The schema as it was when the backup was made; what has come since is applied to the rows like anywhere else.
  const db = await openDb({ ...options, upTo: manifest.migrations.length, onlyEmpty: true })
  try {
    await withOwner(db, async (owner) => {
      await owner.transaction((tx) => load(tx, file, manifest))
      await owner.exec('analyze')
      await prepare(owner, options)
    })
  } finally {
    await db.close()
  }
}

/** Fills the tables with foreign keys and triggers away: rows come table by table, and were right when they were copied. */
async function load(tx: Tx, file: string, manifest: Manifest): Promise<void> {
  const tables = await listTables(tx)
  checkTables(file, manifest, tables)
  if (tables.length === 0) return
  const keys = await listForeignKeys(tx)
  const forced = tables.filter((table) => table.forced)
  const each = (list: readonly { name: string }[], action: string): string => list.map(({ name }) => `alter table "${name}" ${action};`).join('\n')
  await tx.exec(`
    ${keys.map(({ table, name }) => `alter table ${table} drop constraint "${name}";`).join('\n')}
    ${each(tables, 'disable trigger user')}
    ${each(forced, 'no force row level security')}
    truncate ${tables.map(({ name }) => `"${name}"`).join(', ')};
  `)
  await loadRows(tx, file, manifest)
  await tx.exec(`
    ${each(forced, 'force row level security')}
    ${each(tables, 'enable trigger user')}
    ${keys.map(({ table, name, definition }) => `alter table ${table} add constraint "${name}" ${definition};`).join('\n')}
    ${manifest.sequences.map(({ name, last, called }) => `select setval(${literalOf(`"${name}"`)}, ${last}, ${called});`).join('\n')}
  `)
}

async function loadRows(tx: Tx, file: string, manifest: Manifest): Promise<void> {
  const targets = new Map(manifest.tables.map(({ name, columns }) => [name, `"${name}" (${columns.map((column) => `"${column}"`).join(', ')})`]))
  const counts = new Map<string, number>()
  for await (const { name, content } of readArchive(file)) {
    const table = tableOf(name)
    const target = table === undefined ? undefined : targets.get(table)
    if (table === undefined || target === undefined) continue
    counts.set(table, (counts.get(table) ?? 0) + (await tx.copyText(target, content)))
  }
  for (const { name, rows } of manifest.tables) {
    if ((counts.get(name) ?? 0) !== rows) throw invalidBackup(file, `table ${name} has ${counts.get(name) ?? 0} of ${rows} rows`)
  }
}

function checkTables(file: string, manifest: Manifest, tables: readonly { name: string; columns: string[] }[]): void {
  const shape = (list: readonly { name: string; columns: string[] }[]): string =>
    list.map(({ name, columns }) => `${name}(${[...columns].sort().join(',')})`).sort().join(' ')
  if (shape(manifest.tables) !== shape(tables)) throw invalidBackup(file, 'its tables are not those of its migrations')
}

async function takeFiles(file: string, folder: string): Promise<number> {
  let count = 0
  for await (const { name, content } of readArchive(file)) {
    const below = fileOf(name)
    if (below === undefined) continue
    const target = path.join(folder, below)
    await mkdir(path.dirname(target), { recursive: true })
    await pipeline(content, createWriteStream(target, { flags: 'wx' }))
    count++
  }
  return count
}

async function refuseOccupied(dataDir: string): Promise<void> {
  const entries = await readdir(dataDir).catch((error: unknown) => (ignoreMissing(error), []))
  if (entries.length === 0) return
  throw new AppError('already-exists', {
    zh: `目录 ${dataDir} 不是空的。恢复只写入新目录，以免覆盖已有数据：请用 --data 指定一个不存在或空的目录。`,
    en: `${dataDir} is not empty. A backup is only restored to a new directory, so that nothing is overwritten: name a missing or empty one with --data.`,
  })
}

function ignoreMissing(error: unknown): void {
  if (codeOf(error) !== 'ENOENT') throw error
}
