import type { z } from 'zod'
import type { meetingInputs } from '../../shared/contract/meetings.ts'
import { meetingEvents, meetingStates, type Presence } from '../../shared/meetings.ts'
import type { MotionState, TaskRight } from '../../shared/governance.ts'
import type { GovernanceTask, Text } from '../../shared/vocabulary.ts'
import type { Machine, Rule, World } from './machine.ts'
import type { Who } from './rights.ts'

export type AgendaItem = { key: number; title: string; text: string; motion: number | null }
/** `version`: at which version of the meeting this part was last changed. A change is decided on what was read of the part, not of the whole. */
export type Attendance = { organisation: number; presence: Presence | null; people: string; version: number }
export type Paragraph = { paragraph: number; item: number | null; text: string; organisation: number | null; at: string; decision: Decision | null; version: number }
export type Decision = { motion: number; title: string; state: MotionState; frozen: string }
/** Minutes as they were approved. A correction makes another edition; this one stays. */
export type Edition = { edition: number; at: string; reason: string | null; sha256: string; attendance: Attendance[]; paragraphs: Paragraph[] }

/** One occurrence of a mechanism at which its members sit together. */
export type Meeting = {
  state: keyof typeof meetingStates | 'none'; version: number
  task: GovernanceTask; mechanism: number; title: string; convenor: number; due: string; heldOn: string | null
  agenda: { version: number; items: AgendaItem[] }; attendance: Attendance[]
  /** `written`: how many were ever begun, so that a number is not given twice. */
  paragraphs: Paragraph[]; written: number; editions: Edition[]; correcting: string | null
}

export const noMeeting: Meeting = {
  state: 'none', version: 0, task: 'T1', mechanism: 0, title: '', convenor: 0, due: '', heldOn: null, agenda: { version: 0, items: [] }, attendance: [], paragraphs: [], written: 0, editions: [], correcting: null,
}

export type MeetingWorld = World & {
  /** Who sits in the mechanism now, its convenor first. */
  members: readonly number[]
  /** The motions that an event names and the viewer sees, as they stand. */
  motions: ReadonlyMap<number, { task: GovernanceTask; title: string; state: MotionState; frozen: string | null }>
  /** Motions that are deliberated at this meeting, and who has an opinion on record that was given there. */
  deliberated: ReadonlySet<number>; heard: ReadonlySet<number>
  /** Paragraphs from which work or a motion has come. */
  followed: ReadonlySet<number>
  hashOf: (value: unknown) => string
}

/**
 * The four rights at the table. Who sits there reads and speaks, the convenor of the mechanism and the team that runs the cluster administer.
 * Nobody decides: that is done by the ballot of a motion. Whoever does not sit there has no right at all, be they a centre of the task.
 */
export function rightsAtTable({ convenor, attendance }: Pick<Meeting, 'convenor'> & { attendance: readonly Pick<Attendance, 'organisation'>[] }, { role, organisation }: Pick<Who, 'role' | 'organisation'>): Set<TaskRight> {
  if (role === 'guest') return new Set()
  if (role !== 'member' || organisation === convenor) return new Set(['read', 'speak', 'administer'])
  return attendance.some((one) => one.organisation === organisation) ? new Set(['read', 'speak']) : new Set()
}

type Inputs = { [E in keyof typeof meetingInputs]: z.output<(typeof meetingInputs)[E]> }
type R<I, P> = Rule<Meeting, MeetingWorld, I, P>
const when = (holds: (state: Meeting, world: MeetingWorld) => boolean, zh: string, en: string): { holds: typeof holds; else: Text } => ({ holds, else: { zh, en } })
const valid = <I>(holds: (state: Meeting, world: MeetingWorld, input: I) => boolean, zh: string, en: string): { holds: typeof holds; else: Text } => ({ holds, else: { zh, en } })

/** Every event counts, so that each part knows at which version it was changed. */
const counted = <I, P>({ apply, ...rest }: R<I, P>): R<I, P> => ({ ...rest, apply: (state, payload, stamp) => apply({ ...state, version: state.version + 1 }, payload, stamp) })

