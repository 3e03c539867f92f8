import type { Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { json, sql } from '../db/sql.ts'
import type { Answer } from '../shared/contract/index.ts'
import type { intakeEndpoints } from '../shared/contract/intake.ts'
import { AppError } from '../shared/errors.ts'
import { recipeSchema, type Recipe } from '../shared/sheets.ts'
import type { SheetKind, Text } from '../shared/vocabulary.ts'
import { withFixes, type Fix } from './import.ts'
import { guess, guessAs } from './interpret/guess.ts'
import { guessOf, recognises } from './interpret/known.ts'
import { readRows } from './interpret/rows.ts'
import { findTables, type Table } from './interpret/table.ts'
import type { Sheet } from './reading/workbook.ts'
import { shippedRecipes } from './recipes/index.ts'
import { nothingToLoad } from './recipes/nothing-to-load.ts'

export type SheetPreview = Answer<typeof intakeEndpoints.previewSheet>

/** How many rows and problems a preview shows; counts are of everything. */
const shownRows = 200
const shownProblems = 2000

type Asked = { recipe?: Recipe; kind?: SheetKind; fixes?: readonly Fix[] }

/** Every table of a sheet as it would be read. */
export function previewTables(sheet: Sheet, file: { name: string }, recipes: readonly Recipe[]): SheetPreview[] {
  return findTables(sheet).map((table, n) => previewTable(sheet, { table, n }, file, recipes))
}

/** One table as it would be read: by the recipe that is asked for, else by one that recognises it, else by a guess. */
export function previewTable(given: Sheet, { table, n }: { table: Table; n: number }, file: { name: string }, recipes: readonly Recipe[], asked: Asked = {}): SheetPreview {
  const sheet = withFixes(given, asked.fixes ?? [])
  const found = asked.recipe ? guessOf(asked.recipe, table) : asked.kind ? guessAs(asked.kind, table, sheet, file) : guess(table, sheet, file, recipes)
  // Whoever says how it is to be read, now or by a recipe of their own, is not talked out of it.
  const instead = asked.recipe || asked.kind || found?.known ? null : insteadOf(table, file)
  const guessed = instead ? undefined : found
  const recipe = guessed?.recipe ?? null
  const read = recipe === null ? undefined : readRows(sheet, table, recipe)
  const bound = new Map(guessed?.fields.map((field) => [field.letter, field]))
  const total = read?.total ?? table.lastRow - table.firstRow + 1
  return {
    sheet: sheet.name, table: n, kind: recipe?.kind ?? null, recipe, known: asked.recipe === undefined && (guessed?.known ?? false), confidence: guessed?.confidence ?? 0,
    headings: table.headings.map(({ column, letter, text, unit }) => ({ column, letter, text, ...(unit === undefined ? {} : { unit }), field: bound.get(letter)?.field ?? null, why: bound.get(letter)?.why ?? null })),
    headerRow: sheet.rowNumbers[table.headerRows[1]] ?? table.headerRows[1] + 1,
    sample: sampleOf(sheet, table, read?.problems.map((problem) => problem.row) ?? []),
    rows: total, good: total - (read?.rejectedRows.size ?? 0), toMend: read?.rejectedRows.size ?? 0, warnings: read?.summary.warnings ?? 0,
    problems: read?.problems.slice(0, shownProblems) ?? [], problemsTotal: read?.problems.length ?? 0,
    notes: table.notes.map((note) => ({ zh: note, en: note })), instead,
  }
}

/** What to do with a table of a known format that holds nothing to load. */
function insteadOf(table: Table, file: { name: string }): Text | null {
  const is = nothingToLoad.find((one) => recognises(one, table, file) && (one.alsoBeginning === undefined || table.headings.some(({ text }) => text.startsWith(one.alsoBeginning!))))
  return is?.instead ?? null
}

/** The first rows, and the rows with problems beyond them: what a person wants to see. */
function sampleOf(sheet: Sheet, table: Table, withProblems: readonly number[]): SheetPreview['sample'] {
  const wanted = new Set(withProblems.slice(0, shownRows))
  const sample: SheetPreview['sample'] = []
  for (let at = table.firstRow; at <= table.lastRow && sample.length < shownRows * 2; at++) {
    const row = sheet.rowNumbers[at] ?? at + 1
    if (at - table.firstRow < shownRows || wanted.has(row)) sample.push({ row, cells: sheet.rows[at] ?? [] })
  }
  return sample
}

type RecipeList = Answer<typeof intakeEndpoints.listRecipes>

/** The cluster's own recipes, newest first, then the shipped ones. */
export async function listRecipes(tx: Tx, viewer: Viewer): Promise<RecipeList> {
  const kept = await tx.query<{ recipe: unknown; keptAt: string }>(sql`
    select recipe, kept_at as "keptAt" from recipe where cluster_id = ${viewer.cluster} order by kept_at desc, name`)
  return [
    ...kept.map(({ recipe, keptAt }) => ({ recipe: recipeSchema.parse(recipe), shipped: false, keptAt })),
    ...shippedRecipes.map((recipe) => ({ recipe, shipped: true, keptAt: null })),
  ]
}

/** Keeps a recipe by its name; the same name is replaced. A shipped recipe's name is taken. */
export async function putRecipe(tx: Tx, viewer: Viewer, recipe: Recipe): Promise<Recipe> {
  if (shippedRecipes.some((shipped) => shipped.name === recipe.name)) {
    throw new AppError('already-exists', { zh: `“${recipe.name}”是随附方案的名称。请换一个名称。`, en: `“${recipe.name}” is the name of a shipped recipe. Choose another.` })
  }
  await tx.query(sql`
    insert into recipe (cluster_id, name, recipe, account_id) values (${viewer.cluster}, ${recipe.name}, ${json(recipe)}, ${viewer.account})
    on conflict (cluster_id, name) do update set recipe = excluded.recipe, account_id = excluded.account_id, kept_at = now()`)
  return recipe
}

export async function deleteRecipe(tx: Tx, viewer: Viewer, name: string): Promise<void> {
  const gone = await tx.query(sql`delete from recipe where cluster_id = ${viewer.cluster} and name = ${name} returning 1`)
  if (gone.length === 0) throw new AppError('not-found', { zh: `没有名为“${name}”的自存方案。`, en: `No recipe of your own is named “${name}”.` })
}
