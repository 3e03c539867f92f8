import { asViewer, demand, type Viewer } from '../../access/viewer.ts'
import { ensureStates } from '../../chain/states.ts'
import { importFiles, pickTable, withFixes } from '../../intake/import.ts'
import { findOriginal, keepOriginal } from '../../intake/files/originals.ts'
import { problemWorkbook } from '../../intake/interpret/problem-sheet.ts'
import { readRows } from '../../intake/interpret/rows.ts'
import { templateWorkbook } from '../../intake/interpret/template.ts'
import { listImports, loadedBefore } from '../../intake/imports.ts'
import { deleteRecipe, listRecipes, previewTable, previewTables, putRecipe } from '../../intake/preview.ts'
import { readInWorker } from '../../intake/reading/read-in-worker.ts'
import type { Workbook } from '../../intake/reading/workbook.ts'
import { answerQuestion, listQuestions } from '../../registry/questions.ts'
import type { Answer, Contract } from '../../shared/contract/index.ts'
import type { intakeEndpoints } from '../../shared/contract/intake.ts'
import { AppError } from '../../shared/errors.ts'
import type { Context, Handlers, UploadedFile } from '../handler.ts'
import { xlsx } from './files.ts'

type Uploaded = Answer<Contract['uploadFiles']>[number]

/** From files to claims: upload, preview, recipes, import, problems, duplicates. */
export const intakeHandlers: Pick<Handlers, keyof typeof intakeEndpoints> = {
  async uploadFiles({ uploads, viewer, context, signal }) {
    const answers: Uploaded[] = []
    for (const upload of uploads) answers.push(await takeIn(context, viewer, upload, signal))
    return answers
  },

  async previewSheet({ params, body, viewer, context, signal }) {
    const workbook = await readKept(context, params.file, body.name, signal)
    const { sheet, table } = pickTable(workbook, body.name, body)
    const recipes = await recipesOf(context, viewer)
    return previewTable(sheet, { table, n: body.table }, { name: body.name }, recipes, { recipe: body.recipe, kind: body.kind, fixes: body.fixes })
  },

  async getProblemSheet({ params, body, context, signal }) {
    const workbook = await readKept(context, params.file, body.name, signal)
    const picked = pickTable(workbook, body.name, body)
    const sheet = withFixes(picked.sheet, body.fixes)
    const { problems } = readRows(sheet, picked.table, body.recipe)
    return xlsx(`${body.name.replace(/\.[^.]*$/, '')}-待修正`, await problemWorkbook([{ sheet, table: picked.table, problems }], { allRows: body.allRows }))
  },

  async startImport({ body, viewer, context: { db, dataDir, jobs, now } }) {
    demand(viewer, 'analyst')
    return jobs.start(viewer, body.dryRun ? 'trial' : 'import', async (report, signal) => {
      for (const sheet of body.files.flatMap((file) => file.sheets)) {
        if (sheet.keepAs !== undefined) await asViewer(db, viewer, (tx) => putRecipe(tx, viewer, { ...sheet.recipe, name: sheet.keepAs! }))
      }
      const result = await importFiles(db, dataDir, viewer, body, { signal, onProgress: (done, total, message) => report({ done, total, message }) })
      // So that the first who opens the map need not wait for the states.
      if (!body.dryRun) jobs.start(viewer, 'states', () => ensureStates(db, viewer, now()))
      return result
    })
  },

  listImports: ({ query, viewer, context: { db } }) => asViewer(db, viewer, (tx) => listImports(tx, viewer, query)),
  listJobs: async ({ viewer, context: { jobs } }) => jobs.underWay(viewer),
  getJob: async ({ params, viewer, context: { jobs } }) => jobs.get(viewer, params.job),
  watchJob: async ({ params, viewer, context: { jobs } }) => jobs.watch(viewer, params.job),
  cancelJob: async ({ params, viewer, context: { jobs } }) => jobs.cancel(viewer, params.job),

  listRecipes: ({ viewer, context: { db } }) => asViewer(db, viewer, (tx) => listRecipes(tx, viewer)),
  putRecipe: ({ params, body, viewer, context: { db } }) => asViewer(db, viewer, (tx) => putRecipe(tx, viewer, { ...body, name: params.name })),
  async deleteRecipe({ params, viewer, context: { db } }) {
    await asViewer(db, viewer, (tx) => deleteRecipe(tx, viewer, params.name))
    return {}
  },
  getTemplate: async ({ params }) => xlsx(`polycenter-${params.kind}`, await templateWorkbook(params.kind)),

  listQuestions: ({ query, viewer, context: { db } }) => asViewer(db, viewer, (tx) => listQuestions(tx, viewer, query)),
  answerQuestion: ({ params, body, viewer, context: { db } }) => asViewer(db, viewer, (tx) => answerQuestion(tx, viewer, params.question, body.answer)),
}

/** Keeps an upload that can be read and shows how it would be; one that can't be is told in one sentence, harms no other and leaves nothing. */
async function takeIn(context: Context, viewer: Viewer, upload: UploadedFile, signal: AbortSignal): Promise<Uploaded> {
  try {
    const workbook = await readInWorker(upload.path, { name: upload.name }, { signal })
    const recipes = await recipesOf(context, viewer)
    const sheets = workbook.sheets.flatMap((sheet) => previewTables(sheet, { name: upload.name }, recipes))
    if (sheets.length === 0) {
      throw new AppError('no-header', { zh: `在“${upload.name}”中没有找到带表头的表格。请在表格上方保留一行列名。`, en: `No table with a heading line was found in “${upload.name}”. Keep one line of headings above the table.` })
    }
    const original = await keepOriginal(context.dataDir, upload.path, upload.name, { move: true, hash: upload.sha256 })
    return {
      file: original.sha256, name: upload.name, bytes: original.bytes, format: workbook.format, encoding: workbook.encoding ?? null,
      loadedBefore: await asViewer(context.db, viewer, (tx) => loadedBefore(tx, viewer, original.sha256)), sheets,
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { name: upload.name, error: { code: error.code, message: error.text } }
  }
}

async function readKept({ dataDir }: Context, sha256: string, name: string, signal: AbortSignal): Promise<Workbook> {
  const original = await findOriginal(dataDir, sha256, name)
  return readInWorker(original.path, { name }, { signal })
}

async function recipesOf({ db }: Context, viewer: Viewer) {
  const list = await asViewer(db, viewer, (tx) => listRecipes(tx, viewer))
  return list.map(({ recipe }) => recipe)
}
