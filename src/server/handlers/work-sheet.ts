import { asViewer } from '../../access/viewer.ts'
import { importWork } from '../../governance/sheet/import.ts'
import { readLines, type Lines } from '../../governance/sheet/lines.ts'
import { exportWork } from '../../governance/sheet/write.ts'
import { findOriginal, keepOriginal } from '../../intake/files/originals.ts'
import { reasonHeading } from '../../intake/interpret/marks.ts'
import { problemWorkbook } from '../../intake/interpret/problem-sheet.ts'
import type { Table } from '../../intake/interpret/table.ts'
import { readInWorker } from '../../intake/reading/read-in-worker.ts'
import type { Sheet } from '../../intake/reading/workbook.ts'
import { workImportResult, type WorkImportResult, type workSheetEndpoints } from '../../shared/contract/work-sheet.ts'
import { AppError } from '../../shared/errors.ts'
import { formatDate } from '../../shared/format.ts'
import type { Handlers } from '../handler.ts'
import { xlsx } from './files.ts'

const kinds = { trial: 'work-trial', import: 'work-import' }

/** Work items as a sheet: out, and changed in again. */
export const workSheetHandlers: Pick<Handlers, keyof typeof workSheetEndpoints> = {
  exportWork: async ({ query: { lang, ...filter }, viewer, context: { db, now } }) =>
    xlsx(`work-${viewer.cluster}`, await asViewer(db, viewer, (tx) => exportWork(tx, viewer, filter, { language: lang, today: formatDate(now()) }))),

  async importWork({ uploads, query, viewer, context: { db, dataDir, jobs, now }, signal: gone }) {
    const [upload, second] = uploads
    if (!upload || second) throw new AppError('invalid-request', { zh: '请一次导入一个事项表。', en: 'Import one sheet of work items at a time.' })
    const { sha256, path, name } = await keepOriginal(dataDir, upload.path, upload.name, { move: true, hash: upload.sha256 })
    const { lines } = readLines((await readInWorker(path, { name }, { signal: gone })).sheets, name)
    const dryRun = query.dryRun === 'true'
    return jobs.start(viewer, dryRun ? kinds.trial : kinds.import, async (report, signal): Promise<WorkImportResult> => {
      const result = await importWork(db, viewer, lines, { dryRun, now: now(), signal, onProgress: (done, total) => report({ done, total, message: { zh: '正在逐行核对……', en: 'Going through the rows…' } }) })
      return { ...result, file: sha256, name }
    })
  },

  async getWorkImportProblems({ params, query: { lang }, viewer, context: { dataDir, jobs }, signal }) {
    const { kind, result } = jobs.get(viewer, params.job)
    if (!Object.values(kinds).includes(kind) || result === undefined) throw new AppError('not-found', { zh: '这不是已完成的事项表导入。', en: 'This is no import of a sheet of work items that has ended.' })
    const { file, name, problems } = workImportResult.parse(result)
    const { sheets } = await readInWorker((await findOriginal(dataDir, file, name)).path, { name }, { signal })
    const found = readLines(sheets, name)
    const sheet = sheets.find((one) => one.name === found.sheet)!
    const told = problems.map(({ row, kind: code, reason }) => ({ sheet: sheet.name, row, code, severity: 'error' as const, message: reason }))
    return xlsx(`${name.replace(/\.[^.]*$/, '')}-待处理`, await problemWorkbook([{ sheet, table: tableOf(sheet, found), problems: told }], { lang }))
  },
}

/** The sheet as the writer of lists of problems takes it; a column of reasons from last time gives way to the new one. */
function tableOf({ name, rows }: Sheet, { heading }: Lines): Table {
  const headings = rows[heading]!.map((cell, column) => ({ column, letter: '', text: String(cell ?? ''), label: String(cell ?? '') })).filter(({ text }) => text !== '' && text !== reasonHeading)
  return { sheet: name, top: 0, headerRows: [heading, heading], headings, firstRow: heading + 1, lastRow: rows.length - 1, notes: [], totals: [] }
}
