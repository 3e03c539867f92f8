import {
  AlignmentType, BookmarkEnd, BookmarkStart, BorderStyle, ExternalHyperlink, Paragraph, Table, TableCell, TableLayoutType, TableRow, TextRun, VerticalAlign, WidthType,
} from 'docx'
import type { FileChild, ITableBordersOptions } from 'docx'
import type { Column, FigureEntry, ReportDocument, TableBlock } from './document.ts'
import { columnShares } from './columns.ts'
import { inlinesOf, tableTitle, traceAddress } from './document.ts'
import { bookmarkOf, runsOf } from './docx-runs.ts'
import type { RunContext } from './docx-runs.ts'
import { typeArea } from './docx-styles.ts'
import { indexFormula, indexShares, indexValue, sourceLines } from './layout.ts'
import { words } from './words.ts'

const alignments = { left: AlignmentType.LEFT, right: AlignmentType.RIGHT, center: AlignmentType.CENTER }

/** A table with its title above, its heading row on every page and its note below. */
export function reportTable(table: TableBlock, context: RunContext): FileChild[] {
  const { lang } = context.document
  const rows = table.rows.map((row) => rowOf(table.columns.map((column, index) =>
    new Paragraph({ style: 'TableText', alignment: alignments[column.align], children: runsOf(inlinesOf(row[index] ?? ''), context) }))))
  return [
    ...(table.untitled ? [] : [new Paragraph({ style: 'TableTitle', text: tableTitle(table, lang) })]),
    tableOf([headRow(table.columns), ...rows], columnShares(table)),
    new Paragraph({ style: 'Note', text: table.note ? `${words[lang].note}${lang === 'zh' ? '：' : ': '}${table.note}` : '' }),
  ]
}

/** The printed index: short code → value, formula, sources. Codes are bookmarks, so that marks in the text lead here. */
export function figureTable(document: ReportDocument, reasons: Map<string, string>): Table {
  const { lang, figures } = document
  const say = words[lang]
  const columns: Column[] = [say.code, `${say.figure} / ${say.value}`, say.formula, `${say.sources} (${[say.grade, say.source, say.giver, say.date, say.right].join(' · ')})`]
    .map((title) => ({ title, align: 'left' }))
  const rows = figures.map((entry, index) => rowOf([
    [codeParagraph(document, entry.figure, index + 1)],
    lines([entry.title, indexValue(entry, reasons, lang)]),
    lines([indexFormula(entry, reasons, lang)]),
    lines(sourceLines(entry, lang)),
  ]))
  return tableOf([headRow(columns), ...rows], indexShares)
}

function codeParagraph(document: ReportDocument, figure: FigureEntry['figure'], id: number): Paragraph {
  const address = traceAddress(document, figure)
  const text = new TextRun({ text: figure, ...(address ? { style: 'Hyperlink' } : {}) })
  return new Paragraph({
    style: 'IndexText',
    // Given ids: the library's own counter starts anew in every bookmark.
    children: [new BookmarkStart(bookmarkOf(figure), id), address ? new ExternalHyperlink({ link: address, children: [text] }) : text, new BookmarkEnd(id)],
  })
}

function lines(texts: string[]): Paragraph[] {
  return texts.map((text) => new Paragraph({ style: 'IndexText', text }))
}

function headRow(columns: Column[]): TableRow {
  const cells = columns.map(({ title, align }) => new Paragraph({ style: 'TableHead', alignment: align === 'right' ? AlignmentType.RIGHT : AlignmentType.CENTER, text: title }))
  return rowOf(cells, true)
}

function rowOf(cells: (Paragraph | Paragraph[])[], tableHeader = false): TableRow {
  return new TableRow({
    tableHeader, cantSplit: true,
    children: cells.map((children) => new TableCell({ children: [children].flat(), verticalAlign: VerticalAlign.CENTER })),
  })
}

function tableOf(rows: TableRow[], shares: number[]): Table {
  return new Table({
    rows, borders, layout: TableLayoutType.FIXED, alignment: AlignmentType.CENTER,
    width: { size: typeArea, type: WidthType.DXA },
    columnWidths: shares.map((share) => Math.round(share * typeArea)),
    margins: { left: 70, right: 70, top: 20, bottom: 20 },
  })
}

const thin = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
const thick = { style: BorderStyle.SINGLE, size: 8, color: '000000' }
const borders: ITableBordersOptions = { top: thick, bottom: thick, left: thin, right: thin, insideHorizontal: thin, insideVertical: thin }
