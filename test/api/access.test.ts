import { describe, expect, it } from 'vitest'
import { createLink, signInByLink } from '../../src/access/sign-in.ts'
import type { Access } from '../../src/shared/contract/endpoint.ts'
import type { EndpointName } from '../../src/shared/contract/index.ts'
import type { ClusterRole } from '../../src/shared/vocabulary.ts'
import { codeOf, makeCluster, makeMember, makePerson, send, useApp } from './support/app.ts'
import { endpoints, probes, sampleAddress } from './support/probe.ts'

let reached: EndpointName | undefined
const test = await useApp({ handlers: probes((name) => (reached = name)) })
const { app, context } = test

type Who = 'nobody' | 'stranger' | ClusterRole
const whos: readonly Who[] = ['nobody', 'stranger', 'guest', 'member', 'analyst', 'administrator']
const needed: Record<Access, readonly Who[]> = {
  anyone: whos,
  account: whos.slice(1),
  guest: whos.slice(2),
  member: whos.slice(3),
  analyst: whos.slice(4),
  administrator: whos.slice(5),
}

/** Sessions are opened by the access module: the endpoints are probes here. */
const cookies = await openAll()

async function openAll(): Promise<Record<Who, string | undefined>> {
  const session = async (account: number): Promise<string> => {
    const { token } = await createLink(context.db, account, context.now())
    return (await signInByLink(context.db, token, { now: context.now() })).token
  }
  const operator = await makeCluster(test, 'alpha')
  const member = async (role: ClusterRole): Promise<string> =>
    session(await makeMember(test, 'alpha', { email: `${role}@alpha.example`, name: role, role, organisationId: operator }))
  return {
    nobody: undefined,
    stranger: await session((await makePerson(test)).account),
    guest: await member('guest'), member: await member('member'), analyst: await member('analyst'), administrator: await member('administrator'),
  }
}

describe('the funnel in front of every endpoint', () => {
  it.each(endpoints)('%s opens to those its access names and to nobody else', async (name, endpoint) => {
    for (const who of whos) {
      reached = undefined
      const reply = await send(app, endpoint.method, sampleAddress(name, endpoint), { cookie: cookies[who] })
      if (needed[endpoint.access].includes(who)) {
        // Past the funnel: the handler, or the refusal of an empty body.
        expect(reached === name || codeOf(reply) === 'invalid-request', `${who} ${reply.text}`).toBe(true)
        continue
      }
      expect(reached).toBeUndefined()
      const refusal = who === 'nobody' ? 'not-signed-in' : who === 'stranger' ? 'not-found' : 'not-allowed'
      expect(codeOf(reply), `${who} ${reply.text}`).toBe(refusal)
    }
  })

  it('answers for a cluster that does not exist as for one that is not mine', async () => {
    const [name, endpoint] = endpoints.find(([key]) => key === 'getCluster')!
    const mine = await send(app, 'GET', sampleAddress(name, endpoint), { cookie: cookies.stranger })
    const none = await send(app, 'GET', sampleAddress(name, endpoint, 'omega'), { cookie: cookies.stranger })
    expect(mine.status).toBe(404)
    expect(none.text).toBe(mine.text.replaceAll('alpha', 'omega'))
  })

  it('knows the role in each cluster apart', async () => {
    const operator = await makeCluster(test, 'beta')
    await makeMember(test, 'beta', { email: 'administrator@alpha.example', name: 'administrator', role: 'guest', organisationId: operator })
    const [name, endpoint] = endpoints.find(([key]) => key === 'listMembers')!
    expect((await send(app, 'GET', sampleAddress(name, endpoint), { cookie: cookies.administrator })).status).toBe(200)
    expect(codeOf(await send(app, 'GET', sampleAddress(name, endpoint, 'beta'), { cookie: cookies.administrator }))).toBe('not-allowed')
  })

  it('refuses before it reads a body', async () => {
    const reply = await send(app, 'POST', '/api/clusters/alpha/imports', { body: '{not json', cookie: cookies.member })
    expect(codeOf(reply)).toBe('not-allowed')
  })
})

