import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { createCluster } from '../../src/access/clusters.ts'
import { readOperatorToken } from '../../src/access/operator.ts'
import { readLock } from '../../src/db/open.ts'
import { runServer, type RunOptions, type RunningServer } from '../../src/server/main.ts'
import { useEmptyDatabase } from '../support/db.ts'

const root = mkdtempSync(path.join(os.tmpdir(), 'polycenter-main-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const loads: number[] = []

/** Starts a server of its own on a free port, and answers what it said. */
async function start(name: string, options: RunOptions = {}): Promise<RunningServer & { said: string; dataDir: string }> {
  const dataDir = path.join(root, name)
  const said: string[] = []
  const running = await runServer({ port: 0, dataDir, ...options }, {
    environment: {},
    say: ({ zh, en }) => said.push(`${zh}\n${en}`),
    async loadDemo({ db }, administrator) {
      loads.push(administrator)
      await createCluster(db, administrator, { cluster: 'demo', name: '演示', demo: true }, async () => 1)
    },
  })
  return { ...running, said: said.join('\n'), dataDir }
}

it('opens everything, prints a link that signs the administrator in once, and frees everything when it stops', async () => {
  const first = await start('whole')
  expect(first.said).toContain(first.signInLink)
  expect(first.said).toMatch(/启动完成，用时 [\d.]+ s/)
  expect(readLock(first.dataDir)).toMatchObject({ pid: process.pid, port: Number(new URL(first.url).port) })
  const token = new URL(first.signInLink).searchParams.get('token')
  const enter = (): Promise<Response> => fetch(`${first.url}/api/session/link`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token }) })
  expect(await (await enter()).json()).toMatchObject({ account: { name: '管理员' }, clusters: [{ cluster: 'demo', role: 'administrator' }] })
  expect((await enter()).status).toBe(410)
  await first.stop()
  expect(readLock(first.dataDir)).toBeUndefined()

  const second = await start('whole')
  expect(loads).toEqual([expect.any(Number)])
  expect(second.said).not.toContain('首次启动')
  await second.stop()
})

it('starts on a database elsewhere, with a data directory that is not there yet', async () => {
  const url = await useEmptyDatabase()
  const { dataDir, stop } = await start('elsewhere/data', { url })
  expect(await readOperatorToken(dataDir)).toMatch(/^[\w-]{43}$/)
  await stop()
})

it('serves commands on this machine that hold the secret of the data directory, and nobody with another', async () => {
  const { url, dataDir, stop } = await start('operator')
  const call = async (token: string): Promise<number> => (await fetch(`${url}/api/clusters/demo`, { headers: { authorization: `Bearer ${token}` } })).status
  expect(await call((await readOperatorToken(dataDir))!)).toBe(200)
  expect(await call('x'.repeat(43))).toBe(401)
  await stop()
})

it('stops by a signal, also while it starts', async () => {
  const abort = new AbortController()
  const running = await runServer({ port: 0, dataDir: path.join(root, 'signal'), demo: false }, { environment: {}, say: () => {}, signal: abort.signal })
  abort.abort()
  await running.ended
  expect(readLock(path.join(root, 'signal'))).toBeUndefined()

  const early = new AbortController()
  const starting = runServer({ port: 0, dataDir: path.join(root, 'signal') }, { environment: {}, say: () => {}, signal: early.signal, loadDemo: async () => early.abort() })
  await expect(starting).rejects.toThrow()
  expect(readLock(path.join(root, 'signal'))).toBeUndefined()
})

it('refuses a data directory in use and a port in use, in plain words, and leaves nothing behind', async () => {
  const before = loads.length
  const first = await start('busy', { demo: false })
  expect(loads).toHaveLength(before)
  await expect(start('busy')).rejects.toThrow(expect.objectContaining({ code: 'database-locked' }))
  await expect(start('free', { port: Number(new URL(first.url).port) })).rejects.toThrow(/Port \d+ is in use/)
  expect(readLock(path.join(root, 'free'))).toBeUndefined()
  await first.stop()
})

it('ends a live watch when it stops', async () => {
  const { context, url, signInLink, stop } = await start('live', { demo: true })
  const token = new URL(signInLink).searchParams.get('token')
  const entered = await fetch(`${url}/api/session/link`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token }) })
  expect(entered.status).toBe(200)
  const { job } = context.jobs.start({ cluster: 'demo' }, 'test', (_report, signal) => new Promise((_, reject) => signal.addEventListener('abort', reject)))
  const watched = (async () => {
    const states = []
    for await (const state of context.jobs.watch({ cluster: 'demo' }, job)) states.push(state.status)
    return states
  })()
  await stop()
  expect((await watched).at(-1)).toBe('cancelled')
})

it('names an address that can not be served', async () => {
  await expect(start('nowhere', { host: '203.0.113.7' })).rejects.toThrow(expect.objectContaining({ code: 'environment-invalid' }))
})
