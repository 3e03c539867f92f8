import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { Db } from '../../src/db/db.ts'
import { openDb, prepare, withOwner } from '../../src/db/open.ts'
import { sql } from '../../src/db/sql.ts'
import { testEngines, useDb } from '../support/db.ts'

const folders: string[] = []
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })))

function folderOf(files: Record<string, string>): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'polycenter-migrate-'))
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text)
  return folder
}

const first = { '0001_first.sql': 'create table first (a int)' }
const second = { ...first, '0002_second.sql': 'create table second (a int)' }
const up = (db: Db, files: Record<string, string>): Promise<void> => withOwner(db, (owner) => prepare(owner, { migrationsDir: folderOf(files) }))

describe.each(testEngines)('migrations (%s)', async (engine) => {
  const db = await useDb({ engine, migrationsDir: folderOf(first) })
  const names = async (): Promise<unknown> => (await db.query<{ name: string }>(sql`select name from migration order by number`)).map(({ name }) => name)

  test('what is missing is applied, once', async () => {
    await up(db, second)
    await up(db, second)
    expect(await names()).toEqual(['first', 'second'])
    expect(await db.query(sql`select count(*) from second`)).toEqual([{ count: 0 }])
  })

  test('several starters at once do not get into each other’s way', async () => {
    const more = { ...second, '0003_slow.sql': 'select pg_sleep(0.2); create table third (a int)' }
    await Promise.all([up(db, more), up(db, more), up(db, more)])
    expect(await names()).toEqual(['first', 'second', 'slow'])
  })

  test('one that was edited after it landed is refused by name', async () => {
    const work = up(db, { ...second, '0001_first.sql': 'create table first (a int, b int)' })
    await expect(work).rejects.toMatchObject({ code: 'migration-invalid', message: expect.stringContaining('Migration 1 (first) was edited') })
  })

  test('line ends are not an edit', async () => {
    const dos = { '0001_first.sql': 'create table lines (a int);\r\n-- end\r\n' }
    const unix = { '0001_first.sql': 'create table lines (a int);\n-- end\n' }
    const other = await useDb({ engine, migrationsDir: folderOf(dos) })
    await up(other, unix)
  })

  test('data of a newer version are refused', async () => {
    await expect(up(db, first)).rejects.toMatchObject({ message: expect.stringContaining('newer version') })
  })

  test('a failing one changes nothing and says where', async () => {
    const files = { ...second, '0003_slow.sql': 'select pg_sleep(0.2); create table third (a int)', '0004_bad.sql': '-- 中文\ncreate table fourth (a int);\nselect nonsense;\n' }
    await expect(up(db, files)).rejects.toMatchObject({ code: 'migration-invalid', message: expect.stringMatching(/4 \(bad:3\).*nonsense/) })
    expect(await db.query(sql`select to_regclass('fourth') as fourth`)).toEqual([{ fourth: null }])
    expect(await names()).toHaveLength(3)
  })

  test('a gap in the numbers or a strange name is refused', async () => {
    await expect(up(db, { '0002_second.sql': '' })).rejects.toMatchObject({ code: 'migration-invalid' })
    await expect(up(db, { 'first.sql': '' })).rejects.toMatchObject({ code: 'migration-invalid' })
  })
})

describe('DATABASE_URL', () => {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'polycenter-url-'))
  folders.push(dataDir)
  const opening = (url: string): Promise<Error> => openDb({ dataDir, url }).then(() => new Error('It opened.'), (error: Error) => error)

  test('that leads nowhere is told without its password', async () => {
    const error = await opening('postgres://anna:s3cret@127.0.0.1:1/house')
    expect(error).toMatchObject({ code: 'database-unreachable', message: expect.stringContaining('anna@127.0.0.1:1/house') })
    expect(JSON.stringify([error.message, (error as Error & { text: unknown }).text])).not.toContain('s3cret')
  })

  test('that is no address is told without its password', async () => {
    for (const url of ['mysql://anna:s3cret@host/house', 'anna:s3cret@host', '', 'postgres://anna:s3cret@[host/house']) {
      const error = await opening(url)
      expect(error).toMatchObject({ code: 'environment-invalid' })
      expect(String(error.stack)).not.toContain('s3cret')
    }
  })
})
