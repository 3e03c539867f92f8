import { z } from 'zod'
import { lights } from '../calendar.ts'
import { choices, methods, motionEvents, motionStates, stances, workEvents, workStates } from '../governance.ts'
import { meetingStates } from '../meetings.ts'
import { actorTypes, governanceTasks, keysOf } from '../vocabulary.ts'
import { roleAssignment } from './clusters.ts'
import { cluster, id, moment, page, paging, text, type Endpoint } from './endpoint.ts'

export const nullable = z.string().nullable()
export const task = z.enum(keysOf(governanceTasks))
export const words = (most = 4000) => z.string().trim().min(1).max(most)
export const day = z.iso.date()
export const nothing = z.strictObject({})
export const place = z.string().trim().min(1).max(300).describe('the address of a claim (claim:ID), of a node’s state (node:ID:state), of a risk (risk:ID), of a paragraph of minutes (meeting:ID:PARAGRAPH), or a web address')

const heldAt = z.union([
  z.strictObject({ meeting: id.describe('one that is called and not over') }),
  z.strictObject({ mechanism: id, day: day.describe('the occurrence whose meeting is called') }),
]).optional().describe('at which meeting the motion is deliberated; without it in writing')
export const stance = z.enum(keysOf(stances))

export const motionInputs = {
  support: nothing,
  addEvidence: z.strictObject({ ref: place, note: z.string().trim().max(1000).optional() }),
  declareConflict: z.strictObject({ text: words(1000) }),
  openDeliberation: z.strictObject({
    consultUntil: day.describe('until when the support network may answer; after that its silence is on record'),
    method: z.enum(keysOf(methods)), quorum: z.number().min(0).max(1).default(0.5).describe('share of each chamber that must take part'),
    secret: z.boolean().default(false), shares: z.array(z.strictObject({ organisation: id, share: z.number().positive().max(1e6) })).max(500).optional(), heldAt,
  }),
  changeForm: z.strictObject({ heldAt, consultUntil: day, reason: words(1000) }),
  speak: z.strictObject({ stance, text: words() }),
  noteOpinion: z.strictObject({ organisation: id.describe('which was at the meeting and said it'), stance, text: words() }),
  answerOpinion: z.strictObject({ opinion: z.number().int().positive(), adopted: z.boolean(), reason: words(2000) }),
  openBallot: z.strictObject({ closesOn: day, reviewOn: day.optional() }),
  castVote: z.strictObject({ choice: z.enum(keysOf(choices)), reason: z.string().trim().max(2000).optional() }),
  delegate: z.strictObject({ to: id }),
  dissent: z.strictObject({ text: words(2000) }),
  closeBallot: nothing,
  withdraw: z.strictObject({ reason: words(1000) }),
}

export const workFields = {
  title: words(200), text: z.string().trim().max(4000), lead: id, coOwners: z.array(id).max(50), due: day.nullable(),
  region: z.string().regex(/^\d{6}$/).nullable(), department: z.string().trim().max(100).nullable(),
}

export const workInputs = {
  edit: z.strictObject(workFields).partial(),
  accept: nothing,
  start: nothing,
  report: z.strictObject({ text: words(), evidence: z.array(place).max(20) }),
  approve: z.strictObject({ text: z.string().trim().max(2000).optional() }),
  sendBack: z.strictObject({ reason: words(2000) }),
  close: nothing,
  suspend: z.strictObject({ reason: words(1000) }),
  resume: nothing,
  urge: z.strictObject({ text: words(1000) }),
  escalate: z.strictObject({ to: id.optional().describe('a centre of the task; without it whoever holds the post above'), text: words(1000) }),
  extend: z.strictObject({ due: day, reason: words(1000) }),
  cancel: z.strictObject({ reason: words(1000) }),
}

export const version = z.number().int().min(1).describe('the version that was read: a write on an older one is refused, with both shown')
type Inputs = Record<string, z.ZodObject>
export type Act<I extends Inputs> = { [E in keyof I & string]: { event: E; version: number; input: z.output<I[E]> } }[keyof I & string]

/** One event with the version it was decided on, as a union over the kinds of event. */
export function actOf<I extends Inputs>(inputs: I): z.ZodType<Act<I>, Act<I>> {
  const options = Object.entries(inputs).map(([event, input]) => z.strictObject({ event: z.literal(event), version, input }))
  return z.discriminatedUnion('event', options as unknown as [z.ZodObject<{ event: z.ZodLiteral<string> }>]) as unknown as z.ZodType<Act<I>, Act<I>>
}
export const motionAct = actOf(motionInputs)
export const workAct = actOf(workInputs)
/** The same event on many items: each on the version that was read. */
const manyAct = z.discriminatedUnion('event', [
  z.strictObject({ event: z.literal('edit'), input: workInputs.edit }), z.strictObject({ event: z.literal('urge'), input: workInputs.urge }), z.strictObject({ event: z.literal('extend'), input: workInputs.extend }),
  z.strictObject({ event: z.literal('accept'), input: nothing }), z.strictObject({ event: z.literal('start'), input: nothing }), z.strictObject({ event: z.literal('approve'), input: workInputs.approve }),
  z.strictObject({ event: z.literal('close'), input: nothing }), z.strictObject({ event: z.literal('suspend'), input: workInputs.suspend }), z.strictObject({ event: z.literal('resume'), input: nothing }),
])
const manyDone = z.object({ done: z.number(), refused: z.array(z.object({ item: z.number(), title: z.string(), reason: text })) })
export type MotionAct = z.output<typeof motionAct>
export type WorkAct = z.output<typeof workAct>

