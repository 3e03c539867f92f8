import { describe, expect, it } from 'vitest'
import { shippedCharter } from '../../src/shared/charter.ts'
import { thresholds } from '../../src/shared/contract/clusters.ts'
import { viewerOf } from '../../src/access/viewer-of.ts'
import { asViewer, systemViewer } from '../../src/access/viewer.ts'
import { sql } from '../../src/db/sql.ts'
import { call, codeOf, enter, makeCluster, makeMember, makeOrganisation, makePerson, useApp } from './support/app.ts'

const test = await useApp()
const { app, context, clock } = test

describe('a cluster', () => {
  it('is made by any person, who becomes its administrator and speaks for its operating organisation', async () => {
    const { account } = await makePerson(test)
    const cookie = await enter(test, account)
    const made = await call(app, 'createCluster', { body: { cluster: 'made', name: '精密仪器集群', regionCode: '440000' } }, cookie)
    expect(made.body).toMatchObject({ cluster: 'made', name: '精密仪器集群', regionCode: '440000', demo: false, role: 'administrator', operator: '精密仪器集群促进组织', thresholds: thresholds.parse({}), periods: [] })
    expect((await call(app, 'getSession', {}, cookie)).body).toMatchObject({ clusters: [{ cluster: 'made', role: 'administrator', organisation: '精密仪器集群促进组织', actorType: 'association' }] })
    expect((await call(app, 'getCluster', { params: { cluster: 'made' } }, cookie)).body).toEqual(made.body)
  })

  it('has an identifier of its own', async () => {
    await makeCluster(test, 'taken')
    const { account } = await makePerson(test)
    const cookie = await enter(test, account)
    const reply = await call(app, 'createCluster', { body: { cluster: 'taken', name: '又一个' } }, cookie)
    expect([reply.status, codeOf(reply)]).toEqual([409, 'already-exists'])
    expect((await call(app, 'getSession', {}, cookie)).body).toMatchObject({ clusters: [] })
  })

  it('keeps its thresholds, and only an administrator sets them', async () => {
    const { account } = await makePerson(test)
    const operator = await makeCluster(test, 'rules', { administrator: account })
    const analyst = await makeMember(test, 'rules', { email: 'analyst@rules.example', name: '分析员', role: 'analyst', organisationId: operator })
    const wanted = { ...thresholds.parse({}), chokeShare: 0.3, controlledOrigins: ['JPN'] }
    const cookie = await enter(test, account)
    const before = await revision('rules')
    expect((await call(app, 'updateThresholds', { params: { cluster: 'rules' }, body: wanted }, cookie)).body).toMatchObject({ thresholds: wanted })
    expect((await call(app, 'getCluster', { params: { cluster: 'rules' } }, await enter(test, analyst))).body).toMatchObject({ thresholds: wanted, role: 'analyst' })
    expect(codeOf(await call(app, 'updateThresholds', { params: { cluster: 'rules' }, body: wanted }, await enter(test, analyst)))).toBe('not-allowed')
    // Node states are computed anew for other thresholds, not for the same ones sent twice.
    expect(await revision('rules')).toBe(before + 1)
    await call(app, 'updateThresholds', { params: { cluster: 'rules' }, body: wanted }, cookie)
    expect(await revision('rules')).toBe(before + 1)
  })

  it('starts with the shipped role charter: five tasks, five actor types, government in support of T4', async () => {
    const { account } = await makePerson(test)
    await makeCluster(test, 'charter', { administrator: account })
    const { body } = await call(app, 'getCharter', { params: { cluster: 'charter' } }, await enter(test, account))
    expect(body).toMatchObject({ version: 1, motion: null, differences: [], ...shippedCharter })
    expect(shippedCharter.assignments).toHaveLength(25)
    expect(shippedCharter.assignments.find(({ task, actorType }) => task === 'T4' && actorType === 'government')?.part).toBe('support')
  })

  async function revision(cluster: string): Promise<number> {
    const rows = await asViewer(context.db, systemViewer(cluster), (tx) => tx.query<{ revision: number }>(sql`select revision from cluster where cluster_id = ${cluster}`))
    return rows[0]!.revision
  }
})

