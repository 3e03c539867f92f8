import { z } from 'zod'
import { appealStates, appealSubjects } from '../appeals.ts'
import { lights } from '../calendar.ts'
import { workStates } from '../governance.ts'
import { actorTypes, keysOf } from '../vocabulary.ts'
import { cluster, id, moment, page, paging, type Endpoint } from './endpoint.ts'
import { actOf, day, eventRow, may, named, nullable, task, waits, words } from './governance.ts'

const subject = z.enum(keysOf(appealSubjects))

export const fileAppeal = z.strictObject({
  subject: subject.describe('says to which governance task it goes first'), title: words(200), text: words(),
  anonymous: z.boolean().default(false).describe('other enterprises do not learn who filed it, neither on a page nor in the database'),
})

export const appealInputs = {
  triage: z.strictObject({ task, owner: id, note: z.string().trim().max(1000).optional() }),
  answer: z.strictObject({ text: words() }),
  extend: z.strictObject({ due: day, reason: words(1000) }),
  reopen: z.strictObject({ reason: words(1000) }),
  rate: z.strictObject({ score: z.number().int().min(1).max(5), text: z.string().trim().max(1000).optional() }),
  withdraw: z.strictObject({ reason: words(1000) }),
}
export const appealAct = actOf(appealInputs)
export type AppealAct = z.output<typeof appealAct>

const appealRow = z.object({
  appeal: z.number(), task, subject, title: z.string(), state: z.enum(keysOf(appealStates)), version: z.number(), anonymous: z.boolean(),
  filer: named.nullable().describe('null where the viewer may not know'), mine: z.boolean().describe('filed by the viewer’s organisation'), owner: named.nullable(),
  due: nullable, dueAnnounced: z.boolean().describe('whether the holidays of that year are announced'), light: z.enum(keysOf(lights)), score: z.number().nullable(), filedAt: moment, changedAt: moment,
})
export type AppealRow = z.output<typeof appealRow>

const appealPage = appealRow.extend({
  text: z.string(), answers: z.array(z.object({ text: z.string(), at: moment, by: named.nullable(), late: z.boolean() })), reopened: z.array(z.object({ reason: z.string(), at: moment })),
  rating: z.object({ score: z.number(), text: nullable, at: moment }).nullable(),
  proposed: z.object({ actorTypes: z.array(z.enum(keysOf(actorTypes))), organisations: z.array(named) }).describe('who may own it by the charter; those with people in the cluster first'),
  workItems: z.array(z.object({ item: z.number(), title: z.string(), state: z.enum(keysOf(workStates)) })), events: z.array(eventRow), may,
})

const params = cluster.extend({ appeal: id })

export const appealEndpoints = {
  listAppeals: {
    method: 'GET', path: '/api/clusters/:cluster/appeals', access: 'member', params: cluster,
    query: z.object({ state: z.enum(keysOf(appealStates)).optional(), task: task.optional(), light: z.enum(['overdue', 'near']).optional(), mine: z.enum(['true']).optional(), waits, ...paging }), response: page(appealRow),
    summary: { zh: '诉求', en: 'Appeals' },
  },
  getAppeal: { method: 'GET', path: '/api/clusters/:cluster/appeals/:appeal', access: 'member', params, response: appealPage, summary: { zh: '一项诉求的全过程', en: 'The whole thread of an appeal' } },
  createAppeal: { method: 'POST', path: '/api/clusters/:cluster/appeals', access: 'member', params: cluster, body: fileAppeal, response: appealPage, summary: { zh: '提出诉求', en: 'File an appeal' } },
  actOnAppeal: { method: 'POST', path: '/api/clusters/:cluster/appeals/:appeal/events', access: 'member', params, body: appealAct, response: appealPage, summary: { zh: '分办、答复、评价', en: 'Triage, answer, rate' } },
} satisfies Record<string, Endpoint>
