import type { Cell, Sheet } from '../reading/workbook.ts'
import { cellText, fold, isBlank } from './text.ts'

/** No merge may cost more than this many cells to fill. */
const mostFilled = 2_000_000

/**
 * The rows of a sheet with the value of every merged cell standing in each cell it covers. Rows without merged cells are the
 * sheet's own: nothing is copied that need not be.
 */
export function filledRows(sheet: Sheet): readonly Cell[][] {
  if (sheet.merges.length === 0) return sheet.rows
  const rows = sheet.rows.slice()
  const copied = new Set<number>()
  let filled = 0
  for (const { top, left, bottom, right } of sheet.merges) {
    const value = rows[top]?.[left] ?? null
    filled += (bottom - top + 1) * (right - left + 1)
    if (isBlank(value) || filled > mostFilled) continue
    for (let row = top; row <= bottom && row < rows.length; row++) {
      if (!copied.has(row)) rows[row] = (rows[row] ?? []).slice()
      copied.add(row)
      const cells = rows[row] as Cell[]
      for (let column = left; column <= right; column++) {
        while (cells.length < column) cells.push(null)
        if (isBlank(cells[column])) cells[column] = value
      }
    }
  }
  return rows
}

/** What a row holds, for telling titles, headings, units and data apart. */
export type RowShape = { filled: number; distinct: number; texts: number; numbers: number; first: string; firstColumn: number }

export function shapeOf(row: readonly Cell[]): RowShape {
  const shape: RowShape = { filled: 0, distinct: 0, texts: 0, numbers: 0, first: '', firstColumn: -1 }
  const seen = new Set<string>()
  for (let column = 0; column < row.length; column++) {
    const cell = row[column] ?? null
    if (isBlank(cell)) continue
    const text = cellText(cell).trim()
    if (shape.filled === 0) {
      shape.first = text
      shape.firstColumn = column
    }
    shape.filled++
    if (seen.size < 64) seen.add(text)
    if (isNumberLike(cell)) shape.numbers++
    else shape.texts++
  }
  shape.distinct = seen.size
  return shape
}

export function isEmptyRow(row: readonly Cell[]): boolean {
  for (const cell of row) if (!isBlank(cell)) return false
  return true
}

const numeric = /^[\s(（]*[-+－＋]?[\d０-９][\d０-９.,，．%％\s:/\-eE+)）]*$/

/** A number, or text that is written like one (or like a date). */
export function isNumberLike(cell: Cell): boolean {
  if (typeof cell === 'number' || typeof cell === 'boolean') return true
  return typeof cell === 'string' && numeric.test(cell)
}

const yearLike = /^(?:19|20)\d{2}$/

/** Whether a cell may head a column: a short text, or a year. */
export function mayHead(cell: Cell): boolean {
  const text = cellText(cell).trim()
  if (text.length > 120) return false
  return !isNumberLike(cell) || yearLike.test(text)
}

/** The folded cells of a row, joined: equal for a heading line that stands again on the next printed page. */
export function rowKey(row: readonly Cell[]): string {
  let width = row.length
  while (width > 0 && isBlank(row[width - 1])) width--
  return row.slice(0, width).map((cell) => fold(cellText(cell))).join('\n')
}
