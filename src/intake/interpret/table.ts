import type { Cell, Sheet } from '../reading/workbook.ts'
import { filledRows, isEmptyRow, isNumberLike, mayHead, rowKey, shapeOf, type RowShape } from './grid.ts'
import { isKnownHeading } from './synonyms.ts'
import { cellText, fold, isBlank, letterOf, tidy } from './text.ts'
import { readUnit, splitUnit, unitOfLine } from './units.ts'

export type Heading = {
  column: number
  letter: string
  /** What stands above the column, the lines of a merged heading joined by `_`. */
  text: string
  /** The text without its unit. */
  label: string
  /** From the heading itself (营业收入（万元）), the line of units, or a title line (单位：万元). */
  unit?: string
}

/** A table found in a sheet. All line numbers are indices into `sheet.rows`. */
export type Table = {
  sheet: string
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

/** The column that a list of rows to mend carries; it is no data when the list comes back. */
export const reasonHeading = '问题 / Problem'
/** The sheet of explanations that comes with a template; it is no data either. */
export const legendSheet = '说明 Legend'
/** What marks the example row of a template, which is passed over. */
export const exampleMark = '示例，填写前请删除本行 Example row: delete before use'

const reasonKey = fold(reasonHeading)
const headerWithin = 40

/** Finds the table of a sheet: titles above it, headings of one or more lines, units, records, totals and remarks below. None: no heading line. */
export function findTables(sheet: Sheet): Table[] {
  if (sheet.name === legendSheet) return []
  const rows = filledRows(sheet)
  const start = findHeader(rows)
  if (start === undefined) return []
  const last = findHeaderEnd(rows, sheet, start)
  const unitLine = isUnitLine(rows[last + 1] ?? []) && last + 2 < rows.length ? last + 1 : undefined
  const firstRow = (unitLine ?? last) + 1
  const notes = noteLines(rows, 0, start - 1)
  const headings = readHeadings(rows, [start, last], { unitLine, firstRow, lineUnit: titleUnit(notes) })
  if (headings.length === 0) return []
  const body = readBody(rows, headings, { firstRow, header: [start, last] })
  return [{ sheet: sheet.name, headerRows: [start, last], headings, unitLine, firstRow, lastRow: body.lastRow, notes: [...notes, ...body.notes], totals: body.totals }]
}

function findHeader(rows: readonly Cell[][]): number | undefined {
  const shapes = rows.slice(0, 400).map(shapeOf)
  const typical = typicalWidth(shapes)
  const candidates: number[] = []
  for (let i = 0; i < Math.min(rows.length, headerWithin); i++) {
    const shape = shapes[i] as RowShape
    if (shape.filled === 0) continue
    if (isHeadingLine(rows[i] as Cell[], shape, typical)) candidates.push(i)
    else if (candidates.length === 0 && shape.numbers >= 2 && shape.filled >= typical * 0.6) return undefined
  }
  const first = candidates[0]
  if (first === undefined) return undefined
  return candidates.slice(0, 8).find((i) => (shapes[i] as RowShape).filled >= typical * 0.6 && knowsHeading(rows[i] as Cell[])) ??
    candidates.find((i) => (shapes[i] as RowShape).filled >= typical * 0.6) ?? first
}

/** How many cells a line of this sheet usually fills. */
function typicalWidth(shapes: readonly RowShape[]): number {
  const widths = shapes.map((shape) => shape.filled).filter((filled) => filled > 0).sort((a, b) => a - b)
  return widths[Math.floor(widths.length / 2)] ?? 0
}

function isHeadingLine(row: readonly Cell[], shape: RowShape, typical: number): boolean {
  if (typical > 1 && shape.distinct < 2) return false
  if (shape.texts === 0) return false
  const cells = row.filter((cell) => !isBlank(cell))
  if (!cells.every(mayHead)) return false
  if (cells.some((cell) => /单\s*位\s*[:：]/.test(cellText(cell))) && shape.distinct <= 2) return false
  return !(cells.length > 1 && cells.every((cell) => /[:：]/.test(cellText(cell))))
}

/** A line that is not the first of its kind may still be the heading, where it alone has words that head columns. */
function knowsHeading(row: readonly Cell[]): boolean {
  return row.some((cell) => typeof cell === 'string' && isKnownHeading(splitUnit(cell).label))
}

/** The last line of the heading: as far as merged cells reach down, or a line of sub-headings stands under wider ones. */
function findHeaderEnd(rows: readonly Cell[][], sheet: Sheet, start: number): number {
  let last = start
  let grown = true
  while (grown && last - start < 6) {
    grown = false
    for (const merge of sheet.merges) {
      if (merge.top >= start && merge.top <= last && merge.bottom > last && merge.bottom - start < 6) {
        last = merge.bottom
        grown = true
      }
    }
    if (!grown && spansColumns(sheet, start, last) && isSubHeading(rows[last + 1])) {
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

/** Whether a line above spreads over columns that the lines after it have not yet told apart. */
function spansColumns(sheet: Sheet, start: number, last: number): boolean {
  return sheet.merges.some((merge) => merge.bottom === last && merge.top >= start && merge.right > merge.left)
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

function isUnitLine(row: readonly Cell[]): boolean {
  const cells = row.filter((cell) => !isBlank(cell))
  if (cells.length === 0 || cells.some((cell) => typeof cell !== 'string')) return false
  return cells.every((cell) => readUnit(cellText(cell)) !== undefined || /^[(（]?单位[)）]?$/.test(cellText(cell).trim())) && cells.some((cell) => readUnit(cellText(cell)))
}

function noteLines(rows: readonly Cell[][], from: number, to: number): string[] {
  const notes: string[] = []
  for (let i = from; i <= to; i++) {
    const texts = [...new Set((rows[i] ?? []).filter((cell) => !isBlank(cell)).map((cell) => tidy(cellText(cell))))]
    if (texts.length > 0) notes.push(texts.join(' '))
  }
  return notes
}

function titleUnit(notes: readonly string[]): string | undefined {
  const units = notes.map(unitOfLine).filter((unit) => unit !== undefined)
  return units.length === 1 ? units[0] : undefined
}

type UnitsGiven = { unitLine?: number; firstRow: number; lineUnit?: string }

function readHeadings(rows: readonly Cell[][], [first, last]: [number, number], { unitLine, firstRow, lineUnit }: UnitsGiven): Heading[] {
  const lines = spreadRight(rows.slice(first, last + 1))
  const width = Math.max(0, ...lines.map((line) => line.length))
  const headings: Heading[] = []
  for (let column = 0; column < width; column++) {
    const parts = [...new Set(lines.map((line) => tidy(cellText(line[column])).replace(/\s*[\r\n]+\s*/g, '')).filter((part) => part !== ''))]
    const text = parts.join('_')
    if (text === '' || fold(text) === reasonKey) continue
    const { label, unit } = splitUnit(text)
    const below = unitLine === undefined ? '' : tidy(cellText(rows[unitLine]?.[column])).replace(/^[(（]|[)）]$/g, '')
    const shared = lineUnit !== undefined && holdsNumbers(rows, firstRow, column) ? lineUnit : undefined
    headings.push({ column, letter: letterOf(column), text, label, unit: unit ?? (readUnit(below) ? below : shared) })
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

type Body = { lastRow: number; notes: string[]; totals: number[] }

function readBody(rows: readonly Cell[][], headings: readonly Heading[], { firstRow, header }: { firstRow: number; header: [number, number] }): Body {
  let lastRow = rows.length - 1
  while (lastRow >= firstRow && isEmptyRow(rows[lastRow] as Cell[])) lastRow--
  const notes: string[] = []
  const totals: number[] = []
  const headerKeys = new Set(rows.slice(header[0], header[1] + 1).map(rowKey))
  const headCells = new Set<Cell>(rows.slice(header[0], header[1] + 1).flatMap((row) => row.filter((cell) => typeof cell === 'string' && cell !== '')))
  const remarksFrom = findRemarks(rows, firstRow, lastRow, headings.length)
  for (let i = firstRow; i <= lastRow; i++) {
    const row = rows[i] as Cell[]
    if (i >= remarksFrom || (i < firstRow + 3 && row.includes(exampleMark)) || isTotal(row) || isSection(row, headings) || (headCells.has(row[headings[0]!.column] ?? null) && headerKeys.has(rowKey(row)))) {
      if (isEmptyRow(row)) continue
      totals.push(i)
      if (i >= remarksFrom) notes.push(...noteLines(rows, i, i))
    }
  }
  return { lastRow, notes, totals }
}

const remark = /^[\s*（(【[]*(?:注|备注|说明|附注|资料来源|数据来源|来源|摘编自|填表人|制表|审核|编制单位|填报单位|note|notes|source|sources|remark)\s*[\d一二三四五]?\s*[:：.、）)】\]《]|^\s*摘编自|^\s*\*[^*]/i

/** Where the remarks under the records begin: lines of one text that says where the numbers come from, or who wrote them. */
function findRemarks(rows: readonly Cell[][], firstRow: number, lastRow: number, width: number): number {
  let from = lastRow + 1
  for (let i = lastRow; i >= firstRow && i > lastRow - 12; i--) {
    const row = rows[i] as Cell[]
    if (isEmptyRow(row)) continue
    const { distinct, first, filled } = shapeOf(row)
    const alone = distinct === 1 || (distinct <= 3 && filled <= width / 2 && /[:：]/.test(first))
    if (width < 2 || !alone || !remark.test(first)) break
    from = i
  }
  return from
}

const totalWords = new Set(
  ['合计', '总计', '小计', '共计', '汇总', '总合计', '全国总计', '全国合计', '全省合计', '全省总计', '全市合计', '全市总计', '本页合计', '本页小计', 'total', 'totals', 'subtotal', 'grandtotal', 'sum'].map(fold),
)

/** A line of totals: its first word says so, and it has numbers or nothing besides. */
function isTotal(row: readonly Cell[]): boolean {
  for (let column = 0; column < row.length && column < 4; column++) {
    const cell = row[column] as Cell
    if (isBlank(cell) || (column === 0 && typeof cell === 'number')) continue
    if (typeof cell !== 'string' || cell.length > 24 || !mayTotal(cell) || !totalWords.has(fold(cell))) return false
    return row.length > 1 && row.every((other) => isBlank(other) || isNumberLike(other) || other === cell || cellText(other).length < 3)
  }
  return false
}

function mayTotal(cell: string): boolean {
  return cell.includes('计') || cell.includes('汇') || /total|sum/i.test(cell)
}

/** A line whose one text lies merged across the whole table: the title of a section. */
function isSection(row: readonly Cell[], headings: readonly Heading[]): boolean {
  if (headings.length < 3) return false
  const first = row[headings[0]!.column]
  if (typeof first !== 'string' || isBlank(first)) return false
  return headings.every((heading) => row[heading.column] === first)
}
