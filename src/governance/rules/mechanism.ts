import type { z } from 'zod'
import { occurrencesOf, type Cadence } from '../../shared/cadence.ts'
import { dayAfter } from '../../shared/calendar.ts'
import type { mechanismInputs } from '../../shared/contract/mechanisms.ts'
import { mechanismEvents, mechanismStates, type mechanismKinds, type OccurrenceState } from '../../shared/mechanisms.ts'
import type { GovernanceTask, Text } from '../../shared/vocabulary.ts'
import type { Machine, Rule, World } from './machine.ts'

type Fields = { title: string; kind: keyof typeof mechanismKinds; cadence: Cadence; start: string; convenor: number; members: number[]; inputs: string; outputs: string; template: string }
/** `skipped`: it is not held, and the text says why. */
type Held = { due: string; heldOn: string | null; attended: number[]; text: string; skipped?: true; outputs: { title: string; ref: string | null; at: string }[] }

/** What brings its members together on a cadence, and what came of each time. */
export type Mechanism = Fields & { state: keyof typeof mechanismStates | 'none'; task: GovernanceTask; meetings: Held[] }

export const noMechanism: Mechanism = {
  state: 'none', task: 'T1', title: '', kind: 'own', cadence: { unit: 'month', every: 1, nth: 1 }, start: '', convenor: 0, members: [], inputs: '', outputs: '', template: '', meetings: [],
}

type Inputs = { [E in keyof typeof mechanismInputs]: z.output<(typeof mechanismInputs)[E]> }
type R<I, P> = Rule<Mechanism, World, I, P>
const valid = <I>(holds: (state: Mechanism, world: World, input: I) => boolean, zh: string, en: string): { holds: typeof holds; else: Text } => ({ holds, else: { zh, en } })

const found: R<Fields & { task: GovernanceTask }, Fields & { task: GovernanceTask }> = {
  from: ['none'], right: 'administer', record: (_, __, input) => input, apply: (state, founded) => ({ ...state, ...founded, state: 'running' }),
}

const edit: R<Inputs['edit'], Inputs['edit']> = {
  from: ['running'], right: 'administer',
  record: (_, __, input) => Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)),
  apply: (state, changed) => ({ ...state, ...(changed as Partial<Fields>) }),
}

const falls = ({ cadence, start }: Mechanism, day: string): boolean => occurrencesOf(cadence, start, { from: day, to: day }).length > 0
const isOccurrence = valid<{ due: string }>((state, _, { due }) => falls(state, due), '机制的日程中没有这一天。', 'The mechanism has no occurrence on that day.')

const isUnrecorded = valid<{ due: string }>(({ meetings }, _, { due }) => !meetings.some((one) => one.due === due), '这一次已经记过。', 'It is recorded already.')

const hold: R<Inputs['hold'], Omit<Held, 'outputs' | 'skipped'>> = {
  from: ['running'], right: 'administer', valid: [isOccurrence, isUnrecorded, valid((_, { today }, { heldOn }) => heldOn <= today, '召开日期不能晚于今天。', 'It cannot have been held after today.')],
  record: (_, __, { due, heldOn, attended, text }) => ({ due, heldOn, attended, text }),
  apply: (state, meeting) => ({ ...state, meetings: [...state.meetings, { ...meeting, outputs: [] }] }),
}

const skip: R<Inputs['skip'], Inputs['skip']> = {
  from: ['running'], right: 'administer', valid: [isOccurrence, isUnrecorded], record: (_, __, { due, reason }) => ({ due, reason }),
  apply: (state, { due, reason }) => ({ ...state, meetings: [...state.meetings, { due, heldOn: null, attended: [], text: reason, outputs: [], skipped: true }] }),
}

const anyHeld = { holds: ({ meetings }: Mechanism): boolean => meetings.some(({ skipped }) => !skipped), else: { zh: '还没有召开过，没有可以交付成果的一次。', en: 'It has not been held yet: there is no occurrence that could deliver.' } }
const deliver: R<Inputs['deliver'], { due: string; title: string; ref: string | null }> = {
  from: ['running', 'ended'], right: 'administer', when: [anyHeld], valid: [valid(({ meetings }, _, { due }) => meetings.some((one) => one.due === due && !one.skipped), '先记为已召开，再交付成果。', 'Record it as held before its output is delivered.')],
  record: (_, __, { due, title, ref }) => ({ due, title, ref: ref ?? null }),
  apply: (state, { due, ...output }, { at }) => ({ ...state, meetings: state.meetings.map((one) => (one.due === due ? { ...one, outputs: [...one.outputs, { ...output, at }] } : one)) }),
}

const end: R<Inputs['end'], { reason: string }> = { from: ['running'], right: 'administer', record: (_, __, { reason }) => ({ reason }), apply: (state) => ({ ...state, state: 'ended' }) }

/** Mechanisms as data. */
export const mechanismMachine: Machine<Mechanism, World> = { title: { zh: '机制', en: 'Mechanism' }, states: mechanismStates, events: mechanismEvents, rules: { found, edit, hold, skip, deliver, end } }

const [back, ahead] = [400, 400]

export type Shown = Held & { day: string; announced: boolean; state: OccurrenceState }

/** What took place or was due within the last thirteen months, and what comes within the next. The coming days follow from the cadence alone. */
export function datesOf(mechanism: Mechanism, today: string): Shown[] {
  const { cadence, start, meetings, state } = mechanism
  const days = occurrencesOf(cadence, start, { from: dayAfter(today, -back), to: state === 'running' ? dayAfter(today, ahead) : today })
  // What was held stays, whatever the cadence was changed to since.
  const kept = meetings.filter(({ due }) => due >= dayAfter(today, -back) && !days.some(({ day }) => day === due)).map(({ due }) => ({ day: due, announced: true }))
  return [...kept, ...days].sort((one, other) => one.day.localeCompare(other.day)).map(({ day, announced }) => {
    const held = meetings.find(({ due }) => due === day)
    if (!held) return { due: day, heldOn: null, attended: [], text: '', outputs: [], day, announced, state: day < today ? 'overdue' : 'coming' }
    if (held.skipped) return { ...held, day, announced, state: 'skipped' }
    return { ...held, day, announced, state: held.outputs.length > 0 ? 'delivered' : 'held' }
  })
}
