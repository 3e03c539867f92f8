import type { z } from 'zod'
import { appealClocks, appealEvents, appealStates, appealSubjects, type AppealSubject } from '../../shared/appeals.ts'
import { workingDayAfter } from '../../shared/calendar.ts'
import type { appealInputs, fileAppeal } from '../../shared/contract/appeals.ts'
import { formatDate } from '../../shared/format.ts'
import type { GovernanceTask, Text } from '../../shared/vocabulary.ts'
import type { Machine, Rule, World } from './machine.ts'

/** What an organisation asks the others for, to whom it was given, and what came of it. */
export type Appeal = {
  state: keyof typeof appealStates | 'none'
  task: GovernanceTask; subject: AppealSubject; title: string; text: string; anonymous: boolean
  /** Who filed it. */
  organisation: number | null; filedAt: string
  owner: number | null; due: string | null
  answers: { text: string; at: string; by: number | null; late: boolean }[]
  reopened: { reason: string; at: string }[]; extensions: { before: string; after: string; reason: string }[]
  rating: { score: number; text: string | null; at: string } | null
}

export const noAppeal: Appeal = {
  state: 'none', task: 'T1', subject: 'coordination', title: '', text: '', anonymous: false, organisation: null, filedAt: '', owner: null, due: null,
  answers: [], reopened: [], extensions: [], rating: null,
}

export type AppealWorld = World & {
  /** What an organisation is in a task by the charter. */
  placeOf: (organisation: number, task: GovernanceTask) => 'centre' | 'support' | undefined
}

type Inputs = { [E in keyof typeof appealInputs]: z.output<(typeof appealInputs)[E]> }
type R<I, P> = Rule<Appeal, AppealWorld, I, P>

const when = (holds: (state: Appeal, world: AppealWorld) => boolean, zh: string, en: string): { holds: typeof holds; else: Text } => ({ holds, else: { zh, en } })
const valid = <I>(holds: (state: Appeal, world: AppealWorld, input: I) => boolean, zh: string, en: string): { holds: typeof holds; else: Text } => ({ holds, else: { zh, en } })

const forSomebody = when((_, { organisation }) => organisation !== null, '您的账号没有所属主体，不能代表任何一方提出诉求。请联系管理员。', 'Your account belongs to no organisation and can file for none. Ask an administrator.')
const filer = when(({ organisation }, world) => organisation === world.organisation, '只有提出诉求的主体可以这样做。', 'Only the organisation that filed the appeal can do this.')
const owns = when(({ owner }, { organisation }) => organisation !== null && owner === organisation, '只有承办方可以答复。', 'Only the owner can answer.')

type Filed = Pick<Appeal, 'task' | 'subject' | 'title' | 'text' | 'anonymous'> & { due: string }
const file: R<z.output<typeof fileAppeal>, Filed> = {
  from: ['none'], right: 'read', when: [forSomebody],
  record: (_, { today }, { subject, title, text, anonymous }) => ({ task: appealSubjects[subject].task, subject, title, text, anonymous, due: workingDayAfter(today, appealClocks.triage).day }),
  apply: (state, filed, { at, organisation }) => ({ ...state, ...filed, state: 'filed', organisation, filedAt: at }),
}

/** The clock of the answer runs from filing, however long the triage took. Who gets it later does not start it anew. */
const triage: R<Inputs['triage'], { task: GovernanceTask; owner: number; due: string; note: string | null }> = {
  from: ['filed', 'triaged'], right: 'administer',
  valid: [valid((_, { placeOf }, { task, owner }) => placeOf(owner, task) === 'centre', '承办方应是这项任务的中心。', 'The owner is one of the centres of the task.')],
  record: ({ state, due, filedAt }, _, { task, owner, note }) => ({ task, owner, note: note ?? null, due: state === 'filed' ? workingDayAfter(formatDate(filedAt), appealClocks.answer).day : due! }),
  apply: (state, { task, owner, due }) => ({ ...state, task, owner, due, state: 'triaged' }),
}

const answer: R<Inputs['answer'], { text: string; late: boolean }> = {
  from: ['triaged'], right: 'read', when: [owns],
  record: ({ due }, { today }, { text }) => ({ text, late: today > due! }),
  apply: (state, answered, { at, organisation }) => ({ ...state, state: 'answered', answers: [...state.answers, { ...answered, at, by: organisation }] }),
}

const extend: R<Inputs['extend'], { before: string; after: string; reason: string }> = {
  from: ['triaged'], right: 'administer', valid: [valid(({ due }, { today }, input) => input.due > due! && input.due >= today, '新的期限应晚于原期限，也不能早于今天。', 'The new date is after the old one and not before today.')],
  record: ({ due }, _, input) => ({ before: due!, after: input.due, reason: input.reason }),
  apply: (state, extension) => ({ ...state, due: extension.after, extensions: [...state.extensions, extension] }),
}

const reopen: R<Inputs['reopen'], { reason: string; due: string }> = {
  from: ['answered'], right: 'read', when: [filer],
  record: (_, { today }, { reason }) => ({ reason, due: workingDayAfter(today, appealClocks.again).day }),
  apply: (state, { reason, due }, { at }) => ({ ...state, state: 'triaged', due, reopened: [...state.reopened, { reason, at }] }),
}

const rate: R<Inputs['rate'], { score: number; text: string | null }> = {
  from: ['answered'], right: 'read', when: [filer],
  record: (_, __, { score, text }) => ({ score, text: text ?? null }),
  apply: (state, rating, { at }) => ({ ...state, state: 'rated', rating: { ...rating, at } }),
}

const withdraw: R<Inputs['withdraw'], { reason: string }> = {
  from: ['filed', 'triaged'], right: 'read', when: [filer],
  record: (_, __, { reason }) => ({ reason }),
  apply: (state) => ({ ...state, state: 'withdrawn' }),
}

/** Appeals as data. */
export const appealMachine: Machine<Appeal, AppealWorld> = {
  title: { zh: '诉求', en: 'Appeal' }, states: appealStates, events: appealEvents,
  rules: { file, triage, answer, extend, reopen, rate, withdraw },
}

/** What whoever filed an anonymous appeal did in it: these events are theirs alone among enterprises. */
export const filerEvents: readonly string[] = ['file', 'reopen', 'rate', 'withdraw']
