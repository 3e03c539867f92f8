import { beforeAll, expect, test } from 'vitest'
import { asViewer } from '../../src/access/viewer.ts'
import { sql } from '../../src/db/sql.ts'
import { actOnPolicy, createPolicy, openPolicy, qualifyPolicy } from '../../src/governance/policies.ts'
import { listPolicies } from '../../src/governance/policy-view.ts'
import { verifyEvents } from '../../src/governance/verify.ts'
import { getWorkbench } from '../../src/governance/workbench.ts'
import { policyEndpoints, type PolicyAct } from '../../src/shared/contract/policies.ts'
import { useDb } from '../support/db.ts'
import { makePeople, type People } from './people.ts'

const db = await useDb()
let people: People
let policy: number
const now = (): Date => new Date('2026-11-29T02:00:00Z')
/** The team is that of the operator, which gave the supplies and keeps them to itself. */
const as = (who: string) => (who === 'team' ? people.made.viewer : people.as(who))
type Page = Awaited<ReturnType<typeof openPolicy>>

/** For enterprises in Shenzhen that supply a choke point, or are little giants that spend on research. */
const firstPurchase = {
  task: 'T2', title: '首购首用保险（虚构）', instrument: 'firstPurchase', issuer: '示范市工业和信息化局（虚构）', level: 'city', validFrom: '2026-03-01', validTo: '2027-01-31', actorTypes: ['enterprise'], nodes: ['choke', '四极杆'], amount: '保费的 80%',
  rules: [{ fact: 'region', operator: 'within', values: ['深圳市'] }, { any: [{ fact: 'suppliesNode', operator: 'is', values: ['choke'] }, { all: [{ fact: 'tier', operator: 'is', values: ['littleGiant'] }, { fact: 'researchShare', operator: 'atLeast', values: [0.05] }] }] }],
}
const record = (who: string, more: object = {}): Promise<Page> => createPolicy(db, people.as(who), policyEndpoints.createPolicy.body.parse({ ...firstPurchase, ...more }), now())
async function next<E extends PolicyAct['event']>(who: string, event: E, input: Extract<PolicyAct, { event: E }>['input'], at = now()): Promise<Page> {
  const { version } = await openPolicy(db, people.as('team'), policy, at)
  return actOnPolicy(db, as(who), policy, { event, version, input } as PolicyAct, at)
}
const qualify = (who: string, query: object = {}) => qualifyPolicy(db, as(who), policy, policyEndpoints.listQualifying.query.parse(query), now())
const list = (who: string, query: object = {}) => asViewer(db, people.as(who), (tx) => listPolicies(tx, people.as(who), policyEndpoints.listPolicies.query.parse(query), '2026-11-29'))
const lines = async (who: string) => (await getWorkbench(db, people.as(who), now())).waiting.filter(({ kind }) => kind.startsWith('polic'))

beforeAll(async () => {
  people = await makePeople(db, 'policy')
  await asViewer(db, people.made.system, (tx) => tx.query(sql`update organisation set tier = 'littleGiant' where organisation_id = ${people.organisation('rival')}`))
})

test('who convenes the task records a policy, naming nodes by code or name; others read it and may not', async () => {
  await expect(record('enterprise')).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(record('government', { nodes: ['没有的环节'] })).rejects.toMatchObject({ code: 'not-found', message: expect.stringContaining('没有的环节') as string })
  await expect(record('government', { validTo: '2026-01-01' })).rejects.toMatchObject({ code: 'not-now' })
  const page = await record('government')
  policy = page.policy
  expect([page.rules[0], page.mentioned.regions]).toEqual([{ fact: 'region', operator: 'within', values: ['440300'] }, [{ code: '440300', name: { zh: '广东省深圳市', en: 'Shenzhen, Guangdong' } }]])
  expect([page.phase, page.nodes.map(({ name }) => name), page.toldTotal]).toEqual(['ending', ['分子泵', '四极杆'], 0])
  const read = await openPolicy(db, people.as('association'), policy, now())
  expect([read.title, read.own, read.toldTotal, read.may.amend?.allowed, (await list('government')).mayRecord]).toEqual([firstPurchase.title, 'no', null, false, ['T1', 'T2', 'T5']])
})

test('which organisations qualify, with the answer to each rule; what is missing is not a no', async () => {
  const { counts, items } = await qualify('team')
  expect(counts).toEqual({ yes: 1, unknown: 2, no: 7 })
  const [first, second] = [items[0], items.find(({ organisation }) => organisation.id === people.organisation('rival'))]
  expect([first!.organisation.id, first!.verdict]).toEqual([people.organisation('enterprise'), 'yes'])
  expect(first!.answers[2]).toMatchObject({ verdict: 'yes', any: [{ verdict: 'yes', found: [{ ref: `supplies:${people.organisation('enterprise')}:${people.made.ids.choke}:exists`, value: '分子泵' }] }, { verdict: 'unknown' }] })
  expect(second!.answers[2]).toMatchObject({ verdict: 'unknown', any: [{ verdict: 'no' }, { verdict: 'unknown', all: [{ verdict: 'yes' }, { verdict: 'unknown', missing: { sheet: 'organisations', fields: [{ zh: '研发投入' }, { zh: '营业收入' }] } }] }] })
})

