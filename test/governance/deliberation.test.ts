import { beforeAll, expect, test } from 'vitest'
import { actOnMeeting, createMeeting, openMeeting } from '../../src/governance/meetings.ts'
import { createMechanism, openMechanism } from '../../src/governance/mechanisms.ts'
import { actOnMotion, createMotion, openMotion } from '../../src/governance/motions.ts'
import { getWorkbench } from '../../src/governance/workbench.ts'
import { verifyEvents } from '../../src/governance/verify.ts'
import type { MotionAct } from '../../src/shared/contract/governance.ts'
import type { MeetingAct } from '../../src/shared/contract/meetings.ts'
import { useDb } from '../support/db.ts'
import { makePeople, type People } from './people.ts'

const db = await useDb()
let day = '2026-11-02'
const now = (): Date => new Date(`${day}T02:00:00Z`)
let people: People
let mechanism: number

beforeAll(async () => {
  people = await makePeople(db, 'held')
  const members = ['enterprise', 'association', 'research'].map((who) => people.organisation(who))
  mechanism = (await createMechanism(db, people.as('government'), { task: 'T2', title: '政企联席会', kind: 'jointMeeting', cadence: { unit: 'month', every: 1, nth: 1 }, start: '2026-11-01', convenor: people.organisation('government'), members, inputs: '', outputs: '', template: '' }, now())).mechanism
})

const move = async (title: string): Promise<number> => (await createMotion(db, people.as('association'), { task: 'T2', title, text: '两年内完成验证。', threshold: 1, evidence: ['https://example.org/a'] }, now())).motion
async function act(motion: number, who: string, event: MotionAct['event'], input: object = {}): ReturnType<typeof actOnMotion> {
  const { version } = await openMotion(db, people.as('team'), motion, now())
  return actOnMotion(db, people.as(who), motion, { event, version, input } as MotionAct, now())
}
async function sit(meeting: number, who: string, event: MeetingAct['event'], input: object = {}): ReturnType<typeof actOnMeeting> {
  const { version } = await openMeeting(db, people.as('team'), meeting, now())
  return actOnMeeting(db, people.as(who), meeting, { event, version, input } as MeetingAct, now())
}
const attend = (meeting: number, who: string, presence: string): Promise<unknown> => sit(meeting, 'government', 'attend', { organisation: people.organisation(who), presence, people: '' })
const terms = { consultUntil: '2026-11-06', method: 'chambers', quorum: 0.5, secret: false }

test('a motion is deliberated at a meeting: what was said there is noted for those present, answered, and the ballot waits for the meeting', async () => {
  const motion = await move('建立备份产能')
  const opened = await act(motion, 'government', 'openDeliberation', { ...terms, heldAt: { mechanism, day: '2026-11-02' } })
  const { meeting } = opened.heldAt!
  expect(opened.heldAt).toEqual({ meeting, title: '政企联席会', day: '2026-11-02', heldOn: null, seen: true })
  const table = await openMeeting(db, people.as('association'), meeting, now())
  expect(table.agenda.map((one) => one.motion?.motion)).toEqual([motion])
  await expect(sit(meeting, 'government', 'arrange', { items: [] })).rejects.toMatchObject({ code: 'not-now', text: { zh: expect.stringContaining('不能移出议程') } })
  await sit(meeting, 'government', 'open', { heldOn: day })
  const said = { organisation: people.organisation('research'), stance: 'against', text: '验证周期应不少于半年。' }
  await expect(act(motion, 'government', 'noteOpinion', said)).rejects.toMatchObject({ code: 'not-now' })
  for (const [who, presence] of [['research', 'present'], ['enterprise', 'represented'], ['association', 'absent'], ['government', 'present']] as const) await attend(meeting, who, presence)
  // Who called the meeting notes it; a member at the table does not, and nobody notes what an absent one said.
  await expect(act(motion, 'enterprise', 'noteOpinion', said)).rejects.toMatchObject({ code: 'not-now' })
  await expect(act(motion, 'government', 'noteOpinion', { ...said, organisation: people.organisation('association') })).rejects.toMatchObject({ code: 'not-now' })
  const noted = await act(motion, 'government', 'noteOpinion', said)
  expect(noted.opinions).toMatchObject([{ organisation: { id: said.organisation }, meeting, stance: 'against', answer: null }])
  expect(noted.consulted.find(({ actorType }) => actorType === 'research')).toMatchObject({ answered: true })
  await expect(attend(meeting, 'research', 'absent')).rejects.toMatchObject({ code: 'not-now' })
  await act(motion, 'government', 'answerOpinion', { opinion: 1, adopted: true, reason: '改为半年' })
  await act(motion, 'association', 'speak', { stance: 'for', text: '书面赞成。' })
  await act(motion, 'government', 'answerOpinion', { opinion: 2, adopted: true, reason: '照办' })
  day = '2026-11-09'
  const early = await openMotion(db, people.as('government'), motion, now())
  expect([early.waits, early.may['openBallot']]).toMatchObject([[], { allowed: false, reason: { zh: '会商所在的会议还没有开完。' } }])
  await sit(meeting, 'government', 'rise')
  const met = await openMotion(db, people.as('rival'), motion, now())
  // Who does not sit at the table reads in which form and where, and no more of the meeting.
  expect([met.heldAt, met.meetings]).toEqual([{ meeting, title: '政企联席会', day: '2026-11-02', heldOn: '2026-11-02', seen: false }, []])
  expect((await openMotion(db, people.as('government'), motion, now())).meetings).toMatchObject([{ meeting, state: 'drafted', stands: true }])
  await expect(act(motion, 'government', 'changeForm', { consultUntil: '2026-11-20', reason: '改期' })).rejects.toMatchObject({ code: 'not-now' })
  const voting = await act(motion, 'government', 'openBallot', { closesOn: '2026-11-12' })
  expect(voting.consulted.map(({ actorType, answered, lapsed }) => [actorType, answered, lapsed])).toEqual(expect.arrayContaining([['research', true, false], ['association', true, false], ['service', false, true]]))
})

