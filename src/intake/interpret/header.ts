import type { Cell, Merge, Sheet } from '../reading/workbook.ts'
import { isNumberLike, mayHead, shapeOf, type RowShape } from './grid.ts'
import { reasonHeading } from './marks.ts'
import { isKnownHeading } from './synonyms.ts'
import type { Heading } from './table.ts'
import { cellText, fold, isBlank, letterOf, tidy } from './text.ts'
import { readUnit, splitUnit, unitOfLine } from './units.ts'

const reasonKey = fold(reasonHeading)
const headerWithin = 40

/** The first line of the heading: full enough for the sheet, all text (or years), and known words where there is a choice. */
export function findHeader(rows: readonly Cell[][], sheet: Sheet): number | undefined {
  const shapes = rows.slice(0, 400).map(shapeOf)
  const typical = typicalWidth(shapes)
  const candidates: number[] = []
  for (let i = 0; i < Math.min(rows.length, headerWithin); i++) {
    const shape = shapes[i] as RowShape
    if (shape.filled === 0) continue
    if (isHeadingLine(rows[i] as Cell[], shape, typical)) candidates.push(i)
    else if (candidates.length === 0 && shape.numbers >= 2 && shape.filled >= typical * 0.6) return undefined
  }
  const full = candidates.filter((i) => (shapes[i] as RowShape).filled >= typical * 0.6)
  const first = full[0] ?? candidates[0]
  if (first === undefined || knownShare(rows[first] as Cell[]) > 0 || spansOf(sheet, first, first).length > 0) return first
  return full.slice(1, 8).find((i) => knownShare(rows[i] as Cell[]) >= 0.5) ?? first
}

/** How many cells a line of this sheet usually fills. */
function typicalWidth(shapes: readonly RowShape[]): number {
  const widths = shapes.map((shape) => shape.filled).filter((filled) => filled > 0).sort((a, b) => a - b)
  return widths[Math.floor(widths.length / 2)] ?? 0
}

export function isHeadingLine(row: readonly Cell[], shape: RowShape, typical: number): boolean {
  if (typical > 1 && shape.distinct < 2) return false
  if (shape.texts === 0) return false
  const cells = row.filter((cell) => !isBlank(cell))
  if (!cells.every(mayHead)) return false
  if (cells.some((cell) => /单\s*位\s*[:：]/.test(cellText(cell))) && shape.distinct <= 2) return false
  return !(cells.length > 1 && cells.every((cell) => /[:：]/.test(cellText(cell))))
}

/** How much of a line is words that head columns: a later line is the heading only where half of it is, and the first has none. */
export function knownShare(row: readonly Cell[]): number {
  const cells = row.filter((cell) => !isBlank(cell))
  const known = cells.filter((cell) => typeof cell === 'string' && isKnownHeading(splitUnit(cell).label)).length
  return known < 2 && cells.length > 2 ? known / 100 : known / Math.max(1, cells.length)
}

/** The last line of the heading: as far as merged cells reach down, or a line of sub-headings stands under wider ones. */
export function findHeaderEnd(rows: readonly Cell[][], sheet: Sheet, start: number): number {
  let last = start
  let grown = true
  while (grown && last - start < 6) {
    grown = false
    for (const merge of sheet.merges) {
      if (merge.top >= start && merge.top <= last && merge.bottom > last && merge.bottom - start < 6) {
        last = Math.min(merge.bottom, rows.length - 1)
        grown = last === merge.bottom
      }
    }
    if (!grown && standsUnder(spansOf(sheet, start, last), rows[last] ?? [], rows[last + 1])) {
      last++
      grown = true
    }
    if (!grown && fillsGaps(rows[last] ?? [], rows[last + 1])) {
      last++
      grown = true
    }
  }
  return last
}

/** The cells of the heading that spread over several columns and end in its last line so far. */
function spansOf(sheet: Sheet, start: number, last: number): Merge[] {
  return sheet.merges.filter((merge) => merge.bottom === last && merge.top >= start && merge.right > merge.left)
}

