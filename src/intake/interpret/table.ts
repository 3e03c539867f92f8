import type { Cell, Sheet } from '../reading/workbook.ts'
import { noteLines, readBody } from './body.ts'
import { filledRows, isEmptyRow, rowKey, shapeOf } from './grid.ts'
import { findHeader, findHeaderEnd, isHeadingLine, isUnitLine, knownShare, readHeadings, titleUnit } from './header.ts'
import { legendSheet } from './marks.ts'

export type Heading = {
  column: number
  letter: string
  /** What stands above the column, the lines of a merged heading joined by `_`. */
  text: string
  /** The text without its unit. */
  label: string
  /** From the heading itself (营业收入（万元）), the line of units, or a title line (单位：万元). */
  unit?: string
  /** A title line speaks of the whole sheet: its unit holds only for the columns that it can fit. */
  unitFrom?: 'heading' | 'line' | 'title'
}

/** A table found in a sheet. All line numbers are indices into `sheet.rows`. */
export type Table = {
  sheet: string
  /** The first line that belongs to the table: its title, or its heading. */
  top: number
  headerRows: [first: number, last: number]
  headings: Heading[]
  unitLine?: number
  firstRow: number
  lastRow: number
  /** Title lines above and remarks below, as written. */
  notes: string[]
  /** Lines between first and last that hold no record: totals, section titles, repeated headings, remarks. */
  totals: number[]
}



/**
 * Finds the tables of a sheet, usually one: titles above it, headings of one or more lines, units, records, totals and remarks below.
 * A further table begins after an empty line with headings of its own. None: no heading line.
 */
export function findTables(sheet: Sheet): Table[] {
  if (sheet.name === legendSheet) return []
  const rows = filledRows(sheet)
  const starts = findStarts(rows)
  return starts.flatMap((from, n) => {
    const to = starts[n + 1] ?? rows.length
    const table = findTable(part(sheet, from, to), starts.length === 1 ? rows : rows.slice(from, to))
    return table ? [shifted(table, from)] : []
  })
}

/** Where tables begin: at the top, and after empty lines where other headings stand, perhaps under a title. */
function findStarts(rows: readonly Cell[][]): number[] {
  const starts = [0]
  const seen = new Set<string>()
  for (let i = 0; i < rows.length; i++) {
    if (i > 0 && !isEmptyRow(rows[i - 1] as Cell[])) {
      if (seen.size === 0 && knownShare(rows[i] as Cell[]) >= 0.5) seen.add(rowKey(rows[i] as Cell[]))
      continue
    }
    const heading = headingAfter(rows, i)
    if (heading === undefined) continue
    const key = rowKey(rows[heading] as Cell[])
    if (!seen.has(key) && seen.size > 0) starts.push(i)
    seen.add(key)
  }
  return starts
}

/** The line of known headings that stands at a place, or under a few title lines there. */
function headingAfter(rows: readonly Cell[][], from: number): number | undefined {
  for (let i = from; i < Math.min(rows.length, from + 4); i++) {
    const shape = shapeOf(rows[i] as Cell[])
    if (shape.filled === 0) return undefined
    if (shape.distinct >= 2 && isHeadingLine(rows[i] as Cell[], shape, 2) && knownShare(rows[i] as Cell[]) >= 0.5) return i
    if (shape.distinct > 2) return undefined
  }
  return undefined
}

/** Some lines of a sheet as one of its own. */
function part(sheet: Sheet, from: number, to: number): Sheet {
  if (from === 0 && to === sheet.rows.length) return sheet
  const merges = sheet.merges.filter(({ top, bottom }) => top >= from && bottom < to).map((merge) => ({ ...merge, top: merge.top - from, bottom: merge.bottom - from }))
  return { ...sheet, rows: sheet.rows.slice(from, to), merges }
}

function shifted(table: Table, by: number): Table {
  if (by === 0) return table
  const [first, last] = table.headerRows
  return {
    ...table, top: table.top + by, headerRows: [first + by, last + by], firstRow: table.firstRow + by, lastRow: table.lastRow + by, totals: table.totals.map((row) => row + by),
    ...(table.unitLine !== undefined && { unitLine: table.unitLine + by }),
  }
}

function findTable(sheet: Sheet, rows: readonly Cell[][]): Table | undefined {
  const start = findHeader(rows, sheet)
  if (start === undefined) return undefined
  const last = findHeaderEnd(rows, sheet, start)
  const unitLine = isUnitLine(rows[last + 1] ?? []) && last + 2 < rows.length ? last + 1 : undefined
  const firstRow = (unitLine ?? last) + 1
  const notes = noteLines(rows, 0, start - 1)
  const headings = readHeadings(rows, [start, last], { unitLine, firstRow, lineUnit: titleUnit(notes) })
  if (headings.length === 0) return undefined
  const body = readBody(rows, headings, { firstRow, header: [start, last] })
  return { sheet: sheet.name, top: 0, headerRows: [start, last], headings, unitLine, firstRow, lastRow: body.lastRow, notes: [...notes, ...body.notes], totals: body.totals }
}
