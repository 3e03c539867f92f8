import { z } from 'zod'
import { postKinds, postStates, seatStates } from '../posts.ts'
import { keysOf } from '../vocabulary.ts'
import { cluster, id, moment, text, type Endpoint } from './endpoint.ts'
import { actOf, day, eventRow, may, named, nullable, task, words } from './governance.ts'

const seat = z.number().int().min(1).max(200).describe('which seat, counted from 1')
const person = z.string().trim().min(1).max(100).nullable()
const region = z.string().regex(/^\d{6}$/).nullable()

export const postFields = {
  title: words(200), text: z.string().trim().max(4000).describe('what it is for'), region, above: id.nullable().describe('the post above it: where what it cannot settle is taken'),
  seats: z.array(words(100)).max(200).describe('the name of each seat, in order; a post has one'),
}

export const postInputs = {
  edit: z.strictObject(postFields).partial(),
  appoint: z.strictObject({
    seat: seat.default(1), organisation: id, person: person.default(null), from: day, until: day.nullable().default(null).describe('null: until it is ended'),
    motion: id.optional().describe('the decision that appoints'), basis: z.string().trim().max(300).optional().describe('the document by which is appointed, where no decision is named'),
  }),
  endTerm: z.strictObject({ term: z.number().int().positive(), on: day.describe('its last day'), reason: words(1000) }),
  substitute: z.strictObject({ seat: seat.default(1), organisation: id, person: person.default(null), from: day, until: day, reason: words(1000) }),
  endSubstitution: z.strictObject({ seat: seat.default(1), on: day.describe('its last day') }),
  abolish: z.strictObject({ reason: words(1000) }),
}
export const postAct = actOf(postInputs)
export type PostAct = z.output<typeof postAct>

const standIn = z.object({ organisation: named, person, from: z.string(), until: z.string(), reason: z.string() })
const term = z.object({
  term: z.number(), organisation: named, person, from: z.string(), until: nullable, basis: z.object({ motion: z.number().nullable(), text: z.string() }),
  ended: z.object({ reason: z.string(), at: moment }).nullable(), standIns: z.array(standIn),
})
const seatView = z.object({
  seat: z.number(), title: z.string(), state: z.enum(keysOf(seatStates)), term: term.nullable().describe('the term that runs'), standIn: standIn.nullable().describe('who stands in today'),
  next: z.array(term), past: z.array(term).describe('the last first'),
})
const postPage = z.object({
  post: z.number(), version: z.number(), task, kind: z.enum(keysOf(postKinds)), state: z.enum(keysOf(postStates)), title: z.string(), text: z.string(), region: nullable, above: named.nullable(),
  seats: z.array(seatView), named: z.array(z.object({ task, part: z.enum(['centre', 'support']), duty: text })).describe('where the charter names it'),
  conflicts: z.array(z.object({ organisation: named, motion: named, text: z.string(), at: moment })).describe('conflicts of interest that its holders declared in motions: they do not vote there'),
  events: z.array(eventRow), may,
})

const params = cluster.extend({ post: id })

export const postEndpoints = {
  listPosts: {
    method: 'GET', path: '/api/clusters/:cluster/posts', access: 'member', params: cluster,
    response: z.object({ posts: z.array(postPage.omit({ conflicts: true, events: true, may: true })), mayEstablish: z.array(task).describe('the tasks in which whoever asks sets one up') }),
    summary: { zh: '职务与机构：席位、任期、代理、空缺', en: 'Posts and bodies: seats, terms, who stands in, vacancies' },
  },
  getPost: { method: 'GET', path: '/api/clusters/:cluster/posts/:post', access: 'member', params, response: postPage, summary: { zh: '一个职务或机构', en: 'A post or body' } },
  createPost: {
    method: 'POST', path: '/api/clusters/:cluster/posts', access: 'member', params: cluster,
    body: z.strictObject({ task, kind: z.enum(keysOf(postKinds)), ...postFields, text: postFields.text.default(''), region: region.default(null), above: postFields.above.default(null), seats: postFields.seats.default([]) }),
    response: postPage, summary: { zh: '设立职务或机构', en: 'Set up a post or body' },
  },
  actOnPost: { method: 'POST', path: '/api/clusters/:cluster/posts/:post/events', access: 'member', params, body: postAct, response: postPage, summary: { zh: '任命、结束任期、指定代理', en: 'Appoint, end a term, name who stands in' } },
} satisfies Record<string, Endpoint>
