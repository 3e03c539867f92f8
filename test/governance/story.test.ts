import { beforeAll, describe, expect, test } from 'vitest'
import { asViewer, readTogetherAs, systemViewer, type Viewer } from '../../src/access/viewer.ts'
import { identifier, sql } from '../../src/db/sql.ts'
import { actOnMotion, createMotion, openMotion } from '../../src/governance/motions.ts'
import { verifyEvents } from '../../src/governance/verify.ts'
import { listWork } from '../../src/governance/work-view.ts'
import { actOnWork, createWork, openWork } from '../../src/governance/work.ts'
import { withOwner } from '../support/db.ts'
import { centreTasks, shippedCharter } from '../../src/shared/charter.ts'
import type { MotionAct, WorkAct } from '../../src/shared/contract/governance.ts'
import { dayAfter } from '../../src/shared/calendar.ts'
import type { ActorType, GovernanceTask } from '../../src/shared/vocabulary.ts'
import { makeChain, type Made } from '../chain/fixture.ts'
import { useDb } from '../support/db.ts'

const db = await useDb()
let made: Made
const people: Record<string, Viewer> = {}
let day = '2026-03-02'
const now = (): Date => new Date(`${day}T02:00:00Z`)

beforeAll(async () => {
  made = await makeChain(db, 'story')
  await join('government', made.firms.O7!, 'government')
  await join('enterprise', made.firms.O1!, 'enterprise')
  await join('rival', made.firms.O2!, 'enterprise')
  for (const type of ['research', 'association', 'service'] as const) await join(type, await organisation(`${type}（虚构）`, type), type)
})

async function organisation(name: string, type: ActorType): Promise<number> {
  const rows = await asViewer(db, systemViewer('story'), (tx) => tx.query<{ id: number }>(sql`insert into organisation (cluster_id, name, actor_type, right_of_use) values ('story', ${name}, ${type}, 'cluster') returning organisation_id as id`))
  return rows[0]!.id
}

/** Somebody with an account, who speaks for an organisation. */
async function join(name: string, organisation: number, actorType: ActorType): Promise<void> {
  const account = await asViewer(db, systemViewer('story'), async (tx) => {
    const rows = await tx.query<{ id: number }>(sql`insert into account (email, name) values (${`${name}@story.example`}, ${name}) returning account_id as id`)
    await tx.query(sql`insert into member (cluster_id, account_id, organisation_id, role) values ('story', ${rows[0]!.id}, ${organisation}, 'member')`)
    return rows[0]!.id
  })
  people[name] = { cluster: 'story', account, organisation, actorType, role: 'member', centreOf: centreTasks(shippedCharter.assignments, { organisation, actorType }) }
}

const as = (name: string): Viewer => (name === 'team' ? { ...made.viewer, organisation: null, actorType: null } : people[name]!)
type Input<A extends { event: string; input: unknown }, E extends A['event']> = Extract<A, { event: E }>['input']

/** Does the next thing on a motion, on the version that stands. */
async function next<E extends MotionAct['event']>(motion: number, who: string, event: E, input: Input<MotionAct, E>): Promise<Awaited<ReturnType<typeof openMotion>>> {
  const { version } = await openMotion(db, as('team'), motion, now())
  return actOnMotion(db, as(who), motion, { event, version, input } as MotionAct, now())
}

async function nextWork<E extends WorkAct['event']>(item: number, who: string, event: E, input: Input<WorkAct, E>): Promise<Awaited<ReturnType<typeof openWork>>> {
  const { version } = await openWork(db, as('team'), item, now())
  return actOnWork(db, as(who), item, { event, version, input } as WorkAct, now())
}

async function move(task: GovernanceTask, who = 'association', more: object = {}): Promise<number> {
  const { motion } = await createMotion(db, as(who), { task, title: '分子泵替代验证', text: '两年内完成两家供应商的验证。', threshold: 1, evidence: [`node:${made.ids.choke}:state`], ...more }, now())
  return motion
}

/** From moved to the open ballot: consulted by silence. */
async function toBallot(motion: number, settings: Partial<Input<MotionAct, 'openDeliberation'>> = {}): Promise<void> {
  await next(motion, 'team', 'openDeliberation', { consultUntil: day, method: 'chambers', quorum: 0.5, secret: false, ...settings })
  day = dayAfter(day, 1)
  await next(motion, 'team', 'openBallot', { closesOn: day })
}

