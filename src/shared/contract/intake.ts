import { z } from 'zod'
import { recipeSchema, type Problem } from '../sheets.ts'
import { grades, keysOf, rights, sheetKinds } from '../vocabulary.ts'
import { cluster, id, moment, page, paging, text, type Endpoint } from './endpoint.ts'

export const problem = z.object({
  sheet: z.string(), row: z.number(), column: z.string().optional(), heading: z.string().optional(), field: z.string().optional(),
  value: z.string().optional(), code: z.string(), severity: z.enum(['error', 'warning']), message: text,
}) satisfies z.ZodType<Problem>

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()])

/** A sheet as it will be read: its headings as understood, its first rows as they are, and what is wrong. */
export const sheetPreview = z.object({
  sheet: z.string(),
  table: z.number().int(),
  kind: z.enum(keysOf(sheetKinds)).nullable(),
  recipe: recipeSchema.nullable(),
  /** A known recipe recognised the sheet: nothing to confirm. */
  known: z.boolean(),
  confidence: z.number(),
  headings: z.array(z.object({ column: z.number(), letter: z.string(), text: z.string(), unit: z.string().optional(), field: z.string().nullable(), why: z.string().nullable() })),
  headerRow: z.number(),
  sample: z.array(z.object({ row: z.number(), cells: z.array(cell) })),
  rows: z.number(), good: z.number(), toMend: z.number(), warnings: z.number(),
  problems: z.array(problem),
  problemsTotal: z.number(),
  /** Rows this very cluster has already as they stand (filled where the sheet is known). */
  notes: z.array(text),
  instead: text.nullable().describe('a known format that holds nothing to load: what to do instead'),
})

export const uploadedFile = z.object({ file: z.string().describe('sha-256 of the bytes'), name: z.string(), bytes: z.number(), format: z.string(), encoding: z.string().nullable(), loadedBefore: moment.nullable(), sheets: z.array(sheetPreview) })

export const fix = z.strictObject({ sheet: z.string(), row: z.number().int(), column: z.string(), value: cell })

const sheetChoice = z.strictObject({ sheet: z.string(), table: z.number().int().default(0), recipe: recipeSchema, keepAs: z.string().min(1).max(100).optional() })

export const importRequest = z.strictObject({
  files: z.array(z.strictObject({ file: z.string().regex(/^[0-9a-f]{64}$/), name: z.string().min(1).max(300), sheets: z.array(sheetChoice).min(1), fixes: z.array(fix).default([]) })).min(1).max(50),
  /** `all`: load only if every row is good. `good-rows`: load the good rows and give back the others. */
  choice: z.enum(['all', 'good-rows']),
  supersede: z.boolean().default(false),
  dryRun: z.boolean().default(false),
  grade: z.enum(keysOf(grades)).optional(),
  right: z.enum(keysOf(rights)).optional(),
  giver: id.optional(),
})

export const fileResult = z.object({ file: z.string(), sheet: z.string(), kind: z.enum(keysOf(sheetKinds)), recipe: z.string(), rows: z.number(), accepted: z.number(), rejected: z.number(), unchanged: z.number() })

export const importResult = z.object({
  import: z.number().nullable(),
  files: z.array(fileResult),
  created: z.number(), changed: z.number(), retired: z.number(), claims: z.number(), questions: z.number(),
  problems: z.array(problem), problemsTotal: z.number(), dryRun: z.boolean(),
})
export type ImportResult = z.infer<typeof importResult>

/** Background work as a person sees it. */
export const job = z.object({
  job: z.string(), kind: z.string(), status: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  done: z.number(), total: z.number().nullable(), message: text.nullable(),
  result: z.unknown().optional(),
  error: z.object({ code: z.string(), message: text, details: z.record(z.string(), z.unknown()).optional() }).optional(),
})
export type JobState = z.infer<typeof job>

const question = z.object({
  question: z.number(), score: z.number(), status: z.enum(['open', 'same', 'different', 'later']), askedAt: moment, answeredAt: moment.nullable(), answeredBy: z.string().nullable(),
  reasons: z.array(z.object({ key: z.string(), zh: z.string(), en: z.string(), weight: z.number() })),
  left: z.record(z.string(), z.unknown()), right: z.record(z.string(), z.unknown()),
})

const importRow = z.object({
  import: z.number(), recordedAt: moment, by: z.string().nullable(), files: z.array(fileResult),
  created: z.number(), changed: z.number(), retired: z.number(), claims: z.number(), questions: z.number(), supersede: z.boolean(),
})

const xlsx = ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'] as const

