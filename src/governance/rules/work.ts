import type { z } from 'zod'
import type { workInputs } from '../../shared/contract/governance.ts'
import { workEvents, workStates, type WorkEvent } from '../../shared/governance.ts'
import type { GovernanceTask, Text } from '../../shared/vocabulary.ts'
import type { Pinned } from './evidence.ts'
import type { Rung } from './ladder.ts'
import type { Machine, Rule, World } from './machine.ts'

/** `paragraph`: of the minutes, where it came from a meeting. */
export type Origin = { kind: 'motion' | 'risk' | 'appeal' | 'meeting' | 'hand'; id: number | null; title: string | null; paragraph?: number }
export type WorkFields = { title: string; text: string; lead: number; coOwners: number[]; due: string | null; region: string | null; department: string | null }

/** A piece of work: what is to be done, by whom, until when, and what came of it. */
export type Work = WorkFields & {
  state: keyof typeof workStates | 'none'
  task: GovernanceTask; origin: Origin; parent: number | null; suspended: boolean; madeAt: string; openedBy: number | null
  reports: { text: string; at: string; evidence: Pinned[] }[]
  sentBack: { reason: string; at: string }[]; urges: { text: string; at: string }[]; escalations: { to: number; text: string; at: string; post?: { id: number; title: string } }[]; extensions: { before: string | null; after: string; reason: string }[]
}

export const noWork: Work = {
  state: 'none', task: 'T1', title: '', text: '', lead: 0, coOwners: [], due: null, region: null, department: null, origin: { kind: 'hand', id: null, title: null }, parent: null,
  suspended: false, madeAt: '', openedBy: null, reports: [], sentBack: [], urges: [], escalations: [], extensions: [],
}

export type WorkWorld = World & {
  /** Whether an organisation has a place in the task, and as what. */
  placeOf: (organisation: number) => 'centre' | 'support' | undefined
  children: readonly string[]
  /** The post above, as the ladder of posts has it today; undefined where there is none. */
  above: Rung | undefined
  pinned: Pinned[]
}

type Inputs = { [E in keyof typeof workInputs]: z.output<(typeof workInputs)[E]> }
type R<I, P> = Rule<Work, WorkWorld, I, P>
type Opened = WorkFields & Pick<Work, 'task' | 'origin' | 'parent'>

const when = (holds: (state: Work, world: WorkWorld) => boolean, zh: string, en: string): { holds: typeof holds; else: Text } => ({ holds, else: { zh, en } })
const valid = <I>(holds: (state: Work, world: WorkWorld, input: I) => boolean, zh: string, en: string): { holds: typeof holds; else: Text } => ({ holds, else: { zh, en } })

const alive = ['open', 'accepted', 'working', 'reported']
const underWay = ['open', 'accepted', 'working']

const owns = when(({ lead, coOwners }, { organisation }) => organisation !== null && [lead, ...coOwners].includes(organisation), '只有责任方或协同方可以这样做。', 'Only the lead or a co-owner can do this.')
const leads = when(({ lead }, { organisation }) => lead === organisation, '只有责任方可以这样做。', 'Only the lead can do this.')
const running = when(({ suspended }) => !suspended, '事项已暂停，请先恢复。', 'The item is suspended. Resume it first.')
const someoneLeads = valid<Partial<WorkFields>>((_, { placeOf }, { lead }) => lead === undefined || placeOf(lead) === 'centre', '责任方应是这项任务的中心。', 'The lead is one of the centres of the task.')
const othersHavePlace = valid<Partial<WorkFields>>((_, { placeOf }, { coOwners }) => (coOwners ?? []).every((one) => placeOf(one) !== undefined), '协同方应在这项任务中有位置。', 'Co-owners have a place in the task.')
const dateStands = valid<Partial<WorkFields>>(({ due }, _, input) => input.due === undefined || due === null || input.due === due, '已定的期限只能通过“延期”更改，并说明理由。', 'A date that stands is moved by “extend” alone, with a reason.')
const settled = (state: string): boolean => state === 'closed' || state === 'cancelled'

const open: R<Opened, Opened> = {
  from: ['none'], right: 'administer', valid: [someoneLeads, othersHavePlace],
  record: (_, __, input) => input,
  apply: (state, opened, { at, account }) => ({ ...state, ...opened, state: 'open', madeAt: at, openedBy: account }),
}

const edit: R<Inputs['edit'], Inputs['edit']> = {
  from: alive, right: 'administer', valid: [someoneLeads, othersHavePlace, dateStands],
  record: (_, __, input) => Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)),
  apply: (state, changed) => ({ ...state, ...(changed as Partial<WorkFields>) }),
}

/** An event that only moves the item on. */
const step = (from: string[], to: Work['state'], rest: Pick<R<object, object>, 'right' | 'when'>): R<object, object> => ({
  from, ...rest, record: () => ({}), apply: (state) => ({ ...state, state: to }),
})

const accept = step(['open'], 'accepted', { right: 'read', when: [leads, running] })
const start = step(['accepted'], 'working', { right: 'read', when: [owns, running] })
const close = step(['approved'], 'closed', {
  right: 'administer', when: [when((_, { children }) => children.every(settled), '还有子事项没有销号。', 'Some sub-tasks are not closed yet.')],
})

