import { z } from 'zod'
import { riskLights } from '../risk-filter.ts'
import { keysOf, nodeKinds, nodeStates, riskGrades, riskStatuses, stages } from '../vocabulary.ts'
import { cluster, id, marks, moment, page, paging, sort, text, workbook, type Endpoint } from './endpoint.ts'

const nullable = z.string().nullable()
const nodeState = z.enum(keysOf(nodeStates))

export const reason = z.object({
  rule: z.string(), version: z.number(), zh: z.string(), en: z.string(),
  values: z.record(z.string(), z.union([z.number(), z.string(), z.null()])), claimIds: z.array(z.number()),
})

export const nodeRow = z.object({
  id: z.number(), code: nullable, name: z.string(), kind: z.enum(keysOf(nodeKinds)).nullable(), stage: z.enum(keysOf(stages)).nullable(),
  stageName: nullable, stageInferred: z.boolean(), group: nullable, state: nodeState, why: text.nullable(),
  suppliers: z.number().nullable().describe('null where fewer than three and the viewer may not see them'),
  topOrigin: nullable, topOriginShare: z.number().nullable(), inputs: z.number(), dependants: z.number(), marks,
  reasons: z.array(reason).optional().describe('why the node has its state; only where asked for'),
})
export type NodeRow = z.infer<typeof nodeRow>

const nodeFilter = z.object({
  text: z.string().max(100).optional(), stage: z.string().max(100).optional(), state: nodeState.optional(), kind: z.enum(keysOf(nodeKinds)).optional(),
  group: z.string().max(200).optional(), city: z.string().max(12).optional(), sort,
})

/** The map as columns of numbers: position i of each array is node i. */
export const mapData = z.object({
  total: z.number().describe('nodes in the cluster, whatever the view'),
  columns: z.array(z.object({ key: z.string(), title: z.string(), x: z.number(), width: z.number() })),
  groups: z.array(z.object({ title: z.string(), x: z.number(), y: z.number(), width: z.number(), height: z.number(), nodes: z.number() })),
  ids: z.array(z.number()), names: z.array(z.string()), x: z.array(z.number()), y: z.array(z.number()),
  states: z.array(nodeState), kinds: z.array(z.string().nullable()), sizes: z.array(z.number()), columnOf: z.array(z.number()),
  /** Flat triples: index of the node, index of what it needs or is a kind of, 0 for requires and 1 for isA. */
  edges: z.array(z.number()),
  truncated: z.boolean(),
  stale: z.boolean().describe('the states are those of before the last change of facts; they are being computed, ask again for them'),
})
export type MapData = z.infer<typeof mapData>

const supplierRow = z.object({
  organisationId: z.number(), organisation: z.string(), city: nullable, share: z.number().nullable(), revenueShare: z.number().nullable(), negligible: z.boolean().nullable(),
  origin: nullable, owner: nullable, qualified: z.boolean().nullable(), capacity: z.boolean().nullable(), certification: z.boolean().nullable(), price: z.boolean().nullable(), marks,
})

const nodeRef = z.object({ id: z.number(), name: z.string(), state: nodeState, relation: z.enum(['requires', 'isA']) })

export const nodePage = nodeRow.extend({
  stockDays: z.number().nullable(), substitutionDays: z.number().nullable(), hsCode: nullable, description: nullable, note: nullable,
  reasons: z.array(reason), suppliersList: z.array(supplierRow), suppliersHidden: z.number().nullable(),
  origins: z.array(z.object({ country: z.string(), share: z.number().nullable(), negligible: z.boolean().nullable() })),
  inputsList: z.array(nodeRef), dependantsList: z.array(nodeRef), kindsList: z.array(nodeRef), parentsList: z.array(nodeRef),
  history: z.array(z.object({ at: moment, text, ref: nullable })),
  risks: z.array(z.object({ risk: z.number(), kind: z.string(), title: z.string(), status: z.enum(keysOf(riskStatuses)), grade: z.enum(keysOf(riskGrades)).nullable() })),
})

/** What a stress test takes away. */
export const removal = z.object({ dimension: z.enum(['origin', 'owner', 'region', 'organisation', 'node']), element: z.string().min(1).max(200) })

