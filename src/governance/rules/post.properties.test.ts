import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonical } from '../../ledger/canonical.ts'
import { dayAfter } from '../../shared/calendar.ts'
import { chamberOf, faultsOf, placeIn, shippedCharter, standWith, type RoleAssignment } from '../../shared/charter.ts'
import type { PostEvent } from '../../shared/posts.ts'
import type { ActorType } from '../../shared/vocabulary.ts'
import { decide, follow, replay, type Recorded } from './machine.ts'
import { noPost, postMachine, seatsOn, spansOf, type Post, type PostWorld } from './post.ts'
import { refusedOr } from './refused-fixture.ts'
import { chambersOf, rightsIn, seatsOf } from './rights.ts'

const who: [number | null, ActorType | null, boolean][] = [[1, 'government', false], [2, 'enterprise', false], [3, 'association', false], [null, null, true]]
const step = fc.record({
  event: fc.constantFrom<PostEvent>('appoint', 'appoint', 'appoint', 'endTerm', 'substitute', 'substitute', 'endSubstitution', 'edit', 'abolish'), by: fc.constantFrom(...who, who[3]!), organisation: fc.integer({ min: 1, max: 5 }),
  seat: fc.integer({ min: 1, max: 3 }), term: fc.integer({ min: 1, max: 8 }), offset: fc.integer({ min: -20, max: 40 }), length: fc.constantFrom(0, 5, 30, 200, null), pass: fc.integer({ min: 0, max: 15 }), grounded: fc.constantFrom(true, true, false),
})
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never
const known = [1, 2, 3, 4]

function inputOf({ event, organisation, seat, term, offset, length, grounded }: Step, today: string): object {
  const from = dayAfter(today, offset)
  const until = length === null ? null : dayAfter(from, length)
  const inputs: Record<PostEvent, object> = {
    establish: {}, edit: { text: '职责' }, appoint: { seat, organisation, person: null, from, until, ...(grounded ? { basis: '示范〔2026〕1号' } : {}) }, endTerm: { term, on: from, reason: '调任' },
    substitute: { seat, organisation, person: null, from, until: until ?? from, reason: '出访' }, endSubstitution: { seat, on: from }, abolish: { reason: '不再需要' },
  }
  return inputs[event]
}

function worldOf([organisation, actorType, team]: (typeof who)[number], today: string): PostWorld {
  return {
    at: `${today}T03:00:00.000Z`, account: 1, organisation, today, rights: rightsIn(shippedCharter.assignments, 'T1', { organisation, actorType, role: team ? 'analyst' : 'member' }),
    isKnown: (one) => known.includes(one), decision: null, above: new Map([[10, null]]), self: 10, named: ['T2'],
  }
}

/** Every seat is accounted for on every day, once, without a gap. */
function checkSpans(state: Post): void {
  for (const [n] of state.seats.entries()) {
    const spans = spansOf(state).filter(({ seat }) => seat === n + 1)
    expect(spans.at(-1)!.until).toBe('9999-12-31')
    for (const [at, span] of spans.entries()) {
      expect(span.from <= span.until).toBe(true)
      if (at > 0) expect(span.from).toBe(dayAfter(spans[at - 1]!.until, 1))
    }
  }
}

