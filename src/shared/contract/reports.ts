import { z } from 'zod'
import { cluster, id, mark, moment, text, type Endpoint } from './endpoint.ts'

/** A figure as a report page shows it: its short code opens formula, facts, claims, rows. */
export const reportFigure = z.object({
  figure: z.string(), name: z.string(), title: text, value: z.number().nullable(), shown: text, unit: z.string().nullable(), missing: text.nullable(), mark,
})

const inline = z.union([z.object({ text: z.string() }), z.object({ figure: z.string() })])
const block = z.union([
  z.object({ kind: z.literal('heading'), level: z.number(), text: z.string() }),
  z.object({ kind: z.literal('paragraph'), inlines: z.array(inline) }),
  /** Where the analyst writes: `key` names the place, `text` is what stands there. A figure is written as [[F7K3Q]]. */
  z.object({ kind: z.literal('own'), key: z.string(), title: text, text: z.string(), stale: z.array(z.string()).describe('figures that changed since the text was written') }),
  z.object({ kind: z.literal('table'), number: z.string(), title: z.string(), columns: z.array(z.object({ title: z.string(), align: z.enum(['left', 'right', 'center']) })), rows: z.array(z.array(z.array(inline))), note: z.string().nullable() }),
])
export type ReportBlock = z.infer<typeof block>

const audience = z.enum(['team', 'centres', 'cluster', 'public']).describe('who may read it; it is computed from what they may see')

/** Values of an analysis that were put into a draft; `stale`: the facts have changed since. */
const placed = z.object({
  key: z.string(), analysis: z.string(), version: z.number(), snapshot: z.string(), parameters: z.record(z.string(), z.unknown()), title: text, audience,
  table: z.string(), tableTitle: text, rows: z.array(z.string()), columns: z.array(z.string()), stale: z.boolean(),
})
export type PlacedAnalysis = z.infer<typeof placed>

export const report = z.object({
  report: z.number(), period: z.string(), title: z.string(), status: z.enum(['draft', 'issued']), edition: z.number(),
  issuedAt: moment.nullable(), issuedBy: z.string().nullable(), hash: z.string().nullable(), snapshot: z.string().nullable(),
  blocks: z.array(block), annexes: z.array(block), figures: z.array(reportFigure), withdrawnSources: z.array(z.string()),
  analyses: z.array(placed).describe('of a draft: the results of analyses that were put into it'),
})
export type ReportView = z.infer<typeof report>

const pageBreak = z.object({
  page: z.number().describe('the page that begins here'), part: z.enum(['block', 'annex']), at: z.number().describe('which of the blocks, or of the annexes'),
  item: z.number().describe('which paragraph or row of it; the number of rows for the note below a table'), share: z.number().describe('how much of it stands on the page before: 0, nothing'),
})
export type PageBreak = z.infer<typeof pageBreak>
const pageLayout = z.object({ pages: z.number().describe('without the index of figures that follows'), breaks: z.array(pageBreak) })
export type PageLayout = z.infer<typeof pageLayout>

const listed = z.object({ report: z.number(), period: z.string(), title: z.string(), audience, status: z.enum(['draft', 'issued']), madeAt: moment, issuedAt: moment.nullable(), hash: z.string().nullable() })
const documents = ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'application/pdf', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'text/html'] as const

export const reportEndpoints = {
  listReports: { method: 'GET', path: '/api/clusters/:cluster/reports', access: 'guest', params: cluster, response: z.array(listed), summary: { zh: '报告', en: 'Reports' } },
  createReport: { method: 'POST', path: '/api/clusters/:cluster/reports', access: 'analyst', params: cluster, body: z.strictObject({ period: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/), audience: audience.default('team') }), response: report, summary: { zh: '起草月报', en: 'Draft the monthly report' } },
  getReport: { method: 'GET', path: '/api/clusters/:cluster/reports/:report', access: 'guest', params: cluster.extend({ report: id }), query: z.object({ lang: z.enum(['zh', 'en']).default('zh') }), response: report, summary: { zh: '一份报告', en: 'A report' } },
  putReportText: {
    method: 'PUT', path: '/api/clusters/:cluster/reports/:report/texts/:key', access: 'analyst', params: cluster.extend({ report: id, key: z.string().regex(/^[a-z-]{1,40}$/) }),
    body: z.strictObject({ text: z.string().max(20_000), edition: z.number().int() }), response: report, summary: { zh: '写入自撰文字', en: "Write the analyst's own text" },
  },
  layReportPages: {
    method: 'POST', path: '/api/clusters/:cluster/reports/:report/pages', access: 'guest', params: cluster.extend({ report: id }),
    body: z.strictObject({ lang: z.enum(['zh', 'en']).default('zh'), texts: z.record(z.string().regex(/^[a-z-]{1,40}$/), z.string().max(20_000)).default({}).describe('own texts that are not stored yet') }),
    response: pageLayout, summary: { zh: '报告在 A4 上如何分页', en: 'Where the pages of a report break on A4' },
  },
  placeAnalysis: {
    method: 'POST', path: '/api/clusters/:cluster/reports/:report/analyses', access: 'analyst', params: cluster.extend({ report: id }),
    body: z.strictObject({ result: id, table: z.string().max(60), rows: z.array(z.string().max(150)).min(1).max(200).optional().describe('those that are there already, unless named'), columns: z.array(z.string().max(60)).min(1).max(50).optional().describe('all that hold numbers, unless named') }), response: report,
    summary: { zh: '把分析结果放入报告', en: 'Put values of an analysis into a report' },
  },
  removeAnalysis: {
    method: 'DELETE', path: '/api/clusters/:cluster/reports/:report/analyses/:key', access: 'analyst', params: cluster.extend({ report: id, key: z.string().regex(/^[0-9a-f]{12}$/) }), response: report,
    summary: { zh: '从报告中移除分析结果', en: 'Take values of an analysis out of a report' },
  },
  issueReport: { method: 'POST', path: '/api/clusters/:cluster/reports/:report/issue', access: 'analyst', params: cluster.extend({ report: id }), body: z.strictObject({ edition: z.number().int() }), response: report, summary: { zh: '定稿', en: 'Issue: freeze the report' } },
  downloadReport: {
    method: 'GET', path: '/api/clusters/:cluster/reports/:report/file.:format', access: 'guest', params: cluster.extend({ report: id, format: z.enum(['docx', 'pdf', 'xlsx', 'html']) }), query: z.object({ lang: z.enum(['zh', 'en']).default('zh') }), file: documents,
    summary: { zh: '下载报告', en: 'Download a report' },
  },
} satisfies Record<string, Endpoint>
