import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Text } from '../shared/vocabulary.ts'
import { AppError } from '../shared/errors.ts'
import type { Db, Tx } from './db.ts'
import { appRole } from './role.ts'
import { sql } from './sql.ts'

/** A step of the schema. */
export type Migration = { number: number; name: string; sha256: string; text: string }
export type Applied = { number: number; name: string; sha256: string }

/** `migrations/` of the project: seen from `src/db` and from `dist/db` it is in the same place. */
export const projectMigrations = fileURLToPath(new URL('../../migrations', import.meta.url))

/** The migrations of a folder in their order. */
export function readMigrations(folder: string): Migration[] {
  const list = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => readMigration(folder, file))
  list.forEach(({ number, name }, n) => {
    if (number !== n + 1) throw invalid(`${folder}: 第 ${n + 1} 个迁移的编号是 ${number}（${name}）。`, `${folder}: migration ${n + 1} is numbered ${number} (${name}).`)
  })
  return list
}

/**
 * Applies what is missing, each migration in a transaction of its own, and answers how many there were.
 * `owner` must hold the advisory lock of `lockMigrations` (a Db of one connection).
 */
export async function migrate(owner: Db, migrations: readonly Migration[], onApply?: (migration: Migration) => void): Promise<number> {
  await ensureTable(owner)
  const applied = await listApplied(owner)
  checkApplied(applied, migrations)
  const missing = migrations.slice(applied.length)
  for (const migration of missing) {
    onApply?.(migration)
    await owner.transaction((tx) => apply(tx, migration))
  }
  return missing.length
}

/** What has been applied, in order. */
export function listApplied(owner: Db): Promise<Applied[]> {
  return owner.query<Applied>(sql`select number, name, sha256 from migration order by number`)
}

/** Refuses a database whose history is not the beginning of ours. */
export function checkApplied(applied: readonly Applied[], migrations: readonly Migration[]): void {
  applied.forEach((done, n) => {
    const ours = migrations[n]
    if (ours?.number === done.number && ours.name === done.name && ours.sha256 === done.sha256) return
    if (!ours) {
      throw invalid(
        `数据库已有迁移 ${done.number}（${done.name}），本版程序没有。请改用写入这些数据的（更新的）版本。`,
        `The database holds migration ${done.number} (${done.name}), which this version does not know. Use the newer version that wrote the data.`,
      )
    }
    throw invalid(
      `迁移 ${done.number}（${ours.name}）在应用到数据库之后被改动过。请恢复原文件，把改动写成新的迁移。`,
      `Migration ${done.number} (${ours.name}) was edited after it had been applied to this database. Restore the file and write the change as a new migration.`,
    )
  })
}

async function ensureTable(owner: Db): Promise<void> {
  const [found] = await owner.query<{ there: boolean }>(sql`select to_regclass('public.migration') is not null as there`)
  if (found?.there) return
  await owner.exec(`
    create table migration (
      number integer primary key,
      name text not null,
      sha256 text not null,
      applied_at timestamptz not null default now()
    );
    revoke insert, update, delete on migration from ${appRole};
  `)
}

function readMigration(folder: string, file: string): Migration {
  const match = /^(\d{4})_([a-z0-9_]+)\.sql$/.exec(file)
  if (!match) throw invalid(`迁移文件名 ${file} 不符合 0001_name.sql 的形式。`, `The migration file ${file} is not named like 0001_name.sql.`)
  // Line ends are git's affair and not part of the text.
  const text = readFileSync(path.join(folder, file), 'utf8').replaceAll('\r\n', '\n')
  return { number: Number(match[1]), name: match[2] ?? '', sha256: createHash('sha256').update(text).digest('hex'), text }
}

async function apply(tx: Tx, { number, name, sha256, text }: Migration): Promise<void> {
  try {
    await tx.exec(text)
  } catch (cause) {
    const reason = reasonOf(cause)
    const where = `${name}${lineOf(cause, text)}`
    throw Object.assign(invalid(`迁移 ${number}（${where}）失败：${reason}`, `Migration ${number} (${where}) failed: ${reason}`), { cause })
  }
  await tx.query(sql`insert into migration (number, name, sha256) values (${number}, ${name}, ${sha256})`)
}

/** What the server said, with the statement it was at where a block of the migration made that statement. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'where' in error && typeof error.where === 'string' ? `${error.message}\n${error.where}` : error.message
}

/** The line of the text that the server complained about. */
function lineOf(error: unknown, text: string): string {
  const position = typeof error === 'object' && error !== null && 'position' in error ? Number(error.position) : Number.NaN
  return Number.isNaN(position) ? '' : `:${[...text].slice(0, position - 1).filter((character) => character === '\n').length + 1}`
}

function invalid(zh: Text['zh'], en: Text['en']): AppError {
  return new AppError('migration-invalid', { zh, en })
}
