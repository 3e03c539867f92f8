import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, describe, expect, it } from 'vitest'
import type { UploadedFile } from '../../src/server/handler.ts'
import { errorCatalogue } from '../../src/shared/errors.ts'
import { codeOf, enter, host, makeCluster, makePerson, send, useApp } from './support/app.ts'
import { handlers } from '../../src/server/handlers/index.ts'

const webDir = mkdtempSync(path.join(os.tmpdir(), 'polycenter-web-'))
mkdirSync(path.join(webDir, 'assets'))
writeFileSync(path.join(webDir, 'index.html'), '<!doctype html><title>Polycenter</title>')
writeFileSync(path.join(webDir, 'assets/app-1a2b3c.js'), 'export {}')
afterAll(() => rmSync(webDir, { recursive: true }))

let uploads: (UploadedFile & { text: string })[] = []
let failure: unknown
const test = await useApp({
  webDir,
  handlers: {
    ...handlers,
    uploadFiles: async (request) => {
      uploads = request.uploads.map((file) => ({ ...file, text: readFileSync(file.path, 'utf8') }))
      return []
    },
    getTemplate: async () => ({ name: '主体名单 "模板".xlsx', type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', content: Readable.from(['PK']) }),
    listRules: async () => {
      throw failure
    },
    watchJob: async ({ viewer, params, context }) => context.jobs.watch(viewer, params.job),
  },
})
const { app, context } = test
const proxied = await useApp({ trustProxy: true })

const { account } = await makePerson(test)
await makeCluster(test, 'alpha', { administrator: account })
const cookie = await enter(test, account)

describe('refusals', () => {
  it('name an address that is not there', async () => {
    const reply = await send(app, 'GET', '/api/nothing')
    expect(reply.status).toBe(404)
    expect(reply.body).toEqual({ error: { code: 'not-found', title: errorCatalogue['not-found'].title, message: { zh: expect.stringContaining('/api/nothing'), en: expect.stringContaining('/api/nothing') } } })
    expect(codeOf(await send(app, 'DELETE', '/api/rules'))).toBe('not-found')
  })

  it.each([
    ['malformed JSON', '{"email":', 400, 'invalid-request'],
    ['JSON with a poisoned key', '{"__proto__":{},"email":"a","password":"b"}', 400, 'invalid-request'],
    ['no object at all', '"text"', 400, 'invalid-request'],
    ['an unknown field', '{"email":"a","password":"b","admin":true}', 400, 'invalid-request'],
    ['a body nested a million deep', `{"email":${'['.repeat(1e6)}${']'.repeat(1e6)},"password":"b"}`, 400, 'invalid-request'],
    ['a body beyond the limit', JSON.stringify({ email: 'a'.repeat(17 * 1024 * 1024) }), 413, 'too-large'],
  ])('answer %s', async (_, body, status, code) => {
    const reply = await send(app, 'POST', '/api/session', { body })
    expect([reply.status, codeOf(reply)]).toEqual([status, code])
  })

  it('answer another type of body', async () => {
    const reply = await send(app, 'POST', '/api/session', { body: '<a/>', headers: { 'content-type': 'application/xml' } })
    expect([reply.status, codeOf(reply)]).toEqual([400, 'invalid-request'])
  })

  it('answer a broken address', async () => {
    expect(codeOf(await send(app, 'GET', '/api/clusters/%zz'))).toBe('invalid-request')
    expect(codeOf(await send(app, 'GET', `/api/clusters/${'a'.repeat(3000)}`))).toBe('not-found')
  })

  it('list every wrong field, with what was given and what is expected in both languages', async () => {
    const body = { weakHhi: 'high', chokeShare: 2, homeCountries: ['China'] }
    const reply = await send(app, 'PUT', '/api/clusters/alpha/thresholds', { body, cookie })
    expect(reply.body).toMatchObject({
      error: {
        code: 'invalid-request',
        details: {
          fields: [
            { field: 'body.weakHhi', given: 'high', expected: { zh: expect.stringMatching(/\p{Script=Han}/u), en: 'must be a number' } },
            { field: 'body.chokeShare', given: '2', expected: { zh: expect.any(String), en: expect.stringContaining('1') } },
            { field: 'body.homeCountries.0', given: 'China' },
          ],
        },
      },
    })
  })

  it('of an address with a character that no name has', async () => {
    const reply = await send(app, 'GET', '/api/clusters/alpha/nodes?text=%00', { cookie })
    expect(reply.body).toMatchObject({ error: { code: 'invalid-request', details: { fields: [{ field: 'query.text' }] } } })
  })

  it('hide what went wrong inside, under a number', async () => {
    failure = new Error('secret of the house')
    const reply = await send(app, 'GET', '/api/rules')
    expect(reply.status).toBe(500)
    expect(codeOf(reply)).toBe('internal')
    expect(reply.text).not.toContain('secret')
    expect(reply.body).toMatchObject({ error: { details: { id: expect.stringMatching(/^[0-9a-f-]{36}$/) } } })
  })

  it('of text that can not be stored say so', async () => {
    expect(codeOf(await send(app, 'POST', '/api/session', { body: { email: 'a\u0000b', password: 'x' } }))).toBe('invalid-request')
  })
})

describe('calls from elsewhere', () => {
  const body = { language: 'en' }
  it('are refused by their origin', async () => {
    const reply = await send(app, 'PUT', '/api/account/language', { body, cookie, headers: { origin: 'https://evil.example' } })
    expect(codeOf(reply)).toBe('not-allowed')
    expect(codeOf(await send(app, 'PUT', '/api/account/language', { body, cookie, headers: { origin: 'null' } }))).toBe('not-allowed')
    expect((await send(app, 'PUT', '/api/account/language', { body, cookie, headers: { origin: `http://${host}` } })).status).toBe(200)
  })

  it('from our own pages need no mark: the browser says where they come from', async () => {
    const reply = await send(app, 'DELETE', '/api/session', { headers: { 'x-polycenter': '', origin: `http://${host}` } })
    expect(reply.status).toBe(200)
    expect((await send(app, 'DELETE', '/api/session', { headers: { 'x-polycenter': '' } })).status).toBe(400)
  })

  it('are refused in the forms that a form of another site can send', async () => {
    for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain']) {
      const reply = await send(app, 'POST', '/api/session', { body: 'email=a&password=b', headers: { 'content-type': type, 'x-polycenter': '' } })
      expect([reply.status, codeOf(reply)]).toEqual([400, 'invalid-request'])
    }
  })
})

describe('headers', () => {
  it('keep the page to this origin and API answers out of caches', async () => {
    const page = await send(app, 'GET', '/')
    expect(page.headers['content-security-policy']).toBe("default-src 'self';base-uri 'self';form-action 'self';frame-ancestors 'self';object-src 'none';style-src 'self' 'unsafe-inline';img-src 'self' data: blob:;worker-src 'self' blob:")
    expect(page.headers['strict-transport-security']).toBeUndefined()
    expect(page.headers['x-content-type-options']).toBe('nosniff')
    expect((await send(app, 'GET', '/api/session')).headers['cache-control']).toBe('no-store')
  })
})

describe('pages', () => {
  it('are all the same page, asked for anew', async () => {
    for (const url of ['/', '/sign-in?token=x', '/clusters/alpha/map']) {
      const reply = await send(app, 'GET', url)
      expect([reply.status, reply.text]).toEqual([200, '<!doctype html><title>Polycenter</title>'])
      expect(reply.headers['cache-control']).toBe('no-cache')
    }
  })

  it('keep their hashed assets for ever', async () => {
    const reply = await send(app, 'GET', '/assets/app-1a2b3c.js')
    expect(reply.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect((await send(app, 'GET', '/assets/gone-000000.js')).status).toBe(404)
  })

  it('give nothing from outside their folder', async () => {
    for (const url of ['/../package.json', '/%2e%2e/package.json', '/assets/..%2f..%2fpackage.json']) {
      expect((await send(app, 'GET', url)).text).not.toContain('"dependencies"')
    }
  })
})

describe('files', () => {
  it('carry their Chinese names', async () => {
    const reply = await send(app, 'GET', '/api/templates/nodes')
    expect(reply.headers['content-disposition']).toBe(`attachment; filename="____ ____.xlsx"; filename*=UTF-8''${encodeURIComponent('主体名单 "模板".xlsx')}`)
    expect(reply.text).toBe('PK')
  })
})

function form(files: Record<string, string>): { body: string; headers: Record<string, string> } {
  const parts = Object.entries(files).map(([name, text]) => `--edge\r\nContent-Disposition: form-data; name="files"; filename="${name}"\r\n\r\n${text}\r\n`)
  return { body: `${parts.join('')}--edge--\r\n`, headers: { 'content-type': 'multipart/form-data; boundary=edge' } }
}

describe('uploads', () => {
  const left = (): string[] => readdirSync(path.join(context.dataDir, 'incoming'))

  it('arrive as files with their hash, and leave nothing behind', async () => {
    const reply = await send(app, 'POST', '/api/clusters/alpha/files', { ...form({ '企业.csv': '名称\n甲', '../b.csv': '' }), cookie })
    expect(reply.status).toBe(200)
    expect(uploads.map(({ name, bytes, text }) => ({ name, bytes, text }))).toEqual([{ name: '企业.csv', bytes: 10, text: '名称\n甲' }, { name: 'b.csv', bytes: 0, text: '' }])
    expect(uploads[1]?.sha256).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    expect(uploads.some((file) => existsSync(file.path))).toBe(false)
    expect(left()).toEqual([])
  })

  it('without a file, cut short, or of another type are refused', async () => {
    const { body, headers } = form({ 'a.csv': 'x'.repeat(1000) })
    expect(codeOf(await send(app, 'POST', '/api/clusters/alpha/files', { ...form({}), cookie }))).toBe('invalid-request')
    expect(codeOf(await send(app, 'POST', '/api/clusters/alpha/files', { body: body.slice(0, 300), headers, cookie }))).toBe('invalid-request')
    expect(codeOf(await send(app, 'POST', '/api/clusters/alpha/files', { body: {}, cookie }))).toBe('invalid-request')
    expect(left()).toEqual([])
  })

  it('that are too large are refused before they are read', async () => {
    const { body, headers } = form({ 'a.csv': 'x' })
    const reply = await send(app, 'POST', '/api/clusters/alpha/files', { body, headers: { ...headers, 'content-length': String(600 * 1024 * 1024) }, cookie })
    expect(codeOf(reply)).toBe('too-large')
  })
})

describe('a job, watched', () => {
  it('tells its states until the last', async () => {
    const { job } = context.jobs.start({ cluster: 'alpha' }, 'test', async (report) => {
      report({ done: 1, total: 2 })
      return 'made'
    })
    const reply = await send(app, 'GET', `/api/clusters/alpha/jobs/${job}/events`, { cookie })
    expect(reply.headers['content-type']).toMatch(/^text\/event-stream/)
    const events = reply.text.split('\n\n').filter((event) => event.startsWith('data: ')).map((event) => JSON.parse(event.slice(6)))
    expect(events.at(-1)).toMatchObject({ job, status: 'done', done: 1, total: 2, result: 'made' })
  })

  it('of another cluster is not there', async () => {
    const { job } = context.jobs.start({ cluster: 'omega' }, 'test', async () => null)
    expect(codeOf(await send(app, 'GET', `/api/clusters/alpha/jobs/${job}/events`, { cookie }))).toBe('not-found')
  })
})

describe('behind a reverse proxy', () => {
  it('with https the cookie is for https alone', async () => {
    const { email } = await makePerson(proxied, 'correct horse battery')
    const reply = await send(proxied.app, 'POST', '/api/session', { body: { email, password: 'correct horse battery' }, headers: { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'cluster.example.org', origin: 'https://cluster.example.org' } })
    expect(reply.setCookie).toMatch(/; Secure/)
  })
})
