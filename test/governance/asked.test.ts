import { expect, test } from 'vitest'
import { asViewer } from '../../src/access/viewer.ts'
import { listMotions } from '../../src/governance/motion-view.ts'
import { actOnMotion, createMotion, openMotion } from '../../src/governance/motions.ts'
import { getWorkbench } from '../../src/governance/workbench.ts'
import { dayAfter } from '../../src/shared/calendar.ts'
import type { MotionAct } from '../../src/shared/contract/governance.ts'
import { useDb } from '../support/db.ts'
import { makePeople } from './people.ts'

const db = await useDb()
const people = await makePeople(db, 'asked')
const names = ['team', 'government', 'enterprise', 'rival', 'research', 'association', 'service'] as const
const seen = new Set<string>()
let day = '2026-03-02'
const now = (): Date => new Date(`${day}T02:00:00Z`)

test('what the list and the workbench say waits for somebody is what each motion waits for when they open it', async () => {
  const motion = await move(2)
  const act = async (who: (typeof names)[number], event: MotionAct['event'], input: object = {}): Promise<void> => {
    const { version } = await openMotion(db, people.as('team'), motion, now())
    await actOnMotion(db, people.as(who), motion, { event, version, input } as MotionAct, now())
    await check([motion])
  }
  await check([motion])
  await act('enterprise', 'support')
  await act('team', 'openDeliberation', { consultUntil: dayAfter(day, 5), method: 'chambers', quorum: 0.5, secret: true })
  await act('research', 'speak', { stance: 'against', text: '验证周期应不少于半年。' })
  await act('government', 'answerOpinion', { opinion: 1, adopted: false, reason: '已有安排' })
  day = dayAfter(day, 6)
  await check([motion])
  await act('government', 'openBallot', { closesOn: dayAfter(day, 1) })
  await act('rival', 'delegate', { to: people.organisation('enterprise') })
  await act('enterprise', 'castVote', { choice: 'yes' })
  day = dayAfter(day, 2)
  await check([motion])
  await act('government', 'closeBallot')
  expect((await openMotion(db, people.as('team'), motion, now())).state).toBe('inquorate')
  await act('government', 'openBallot', { closesOn: dayAfter(day, 1) })
  // A chamber that nobody can vote in any more keeps a ballot from being opened: that is no part of what is kept.
  await act('government', 'declareConflict', { text: '亲属任职' })
  await act('enterprise', 'castVote', { choice: 'yes' })
  await act('rival', 'castVote', { choice: 'yes' })
  await act('team', 'closeBallot')
  await check([motion, await move(1)])
  expect([...seen].sort()).toEqual(['answerOpinion', 'castVote', 'closeBallot', 'openBallot', 'openDeliberation', 'speak', 'support'])
})

async function move(threshold: number): Promise<number> {
  return (await createMotion(db, people.as('association'), { task: 'T2', title: '分子泵替代', text: '两年内完成验证。', threshold, evidence: ['https://example.org/evidence'] }, now())).motion
}

async function check(motions: readonly number[]): Promise<void> {
  for (const who of names) {
    const viewer = people.as(who)
    const opened = await Promise.all(motions.map(async (motion) => (await openMotion(db, viewer, motion, now())).waits))
    const list = await asViewer(db, viewer, (tx) => listMotions(tx, viewer, { offset: 0, limit: 10 }, now()))
    expect(motions.map((motion) => list.items.find((one) => one.motion === motion)!.waits)).toEqual(opened)
    const lines = (await getWorkbench(db, viewer, now())).waiting.filter(({ kind }) => kind.startsWith('governance-'))
    expect(lines.map(({ kind, count }) => [kind.slice('governance-'.length), count]).sort()).toEqual(countEach(opened.flat()).sort())
    for (const event of opened.flat()) seen.add(event)
  }
}

function countEach(events: readonly string[]): [string, number][] {
  return [...new Set(events)].map((event) => [event, events.filter((one) => one === event).length])
}