const before = ['planned', 'sitting']
const typed = ['sitting', 'drafted', 'correcting']

const paragraphThere = valid<{ paragraph?: number | undefined }>(({ paragraphs }, _, { paragraph }) => paragraph === undefined || paragraphs.some((one) => one.paragraph === paragraph), '纪要中没有这一段。', 'The minutes hold no such paragraph.')
const noted = when(({ attendance }) => attendance.every(({ presence }) => presence !== null), '还有成员没有登记到会情况。', 'The attendance of some members is not noted yet.')
const seat = (organisation: number, version: number): Attendance => ({ organisation, presence: null, people: '', version })

type Called = Pick<Meeting, 'task' | 'mechanism' | 'title' | 'convenor' | 'due'> & { invited: number[]; items: Omit<AgendaItem, 'key'>[] }
const call = counted<Called, Called>({
  from: ['none'], right: 'administer', record: (_, __, input) => input,
  apply: (state, { invited, items, ...called }) => ({
    ...state, ...called, state: 'planned', attendance: invited.map((one) => seat(one, state.version)), agenda: { version: state.version, items: items.map((item, n) => ({ key: n + 1, ...item })) },
  }),
})

const invite = counted<Inputs['invite'], { convenor: number; invited: number[] }>({
  from: before, right: 'administer',
  when: [when(({ convenor, attendance }, { members }) => convenor !== members[0] || attendance.length !== members.length || attendance.some(({ organisation }) => !members.includes(organisation)), '邀请名单与机制成员一致。', 'Those invited are the members of the mechanism already.')],
  // Who was heard there sat there, whoever is a member now.
  record: (_, { members, heard }) => ({ convenor: members[0]!, invited: [...new Set([...members, ...heard])] }),
  apply: (state, { convenor, invited }) => ({ ...state, convenor, attendance: invited.map((one) => state.attendance.find(({ organisation }) => organisation === one) ?? seat(one, state.version)) }),
})

const arrange = counted<Inputs['arrange'], { items: AgendaItem[] }>({
  from: before, right: 'administer',
  valid: [
    valid(({ agenda }, _, { items }) => items.every(({ key }) => key === undefined || agenda.items.some((one) => one.key === key)) && isUnique(items.flatMap(({ key }) => key ?? [])), '议程中没有这一项，或同一项出现了两次。', 'The agenda holds no such item, or the same one stands there twice.'),
    valid(({ task, agenda }, { motions }, { items }) => items.every(({ motion }) => motion === null || motions.get(motion)?.task === task || agenda.items.some((one) => one.motion === motion)), '议程只能列入同一任务的动议。', 'The agenda takes motions of the same task.'),
    valid((_, __, { items }) => isUnique(items.flatMap(({ motion }) => motion ?? [])), '同一动议列了两次。', 'The same motion stands there twice.'),
    valid((_, { deliberated }, { items }) => [...deliberated].every((motion) => items.some((one) => one.motion === motion)), '在本次会议会商的动议不能移出议程。请先在动议中改变会商形式。', 'A motion that is deliberated here stays on the agenda. Change the form of its deliberation first.'),
    valid(({ paragraphs }, _, { items }) => paragraphs.every(({ item }) => item === null || items.some(({ key }) => key === item)), '已有记录的议题不能删去。', 'An item with minutes under it stays.'),
  ],
  record: ({ agenda }, _, { items }) => {
    const top = Math.max(0, ...agenda.items.map(({ key }) => key))
    const fresh = items.filter(({ key }) => key === undefined)
    return { items: items.map((item) => ({ ...item, key: item.key ?? top + 1 + fresh.indexOf(item) })) }
  },
  apply: (state, { items }) => ({ ...state, agenda: { version: state.version, items } }),
})

const addItem = (state: Meeting, item: Omit<AgendaItem, 'key'>): Meeting => ({ ...state, agenda: { version: state.version, items: [...state.agenda.items, { key: Math.max(0, ...state.agenda.items.map(({ key }) => key)) + 1, ...item }] } })
const propose = counted<Inputs['propose'], Omit<AgendaItem, 'key'>>({ from: before, right: 'speak', record: (_, __, { title, text }) => ({ title, text, motion: null }), apply: addItem })