describe('who a person is in a cluster', () => {
  it('follows from role, organisation and the newest charter', async () => {
    await makeCluster(test, 'who')
    const firm = await makeOrganisation(test, 'who', '甲公司（虚构）', 'enterprise')
    const account = await makeMember(test, 'who', { email: 'firm@who.example', name: '企业', role: 'member', organisationId: firm })
    const token = await enter(test, account)
    const viewer = await viewerOf(context.db, token, 'who', clock.now())
    expect(viewer).toEqual({ cluster: 'who', account, organisation: firm, actorType: 'enterprise', role: 'member', centreOf: ['T1', 'T2', 'T3', 'T4', 'T5'] })
    await asViewer(context.db, systemViewer('who'), (tx) => tx.query(sql`
      insert into charter (cluster_id, version, content)
      select cluster_id, 2, jsonb_build_object('assignments', '[{"task":"T3","actorType":"enterprise","part":"centre"},{"task":"T2","actorType":"enterprise","part":"support"}]'::jsonb)
      from charter where cluster_id = 'who' and version = 1`))
    expect((await viewerOf(context.db, token, 'who', clock.now())).centreOf).toEqual(['T3'])
  })

  it('looks through a merge to the organisation that stands', async () => {
    await makeCluster(test, 'merged')
    const [old, between, kept] = await Promise.all(['旧', '中', '新'].map((name) => makeOrganisation(test, 'merged', name, name === '新' ? 'research' : 'service')))
    const account = await makeMember(test, 'merged', { email: 'old@merged.example', name: '人', role: 'member', organisationId: old! })
    await asViewer(context.db, systemViewer('merged'), async (tx) => {
      await tx.query(sql`update organisation set merged_into = ${between} where organisation_id = ${old}`)
      await tx.query(sql`update organisation set merged_into = ${kept} where organisation_id = ${between}`)
    })
    const viewer = await viewerOf(context.db, await enter(test, account), 'merged', clock.now())
    expect([viewer.organisation, viewer.actorType]).toEqual([kept, 'research'])
  })

  it('changes with the next call when an administrator changes it', async () => {
    const { account } = await makePerson(test)
    const operator = await makeCluster(test, 'changing', { administrator: account })
    const chief = await enter(test, account)
    const person = { email: 'person@changing.example', name: '人', organisationId: operator }
    const added = await call(app, 'putMember', { params: { cluster: 'changing' }, body: { ...person, role: 'analyst' } }, chief)
    const cookie = await enter(test, (added.body as { account: number }).account)
    expect((await call(app, 'listMembers', { params: { cluster: 'changing' } }, cookie)).status).toBe(200)
    await call(app, 'putMember', { params: { cluster: 'changing' }, body: { ...person, role: 'guest' } }, chief)
    expect(codeOf(await call(app, 'listMembers', { params: { cluster: 'changing' } }, cookie))).toBe('not-allowed')
    await call(app, 'signOut', {}, cookie)
    expect(codeOf(await call(app, 'getCluster', { params: { cluster: 'changing' } }, cookie))).toBe('not-signed-in')
  })
})

describe('the people of a cluster', () => {
  it('are added by an administrator, who makes their first sign-in link', async () => {
    const { account } = await makePerson(test)
    const operator = await makeCluster(test, 'people', { administrator: account })
    const chief = await enter(test, account)
    const added = await call(app, 'putMember', { params: { cluster: 'people' }, body: { email: 'new@people.example', name: '新人', role: 'member', organisationId: operator } }, chief)
    expect(added.body).toMatchObject({ email: 'new@people.example', name: '新人', role: 'member', organisationId: operator, organisation: 'people集群促进组织', actorType: 'association' })
    const link = await call(app, 'createSignInLink', { params: { cluster: 'people' }, body: { account: (added.body as { account: number }).account } }, chief)
    const { url } = link.body as { url: string }
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:4100\/sign-in\?token=/)
    const entered = await call(app, 'signInByLink', { body: { token: new URL(url).searchParams.get('token')! } })
    expect(entered.body).toMatchObject({ account: { email: 'new@people.example', hasPassword: false }, clusters: [{ cluster: 'people', role: 'member' }] })
    expect((await call(app, 'listMembers', { params: { cluster: 'people' } }, chief)).body).toHaveLength(2)
  })

  it('belong to an organisation of the cluster', async () => {
    const { account } = await makePerson(test)
    await makeCluster(test, 'own', { administrator: account })
    const foreign = await makeCluster(test, 'foreign')
    const reply = await call(app, 'putMember', { params: { cluster: 'own' }, body: { email: 'a@b.example', name: '甲', role: 'member', organisationId: foreign } }, await enter(test, account))
    expect(codeOf(reply)).toBe('not-found')
  })

  it('always count an administrator', async () => {
    const { account, email } = await makePerson(test)
    const operator = await makeCluster(test, 'last', { administrator: account })
    const reply = await call(app, 'putMember', { params: { cluster: 'last' }, body: { email, name: '我', role: 'member', organisationId: operator } }, await enter(test, account))
    expect(codeOf(reply)).toBe('not-allowed')
  })

  it('who belong to other clusters too keep their name, and get no link from here', async () => {
    const { account } = await makePerson(test)
    const chief = await enter(test, account)
    const here = await makeCluster(test, 'here', { administrator: account })
    const there = await makeCluster(test, 'there')
    const both = await makeMember(test, 'there', { email: 'both@there.example', name: '原名', role: 'administrator', organisationId: there })
    const added = await call(app, 'putMember', { params: { cluster: 'here' }, body: { email: 'BOTH@there.example', name: '改名', role: 'guest', organisationId: here } }, chief)
    expect(added.body).toMatchObject({ account: both, name: '原名', role: 'guest' })
    expect(codeOf(await call(app, 'createSignInLink', { params: { cluster: 'here' }, body: { account: both } }, chief))).toBe('not-allowed')
  })

  it('of other clusters get no link at all', async () => {
    const { account } = await makePerson(test)
    await makeCluster(test, 'mine', { administrator: account })
    const { account: stranger } = await makePerson(test)
    expect(codeOf(await call(app, 'createSignInLink', { params: { cluster: 'mine' }, body: { account: stranger } }, await enter(test, account)))).toBe('not-found')
  })
})
