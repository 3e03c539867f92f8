import { z } from 'zod'
import { eligibilityFacts, instruments, operators, policyLevels, policyPhases, policyStates, responses, verdicts, type EligibilityFact } from '../policies.ts'
import { actorTypes, circles, keysOf, nodeStates, sheetKinds, subjectKinds, tiers } from '../vocabulary.ts'
import { cluster, id, moment, paging, text, type Endpoint } from './endpoint.ts'
import { actOf, day, eventRow, may, named, nullable, task, words } from './governance.ts'

const mention = z.union([z.number().int().positive(), words(200)]).describe('an id; where it is handed in, a code or an exact name does too')

const wordOf = (terms: Record<string, unknown>) => (value: string | number): boolean => Object.hasOwn(terms, value)
const written = (form: RegExp) => (value: string | number): boolean => form.test(String(value))
const number = (value: string | number): boolean => typeof value === 'number'
/** What a value of each kind of fact may be. */
const fits: Record<(typeof eligibilityFacts)[EligibilityFact]['kind'], (value: string | number) => boolean> = {
  actorType: wordOf(actorTypes), tier: wordOf(tiers), circle: wordOf(circles), states: wordOf(nodeStates), region: () => true, industry: written(/^\d{2,4}$/),
  day: (value) => day.safeParse(value).success, money: number, count: number, ratio: number, number, nodes: () => true,
}

export const condition = z.strictObject({
  fact: z.enum(keysOf(eligibilityFacts)), operator: z.enum(keysOf(operators)),
  values: z.array(z.union([z.number(), words(200)])).min(1).max(200).describe('terms of the vocabulary, regions by code or name, industries by code (two to four digits), nodes, a day, yuan, or a fraction of one'),
  indicator: mention.optional().describe('which one, for the fact observation'),
}).superRefine(({ fact, operator, values, indicator }, context) => {
  const { kind, operators: known } = eligibilityFacts[fact]
  const say = (key: string, message: string): void => context.addIssue({ code: 'custom', path: [key], message })
  if (!(known as readonly string[]).includes(operator)) say('operator', `对“${fact}”可用：${known.join('、')} for "${fact}" use one of: ${known.join(', ')}`)
  if (!values.every(fits[kind])) say('values', `“${fact}”的取值不对 a value that "${fact}" cannot have`)
  if ((operator === 'atLeast' || operator === 'atMost') && values.length !== 1) say('values', '只需一个值 one value is wanted')
  if ((fact === 'observation') !== (indicator !== undefined)) say('indicator', fact === 'observation' ? '请写明指标 name the indicator' : '只有“observation”需要指标 only "observation" names an indicator')
})
const both = z.strictObject({ all: z.array(condition).min(1).max(20) })
/** Each line must hold: one condition, or a group of which any does. */
const line = z.union([condition, z.strictObject({ any: z.array(z.union([condition, both])).min(1).max(20) })])

export const policyFields = {
  title: words(200), instrument: z.enum(keysOf(instruments)), issuer: words(200), level: z.enum(keysOf(policyLevels)), documentNumber: z.string().trim().max(100).nullable(), url: z.url({ protocol: /^https?$/ }).max(1000).nullable(),
  validFrom: day.nullable(), validTo: day.nullable(), actorTypes: z.array(z.enum(keysOf(actorTypes))).max(5).describe('empty: every actor type'), tasks: z.array(task).max(5).describe('further tasks that it serves'),
  nodes: z.array(mention).max(500).describe('empty: the whole chain'), indicators: z.array(mention).max(50), amount: z.string().trim().max(300).nullable(), text: z.string().trim().max(8000), rules: z.array(line).max(40).describe('each of which must hold'),
}

export const policyInputs = {
  amend: z.strictObject(policyFields).partial().extend({ reason: words(1000) }),
  withdraw: z.strictObject({ reason: words(1000) }),
  tell: z.strictObject({ organisations: z.array(id).min(1).max(2000), text: z.string().trim().max(2000).optional() }),
  respond: z.strictObject({ answer: z.enum(keysOf(responses)), text: z.string().trim().max(2000).optional() }),
}
export const policyAct = actOf(policyInputs)
export type PolicyAct = z.output<typeof policyAct>
export type Condition = z.output<typeof condition>
export type Line = z.output<typeof line>

