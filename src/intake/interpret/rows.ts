import { AppError } from '../../shared/errors.ts'
import type { FieldValue, Problem, ReadRow, Recipe } from '../../shared/sheets.ts'
import type { Cell, Sheet } from '../reading/workbook.ts'
import { filledRows, isEmptyRow } from './grid.ts'
import { openLog, refuse, startRow, type Log } from './log.ts'
import { messages } from './messages.ts'
import { regionFinder, settleSubject, settleValue } from './observations.ts'
import { flagImplausible, type Written } from './plausible.ts'
import { findLacking, planSheet, type Plan, type Reading } from './plan.ts'
import { rules, swapEnds, type Draft } from './rules.ts'
import type { Table } from './table.ts'
import { cellText, isBlank } from './text.ts'
import { makeRow, planWide, readWide, type WideColumn } from './wide.ts'

export type ReadOptions = { onProgress?: (done: number, total: number) => void; signal?: AbortSignal }

export type ReadSummary = {
  /** Lines that hold a record. */
  rows: number
  accepted: number
  rejected: number
  /** What was read from the accepted lines: a line of a wide sheet gives many. */
  readings: number
  warnings: number
  /** Totals, section titles and remarks that were left out. */
  leftOut: number
  /** How many problems there are of each code. */
  codes: Record<string, number>
}

export type ReadResult = { rows: ReadRow[]; problems: Problem[]; rejectedRows: Set<number>; total: number; summary: ReadSummary }

const stepLines = 2048

/**
 * Reads the records of a table as a recipe says. Every problem of every row is collected; a row with an error is left out of `rows`
 * and its number stands in `rejectedRows`. One line may give several rows: a wide sheet one per indicator, `also` one per relation.
 */
