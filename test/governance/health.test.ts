import { beforeAll, describe, expect, test } from 'vitest'
import { asViewer } from '../../src/access/viewer.ts'
import { sql, type Sql } from '../../src/db/sql.ts'
import { getHealth, getHealthParts } from '../../src/governance/health.ts'
import { actOnMotion, createMotion, openMotion } from '../../src/governance/motions.ts'
import { median } from '../../src/governance/rules/health.ts'
import { actOnWork, createWork, openWork } from '../../src/governance/work.ts'
import { dayAfter } from '../../src/shared/calendar.ts'
import type { MotionAct, WorkAct } from '../../src/shared/contract/governance.ts'
import type { HealthFigure } from '../../src/shared/health.ts'
import type { ActorType, GovernanceTask } from '../../src/shared/vocabulary.ts'
import { useDb } from '../support/db.ts'
import { makePeople, type People } from './people.ts'

const db = await useDb()
let people: People
let day = '2026-03-02'
const now = (): Date => new Date(`${day}T02:00:00Z`)

const health = (who: string, window: { task?: GovernanceTask; offset?: number; limit?: number } = {}) => asViewer(db, people.as(who), (tx) => getHealth(tx, people.as(who), { offset: 0, limit: 1000, ...window }, now()))
const inT2 = async (who = 'team') => (await health(who)).tasks.find(({ task }) => task === 'T2')!
const parts = (who: string, figure: HealthFigure, of: { actorType?: ActorType; organisation?: number } = {}) =>
  asViewer(db, people.as(who), (tx) => getHealthParts(tx, people.as(who), { params: { cluster: 'health', task: 'T2', figure }, query: { ...of, offset: 0, limit: 100 } }, now()))

async function onMotion(motion: number, who: string, event: MotionAct['event'], input: object): Promise<void> {
  const { version } = await openMotion(db, people.as('team'), motion, now())
  await actOnMotion(db, people.as(who), motion, { event, version, input } as MotionAct, now())
}

async function onWork(item: number, who: string, event: WorkAct['event'], input: object): Promise<void> {
  const { version } = await openWork(db, people.as('team'), item, now())
  await actOnWork(db, people.as(who), item, { event, version, input } as WorkAct, now())
}

async function promise(title: string, lead: string, due: string): Promise<number> {
  const { item } = await createWork(db, people.as('team'), { task: 'T2', title, text: '', lead: people.organisation(lead), coOwners: [], due, region: null, department: null, parent: null }, now())
  await onWork(item, lead, 'accept', {})
  await onWork(item, lead, 'start', {})
  return item
}

async function deliver(item: number, lead: string): Promise<void> {
  await onWork(item, lead, 'report', { text: '完成', evidence: ['https://example.org/report'] })
  await onWork(item, 'government', 'approve', {})
}

/** One motion with an answer, a silence and a dissent; three promises of an enterprise: kept, late after an extension, broken. */
beforeAll(async () => {
  people = await makePeople(db, 'health')
  const { motion } = await createMotion(db, people.as('association'), { task: 'T2', title: '分子泵替代', text: '两年内完成验证。', threshold: 1, evidence: [`node:${people.made.ids.choke}:state`] }, now())
  await onMotion(motion, 'government', 'openDeliberation', { consultUntil: dayAfter(day, 5), method: 'chambers', quorum: 0.5, secret: false })
  day = dayAfter(day, 2)
  await onMotion(motion, 'research', 'speak', { stance: 'against', text: '验证周期应不少于半年。' })
  await onMotion(motion, 'association', 'speak', { stance: 'for', text: '同意。' })
  await onMotion(motion, 'team', 'answerOpinion', { opinion: 1, adopted: false, reason: '已有安排' })
  await onMotion(motion, 'team', 'answerOpinion', { opinion: 2, adopted: true, reason: '写入' })
  day = dayAfter(day, 4)
  await onMotion(motion, 'team', 'openBallot', { closesOn: dayAfter(day, 1) })
  for (const who of ['government', 'enterprise', 'rival']) await onMotion(motion, who, 'castVote', { choice: 'yes' })
  await onMotion(motion, 'team', 'closeBallot', {})
  const due = dayAfter(day, 10)
  const [kept, late] = [await promise('守诺', 'enterprise', due), await promise('迟到', 'enterprise', due)]
  await promise('落空', 'enterprise', due)
  await promise('对手的', 'rival', dayAfter(day, 40))
  await deliver(kept, 'enterprise')
  await onWork(late, 'team', 'extend', { due: dayAfter(day, 30), reason: '设备推迟' })
  day = dayAfter(day, 20)
  await deliver(late, 'enterprise')
})

