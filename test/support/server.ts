import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { randomBytes } from 'node:crypto'
import type { TestProject } from 'vitest/node'
import { startServer } from '../../src/db/embedded.ts'
import { connectDb, openMigrated, withOwner } from '../../src/db/open.ts'
import type { Target } from '../../src/db/pool.ts'
import type { Db } from '../../src/db/db.ts'

/** A server for tests: where it is, and the migrated database that each test file gets a copy of. */
export type TestServer = { kind: 'embedded' | 'server'; target: Target; template: string; failure?: string }

declare module 'vitest' {
  interface ProvidedContext {
    testServers: TestServer[]
  }
}

/**
 * One server for the whole run: the embedded one, and besides it the one that TEST_DATABASE_URL names. Nothing here needs to
 * survive a crash, so the embedded one does not wait for the disk.
 */
export default async function startTestServer(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'polycenter-test-'))
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '64MB' }
  const embedded = await startServer({ dataDir, settings })
  const url = process.env.TEST_DATABASE_URL
  const servers = await Promise.all([
    makeTemplate('embedded', embedded.connection),
    ...(url === undefined ? [] : [makeTemplate('server', { url })]),
  ])
  project.provide('testServers', servers)
  return async () => {
    await Promise.all(servers.map((server) => asOwner(server, (owner) => owner.exec(`drop database if exists ${server.template} with (force)`))))
    await embedded.stop()
    rmSync(dataDir, { recursive: true })
  }
}

/** Lends the owner's Db of the server's first database, where databases are made and dropped. */
export async function asOwner<T>({ kind, target }: TestServer, work: (owner: Db) => Promise<T>): Promise<T> {
  const db = await connectDb({ kind, target, poolSize: 1 })
  try {
    return await withOwner(db, work)
  } finally {
    await db.close()
  }
}

/** The same server, another database. */
export function targetOf(target: Target, database: string): Target {
  if (!('url' in target)) return { ...target, database }
  const url = new URL(target.url)
  url.pathname = `/${database}`
  return { url: url.href }
}

/** A failing migration must not stop tests that need no database: the failure is handed on to those that do. */
async function makeTemplate(kind: TestServer['kind'], target: Target): Promise<TestServer> {
  const server: TestServer = { kind, target, template: `polycenter_template_${randomBytes(4).toString('hex')}` }
  try {
    await asOwner(server, (owner) => owner.exec(`create database ${server.template}`))
    const db = await openMigrated({ kind, target: targetOf(target, server.template), poolSize: 1 }, {})
    await db.close()
    return server
  } catch (error) {
    return { ...server, failure: error instanceof Error ? error.message : String(error) }
  }
}