const verdict = z.enum(keysOf(verdicts))
const answer = z.object({
  verdict, condition: z.object({ fact: z.enum(keysOf(eligibilityFacts)), operator: z.enum(keysOf(operators)), values: z.array(z.union([z.number(), z.string()])), indicator: z.union([z.number(), z.string()]).optional() }),
  found: z.array(z.object({ ref: z.string().describe('address of the value, which opens to its claims'), label: nullable, value: z.union([z.string(), z.number()]).nullable() })),
  missing: z.object({ fields: z.array(text), sheet: z.enum(keysOf(sheetKinds)).describe('the kind of sheet that brings it'), reason: nullable.describe('as the source gives it') }).nullable(),
})
const answerBoth = z.object({ verdict, all: z.array(answer) })
const answerLine = z.union([z.object({ verdict, any: z.array(z.union([answerBoth, answer])) }), answer])
export type AnswerView = z.output<typeof answer>
export type AnswerLine = z.output<typeof answerLine>

const told = z.object({ at: moment, by: nullable, verdict, text: nullable, response: z.object({ answer: z.enum(keysOf(responses)), text: nullable, at: moment }).nullable() })
const policyRow = z.object({
  policy: z.number(), version: z.number(), task, tasks: z.array(task), title: z.string(), instrument: policyFields.instrument, issuer: z.string(), level: policyFields.level, documentNumber: nullable, url: nullable,
  validFrom: nullable, validTo: nullable, state: z.enum(keysOf(policyStates)), phase: z.enum(keysOf(policyPhases)), actorTypes: z.array(z.enum(keysOf(actorTypes))), nodes: z.array(named), indicators: z.array(named), amount: nullable,
  own: verdict.nullable().describe('what its rules come to for the organisation of whoever asks'), told: told.nullable().describe('when that organisation was last told of it'),
})
export type PolicyRow = z.output<typeof policyRow>
const policyPage = policyRow.extend({
  text: z.string(), rules: z.array(line), mentioned: z.object({ nodes: z.array(named), indicators: z.array(named), regions: z.array(z.object({ code: z.string(), name: text })) }).describe('names of what the rules mention'),
  toldTotal: z.number().nullable().describe('how many organisations were told; null where the viewer may not know'), events: z.array(eventRow), may,
})

const qualifying = z.object({
  total: z.number(), counts: z.object({ yes: z.number(), unknown: z.number(), no: z.number() }),
  items: z.array(z.object({ organisation: named, actorType: z.enum(keysOf(actorTypes)).nullable(), verdict, answers: z.array(answerLine), told: told.nullable() })),
})

const ids = z.array(z.number())
const cells = z.partialRecord(task, ids).describe('by task, the policies that can be used now')
const coverage = z.object({
  policies: z.array(policyRow.pick({ policy: true, title: true, task: true, tasks: true, instrument: true, phase: true, validTo: true })).describe('those that are named below'),
  tasks: z.array(z.object({ task, actorType: z.enum(keysOf(actorTypes)), centre: z.boolean(), policies: ids })).describe('where a centre has no policy is a gap'),
  whole: cells.describe('policies that name no node'),
  nodes: z.object({ total: z.number(), gaps: z.number().describe('nodes at risk that no policy names'), items: z.array(z.object({ node: named, state: z.enum(keysOf(nodeStates)).nullable(), gap: z.boolean(), cells })) }),
  overlaps: z.array(z.object({ policies: ids, tasks: z.array(task), actorTypes: z.array(z.enum(keysOf(actorTypes))), nodes: z.array(named) })),
  ending: z.array(z.object({ policy: z.number(), validTo: z.string(), days: z.number(), leaves: z.array(named).describe('nodes that no other policy names that stays') })),
})

