import { z } from 'zod'
import { resultTable } from '../results.ts'
import { analysisFamilies, keysOf, sheetKinds } from '../vocabulary.ts'
import { cluster, id, moment, text, type Endpoint } from './endpoint.ts'
import { job } from './intake.ts'

const analysis = cluster.extend({ analysis: z.string().regex(/^[a-z][a-z0-9-]{0,60}$/) })

const missing = z.object({ sheet: z.enum(keysOf(sheetKinds)), text })

/** What an analysis is, and what the cluster lacks for it. */
export const analysisInfo = z.object({
  id: z.string(), version: z.number(), family: z.enum(keysOf(analysisFamilies)), title: text, unit: text, summary: text, method: z.string(), needs: z.array(z.string()),
  parameters: z.record(z.string(), z.unknown()).describe('JSON Schema; titles and hints in Chinese and English stand under titles and hints'),
  missing: z.array(missing).describe('without these data nothing can be computed; empty: it can be run'),
  inferred: z.boolean().describe('it would rest on inferred links'),
})
export type AnalysisInfo = z.infer<typeof analysisInfo>

const parameters = z.record(z.string(), z.union([z.string().max(2000), z.number(), z.boolean(), z.array(z.union([z.string().max(200), z.number()])).max(5000), z.record(z.string(), z.unknown())]))

const audience = z.enum(['team', 'centres', 'cluster', 'public'])

const resultHead = z.object({
  result: z.number(), analysis: z.string(), version: z.number(), snapshot: z.string(), audience: audience,
  parameters: z.record(z.string(), z.unknown()), computedAt: moment, computedMs: z.number(), sha256: z.string(),
})
export type ResultHead = z.infer<typeof resultHead>

export const analysisResultView = resultHead.extend({
  title: text, method: z.string(), given: text.describe('the parameters as people read them'), current: z.boolean().describe('computed from the facts as they stand now'),
  tables: z.array(resultTable.extend({ total: z.number().describe('rows in all; the answer carries the first ones') })),
  notes: z.array(text), cautions: z.array(text), detail: z.unknown(), graph: z.boolean().describe('it stands on a network, which can be had as GraphML'),
})
export type ResultView = z.infer<typeof analysisResultView>

const comparedTable = z.object({
  id: z.string(), title: text, columns: z.array(z.object({ key: z.string(), title: text })),
  rows: z.array(z.object({ key: z.string(), label: z.string(), change: z.enum(['both', 'added', 'removed']), cells: z.array(z.object({ before: z.number().nullable(), after: z.number().nullable() })) })),
  total: z.number(),
})

const files = ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'text/csv', 'application/graphml+xml'] as const

export const analysisEndpoints = {
  listAnalyses: {
    method: 'GET', path: '/api/clusters/:cluster/analyses', access: 'guest', params: cluster, response: z.array(analysisInfo),
    summary: { zh: '分析，以及各缺什么数据', en: 'Analyses, and which data each lacks' },
  },
  getAnalysis: {
    method: 'GET', path: '/api/clusters/:cluster/analyses/:analysis', access: 'guest', params: analysis,
    response: analysisInfo.extend({ choices: z.record(z.string(), z.array(z.object({ value: z.string(), title: text }))), results: z.array(resultHead) }),
    summary: { zh: '一项分析：参数的可选值与已有结果', en: 'An analysis: what its parameters may be, and earlier results' },
  },
  runAnalysis: {
    method: 'POST', path: '/api/clusters/:cluster/analyses/:analysis/results', access: 'guest', params: analysis,
    body: z.strictObject({ parameters: parameters.default({}), audience: audience.optional().describe('compute from what wider readers may see, for a report to them; the asker’s own unless named') }),
    response: z.union([z.object({ result: z.number(), job: z.null() }), z.object({ result: z.null(), job })]),
    summary: { zh: '运行分析；已算过的立即给出', en: 'Run an analysis; what was computed before is answered at once' },
  },
  getResult: {
    method: 'GET', path: '/api/clusters/:cluster/results/:result', access: 'guest', params: cluster.extend({ result: id }),
    query: z.object({ rows: z.coerce.number().int().min(0).max(200_000).default(10_000).describe('rows of each table at most') }), response: analysisResultView,
    summary: { zh: '分析结果', en: 'The result of an analysis' },
  },
  exportResult: {
    method: 'GET', path: '/api/clusters/:cluster/results/:result/file.:format', access: 'guest', params: cluster.extend({ result: id, format: z.enum(['xlsx', 'csv', 'graphml']) }),
    query: z.object({ table: z.string().max(60).optional().describe('CSV: which table; the first unless named'), lang: z.enum(['zh', 'en']).default('zh') }), file: files,
    summary: { zh: '下载分析结果', en: 'Download a result' },
  },
  compareResults: {
    method: 'GET', path: '/api/clusters/:cluster/results/:result/compare/:other', access: 'guest', params: cluster.extend({ result: id, other: id }),
    response: z.object({ before: resultHead, after: resultHead, sameVersion: z.boolean(), sameParameters: z.boolean(), tables: z.array(comparedTable) }),
    summary: { zh: '比较两次结果', en: 'Compare two results' },
  },
} satisfies Record<string, Endpoint>
