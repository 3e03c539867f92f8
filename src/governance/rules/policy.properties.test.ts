import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonical } from '../../ledger/canonical.ts'
import { dayAfter } from '../../shared/calendar.ts'
import { shippedCharter } from '../../shared/charter.ts'
import { policyEvents, type Verdict } from '../../shared/policies.ts'
import { keysOf, type ActorType } from '../../shared/vocabulary.ts'
import { decide, follow, replay, type Recorded } from './machine.ts'
import { noPolicy, policyMachine, toldNow, type Policy, type PolicyWorld } from './policy.ts'
import { rightsIn } from './rights.ts'
import { refusedOr } from './refused-fixture.ts'

type Event = keyof typeof policyEvents
const who: [number | null, ActorType | null, boolean][] = [[1, 'government', false], [2, 'enterprise', false], [3, 'enterprise', false], [null, null, true]]
const step = fc.record({ event: fc.constantFrom<Event>('tell', 'tell', 'tell', 'respond', 'amend', ...keysOf(policyEvents)), by: fc.constantFrom(...who), organisations: fc.uniqueArray(fc.integer({ min: 2, max: 5 }), { minLength: 1, maxLength: 2 }), pass: fc.integer({ min: 0, max: 20 }) })

/** Organisation 4 does not qualify, of organisation 3 facts are missing, organisation 5 is nowhere. */
const verdicts: Record<number, Verdict> = { 2: 'yes', 3: 'unknown', 4: 'no' }

test('over random orders of events: only who may qualify is told, once between two amendments, by who convenes the task; only who was told answers; the log replays', () => {
  let answered = 0
  const recorded = { ...noPolicy, task: 'T2' as const, title: '首购', validTo: '2026-12-31' }
  fc.assert(fc.property(fc.array(step, { minLength: 20, maxLength: 60 }), (steps) => {
    let today = '2026-01-05'
    let moment = 0
    let state: Policy = noPolicy
    const log: Recorded[] = []
    for (const { event, by: [organisation, actorType, team], organisations, pass } of [{ event: 'record' as const, by: who[0]!, organisations: [], pass: 0 }, ...steps]) {
      today = dayAfter(today, pass)
      moment += 1
      const stamp = { at: `${today}T03:00:00.${String(moment).padStart(3, '0')}Z`, account: 1, organisation }
      const world: PolicyWorld = { ...stamp, today, rights: rightsIn(shippedCharter.assignments, 'T2', { organisation, actorType, role: team ? 'analyst' : 'member' }), verdictOf: (one) => verdicts[one] }
      const inputs: Record<Event, object> = { record: recorded, amend: { amount: `${moment}万元`, reason: '调整' }, withdraw: { reason: '废止' }, tell: { organisations }, respond: { answer: 'apply' } }
      const before = state
      const payload = refusedOr(() => decide(policyMachine, before, world, { event, input: inputs[event] }))
      if (payload === undefined) continue
      log.push({ event, payload, ...stamp })
      state = follow(policyMachine, state, log.at(-1)!)
      if (event !== 'respond') expect(organisation === 1 || team).toBe(true)
      if (event === 'respond') expect(toldNow(before, organisation)).toBeDefined()
      if (event === 'tell') {
        expect(today <= '2026-12-31').toBe(true)
        for (const one of organisations) expect([verdicts[one] === 'yes' || verdicts[one] === 'unknown', toldNow(before, one)]).toEqual([true, undefined])
      }
    }
    answered += state.responded.length
    expect(state.told.every(({ verdict, organisation }) => verdict === verdicts[organisation])).toBe(true)
    expect(canonical(replay(policyMachine, noPolicy, log))).toBe(canonical(state))
  }), { numRuns: 200, seed: 21 })
  expect(answered).toBeGreaterThan(50)
})

test('a policy cannot end before it begins, neither as recorded nor as amended; an amendment that changes nothing is refused', () => {
  const world: PolicyWorld = { at: '2026-01-05T03:00:00.000Z', account: 1, organisation: null, today: '2026-01-05', rights: new Set(['administer']), verdictOf: () => undefined }
  const stands: Policy = { ...noPolicy, state: 'recorded', validFrom: '2026-03-01', validTo: '2026-12-31' }
  const refused = (state: Policy, event: Event, input: object): boolean => refusedOr(() => decide(policyMachine, state, world, { event, input })) === undefined
  expect(refused(noPolicy, 'record', { ...stands, validTo: '2026-02-28' })).toBe(true)
  expect([{ validTo: '2026-02-28' }, { validFrom: '2027-01-01' }, {}, { validTo: null }, { validTo: '2026-03-01' }].map((one) => refused(stands, 'amend', { ...one, reason: '调整' }))).toEqual([true, true, true, false, false])
})
