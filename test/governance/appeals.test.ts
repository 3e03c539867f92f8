import { beforeAll, describe, expect, test } from 'vitest'
import { asViewer } from '../../src/access/viewer.ts'
import { listAppeals } from '../../src/governance/appeal-view.ts'
import { actOnAppeal, createAppeal, openAppeal } from '../../src/governance/appeals.ts'
import { getWorkbench } from '../../src/governance/workbench.ts'
import { verifyEvents } from '../../src/governance/verify.ts'
import { createWork } from '../../src/governance/work.ts'
import type { AppealAct, AppealRow } from '../../src/shared/contract/appeals.ts'
import { useDb } from '../support/db.ts'
import { makePeople, type People } from './people.ts'

const db = await useDb()
let people: People
// The Wednesday before the National Day week of 2026: rest from 1 to 7 October, work on Saturday the 10th.
let day = '2026-09-30'
const now = (): Date => new Date(`${day}T02:00:00Z`)
type Page = Awaited<ReturnType<typeof openAppeal>>
type Input<E extends AppealAct['event']> = Extract<AppealAct, { event: E }>['input']

beforeAll(async () => { people = await makePeople(db, 'asked') })

const see = (appeal: number, who: string): Promise<Page> => openAppeal(db, people.as(who), appeal, now())
async function next<E extends AppealAct['event']>(appeal: number, who: string, event: E, input: Input<E>): Promise<Page> {
  const { version } = await see(appeal, 'team')
  return actOnAppeal(db, people.as(who), appeal, { event, version, input } as AppealAct, now())
}
const file = async (more: object = {}): Promise<number> => (await createAppeal(db, people.as('enterprise'), { subject: 'supply', title: '分子泵交期过长', text: '进口分子泵交期已达十个月。', anonymous: false, ...more }, now())).appeal
const list = (who: string, filter: object = {}): Promise<AppealRow[]> => asViewer(db, people.as(who), async (tx) => (await listAppeals(tx, people.as(who), { offset: 0, limit: 50, ...filter }, day)).items)
/** The lines of somebody's workbench that speak of appeals, as kind and count. */
async function bench(who: string): Promise<string[]> {
  const { waiting, late } = await getWorkbench(db, people.as(who), now())
  return [...waiting, ...late].filter(({ kind }) => kind.startsWith('appeals')).map(({ kind, count }) => `${kind} ${count}`)
}
const benches = async (): Promise<Record<string, string[]>> => Object.fromEntries(await Promise.all(['government', 'enterprise', 'rival', 'research'].map(async (who) => [who, await bench(who)] as const)))
const waiting = async (who: string): Promise<number[]> => (await list(who, { waits: 'true' })).map((one) => one.appeal)

