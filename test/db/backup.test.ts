import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { backup } from '../../src/db/backup.ts'
import type { Db } from '../../src/db/db.ts'
import { openDb } from '../../src/db/open.ts'
import { restore } from '../../src/db/restore.ts'
import { identifier, sql } from '../../src/db/sql.ts'
import { testEngines, useDb, useEmptyDatabase, withOwner } from '../support/db.ts'

const base = mkdtempSync(path.join(os.tmpdir(), 'polycenter-backup-'))
const migrationsDir = path.join(base, 'migrations')
const originals = path.join(base, 'source')
const good = path.join(base, 'good.tar.gz')
let folders = 0
const newFolder = (): string => path.join(base, `restored-${folders++}`)

/** Deflate can say one thing in several ways: a copy may point at another place with the same bytes, and bits fill the last byte up. */
function unpacksAlike(altered: Uint8Array, whole: Uint8Array): boolean {
  try {
    return gunzipSync(altered).equals(gunzipSync(whole))
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) return false
    throw error
  }
}

const schema = `
  create table place (cluster_id text, place_id bigint generated always as identity, name text not null, parent bigint, "order" int,
    double_order int generated always as ("order" * 2) stored, primary key (cluster_id, place_id),
    foreign key (cluster_id, parent) references place);
  create table person (cluster_id text, person_id bigint primary key default nextval('number'), place_id bigint, note text, tags text[],
    born timestamptz, share double precision, raw bytea, foreign key (cluster_id, place_id) references place);
  alter table place add column chief bigint references person deferrable;
  create table nothing (cluster_id text primary key);
  create function shout() returns trigger language plpgsql as $$ begin new.note = upper(new.note); return new; end $$;
  create trigger shout before insert on person for each row execute function shout();
  alter table person enable row level security;
  insert into nothing values ('made by the migration');`

const rows = `
  insert into place (cluster_id, name, "order") select 'demo', 'place ' || n, n from generate_series(1, 1000) n;
  update place set parent = place_id - 1 where place_id > 1;
  insert into person (cluster_id, place_id, note, tags, born, share, raw)
    select 'demo', n, E'tab\\t line\\n back\\\\slash 中文 ' || n, array['a', null, '{"x"}'], timestamptz '2026-01-01 00:00:00.123456+00' + n * interval '1 day',
      case when n % 7 = 0 then 'NaN' when n % 5 = 0 then null else n / 3.0 end, decode('00ff5c', 'hex')
    from generate_series(1, 1000) n;
  update person set note = 'lower case, written past the trigger' where person_id = 7;
  update place set chief = place_id;
  truncate nothing;`

/** Everything in the tables, as text. */
async function contents(db: Db): Promise<unknown> {
  const read = (name: string): Promise<unknown[]> => withOwner(db, (owner) => owner.query(sql`select * from ${identifier(name)} order by 1, 2`))
  return { place: await read('place'), person: await read('person') }
}

beforeAll(async () => {
  mkdirSync(migrationsDir)
  writeFileSync(path.join(migrationsDir, '0001_first.sql'), `create sequence number;${schema}`)
  mkdirSync(path.join(originals, 'files/ab'), { recursive: true })
  writeFileSync(path.join(originals, 'files/ab/abcdef'), 'an original')
  writeFileSync(path.join(originals, 'files/空.xlsx'), '')
  const db = await openDb({ dataDir: path.join(base, 'made'), migrationsDir })
  try {
    await withOwner(db, (owner) => owner.exec(rows))
    const summary = await backup(db, { dataDir: originals, outFile: good })
    expect(summary).toMatchObject({ tables: 3, rows: 2000, files: 2 })
  } finally {
    await db.close()
  }
})

afterAll(() => rmSync(base, { recursive: true }))