export function readRows(sheet: Sheet, table: Table, recipe: Recipe, options: ReadOptions = {}): ReadResult {
  const steps = readStepwise(sheet, table, recipe, options)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** The same a few lines at a time, so that whoever drives it can let others have their turn between two steps. */
export function* readStepwise(sheet: Sheet, table: Table, recipe: Recipe, options: ReadOptions = {}): Generator<void, ReadResult> {
  const lines = filledRows(sheet)
  const log = openLog(sheet.name)
  startRow(log, sheet.rowNumbers[table.headerRows[1]] ?? table.headerRows[1] + 1)
  const plan = planSheet({ rows: lines, table }, recipe, log)
  const wide = recipe.wide && recipe.kind === 'observations' ? planWide(table, lines, plan) : undefined
  const lacking = findLacking(plan, wide)
  if (lacking) refuse(log, 'missing-required', messages.noColumn(lacking.title, sheet.name), lacking)
  const read = lineReader(plan, wide, log)
  const rows: ReadRow[] = []
  const rejectedRows = new Set<number>()
  const leftOut = new Set(table.totals)
  let total = 0
  for (let i = table.firstRow; i <= table.lastRow; i++) {
    if ((i - table.firstRow) % stepLines === 0) {
      keepOn(options, i - table.firstRow, table.lastRow - table.firstRow + 1)
      yield
    }
    const line = lines[i] as Cell[]
    if (leftOut.has(i) || isEmptyRow(line)) continue
    total++
    startRow(log, sheet.rowNumbers[i] ?? i + 1)
    const found = lacking ? [] : read(line)
    if (log.failed || lacking) rejectedRows.add(log.row)
    else for (const row of found) rows.push(row)
  }
  const problems = [...log.problems, ...flagImplausible(rows, recipe, { sheet: sheet.name, written: writtenIn(sheet, table, lines) })]
  const summary = summarise(problems, { rows: total, rejected: rejectedRows.size, readings: rows.length, leftOut: table.totals.length })
  return { rows, problems, rejectedRows, total, summary }
}

/** Finds cells as written by row number and column letter. The index of rows is made when the first is asked for. */
function writtenIn(sheet: Sheet, table: Table, lines: readonly Cell[][]): Written {
  let lineOf: Map<number, number> | undefined
  const columnOf = new Map(table.headings.map((heading) => [heading.letter, heading.column]))
  return (row, letter) => {
    lineOf ??= new Map(Array.from(sheet.rowNumbers, (number, i) => [number, i]))
    const cell = lines[lineOf.get(row) ?? -1]?.[columnOf.get(letter) ?? -1]
    return isBlank(cell) ? undefined : cellText(cell)
  }
}

function keepOn({ signal, onProgress }: ReadOptions, done: number, total: number): void {
  if (signal?.aborted) throw new AppError('cancelled', { zh: '读取已取消，没有载入任何内容。', en: 'Reading was cancelled; nothing was loaded.' })
  onProgress?.(done, total)
}

function summarise(problems: readonly Problem[], counts: Pick<ReadSummary, 'rows' | 'rejected' | 'readings' | 'leftOut'>): ReadSummary {
  const codes: Record<string, number> = {}
  let warnings = 0
  for (const { code, severity } of problems) {
    codes[code] = (codes[code] ?? 0) + 1
    if (severity === 'warning') warnings++
  }
  return { ...counts, accepted: counts.rows - counts.rejected, warnings, codes }
}

type LineReader = (line: readonly Cell[]) => ReadRow[]

/** Puts together how one line is read: each reading of it, the rules of its kind, and the columns of a wide sheet. */
function lineReader(plan: Plan, wide: readonly WideColumn[] | undefined, log: Log): LineReader {
  const { recipe, readings } = plan
  const settle = settler(plan, wide, log)
  const takers = readings.map((reading) => ({ reading, take: drafter(reading) }))
  return (line) => {
    const found: ReadRow[] = []
    let taken = false
    for (const { reading, take } of takers) {
      if (reading.when !== undefined && isBlank(line[reading.when])) continue
      taken = true
      log.blanks = undefined
      log.flag = undefined
      const draft = take(line, log)
      if (recipe.kind === 'inputs' && isSwapped(reading, line) !== recipe.inputFirst) swapEnds(draft)
      settle(line, draft, found)
    }
    if (!taken) refuse(log, 'missing-required', messages.missing({ zh: '关系的另一端', en: 'The other end of the relation' }))
    return found
  }
}

/** Whether this very line names the input first, by the word of its relation. */
function isSwapped({ relation }: Reading, line: readonly Cell[]): boolean {
  return relation !== undefined && relation.isSwapped(cellText(line[relation.column]))
}

/** What is done with a draft once its cells are read. */
function settler({ recipe, readings }: Plan, wide: readonly WideColumn[] | undefined, log: Log): (line: readonly Cell[], draft: Draft, found: ReadRow[]) => void {
  const rule = rules[recipe.kind]
  if (recipe.kind !== 'observations') {
    return (_line, draft, found) => {
      rule(draft, log)
      if (!log.failed) found.push(makeRow(draft, log))
    }
  }
  const find = regionFinder()
  const subject = readings[0]!.sources.find((source) => source.field === 'subject')?.place
  const unit = recipe.units.value ?? readings[0]!.sources.find((source) => source.field === 'value')?.heading.unit
  return (line, draft, found) => {
    settleSubject(draft, find, log, subject)
    if (!wide) {
      settleValue(draft.values, draft.values.value, unit, log)
      rule(draft, log)
      found.push(makeRow(draft, log))
      return
    }
    for (const row of readWide(line, draft, wide, log)) found.push(row)
    const named = wide.find((column) => column.indicator !== undefined)
    const dated = wide.find((column) => column.period !== undefined)
    rule({ values: { ...(named && { indicator: named.indicator }), ...(dated && { period: dated.period }), ...draft.values }, columns: draft.columns }, log)
  }
}

/** Reads the cells of one reading into a draft. Rows that fill the same columns share one record of where their values stood. */
function drafter({ sources, constants }: Reading): (line: readonly Cell[], log: Log) => Draft {
  const shared = new Map<number, Record<string, string>>()
  const shareable = sources.length <= 30
  return (line, log) => {
    const values: Record<string, FieldValue> = { ...constants }
    let mask = 0
    for (let i = 0; i < sources.length; i++) {
      const source = sources[i]!
      const value = source.read(line[source.column], log)
      if (value === undefined) continue
      values[source.field] = value
      mask |= 1 << i
    }
    let columns = shareable ? shared.get(mask) : undefined
    if (!columns) {
      columns = Object.fromEntries(sources.filter((source) => values[source.field] !== undefined).map((source) => [source.field, source.heading.letter]))
      if (shareable) shared.set(mask, columns)
    }
    return { values, columns }
  }
}
