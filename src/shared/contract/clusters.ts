import { z } from 'zod'
import { actorTypes, clusterRoles, governanceTasks, keysOf, layers, supplyScopes } from '../vocabulary.ts'
import { cluster, id, moment, period, text, type Endpoint } from './endpoint.ts'

/** Thresholds of the node-state rules, the stress test and the grading of risks, set per cluster. */
export const thresholds = z.strictObject({
  weakSuppliers: z.number().int().min(0).max(20).default(2),
  weakHhi: z.number().min(0).max(1).default(0.25),
  chokeShare: z.number().min(0).max(1).default(0.5),
  chokeSubstitutionDays: z.number().min(0).max(3650).default(180),
  /** Countries whose supplies can be cut by others' decisions, ISO 3166 alpha-3; empty: every country but the home countries. */
  controlledOrigins: z.array(z.string().regex(/^[A-Z]{3}$/)).default([]),
  homeCountries: z.array(z.string().regex(/^[A-Z]{3}$/)).default(['CHN']),
  /** Whose supply counts: only suppliers at home, or all. */
  scope: z.enum(keysOf(supplyScopes)).default('home'),
  /** Regions at home, as beginnings of GB/T 2260 codes; empty: the home countries as a whole. */
  homeRegions: z.array(z.string().regex(/^\d{2}(\d{2}){0,2}$/)).default([]),
  strengthSuppliers: z.number().int().min(1).max(100).default(5),
  strengthHomeShare: z.number().min(0).max(1).default(0.5),
  evidenceMaxAgeDays: z.number().int().min(1).max(36500).default(1095),
  minimumShare: z.number().min(0).max(1).default(0.5),
  /** From how many nodes that depend on it directly the risk of a node is graded one higher. */
  riskDependants: z.number().int().min(1).max(1000).default(3),
})
export type Thresholds = z.infer<typeof thresholds>

export const status = z.object({
  organisations: z.number(), nodes: z.number(), stages: z.number(), requires: z.number(), isA: z.number(), supplies: z.number(), origins: z.number(),
  observations: z.number(), indicators: z.number(), claims: z.number(), sources: z.number(), questions: z.number(), conflicts: z.number(), risks: z.number(),
  revision: z.number(),
})

export const clusterInfo = z.object({
  cluster: z.string(), name: z.string(), nameEn: z.string().nullable(), regionCode: z.string().nullable(), demo: z.boolean(),
  operator: z.string().nullable(), role: z.enum(keysOf(clusterRoles)), thresholds, periods: z.array(z.string()),
})

/** One row of the role charter: in a task, an actor type is a centre or in the support network, with its duty. */
export const roleAssignment = z.object({
  task: z.enum(keysOf(governanceTasks)), layer: z.enum(keysOf(layers)), actorType: z.enum(keysOf(actorTypes)),
  part: z.enum(['centre', 'support']), duty: text,
  organisations: z.array(id).min(1).max(500).optional().describe('only these organisations, on top of the rows of actor types'),
  postId: id.optional().describe('the post or body whose holders stand here, or who stands in for them: asked anew each time'),
  post: text.optional().describe('the post by which they stand here'),
  chamber: z.string().trim().min(1).max(60).optional().describe('rows with the same name decide as one chamber; without it each row is one'),
})
const charterDifference = z.object({ task: z.enum(keysOf(governanceTasks)), change: z.enum(['added', 'removed', 'changed']), before: roleAssignment.nullable(), after: roleAssignment.nullable() })

const change = z.object({
  at: moment, subjectKind: z.string(), subjectId: z.number(), subject: z.string(), predicate: z.string(), object: z.string().nullable(), period: z.string(),
  change: z.enum(['claimed', 'superseded', 'withdrawn', 'retired', 'state']), before: z.string().nullable(), after: z.string().nullable(), ref: z.string(),
})