describe('a backup', () => {
  test('brings everything back: rows, originals, numbers still to be given, policies and triggers', async () => {
    const dataDir = newFolder()
    expect(await restore(good, { dataDir, migrationsDir })).toMatchObject({ tables: 3, rows: 2000, files: 2 })
    expect(readFileSync(path.join(dataDir, 'files/ab/abcdef'), 'utf8')).toBe('an original')
    expect(existsSync(path.join(dataDir, 'files/空.xlsx'))).toBe(true)
    const source = await openDb({ dataDir: path.join(base, 'made'), migrationsDir })
    const restored = await openDb({ dataDir, migrationsDir })
    try {
      expect(await contents(restored)).toEqual(await contents(source))
      const next = await withOwner(restored, (owner) =>
        owner.query(sql`insert into person (cluster_id, place_id, note) values ('demo', 1, 'loud') returning person_id, note`))
      expect(next).toEqual([{ person_id: 1001, note: 'LOUD' }])
      const broken = withOwner(restored, (owner) => owner.query(sql`insert into person (cluster_id, place_id) values ('demo', 5000)`))
      await expect(broken).rejects.toMatchObject({ code: '23503' })
      expect(await restored.query(sql`select count(*) from person`)).toEqual([{ count: 0 }])
      expect(await restored.query(sql`select count(*) from nothing`)).toEqual([{ count: 0 }])
    } finally {
      await source.close()
      await restored.close()
    }
  })

  test('of an older version is brought up to date', async () => {
    const newer = path.join(base, 'newer')
    mkdirSync(newer)
    writeFileSync(path.join(newer, '0001_first.sql'), readFileSync(path.join(migrationsDir, '0001_first.sql')))
    writeFileSync(path.join(newer, '0002_more.sql'), `alter table place add column size int; update place set size = "order";`)
    const dataDir = newFolder()
    await restore(good, { dataDir, migrationsDir: newer })
    const db = await openDb({ dataDir, migrationsDir: newer })
    try {
      expect(await db.query(sql`select sum(size) from place`)).toEqual([{ sum: 500500 }])
    } finally {
      await db.close()
    }
  })

  test('of a newer version is refused by name', async () => {
    const older = path.join(base, 'older')
    mkdirSync(older)
    await expect(restore(good, { dataDir: newFolder(), migrationsDir: older })).rejects.toMatchObject({ code: 'migration-invalid' })
  })

  test('never goes over what is there', async () => {
    const dataDir = newFolder()
    mkdirSync(dataDir)
    writeFileSync(path.join(dataDir, 'mine.txt'), 'mine')
    await expect(restore(good, { dataDir, migrationsDir })).rejects.toMatchObject({ code: 'already-exists' })
    expect(readdirSync(dataDir)).toEqual(['mine.txt'])
  })

  test('is written whole or not at all', async () => {
    const db = await openDb({ dataDir: path.join(base, 'made'), migrationsDir })
    try {
      const nowhere = path.join(base, 'no/such/folder/backup.tar.gz')
      await expect(backup(db, { dataDir: originals, outFile: nowhere })).rejects.toMatchObject({ code: 'invalid-request' })
      const outFile = path.join(base, 'cancelled.tar.gz')
      await expect(backup(db, { dataDir: originals, outFile, signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' })
      expect(readdirSync(base).filter((name) => name.startsWith('cancelled'))).toEqual([])
    } finally {
      await db.close()
    }
  })
})

describe('a file that is not a sound backup', () => {
  const refused = async (bytes: Uint8Array): Promise<void> => {
    const file = path.join(base, 'bad.tar.gz')
    const dataDir = newFolder()
    writeFileSync(file, bytes)
    await expect(restore(file, { dataDir, migrationsDir })).rejects.toMatchObject({ code: 'backup-invalid' })
    expect(existsSync(dataDir)).toBe(false)
  }

  test('is refused when it was cut short, anywhere', async () => {
    const whole = readFileSync(good)
    await fc.assert(fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 1 }), (length) => refused(whole.subarray(0, length))), {
      numRuns: 25,
      examples: [[whole.length - 1], [whole.length - 4], [whole.length - 8], [whole.length - 12]],
    })
  })

  test('is refused when a byte was altered, anywhere that changes what it holds', async () => {
    const whole = readFileSync(good)
    // The first ten bytes are gzip's header: its time stamp and system mean nothing.
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 10, max: whole.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const altered = Buffer.from(whole)
        altered[at] = (altered[at] ?? 0) ^ change
        if (!unpacksAlike(altered, whole)) await refused(altered)
      }),
      { numRuns: 40, examples: [[whole.length - 1, 1], [whole.length - 8, 1], [whole.length - 9, 1], [whole.length - 9, 128]] },
    )
  })

  test('is refused when it is something else', async () => {
    await refused(Buffer.from('name,code\n'))
    await refused(gzipSync('no archive'))
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), refused), { numRuns: 20 })
  })

  test('and one that is not there is named', async () => {
    await expect(restore(path.join(base, 'missing.tar.gz'), { dataDir: newFolder(), migrationsDir })).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe.runIf(testEngines.includes('server'))('between engines', async () => {
  test('what a server held comes back on the embedded database', async () => {
    const db = await useDb({ engine: 'server', migrationsDir })
    await withOwner(db, (owner) => owner.exec(rows))
    const outFile = path.join(base, 'server.tar.gz')
    await backup(db, { dataDir: originals, outFile })
    const dataDir = newFolder()
    await restore(outFile, { dataDir, migrationsDir })
    const restored = await openDb({ dataDir, migrationsDir })
    try {
      expect(await contents(restored)).toEqual(await contents(db))
    } finally {
      await restored.close()
    }
    await withOwner(db, async (owner) => {
      const [{ mighty } = { mighty: true }] = await owner.query<{ mighty: boolean }>(
        sql`select rolsuper or rolbypassrls as mighty from pg_roles where rolname = current_user`)
      await owner.exec('alter table person force row level security')
      const again = backup(db, { dataDir: originals, outFile: path.join(base, 'partial.tar.gz') })
      if (!mighty) await expect(again).rejects.toMatchObject({ code: 'database-rights' })
      else await again
    })
  })

  test('what an embedded database held goes to an empty server, and to no other', async () => {
    const url = await useEmptyDatabase('server')
    const dataDir = newFolder()
    expect(await restore(good, { dataDir, url, migrationsDir })).toMatchObject({ rows: 2000 })
    await expect(restore(good, { dataDir: newFolder(), url, migrationsDir })).rejects.toMatchObject({ code: 'already-exists' })
    const db = await openDb({ dataDir, url, migrationsDir })
    try {
      expect(await withOwner(db, (owner) => owner.query(sql`select count(*) from person`))).toEqual([{ count: 1000 }])
    } finally {
      await db.close()
    }
  })
})
