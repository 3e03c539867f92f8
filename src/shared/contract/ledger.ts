import { z } from 'zod'
import { grades, keysOf, rights, sourceKinds } from '../vocabulary.ts'
import { cluster, id, mark, moment, page, paging, text, workbook, type Endpoint } from './endpoint.ts'

/** One claim as the evidence drawer shows it. */
export const claimView = z.object({
  id: z.number(), value: z.string().nullable().describe('as said'), blankReason: z.string().nullable(), unit: z.string().nullable(), period: z.string(),
  grade: z.enum(keysOf(grades)), giver: z.string().nullable(), giverId: z.number().nullable(), right: z.enum(keysOf(rights)),
  recordedAt: moment, recordedBy: z.string().nullable(),
  source: z.object({ id: z.number(), kind: z.enum(keysOf(sourceKinds)), name: z.string(), file: z.string().nullable(), sha256: z.string().nullable(), sheet: z.string().nullable(), row: z.number().nullable(), column: z.string().nullable(), url: z.string().nullable(), withdrawn: z.boolean() }),
  chosen: z.boolean(), ended: z.enum(['superseded', 'withdrawn', 'retired']).nullable(), endedAt: moment.nullable(), flag: z.string().nullable(),
})
export type ClaimView = z.infer<typeof claimView>

/** How the shown value was chosen among live claims. */
export const resolutionView = z.object({
  by: z.enum(['only', 'rule', 'person']), rule: z.string().nullable(), ruleVersion: z.number().nullable(), text,
  resolution: z.number().nullable(), person: z.string().nullable(), reason: z.string().nullable(), madeAt: moment.nullable(),
})

/**
 * The address of a shown value, the same on every page:
 * `organisation:ID:FIELD` · `node:ID:FIELD` · `node:ID:state` · `supplies:ORGANISATION:NODE:FIELD` · `origin:NODE:COUNTRY` ·
 * `link:NODE:RELATION:OTHER` · `observation:KIND:SUBJECT:INDICATOR:PERIOD` · `claim:ID` · `figure:CODE` · `motion:ID:state` · `work:ID:state` · `appeal:ID:state`.
 */
export const valueRef = z.string().max(200).regex(/^[a-zA-Z]+(:[^:]+)*$/)

export const evidence = z.object({
  ref: valueRef,
  title: text, value: z.string().nullable(), blankReason: z.union([z.string(), text]).nullable().describe('as the source wrote it, or a reason of ours in both languages'), unit: z.string().nullable(), mark,
  /** For a computed value: its formula with the numbers put in, and what it was computed from. */
  formula: z.object({ id: z.string(), version: z.number(), text, method: z.string().nullable() }).nullable(),
  inputs: z.array(z.object({ ref: valueRef, title: text, value: z.string().nullable() })),
  claims: z.array(claimView),
  claimsTotal: z.number(),
  resolution: resolutionView.nullable(),
  snapshot: z.string().nullable(),
  frozen: z.boolean(),
})
export type Evidence = z.infer<typeof evidence>

/** The source row itself: the sheet's heading line and the rows around it, the cell marked. */
export const sourceRow = z.object({
  source: z.number(), name: z.string(), sheet: z.string(), row: z.number(), column: z.string().nullable(), heading: z.array(z.string()),
  rows: z.array(z.object({ row: z.number(), cells: z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])), marked: z.boolean() })),
  markedColumn: z.number().nullable(),
})

const sourceItem = z.object({
  source: z.number(), kind: z.enum(keysOf(sourceKinds)), name: z.string(), sha256: z.string().nullable(), bytes: z.number().nullable(),
  giver: z.string().nullable(), grade: z.enum(keysOf(grades)), right: z.enum(keysOf(rights)), recordedAt: moment, recordedBy: z.string().nullable(),
  claims: z.number(), withdrawnAt: moment.nullable(), withdrawnReason: z.string().nullable(), replacedBy: z.number().nullable(),
})
export type SourceItem = z.infer<typeof sourceItem>

const claimItem = claimView.extend({ subject: z.string(), subjectKind: z.string(), subjectId: z.number(), predicate: z.string(), object: z.string().nullable(), ref: valueRef })

const conflict = z.object({
  ref: valueRef, subjectKind: z.string(), subjectId: z.number(), subject: z.string(), predicate: z.string(), object: z.string().nullable(), period: z.string(),
  by: z.enum(['rule', 'person']).describe('who chose the first of the claims'), claims: z.array(claimView).describe('the chosen one first'),
})

