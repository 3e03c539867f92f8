import { describe, expect, it } from 'vitest'
import { linkLifetime, sessionLifetime, createLink } from '../../src/access/sign-in.ts'
import { asSystem } from '../../src/access/scopes.ts'
import { sql } from '../../src/db/sql.ts'
import { call, codeOf, enter, makeCluster, makeMember, makeOrganisation, makePerson, send, useApp } from './support/app.ts'

const test = await useApp()
const { app, context, clock } = test
const password = 'correct horse battery'

async function whoIs(cookie: string | undefined): Promise<number | null> {
  const { body } = await call(app, 'getSession', {}, cookie)
  return (body as { account: { id: number } | null }).account?.id ?? null
}

describe('signing in with a password', () => {
  it('opens a session for the person', async () => {
    const { account, email } = await makePerson(test, password)
    const reply = await call(app, 'signIn', { body: { email: email.toUpperCase(), password } })
    expect(reply.status).toBe(200)
    expect(await whoIs(reply.cookie)).toBe(account)
  })

  it('keeps the cookie from scripts and from other sites', async () => {
    const { email } = await makePerson(test, password)
    const { setCookie } = await call(app, 'signIn', { body: { email, password } })
    expect(setCookie).toMatch(/; HttpOnly/)
    expect(setCookie).toMatch(/; SameSite=Lax/)
    expect(setCookie).toMatch(/; Path=\//)
    expect(setCookie).not.toMatch(/Secure/)
  })

  it('says the same of a wrong password, an unknown account and an account without a password', async () => {
    const { email } = await makePerson(test, password)
    const { email: without } = await makePerson(test)
    const replies = await Promise.all([email, 'nobody@example.org', without].map((address) => call(app, 'signIn', { body: { email: address, password: 'something else' } })))
    expect(replies.map(codeOf)).toEqual(['wrong-credentials', 'wrong-credentials', 'wrong-credentials'])
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1)
    expect(replies.every(({ setCookie }) => setCookie === undefined)).toBe(true)
  })

  it('stores neither the password nor the session token', async () => {
    const { account, email } = await makePerson(test, password)
    const { cookie } = await call(app, 'signIn', { body: { email, password } })
    const rows = await asSystem(context.db, (tx) => tx.query<{ text: string }>(sql`
      select account::text || session::text as text from account join session using (account_id) where account_id = ${account}`))
    expect(rows[0]!.text).toContain('$argon2id$')
    expect(rows[0]!.text).not.toContain(password)
    expect(rows[0]!.text).not.toContain(cookie)
  })

  it('refuses a disabled account, and ends its sessions', async () => {
    const { account, email } = await makePerson(test, password)
    const { cookie } = await call(app, 'signIn', { body: { email, password } })
    await asSystem(context.db, (tx) => tx.query(sql`update account set disabled_at = now() where account_id = ${account}`))
    expect(await whoIs(cookie)).toBeNull()
    expect(codeOf(await call(app, 'signIn', { body: { email, password } }))).toBe('wrong-credentials')
  })
})

describe('a one-time link', () => {
  it('works once', async () => {
    const { account } = await makePerson(test)
    const { token } = await createLink(context.db, account, clock.now())
    const first = await call(app, 'signInByLink', { body: { token } })
    expect(await whoIs(first.cookie)).toBe(account)
    const second = await call(app, 'signInByLink', { body: { token } })
    expect(second.status).toBe(410)
    expect(codeOf(second)).toBe('link-expired')
  })

  it('works once also when it is opened ten times at the same moment', async () => {
    const { account } = await makePerson(test)
    const { token } = await createLink(context.db, account, clock.now())
    const replies = await Promise.all(Array.from({ length: 10 }, () => call(app, 'signInByLink', { body: { token } })))
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(replies.filter(({ status }) => status === 410)).toHaveLength(9)
  })

  it('ends after half an hour', async () => {
    const { account } = await makePerson(test)
    const { token } = await createLink(context.db, account, clock.now())
    clock.pass(linkLifetime)
    expect(codeOf(await call(app, 'signInByLink', { body: { token } }))).toBe('link-expired')
  })

  it('that was never made is refused alike', async () => {
    expect(codeOf(await call(app, 'signInByLink', { body: { token: 'x'.repeat(43) } }))).toBe('link-expired')
  })
})

describe('a session', () => {
  it('ends by signing out, and the cookie with it', async () => {
    const { account } = await makePerson(test)
    const cookie = await enter(test, account)
    const reply = await call(app, 'signOut', {}, cookie)
    expect(reply.cookie).toBe('')
    expect(await whoIs(cookie)).toBeNull()
  })

  it('lasts fourteen days from its last use', async () => {
    const { account } = await makePerson(test)
    const cookie = await enter(test, account)
    clock.pass(sessionLifetime - 60_000)
    expect(await whoIs(cookie)).toBe(account)
    clock.pass(sessionLifetime - 60_000)
    expect(await whoIs(cookie)).toBe(account)
    clock.pass(sessionLifetime + 60_000)
    expect(await whoIs(cookie)).toBeNull()
  })

  it('of before ends when somebody signs in again in the same browser', async () => {
    const { account, email } = await makePerson(test, password)
    const cookie = await enter(test, account)
    const reply = await send(app, 'POST', '/api/session', { body: { email, password }, cookie })
    expect(reply.status).toBe(200)
    expect(await whoIs(cookie)).toBeNull()
    expect(await whoIs(reply.cookie)).toBe(account)
  })

  it('is asked for by everything but sign-in', async () => {
    expect(codeOf(await call(app, 'setLanguage', { body: { language: 'en' } }))).toBe('not-signed-in')
    expect(codeOf(await call(app, 'setLanguage', { body: { language: 'en' } }, 'made-up'))).toBe('not-signed-in')
  })
})