describe('from a choke point to closed work', () => {
  let motion: number
  let item: number

  test('an association moves, with the choke point pinned as evidence', async () => {
    motion = await move('T2')
    const seen = await openMotion(db, as('enterprise'), motion, now())
    expect(seen).toMatchObject({ state: 'moved', task: 'T2', version: 1 })
    expect(seen.evidence[0]).toMatchObject({ title: { zh: '分子泵的状态' }, value: { zh: '卡点', en: 'Choke point' } })
    expect(seen.evidence[0]!.snapshot).not.toBeNull()
    expect(seen.may).toMatchObject({ support: { allowed: true }, castVote: { allowed: false }, openDeliberation: { allowed: false } })
  })

  test('it is not decided before the support network has answered or its time has lapsed', async () => {
    await next(motion, 'team', 'openDeliberation', { consultUntil: dayAfter(day, 3), method: 'chambers', quorum: 0.5, secret: false })
    expect((await openMotion(db, as('government'), motion, now())).may['answerOpinion']).toMatchObject({ allowed: false, reason: { zh: '还没有人发表意见。' } })
    await next(motion, 'research', 'speak', { stance: 'for', text: '验证周期应不少于半年。' })
    await expect(next(motion, 'team', 'openBallot', { closesOn: dayAfter(day, 5) })).rejects.toMatchObject({ code: 'not-now', text: { zh: expect.stringContaining('支撑网络') as string } })
    day = dayAfter(day, 4)
    await expect(next(motion, 'team', 'openBallot', { closesOn: dayAfter(day, 5) })).rejects.toMatchObject({ code: 'not-now', text: { zh: expect.stringContaining('意见') as string } })
    await next(motion, 'team', 'answerOpinion', { opinion: 1, adopted: true, reason: '写入验证方案' })
    const open = await next(motion, 'team', 'openBallot', { closesOn: dayAfter(day, 5), reviewOn: '2027-03-01' })
    expect(open.consulted.map(({ actorType, answered, lapsed }) => [actorType, answered, lapsed])).toEqual([['research', true, false], ['association', false, true], ['service', false, true]])
  })

  test('the centres decide, chamber by chamber, with a dissent on record; others cannot vote', async () => {
    const delegate = async (who: string): Promise<boolean | undefined> => (await openMotion(db, as(who), motion, now())).may['delegate']?.allowed
    expect([await delegate('government'), await delegate('enterprise')]).toEqual([false, true])
    await expect(next(motion, 'research', 'castVote', { choice: 'yes' })).rejects.toMatchObject({ code: 'not-allowed' })
    await next(motion, 'government', 'castVote', { choice: 'yes' })
    await next(motion, 'enterprise', 'castVote', { choice: 'yes' })
    await next(motion, 'rival', 'dissent', { text: '费用分担不清。' })
    await expect(next(motion, 'team', 'closeBallot', {})).rejects.toMatchObject({ code: 'not-now' })
    await next(motion, 'rival', 'castVote', { choice: 'abstain' })
    const decided = await next(motion, 'team', 'closeBallot', {})
    expect(decided).toMatchObject({ state: 'adopted', tally: { quorate: true, adopted: true, yes: 2, abstain: 1 }, dissents: [{ text: '费用分担不清。' }] })
    expect(decided.frozen).toMatch(/^[0-9a-f]{64}$/)
  })

  test('what was decided on is frozen', async () => {
    for (const [event, input] of [['addEvidence', { ref: `node:${made.ids.weak}:state` }], ['castVote', { choice: 'no' }], ['withdraw', { reason: 'x' }]] as const) {
      await expect(next(motion, 'enterprise', event, input as never)).rejects.toMatchObject({ code: 'not-now' })
    }
  })

  test('work follows from the decision, led by a centre, split by city', async () => {
    const fields = { task: 'T2' as const, text: '', coOwners: [people.research!.organisation!], due: dayAfter(day, 5), department: null, parent: null }
    await expect(createWork(db, as('team'), { ...fields, title: 'x', lead: people.association!.organisation!, region: null, motion }, now())).rejects.toMatchObject({ code: 'not-now' })
    const above = await createWork(db, as('team'), { ...fields, title: '分子泵替代验证', lead: people.enterprise!.organisation!, region: null, motion }, now())
    item = above.item
    const children = []
    for (const region of ['440300', '441900']) children.push((await createWork(db, as('team'), { ...fields, title: `验证 ${region}`, lead: people.enterprise!.organisation!, region, parent: item }, now())).item)
    expect(await openMotion(db, as('team'), motion, now())).toMatchObject({ work: 1, workItems: [{ item }] })
    for (const one of children) {
      await nextWork(one, 'enterprise', 'accept', {})
      await nextWork(one, 'enterprise', 'start', {})
    }
    expect((await openWork(db, as('team'), item, now())).progress).toBeCloseTo(0.4)
  })

  test('overdue work is urged, then escalated, then extended with a reason', async () => {
    day = dayAfter(day, 6)
    const late = await listWork(readTogetherAs(db, as('team')), as('team'), { light: 'overdue', offset: 0, limit: 10 }, day)
    expect(late.total).toBe(3)
    await expect(nextWork(item, 'team', 'escalate', { to: people.government!.organisation!, text: '提级' })).rejects.toMatchObject({ code: 'not-now' })
    await nextWork(item, 'team', 'urge', { text: '请于本周报结' })
    await nextWork(item, 'team', 'escalate', { to: people.government!.organisation!, text: '逾期一日' })
    const extended = await nextWork(item, 'government', 'extend', { due: dayAfter(day, 20), reason: '设备到货推迟' })
    expect(extended).toMatchObject({ light: 'onTime', urges: 1 })
  })

  test('it is closed only when its sub-tasks are, with evidence, and accepted by somebody else than its lead', async () => {
    const { children } = await openWork(db, as('team'), item, now())
    await nextWork(item, 'enterprise', 'accept', {})
    await nextWork(item, 'enterprise', 'start', {})
    await expect(nextWork(item, 'enterprise', 'report', { text: '完成', evidence: [] })).rejects.toMatchObject({ code: 'not-now' })
    await expect(nextWork(item, 'enterprise', 'approve', {})).rejects.toMatchObject({ code: 'not-allowed' })
    await nextWork(item, 'enterprise', 'report', { text: '完成', evidence: ['https://example.org/report'] })
    await nextWork(item, 'government', 'approve', {})
    await expect(nextWork(item, 'government', 'close', {})).rejects.toMatchObject({ code: 'not-now', text: { zh: expect.stringContaining('子事项') as string } })
    for (const { item: child } of children) {
      await nextWork(child, 'enterprise', 'report', { text: '完成', evidence: ['https://example.org/report'] })
      await nextWork(child, 'government', 'approve', {})
      await nextWork(child, 'government', 'close', {})
    }
    expect(await nextWork(item, 'government', 'close', {})).toMatchObject({ state: 'closed', progress: 1, light: 'none' })
  })
})