describe('the figures of a small story, worked by hand', () => {
  test('of the enterprises: two of three duties on time, one of three promises kept, two of three delivered', async () => {
    const { types } = await inT2()
    expect(types['enterprise']).toMatchObject({ onTime: { yes: 2, of: 3 }, kept: { yes: 1, of: 3 }, delivered: { yes: 2, of: 3 }, initiated: { yes: 0, of: 1 }, decided: { yes: 1, of: 1 } })
    expect(types['enterprise']!.kept.interval!.low).toBeCloseTo(0.0615, 3)
    expect(types['enterprise']!.kept.interval!.high).toBeCloseTo(0.7923, 3)
  })

  test('of the support network: who answered within the time, who let it lapse, and how long it took', async () => {
    const { types, all } = await inT2()
    expect(types['research']).toMatchObject({ onTime: { yes: 1, of: 1 }, heard: { yes: 1, of: 1 }, adopted: { yes: 0, of: 1 }, reply: { median: 2, of: 1 } })
    expect(types['association']).toMatchObject({ onTime: { yes: 1, of: 1 }, adopted: { yes: 1, of: 1 }, initiated: { yes: 1, of: 1 } })
    expect(types['service']).toMatchObject({ onTime: { yes: 0, of: 1 }, adopted: { yes: 0, of: 0, interval: null } })
    expect(all).toMatchObject({ onTime: { yes: 4, of: 6 }, initiated: { yes: 1, of: 1 }, decided: { yes: 1, of: 1 }, adopted: { yes: 1, of: 2 } })
  })

  test('the median of an even number is the mean of the two in the middle; of nothing there is none', () => {
    expect([median([5, 1, 3]), median([4, 1, 3, 2]), median([])]).toEqual([3, 2.5, null])
  })
})

describe('each figure opens to the events behind it', () => {
  test('the three promises, with when they were accepted, reported and approved', async () => {
    const { items, total, hidden } = await parts('team', 'kept', { actorType: 'enterprise' })
    expect([total, hidden]).toEqual([3, 0])
    expect(items.map(({ title, value, events }) => [title, value, events.map((event) => event.title.zh)])).toEqual([['守诺', true, ['认领', '报结', '验收']], ['迟到', false, ['认领', '报结', '验收']], ['落空', false, ['认领']]])
  })

  test('whoever may not see the work is told how much there is, and no more', async () => {
    expect(await parts('service', 'kept', { actorType: 'enterprise' })).toEqual({ total: 0, hidden: 3, items: [] })
  })
})

describe('who is told what', () => {
  const own = async (who: string): Promise<string[]> => (await health(who)).organisations.filter(({ task }) => task === 'T2').map(({ organisation }) => String(organisation.id)).sort()
  const id = (who: string): string => String(people.organisation(who))

  test('an organisation its own figures; the convenor and the team those of all; actor types everybody', async () => {
    expect(await own('enterprise')).toEqual([id('enterprise')])
    expect(await own('rival')).toEqual([id('rival')])
    expect(await own('government')).toEqual(await own('team'))
    expect(await own('team')).toContain(id('enterprise'))
    expect((await inT2('service')).types['enterprise']).toEqual((await inT2('team')).types['enterprise'])
  })

  test('a window of the organisations of one task, with how many there are', async () => {
    const all = await health('team', { task: 'T2' })
    expect([all.tasks.map(({ task }) => task), all.total]).toEqual([['T2'], all.organisations.length])
    const second = await health('team', { task: 'T2', offset: 1, limit: 1 })
    expect([second.organisations, second.total]).toEqual([all.organisations.slice(1, 2), all.total])
    expect((await health('rival', { task: 'T2' })).total).toBe(1)
    expect(all.organisations.find(({ organisation }) => organisation.id === people.organisation('enterprise'))!.actorType).toBe('enterprise')
  })

  test('the policy below the code says the same', async () => {
    const seen = (who: string) => asViewer(db, people.as(who), (tx) => tx.query<{ id: number }>(sql`select organisation_id as id from governance_health where task = 'T2' and organisation_id <> 0 order by 1`))
    expect((await seen('rival')).map((row) => String(row.id))).toEqual([id('rival')])
    expect(await seen('government')).toEqual(await seen('team'))
    await expect(parts('rival', 'kept', { organisation: people.organisation('enterprise') })).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('what was counted is kept', () => {
  const countedOn = async (): Promise<string> => (await asViewer(db, { ...people.as('team'), role: 'system' }, (tx) => tx.query<{ on: string }>(sql`select distinct counted_on as on from governance_counted where cluster_id = 'health'`)))[0]!.on

  test('until the next event or the next day', async () => {
    await health('team')
    const before = await countedOn()
    await health('rival')
    expect(await countedOn()).toBe(before)
    await promise('新的', 'enterprise', dayAfter(day, 5))
    expect((await inT2()).types['enterprise']!.reply.of).toBe(5)
    expect(await countedOn()).not.toBe(before)
    day = dayAfter(day, 6)
    expect((await inT2()).types['enterprise']).toMatchObject({ delivered: { yes: 2, of: 4 } })
  })

  test('until somebody joins or leaves, or an organisation is found to be of another actor type', async () => {
    const changed = async (change: Sql): Promise<boolean> => {
      await health('team')
      const before = await countedOn()
      await asViewer(db, { ...people.as('team'), role: 'system' }, (tx) => tx.query(change))
      await health('team')
      return await countedOn() !== before
    }
    const service = people.organisation('service')
    expect(await changed(sql`update cluster set revision = revision + 1 where cluster_id = 'health'`)).toBe(true)
    expect(await changed(sql`update member set role = 'guest' where organisation_id = ${service}`)).toBe(true)
    expect(await changed(sql`update account set disabled_at = now() where account_id in (select account_id from member where organisation_id = ${people.organisation('rival')})`)).toBe(true)
    expect(await changed(sql`update organisation set merged_into = ${people.organisation('research')} where organisation_id = ${service}`)).toBe(true)
    expect(await changed(sql`update member set seen_at = now() where organisation_id = ${service}`)).toBe(false)
  })
})