describe('a password', () => {
  it('is set first without, then only with the present one, and ends the sessions elsewhere', async () => {
    const { account, email } = await makePerson(test)
    const here = await enter(test, account)
    const elsewhere = await enter(test, account)
    expect((await call(app, 'setPassword', { body: { password } }, here)).status).toBe(200)
    expect(await whoIs(here)).toBe(account)
    expect(await whoIs(elsewhere)).toBeNull()
    expect(codeOf(await call(app, 'setPassword', { body: { password: 'another password' } }, here))).toBe('wrong-credentials')
    expect(codeOf(await call(app, 'setPassword', { body: { password: 'another password', current: 'not it' } }, here))).toBe('wrong-credentials')
    expect((await call(app, 'setPassword', { body: { password: 'another password', current: password } }, here)).status).toBe(200)
    expect((await call(app, 'signIn', { body: { email, password: 'another password' } })).status).toBe(200)
  })

  it('has ten characters at least, and the refusal does not repeat it', async () => {
    const { account } = await makePerson(test)
    const reply = await call(app, 'setPassword', { body: { password: 'geheim' } }, await enter(test, account))
    expect(codeOf(reply)).toBe('invalid-request')
    expect(reply.text).toContain('body.password')
    expect(reply.text).not.toContain('geheim')
  })
})

describe('the demo', () => {
  it('lets one switch between its persons, and nobody else in or out', async () => {
    const operator = await makeCluster(test, 'show', { demo: true })
    const firm = await makeOrganisation(test, 'show', '示例企业（虚构）', 'enterprise')
    const analyst = await makeMember(test, 'show', { email: 'analyst@demo.example', name: '分析员', role: 'analyst', organisationId: operator, demoOrder: 1 })
    const enterprise = await makeMember(test, 'show', { email: 'firm@demo.example', name: '企业', role: 'member', organisationId: firm, demoOrder: 2 })
    const hidden = await makeMember(test, 'show', { email: 'plain@demo.example', name: '无演示', role: 'member', organisationId: firm })
    const cookie = await enter(test, analyst)
    const switched = await call(app, 'switchDemoPerson', { body: { account: enterprise } }, cookie)
    expect(switched.body).toMatchObject({ account: { id: enterprise }, clusters: [{ cluster: 'show', role: 'member', organisation: '示例企业（虚构）', actorType: 'enterprise' }] })
    expect((switched.body as { demoPersons: { account: number }[] }).demoPersons.map(({ account }) => account)).toEqual([analyst, enterprise])
    expect(codeOf(await call(app, 'switchDemoPerson', { body: { account: hidden } }, switched.cookie))).toBe('not-allowed')
    const stranger = await makePerson(test)
    expect(codeOf(await call(app, 'switchDemoPerson', { body: { account: analyst } }, await enter(test, stranger.account)))).toBe('not-allowed')
    expect(codeOf(await call(app, 'switchDemoPerson', { body: { account: analyst } }, await enter(test, hidden)))).toBe('not-allowed')
    expect(codeOf(await call(app, 'setPassword', { body: { password } }, switched.cookie))).toBe('not-allowed')
  })

  it('is no way into a real cluster', async () => {
    const operator = await makeCluster(test, 'show-two', { demo: true })
    const real = await makeCluster(test, 'real-two')
    const visitor = await makeMember(test, 'show-two', { email: 'visitor@demo.example', name: '访客', role: 'analyst', organisationId: operator, demoOrder: 1 })
    const chief = await makeMember(test, 'show-two', { email: 'chief@demo.example', name: '主管', role: 'administrator', organisationId: operator, demoOrder: 2 })
    await makeMember(test, 'real-two', { email: 'chief@demo.example', name: '主管', role: 'administrator', organisationId: real })
    const cookie = await enter(test, visitor)
    expect(codeOf(await call(app, 'switchDemoPerson', { body: { account: chief } }, cookie))).toBe('not-allowed')
  })

  it('exists in demo clusters only', async () => {
    const operator = await makeCluster(test, 'real-three')
    const one = await makeMember(test, 'real-three', { email: 'one@real.example', name: '一', role: 'administrator', organisationId: operator, demoOrder: 1 })
    const two = await makeMember(test, 'real-three', { email: 'two@real.example', name: '二', role: 'member', organisationId: operator, demoOrder: 2 })
    const cookie = await enter(test, one)
    expect(codeOf(await call(app, 'switchDemoPerson', { body: { account: two } }, cookie))).toBe('not-allowed')
    expect((await call(app, 'getSession', {}, cookie)).body).toMatchObject({ demoPersons: [] })
  })
})
