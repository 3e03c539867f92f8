import { beforeAll, expect, it } from 'vitest'
import { asViewer, systemViewer, type Viewer } from '../../src/access/viewer.ts'
import { viewerOfAccount } from '../../src/access/viewer-of.ts'
import { sql } from '../../src/db/sql.ts'
import { createMechanism } from '../../src/governance/mechanisms.ts'
import { createMeeting } from '../../src/governance/meetings.ts'
import { call, codeOf, enter, makeCluster, makeMember, makeOrganisation, useApp, type Reply } from './support/app.ts'

const test = await useApp({ limits: { general: 1_000, perAccount: 6, perAddress: 40 } })
const { app, context } = test
const cluster = 'dates'
const accounts: Record<string, number> = {}
const cookies: Record<string, string> = {}

beforeAll(async () => {
  await makeCluster(test, cluster)
  const members: Record<string, number> = {}
  for (const [who, type] of [['convenor', 'government'], ['invited', 'enterprise'], ['rival', 'enterprise']] as const) {
    members[who] = await makeOrganisation(test, cluster, `${who}（虚构）`, type)
    accounts[who] = await makeMember(test, cluster, { email: `${who}@dates.example`, name: who, role: 'member', organisationId: members[who] })
    cookies[who] = await enter(test, accounts[who])
  }
  const { mechanism, next } = await createMechanism(context.db, await viewer('convenor'), {
    task: 'T2', title: '政企联席会', kind: 'jointMeeting', cadence: { unit: 'month', every: 1, nth: 1 }, start: '2026-01-01', convenor: members['convenor']!, members: [members['invited']!], inputs: '', outputs: '', template: '1. 交期与库存',
  }, context.now())
  await createMeeting(context.db, await viewer('convenor'), { mechanism, day: next! }, context.now())
})

const viewer = async (who: string): Promise<Viewer> => (await viewerOfAccount(context.db, accounts[who]!, cluster, context.now()))!
type Link = { link: number; name: string; usedAt: string | null; url: string }
const links = async (who: string): Promise<Link[]> => (await call(app, 'listCalendarLinks', { params: { cluster } }, cookies[who])).body as Link[]

/** A link of somebody, and the secret in its address. */
async function make(who: string): Promise<Link & { token: string }> {
  const link = (await call(app, 'createCalendarLink', { params: { cluster }, body: { name: '手机' } }, cookies[who])).body as Link
  return { ...link, token: link.url.split('/').at(-1)! }
}
/** As a calendar program reads it: without a session. */
const read = (token: string, from = cluster): Promise<Reply> => call(app, 'readCalendarFeed', { params: { cluster: from, token } })

it('gives a calendar program what the owner of the link sees, agenda of their meetings included, and no more', async () => {
  const [invited, rival] = [await make('invited'), await make('rival')]
  const reply = await read(invited.token)
  expect([reply.status, String(reply.headers['content-type'])]).toEqual([200, expect.stringContaining('text/calendar')])
  for (const said of ['SUMMARY:政企联席会', '筹备中\\n1. 交期与库存', '/meetings/']) expect(reply.text.replaceAll('\r\n ', '')).toContain(said)
  const other = (await read(rival.token)).text.replaceAll('\r\n ', '')
  expect(other).toContain('SUMMARY:政企联席会')
  expect(other).not.toContain('交期与库存')
})

it('keeps no secret, tells its owner alone when it was last read, and stands in the audit log in their name', async () => {
  const { token, link } = await make('convenor')
  expect((await links('convenor'))[0]).toEqual({ link, name: '手机', madeAt: expect.any(String), usedAt: null })
  await read(token)
  expect((await links('convenor'))[0]!.usedAt).not.toBeNull()
  expect((await links('rival')).some((one) => one.link === link)).toBe(false)
  const rows = await asViewer(context.db, systemViewer(cluster), (tx) => tx.query<{ text: string }>(sql`
    select row_to_json(calendar_link)::text as text from calendar_link union all select row_to_json(audit_entry)::text from audit_entry`))
  expect(rows.some(({ text }) => text.includes(token))).toBe(false)
  expect(rows.map(({ text }) => JSON.parse(text) as object)).toContainEqual(expect.objectContaining({ endpoint: 'readCalendarFeed', act: 'exported', subject: `link=${link}`, account_id: accounts['convenor'] }))
})

it('finds nothing at a link that was revoked, that is another cluster’s, or whose owner is no member any more', async () => {
  const [mine, theirs] = [await make('invited'), await make('rival')]
  expect(codeOf(await call(app, 'revokeCalendarLink', { params: { cluster, link: mine.link } }, cookies['rival']))).toBe('not-found')
  await call(app, 'revokeCalendarLink', { params: { cluster, link: mine.link } }, cookies['invited'])
  await makeCluster(test, 'elsewhere')
  for (const reply of [await read(mine.token), await read('x'.repeat(43)), await read(theirs.token, 'elsewhere')]) expect([reply.status, codeOf(reply)]).toEqual([404, 'not-found'])
  await asViewer(context.db, systemViewer(cluster), (tx) => tx.query(sql`delete from member where cluster_id = ${cluster} and account_id = ${accounts['rival']!}`))
  expect((await read(theirs.token)).status).toBe(404)
})

it('is slowed down at one link, while another goes on', async () => {
  const [one, other] = [await make('invited'), await make('invited')]
  const replies = [] as number[]
  for (let n = 0; n < 7; n++) replies.push((await read(one.token)).status)
  expect(replies).toEqual([200, 200, 200, 200, 200, 200, 429])
  expect((await read(other.token)).status).toBe(200)
})