test('over random orders of events: a seat has one holder at a time, each with a ground, appointed by who administers; who stands in does so within a term; the log replays', () => {
  const reached = { appointed: 0, stoodIn: 0 }
  fc.assert(fc.property(fc.array(step, { minLength: 10, maxLength: 60 }), (steps) => {
    let today = '2026-01-05'
    let state: Post = noPost
    const log: Recorded[] = []
    const perform = (event: PostEvent, input: object, by: (typeof who)[number]): boolean => {
      const { at, account, organisation, ...rest } = worldOf(by, today)
      const payload = refusedOr(() => decide(postMachine, state, { at, account, organisation, ...rest }, { event, input }))
      if (payload === undefined) return false
      log.push({ event, payload, at, account, organisation })
      state = follow(postMachine, state, log.at(-1)!)
      return true
    }
    perform('establish', { task: 'T1', kind: 'advisory', title: '战略咨询委员会', text: '', region: null, above: null, seats: ['主任', '委员', '委员'] }, who[3]!)
    for (const one of steps) {
      today = dayAfter(today, one.pass)
      const done = perform(one.event, inputOf(one, today), one.by)
      if (done && one.event === 'appoint') expect([one.grounded, known.includes(one.organisation), one.by[2] || one.by[0] === 1]).toEqual([true, true, true])
      checkSpans(state)
    }
    // The charter names it: it stays.
    expect(state.state).toBe('standing')
    for (const term of state.terms) for (const standIn of term.standIns) expect(term.from <= standIn.from && standIn.until <= (term.until ?? '9999-12-31')).toBe(true)
    const acting = (span: { from: string; until: string }): boolean => span.from <= today && today <= span.until
    for (const { seat, term, standIn } of seatsOn(state, today)) expect(spansOf(state).find((span) => span.seat === seat && acting(span))!.organisation).toBe((standIn ?? term)?.organisation ?? null)
    reached.appointed += state.terms.length
    reached.stoodIn += state.terms.reduce((sum, { standIns }) => sum + standIns.length, 0)
    expect(canonical(replay(postMachine, noPost, JSON.parse(JSON.stringify(log)) as Recorded[]))).toBe(canonical(state))
  }), { numRuns: 200, seed: 31 })
  expect(reached.appointed).toBeGreaterThan(200)
  expect(reached.stoodIn).toBeGreaterThan(30)
})

test('a term that ran out is told apart from one that was ended, and a successor from nobody', () => {
  const term = { term: 1, seat: 1, organisation: 1, person: null, from: '2026-01-01', until: '2026-03-31', basis: { motion: null, text: '文件' }, ended: null, standIns: [] }
  const post = (...terms: Post['terms']): Post => ({ ...noPost, state: 'standing', seats: ['链长'], since: '2026-01-01', terms })
  const stateOn = (day: string, ...terms: Post['terms']): string => seatsOn(post(...terms), day)[0]!.state
  expect([stateOn('2026-01-15', term), stateOn('2026-02-15', term), stateOn('2026-04-01', term)]).toEqual(['held', 'endsSoon', 'lapsed'])
  expect(stateOn('2026-04-01', { ...term, ended: { reason: '调任', at: '' } })).toBe('vacant')
  expect(stateOn('2026-02-15', term, { ...term, term: 2, from: '2026-04-01', until: null })).toBe('held')
  expect(spansOf(post(term))).toEqual([{ seat: 1, from: '2026-01-01', until: '2026-03-31', organisation: 1 }, { seat: 1, from: '2026-04-01', until: '9999-12-31', organisation: null }])
})

test('a row of the charter that names a post stands for who holds it on the day, before a row that names them and the row of their actor type', () => {
  const duty = { zh: '职责', en: 'duty' }
  const rows: RoleAssignment[] = [
    { task: 'T3', layer: 'development', actorType: 'government', part: 'support', duty }, { task: 'T3', layer: 'development', actorType: 'enterprise', part: 'centre', duty },
    { task: 'T3', layer: 'development', actorType: 'government', part: 'centre', duty, postId: 10 }, { task: 'T3', layer: 'development', actorType: 'government', part: 'support', duty, organisations: [7] },
  ]
  const bodies = [{ organisation: 7, actorType: 'government' as const }, { organisation: 8, actorType: 'government' as const }, { organisation: 9, actorType: 'enterprise' as const }]
  const partOf = (organisation: number, holder: number[]): string | undefined => placeIn(standWith(rows, holder.map((one) => ({ post: 10, organisation: one }))), 'T3', bodies.find((one) => one.organisation === organisation)!)?.part
  expect([partOf(7, [7]), partOf(8, [7]), partOf(7, [8]), partOf(8, [8]), partOf(7, []), partOf(9, [9])]).toEqual(['centre', 'support', 'support', 'centre', 'support', 'centre'])
  // A post that nobody holds is a chamber all the same: nothing is decided without it.
  expect([chambersOf(standWith(rows, []), 'T3'), seatsOf(standWith(rows, []), 'T3', bodies).map(({ chamber }) => chamber)]).toEqual([['enterprise', 'post 10'], ['enterprise']])
  expect([faultsOf(rows).length, faultsOf([...rows, { ...rows[2]!, part: 'centre' }]).length, faultsOf([...rows.slice(0, 2), { ...rows[2]!, organisations: [7] }]).length]).toEqual([0, 1, 1])
  expect(chamberOf({ ...rows[2]!, chamber: '链长' })).toBe('链长')
})
