import { z } from 'zod'
import { workEvents } from '../governance.ts'
import { keysOf } from '../vocabulary.ts'
import { cluster, text, workbook, type Endpoint } from './endpoint.ts'
import { workFilter } from './governance.ts'
import { job } from './intake.ts'

/** What an import of a sheet of work has done, or in a trial would do. */
export const workImport = z.object({
  rows: z.number(), unchanged: z.number(), changed: z.number(), created: z.number(), events: z.number(), conflicts: z.number(), refused: z.number(), dryRun: z.boolean(),
  changes: z.array(z.object({ row: z.number(), item: z.number(), title: z.string(), events: z.array(z.enum(keysOf(workEvents))) })),
  problems: z.array(z.object({
    row: z.number(), item: z.number().nullable(), title: z.string(), kind: z.enum(['conflict', 'refused']).describe('conflict: somebody changed the item after it was exported'), reason: text,
    fields: z.array(z.object({ title: text, yours: z.string(), stands: text })),
  })),
})
export type WorkImport = z.infer<typeof workImport>
/** The result of the job of an import: the file is known by the hash of its bytes. */
export const workImportResult = workImport.extend({ file: z.string(), name: z.string() })
export type WorkImportResult = z.infer<typeof workImportResult>

const lang = z.enum(['zh', 'en']).default('zh')

/** Work items as a sheet: out, and changed in again. */
export const workSheetEndpoints = {
  exportWork: {
    method: 'GET', path: '/api/clusters/:cluster/work/sheet', access: 'member', params: cluster, query: z.object({ ...workFilter, lang }), file: workbook,
    summary: { zh: '导出事项表（xlsx），修改后可再导入', en: 'The work items as a sheet (xlsx), to be changed and imported again' },
  },
  importWork: {
    method: 'POST', path: '/api/clusters/:cluster/work/sheet', access: 'member', params: cluster, query: z.object({ dryRun: z.enum(['true', 'false']).default('false') }), upload: true, response: job,
    summary: { zh: '导入改过的事项表：只作出表中的改动，期间他人的改动逐行说明', en: 'Import a changed sheet of work items: exactly its changes are made, what others changed meanwhile is told row by row' },
  },
  getWorkImportProblems: {
    method: 'GET', path: '/api/clusters/:cluster/work/sheet/:job/problems', access: 'member', params: cluster.extend({ job: z.string() }), query: z.object({ lang }), file: workbook,
    summary: { zh: '下载导入时未能改动的行（附原因列）', en: 'The rows of an import that were not changed, with a column of reasons' },
  },
} satisfies Record<string, Endpoint>