/** A motion comes onto the agenda because its convenor has it deliberated here. */
const take = counted<{ motion: number }, Omit<AgendaItem, 'key'>>({
  follows: true, from: before, right: 'speak', valid: [valid(({ task }, { motions }, { motion }) => motions.get(motion)?.task === task, '会议属于另一项任务，不能在此会商。', 'That meeting is of another task: the motion cannot be deliberated there.')],
  record: (_, { motions }, { motion }) => ({ title: motions.get(motion)!.title, text: '', motion }), apply: addItem,
})

const open = counted<Inputs['open'], Inputs['open']>({
  from: ['planned'], right: 'administer', valid: [valid((_, { today }, { heldOn }) => heldOn <= today, '召开日期不能晚于今天。', 'It cannot have been held after today.')],
  record: (_, __, { heldOn }) => ({ heldOn }), apply: (state, { heldOn }) => ({ ...state, state: 'sitting', heldOn }),
})

const attend = counted<Inputs['attend'], Inputs['attend']>({
  from: typed, right: 'speak',
  valid: [
    valid(({ attendance }, _, { organisation }) => attendance.some((one) => one.organisation === organisation), '该主体不在邀请名单中。', 'That organisation is not invited.'),
    valid((_, { rights, organisation }, input) => rights.has('administer') || organisation === input.organisation, '成员只能登记本单位的到会情况。', 'A member notes its own attendance only.'),
    valid((_, { heard }, { organisation, presence }) => !heard.has(organisation) || presence === 'present' || presence === 'represented', '该主体在会上的意见已记录，不能改为缺席。', 'An opinion it gave here is on record: it was not absent.'),
    valid(({ state }, _, { presence }) => state === 'sitting' || presence !== null, '散会后只能更改，不能撤销登记。', 'After the meeting it can be changed, not taken back.'),
  ],
  record: (_, __, { organisation, presence, people }) => ({ organisation, presence, people }),
  apply: (state, noted) => ({ ...state, attendance: state.attendance.map((one) => (one.organisation === noted.organisation ? { ...noted, version: state.version } : one)) }),
})

const write = counted<Inputs['write'], Pick<Paragraph, 'paragraph' | 'item' | 'text'>>({
  from: typed, right: 'speak',
  valid: [paragraphThere, valid(({ agenda }, _, { item }) => item === null || agenda.items.some(({ key }) => key === item), '议程中没有这一项。', 'The agenda holds no such item.')],
  record: ({ written }, _, { paragraph, item, text }) => ({ paragraph: paragraph ?? written + 1, item, text }),
  apply: (state, { paragraph, item, text }, { at, organisation }) => {
    const known = state.paragraphs.some((one) => one.paragraph === paragraph)
    if (known) return { ...state, paragraphs: state.paragraphs.map((one) => (one.paragraph === paragraph ? { ...one, item, text, organisation, at, version: state.version } : one)) }
    return { ...state, written: paragraph, paragraphs: [...state.paragraphs, { paragraph, item, text, organisation, at, decision: null, version: state.version }] }
  },
})

const remove = counted<Inputs['remove'], Inputs['remove']>({
  from: typed, right: 'speak',
  valid: [
    paragraphThere,
    valid(({ paragraphs }, { followed }, { paragraph }) => !followed.has(paragraph) && paragraphs.every((one) => one.paragraph !== paragraph || one.decision === null), '这一段已产生事项或动议，或记有决策，不能删去。', 'Work, a motion or a decision hangs on this paragraph: it stays.'),
  ],
  record: (_, __, { paragraph }) => ({ paragraph }), apply: (state, { paragraph }) => ({ ...state, paragraphs: state.paragraphs.filter((one) => one.paragraph !== paragraph) }),
})

