import type { Recipe } from '../../shared/sheets.ts'
import { recipeSchema } from '../../shared/sheets.ts'
import type { SheetKind } from '../../shared/vocabulary.ts'
import type { Cell, Merge, Sheet } from '../reading/workbook.ts'
import type { RecipeInput } from '../recipes/recipe.ts'
import { guess, guessAs, type Guess } from './guess.ts'
import { readRows, type ReadResult } from './rows.ts'
import { findTables, type Table } from './table.ts'

/** Sheets as the tests write them. */
export function sheetOf(rows: Cell[][], { name = '表1', merges = [] }: { name?: string; merges?: Merge[] } = {}): Sheet {
  return { name, rows, rowNumbers: Uint32Array.from(rows, (_, i) => i + 1), merges }
}

/** A sheet out of lines of text, cells parted by |; a cell that is a plain number stays text, as in a CSV. */
export function sheetFrom(text: string, name?: string): Sheet {
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== '')
  return sheetOf(lines.map((line) => line.split('|').map((cell) => (cell.trim() === '' ? null : cell.trim()))), { name })
}

export function tableOf(sheet: Sheet): Table {
  const table = findTables(sheet)[0]
  if (!table) throw new Error('no table was found')
  return table
}

export function guessed(sheet: Sheet, file = '文件.xlsx', recipes: readonly Recipe[] = []): Guess {
  const found = guess(tableOf(sheet), sheet, { name: file }, recipes)
  if (!found) throw new Error('no kind was guessed')
  return found
}

/** Reads a sheet the way a user does who takes what is proposed, as the kind given or as guessed. */
export function readAs(sheet: Sheet, kind?: SheetKind, more: Partial<RecipeInput> = {}): ReadResult {
  const table = tableOf(sheet)
  const { recipe } = kind ? guessAs(kind, table, sheet, { name: '文件.xlsx' }) : guessed(sheet)
  return readRows(sheet, table, recipeSchema.parse({ ...recipe, ...more }))
}

export function valuesOf(result: ReadResult): Record<string, unknown>[] {
  return result.rows.map((row) => row.values)
}

/** Problems as `row code`, for short comparisons. */
export function codesOf(result: ReadResult): string[] {
  return result.problems.map((problem) => `${problem.row} ${problem.code}`)
}
