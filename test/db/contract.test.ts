import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { copyBytes } from '../../src/db/copy-bytes.ts'
import { empty, identifier, join, json, sql } from '../../src/db/sql.ts'
import { testEngines, useDb, withOwner } from '../support/db.ts'

const migrationsDir = mkdtempSync(path.join(os.tmpdir(), 'polycenter-migrations-'))
mkdirSync(migrationsDir, { recursive: true })
writeFileSync(
  path.join(migrationsDir, '0001_things.sql'),
  `create table thing (
     cluster_id text, id bigint generated always as identity, name text, parts text[], share double precision, amount numeric,
     good boolean, day date, at timestamptz, raw bytea, primary key (cluster_id, id));
   create table secret (cluster_id text, word text);
   alter table secret enable row level security;
   create policy own on secret using (cluster_id = (select current_setting('polycenter.cluster', true)));
   create table ledger (line text);
   revoke update, delete on ledger from polycenter_app;
   insert into secret values ('demo', 'seen'), ('other', 'hidden');`,
)
afterAll(() => rmSync(migrationsDir, { recursive: true }))

describe.each(testEngines)('a database (%s)', async (engine) => {
  const db = await useDb({ engine, migrationsDir })
  const one = async (q: ReturnType<typeof sql>): Promise<unknown> => Object.values((await db.query(q))[0] ?? {})[0]

  describe('statements', () => {
    test('nested fragments are joined and their values renumbered', async () => {
      const parts = [sql`${1}::int + ${2}::int`, empty, sql`${4}::int`].filter((part) => part !== empty)
      expect(await one(sql`select ${join(parts, sql` + `)} + ${8}::int as ${identifier('sum')}`)).toBe(15)
    })

    test('a value never becomes SQL, not even one that looks like a fragment', async () => {
      const hostile = JSON.parse('{"text":"1; drop table thing","values":[]}') as unknown
      expect(await one(sql`select ${hostile}::text`)).toBe('{"text":"1; drop table thing","values":[]}')
      expect(() => identifier('a"; drop table thing')).toThrow('not a name')
    })

    test('values arrive as the numbers, dates and times that were meant', async () => {
      const [row] = await db.query(sql`
        select 9007199254740991::bigint as big, 12.5::numeric as amount, date '2026-02-28' as day, array[1,2]::bigint[] as many,
          timestamptz '2026-02-28 23:30:00.123456+08' as at, 'NaN'::numeric as nothing, ${json({ a: [1] })} as object`)
      expect(row).toEqual({
        big: 9007199254740991, amount: 12.5, day: '2026-02-28', many: [1, 2],
        at: '2026-02-28T15:30:00.123456Z', nothing: Number.NaN, object: { a: [1] },
      })
    })

    test('a number too large to be exact is refused instead of rounded', async () => {
      await expect(db.query(sql`select 9007199254740993::bigint`)).rejects.toThrow('too large')
      expect(await one(sql`select 1`)).toBe(1)
    })

    test('text that cannot be stored is an error the user can understand', async () => {
      await expect(db.query(sql`select ${'a\0b'}::text`)).rejects.toMatchObject({ code: 'invalid-request' })
    })
  })

  describe('transactions', () => {
    const count = async (name: string): Promise<unknown> => one(sql`select count(*) from thing where name = ${name}`)

    test('any throw undoes everything', async () => {
      const work = db.transaction(async (tx) => {
        await tx.query(sql`insert into thing (cluster_id, name) values ('demo', 'undone')`)
        throw new Error('second thoughts')
      })
      await expect(work).rejects.toThrow('second thoughts')
      expect(await count('undone')).toBe(0)
    })

    test('a failing statement undoes everything, even when its error is swallowed', async () => {
      const work = db.transaction(async (tx) => {
        await tx.query(sql`insert into thing (cluster_id, name) values ('demo', 'half')`)
        await tx.query(sql`select 1 / 0`).catch(() => undefined)
      })
      await expect(work).rejects.toThrow('rolled back')
      expect(await count('half')).toBe(0)
    })

    test('settings hold inside and are gone afterwards', async () => {
      const setting = sql`select coalesce(current_setting('polycenter.cluster', true), '') as value`
      const session = { 'polycenter.cluster': `it's \\ "demo"` }
      expect(await db.transaction((tx) => tx.query(setting), { session })).toEqual([{ value: session['polycenter.cluster'] }])
      const after = await Promise.all(Array.from({ length: 8 }, () => one(setting)))
      expect(new Set(after)).toEqual(new Set(['']))
    })

    test('a read-only one cannot write', async () => {
      const work = db.transaction((tx) => tx.query(sql`insert into thing (cluster_id) values ('demo')`), { readOnly: true })
      await expect(work).rejects.toThrow('read-only')
    })

    test('a single reading sees by its own settings, leaves none behind, writes nothing, and a failed one harms no later one', async () => {
      const setting = sql`select coalesce(current_setting('polycenter.cluster', true), '') as value`
      const read = (cluster: string) => db.read(setting, { 'polycenter.cluster': cluster })
      const names = Array.from({ length: 20 }, (_, n) => `it's ${n}`)
      const answers = await Promise.all([...names.map(read), db.read(sql`select 1 / 0`, {}).catch(() => 'failed'), ...names.map(read)])
      expect(answers).toEqual([...names.map((value) => [{ value }]), 'failed', ...names.map((value) => [{ value }])])
      expect(await db.read(setting, {})).toEqual([{ value: '' }])
      await expect(db.read(sql`insert into thing (cluster_id) values ('demo')`, {})).rejects.toThrow('read-only')
    })

    test('several readings travel together: each is answered in its place, and one that fails fails them all and harms no later one', async () => {
      const session = { 'polycenter.cluster': 'demo' }
      expect(await db.readTogether([sql`select 1 as one`, sql`select current_setting('polycenter.cluster') as value`], session)).toEqual([[{ one: 1 }], [{ value: 'demo' }]])
      await expect(db.readTogether([sql`select 1`, sql`select 1 / 0`, sql`select 2`], session)).rejects.toThrow('division by zero')
      expect(await db.readTogether([sql`select 2 as two`], session)).toEqual([[{ two: 2 }]])
    })

    test('a statement after the end is refused', async () => {
      const tx = await db.transaction(async (inner) => inner)
      await expect(tx.query(sql`select 1`)).rejects.toThrow('over')
    })
  })

  describe('cancelling', () => {
    test('stops a running statement, undoes everything, and leaves the pool whole', async () => {
      const controller = new AbortController()
      const work = db.transaction(
        async (tx) => {
          await tx.query(sql`insert into thing (cluster_id, name) values ('demo', 'cancelled')`)
          const sleeping = tx.query(sql`select pg_sleep(3600)`)
          controller.abort()
          await sleeping
        },
        { signal: controller.signal },
      )
      await expect(work).rejects.toMatchObject({ code: 'cancelled' })
      expect(await one(sql`select count(*) from thing where name = 'cancelled'`)).toBe(0)
    })

    test('stops a statement that begins after the request to stop has come', async () => {
      const controller = new AbortController()
      const work = db.transaction(
        async (tx) => {
          const [first, second] = [tx.query(sql`select pg_sleep(0.3)`), tx.query(sql`select pg_sleep(3600)`)]
          controller.abort()
          await Promise.allSettled([first, second])
        },
        { signal: controller.signal },
      )
      await expect(work).rejects.toMatchObject({ code: 'cancelled' })
    })

    test('stops rows that are being sent', async () => {
      const controller = new AbortController()
      function* rows(): Generator<unknown[]> {
        for (let n = 0; ; n++) {
          if (n === 50_000) controller.abort()
          yield ['demo', 'endless']
        }
      }
      const work = db.transaction((tx) => tx.copyIn('thing (cluster_id, name)', rows()), { signal: controller.signal })
      await expect(work).rejects.toMatchObject({ code: 'cancelled' })
      expect(await one(sql`select count(*) from thing where name = 'endless'`)).toBe(0)
    })

    test('does not begin when it was cancelled before', async () => {
      let begun = false
      const work = db.transaction(async () => void (begun = true), { signal: AbortSignal.abort() })
      await expect(work).rejects.toMatchObject({ code: 'cancelled' })
      expect(begun).toBe(false)
    })
  })

  describe('copying', () => {
    test('rows come back as they were sent, whatever is in them', async () => {
      const row = fc.record({
        name: fc.option(fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', '')), { nil: null }),
        parts: fc.option(fc.array(fc.option(fc.constantFrom('', '\\', '"', '{,}', 'NULL', '\t', '\n', '\\N', '中 文', "'")))),
        share: fc.option(fc.double()),
        good: fc.option(fc.boolean()),
      })
      await fc.assert(
        fc.asyncProperty(fc.array(row, { maxLength: 30 }), async (rows) => {
          const back = await db.transaction(async (tx) => {
            await tx.exec('create temporary table sent (n int, name text, parts text[], share double precision, good boolean) on commit drop')
            const sent = rows.map(({ name, parts, share, good }, n) => [n, name, parts, share, good])
            expect(await tx.copyIn('sent (n, name, parts, share, good)', sent)).toBe(rows.length)
            return tx.query(sql`select name, parts, share, good from sent order by n`)
          })
          expect(back).toEqual(rows.map((sent) => ({ ...sent, share: Object.is(sent.share, -0) ? expect.closeTo(0) : sent.share })))
        }),
        { numRuns: 60 },
      )
    })

    test('dates, bytes, large and special numbers survive', async () => {
      const at = new Date('2026-03-01T00:00:00.250Z')
      async function* rows(): AsyncGenerator<unknown[]> {
        yield ['demo', Number.POSITIVE_INFINITY, 123456789012345678901n, at, at, Buffer.from([0, 92, 255]), '\\N']
      }
      await db.transaction((tx) => tx.copyIn('thing (cluster_id, share, amount, at, day, raw, name)', rows()))
      const [back] = await db.query(sql`select share, amount::text, at, day, raw, name from thing where raw is not null`)
      expect(back).toEqual({
        share: Number.POSITIVE_INFINITY, amount: '123456789012345678901', at: '2026-03-01T00:00:00.250000Z', day: '2026-03-01',
        raw: Buffer.from([0, 92, 255]), name: '\\N',
      })
    })

    test('a source that fails half-way leaves nothing behind', async () => {
      function* rows(): Generator<unknown[]> {
        for (let n = 0; n < 20_000; n++) yield ['demo', 'half-sent']
        throw new Error('the file ends here')
      }
      await expect(db.transaction((tx) => tx.copyIn('thing (cluster_id, name)', rows()))).rejects.toThrow('the file ends here')
      expect(await one(sql`select count(*) from thing where name = 'half-sent'`)).toBe(0)
    })

    test('a refused row is an error that names it', async () => {
      const rows = Array.from({ length: 50_000 }, (_, n) => ['demo', n === 40_000 ? 'much' : n])
      const work = db.transaction((tx) => tx.copyIn('thing (cluster_id, share)', rows))
      await expect(work).rejects.toMatchObject({ code: '22P02', where: expect.stringContaining('line 40001') })
      await expect(db.transaction((tx) => tx.copyIn('nowhere (a)', [[1]]))).rejects.toMatchObject({ code: '42P01' })
    })

    test('an answer leaves as COPY writes it, values of the query in place', async () => {
      const pieces = await db.transaction(async (tx) => {
        const list: Buffer[] = []
        for await (const piece of tx.copyOut(sql`select n, ${`it's`}::text from generate_series(1, ${3}::int) as n`)) list.push(piece)
        return list
      })
      expect(Buffer.concat(pieces).toString()).toBe(`1\tit's\n2\tit's\n3\tit's\n`)
    })

    test('a large value of bytes arrives as it was, and none where there is no row or no value', async () => {
      const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, n) => (n * 7919) % 256))
      const [whole, none, missing] = await db.transaction(async (tx) => [
        await copyBytes(tx, sql`select ${bytes}::bytea`), await copyBytes(tx, sql`select null::bytea`), await copyBytes(tx, sql`select 'a'::bytea where false`),
      ])
      expect(whole?.equals(bytes)).toBe(true)
      expect(await db.transaction((tx) => copyBytes(tx, sql`select ''::bytea`))).toEqual(Buffer.alloc(0))
      expect([none, missing]).toEqual([undefined, undefined])
    })

    test('a reader who stops early leaves the connection usable', async () => {
      const after = await db.transaction(async (tx) => {
        for await (const piece of tx.copyOut(sql`select n, repeat('x', 1000) from generate_series(1, 20000) as n`)) {
          expect(piece.length).toBeGreaterThan(0)
          break
        }
        return tx.query(sql`select 1 as one`)
      })
      expect(after).toEqual([{ one: 1 }])
    })
  })

  describe("the application's role", () => {
    const words = sql`select word from secret order by word`

    test('sees the rows of its cluster and no others', async () => {
      expect(await db.query(words)).toEqual([])
      expect(await db.transaction((tx) => tx.query(words), { session: { 'polycenter.cluster': 'demo' } })).toEqual([{ word: 'seen' }])
    })

    test('cannot step out of its role or switch the policies off', async () => {
      for (const trick of ['reset role', 'reset all', 'discard all', 'set row_security = off', 'alter table secret disable row level security']) {
        const seen = db.transaction(async (tx) => {
          await tx.exec(trick)
          return tx.query(words)
        })
        expect(await seen.catch(() => [])).toEqual([])
      }
      expect(await one(sql`select rolsuper or rolbypassrls from pg_roles where rolname = current_user`)).toBe(false)
    })

    test('has no more rights than the migrations leave it', async () => {
      await db.query(sql`insert into ledger values ('kept')`)
      await expect(db.query(sql`delete from ledger`)).rejects.toMatchObject({ code: '42501' })
      await expect(db.query(sql`delete from migration`)).rejects.toMatchObject({ code: '42501' })
      await expect(db.exec('create table mine (a int)')).rejects.toMatchObject({ code: '42501' })
    })

    test('the owner, lent on purpose, sees everything', async () => {
      expect(await withOwner(db, (owner) => owner.query(words))).toEqual([{ word: 'hidden' }, { word: 'seen' }])
    })
  })
})
