import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonical, hashOf } from '../../ledger/canonical.ts'
import { chamberOf, faultsOf, placeIn, shippedCharter, type RoleAssignment } from '../../shared/charter.ts'
import { dayAfter } from '../../shared/calendar.ts'
import { methods, type MotionEvent, type WorkEvent } from '../../shared/governance.ts'
import { actorTypes, keysOf, type GovernanceTask } from '../../shared/vocabulary.ts'
import type { Pinned } from './evidence.ts'
import { decide, follow, objection, replay, type Recorded } from './machine.ts'
import { motionMachine, noMotion, type Motion, type MotionWorld } from './motion.ts'
import { chambersOf, rightsIn, seatsOf, toConsult, type Body } from './rights.ts'
import { asksOf, awaited, waitsFor } from './waits.ts'
import { noWork, workMachine, type Work, type WorkWorld } from './work.ts'
import { refusedOr } from './refused-fixture.ts'

const task: GovernanceTask = 'T1'
const types = keysOf(actorTypes)
const duty = { zh: '职责', en: 'duty' }
const proof: Pinned = { ref: 'claim:1', title: duty, value: '1', note: null, source: null, grade: 'B', audience: 'cluster', pinnedAt: '', snapshot: null, sha256: '' }

/** Charters of one task: any actor type may be a centre, in the support network, or absent; some rows are joined, some organisations named. */
const charters = fc.tuple(fc.array(fc.constantFrom('centre', 'support', 'none'), { minLength: 5, maxLength: 5 }), fc.boolean(), fc.boolean()).map(([parts, joined, named]) => {
  const rows = parts.flatMap((part, n): RoleAssignment[] => (part === 'none' ? [] : [{ task, layer: 'strategic', actorType: types[n]!, part: part as 'centre', duty, ...(joined && part === 'centre' && n < 2 ? { chamber: 'joined' } : {}) }]))
  return named ? [...rows, { task, layer: 'strategic' as const, actorType: 'association' as const, part: 'centre' as const, duty, organisations: [1] }] : rows
}).filter((rows) => faultsOf(rows).length === 0)

const memberships = fc.array(fc.constantFrom(...types), { minLength: 1, maxLength: 9 }).map((list) => list.map((actorType, n): Body => ({ organisation: n + 1, actorType })))
/** Whether the deliberation is to be held at a meeting. */
const settings = fc.record({ atMeeting: fc.boolean(), method: fc.constantFrom(...keysOf(methods)), quorum: fc.constantFrom(0, 0.3, 0.5, 0.67, 1), secret: fc.boolean() })

type Step = { event: MotionEvent; by: number; team: boolean; pass: number; choice: 'yes' | 'no' | 'abstain'; to: number; guided: boolean; pick: number }
const events = keysOf({ support: duty, addEvidence: duty, declareConflict: duty, openDeliberation: duty, changeForm: duty, speak: duty, noteOpinion: duty, meet: duty, answerOpinion: duty, openBallot: duty, castVote: duty, delegate: duty, dissent: duty, closeBallot: duty, withdraw: duty })
/** Half of the steps are guided: something that is possible now, by somebody who can do it, so that runs get far. */
const step: fc.Arbitrary<Step> = fc.record({
  guided: fc.boolean(), pick: fc.nat(9999), event: fc.constantFrom(...events),
  by: fc.integer({ min: 1, max: 9 }), team: fc.boolean(), pass: fc.constantFrom(0, 0, 0, 1, 5), choice: fc.constantFrom('yes', 'yes', 'no', 'abstain'), to: fc.integer({ min: 1, max: 9 }),
})

type Setting = { charter: RoleAssignment[]; bodies: Body[]; atMeeting: boolean; method: keyof typeof methods; quorum: number; secret: boolean }
const atTable = [1, 3, 4, 6]

