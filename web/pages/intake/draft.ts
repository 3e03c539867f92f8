/** What has been dropped in and what the person has made of it so far. Pure: every change gives a new draft. */
import type { JobState, ImportResult } from '../../../src/shared/contract/intake.ts'
import type { Recipe } from '../../../src/shared/sheets.ts'
import type { Grade, Right, Text } from '../../../src/shared/vocabulary.ts'
import type { ApiError, Input, Output } from '../../parts/index.ts'

export type Preview = Output<'previewSheet'>
export type Uploaded = Extract<Output<'uploadFiles'>[number], { file: string }>
export type Heading = Preview['headings'][number]
export type CellValue = Preview['sample'][number]['cells'][number]

/** A cell mended on screen, and what it said before. */
export type Mended = { row: number; column: string; value: CellValue; before: CellValue }

export type SheetDraft = {
  id: string
  preview: Preview
  include: boolean
  /** Whether anybody need look at the headings: a recipe knew them, they are guessed, or a person has confirmed them. */
  standing: 'known' | 'guessed' | 'confirmed'
  /** The name to keep the recipe under; null: it is not kept. */
  keepAs: string | null
  /** Letters of the columns whose field a person has chosen. */
  chosen: readonly string[]
  mended: readonly Mended[]
  checking: boolean
  error: ApiError | null
}

export type FileDraft = {
  id: number
  name: string
  bytes: number
  step: 'waiting' | 'sending' | 'reading' | 'ready' | 'refused'
  /** Share of the bytes that have gone, 0 to 1. */
  sent: number
  refusal: Text | null
  uploaded: Omit<Uploaded, 'sheets'> | null
  sheets: readonly SheetDraft[]
}

export type Options = { choice: 'all' | 'good-rows'; supersede: boolean; grade: Grade | null; right: Right | null; giver: { id: number; name: string } | null }

export type Draft = {
  files: readonly FileDraft[]
  options: Options
  /** The import (or trial) that runs or has run. */
  run: { job: JobState; dryRun: boolean } | null
  outcome: { result: ImportResult; dryRun: boolean } | null
}

export const emptyDraft: Draft = { files: [], options: { choice: 'good-rows', supersede: false, grade: null, right: null, giver: null }, run: null, outcome: null }

export function newFile(id: number, { name, size }: { name: string; size: number }): FileDraft {
  return { id, name, bytes: size, step: 'waiting', sent: 0, refusal: null, uploaded: null, sheets: [] }
}

/** A file that has been read: each of its tables with what to do about it. */
export function readFile(file: FileDraft, { sheets, ...uploaded }: Uploaded): FileDraft {
  return { ...file, step: 'ready', sent: 1, uploaded, sheets: sheets.map((preview) => newSheet(file.id, preview)) }
}

function newSheet(file: number, preview: Preview): SheetDraft {
  return {
    id: `${file}-${preview.sheet}-${preview.table}`, preview, include: preview.kind !== null, standing: preview.known ? 'known' : 'guessed',
    keepAs: preview.known ? null : preview.recipe?.name ?? null, chosen: [], mended: [], checking: false, error: null,
  }
}

/**
 * A person reads a column as another field. A recipe that knew the sheet is kept anew with it: next month's sheet would be misread
 * again. A shipped one stays as it is, and the corrected one stands beside it.
 */
export function readColumnAs({ preview, chosen, standing, keepAs }: SheetDraft, heading: Heading, field: string | null): Partial<SheetDraft> {
  const { recipe } = preview
  if (!recipe) return {}
  return {
    standing: 'guessed', chosen: [...new Set([...chosen, heading.letter])],
    keepAs: standing === 'known' ? (recipe.title ? `${recipe.name} 2` : recipe.name) : keepAs,
    preview: { ...preview, recipe: withField(recipe, heading, field), headings: preview.headings.map((one) => ({ ...one, field: one.letter === heading.letter ? field : one.field === field ? null : one.field })) },
  }
}

export function changeFile(draft: Draft, id: number, change: (file: FileDraft) => FileDraft): Draft {
  return { ...draft, files: draft.files.map((file) => (file.id === id ? change(file) : file)) }
}

export function changeSheet(draft: Draft, id: string, change: (sheet: SheetDraft) => SheetDraft): Draft {
  return { ...draft, files: draft.files.map((file) => ({ ...file, sheets: file.sheets.map((sheet) => (sheet.id === id ? change(sheet) : sheet)) })) }
}

export function findSheet(draft: Draft, id: string): { file: FileDraft; sheet: SheetDraft } | undefined {
  for (const file of draft.files) for (const sheet of file.sheets) if (sheet.id === id) return { file, sheet }
  return undefined
}

/** What the sheet is called on screen: a csv is its file. */
export function nameOfSheet(file: FileDraft, { preview }: SheetDraft): string {
  const many = file.sheets.length > 1
  return many ? `${file.name} · ${preview.sheet}${preview.table > 0 ? ` (${preview.table + 1})` : ''}` : file.name
}