export const stressResult = z.object({
  removed: z.array(z.object({ dimension: z.string(), element: z.string(), title: z.string(), supplies: z.number() })),
  days: z.number().nullable(),
  stopped: z.array(z.object({ id: z.number(), code: nullable, name: z.string(), day: z.number(), cause: text, ref: z.string() })),
  reduced: z.array(z.object({ id: z.number(), code: nullable, name: z.string(), lossLow: z.number(), lossHigh: z.number() })),
  unknown: z.array(z.object({ id: z.number(), code: nullable, name: z.string(), cause: text })),
  lost: z.object({ supplies: z.number(), nodesStopped: z.number(), nodesUnknown: z.number(), nodes: z.number() }),
  snapshot: z.string(), method: z.string(), version: z.number(),
})

const version = z.object({ version: z.number(), name: z.string(), note: nullable, asOf: moment, status: z.enum(['draft', 'reviewed', 'refused']), madeBy: nullable, reviewedBy: nullable, reviewedAt: moment.nullable(), reviewNote: nullable })

export const comparison = z.object({
  from: moment, to: moment,
  nodes: z.object({ added: z.array(z.object({ id: z.number(), name: z.string() })), removed: z.array(z.object({ id: z.number(), name: z.string() })), renamed: z.array(z.object({ id: z.number(), before: z.string(), after: z.string() })) }),
  links: z.object({ added: z.number(), removed: z.number() }), supplies: z.object({ added: z.number(), removed: z.number(), changed: z.number() }),
  states: z.array(z.object({ id: z.number(), name: z.string(), before: nodeState.nullable(), after: nodeState.nullable() })),
})

const role = z.object({ actorTypes: z.array(z.string()), organisations: z.array(z.object({ id: z.number(), name: z.string() })) })
const riskRow = z.object({
  risk: z.number(), nodeId: z.number(), node: z.string(), kind: z.string(), title: z.string(), state: nodeState, status: z.enum(keysOf(riskStatuses)),
  grade: z.enum(keysOf(riskGrades)).nullable(), proposedGrade: z.enum(keysOf(riskGrades)).nullable(), task: z.string(),
  ownerId: z.number().nullable(), owner: nullable, dueDate: nullable, note: nullable, reasons: z.array(reason),
  /** From the role charter: who convenes, who may own, who must be consulted. */
  convene: role, own: role, consult: role,
  proposedAt: moment, changedAt: moment, edition: z.number(),
})
export type RiskRow = z.infer<typeof riskRow>

const riskFilter = z.object({
  text: z.string().max(100).optional(), status: z.enum(keysOf(riskStatuses)).optional(), grade: z.enum([...keysOf(riskGrades), 'none']).optional().describe('none: not graded yet'),
  state: nodeState.optional(), owner: z.enum(['yes', 'no']).optional(), light: z.enum(keysOf(riskLights)).optional(),
})

const drawing = ['application/json', 'application/graphml+xml', 'application/gexf+xml', 'image/svg+xml', ...workbook] as const

