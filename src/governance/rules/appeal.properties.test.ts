import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonical } from '../../ledger/canonical.ts'
import { appealEvents, appealSubjects, type AppealEvent } from '../../shared/appeals.ts'
import { dayAfter, isWorkingDay, workingDaysUntil } from '../../shared/calendar.ts'
import { shippedCharter } from '../../shared/charter.ts'
import { keysOf } from '../../shared/vocabulary.ts'
import { appealMachine, noAppeal, type Appeal, type AppealWorld } from './appeal.ts'
import { decide, follow, replay, type Recorded } from './machine.ts'
import { rightsIn } from './rights.ts'
import { refusedOr } from './refused-fixture.ts'

const step = fc.record({ event: fc.constantFrom<AppealEvent>('triage', 'triage', 'answer', 'answer', 'answer', 'extend', 'reopen', 'rate', 'rate', 'file', ...keysOf(appealEvents)), by: fc.integer({ min: 1, max: 3 }), team: fc.boolean(), owner: fc.integer({ min: 1, max: 3 }), pass: fc.integer({ min: 0, max: 6 }) })
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

function worldOf(today: string, { by, team }: Step): AppealWorld {
  return {
    at: `${today}T03:00:00.000Z`, account: by, organisation: by, today, rights: rightsIn(shippedCharter.assignments, 'T2', { organisation: by, actorType: 'enterprise', role: team ? 'analyst' : 'member' }),
    placeOf: (organisation) => (organisation === 3 ? 'support' : 'centre'),
  }
}

function inputOf({ event, owner }: Step, today: string): object {
  const inputs: Partial<Record<AppealEvent, object>> = {
    file: { subject: 'supply', title: '交期', text: '过长', anonymous: true }, triage: { task: 'T2', owner }, answer: { text: '办理' }, extend: { due: dayAfter(today, 5), reason: '会商' }, rate: { score: 3 },
  }
  return inputs[event] ?? { reason: '理由' }
}

test('over random orders of events: answered by its owner alone, a centre; asked again and rated by its filer alone; the log replays to the same state', () => {
  let rated = 0
  fc.assert(fc.property(fc.array(step, { minLength: 40, maxLength: 120 }), (steps) => {
    let today = '2026-01-27'
    let state: Appeal = noAppeal
    const log: Recorded[] = []
    for (const one of [{ event: 'file' as const, by: 1, team: false, owner: 2, pass: 0 }, ...steps]) {
      today = dayAfter(today, one.pass)
      const world = worldOf(today, one)
      const payload = refusedOr(() => decide(appealMachine, state, world, { event: one.event, input: inputOf(one, today) }))
      if (payload === undefined) continue
      const { at, account, organisation } = world
      log.push({ event: one.event, payload, at, account, organisation })
      state = follow(appealMachine, state, log.at(-1)!)
      expect(state.task).toBe(appealSubjects.supply.task)
      expect(state.owner).not.toBe(3)
      if (['reopen', 'rate', 'withdraw'].includes(one.event)) expect(one.by).toBe(1)
      if (one.event === 'answer') expect(one.by).toBe(state.owner)
    }
    expect(canonical(replay(appealMachine, noAppeal, log))).toBe(canonical(state))
    rated += state.state === 'rated' ? 1 : 0
    if (state.state === 'rated') expect(state.answers.length).toBe(state.reopened.length + 1)
  }), { numRuns: 200, seed: 11 })
  expect(rated).toBeGreaterThan(20)
})

test('the clocks fall on working days, whatever the day of filing', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 700 }), (days) => {
    const today = dayAfter('2025-01-01', days)
    const filed = decide(appealMachine, noAppeal, worldOf(today, { event: 'file', by: 1, team: false, owner: 2, pass: 0 }), { event: 'file', input: inputOf({ event: 'file' } as Step, today) }) as { due: string }
    expect([isWorkingDay(filed.due), workingDaysUntil(today, filed.due)]).toEqual([true, 2])
  }), { seed: 12 })
})
