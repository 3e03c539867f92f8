import { beforeAll, describe, expect, it } from 'vitest'
import { createLink, signInByLink } from '../../src/access/sign-in.ts'
import { asViewer, systemViewer } from '../../src/access/viewer.ts'
import type { Db } from '../../src/db/db.ts'
import { sql } from '../../src/db/sql.ts'
import { checkEntries, openAuditLog, type AuditEntry } from '../../src/governance/audit-log.ts'
import { actOf } from '../../src/server/audited.ts'
import type { ClusterRole } from '../../src/shared/vocabulary.ts'
import { withOwner } from '../support/db.ts'
import { call, codeOf, makeCluster, makeMember, send, useApp } from './support/app.ts'
import { endpoints, probes, sampleAddress } from './support/probe.ts'

const test = await useApp({ handlers: probes(() => undefined) })
const real = await useApp()
type Row = { endpoint: string; act: string; outcome: string; subject: string; calls: number; account: number }
const rowsOf = (db: Db, cluster: string): Promise<Row[]> => asViewer(db, systemViewer(cluster), (tx) => tx.query<Row>(sql`
  select endpoint, act, outcome, subject, calls, account_id as account from audit_entry where cluster_id = ${cluster} order by entry_id`))
const chainOf = (db: Db, cluster: string) => asViewer(db, systemViewer(cluster), (tx) => checkEntries(tx, cluster))

async function cookieOf({ context }: typeof test, account: number): Promise<string> {
  const { token } = await createLink(context.db, account, context.now())
  return (await signInByLink(context.db, token, { now: context.now() })).token
}
const member = async (app: typeof test, role: ClusterRole, organisationId: number, cluster = 'alpha') => {
  const account = await makeMember(app, cluster, { email: `${role}@${cluster}.example`, name: role, role, organisationId })
  return { account, cookie: await cookieOf(app, account) }
}

describe('the audit log over the whole contract', () => {
  it('keeps what a guest was refused, and what an administrator saw, did and took out', async () => {
    const operator = await makeCluster(test, 'alpha')
    const guest = await member(test, 'guest', operator)
    const administrator = await member(test, 'administrator', operator)
    // Where anyone reads at a secret address, it is in the name of its owner: test/api/calendar.test.ts.
    const inCluster = endpoints.filter(([, { path, events, access }]) => path.startsWith('/api/clusters/:cluster') && !events && access !== 'anyone')
    const reached = new Set<string>()
    for (const [name, endpoint] of inCluster) {
      await send(test.app, endpoint.method, sampleAddress(name, endpoint), { cookie: guest.cookie })
      const reply = await send(test.app, endpoint.method, sampleAddress(name, endpoint), { cookie: administrator.cookie })
      if (codeOf(reply) !== 'invalid-request') reached.add(name)
    }
    await test.app.close()
    const rows = await rowsOf(test.context.db, 'alpha')
    const ofWhom = (account: number, outcome: string) => rows.filter((row) => row.account === account && row.outcome === outcome).map(({ endpoint, act }) => `${endpoint} ${act}`).sort()
    const named = (list: typeof inCluster) => list.map(([name, endpoint]) => `${name} ${actOf(endpoint)}`).sort()
    expect(ofWhom(guest.account, 'refused')).toEqual(named(inCluster.filter(([, { access }]) => access !== 'guest')))
    expect(ofWhom(administrator.account, 'done')).toEqual(named(inCluster.filter(([name]) => reached.has(name))))
    expect((await chainOf(test.context.db, 'alpha')).brokenAt).toBeNull()
  })
})