describe('who decides follows from the charter', () => {
  test('in T4 the same motion is decided without government', async () => {
    const motion = await move('T4')
    await toBallot(motion)
    const { seats } = await openMotion(db, as('team'), motion, now())
    expect(seats.map(({ chamber }) => chamber)).not.toContain('government')
    for (const who of ['enterprise', 'rival', 'research', 'association', 'service']) await next(motion, who, 'castVote', { choice: 'yes' })
    await expect(next(motion, 'government', 'castVote', { choice: 'no' })).rejects.toMatchObject({ code: 'not-allowed' })
    day = dayAfter(day, 1)
    expect(await next(motion, 'team', 'closeBallot', {})).toMatchObject({ state: 'adopted' })
  })

  test('in T1 it cannot be decided without the enterprises', async () => {
    const motion = await move('T1')
    await toBallot(motion, { quorum: 0 })
    for (const who of ['government', 'research']) await next(motion, who, 'castVote', { choice: 'yes' })
    day = dayAfter(day, 1)
    expect(await next(motion, 'team', 'closeBallot', {})).toMatchObject({ state: 'inquorate', frozen: null, tally: { adopted: false } })
    await next(motion, 'team', 'openBallot', { closesOn: day })
    for (const who of ['government', 'research', 'enterprise', 'rival']) await next(motion, who, 'castVote', { choice: 'yes' })
    expect(await next(motion, 'team', 'closeBallot', {})).toMatchObject({ state: 'adopted' })
  })

  test('who declares a conflict cannot vote, and a vote already cast goes', async () => {
    const motion = await move('T2')
    await toBallot(motion)
    await next(motion, 'rival', 'castVote', { choice: 'no' })
    await next(motion, 'rival', 'declareConflict', { text: '是被验证的供应商' })
    await expect(next(motion, 'rival', 'castVote', { choice: 'no' })).rejects.toMatchObject({ code: 'not-now', text: { zh: expect.stringContaining('利益冲突') as string } })
    await next(motion, 'enterprise', 'castVote', { choice: 'yes' })
    await next(motion, 'government', 'castVote', { choice: 'yes' })
    expect(await next(motion, 'team', 'closeBallot', {})).toMatchObject({ state: 'adopted', tally: { no: 0 } })
  })

  test('the charter changes by a decision of its centres alone, and what it says holds at once', async () => {
    const rows = shippedCharter.assignments.filter(({ task }) => task === 'T3')
    const promoted = rows.map((row) => (row.actorType === 'association' ? { ...row, part: 'centre' as const } : row))
    await expect(move('T3', 'association', { amendment: rows })).rejects.toMatchObject({ code: 'invalid-request' })
    await expect(move('T3', 'association', { amendment: rows.map((row) => ({ ...row, part: 'support' })) })).rejects.toMatchObject({ code: 'invalid-request' })
    const motion = await move('T3', 'association', { amendment: promoted })
    const late = await move('T3', 'association', { amendment: promoted.map((row) => ({ ...row, chamber: row.part === 'centre' ? 'all' : undefined })) })
    await toBallot(motion, { method: 'consent' })
    for (const who of ['enterprise', 'rival', 'research']) await next(motion, who, 'castVote', { choice: 'yes' })
    await next(motion, 'team', 'closeBallot', {})
    const after = await openMotion(db, as('association'), await move('T3'), now())
    expect(after.may.castVote!.reason!.zh).toContain('状态')
    // What was written against the charter of before is not decided on the charter of after.
    await next(late, 'team', 'openDeliberation', { consultUntil: day, method: 'chambers', quorum: 0.5, secret: false })
    day = dayAfter(day, 1)
    await expect(next(late, 'team', 'openBallot', { closesOn: day })).rejects.toMatchObject({ code: 'not-now' })
  })
})