export const intakeEndpoints = {
  uploadFiles: {
    method: 'POST', path: '/api/clusters/:cluster/files', access: 'analyst', params: cluster, upload: true, response: z.array(z.union([uploadedFile, z.object({ name: z.string(), error: z.object({ code: z.string(), message: text }) })])),
    summary: { zh: '上传文件并预览', en: 'Upload files and preview them' },
  },
  previewSheet: {
    method: 'POST', path: '/api/clusters/:cluster/files/:file/preview', access: 'analyst', params: cluster.extend({ file: z.string().regex(/^[0-9a-f]{64}$/) }),
    body: z.strictObject({ name: z.string(), sheet: z.string(), table: z.number().int().default(0), recipe: recipeSchema.optional(), kind: z.enum(keysOf(sheetKinds)).optional(), fixes: z.array(fix).default([]) }), response: sheetPreview,
    summary: { zh: '按给定方案重新预览', en: 'Preview again with a given recipe' },
  },
  getProblemSheet: {
    method: 'POST', path: '/api/clusters/:cluster/files/:file/problems', access: 'analyst', params: cluster.extend({ file: z.string().regex(/^[0-9a-f]{64}$/) }),
    body: z.strictObject({ name: z.string(), sheet: z.string(), table: z.number().int().default(0), recipe: recipeSchema, fixes: z.array(fix).default([]), allRows: z.boolean().default(false) }), file: xlsx,
    summary: { zh: '下载待修正的行（附原因列）', en: 'Download the rows to mend, with a reason column' },
  },
  startImport: { method: 'POST', path: '/api/clusters/:cluster/imports', access: 'analyst', params: cluster, body: importRequest, response: job, summary: { zh: '导入', en: 'Import' } },
  listImports: { method: 'GET', path: '/api/clusters/:cluster/imports', access: 'analyst', params: cluster, query: z.object(paging), response: page(importRow), summary: { zh: '导入记录', en: 'Imports' } },
  listJobs: { method: 'GET', path: '/api/clusters/:cluster/jobs', access: 'guest', params: cluster, response: z.array(job), summary: { zh: '本人正在进行的任务', en: 'Your jobs that are under way' } },
  getJob: { method: 'GET', path: '/api/clusters/:cluster/jobs/:job', access: 'guest', params: cluster.extend({ job: z.string() }), response: job, summary: { zh: '任务进度', en: 'Progress of a job' } },
  watchJob: { method: 'GET', path: '/api/clusters/:cluster/jobs/:job/events', access: 'guest', params: cluster.extend({ job: z.string() }), events: job, summary: { zh: '任务进度（实时）', en: 'Progress of a job, live' } },
  cancelJob: { method: 'DELETE', path: '/api/clusters/:cluster/jobs/:job', access: 'guest', params: cluster.extend({ job: z.string() }), response: job, summary: { zh: '取消任务', en: 'Cancel a job' } },
  listRecipes: { method: 'GET', path: '/api/clusters/:cluster/recipes', access: 'analyst', params: cluster, response: z.array(z.object({ recipe: recipeSchema, shipped: z.boolean(), keptAt: moment.nullable() })), summary: { zh: '导入方案', en: 'Recipes' } },
  putRecipe: { method: 'PUT', path: '/api/clusters/:cluster/recipes/:name', access: 'analyst', params: cluster.extend({ name: z.string().min(1).max(100) }), body: recipeSchema, response: recipeSchema, summary: { zh: '保存导入方案', en: 'Keep a recipe' } },
  deleteRecipe: { method: 'DELETE', path: '/api/clusters/:cluster/recipes/:name', access: 'analyst', params: cluster.extend({ name: z.string().min(1).max(100) }), response: z.object({}), summary: { zh: '删除导入方案', en: 'Delete a recipe' } },
  getTemplate: { method: 'GET', path: '/api/templates/:kind', access: 'anyone', params: z.object({ kind: z.enum(keysOf(sheetKinds)) }), file: xlsx, summary: { zh: '下载空白模板', en: 'Download an empty sheet' } },
  listQuestions: {
    method: 'GET', path: '/api/clusters/:cluster/questions', access: 'analyst', params: cluster,
    query: z.object({ ...paging, status: z.enum(['open', 'same', 'different', 'later']).default('open') }), response: page(question),
    summary: { zh: '待判断的重复主体', en: 'Possible duplicates' },
  },
  answerQuestion: {
    method: 'POST', path: '/api/clusters/:cluster/questions/:question/answer', access: 'analyst', params: cluster.extend({ question: id }),
    body: z.strictObject({ answer: z.enum(['same', 'different', 'later', 'open']).describe('open undoes an earlier answer') }), response: question,
    summary: { zh: '判断是否同一主体（可撤销）', en: 'Answer or take back an answer' },
  },
} satisfies Record<string, Endpoint>