export const chainEndpoints = {
  getMap: {
    method: 'GET', path: '/api/clusters/:cluster/map', access: 'guest', params: cluster,
    query: nodeFilter.omit({ sort: true }).extend({ node: id.optional().describe('the neighbourhood of this node'), hops: z.coerce.number().int().min(1).max(4).default(1) }), response: mapData,
    summary: { zh: '图谱', en: 'The chain map' },
  },
  listNodes: { method: 'GET', path: '/api/clusters/:cluster/nodes', access: 'guest', params: cluster, query: nodeFilter.extend({ ...paging, after: id.optional().describe('goes on behind this node in the order of names, instead of sort and offset'), reasons: z.enum(['true']).optional() }), response: page(nodeRow), summary: { zh: '环节', en: 'Nodes' } },
  getNode: { method: 'GET', path: '/api/clusters/:cluster/nodes/:node', access: 'guest', params: cluster.extend({ node: id }), response: nodePage, summary: { zh: '一个环节', en: 'A node' } },
  listRules: { method: 'GET', path: '/api/rules', access: 'anyone', response: z.array(z.object({ id: z.string(), version: z.number(), state: nodeState, title: text, text, uses: z.array(z.string()) })), summary: { zh: '环节状态规则', en: 'The rules of node states' } },
  exportChain: {
    method: 'GET', path: '/api/clusters/:cluster/chain.:format', access: 'guest', params: cluster.extend({ format: z.enum(['json', 'graphml', 'gexf', 'svg', 'xlsx']) }),
    query: nodeFilter.omit({ sort: true }).extend({ node: id.optional(), hops: z.coerce.number().int().min(1).max(4).default(1), lang: z.enum(['zh', 'en']).default('zh') }), file: drawing,
    summary: { zh: '导出图谱', en: 'Export the chain map' },
  },
  listVersions: { method: 'GET', path: '/api/clusters/:cluster/versions', access: 'guest', params: cluster, response: z.array(version), summary: { zh: '图谱版本', en: 'Versions of the map' } },
  createVersion: { method: 'POST', path: '/api/clusters/:cluster/versions', access: 'analyst', params: cluster, body: z.strictObject({ name: z.string().trim().min(1).max(100), note: z.string().max(2000).optional() }), response: version, summary: { zh: '存为版本', en: 'Keep the map as a version' } },
  reviewVersion: { method: 'POST', path: '/api/clusters/:cluster/versions/:version/review', access: 'administrator', params: cluster.extend({ version: id }), body: z.strictObject({ status: z.enum(['reviewed', 'refused']), note: z.string().max(2000).optional() }), response: version, summary: { zh: '审核版本', en: 'Review a version' } },
  compare: {
    method: 'GET', path: '/api/clusters/:cluster/compare', access: 'analyst', params: cluster, query: z.object({ from: z.string().describe('ISO moment, import:ID or version:ID'), to: z.string().optional() }), response: comparison,
    summary: { zh: '比较两个时点', en: 'Compare two moments' },
  },
  runStress: {
    method: 'POST', path: '/api/clusters/:cluster/stress', access: 'guest', params: cluster,
    body: z.strictObject({ remove: z.array(removal).min(1).max(50), days: z.number().min(1).max(3650).optional() }), response: stressResult,
    summary: { zh: '压力测试', en: 'Stress test' },
  },
  listRemovable: {
    method: 'GET', path: '/api/clusters/:cluster/stress/elements', access: 'guest', params: cluster,
    response: z.array(z.object({ dimension: z.enum(['origin', 'owner', 'region', 'organisation']), element: z.string(), title: z.string(), supplies: z.number() })),
    summary: { zh: '可移除的来源', en: 'What can be taken away' },
  },
  listFatalSets: {
    method: 'GET', path: '/api/clusters/:cluster/stress/sets/:node', access: 'guest', params: cluster.extend({ node: id }),
    response: z.object({ sets: z.array(z.object({ elements: z.array(z.object({ dimension: z.string(), element: z.string(), title: z.string() })), certain: z.boolean() })), truncated: z.boolean() }),
    summary: { zh: '使环节停摆的最小组合', en: 'The smallest sets whose loss stops a node' },
  },
  listRisks: { method: 'GET', path: '/api/clusters/:cluster/risks', access: 'member', params: cluster, query: z.object({ status: z.enum(keysOf(riskStatuses)).optional() }), response: z.array(riskRow), summary: { zh: '断链断供风险清单', en: 'The supply-risk list' } },
  exportRisks: {
    method: 'GET', path: '/api/clusters/:cluster/risks.xlsx', access: 'member', params: cluster, query: riskFilter.extend({ lang: z.enum(['zh', 'en']).default('zh') }), file: workbook,
    summary: { zh: '导出断链断供风险清单', en: 'Export the supply-risk list' },
  },
  proposeRisks: { method: 'POST', path: '/api/clusters/:cluster/risks/propose', access: 'analyst', params: cluster, body: z.strictObject({}), response: z.object({ proposed: z.number(), unchanged: z.number(), resolved: z.number() }), summary: { zh: '由环节状态提出风险', en: 'Propose risks from the states' } },
  updateRisk: {
    method: 'PATCH', path: '/api/clusters/:cluster/risks/:risk', access: 'analyst', params: cluster.extend({ risk: id }),
    body: z.strictObject({ edition: z.number().int(), status: z.enum(keysOf(riskStatuses)).optional(), grade: z.enum(keysOf(riskGrades)).nullable().optional(), owner: id.nullable().optional(), dueDate: z.iso.date().nullable().optional(), note: z.string().max(4000).nullable().optional() }),
    response: riskRow, summary: { zh: '确认、定级、定责、定期限', en: 'Confirm, grade, own, date a risk' },
  },
  listRiskEvents: {
    method: 'GET', path: '/api/clusters/:cluster/risks/events', access: 'member', params: cluster, query: z.object({ from: z.string().optional(), risk: id.optional() }),
    response: z.array(z.object({ risk: z.number(), node: z.string(), kind: z.string(), title: z.string(), at: moment, by: nullable, change: z.record(z.string(), z.unknown()) })), summary: { zh: '风险清单的变化', en: 'Changes of the risk list' },
  },
} satisfies Record<string, Endpoint>
