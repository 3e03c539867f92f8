import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonical, hashOf } from '../../ledger/canonical.ts'
import type { MeetingEvent } from '../../shared/meetings.ts'
import { decide, follow, replay, type Recorded } from './machine.ts'
import { firstAgenda, meetingMachine, noMeeting, rightsAtTable, touchedAt, type Meeting, type MeetingWorld } from './meeting.ts'
import { refusedOr } from './refused-fixture.ts'

/** Organisation 1 convenes, 2 and 3 sit at the table, 4 does not; motion 8 is decided, 9 is not. */
const members = [1, 2, 3]
const called = { task: 'T2', mechanism: 7, title: '联席会', convenor: 1, due: '2026-12-01', invited: members, items: firstAgenda({ inputs: '诉求清单', template: '一、上次事项\n2. 交期' }, [{ motion: 8, title: '备份' }, { motion: 9, title: '替代' }]) }
const motions: MeetingWorld['motions'] = new Map([[8, { task: 'T2', title: '备份', state: 'adopted', frozen: 'f8' }], [9, { task: 'T2', title: '替代', state: 'voting', frozen: null }]])

function worldOf(state: Meeting, by: number, at: number): MeetingWorld {
  const moment = new Date(Date.UTC(2026, 11, 1, 0, at)).toISOString()
  return { at: moment, account: by, organisation: by, today: '2026-12-01', rights: rightsAtTable(state.state === 'none' ? { convenor: 1, attendance: [] } : state, { role: 'member', organisation: by }), members, motions, followed: new Set([1]), deliberated: new Set([9]), heard: new Set([3]), hashOf }
}

const step = fc.record({
  event: fc.constantFrom<MeetingEvent>('propose', 'arrange', 'open', 'attend', 'attend', 'attend', 'write', 'write', 'write', 'write', 'remove', 'decided', 'rise', 'approve', 'correct', 'cancel', 'invite'),
  by: fc.integer({ min: 1, max: 4 }), about: fc.integer({ min: 1, max: 4 }), fresh: fc.boolean(), behind: fc.integer({ min: 0, max: 3 }), word: fc.constantFrom('交期', '验证', '备份'), presence: fc.constantFrom('present', 'represented', 'absent', null), motion: fc.constantFrom(8, 9), guided: fc.boolean(),
})
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** What brings the meeting on from where it stands. */
function guide({ state, attendance, paragraphs }: Meeting, one: Step): Step {
  const missing = attendance.find(({ presence }) => presence === null)
  const next: Partial<Record<Meeting['state'], MeetingEvent>> = { planned: 'open', sitting: missing ? 'attend' : 'rise', drafted: paragraphs.length > 0 ? 'approve' : 'write', correcting: 'approve', approved: 'correct' }
  return { ...one, by: 1, behind: 0, fresh: true, presence: 'present', about: missing?.organisation ?? 1, event: next[state] ?? one.event }
}

function inputOf({ event, about, fresh, word, presence, motion }: Step, { agenda }: Meeting): object {
  const inputs: Partial<Record<MeetingEvent, object>> = {
    propose: { title: word, text: '' }, arrange: { items: [...agenda.items].reverse().slice(fresh ? 0 : 1) }, open: { heldOn: '2026-12-01' }, attend: { organisation: about, presence, people: '' },
    write: { text: word, item: null, ...(fresh ? {} : { paragraph: about }) }, remove: { paragraph: about }, decided: { paragraph: about, motion }, correct: { reason: word }, cancel: { reason: word },
  }
  return inputs[event] ?? {}
}

type Played = { state: Meeting; log: Recorded[]; stale: number; typed: Map<number, string> }

/** Plays steps as the server takes them: whoever read an older version of the part they change is refused. */
function play(steps: readonly Step[]): Played {
  let state: Meeting = noMeeting
  const played: Omit<Played, 'state'> = { log: [], stale: 0, typed: new Map() }
  for (const [n, raw] of [{ event: 'call' as const, by: 1, behind: 0, guided: false } as unknown as Step, ...steps].entries()) {
    const one = raw.guided ? guide(state, raw) : raw
    const input = one.event === 'call' ? called : inputOf(one, state)
    if (state.version - one.behind < touchedAt(state, { event: one.event, input })) {
      played.stale += 1
      continue
    }
    const world = worldOf(state, one.by, n)
    const payload = refusedOr(() => decide(meetingMachine, state, world, { event: one.event, input }))
    if (payload === undefined) continue
    played.log.push({ event: one.event, payload, at: world.at, account: one.by, organisation: one.by })
    const before = state
    state = follow(meetingMachine, state, played.log.at(-1)!)
    checkStep(before, state, one)
    if (one.event === 'write') played.typed.set((payload as { paragraph: number }).paragraph, one.word)
    if (one.event === 'remove') played.typed.delete((input as { paragraph: number }).paragraph)
  }
  return { state, ...played }
}

function checkStep(before: Meeting, after: Meeting, { event, by }: Step): void {
  expect(after.version).toBe(before.version + 1)
  expect(by).not.toBe(4)
  if (['open', 'rise', 'approve', 'correct', 'cancel', 'arrange', 'decided'].includes(event)) expect(by).toBe(1)
  // Approved minutes stay as they were, whatever follows.
  expect(after.editions.slice(0, before.editions.length)).toEqual(before.editions)
  if (before.state === 'approved') expect(event).toBe('correct')
}

test('over random orders of events: those at the table alone, nothing typed is lost, approved minutes never change; the log replays to the same state', () => {
  const reached = { approved: 0, corrected: 0, stale: 0 }
  fc.assert(fc.property(fc.array(step, { minLength: 30, maxLength: 120 }), (steps) => {
    const { state, log, stale, typed } = play(steps)
    expect(canonical(replay(meetingMachine, noMeeting, JSON.parse(JSON.stringify(log)) as Recorded[]))).toBe(canonical(state))
    expect(new Map(state.paragraphs.map(({ paragraph, text }) => [paragraph, text]))).toEqual(typed)
    // Motion 9 is deliberated here, and 3 was heard: the one stays on the agenda, the other was not absent.
    expect(state.state === 'none' || state.agenda.items.some(({ motion }) => motion === 9)).toBe(true)
    expect(state.attendance.some(({ organisation, presence }) => organisation === 3 && presence === 'absent')).toBe(false)
    expect(state.paragraphs.every(({ decision }) => decision === null || decision.motion === 8)).toBe(true)
    expect(state.editions.every(({ attendance, paragraphs }) => paragraphs.length > 0 && attendance.every(({ presence }) => presence !== null))).toBe(true)
    // Work has come from the first paragraph: it stays.
    if (state.written > 0) expect(state.paragraphs.some(({ paragraph }) => paragraph === 1)).toBe(true)
    reached.approved += state.editions.length > 0 ? 1 : 0
    reached.corrected += state.editions.length > 1 ? 1 : 0
    reached.stale += stale
  }), { numRuns: 200, seed: 5 })
  expect(reached.approved).toBeGreaterThan(20)
  expect(reached.corrected).toBeGreaterThan(2)
  expect(reached.stale).toBeGreaterThan(100)
})

test('the first agenda is what is to be brought, then the template without its numbers, then the motions that wait', () => {
  expect(called.items.map(({ title, motion }) => [title, motion])).toEqual([['诉求清单', null], ['上次事项', null], ['交期', null], ['备份', 8], ['替代', 9]])
  expect(firstAgenda({ inputs: '', template: '（一）通报\n\n 3.5 亿元项目' }, []).map(({ title }) => title)).toEqual(['通报', '3.5 亿元项目'])
})
