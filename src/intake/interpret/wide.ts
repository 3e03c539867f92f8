import type { ReadRow } from '../../shared/sheets.ts'
import type { Cell } from '../reading/workbook.ts'
import { readPeriod } from './dates.ts'
import type { Log, Place } from './log.ts'
import { settleValue } from './observations.ts'
import type { Plan } from './plan.ts'
import { readerOf, type CellReader } from './readers.ts'
import { shapeOfColumn } from './shapes.ts'
import { blankReason } from './blanks.ts'
import { cellText, heldBy } from './text.ts'
import type { Draft } from './rules.ts'
import { fieldsOf } from './bind.ts'
import type { Heading, Table } from './table.ts'

/** A column of a wide sheet: the indicator (or period, or both) its heading names. */
export type WideColumn = { heading: Heading; place: Place; indicator?: string; period?: string; unit?: string; read: CellReader }

/** The columns of a wide sheet that are observations: all that are mapped to no field and hold anything. */
export function planWide(table: Table, rows: readonly Cell[][], { recipe, used }: Plan): WideColumn[] {
  const value = fieldsOf('observations').value!
  const labels = new Map<string, number>()
  const columns: WideColumn[] = []
  for (const heading of table.headings) {
    if (used.has(heading.column) || isSerial(heading) || !isMeasured(rows, table, heading.column)) continue
    const { indicator, period } = partsOf(heading)
    const key = `${indicator ?? ''}|${period ?? ''}`
    labels.set(key, (labels.get(key) ?? 0) + 1)
    const name = indicator !== undefined && labels.get(key)! > 1 ? `${indicator}（${heading.letter}）` : indicator
    const place: Place = { field: 'value', title: { zh: heading.label, en: heading.label }, heading }
    const unit = (name === undefined ? undefined : heldBy(recipe.units, name)) ?? recipe.units.value ?? heading.unit
    columns.push({ heading, place, indicator: name, period, unit, read: readerOf({ field: value, place, unit, recipe }) })
  }
  return columns
}

/** The observations of one row: one for each column, blanks included, for missing is not nothing. */
export function readWide(row: readonly Cell[], draft: Draft, columns: readonly WideColumn[], log: Log): ReadRow[] {
  const found: ReadRow[] = []
  const rowFlag = log.flag
  const rowBlanks = log.blanks
  for (const column of columns) {
    log.flag = rowFlag
    log.blanks = undefined
    log.unit = undefined
    const values = { ...draft.values }
    const places: Record<string, string> = { ...draft.columns, value: column.heading.letter }
    if (column.indicator !== undefined) {
      values.indicator = values.indicator === undefined || column.period === undefined ? column.indicator : `${String(values.indicator)}_${column.indicator}`
      places.indicator = column.heading.letter
    }
    if (column.period !== undefined) {
      values.period = column.period
      places.period = column.heading.letter
    }
    settleValue(values, column.read(row[column.heading.column], log), column.unit, log)
    found.push(makeRow({ values, columns: places }, log, rowBlanks))
  }
  log.flag = rowFlag
  log.blanks = rowBlanks
  return found
}

/** A row ready to be handed on, with what the log holds of it. */
export function makeRow({ values, columns }: Draft, log: Log, more?: Record<string, string>): ReadRow {
  const row: ReadRow = { row: log.row, values, columns }
  if (log.blanks || more) row.blanks = { ...more, ...log.blanks }
  if (log.flag) row.flag = log.flag
  return row
}

/** A heading such as `2014年_全市` names a period and the rest; `2014` only a period; anything else is an indicator. */
function partsOf({ label }: Heading): { indicator?: string; period?: string } {
  const parts = label.split('_').filter((part) => part !== '')
  const at = parts.findIndex((part) => /^(?:19|20)\d{2}/.test(part.trim()) && readPeriod(part) !== undefined)
  if (at < 0) return { indicator: label }
  const rest = parts.filter((_, i) => i !== at).join('_')
  return { period: readPeriod(parts[at]!), indicator: rest === '' ? undefined : rest }
}

export function isSerial({ label }: Heading): boolean {
  return /^(?:序号|编号|行号|no\.?|#|index|unnamed.*)$/i.test(label.trim())
}

/** Whether a column holds numbers, or only marks and words for missing ones. A column of names is no indicator. */
export function isMeasured(rows: readonly Cell[][], table: Table, column: number): boolean {
  const shape = shapeOfColumn(rows, table, column)
  if (shape === 'numbers') return true
  if (shape !== undefined) return false
  let blanks = 0
  for (let i = table.firstRow; i <= table.lastRow; i++) {
    const cell = rows[i]?.[column] ?? null
    if (cell === null || cell === '') continue
    if (blankReason(cellText(cell), false) === undefined) return false
    blanks++
  }
  return blanks > 0
}