export const waits = z.enum(['true']).optional().describe('true: only what waits for whoever asks')
export const named = z.object({ id: z.number(), name: z.string() })
export const may = z.record(z.string(), z.object({ allowed: z.boolean(), reason: text.nullable() })).describe('what the viewer may do now, and why not')

export const evidence = z.object({
  ref: z.string(), title: text.nullable().describe('null where the viewer may not see it'), value: z.union([z.string(), text]).nullable().describe('as the source wrote it, or a term in both languages'), note: nullable, source: nullable, grade: nullable,
  pinnedAt: moment, snapshot: nullable, sha256: z.string().describe('of what was pinned'),
})
export type EvidenceView = z.output<typeof evidence>

const motionRow = z.object({
  motion: z.number(), task, title: z.string(), state: z.enum(keysOf(motionStates)), version: z.number(), mover: named.nullable(), madeAt: moment, changedAt: moment,
  method: z.enum(keysOf(methods)).nullable(), decidedAt: moment.nullable(), reviewOn: nullable, amends: z.boolean(), work: z.number(),
  waits: z.array(z.enum(keysOf(motionEvents))).describe('what it waits for from whoever looks at it'),
})
export type MotionRow = z.output<typeof motionRow>

const chamber = z.object({ chamber: z.string(), seats: z.number(), present: z.number(), yes: z.number(), no: z.number(), abstain: z.number() })
export const tally = z.object({ quorate: z.boolean(), adopted: z.boolean(), chambers: z.array(chamber), yes: z.number(), no: z.number(), abstain: z.number(), shareYes: z.number().nullable(), why: text })
export type TallyView = z.output<typeof tally>

export const eventRow = z.object({ event: z.string(), title: text, at: moment, by: nullable, organisation: named.nullable(), payload: z.record(z.string(), z.unknown()), version: z.number(), hash: z.string() })

const motionPage = motionRow.extend({
  text: z.string(), threshold: z.number(), supporters: z.array(named), evidence: z.array(evidence), amendment: z.array(roleAssignment).nullable(),
  consultUntil: nullable, quorum: z.number().nullable(), secret: z.boolean(), closesOn: nullable,
  heldAt: z.object({ meeting: z.number(), title: z.string(), day: z.string(), heldOn: nullable, seen: z.boolean().describe('whether the viewer sits at its table') }).nullable().describe('the meeting at which it is deliberated; null where that is done in writing'),
  meetings: z.array(z.object({ meeting: z.number(), title: z.string(), day: z.string(), heldOn: nullable, state: z.enum(keysOf(meetingStates)), stands: z.boolean().describe('whether it still stands on the agenda') })).describe('those on whose agenda it is or was, as far as the viewer sits at the table'),
  present: z.array(named).describe('who was at that meeting and has a place in the task: their opinions can be noted'),
  consulted: z.array(z.object({ actorType: z.enum(keysOf(actorTypes)), title: text, answered: z.boolean(), lapsed: z.boolean() })),
  opinions: z.array(z.object({ opinion: z.number(), organisation: named, stance, text: z.string(), at: moment, meeting: z.number().nullable().describe('at which meeting it was given; null where in writing'), answer: z.object({ adopted: z.boolean(), reason: z.string() }).nullable() })),
  conflicts: z.array(z.object({ organisation: named, text: z.string() })),
  seats: z.array(z.object({ organisation: named, chamber: z.string(), voted: z.boolean(), choice: z.enum(keysOf(choices)).nullable(), reason: nullable, delegatedTo: z.number().nullable() })),
  dissents: z.array(z.object({ organisation: named, text: z.string(), at: moment })), tally: tally.nullable(), frozen: nullable.describe('hash of what was decided on'),
  workItems: z.array(z.object({ item: z.number(), title: z.string(), state: z.enum(keysOf(workStates)) })), events: z.array(eventRow), may,
})

const workRow = z.object({
  item: z.number(), task, title: z.string(), state: z.enum(keysOf(workStates)), version: z.number(), lead: named.nullable(), due: nullable, dueAnnounced: z.boolean().describe('whether the holidays of that year are announced'),
  light: z.enum(keysOf(lights)), progress: z.number().describe('0 to 1, from sub-tasks or from the state; never typed'), region: nullable, parent: z.number().nullable(),
  origin: z.object({ kind: z.enum(['motion', 'risk', 'appeal', 'meeting', 'hand']), id: z.number().nullable(), title: nullable, paragraph: z.number().optional().describe('of the minutes it came from') }), urges: z.number(), madeAt: moment, changedAt: moment,
  waits: z.array(z.enum(keysOf(workEvents))).describe('what it waits for from whoever looks at it'),
})
export type WorkRow = z.output<typeof workRow>