describe('the audit log of a cluster', () => {
  let people: Record<'guest' | 'analyst' | 'administrator', { account: number; cookie: string }>
  beforeAll(async () => {
    const operator = await makeCluster(real, 'beta')
    people = { guest: await member(real, 'guest', operator, 'beta'), analyst: await member(real, 'analyst', operator, 'beta'), administrator: await member(real, 'administrator', operator, 'beta') }
  })

  it('has an export on record before the file goes out, with what it was narrowed to', async () => {
    await call(real.app, 'exportSources', { params: { cluster: 'beta' }, query: { lang: 'en' } }, people.analyst.cookie)
    expect(await rowsOf(real.context.db, 'beta')).toMatchObject([{ endpoint: 'exportSources', act: 'exported', outcome: 'done', account: people.analyst.account, subject: expect.stringContaining('lang=en') }])
  })

  it('keeps an act that failed, and one that was refused', async () => {
    await call(real.app, 'createMechanism', { params: { cluster: 'beta' }, body: {} as never }, people.guest.cookie)
    await call(real.app, 'withdrawSource', { params: { cluster: 'beta', source: 999_999 }, body: { reason: 'the wrong file' } }, people.analyst.cookie)
    expect((await rowsOf(real.context.db, 'beta')).slice(-2).map(({ endpoint, outcome }) => [endpoint, outcome])).toEqual([['createMechanism', 'refused'], ['withdrawSource', 'failed']])
  })

  it('shows an administrator everybody, and everybody themselves', async () => {
    const listed = async (who: keyof typeof people) => ((await call(real.app, 'listAudit', { params: { cluster: 'beta' } }, people[who].cookie)).body as { items: { person: string }[] }).items.map(({ person }) => person)
    expect(new Set(await listed('administrator'))).toEqual(new Set(['guest', 'analyst']))
    expect(new Set(await listed('analyst'))).toEqual(new Set(['analyst']))
    expect(await listed('guest')).toEqual(['guest'])
  })

  it('is one chain, however many processes write to it at once; the same look again is counted', async () => {
    const { db } = real.context
    const entry: AuditEntry = { cluster: 'beta', act: 'saw', outcome: 'done', endpoint: 'getNode', subject: 'node=1', account: people.analyst.account, organisation: null, role: 'analyst', at: new Date() }
    const logs = [0, 1, 2].map(() => openAuditLog(db, { onFailure: (error) => { throw error } }))
    logs[0]!.noteSoon(entry)
    logs[0]!.noteSoon(entry)
    await Promise.all(logs.flatMap((log, n) => Array.from({ length: 10 }, (_, k) => log.note({ ...entry, act: 'did', subject: `node=${n}${k}` }))))
    await Promise.all(logs.map((log) => log.close()))
    const rows = (await rowsOf(db, 'beta')).filter(({ endpoint }) => endpoint === 'getNode')
    expect(rows).toHaveLength(31)
    expect(rows.filter(({ calls }) => calls === 2).map(({ subject }) => subject)).toEqual(['node=1'])
    expect((await chainOf(db, 'beta')).brokenAt).toBeNull()
  })

  it('loses nothing where the database does not answer: it is written with the next', async () => {
    const { db } = real.context
    let isAway = true
    const failures: unknown[] = []
    const unsteady = { ...db, transaction: (...parts: Parameters<Db['transaction']>) => (isAway ? Promise.reject(new Error('away')) : db.transaction(...parts)) } as Db
    const log = openAuditLog(unsteady, { onFailure: (error) => failures.push(error) })
    const entry: AuditEntry = { cluster: 'beta', act: 'did', outcome: 'done', endpoint: 'getNode', subject: 'node=away', account: null, organisation: null, role: 'system', at: new Date() }
    await log.note(entry)
    isAway = false
    await log.note({ ...entry, subject: 'node=back' })
    expect(failures).toHaveLength(1)
    expect((await rowsOf(db, 'beta')).slice(-2).map(({ subject }) => subject)).toEqual(['node=away', 'node=back'])
  })

  it('nobody changes it, and what was changed below the program is found', async () => {
    const { db } = real.context
    expect(await asViewer(db, systemViewer('beta'), (tx) => tx.query(sql`update audit_entry set account_id = 1 returning 1`))).toEqual([])
    await withOwner(db, (owner) => owner.query(sql`update audit_entry set subject = 'node=2' where cluster_id = 'beta' and entry_id = 3`))
    expect((await chainOf(db, 'beta')).brokenAt).toBe(3)
    const reply = await call(real.app, 'verifyEvents', { params: { cluster: 'beta' } }, people.administrator.cookie)
    expect(reply.body).toMatchObject({ intact: false, brokenAt: null, audit: { brokenAt: 3 } })
  })
})