/** Whether a line tells the columns under wide headings apart, and says nothing new elsewhere. */
function standsUnder(spans: readonly Merge[], above: readonly Cell[], below: readonly Cell[] | undefined): boolean {
  if (!below || spans.length === 0 || !isSubHeading(below)) return false
  const parted = spans.every(({ left, right }) => new Set(below.slice(left, right + 1).filter((cell) => !isBlank(cell))).size > 1)
  return parted && below.every((cell, column) => isBlank(cell) || cell === above[column] || spans.some(({ left, right }) => column >= left && column <= right))
}

function isSubHeading(row: readonly Cell[] | undefined): boolean {
  if (!row) return false
  const cells = row.filter((cell) => !isBlank(cell))
  return cells.length > 1 && cells.every(mayHead) && !isUnitLine(row)
}

/** Without merged cells (a CSV of such a sheet): text under gaps of the line above, and gaps under its single headings. */
function fillsGaps(above: readonly Cell[], below: readonly Cell[] | undefined): boolean {
  if (!below || !isBlank(below[0]) || isBlank(above[0]) || !isSubHeading(below)) return false
  return below.some((cell, column) => !isBlank(cell) && isBlank(above[column]))
}

/** A line of nothing but units; the word “unit” and the shape of dates may stand among them. */
export function isUnitLine(row: readonly Cell[]): boolean {
  const cells = row.filter((cell) => !isBlank(cell))
  if (cells.length === 0 || cells.some((cell) => typeof cell !== 'string')) return false
  return cells.every((cell) => readUnit(cellText(cell)) !== undefined || besideUnits.test(cellText(cell).trim())) && cells.some((cell) => readUnit(cellText(cell)))
}

const besideUnits = /^[(（]?(?:单位|unit)s?[)）]?[:：]?$|^(?:年|yyyy)[-/.]?(?:月|mm)(?:[-/.]?(?:日|dd))?$/i

/** The unit that the title lines state for the whole sheet, when they state one. */
export function titleUnit(notes: readonly string[]): string | undefined {
  const units = notes.map(unitOfLine).filter((unit) => unit !== undefined)
  return units.length === 1 ? units[0] : undefined
}

type UnitsGiven = { unitLine?: number; firstRow: number; lineUnit?: string }

/** The headings of a table with their units, the lines of a merged heading put together. */
export function readHeadings(rows: readonly Cell[][], [first, last]: [number, number], { unitLine, firstRow, lineUnit }: UnitsGiven): Heading[] {
  const lines = spreadRight(rows.slice(first, last + 1))
  const width = Math.max(0, ...lines.map((line) => line.length))
  const headings: Heading[] = []
  for (let column = 0; column < width; column++) {
    const parts = [...new Set(lines.map((line) => tidy(cellText(line[column])).replace(/\s*[\r\n]+\s*/g, '')).filter((part) => part !== ''))]
    const text = parts.join('_')
    if (text === '' || fold(text) === reasonKey) continue
    const { label, unit } = splitUnit(text)
    const below = unitLine === undefined ? '' : tidy(cellText(rows[unitLine]?.[column])).replace(/^[(（]|[)）]$/g, '')
    const heading: Heading = { column, letter: letterOf(column), text, label }
    if (unit !== undefined) headings.push({ ...heading, unit, unitFrom: 'heading' })
    else if (readUnit(below)) headings.push({ ...heading, unit: below, unitFrom: 'line' })
    else if (lineUnit !== undefined && holdsNumbers(rows, firstRow, column)) headings.push({ ...heading, unit: lineUnit, unitFrom: 'title' })
    else headings.push(heading)
  }
  return headings
}

/** The unit of a title line is that of the columns of numbers, not of the names beside them. */
function holdsNumbers(rows: readonly Cell[][], firstRow: number, column: number): boolean {
  const cells = rows.slice(firstRow, firstRow + 20).map((row) => row[column] ?? null).filter((cell) => !isBlank(cell))
  return cells.some((cell) => isNumberLike(cell)) || cells.length === 0
}

/** Gives a wide heading without merged cells to the empty cells on its right that have sub-headings of their own. */
function spreadRight(lines: readonly Cell[][]): Cell[][] {
  return lines.map((line, i) => {
    const below = lines[i + 1]
    if (!below) return line
    const spread = line.slice()
    for (let column = 1; column < below.length; column++) {
      if (isBlank(spread[column]) && !isBlank(below[column]) && !isBlank(spread[column - 1])) spread[column] = spread[column - 1] as Cell
    }
    return spread
  })
}