const workPage = workRow.extend({
  text: z.string(), department: nullable, coOwners: z.array(named), suspended: z.boolean(), above: z.object({ post: named, holder: named }).nullable().describe('the post to which it would be escalated, and who acts in it today'), children: z.array(workRow),
  escalations: z.array(z.object({ to: named, post: nullable.describe('the post that it went to, where no organisation was named'), text: z.string(), at: moment })),
  reports: z.array(z.object({ text: z.string(), at: moment, evidence: z.array(evidence) })), events: z.array(eventRow), may,
})

/** By what the list of work is narrowed. */
export const workFilter = {
  state: z.enum(keysOf(workStates)).optional(), task: task.optional(), light: z.enum(['overdue', 'near']).optional(), lead: id.optional(), motion: id.optional(), risk: id.optional(), appeal: id.optional(), text: z.string().max(100).optional(), waits,
}
const motionParams = cluster.extend({ motion: id })
const workParams = cluster.extend({ item: id })

export const governanceEndpoints = {
  listMotions: {
    method: 'GET', path: '/api/clusters/:cluster/motions', access: 'member', params: cluster,
    query: z.object({ state: z.enum(keysOf(motionStates)).optional(), task: task.optional(), waits, ...paging }), response: page(motionRow),
    summary: { zh: '动议与决策', en: 'Motions and decisions' },
  },
  getMotion: { method: 'GET', path: '/api/clusters/:cluster/motions/:motion', access: 'member', params: motionParams, response: motionPage, summary: { zh: '一项动议的全过程', en: 'The whole thread of a motion' } },
  createMotion: {
    method: 'POST', path: '/api/clusters/:cluster/motions', access: 'member', params: cluster,
    body: z.strictObject({ task, title: words(200), text: words(8000), threshold: z.number().int().min(1).max(50).default(1), evidence: z.array(place).max(20).default([]), amendment: z.array(roleAssignment).min(1).max(100).optional().describe('the rows of the task as they shall be: changes the role charter if adopted') }),
    response: motionPage, summary: { zh: '提出动议', en: 'Move' },
  },
  actOnMotion: { method: 'POST', path: '/api/clusters/:cluster/motions/:motion/events', access: 'member', params: motionParams, body: motionAct, response: motionPage, summary: { zh: '附议、会商、表决', en: 'Support, deliberate, decide' } },
  listWork: {
    method: 'GET', path: '/api/clusters/:cluster/work', access: 'member', params: cluster,
    query: z.object({ ...workFilter, ...paging }), response: page(workRow).extend({ mayOpen: z.array(task).describe('the tasks in which whoever asks opens work and changes it') }),
    summary: { zh: '事项', en: 'Work items' },
  },
  getWork: { method: 'GET', path: '/api/clusters/:cluster/work/:item', access: 'member', params: workParams, response: workPage, summary: { zh: '一个事项', en: 'A work item' } },
  createWork: {
    method: 'POST', path: '/api/clusters/:cluster/work', access: 'member', params: cluster,
    body: z.strictObject({ task, ...workFields, text: workFields.text.default(''), coOwners: workFields.coOwners.default([]), due: workFields.due.default(null), region: workFields.region.default(null), department: workFields.department.default(null), parent: id.nullable().default(null), motion: id.optional(), risk: id.optional(), appeal: id.optional(), meeting: z.strictObject({ meeting: id, paragraph: id }).optional().describe('a paragraph of its minutes') }),
    response: workPage, summary: { zh: '立项', en: 'Open a work item' },
  },
  actOnManyWork: {
    method: 'POST', path: '/api/clusters/:cluster/work/events', access: 'member', params: cluster,
    body: z.strictObject({ items: z.array(z.strictObject({ item: id, version })).min(1).max(500), act: manyAct }), response: manyDone,
    summary: { zh: '对多个事项做同一件事', en: 'Do the same on several work items' },
  },
  actOnWork: { method: 'POST', path: '/api/clusters/:cluster/work/:item/events', access: 'member', params: workParams, body: workAct, response: workPage, summary: { zh: '认领、报结、验收、催办、销号', en: 'Accept, report, approve, urge, close' } },
  verifyEvents: {
    method: 'GET', path: '/api/clusters/:cluster/governance/verify', access: 'analyst', params: cluster,
    response: z.object({ events: z.number(), items: z.number(), intact: z.boolean(), brokenAt: z.number().nullable().describe('the first event whose hash does not fit'), differing: z.array(z.number()).describe('items whose state does not follow from their events'), head: nullable, audit: z.object({ entries: z.number(), brokenAt: z.number().nullable(), head: nullable }).describe('the audit log, a chain of its own') }),
    summary: { zh: '核验共治事件与审计日志的哈希链', en: 'Verify the chains of governance events and of the audit log' },
  },
} satisfies Record<string, Endpoint>