const side = z.object({ mean: z.number().nullable(), count: z.number() })
const beforeAfter = z.object({
  validFrom: nullable, validTo: nullable, cautions: z.array(text),
  others: z.array(z.object({ policy: z.number(), title: z.string(), validFrom: z.string() })).describe('policies for the same indicator, or the same task and nodes, that began about the same time'),
  series: z.array(z.object({
    indicator: named, unit: nullable, subject: z.object({ kind: z.enum(keysOf(subjectKinds)), id: z.number(), name: z.string() }),
    points: z.array(z.object({ period: z.string(), value: z.number().nullable(), ref: z.string(), doubtful: z.boolean(), use: z.enum(['before', 'after', 'out']) })),
    before: side, after: side, change: z.number().nullable(), changeShare: z.number().nullable(), sameMonths: z.object({ count: z.number(), change: z.number().nullable() }).describe('against the same months of the year before'), cautions: z.array(text),
  })),
})

const params = cluster.extend({ policy: id })

export const policyEndpoints = {
  listPolicies: {
    method: 'GET', path: '/api/clusters/:cluster/policies', access: 'member', params: cluster,
    query: z.object({ task: task.optional(), instrument: policyFields.instrument.optional(), level: policyFields.level.optional(), phase: z.enum(keysOf(policyPhases)).optional(), own: z.enum(['told', 'yes']).optional().describe('told: only those the own organisation was told of; yes: only those it qualifies for'), ...paging }),
    response: z.object({ total: z.number(), items: z.array(policyRow), mayRecord: z.array(task).describe('the tasks in which whoever asks records policies') }), summary: { zh: '政策工具包', en: 'The policy toolkit' },
  },
  getPolicyCoverage: {
    method: 'GET', path: '/api/clusters/:cluster/policies/coverage', access: 'member', params: cluster,
    query: z.object({ gaps: z.enum(['true']).optional().describe('true: only nodes at risk that no policy names'), ...paging }), response: coverage, summary: { zh: '政策 × 任务 × 环节的覆盖', en: 'Coverage of tasks and nodes by policies' },
  },
  getPolicy: { method: 'GET', path: '/api/clusters/:cluster/policies/:policy', access: 'member', params, response: policyPage, summary: { zh: '一项政策', en: 'A policy' } },
  createPolicy: {
    method: 'POST', path: '/api/clusters/:cluster/policies', access: 'member', params: cluster,
    body: z.strictObject({
      task, ...policyFields, documentNumber: policyFields.documentNumber.default(null), url: policyFields.url.default(null), validFrom: policyFields.validFrom.default(null), validTo: policyFields.validTo.default(null), actorTypes: policyFields.actorTypes.default([]),
      tasks: policyFields.tasks.default([]), nodes: policyFields.nodes.default([]), indicators: policyFields.indicators.default([]), amount: policyFields.amount.default(null), text: policyFields.text.default(''), rules: policyFields.rules.default([]),
    }),
    response: policyPage, summary: { zh: '登记政策', en: 'Record a policy' },
  },
  actOnPolicy: { method: 'POST', path: '/api/clusters/:cluster/policies/:policy/events', access: 'member', params, body: policyAct, response: policyPage, summary: { zh: '修订、撤销、告知、回应', en: 'Amend, withdraw, tell, respond' } },
  listQualifying: {
    method: 'GET', path: '/api/clusters/:cluster/policies/:policy/qualifying', access: 'member', params,
    query: z.object({ verdict: verdict.optional(), told: z.enum(['true', 'false']).optional(), text: z.string().trim().max(100).optional(), ...paging }),
    response: qualifying, summary: { zh: '哪些主体符合条件及理由', en: 'Which organisations qualify, and why' },
  },
  comparePolicy: { method: 'GET', path: '/api/clusters/:cluster/policies/:policy/indicators', access: 'member', params, response: beforeAfter, summary: { zh: '所列指标在施行前后的比较', en: 'The indicators it names before and after it began' } },
} satisfies Record<string, Endpoint>