test('an organisation sees what the rules come to for itself alone, by its own facts', async () => {
  expect((await qualify('enterprise')).items.map(({ organisation, verdict }) => [organisation.id, verdict])).toEqual([[people.organisation('enterprise'), 'yes']])
  expect((await qualify('rival')).counts).toEqual({ yes: 0, unknown: 1, no: 0 })
})

test('who qualifies is told, and who may once their facts are there; who does not, is not', async () => {
  await expect(next('team', 'tell', { organisations: [people.made.firms.O4!] })).rejects.toMatchObject({ code: 'not-now' })
  await expect(next('enterprise', 'tell', { organisations: [people.organisation('rival')] })).rejects.toMatchObject({ code: 'not-allowed' })
  const page = await next('team', 'tell', { organisations: [people.organisation('enterprise'), people.organisation('rival')], text: '请于年内申报' })
  expect(page.toldTotal).toBe(2)
  await expect(next('team', 'tell', { organisations: [people.organisation('rival')] })).rejects.toMatchObject({ code: 'not-now' })
})

test('who was told finds it on the workbench until it answers; a rival learns nothing of it, below the code too', async () => {
  expect([await lines('enterprise'), await lines('rival'), await lines('research')].map((one) => one.map(({ kind, count }) => `${kind} ${count}`))).toEqual([['policies-told 1'], ['policies-missing 1'], []])
  const own = await openPolicy(db, people.as('enterprise'), policy, now())
  expect([own.own, own.told, own.toldTotal, own.may.respond?.allowed]).toEqual(['yes', { at: now().toISOString(), by: expect.any(String) as string, verdict: 'yes', text: '请于年内申报', response: null }, null, true])
  expect([JSON.stringify(own).includes('乙方'), own.events.map(({ event, organisation }) => [event, organisation?.name])]).toEqual([false, [['record', '示范市工业和信息化局（虚构）']]])
  const research = await openPolicy(db, people.as('research'), policy, now())
  expect([research.told, research.events.map(({ event }) => event), research.may.respond?.allowed]).toEqual([null, ['record'], false])
  await next('enterprise', 'respond', { answer: 'apply', text: '已备齐材料' })
  expect(await lines('enterprise')).toEqual([])
  expect((await list('enterprise', { own: 'told' })).items.map((one) => [one.policy, one.told?.response?.answer])).toEqual([[policy, 'apply']])
  expect((await list('research', { own: 'told' })).total).toBe(0)
})

test('the convenor sees who was told and what they answered; an enterprise never sees another', async () => {
  const told = (await qualify('government', { told: 'true' })).items.map(({ organisation, told: when }) => [organisation.id, when?.response?.answer ?? null])
  expect(told).toEqual(expect.arrayContaining([[people.organisation('enterprise'), 'apply'], [people.organisation('rival'), null]]))
  expect((await qualify('rival')).items.map(({ organisation }) => organisation.id)).toEqual([people.organisation('rival')])
})

test('after an amendment everybody can be told anew; an older version is refused; withdrawn and ended it is told no more; the log replays', async () => {
  const read = await openPolicy(db, people.as('team'), policy, now())
  const later = new Date(now().getTime() + 60_000)
  const amended = await next('government', 'amend', { amount: '保费的 60%', reason: '预算调整' }, later)
  expect([amended.amount, amended.version]).toEqual(['保费的 60%', read.version + 1])
  await expect(actOnPolicy(db, people.as('team'), policy, { event: 'withdraw', version: read.version, input: { reason: '重复' } }, later)).rejects.toMatchObject({ code: 'changed-meanwhile' })
  expect((await openPolicy(db, people.as('enterprise'), policy, later)).told).toBeNull()
  await next('team', 'tell', { organisations: [people.organisation('enterprise')] }, later)
  await expect(next('team', 'tell', { organisations: [people.organisation('rival')] }, new Date('2027-02-01T02:00:00Z'))).rejects.toMatchObject({ code: 'not-now' })
  expect((await next('team', 'withdraw', { reason: '由新政策替代' }, later)).phase).toBe('withdrawn')
  expect(await lines('enterprise')).toEqual([])
  expect(await verifyEvents(db, people.as('team'))).toMatchObject({ intact: true, differing: [] })
})