const report: R<Inputs['report'], { text: string; evidence: Pinned[] }> = {
  from: ['working'], right: 'read', when: [leads, running],
  valid: [valid((_, { pinned }) => pinned.length > 0, '报结须附上证据：主张、环节状态、风险或网址。', 'A report needs evidence: a claim, the state of a node, a risk, or a web address.')],
  record: (_, { pinned }, { text }) => ({ text, evidence: pinned }),
  apply: (state, told, { at }) => ({ ...state, state: 'reported', reports: [...state.reports, { ...told, at }] }),
}

/** Nobody accepts their own report, unless nobody else convenes: who reported is not who approves. */
const approve: R<Inputs['approve'], { text: string | null }> = {
  from: ['reported'], right: 'administer',
  when: [when(({ lead }, { organisation }) => organisation !== lead, '责任方不能验收自己的报结。', 'The lead cannot accept its own report.')],
  record: (_, __, { text }) => ({ text: text ?? null }),
  apply: (state) => ({ ...state, state: 'approved' }),
}

const sendBack: R<Inputs['sendBack'], { reason: string }> = {
  from: ['reported', 'approved'], right: 'administer',
  record: (_, __, { reason }) => ({ reason }),
  apply: (state, { reason }, { at }) => ({ ...state, state: 'working', sentBack: [...state.sentBack, { reason, at }] }),
}

const suspend: R<Inputs['suspend'], { reason: string }> = {
  from: alive, right: 'administer', when: [running],
  record: (_, __, { reason }) => ({ reason }),
  apply: (state) => ({ ...state, suspended: true }),
}

const resume: R<Inputs['resume'], object> = {
  from: alive, right: 'administer', when: [when(({ suspended }) => suspended, '事项没有暂停。', 'The item is not suspended.')],
  record: () => ({}),
  apply: (state) => ({ ...state, suspended: false }),
}

const urge: R<Inputs['urge'], { text: string }> = {
  from: underWay, right: 'administer', when: [running],
  record: (_, __, { text }) => ({ text }),
  apply: (state, { text }, { at }) => ({ ...state, urges: [...state.urges, { text, at }] }),
}

type Escalated = { to: number; text: string; post?: { id: number; title: string } }
/** To a centre that is named, else to the post above: to whoever acts in it today, who has a place in the task. */
const escalate: R<Inputs['escalate'], Escalated> = {
  from: underWay, right: 'administer',
  when: [
    running, when(({ due }, { today }) => due !== null && due < today, '还没有逾期。', 'It is not overdue.'),
    when(({ urges }) => urges.length > 0, '提级之前应先催办。', 'Urge before you escalate.'),
  ],
  valid: [
    valid((_, { placeOf }, { to }) => to === undefined || placeOf(to) === 'centre', '只能提级到这项任务的中心。', 'It is escalated to a centre of the task.'),
    valid((_, { above }, { to }) => to !== undefined || above !== undefined, '没有可提级的上一级职务，请指定这项任务的一个中心。', 'No post stands above. Name a centre of the task.'),
    valid((_, { above, placeOf }, { to }) => to !== undefined || placeOf(above!.organisation!) !== undefined, '上一级职务的任职单位在这项任务中没有位置，请指定一个中心。', 'Whoever holds the post above has no place in the task. Name a centre.'),
  ],
  record: (_, { above }, { to, text }) => (to === undefined ? { to: above!.organisation!, text, post: { id: above!.post, title: above!.title } } : { to, text }),
  apply: (state, escalated, { at }) => ({ ...state, escalations: [...state.escalations, { ...escalated, at }] }),
}

const extend: R<Inputs['extend'], { before: string | null; after: string; reason: string }> = {
  from: underWay, right: 'administer', valid: [valid(({ due }, { today }, input) => input.due > (due ?? '') && input.due >= today, '新的期限应晚于原期限，也不能早于今天。', 'The new date is after the old one and not before today.')],
  record: ({ due }, _, input) => ({ before: due, after: input.due, reason: input.reason }),
  apply: (state, extension) => ({ ...state, due: extension.after, extensions: [...state.extensions, extension] }),
}

const cancel: R<Inputs['cancel'], { reason: string }> = {
  from: alive, right: 'administer',
  record: (_, __, { reason }) => ({ reason }),
  apply: (state) => ({ ...state, state: 'cancelled' }),
}

/** Work items as data. */
export const workMachine: Machine<Work, WorkWorld> = {
  title: { zh: '事项', en: 'Work item' }, states: workStates, events: workEvents,
  rules: { open, edit, accept, start, report, approve, sendBack, close, suspend, resume, urge, escalate, extend, cancel },
}

const stepOf: Record<string, number> = { open: 0, accepted: 0.2, working: 0.4, reported: 0.6, approved: 0.8, closed: 1 }

/** How far an item is: by its sub-tasks where it has any (cancelled ones do not count), else by its own state. Never typed. */
export function progressOf(state: string, children: readonly number[]): number {
  if (state === 'closed' || children.length === 0) return stepOf[state] ?? 0
  return children.reduce((sum, one) => sum + one, 0) / children.length
}

/** What an item in a state waits for: of its lead until it has reported, then of who convenes its task. */
const next: Record<string, WorkEvent> = { open: 'accept', accepted: 'start', working: 'report', reported: 'approve', approved: 'close' }
/** The events that are asked of the lead; the others are asked of who administers the task. */
export const askedOfLead: readonly WorkEvent[] = ['accept', 'start', 'report']

/** The event that an item waits for, given the states of its sub-tasks. */
export function askedOf({ state, suspended }: Pick<Work, 'state' | 'suspended'>, children: readonly string[]): WorkEvent | null {
  if (suspended || (state === 'approved' && !children.every(settled))) return null
  return next[state] ?? null
}