/** The recipe with one column read as another field, or not at all. A field is carried by one column only. */
export function withField(recipe: Recipe, heading: Pick<Heading, 'text' | 'field'>, field: string | null): Recipe {
  const headings = Object.fromEntries(Object.entries(recipe.headings).filter(([name]) => name !== heading.field && name !== field))
  if (field === null) return { ...recipe, headings }
  const constants = Object.fromEntries(Object.entries(recipe.constants).filter(([name]) => name !== field))
  return { ...recipe, constants, headings: { ...headings, [field]: [heading.text] } }
}

/** The cells mended so far with one more; the first word of what stood there is kept. */
export function mend(mended: readonly Mended[], { row, column, value, before }: Mended): Mended[] {
  const earlier = mended.find((item) => item.row === row && item.column === column)
  const first = earlier ? earlier.before : before
  const others = mended.filter((item) => item !== earlier)
  return value === first ? others : [...others, { row, column, value, before: first }]
}

export type Counts = { rows: number; good: number; toMend: number; warnings: number; unconfirmed: string[]; busy: boolean }

/** What the bar says at all times. */
export function countsOf({ files }: Draft): Counts {
  const sheets = files.flatMap((file) => file.sheets).filter((sheet) => sheet.include)
  const sum = (of: (preview: Preview) => number) => sheets.reduce((total, { preview }) => total + of(preview), 0)
  return {
    rows: sum((preview) => preview.rows), good: sum((preview) => preview.good), toMend: sum((preview) => preview.toMend), warnings: sum((preview) => preview.warnings),
    unconfirmed: sheets.filter((sheet) => sheet.standing === 'guessed').map((sheet) => sheet.id),
    busy: files.some(({ step }) => step === 'waiting' || step === 'sending' || step === 'reading') || sheets.some((sheet) => sheet.checking),
  }
}

export type Step = { do: 'wait' } | { do: 'nothing' } | { do: 'confirm'; sheets: string[] } | { do: 'mend'; rows: number } | { do: 'load'; rows: number; all: boolean }

/** What the one button does now. */
export function nextStep(draft: Draft): Step {
  const { busy, unconfirmed, good, toMend } = countsOf(draft)
  if (busy) return { do: 'wait' }
  if (unconfirmed.length > 0) return { do: 'confirm', sheets: unconfirmed }
  if (toMend > 0 && draft.options.choice === 'all') return { do: 'mend', rows: toMend }
  return good === 0 ? { do: 'nothing' } : { do: 'load', rows: good, all: toMend === 0 }
}

type ImportBody = Input<'startImport'>['body']

/** The import as it is asked for. */
export function requestOf({ files, options }: Draft, { toMend }: Pick<Counts, 'toMend'>, dryRun: boolean): ImportBody {
  const { choice, supersede, grade, right, giver } = options
  return {
    files: files.flatMap((file) => filePart(file, dryRun)), choice: toMend === 0 ? 'all' : choice, supersede, dryRun,
    ...(grade && { grade }), ...(right && { right }), ...(giver && { giver: giver.id }),
  }
}

/** A trial leaves nothing behind, not even a recipe. */
function filePart({ name, uploaded, sheets }: FileDraft, dryRun: boolean): ImportBody['files'] {
  const included = sheets.filter((sheet) => sheet.include && sheet.preview.recipe !== null)
  if (!uploaded || included.length === 0) return []
  return [{
    file: uploaded.file, name, fixes: included.flatMap(fixesOf),
    sheets: included.flatMap(({ preview: { sheet, table, recipe }, keepAs }) => (recipe ? [{ sheet, table, recipe, ...(keepAs?.trim() && !dryRun ? { keepAs: keepAs.trim() } : {}) }] : [])),
  }]
}

/** Whether a column is read at all: as a field, or as an indicator of its own. */
export function isRead({ recipe }: Preview, { field }: Pick<Heading, 'field'>): boolean {
  return field !== null || recipe?.wide === true
}

/** The mended cells as the server takes them. */
export function fixesOf({ preview, mended }: SheetDraft): { sheet: string; row: number; column: string; value: CellValue }[] {
  return mended.map(({ row, column, value }) => ({ sheet: preview.sheet, row, column, value }))
}

/** `shown`: whether its row is among those on screen; of a long sheet only the first are. */
export type ProblemAt = Preview['problems'][number] & { id: string; sheetId: string; sheetName: string; shown: boolean }

/** The problems of all sheets that are to be loaded, in the order of their rows. */
export function problemsOf({ files }: Draft): ProblemAt[] {
  return files.flatMap((file) => file.sheets.filter((sheet) => sheet.include).flatMap((sheet) => {
    const rows = new Set(sheet.preview.sample.map(({ row }) => row))
    return sheet.preview.problems.map((problem, at) => ({ ...problem, id: `${sheet.id}-${at}`, sheetId: sheet.id, sheetName: nameOfSheet(file, sheet), shown: rows.has(problem.row) }))
  }))
}