const todo = z.object({ kind: z.string(), text, count: z.number(), href: z.string(), action: text })

export const clusterEndpoints = {
  createCluster: {
    method: 'POST', path: '/api/clusters', access: 'account', response: clusterInfo,
    body: z.strictObject({ cluster: cluster.shape.cluster, name: z.string().min(1).max(200), nameEn: z.string().max(200).optional(), regionCode: z.string().regex(/^\d{6}$/).optional(),
      /** The organisation of the team; without it one that is called after the cluster. */
      operator: z.strictObject({ name: z.string().trim().min(1).max(200), creditCode: z.string().max(30).optional(), actorType: z.enum(keysOf(actorTypes)) }).optional(),
    }),
    summary: { zh: '新建集群', en: 'Create a cluster' },
  },
  getCluster: { method: 'GET', path: '/api/clusters/:cluster', access: 'guest', params: cluster, response: clusterInfo, summary: { zh: '集群概况与设置', en: 'A cluster and its settings' } },
  updateThresholds: {
    method: 'PUT', path: '/api/clusters/:cluster/thresholds', access: 'administrator', params: cluster, body: thresholds, response: clusterInfo,
    summary: { zh: '设置规则阈值', en: 'Set the thresholds of the rules' },
  },
  getStatus: { method: 'GET', path: '/api/clusters/:cluster/status', access: 'guest', params: cluster, response: status, summary: { zh: '当前事实计数', en: 'Counts of current facts' } },
  getCharter: {
    method: 'GET', path: '/api/clusters/:cluster/charter', access: 'guest', params: cluster,
    response: z.object({
      version: z.number(), adoptedAt: moment, motion: z.number().nullable().describe('the motion by whose decision this version stands; null for the shipped one'),
      assignments: z.array(roleAssignment), differences: z.array(charterDifference).describe('from the shipped version'),
      posts: z.array(z.object({ post: z.number(), holders: z.array(z.object({ id: z.number(), name: z.string() })) })).describe('who holds the posts that it names today'),
    }),
    summary: { zh: '共治章程', en: 'The role charter' },
  },
  getWorkbench: {
    method: 'GET', path: '/api/clusters/:cluster/workbench', access: 'guest', params: cluster, query: z.object({ period: period.optional().describe('what changed in it; without it, since the viewer was here') }),
    response: z.object({ waiting: z.array(todo), changed: z.array(todo), late: z.array(todo), seenAt: moment.nullable() }),
    summary: { zh: '等我处理的、我离开后变化的、逾期的', en: 'What waits for me, what changed, what is late' },
  },
  markSeen: { method: 'POST', path: '/api/clusters/:cluster/workbench/seen', access: 'guest', params: cluster, response: z.object({}), summary: { zh: '标记为已看', en: 'Mark as seen' } },
  listChanges: {
    method: 'GET', path: '/api/clusters/:cluster/changes', access: 'guest', params: cluster,
    query: z.object({ from: z.string().describe('ISO moment, or import:ID for the moment just before that import'), to: z.string().optional(), subject: id.optional(), limit: z.coerce.number().int().min(1).max(5000).default(500) }),
    response: z.object({ from: moment, to: moment, total: z.number(), items: z.array(change) }),
    summary: { zh: '自某时以来的变化', en: 'What changed since' },
  },
  search: {
    method: 'GET', path: '/api/clusters/:cluster/search', access: 'guest', params: cluster,
    query: z.object({ text: z.string().max(100), kind: z.enum(['organisation', 'node', 'indicator']).optional(), limit: z.coerce.number().int().min(1).max(50).default(12) }),
    response: z.array(z.object({ kind: z.enum(['organisation', 'node', 'indicator']), id: z.number(), label: z.string(), detail: z.string().nullable() })),
    summary: { zh: '按汉字、拼音或英文搜索', en: 'Search by Chinese, pinyin or English' },
  },
} satisfies Record<string, Endpoint>
