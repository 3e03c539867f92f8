import type { Viewer } from '../access/viewer.ts'
import type { Db } from '../db/db.ts'
import { refreshStatistics } from '../db/open.ts'
import type { ImportResult } from '../shared/contract/intake.ts'
import { AppError } from '../shared/errors.ts'
import type { Recipe } from '../shared/sheets.ts'
import type { Grade, Right, Text } from '../shared/vocabulary.ts'
import { findOriginal, type Original } from './files/originals.ts'
import { findTables, type Table } from './interpret/table.ts'
import { readStepwise } from './interpret/rows.ts'
import { load } from './load/load.ts'
import type { SheetToLoad, SheetToRead } from './load/types.ts'
import { readInWorker } from './reading/read-in-worker.ts'
import type { Cell, Sheet, Workbook } from './reading/workbook.ts'

/** A cell mended on screen before loading; the original file stays as it was given. */
export type Fix = { sheet: string; row: number; column: string; value: Cell }

export type ImportRequest = {
  files: { file: string; name: string; sheets: { sheet: string; table: number; recipe: Recipe }[]; fixes: Fix[] }[]
  choice: 'all' | 'good-rows'
  supersede: boolean
  dryRun: boolean
  grade?: Grade
  right?: Right
  giver?: number
}

export type ImportOptions = { signal?: AbortSignal; onProgress?: (done: number, total: number, message: Text) => void }

/** Reads kept originals as their recipes say and loads them, all in one transaction. A file is read when its turn comes, and let go of when it has been loaded. */
export async function importFiles(db: Db, dataDir: string, viewer: Viewer, request: ImportRequest, options: ImportOptions = {}): Promise<ImportResult> {
  const originals = await Promise.all(request.files.map(({ file, name }) => findOriginal(dataDir, file, name)))
  const sheets = request.files.flatMap(({ sheets: chosen, fixes }, n) => {
    const original = originals[n]!
    let workbook: Promise<Workbook> | undefined
    let left = chosen.length
    const take = (): Promise<Workbook> => (workbook ??= readInWorker(original.path, { name: original.name }, { signal: options.signal }))
    return chosen.map((choice): SheetToRead => ({
      name: original.name, kind: choice.recipe.kind,
      // Whoever reads it is told of a failure.
      prepare: () => void take().catch(() => undefined),
      async read() {
        const whole = await take()
        if (--left === 0) workbook = undefined
        return readSheet(original, whole, choice, { fixes, signal: options.signal })
      },
    }))
  })
  const { choice, supersede, dryRun, grade, right, giver: giverId } = request
  const result = await load(db, viewer, { sheets, choice, supersede, dryRun, grade, right, giverId }, options)
  if (!dryRun) await refreshStatistics(db, { rows: result.claims })
  return result
}

type Reading = { fixes: readonly Fix[]; signal?: AbortSignal }

async function readSheet(original: Original, workbook: Workbook, choice: { sheet: string; table: number; recipe: Recipe }, { fixes, signal }: Reading): Promise<SheetToLoad> {
  const { sheet, table } = pickTable(workbook, original.name, choice)
  const { rows, problems, total } = await slowly(readStepwise(withFixes(sheet, fixes), table, choice.recipe, { signal }))
  return {
    file: { name: original.name, sha256: original.sha256, bytes: original.bytes },
    sheet: sheet.name, kind: choice.recipe.kind, recipe: choice.recipe, rows, problems, total,
  }
}

/** Drives steps to their end and lets other people's requests have their turn between them. */
async function slowly<T>(steps: Generator<void, T>): Promise<T> {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** The table of a sheet that a request names. */
export function pickTable(workbook: Workbook, file: string, { sheet: name, table: n }: { sheet: string; table: number }): { sheet: Sheet; table: Table } {
  const sheet = workbook.sheets.find((one) => one.name === name)
  if (!sheet) throw new AppError('not-found', { zh: `文件“${file}”中没有工作表“${name}”。`, en: `There is no sheet “${name}” in “${file}”.` })
  const table = findTables(sheet)[n]
  if (!table) throw new AppError('no-header', { zh: `在“${file}”的工作表“${name}”中找不到表头。请在表格上方保留一行列名。`, en: `No heading line was found in the sheet “${name}” of “${file}”. Keep one line of headings above the table.` })
  return { sheet, table }
}

/** The sheet with mended cells in place; rows that are not mended are the same arrays. */
export function withFixes(sheet: Sheet, fixes: readonly Fix[]): Sheet {
  const here = fixes.filter((fix) => fix.sheet === sheet.name)
  if (here.length === 0) return sheet
  const rows = [...sheet.rows]
  for (const { row, column, value } of here) {
    const at = Array.prototype.indexOf.call(sheet.rowNumbers, row) as number
    if (at < 0) continue
    const cells = [...(rows[at] ?? [])]
    cells[columnNumber(column)] = value
    rows[at] = Array.from(cells, (cell) => cell ?? null)
  }
  return { ...sheet, rows }
}

/** The number of a column from its letters: A → 0, Z → 25, AA → 26. */
export function columnNumber(letters: string): number {
  let number = 0
  for (const letter of letters.toUpperCase()) number = number * 26 + letter.charCodeAt(0) - 64
  return number - 1
}
