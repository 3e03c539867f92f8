import { z } from 'zod'
import { mechanismKinds, mechanismStates, occurrenceStates } from '../mechanisms.ts'
import { keysOf } from '../vocabulary.ts'
import { cluster, id, moment, type Endpoint } from './endpoint.ts'
import { actOf, day, eventRow, may, named, nullable, task, words } from './governance.ts'

const cadence = z.strictObject({
  unit: z.enum(['week', 'month', 'quarter', 'year']), every: z.number().int().min(1).max(12).default(1),
  nth: z.number().int().min(-60).max(60).refine((n) => n !== 0).describe('the how-manieth working day of the period; negative counts from its end'),
})

export const mechanismFields = {
  title: words(200), kind: z.enum(keysOf(mechanismKinds)), cadence, start: day, convenor: id, members: z.array(id).max(200),
  inputs: z.string().trim().max(2000), outputs: z.string().trim().max(2000), template: z.string().trim().max(8000),
}

export const mechanismInputs = {
  edit: z.strictObject(mechanismFields).partial(),
  hold: z.strictObject({ due: day.describe('which occurrence'), heldOn: day, attended: z.array(id).max(200).default([]), text: z.string().trim().max(4000).default('') }),
  skip: z.strictObject({ due: day.describe('which occurrence'), reason: words(1000) }),
  deliver: z.strictObject({ due: day.describe('which occurrence'), title: words(300), ref: z.string().trim().max(300).optional() }),
  end: z.strictObject({ reason: words(1000) }),
}
export const mechanismAct = actOf(mechanismInputs)
export type MechanismAct = z.output<typeof mechanismAct>

const occurrence = z.object({
  day: z.string(), announced: z.boolean().describe('whether the holidays of that year are announced'), state: z.enum(keysOf(occurrenceStates)), heldOn: nullable, attended: z.array(named), text: z.string().describe('what was noted, or why it is not held'),
  outputs: z.array(z.object({ title: z.string(), ref: nullable, at: moment })), meeting: z.number().nullable().describe('its meeting, where the viewer sits at the table'),
})
const mechanismPage = z.object({
  mechanism: z.number(), task, version: z.number(), state: z.enum(keysOf(mechanismStates)), title: z.string(), kind: z.enum(keysOf(mechanismKinds)), cadence, start: z.string(), convenor: named, members: z.array(named),
  inputs: z.string(), outputs: z.string(), template: z.string(), occurrences: z.array(occurrence), next: nullable, events: z.array(eventRow), may,
})

const params = cluster.extend({ mechanism: id })

export const mechanismEndpoints = {
  listMechanisms: { method: 'GET', path: '/api/clusters/:cluster/mechanisms', access: 'member', params: cluster, response: z.array(mechanismPage.omit({ events: true, may: true })), summary: { zh: '机制及其日程', en: 'Mechanisms with their dates' } },
  getMechanism: { method: 'GET', path: '/api/clusters/:cluster/mechanisms/:mechanism', access: 'member', params, response: mechanismPage, summary: { zh: '一项机制', en: 'A mechanism' } },
  createMechanism: {
    method: 'POST', path: '/api/clusters/:cluster/mechanisms', access: 'member', params: cluster,
    body: z.strictObject({ task, ...mechanismFields, members: mechanismFields.members.default([]), inputs: mechanismFields.inputs.default(''), outputs: mechanismFields.outputs.default(''), template: mechanismFields.template.default('') }),
    response: mechanismPage, summary: { zh: '建立机制', en: 'Set up a mechanism' },
  },
  actOnMechanism: { method: 'POST', path: '/api/clusters/:cluster/mechanisms/:mechanism/events', access: 'member', params, body: mechanismAct, response: mechanismPage, summary: { zh: '召开、交付成果', en: 'Hold, deliver' } },
} satisfies Record<string, Endpoint>