function worldOf({ charter, bodies }: Setting, today: string, by: number | null, team: boolean): MotionWorld {
  const body = bodies.find(({ organisation }) => organisation === by) ?? { organisation: by, actorType: null }
  return {
    at: `${today}T08:00:00.000Z`, account: by, organisation: by, today, rights: rightsIn(charter, task, { ...body, role: team ? 'analyst' : 'member' }), chambers: chambersOf(charter, task),
    seats: seatsOf(charter, task, bodies), consult: toConsult(charter, task, bodies), charterVersion: 1, charterMoved: false, called: null, table: { present: atTable, heldOn: today, mayNote: team }, pinned: [proof], hashOf,
  }
}

function guide(step: Step, isPossible: (event: MotionEvent, by: number, team: boolean) => boolean): Step {
  const possible = events.filter((event) => event !== 'withdraw' && event !== 'declareConflict' && event !== 'changeForm').flatMap((event) =>
    [1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((by) => [true, false].map((team) => ({ event, by, team })))).filter(({ event, by, team }) => isPossible(event, by, team))
  // One kind of event is as likely as another, however many could do it.
  const kinds = [...new Set(possible.map(({ event }) => event))].filter((event, _, all) => event !== 'noteOpinion' || !all.includes('speak') || step.pick % 3 === 0)
  const chosen = possible.filter(({ event }) => event === kinds[step.pick % kinds.length])
  return { ...step, ...chosen[Math.floor(step.pick / 7) % Math.max(1, chosen.length)] }
}

function inputOf({ event, choice, to }: Step, state: Motion, { method, quorum, secret, bodies }: Setting, today: string): object {
  const inputs: Partial<Record<MotionEvent, object>> = {
    addEvidence: { ref: 'claim:1' }, declareConflict: { text: '亲属任职' }, speak: { stance: 'for', text: '意见' }, noteOpinion: { organisation: to, stance: 'against', text: '会上所言' }, meet: { heldOn: today }, changeForm: { consultUntil: dayAfter(today, 2), reason: '改期' }, castVote: { choice, reason: '理由' }, delegate: { to }, dissent: { text: '异议' }, withdraw: { reason: '不再需要' },
    openDeliberation: { consultUntil: dayAfter(today, 2), method, quorum, secret, shares: bodies.map(({ organisation }) => ({ organisation, share: organisation })) },
    answerOpinion: { opinion: state.opinions.findLast(({ answer }) => answer === null)?.opinion ?? 1, adopted: true, reason: '采纳' }, openBallot: { closesOn: dayAfter(today, 3) },
  }
  return inputs[event] ?? {}
}

/** Plays steps; what is refused by the rules leaves no trace. */
function play(setting: Setting, steps: readonly Step[]): { state: Motion; log: Recorded[]; today: string } {
  let today = '2026-03-02'
  const log: Recorded[] = []
  let state = noMotion
  const perform = (event: string, input: object, known: MotionWorld): void => {
    const world = { ...known, called: setting.atMeeting ? { meeting: 100 + log.length, title: '联席会', day: today } : null }
    const payload = refusedOr(() => decide(motionMachine, state, world, { event, input }))
    if (payload === undefined) return
    const { at, account, organisation } = world
    log.push({ event, payload, at, account, organisation })
    state = follow(motionMachine, state, log.at(-1)!)
    check(setting, state, today)
    checkAsks(setting, state, today, [world.organisation])
  }
  perform('move', { task, title: '动议', text: '内容', threshold: 1, amendment: null }, worldOf(setting, today, 1, false))
  perform('openDeliberation', inputOf({ event: 'openDeliberation' } as Step, state, setting, today), worldOf(setting, today, 1, true))
  for (const raw of steps) {
    today = dayAfter(today, raw.pass)
    const one = raw.guided ? guide(raw, (event, by, team) => objection(motionMachine, state, worldOf(setting, today, by, team), event) === undefined) : raw
    perform(one.event, inputOf(one, state, setting, today), worldOf(setting, today, one.by, one.team))
  }
  checkAsks(setting, state, today, [1, 2, 3, 4, 5, 6, 7, 8, 9, null])
  return { state, log, today }
}

/** What a motion asks, told beforehand of everybody at once, is what it waits for when each looks: but for a chamber that nobody sits in. */
function checkAsks(setting: Setting, state: Motion, today: string, all: readonly (number | null)[]): void {
  const asks = asksOf(state)
  for (const by of all) for (const team of [true, false]) for (const day of [today, dayAfter(today, 9)]) {
    const world = worldOf(setting, day, by, team)
    const asked = asks.filter(({ right, organisation, except, from }) => world.rights.has(right) && (organisation === null || organisation === by) && (except === null || (by !== null && !except.includes(by))) && (from === null || from <= day))
    const waits = waitsFor(state, world)
    expect(awaited.filter((event) => asked.some((one) => one.event === event) && (event !== 'openBallot' || objection(motionMachine, state, world, event) === undefined))).toEqual(waits)
  }
}

function check({ charter }: Setting, state: Motion, today: string): void {
  const inConflict = new Set(state.conflicts.map(({ organisation }) => organisation))
  expect(state.votes.filter(({ organisation }) => inConflict.has(organisation))).toEqual([])
  expect(state.votes.every(({ organisation }) => state.roll.some((seat) => seat.organisation === organisation))).toBe(true)
  expect(new Set(state.votes.map(({ organisation }) => organisation)).size).toBe(state.votes.length)
  expect(state.opinions.every(({ meeting, organisation }) => meeting === undefined || atTable.includes(organisation))).toBe(true)
  if (state.state === 'voting') {
    expect(state.heldAt?.heldOn).not.toBeNull()
    expect(state.evidence.length).toBeGreaterThan(0)
    expect(state.consulted.every(({ key, lapsed }) => state.opinions.some(({ row }) => row === key) || (lapsed && today > state.consultUntil!))).toBe(true)
    expect(state.opinions.every(({ answer }) => answer !== null)).toBe(true)
  }
  if (state.state !== 'adopted' && state.state !== 'rejected') return
  for (const chamber of new Set(charter.filter(({ part }) => part === 'centre').map(chamberOf))) {
    const seats = state.roll.filter((seat) => seat.chamber === chamber && !inConflict.has(seat.organisation)).map(({ organisation }) => organisation)
    const voted = (one: number | undefined): boolean => state.votes.some(({ organisation }) => organisation === one)
    const heard = (one: number): boolean => state.method === 'convenor' && state.opinions.some(({ organisation }) => organisation === one)
    const present = seats.filter((one) => voted(one) || voted(state.delegations.find(({ from }) => from === one)?.to) || heard(one))
    expect(seats.length).toBeGreaterThan(0)
    expect(present.length).toBeGreaterThan(0)
    expect(present.length + 1e-9).toBeGreaterThanOrEqual(state.quorum * seats.length)
  }
}

describe('over random charters, memberships, methods and orders of events', () => {
  test('no decision without quorum, consultation and evidence; no vote in conflict; the log replays to the same state', () => {
    const reached = { voting: 0, decided: 0, met: 0, noted: 0 }
    fc.assert(fc.property(charters, memberships, settings, fc.array(step, { minLength: 10, maxLength: 60 }), (charter, bodies, given, steps) => {
      const { state, log } = play({ charter, bodies, ...given }, steps)
      expect(canonical(replay(motionMachine, noMotion, JSON.parse(JSON.stringify(log)) as Recorded[]))).toBe(canonical(state))
      reached.voting += log.some(({ event }) => event === 'openBallot') ? 1 : 0
      reached.decided += state.decidedAt === null ? 0 : 1
      reached.met += state.heldAt?.heldOn && log.some(({ event }) => event === 'openBallot') ? 1 : 0
      reached.noted += state.opinions.some(({ meeting }) => meeting !== undefined) ? 1 : 0
    }), { numRuns: 150, seed: 7 })
    // The property would hold of machines that never get anywhere.
    expect(reached.voting).toBeGreaterThan(15)
    expect(reached.decided).toBeGreaterThan(4)
    expect(reached.met).toBeGreaterThan(4)
    expect(reached.noted).toBeGreaterThan(15)
  })

  test('nobody who is not a centre by the charter votes, whatever their actor type', () => {
    fc.assert(fc.property(charters, memberships, settings, fc.array(step, { maxLength: 60 }), (charter, bodies, given, steps) => {
      const { state } = play({ charter, bodies, ...given }, steps)
      for (const { organisation } of state.votes) expect(placeIn(charter, task, bodies.find((one) => one.organisation === organisation)!)?.part).toBe('centre')
    }), { numRuns: 150, seed: 8 })
  })
})

const workStep = fc.record({
  event: fc.constantFrom<WorkEvent>('edit', 'accept', 'start', 'report', 'approve', 'sendBack', 'close', 'suspend', 'resume', 'urge', 'escalate', 'extend'), by: fc.integer({ min: 1, max: 3 }), team: fc.boolean(), proved: fc.boolean(), openChild: fc.boolean(), pass: fc.constantFrom(0, 0, 3),
  guided: fc.boolean(), pick: fc.nat(9999),
})
const workEventList: WorkEvent[] = ['accept', 'start', 'report', 'approve', 'close', 'sendBack', 'urge', 'escalate', 'suspend', 'resume']

function workWorld(today: string, { by, team, proved, openChild }: { by: number; team: boolean; proved: boolean; openChild: boolean }): WorkWorld {
  return {
    at: `${today}T08:00:00.000Z`, account: by, organisation: by, today, rights: rightsIn(shippedCharter.assignments, 'T2', { organisation: by, actorType: 'enterprise', role: team ? 'analyst' : 'member' }),
    placeOf: (one) => (one < 3 ? 'centre' : 'support'), children: openChild ? ['working'] : ['closed'], pinned: proved ? [proof] : [], above: undefined,
  }
}

test('no item is closed that was not reported with evidence and accepted by somebody else than its lead; the log replays to the same state', () => {
  let closed = 0
  fc.assert(fc.property(fc.array(workStep, { minLength: 20, maxLength: 120 }), (steps) => {
    let today = '2026-03-02'
    const log: Recorded[] = []
    let state: Work = noWork
    const perform = (event: string, input: object, more: { by: number; team: boolean; proved: boolean; openChild: boolean }): void => {
      const world = workWorld(today, more)
      const payload = refusedOr(() => decide(workMachine, state, world, { event, input }))
      if (payload === undefined) return
      const { at, account, organisation } = world
      log.push({ event, payload, at, account, organisation })
      state = follow(workMachine, state, log.at(-1)!)
    }
    const inputs: Partial<Record<WorkEvent, object>> = { edit: { title: '新标题' }, report: { text: '完成', evidence: [] }, sendBack: { reason: '缺材料' }, suspend: { reason: '等待' }, urge: { text: '请抓紧' }, escalate: { to: 2, text: '提级' }, approve: {} }
    perform('open', { task: 'T2', title: '替代验证', text: '', lead: 1, coOwners: [3], due: '2026-03-20', region: null, department: null, origin: { kind: 'hand', id: null, title: null }, parent: null }, { by: 2, team: true, proved: true, openChild: false })
    for (const { pass, guided, pick, ...raw } of steps) {
      today = dayAfter(today, pass)
      const possible = workEventList.flatMap((event) => [1, 2, 3].map((by) => ({ event, by, team: true, proved: true, openChild: false }))).filter((one) => objection(workMachine, state, workWorld(today, one), one.event) === undefined)
      const { event, ...more } = (guided ? possible[pick % Math.max(1, possible.length)] : undefined) ?? raw
      perform(event, event === 'extend' ? { due: dayAfter(today, 10), reason: '春节' } : inputs[event] ?? {}, more)
      if (event === 'escalate' && log.at(-1)?.event === 'escalate') expect(log.some((one) => one.event === 'urge')).toBe(true)
    }
    expect(canonical(replay(workMachine, noWork, log))).toBe(canonical(state))
    if (state.state !== 'closed') return
    closed += 1
    const approval = log.findLastIndex(({ event }) => event === 'approve')
    expect(log[approval]!.organisation).not.toBe(1)
    expect(log.slice(approval).some(({ event }) => event === 'sendBack')).toBe(false)
    expect(log.findLastIndex(({ event }) => event === 'report')).toBeLessThan(approval)
    expect(state.reports.every(({ evidence }) => evidence.length > 0)).toBe(true)
  }), { numRuns: 400, seed: 9 })
  expect(closed).toBeGreaterThan(10)
})