describe('from filed to rated', () => {
  let appeal: number

  test('its subject says which task it waits at; the triage is due in two working days, across the holiday', async () => {
    appeal = await file()
    const seen = await see(appeal, 'team')
    expect(seen).toMatchObject({ state: 'filed', task: 'T2', due: '2026-10-09', dueAnnounced: true, light: 'near', owner: null })
    expect(seen.proposed.actorTypes).toEqual(['government', 'enterprise'])
    expect(seen.proposed.organisations.map(({ id }) => id)).toContain(people.organisation('government'))
    expect(await benches()).toEqual({ government: ['appeals-triage 1'], enterprise: [], rival: [], research: [] })
    expect([await waiting('government'), await waiting('enterprise')]).toEqual([[appeal], []])
  })

  test('who convenes the task gives it to one of its centres, and to nobody else', async () => {
    await expect(next(appeal, 'rival', 'triage', { task: 'T2', owner: people.organisation('rival') })).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(next(appeal, 'government', 'triage', { task: 'T2', owner: people.organisation('association') })).rejects.toMatchObject({ code: 'not-now', text: { zh: expect.stringContaining('中心') as string } })
    expect(await next(appeal, 'government', 'triage', { task: 'T2', owner: people.organisation('government') })).toMatchObject({ state: 'triaged', due: '2026-10-20', owner: { id: people.organisation('government') } })
    expect(await benches()).toEqual({ government: ['appeals-answer 1'], enterprise: [], rival: [], research: [] })
    expect([await waiting('government'), await waiting('enterprise')]).toEqual([[appeal], []])
  })

  test('past its clock it is overdue, and an answer then is on record as late', async () => {
    day = '2026-10-21'
    expect((await list('team', { light: 'overdue' })).map((one) => one.appeal)).toEqual([appeal])
    expect(await bench('government')).toEqual(['appeals-answer 1', 'appeals-late 1'])
    await expect(next(appeal, 'rival', 'answer', { text: '请等待' })).rejects.toMatchObject({ code: 'not-now' })
    expect((await next(appeal, 'government', 'answer', { text: '已协调海关加快。' })).answers).toMatchObject([{ late: true, by: { id: people.organisation('government') } }])
    expect(await benches()).toEqual({ government: [], enterprise: ['appeals-rate 1'], rival: [], research: [] })
    expect(await waiting('enterprise')).toEqual([appeal])
  })

  test('who filed it may ask again, and rates the answer; nobody else does', async () => {
    await expect(next(appeal, 'rival', 'rate', { score: 1 })).rejects.toMatchObject({ code: 'not-now' })
    expect(await next(appeal, 'enterprise', 'reopen', { reason: '没有给出时间' })).toMatchObject({ state: 'triaged', due: '2026-10-28' })
    await next(appeal, 'government', 'answer', { text: '十一月底前通关。' })
    expect(await next(appeal, 'enterprise', 'rate', { score: 4 })).toMatchObject({ state: 'rated', score: 4, light: 'none', answers: [{ late: true }, { late: false }] })
    expect((await list('enterprise', { mine: 'true' })).map((one) => one.appeal)).toEqual([appeal])
    expect(await benches()).toEqual({ government: [], enterprise: [], rival: [], research: [] })
  })

  test('what others did in it stands under the name of their organisation, though the person stays unknown', async () => {
    const { events } = await see(appeal, 'enterprise')
    expect(events.filter(({ event }) => event === 'triage').map(({ organisation }) => organisation)).toEqual([{ id: people.organisation('government'), name: expect.stringMatching(/^[^#]/) as string }])
  })

  test('work follows from it, in its task only', async () => {
    const fields = { title: '分子泵通关协调', text: '', lead: people.organisation('government'), coOwners: [], due: null, region: null, department: null, parent: null, appeal }
    await expect(createWork(db, people.as('team'), { ...fields, task: 'T1' }, now())).rejects.toMatchObject({ code: 'not-now' })
    const { item, origin } = await createWork(db, people.as('team'), { ...fields, task: 'T2' }, now())
    expect(origin).toEqual({ kind: 'appeal', id: appeal, title: '分子泵交期过长' })
    expect((await see(appeal, 'enterprise')).workItems).toMatchObject([{ item, state: 'open' }])
  })
})

describe('anonymous towards other enterprises', () => {
  let appeal: number
  beforeAll(async () => {
    appeal = await file({ anonymous: true, title: '账款拖欠' })
    await next(appeal, 'team', 'triage', { task: 'T2', owner: people.organisation('rival') })
  })

  test('a rival, even as the owner, learns neither who filed it nor who asks again', async () => {
    await next(appeal, 'rival', 'answer', { text: '将于月底付清。' })
    await next(appeal, 'enterprise', 'reopen', { reason: '仍未付清' })
    const seen = await see(appeal, 'rival')
    expect(seen).toMatchObject({ filer: null, mine: false, text: '进口分子泵交期已达十个月。', reopened: [{ reason: '仍未付清' }] })
    expect(seen.events.map(({ event }) => event)).toEqual(['triage', 'answer'])
    const row = (await list('rival')).find((one) => one.appeal === appeal)
    expect(JSON.stringify([seen, row])).not.toContain(`"id":${people.organisation('enterprise')},"name":"enterprise`)
    expect([row?.filer, (await list('rival', { mine: 'true' })).length]).toEqual([null, 0])
  })

  test('government, the team and who filed it know; members without a part in the task do not see it at all', async () => {
    for (const who of ['government', 'team', 'enterprise']) expect((await see(appeal, who)).filer?.id, who).toBe(people.organisation('enterprise'))
    expect((await see(appeal, 'enterprise')).events.map(({ event }) => event)).toEqual(['file', 'triage', 'answer', 'reopen'])
    expect((await list('enterprise', { mine: 'true' })).map((one) => one.appeal)).toContain(appeal)
    await expect(see(appeal, 'association')).rejects.toMatchObject({ code: 'not-found' })
  })
})

test('who decided on an older version is told; the chain of all this is whole and replays', async () => {
  const appeal = await file()
  const { version } = await see(appeal, 'team')
  await next(appeal, 'enterprise', 'withdraw', { reason: '已解决' })
  await expect(actOnAppeal(db, people.as('team'), appeal, { event: 'triage', version, input: { task: 'T2', owner: people.organisation('government') } }, now())).rejects.toMatchObject({ code: 'changed-meanwhile' })
  expect(await verifyEvents(db, people.as('team'))).toMatchObject({ intact: true, differing: [] })
})
