import { readdirSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { handlers } from '../../src/server/handlers/index.ts'
import { contract, type ErrorBody } from '../../src/shared/contract/index.ts'
import { patience, runs } from '../support/fuzz.ts'
import { enter, makeCluster, makePerson, send, useApp } from './support/app.ts'
import { endpoints, sampleAddress } from './support/probe.ts'

const test = await useApp({ handlers })
const { account } = await makePerson(test)
await makeCluster(test, 'alpha', { administrator: account })

/** Values that programs stumble over: signs, broken Unicode, prototypes, sizes, the words of SQL. */
const word = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('', ' ', '0', '-1', '1e308', 'NaN', 'null', '__proto__', 'constructor', '\u0000', '\ud800', '甲公司（虚构）', "'; drop table claim; --", '../../etc/passwd', 'a'.repeat(5000)),
)
const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(0, -0, 2 ** 53, -(2 ** 63), 1e300))
const json = fc.oneof(fc.jsonValue({ maxDepth: 4 }), fc.dictionary(word, fc.oneof(word, number, fc.boolean(), fc.constant(null)), { maxKeys: 6 }))

/** Objects with the keys an endpoint asks for and anything as their values. */
function shaped(keys: readonly string[]): fc.Arbitrary<unknown> {
  if (keys.length === 0) return json
  return fc.oneof(json, fc.record(Object.fromEntries(keys.map((key) => [key, fc.oneof(word, number, json, fc.constant(null))])), { requiredKeys: [] }))
}

function keysOf(schema: unknown): string[] {
  return typeof schema === 'object' && schema !== null && 'shape' in schema ? Object.keys(schema.shape as object) : []
}

/** A random call must not sign the caller out and so end the test early. */
const served = endpoints.filter(([name]) => name in handlers && name !== 'signOut')
const cookie = await enter(test, account)

function expectAnswer(status: number, body: unknown, said: string): void {
  expect(status, said).toBeLessThan(500)
  if (status >= 400) expect((body as ErrorBody).error.message.zh.length, said).toBeGreaterThan(0)
}

describe('whatever is sent', () => {
  it.each(served)('%s answers or refuses, and never breaks', async (name, endpoint) => {
    const query = fc.dictionary(fc.constantFrom(...keysOf(endpoint.query), 'x'), word, { maxKeys: 5 })
    await fc.assert(fc.asyncProperty(query, shaped(keysOf(endpoint.body)), async (search, body) => {
      const text = new URLSearchParams(Object.entries(search).map(([key, value]) => [key, value.replace(/\p{Cs}/gu, '�')])).toString()
      const payload = endpoint.method === 'GET' ? undefined : body
      const reply = await send(test.app, endpoint.method, `${sampleAddress(name, endpoint)}?${text}`, { body: payload, cookie })
      expectAnswer(reply.status, reply.body, reply.text)
    }), runs(30))
  }, patience(120_000))

  it.each(served.filter(([, { path }]) => path.includes(':')))('%s takes any text in its address', async (_name, { method, path }) => {
    await fc.assert(fc.asyncProperty(fc.infiniteStream(word), fc.boolean(), async (words, inCluster) => {
      const filled = path.replace(/:([a-zA-Z]+)/g, (_, key: string) => key === 'cluster' && inCluster ? 'alpha' : encodeURIComponent((words.next().value as string).replace(/\p{Cs}/gu, '�')))
      const reply = await send(test.app, method, filled, { body: method === 'GET' ? undefined : {}, cookie })
      if (reply.body !== undefined) expectAnswer(reply.status, reply.body, reply.text)
      expect(reply.status, reply.text).toBeLessThan(500)
    }), runs(30))
  }, patience(120_000))

  it('random bytes as a body of any type are refused', async () => {
    const types = fc.constantFrom('application/json', 'multipart/form-data; boundary=x', 'multipart/form-data', 'text/plain', 'application/octet-stream', 'a/b', '')
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), types, fc.constantFrom(...served), async (bytes, type, [name, endpoint]) => {
      if (endpoint.method === 'GET') return
      const reply = await test.app.inject({
        method: endpoint.method, url: sampleAddress(name, endpoint), payload: Buffer.from(bytes),
        headers: { host: '127.0.0.1:4100', 'x-polycenter': '1', cookie: `polycenter=${cookie}`, ...(type === '' ? {} : { 'content-type': type }) },
      })
      expect(reply.statusCode, reply.body).toBeLessThan(500)
    }), runs(300))
  }, patience(120_000))

  it('random bytes as uploaded files are read or refused one by one', async () => {
    const name = fc.constantFrom('a.xlsx', 'a.xls', 'a.csv', 'a.json', 'a', '名单.xlsx')
    const start = fc.constantFrom(Buffer.from('504b0304', 'hex'), Buffer.from('d0cf11e0a1b11ae1', 'hex'), ...['', '<html><table>', '[{"a":', '名称,代码\n'].map((text) => Buffer.from(text)))
    const read = new Set<string>()
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(name, start, fc.uint8Array({ maxLength: 300 })), { minLength: 1, maxLength: 3 }), async (files) => {
      const pieces = files.flatMap(([file, head, bytes]) => [
        Buffer.from(`--edge\r\nContent-Disposition: form-data; name="files"; filename="${file}"\r\n\r\n`),
        head, Buffer.from(bytes), Buffer.from('\r\n'),
      ])
      const reply = await test.app.inject({
        method: 'POST', url: '/api/clusters/alpha/files', payload: Buffer.concat([...pieces, Buffer.from('--edge--\r\n')]),
        headers: { host: '127.0.0.1:4100', 'x-polycenter': '1', cookie: `polycenter=${cookie}`, 'content-type': 'multipart/form-data; boundary=edge' },
      })
      expect(reply.statusCode, reply.body).toBe(200)
      const answers = contract.uploadFiles.response.parse(reply.json())
      expect(answers).toHaveLength(files.length)
      for (const answer of answers) if ('file' in answer) read.add(answer.file)
    }), runs(20))
    // What could not be read takes no room.
    const kept = readdirSync(test.context.files, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => entry.name)
    expect(kept.filter((file) => file.length === 64 && !read.has(file))).toEqual([])
  }, patience(120_000))

  it('random cookies are nobody', async () => {
    await fc.assert(fc.asyncProperty(fc.string({ maxLength: 100 }), async (token) => {
      const reply = await send(test.app, 'GET', '/api/clusters/alpha', { headers: { cookie: `polycenter=${token.replace(/[^\x20-\x7e]/g, '')}` } })
      expect(reply.status).toBe(401)
    }), runs(50))
  })
})
