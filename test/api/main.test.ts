import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { createCluster } from '../../src/access/clusters.ts'
import { readLock } from '../../src/db/open.ts'
import { runServer, type RunOptions, type RunningServer } from '../../src/server/main.ts'

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
  expect(loads).toHaveLength(1)
  expect(second.said).not.toContain('首次启动')
  await second.stop()
})

it('refuses a data directory in use and a port in use, in plain words, and leaves nothing behind', async () => {
  const first = await start('busy', { demo: false })
  expect(loads).toHaveLength(1)
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
