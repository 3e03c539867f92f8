import { readdirSync } from 'node:fs'
import { connect, type AddressInfo } from 'node:net'
import path from 'node:path'
import { expect, it } from 'vitest'
import type { JobState } from '../../src/shared/contract/intake.ts'
import { handlers } from '../../src/server/handlers/index.ts'
import { enter, makeCluster, makePerson, send, useApp } from './support/app.ts'

/** Something that will be told once, and can be waited for. */
function signal<T>(): { told: Promise<T>; tell: (value: T) => void } {
  let tell = (_value: T): void => {}
  const told = new Promise<T>((resolve) => (tell = resolve))
  return { told, tell }
}

const left = signal<void>()
const cleaned = signal<unknown>()
const state: JobState = { job: 'a', kind: 'test', status: 'running', done: 0, total: null, message: null }

const test = await useApp({
  handlers: {
    ...handlers,
    uploadFiles: async ({ uploads }) => uploads.map(({ name, bytes }) => ({ name, error: { code: String(bytes), message: { zh: '', en: '' } } })),
    watchJob: async () => ({
      [Symbol.asyncIterator]() {
        let first = true
        return {
          next: () => {
            if (!first) return new Promise<never>(() => {})
            first = false
            return Promise.resolve({ done: false as const, value: state })
          },
          return: async () => {
            left.tell()
            return { done: true as const, value: undefined }
          },
        }
      },
    }),
  },
})
const { app, context } = test
app.addHook('onError', async (_request, _reply, error) => cleaned.tell(error))
const { account } = await makePerson(test)
await makeCluster(test, 'alpha', { administrator: account })
const cookie = await enter(test, account)
await app.listen({ host: '127.0.0.1', port: 0 })
const { port } = app.server.address() as AddressInfo
const url = `http://127.0.0.1:${port}`

it('a watcher who leaves is let go', async () => {
  const abort = new AbortController()
  const response = await fetch(`${url}/api/clusters/alpha/jobs/a/events`, { headers: { cookie: `polycenter=${cookie}` }, signal: abort.signal })
  // Compressing would hold events back.
  expect(response.headers.get('content-encoding')).toBeNull()
  const { value } = await response.body!.getReader().read()
  expect(new TextDecoder().decode(value)).toBe(`data: ${JSON.stringify(state)}\n\n`)
  abort.abort()
  await left.told
})

it('a long answer travels compressed', async () => {
  const response = await fetch(`${url}/api/openapi.json`, { headers: { 'accept-encoding': 'br' } })
  expect(response.headers.get('content-encoding')).toBe('br')
  expect(await response.json()).toHaveProperty('openapi', '3.1.0')
})

it('an upload of more than a body may hold passes, for it is not kept in memory', async () => {
  const text = 'x'.repeat(20 * 1024 * 1024)
  const body = `--edge\r\nContent-Disposition: form-data; name="files"; filename="a.csv"\r\n\r\n${text}\r\n--edge--\r\n`
  const reply = await send(app, 'POST', '/api/clusters/alpha/files', { body, cookie, headers: { 'content-type': 'multipart/form-data; boundary=edge' } })
  expect(reply.body).toMatchObject([{ name: 'a.csv', error: { code: String(text.length) } }])
})

it('an upload that is broken off leaves nothing behind', async () => {
  const socket = connect(port, '127.0.0.1')
  const head = [
    'POST /api/clusters/alpha/files HTTP/1.1', `Host: 127.0.0.1:${port}`, `Cookie: polycenter=${cookie}`, 'x-polycenter: 1',
    'Content-Type: multipart/form-data; boundary=edge', 'Content-Length: 1000000', '', '',
    '--edge', 'Content-Disposition: form-data; name="files"; filename="a.csv"', '', 'x'.repeat(5000),
  ]
  await new Promise<void>((resolve) => socket.write(head.join('\r\n'), () => resolve()))
  socket.destroy()
  await cleaned.told
  expect(readdirSync(path.join(context.dataDir, 'incoming'))).toEqual([])
})
