import { z } from 'zod'
import { motionStates, workStates } from '../governance.ts'
import { keysOf } from '../vocabulary.ts'
import { meetingPapers, meetingStates, presences } from '../meetings.ts'
import { cluster, id, moment, type Endpoint } from './endpoint.ts'
import { actOf, day, eventRow, evidence, may, named, nothing, nullable, stance, task, words } from './governance.ts'

const presence = z.enum(keysOf(presences))
const people = z.string().trim().max(500)
const paragraph = z.number().int().positive()

export const meetingInputs = {
  invite: nothing,
  arrange: z.strictObject({ items: z.array(z.strictObject({ key: z.number().int().positive().optional().describe('of an item that is there; without it the item is new'), title: words(300), text: z.string().trim().max(2000).default(''), motion: id.nullable().default(null) })).max(80).describe('the whole agenda in its order') }),
  propose: z.strictObject({ title: words(300), text: z.string().trim().max(2000).default('') }),
  open: z.strictObject({ heldOn: day }),
  attend: z.strictObject({ organisation: id, presence: presence.nullable(), people: people.default('').describe('who sat there for it') }),
  write: z.strictObject({ paragraph: paragraph.optional().describe('the one that is changed; without it a new one is put at the end'), text: words(4000), item: z.number().int().positive().nullable().default(null).describe('under which item of the agenda') }),
  remove: z.strictObject({ paragraph }),
  decided: z.strictObject({ paragraph, motion: id }),
  rise: nothing,
  approve: nothing,
  correct: z.strictObject({ reason: words(1000) }),
  cancel: z.strictObject({ reason: words(1000) }),
}
export const meetingAct = actOf(meetingInputs)
export type MeetingAct = z.output<typeof meetingAct>

// Shapes, not schemas that extend one another: the compiler works them out much sooner.
const motionShape = { motion: z.number(), title: z.string(), state: z.enum(keysOf(motionStates)) }
const motion = z.object(motionShape)
const head = {
  meeting: z.number(), task, title: z.string(), mechanism: z.object({ id: z.number(), title: z.string() }), day: z.string(), heldOn: nullable, state: z.enum(keysOf(meetingStates)), version: z.number(), convenor: named,
  edition: z.number().describe('how often its minutes were approved'),
}
const meetingRow = z.object({ ...head, items: z.number(), paragraphs: z.number() })
export type MeetingRow = z.output<typeof meetingRow>

const written = z.object({
  paragraph: z.number(), item: z.number().nullable(), text: z.string(), at: moment, organisation: named.nullable(), version: z.number().describe('at which version it was last changed'),
  decision: z.object({ ...motionShape, frozen: z.string() }).nullable().describe('the decision of a motion of the agenda that it notes'),
  follows: z.array(z.object({ kind: z.enum(['work', 'motion']), id: z.number(), title: z.string(), state: z.enum([...keysOf(workStates), ...keysOf(motionStates)]) })).describe('what came of it, as far as the viewer sees it'),
})
const meetingPage = z.object({
  ...head,
  agenda: z.array(z.object({ key: z.number(), title: z.string(), text: z.string(), motion: z.object({ ...motionShape, here: z.boolean().describe('whether its deliberation is held at this meeting') }).nullable() })),
  attendance: z.array(z.object({ organisation: named, presence: presence.nullable(), people: z.string(), mayNote: z.boolean().describe('whether the viewer may note it now') })),
  minutes: z.array(written), waiting: z.array(motion).describe('motions of the task that are under way and not on the agenda'),
  editions: z.array(z.object({ edition: z.number(), at: moment, reason: nullable.describe('why the one before was corrected'), sha256: z.string(), paragraphs: z.array(z.object({ paragraph: z.number(), text: z.string() })) })),
  correcting: nullable.describe('why the minutes are being corrected'), events: z.array(eventRow), may,
})
export type MeetingPage = z.output<typeof meetingPage>

const packWork = z.object({ item: z.number(), title: z.string(), state: z.enum(keysOf(workStates)), lead: named.nullable(), due: nullable, overdue: z.boolean(), fromHere: z.boolean().describe('whether it came from a meeting of this mechanism') })
const meetingPack = z.object({
  motions: z.array(z.object({
    ...motionShape, evidence: z.array(evidence), earlier: z.array(z.object({ meeting: z.number(), title: z.string(), day: z.string() })).describe('other meetings it came before, as far as the viewer sat there'),
    opinions: z.array(z.object({ organisation: named, stance, text: z.string(), answer: z.object({ adopted: z.boolean(), reason: z.string() }).nullable() })).describe('given at this meeting'),
  })),
  work: z.array(packWork), moreWork: z.number().describe('open items of the task that are not listed'),
  decisions: z.array(z.object({ ...motionShape, decidedAt: moment, frozen: nullable, reviewOn: nullable })),
})
export type MeetingPack = z.output<typeof meetingPack>

const params = z.object({ ...cluster.shape, meeting: id })

export const meetingEndpoints = {
  listMeetings: { method: 'GET', path: '/api/clusters/:cluster/meetings', access: 'member', params: cluster, query: z.object({ mechanism: id.optional() }), response: z.array(meetingRow), summary: { zh: '会议', en: 'Meetings' } },
  getMeeting: { method: 'GET', path: '/api/clusters/:cluster/meetings/:meeting', access: 'member', params, response: meetingPage, summary: { zh: '一次会议：议程、到会、纪要', en: 'A meeting: agenda, attendance, minutes' } },
  createMeeting: {
    method: 'POST', path: '/api/clusters/:cluster/meetings', access: 'member', params: cluster, body: z.strictObject({ mechanism: id, day: day.describe('which occurrence of the mechanism') }), response: meetingPage,
    summary: { zh: '为机制的一次日程召集会议', en: 'Call the meeting of an occurrence of a mechanism' },
  },
  actOnMeeting: { method: 'POST', path: '/api/clusters/:cluster/meetings/:meeting/events', access: 'member', params, body: meetingAct, response: meetingPage, summary: { zh: '编排议程、登记到会、记录、定稿', en: 'Arrange, attend, write, approve' } },
  watchMeeting: { method: 'GET', path: '/api/clusters/:cluster/meetings/:meeting/watch', access: 'member', params, events: z.object({ version: z.number() }), summary: { zh: '会议有变动时告知', en: 'Tells when a meeting changes' } },
  getMeetingPack: { method: 'GET', path: '/api/clusters/:cluster/meetings/:meeting/pack', access: 'member', params, response: meetingPack, summary: { zh: '会议材料的内容', en: 'What the meeting pack holds' } },
  downloadMeetingPaper: {
    method: 'GET', path: '/api/clusters/:cluster/meetings/:meeting/papers/:paper/:format', access: 'member', params: z.object({ ...params.shape, paper: z.enum(keysOf(meetingPapers)), format: z.enum(['docx', 'pdf', 'html']) }), query: z.object({ lang: z.enum(['zh', 'en']).optional() }),
    file: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'application/pdf', 'text/html'], summary: { zh: '下载会议材料或纪要', en: 'Save the meeting pack or the minutes' },
  },
} satisfies Record<string, Endpoint>