describe('a secret ballot', () => {
  test('shows who has voted and never how, neither in the thread nor in the log', async () => {
    const motion = await move('T2')
    await toBallot(motion, { secret: true })
    await next(motion, 'enterprise', 'castVote', { choice: 'no', reason: '费用' })
    const seat = async (who: string): Promise<unknown> => (await openMotion(db, as(who), motion, now())).seats.find(({ organisation }) => organisation.id === people.enterprise!.organisation)
    expect(await seat('enterprise')).toMatchObject({ voted: true, choice: 'no' })
    for (const who of ['government', 'team']) {
      expect(await seat(who)).toMatchObject({ voted: true, choice: null, reason: null })
      expect(JSON.stringify((await openMotion(db, as(who), motion, now())).events)).not.toContain('费用')
    }
  })
})

describe('two people on one item', () => {
  test('the second is refused with both versions, and neither change is lost', async () => {
    const motion = await move('T2')
    const { version } = await openMotion(db, as('enterprise'), motion, now())
    const act = (who: string): Promise<unknown> => actOnMotion(db, as(who), motion, { event: 'support', version, input: {} }, now())
    const results = await Promise.allSettled([act('enterprise'), act('rival')])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'changed-meanwhile', details: { version: version + 1, yours: { event: 'support', version } } } })
    expect((await openMotion(db, as('team'), motion, now())).supporters).toHaveLength(2)
  })
})

describe('the log', () => {
  test('is whole, and replays to what stands', async () => {
    const verdict = await verifyEvents(db, made.viewer)
    expect(verdict).toMatchObject({ intact: true, brokenAt: null, differing: [] })
    expect(verdict.events).toBeGreaterThan(60)
  })

  test('nobody changes or removes an event, nor writes one in another’s name', async () => {
    const changed = await asViewer(db, systemViewer('story'), (tx) => tx.query(sql`update governance_event set event = 'x' returning 1`))
    expect(changed).toEqual([])
    const insert = sql`insert into ${identifier('governance_event')} (cluster_id, event_id, item_id, version, event, account_id, payload, made_at, previous_hash, hash) values ('story', 99999, 1, 1, 'x', 1, '{}', now(), '', '')`
    await expect(asViewer(db, { ...systemViewer('story'), account: 2 }, (tx) => tx.query(insert))).rejects.toThrow(/row-level security/)
  })

  test('an event changed below the program is found', async () => {
    await withOwner(db, (owner) => owner.query(sql`update governance_event set payload = '{"text": "nobody dissents"}' where cluster_id = 'story' and event = 'dissent'`))
    const verdict = await verifyEvents(db, made.viewer)
    expect(verdict.intact).toBe(false)
    expect(verdict.brokenAt).not.toBeNull()
    expect(verdict.differing).toHaveLength(1)
  })
})
