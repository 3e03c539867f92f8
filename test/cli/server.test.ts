import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useTerminal, type Running, type Status } from './support.ts'

const { run, start, json, file, folder } = useTerminal()
const cluster = ['--cluster', 'test']

describe('while a server runs on the data directory, commands go through it', () => {
  let server: Running
  let url = ''

  beforeAll(async () => {
    await json(['cluster', 'create', 'test', '--name', '测试'])
    server = start(['start', '--port', '0', '--no-demo', '--json'])
    await server.said(/"pid"/)
    url = (await server.said(/http:/)).match(/http:\/\/127\.0\.0\.1:\d+/)![0]
  })

  afterAll(() => void server.process.kill('SIGTERM'))

  test('the secret of this machine is for the owner of the data directory alone', () => {
    expect(statSync(path.join(folder, 'data/operator-token')).mode & 0o777).toBe(0o600)
  })

  test('nobody else is the operator', async () => {
    for (const authorization of ['Bearer nonsense', 'Bearer ', '']) {
      expect((await fetch(`${url}/api/clusters/test/status`, { headers: { authorization } })).status).toBe(401)
    }
  })

  test('import, status, lists', async () => {
    const nodes = file('环节.csv', '环节编码,环节名称,类别\nM1,质谱仪,产品\nM2,分子泵,零部件\n')
    expect(await json(['import', nodes, ...cluster])).toMatchObject({ files: [{ file: '环节.csv', kind: 'nodes', accepted: 2 }] })
    expect(await json(['import', nodes, ...cluster])).toMatchObject({ files: [{ unchanged: 2 }], claims: 0 })
    expect(await json<Status>(['status', ...cluster])).toMatchObject({ nodes: 2 })
    expect(await json(['cluster', 'list'])).toMatchObject([{ cluster: 'test' }])
  })

  test('refusals come through whole', async () => {
    const wrong = file('wrong.csv', '企业名称,统一社会信用代码\n佛山超声设备有限公司（虚构）,91440605MA0000000X\n')
    const { code, stdout } = await run(['import', wrong, ...cluster, '--json'])
    expect([code, JSON.parse(stdout).error]).toMatchObject([1, { code: 'import-has-problems', details: { problemsTotal: 1 } }])
    const unknown = await run(['status', '--cluster', 'nowhere', '--json'])
    expect([unknown.code, JSON.parse(unknown.stdout).error.code]).toEqual([1, 'not-found'])
  })

  test('Ctrl+C cancels an import on the server', async () => {
    const before = await json<Status>(['status', ...cluster])
    const rows = Array.from({ length: 60_000 }, (_, n) => `器件${n},零部件`)
    const running = start(['import', file('many.csv', `产品名称,类别\n${rows.join('\n')}\n`), ...cluster, '--json'])
    await running.said(/Loading/)
    running.process.kill('SIGINT')
    const { code, stdout } = await running.ended
    expect([code, JSON.parse(stdout).error.code]).toEqual([1, 'cancelled'])
    expect(await json<Status>(['status', ...cluster])).toEqual(before)
  })

  test('a sign-in link names the address of the server', async () => {
    const { url: link } = await json<{ url: string }>(['link', 'admin@polycenter.local'])
    expect(link.startsWith(`${url}/sign-in?token=`)).toBe(true)
    const nobody = await run(['link', 'nobody@example.org', '--json'])
    expect([nobody.code, JSON.parse(nobody.stdout).error.code]).toEqual([1, 'not-found'])
  })

  test('export and backup read beside it; what is restored and taken in is the same', async () => {
    const here = await json<Status>(['status', ...cluster])
    const out = path.join(folder, 'export')
    await json(['export', ...cluster, '--out', out])
    await json(['cluster', 'create', 'copy', '--name', '副本'])
    await json(['import', out, '--cluster', 'copy'])
    expect(facts(await json<Status>(['status', '--cluster', 'copy']))).toEqual(facts(here))
    const backup = path.join(folder, 'backup.tar.gz')
    await json(['backup', '--out', backup])
    const restored = path.join(folder, 'restored')
    expect(await json(['restore', backup, '--data', restored])).toMatchObject({ files: expect.any(Number) })
    expect(await json(['status', ...cluster, '--data', restored])).toEqual(here)
    const twice = await run(['restore', backup, '--data', restored, '--json'])
    expect([twice.code, JSON.parse(twice.stdout).error.code]).toEqual([1, 'already-exists'])
  })

  test('a second server on the same data directory is refused in plain words', async () => {
    const { code, stdout } = await run(['start', '--port', '0', '--no-demo', '--json'])
    expect([code, JSON.parse(stdout).error.code]).toEqual([1, 'database-locked'])
  })

  test('the server stops in order, and commands open the data themselves', async () => {
    const before = await json<Status>(['status', ...cluster])
    server.process.kill('SIGTERM')
    expect((await server.ended).code).toBe(0)
    expect(await json<Status>(['status', ...cluster])).toEqual(before)
    expect(readFileSync(path.join(folder, 'data/postgres.log'), 'utf8')).toContain('shut down')
  })
})

/** Everything but how often the facts have changed. */
function facts(status: Status): object {
  return { ...status, revision: 0 }
}
