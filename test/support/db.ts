import { randomBytes } from 'node:crypto'
import { afterAll, inject } from 'vitest'
import type { Db } from '../../src/db/db.ts'
import { connectDb, openMigrated } from '../../src/db/open.ts'
import { asOwner, targetOf, type TestServer } from './server.ts'

export { withOwner } from '../../src/db/open.ts'

/** What to end when the file has ended, the newest first: databases are asked for in tests too, where no hook can be set. */
const endings: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

export type TestDbOptions = {
  /** Which server; without it the one of TEST_DATABASE_URL, if that is set, else the embedded one. */
  engine?: TestServer['kind']
  /** An own folder of migrations instead of the project's. */
  migrationsDir?: string
  poolSize?: number
}

/** The servers of this run. */
export const testEngines = inject('testServers').map(({ kind }) => kind)

/**
 * A fresh, migrated database for one test file, opened as the application's role and gone when the file has ended:
 * `const db = await useDb()` at the top of the file.
 */
export async function useDb({ engine, migrationsDir, poolSize }: TestDbOptions = {}): Promise<Db> {
  const server = findServer(engine)
  if (migrationsDir === undefined && server.failure !== undefined) throw new Error(server.failure)
  const name = await createDatabase(server, migrationsDir === undefined ? server.template : 'template1')
  const place = { kind: server.kind, target: targetOf(server.target, name), poolSize }
  const db = await (migrationsDir === undefined ? connectDb(place) : openMigrated(place, { migrationsDir }))
  endings.push(() => db.close())
  return db
}

/** The URL of a database without anything in it, gone when the file has ended. */
export async function useEmptyDatabase(engine?: TestServer['kind']): Promise<string> {
  const server = findServer(engine)
  const target = targetOf(server.target, await createDatabase(server, 'template1'))
  if ('url' in target) return target.url
  const { host, port, user, database } = target
  return `postgres://${user}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`
}

async function createDatabase(server: TestServer, template: string): Promise<string> {
  const name = `polycenter_test_${process.pid}_${randomBytes(4).toString('hex')}`
  await asOwner(server, (owner) => owner.exec(`create database ${name} template ${template}`))
  endings.push(() => asOwner(server, (owner) => owner.exec(`drop database ${name} with (force)`)))
  return name
}

function findServer(engine: TestServer['kind'] | undefined): TestServer {
  const servers = inject('testServers')
  const found = engine === undefined ? servers.at(-1) : servers.find(({ kind }) => kind === engine)
  if (!found) throw new Error(`This run has no test server of the kind ${engine}.`)
  return found
}
