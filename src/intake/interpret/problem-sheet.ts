import { writeXlsx, type Cell as XlsxCell, type CellStyle, type WriteSheet } from 'hucre/xlsx'
import type { Problem } from '../../shared/sheets.ts'
import type { Cell, Sheet } from '../reading/workbook.ts'
import { filledRows, isEmptyRow } from './grid.ts'
import { reasonHeading } from './marks.ts'
import type { Table } from './table.ts'

/** A table of the user's file and what is wrong in it. */
export type SheetWithProblems = { sheet: Sheet; table: Table; problems: readonly Problem[] }
export type ProblemSheetOptions = {
  /** All records, not only those to mend. */
  allRows?: boolean
  lang?: 'zh' | 'en'
}

const tint = (color: string): CellStyle => ({ fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: color } } })
const tints = { error: tint('FFD6D6'), warning: tint('FFF2CC') }
const reasonStyle: CellStyle = { alignment: { wrapText: true, vertical: 'top' } }
const headStyle: CellStyle = { font: { bold: true }, fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E8EDF3' } } }
/** What a spreadsheet program accepts as the name of a sheet. */
const forbiddenInName = /[[\]*?:/\\]/g

/**
 * The user's own sheets with a column of reasons: title lines, headings and units as they were, the rows to mend (where nothing is
 * refused, the doubtful ones), the cells concerned tinted. Mended, the file is imported as it is; the column of reasons is passed over.
 */
export async function problemWorkbook(parts: readonly SheetWithProblems[], options: ProblemSheetOptions = {}): Promise<Uint8Array> {
  const sheets: WriteSheet[] = []
  for (const part of parts) sheets.push(problemSheet(part, options, sheets.map((sheet) => sheet.name)))
  return new Uint8Array(await writeXlsx({ sheets }))
}

function problemSheet(part: SheetWithProblems, { allRows = false, lang = 'zh' }: ProblemSheetOptions, taken: readonly string[]): WriteSheet {
  const { sheet, table, problems } = part
  const source = filledRows(sheet)
  const byRow = groupByRow(problems)
  const reasonColumn = Math.max(...table.headings.map((heading) => heading.column)) + 1
  const cells = new Map<string, Partial<XlsxCell>>()
  const rows = headOf(part, reasonColumn, cells)
  for (const i of wantedLines(part, source, allRows)) {
    const found = byRow.get(sheet.rowNumbers[i] ?? i + 1) ?? []
    const row = padded(source[i] as Cell[], reasonColumn)
    row[reasonColumn] = found.length > 0 ? found.map((problem) => reasonOf(problem, lang)).join('\n') : null
    for (const problem of found) tintCell(cells, rows.length, problem)
    cells.set(`${rows.length},${reasonColumn}`, { style: reasonStyle })
    rows.push(row)
  }
  return {
    name: sheetName(sheet.name, taken), rows, cells,
    columns: [...Array.from({ length: reasonColumn }, () => ({ width: 16 })), { width: 60 }],
    merges: sheet.merges
      .filter((merge) => merge.top >= table.top && merge.bottom < table.firstRow)
      .map(({ top, left, bottom, right }) => ({ startRow: top - table.top, startCol: left, endRow: bottom - table.top, endCol: right })),
    freezePane: { rows: table.firstRow - table.top },
  }
}

/** Title lines, headings and units as they were, with the heading of the reasons in the last line of the headings. */
function headOf({ sheet, table }: SheetWithProblems, reasonColumn: number, cells: Map<string, Partial<XlsxCell>>): Cell[][] {
  const head = sheet.rows.slice(table.top, table.firstRow).map((row) => padded(row, reasonColumn))
  const [first, last] = table.headerRows
  head[last - table.top]![reasonColumn] = reasonHeading
  for (let line = first; line <= last; line++) {
    for (let column = 0; column <= reasonColumn; column++) cells.set(`${line - table.top},${column}`, { style: headStyle })
  }
  return head
}

/** The lines to show: refused ones, else doubtful ones, else (a fault of the whole sheet, or by wish) all. */
function wantedLines({ sheet, table, problems }: SheetWithProblems, source: readonly Cell[][], allRows: boolean): number[] {
  const leftOut = new Set(table.totals)
  const lines: number[] = []
  for (let i = table.firstRow; i <= table.lastRow; i++) if (!leftOut.has(i) && !isEmptyRow(source[i] as Cell[])) lines.push(i)
  const numberOf = (i: number) => sheet.rowNumbers[i] ?? i + 1
  const rowsWith = (severity: Problem['severity']) => new Set(problems.filter((problem) => problem.severity === severity).map((problem) => problem.row))
  const refused = rowsWith('error')
  if (allRows || refused.has(numberOf(table.headerRows[1]))) return lines
  const wanted = refused.size > 0 ? refused : rowsWith('warning')
  return lines.filter((i) => wanted.has(numberOf(i)))
}

function groupByRow(problems: readonly Problem[]): Map<number, Problem[]> {
  const groups = new Map<number, Problem[]>()
  for (const problem of problems) groups.set(problem.row, [...(groups.get(problem.row) ?? []), problem])
  return groups
}

function reasonOf(problem: Problem, lang: 'zh' | 'en'): string {
  const mark = problem.severity === 'error' ? { zh: '须修正', en: 'To mend' } : { zh: '存疑', en: 'Doubtful' }
  const column = problem.column === undefined ? '' : lang === 'zh' ? `${problem.column}列：` : `column ${problem.column}: `
  return lang === 'zh' ? `【${mark.zh}】${column}${problem.message.zh}` : `[${mark.en}] ${column}${problem.message.en}`
}

function tintCell(cells: Map<string, Partial<XlsxCell>>, line: number, problem: Problem): void {
  if (problem.column === undefined) return
  const key = `${line},${columnOf(problem.column)}`
  if (problem.severity === 'error' || !cells.has(key)) cells.set(key, { style: tints[problem.severity] })
}

function columnOf(letters: string): number {
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

function padded(row: readonly Cell[], width: number): Cell[] {
  const cells = row.slice(0, width)
  while (cells.length <= width) cells.push(null)
  return cells
}

function sheetName(name: string, taken: readonly string[]): string {
  const base = name.replace(forbiddenInName, ' ').trim().slice(0, 28) || 'Sheet'
  let unique = base
  for (let n = 2; taken.includes(unique); n++) unique = `${base} ${n}`.slice(0, 31)
  return unique
}
