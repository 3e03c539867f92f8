import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { asViewer, type Viewer } from '../../src/access/viewer.ts'
import type { Db } from '../../src/db/db.ts'
import { sql, type Sql } from '../../src/db/sql.ts'
import { keepOriginal } from '../../src/intake/files/originals.ts'
import { importFiles, type ImportOptions, type ImportRequest } from '../../src/intake/import.ts'
import { previewTables } from '../../src/intake/preview.ts'
import { readWorkbook } from '../../src/intake/reading/read.ts'
import { shippedRecipes } from '../../src/intake/recipes/index.ts'
import type { ImportResult } from '../../src/shared/contract/intake.ts'
import { recipeSchema } from '../../src/shared/sheets.ts'

/** Files by name: lines of cells, or a text as it is. */
export type Files = Record<string, string | string[][]>
type Choices = Partial<Omit<ImportRequest, 'files'>> & { recipe?: Record<string, unknown> } & ImportOptions

/** Brings files in as a person does: kept by hash, previewed, each sheet read by the recipe that was recognised or guessed, loaded. */
export async function bring(db: Db, viewer: Viewer, files: Files, { recipe, signal, onProgress, ...choices }: Choices = {}): Promise<ImportResult> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'polycenter-intake-'))
  const request: ImportRequest = { files: [], choice: 'all', supersede: false, dryRun: false, ...choices }
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(dataDir, name)
    await writeFile(file, typeof content === 'string' ? content : csv(content))
    const original = await keepOriginal(dataDir, file, name)
    const workbook = await readWorkbook(await readFile(file), { name })
    const previews = workbook.sheets.flatMap((sheet) => previewTables(sheet, { name }, shippedRecipes))
    request.files.push({
      file: original.sha256, name, fixes: [],
      sheets: previews.map((preview) => ({ sheet: preview.sheet, table: preview.table, recipe: recipeSchema.parse({ ...preview.recipe, ...recipe }) })),
    })
  }
  return importFiles(db, dataDir, viewer, request, { signal, onProgress })
}

export function csv(lines: readonly (readonly string[])[]): string {
  return lines.map((line) => line.map((cell) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')).join('\n')
}

/** What the viewer sees. */
export function see<T extends Record<string, unknown>>(db: Db, viewer: Viewer, query: Sql): Promise<T[]> {
  return asViewer(db, viewer, (tx) => tx.query<T>(query))
}

/** What every status page counts. */
export async function counts(db: Db, viewer: Viewer): Promise<Record<string, number>> {
  const rows = await see<Record<string, number>>(db, viewer, sql`select
    (select count(*) from organisation where retired_at is null and merged_into is null) as organisations,
    (select count(*) from node where retired_at is null and is_stage is not true) as nodes,
    (select count(*) from node where retired_at is null and is_stage) as stages,
    (select count(*) from node_link where retired_at is null and relation = 'requires') as requires,
    (select count(*) from node_link where retired_at is null and relation = 'isA') as kinds,
    (select count(*) from supplies where retired_at is null) as supplies,
    (select count(*) from origin where retired_at is null) as origins,
    (select count(*) from observation where retired_at is null) as observations,
    (select count(*) from question where status = 'open') as questions`)
  return rows[0]!
}
