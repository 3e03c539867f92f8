import { writeXlsx } from 'hucre/xlsx'
import type { Cell as SheetCell, CellStyle, CellValue, WriteSheet } from 'hucre/xlsx'
import { formatDate } from '../../shared/format.ts'
import type { Cell, Column, FigureMark, Lang, ReportDocument, TableBlock } from './document.ts'
import { columnShares, visualLength } from './columns.ts'
import { inlinesOf, isFigure, marksOf, missingReasons, plainText, tablesOf, traceAddress } from './document.ts'
import { indexIntroduction, indexValue } from './layout.ts'
import { words } from './words.ts'
import { numberOf } from './xlsx-numbers.ts'

/** The sheet that leads from a short code to its formula and sources. */
export const figuresSheet = 'figures'
const longestText = 32_767
const typeface = { name: '宋体', size: 11 }

/**
 * The annexed tables as sheets, headings in the first row, numbers as numbers, each figure linked to its line in the sheet
 * `figures`, which lists all sources; a last sheet says what this is. The same report always gives the same bytes.
 */
export async function renderXlsx(document: ReportDocument): Promise<Uint8Array> {
  const tables = tablesOf(document.annexes)
  const names = sheetNames(tables)
  const issued = new Date(document.issuedAt)
  const lines = figureLines(document)
  return writeXlsx({
    properties: { title: document.title, subject: document.period, creator: document.issuer, description: `SHA-256 ${document.hash}`, created: issued, modified: issued },
    defaultFont: typeface,
    sheets: [
      ...tables.map((table, index) => tableSheet(names[index]!, table, { lines, lang: document.lang })),
      figuresSheetOf(document),
      aboutSheet(document, tables, names),
    ],
  })
}

type SheetContext = { lang: Lang; lines: Map<string, number> }

function tableSheet(name: string, table: TableBlock, context: SheetContext): WriteSheet {
  const cells = new Map<string, Partial<SheetCell>>()
  const rows: CellValue[][] = [table.columns.map(({ title }) => title)]
  table.columns.forEach((column, index) => cells.set(`0,${index}`, { value: column.title, style: headStyle(column.align) }))
  table.rows.forEach((row, line) => {
    rows.push(table.columns.map((column, index) => {
      const cell = cellOf(row[index] ?? '', column, context)
      cells.set(`${line + 1},${index}`, cell)
      return cell.value ?? null
    }))
  })
  const shares = columnShares(table)
  const columns = table.columns.map(({ title }, index) => ({ width: Math.max(8, visualLength(title) + 2, Math.round((shares[index] ?? 0) * 90)) }))
  return sheetOf(name, rows, cells, columns)
}

/** One cell: a number where it is one, linked to the line of its figure. */
function cellOf(cell: Cell, column: Column, { lines, lang }: SheetContext): Partial<SheetCell> {
  const inlines = inlinesOf(cell)
  const number = numberOf(inlines, column.align, lang)
  const mark = inlines.find(isFigure)
  const line = mark && lines.get(mark.figure)
  return {
    value: number ? number.value : clipped(plainText(cell)),
    style: { alignment: { horizontal: column.align, vertical: 'top', wrapText: number === undefined }, ...(number ? { numFmt: number.format } : {}) },
    ...(mark && line !== undefined ? { hyperlink: { target: '', location: `'${figuresSheet}'!A${line}`, tooltip: tooltipOf(mark) } } : {}),
  }
}

function tooltipOf({ figure, missing }: FigureMark): string {
  return missing ? `${figure}: ${missing}`.slice(0, 250) : figure
}

/** The index, one line per source, so that it can be filtered; a figure without sources keeps its line. */
function figuresSheetOf(document: ReportDocument): WriteSheet {
  const { lang } = document
  const say = words[lang]
  const reasons = missingReasons(document)
  const head = [say.code, say.figure, say.value, say.formula, say.grade, say.giver, say.source, say.date, say.right]
  const cells = headCells(head)
  const rows: CellValue[][] = [head]
  for (const entry of document.figures) {
    const common = [entry.figure, entry.title, indexValue(entry, reasons, lang), entry.formula]
    const claims = entry.claims.map(({ grade, giver, source, date, right }) => [grade, giver, source, date, right])
    const link = traceAddress(document, entry.figure)
    if (link) cells.set(`${rows.length},0`, { value: entry.figure, hyperlink: { target: link }, style: linkStyle })
    rows.push(...(claims.length ? claims : [[]]).map((claim) => [...common, ...claim].map((text) => clipped(text))))
  }
  return sheetOf(figuresSheet, rows, cells, [10, 32, 20, 40, 8, 28, 52, 12, 12].map((width) => ({ width })))
}

/** The line, counted from one, on which each figure starts in the sheet `figures`. */
function figureLines({ figures }: ReportDocument): Map<string, number> {
  let line = 2
  return new Map(figures.map(({ figure, claims }) => {
    const start = line
    line += Math.max(1, claims.length)
    return [figure, start]
  }))
}

function aboutSheet(document: ReportDocument, tables: TableBlock[], names: string[]): WriteSheet {
  const { lang, title, period, issuer, documentNumber, issuedAt, hash, demo } = document
  const say = words[lang]
  const known: [string, string | undefined][] = [
    [say.title, title], [say.period, period], [say.issuer, issuer], [say.number, documentNumber], [say.issuedAt, formatDate(issuedAt)], [say.hash, hash], [say.demo, demo],
    ...tables.flatMap((table, index): [string, string | undefined][] => [[say.sheet, names[index]], [say.note, table.note]]),
    [say.index, marksOf(document).length > 0 ? indexIntroduction(document) : undefined],
  ]
  const rows = known.filter((row): row is [string, string] => Boolean(row[1]))
  const cells = new Map(rows.map((row, index): [string, Partial<SheetCell>] => [`${index},1`, { value: row[1], style: { alignment: { wrapText: true, vertical: 'top' } } }]))
  return { name: say.about, rows, cells, columns: [{ width: 24 }, { width: 90 }] }
}

function sheetOf(name: string, rows: CellValue[][], cells: Map<string, Partial<SheetCell>>, columns: { width: number }[]): WriteSheet {
  return {
    name, rows, cells, columns,
    freezePane: { rows: 1 },
    pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '$1:$1' },
  }
}

function headCells(titles: string[]): Map<string, Partial<SheetCell>> {
  return new Map(titles.map((title, index) => [`0,${index}`, { value: title, style: headStyle('left') }]))
}

function headStyle(align: Column['align']): CellStyle {
  return { font: { ...typeface, bold: true }, alignment: { horizontal: align, vertical: 'center', wrapText: true }, border: { bottom: { style: 'thin' } } }
}

const linkStyle: CellStyle = { font: { ...typeface, color: { rgb: '1F5FBF' }, underline: true } }

/** Names of sheets: at most 31 characters, none of []:*?/\, no two alike in any case. */
function sheetNames(tables: TableBlock[]): string[] {
  const taken = new Set([figuresSheet, words.zh.about, words.en.about.toLowerCase()])
  return tables.map(({ number, title }) => {
    const wanted = `${number} ${title}`.replaceAll(/[[\]:*?/\\]/gu, ' ').replaceAll(/^'|'$/gu, '').trim() || 'table'
    let name = wanted.slice(0, 31).trim()
    for (let copy = 2; taken.has(name.toLowerCase()); copy++) name = `${wanted.slice(0, 31 - `${copy}`.length - 1)} ${copy}`
    taken.add(name.toLowerCase())
    return name
  })
}

function clipped(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text
}