test('a support network that said nothing at the meeting keeps its time; a cancelled meeting sends the deliberation back to writing', async () => {
  day = '2026-11-10'
  const motion = await move('共担验证费用')
  const { meeting } = await createMeeting(db, people.as('government'), { mechanism, day: '2026-12-01' }, now())
  await act(motion, 'team', 'openDeliberation', { ...terms, consultUntil: '2026-11-11' })
  await act(motion, 'team', 'changeForm', { heldAt: { meeting }, consultUntil: '2026-12-03', reason: '分歧较大，当面会商' })
  await sit(meeting, 'government', 'cancel', { reason: '人数不足' })
  const back = await openMotion(db, people.as('government'), motion, now())
  expect([back.heldAt, back.consultUntil, back.events.at(-1)]).toMatchObject([null, '2026-12-03', { event: 'changeForm', payload: { reason: '人数不足' } }])
  await expect(act(motion, 'team', 'openBallot', { closesOn: '2026-12-09' })).rejects.toMatchObject({ code: 'not-now' })
  await expect(act(motion, 'team', 'changeForm', { heldAt: { meeting }, consultUntil: '2026-12-03', reason: '再开' })).rejects.toMatchObject({ code: 'not-now' })
  await expect(act(motion, 'government', 'changeForm', { heldAt: { meeting: 999999 }, consultUntil: '2026-12-03', reason: '再开' })).rejects.toMatchObject({ code: 'not-found' })
  day = '2026-12-04'
  expect((await act(motion, 'team', 'openBallot', { closesOn: '2026-12-09' })).consulted.every(({ lapsed }) => lapsed)).toBe(true)
})

test('a meeting of another task holds no deliberation of it, and nothing is left half done', async () => {
  const { motion } = await createMotion(db, people.as('association'), { task: 'T1', title: '季度会商', text: '每季一次。', threshold: 1, evidence: ['https://example.org/b'] }, now())
  const [next, later] = (await openMechanism(db, people.as('team'), mechanism, now())).occurrences.filter(({ state }) => state === 'coming').map((one) => one.day)
  const { meeting } = await createMeeting(db, people.as('government'), { mechanism, day: next! }, now())
  await expect(act(motion, 'team', 'openDeliberation', { ...terms, consultUntil: '2026-12-20', heldAt: { meeting } })).rejects.toMatchObject({ code: 'not-now' })
  // Each is told of the next meeting they are invited to, and of what they moved that stands on its agenda: the two motions of T2 under way.
  const lineFor = async (who: string) => (await getWorkbench(db, people.as(who), now())).waiting.find(({ kind }) => kind === 'meeting')
  expect(await lineFor('research')).toMatchObject({ href: `/meetings/${meeting}`, text: { zh: `受邀会议：政企联席会 ${next}` } })
  expect([await lineFor('rival'), await lineFor('team')]).toEqual([undefined, undefined])
  expect((await lineFor('association'))!.text.en).toBe(`You are invited to a meeting: 政企联席会 ${next}, with 2 motions of yours on the agenda`)
  // Refused on the motion, the meeting is not called either.
  await expect(act(await move('验证线'), 'team', 'openDeliberation', { ...terms, consultUntil: '2026-01-01', heldAt: { mechanism, day: later } })).rejects.toMatchObject({ code: 'not-now' })
  expect((await createMeeting(db, people.as('team'), { mechanism, day: later! }, now())).state).toBe('planned')
  expect(await verifyEvents(db, people.as('team'))).toMatchObject({ intact: true, differing: [] })
})