/** A paragraph decides nothing: it notes what the ballot of a motion of the agenda has decided. */
const decided = counted<Inputs['decided'], { paragraph: number; decision: Decision }>({
  from: typed, right: 'administer',
  valid: [
    paragraphThere, valid(({ agenda }, _, { motion }) => agenda.items.some((one) => one.motion === motion), '这项动议不在议程中。', 'That motion is not on the agenda.'),
    valid((_, { motions }, { motion }) => motions.get(motion)?.frozen !== null && motions.has(motion), '这项动议还没有经会商和表决作出决策。纪要不能代替决策。', 'That motion was not deliberated and decided yet. Minutes do not decide.'),
  ],
  record: (_, { motions }, { paragraph, motion }) => {
    const { title, state, frozen } = motions.get(motion)!
    return { paragraph, decision: { motion, title, state, frozen: frozen! } }
  },
  apply: (state, { paragraph, decision }) => ({ ...state, paragraphs: state.paragraphs.map((one) => (one.paragraph === paragraph ? { ...one, decision, version: state.version } : one)) }),
})

const rise = counted<Inputs['rise'], object>({ from: ['sitting'], right: 'administer', when: [noted], record: () => ({}), apply: (state) => ({ ...state, state: 'drafted' }) })

/** The minutes are frozen: their hash is of all that the meeting came to. */
const approve = counted<Inputs['approve'], { sha256: string }>({
  from: ['drafted', 'correcting'], right: 'administer', when: [noted, when(({ paragraphs }) => paragraphs.length > 0, '纪要还没有内容。', 'The minutes are empty.')],
  record: ({ title, due, heldOn, agenda, attendance, paragraphs, editions, correcting }, { hashOf }) => ({ sha256: hashOf({ title, due, heldOn, agenda: agenda.items, attendance, paragraphs, edition: editions.length + 1, reason: correcting }) }),
  apply: (state, { sha256 }, { at }) => {
    const { attendance, paragraphs, editions, correcting: reason } = state
    return { ...state, state: 'approved', correcting: null, editions: [...editions, { edition: editions.length + 1, at, reason, sha256, attendance, paragraphs }] }
  },
})

const correct = counted<Inputs['correct'], Inputs['correct']>({ from: ['approved'], right: 'administer', record: (_, __, { reason }) => ({ reason }), apply: (state, { reason }) => ({ ...state, state: 'correcting', correcting: reason }) })
const cancel = counted<Inputs['cancel'], Inputs['cancel']>({ from: ['planned'], right: 'administer', record: (_, __, { reason }) => ({ reason }), apply: (state) => ({ ...state, state: 'cancelled' }) })

/** Meetings as data. */
export const meetingMachine: Machine<Meeting, MeetingWorld> = {
  title: { zh: '会议', en: 'Meeting' }, states: meetingStates, events: meetingEvents, rules: { call, invite, arrange, propose, take, open, attend, write, remove, decided, rise, approve, correct, cancel },
}

/**
 * At which version the part that an event changes was last changed. Who read an older one must be told; who writes a new paragraph stands in
 * nobody's way. Whoever approves minutes, corrects or cancels decides on all that was read.
 */
export function touchedAt(state: Meeting, { event, input }: { event: string; input: unknown }): number {
  const { organisation, paragraph } = input as { organisation?: number; paragraph?: number }
  switch (event) {
    case 'propose': case 'open': case 'rise': return 0
    case 'arrange': return state.agenda.version
    case 'attend': return state.attendance.find((one) => one.organisation === organisation)?.version ?? 0
    case 'write': case 'remove': case 'decided': return state.paragraphs.find((one) => one.paragraph === paragraph)?.version ?? 0
    default: return state.version
  }
}

/** The first agenda: what the mechanism asks to be brought and its template, line by line without their numbers, then the motions that wait. */
export function firstAgenda({ inputs, template }: { inputs: string; template: string }, motions: readonly { motion: number; title: string }[]): Omit<AgendaItem, 'key'>[] {
  const lines = [...inputs.split('\n'), ...template.split('\n')].map((line) => line.replace(/^\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）.．、](?!\d)|[-*·•])\s*/u, '').trim().slice(0, 300)).filter((line) => line !== '')
  return [...lines.map((title) => ({ title, text: '', motion: null })), ...motions.map(({ motion, title }) => ({ title, text: '', motion }))].slice(0, 80)
}

function isUnique(values: readonly number[]): boolean {
  return new Set(values).size === values.length
}