export const ledgerEndpoints = {
  getEvidence: {
    method: 'GET', path: '/api/clusters/:cluster/evidence/:ref', access: 'guest', params: cluster.extend({ ref: valueRef }), response: evidence,
    summary: { zh: '一个值的来龙去脉', en: 'Where a value comes from' },
  },
  getSourceRow: {
    method: 'GET', path: '/api/clusters/:cluster/claims/:claim/row', access: 'guest', params: cluster.extend({ claim: id }), response: sourceRow,
    summary: { zh: '来源文件中的那一行', en: 'The row of the source' },
  },
  resolveConflict: {
    method: 'POST', path: '/api/clusters/:cluster/claims/:claim/choose', access: 'analyst', params: cluster.extend({ claim: id }),
    body: z.strictObject({ reason: z.string().trim().min(2).max(1000) }), response: evidence,
    summary: { zh: '核定：选用这一主张', en: 'Resolve: choose this claim, with a reason' },
  },
  undoResolution: {
    method: 'DELETE', path: '/api/clusters/:cluster/resolutions/:resolution', access: 'analyst', params: cluster.extend({ resolution: id }), response: evidence,
    summary: { zh: '撤销核定', en: 'Take a resolution back' },
  },
  stateClaim: {
    method: 'POST', path: '/api/clusters/:cluster/claims', access: 'analyst', params: cluster,
    body: z.strictObject({ ref: valueRef, value: z.union([z.string().max(2000), z.number(), z.boolean(), z.null()]), reason: z.string().trim().min(2).max(1000), grade: z.enum(keysOf(grades)), url: z.url().optional() }), response: evidence,
    summary: { zh: '补录一条主张（表单来源）', en: 'State a claim by form' },
  },
  listSources: {
    method: 'GET', path: '/api/clusters/:cluster/sources', access: 'guest', params: cluster, query: z.object(paging), response: page(sourceItem),
    summary: { zh: '来源', en: 'Sources' },
  },
  exportSources: {
    method: 'GET', path: '/api/clusters/:cluster/sources.xlsx', access: 'guest', params: cluster, query: z.object({ lang: z.enum(['zh', 'en']).default('zh') }), file: workbook,
    summary: { zh: '导出来源', en: 'Export the sources' },
  },
  withdrawSource: {
    method: 'POST', path: '/api/clusters/:cluster/sources/:source/withdraw', access: 'analyst', params: cluster.extend({ source: id }),
    body: z.strictObject({ reason: z.string().trim().min(2).max(1000) }), response: z.object({ claims: z.number(), reports: z.array(z.string()) }),
    summary: { zh: '撤回来源', en: 'Withdraw a source' },
  },
  restoreSource: {
    method: 'POST', path: '/api/clusters/:cluster/sources/:source/restore', access: 'analyst', params: cluster.extend({ source: id }), body: z.strictObject({}), response: z.object({ claims: z.number() }),
    summary: { zh: '恢复来源', en: 'Restore a withdrawn source' },
  },
  downloadSource: {
    method: 'GET', path: '/api/clusters/:cluster/sources/:source/file', access: 'analyst', params: cluster.extend({ source: id }), file: ['application/octet-stream'],
    summary: { zh: '下载原始文件', en: 'Download the original file' },
  },
  listClaims: {
    method: 'GET', path: '/api/clusters/:cluster/claims', access: 'guest', params: cluster,
    query: z.object({ ...paging, source: id.optional(), subject: id.optional() }), response: page(claimItem),
    summary: { zh: '主张', en: 'Claims' },
  },
  listConflicts: {
    method: 'GET', path: '/api/clusters/:cluster/conflicts', access: 'guest', params: cluster,
    query: z.object({ ...paging, field: z.string().max(100).regex(/^[a-zA-Z]+:[a-zA-Z.]+$/).optional().describe('only of this field, as organisation:name'), subject: id.optional() }),
    response: page(conflict).extend({ fields: z.array(z.object({ subjectKind: z.string(), predicate: z.string(), count: z.number() })).describe('how many there are of each field, whichever is asked for') }),
    summary: { zh: '互相矛盾的主张，并列给出', en: 'Claims that conflict, side by side' },
  },
} satisfies Record<string, Endpoint>
