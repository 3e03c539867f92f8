import type { Content, ContentTable, TableCell } from 'pdfmake/interfaces.js'
import type { FigureEntry, ReportDocument, TableBlock } from './document.ts'
import { columnShares } from './columns.ts'
import { inlinesOf, tableTitle, traceAddress } from './document.ts'
import { indexFormula, indexShares, indexValue, sourceLines } from './layout.ts'
import { printable } from './pdf-fonts.ts'
import { sizes, textWidth } from './pdf-styles.ts'
import { destinationOf, textsOf } from './pdf-text.ts'
import type { TextContext } from './pdf-text.ts'
import { words } from './words.ts'

/** A table with its title above, its heading row on every page and its note below. */
export function reportTable(table: TableBlock, context: TextContext): Content[] {
  const { lang } = context.document
  const head = table.columns.map(({ title, align }): TableCell => ({ text: printable(title), style: 'tableHead', alignment: align === 'right' ? 'right' : 'center' }))
  const body = table.rows.map((row) => table.columns.map(({ align }, index): TableCell =>
    ({ text: textsOf(inlinesOf(row[index] ?? ''), { ...context, markSize: sizes.tableMark }), style: 'tableText', alignment: align })))
  return [
    ...(table.untitled ? [] : [{ text: printable(tableTitle(table, lang)), style: 'tableTitle', headlineLevel: 4 }]),
    // What follows, a heading most often, keeps off the last rule.
    { ...tableOf([head, ...body], columnShares(table)), margin: [0, table.untitled ? 4 : 0, 0, table.note ? 0 : 8] },
    ...(table.note ? [{ text: printable(`${words[lang].note}${lang === 'zh' ? '：' : ': '}${table.note}`), style: 'note' }] : []),
  ]
}

/** The printed index: short code → value, formula, sources. Each code is a destination inside the document. */
export function figureTable(document: ReportDocument, reasons: Map<string, string>): Content {
  const { lang, figures } = document
  const say = words[lang]
  const titles = [say.code, `${say.figure} / ${say.value}`, say.formula, `${say.sources} (${[say.grade, say.source, say.giver, say.date, say.right].join(' · ')})`]
  const head = titles.map((text): TableCell => ({ text, style: 'indexHead' }))
  const rows = figures.map((entry): TableCell[] => [
    codeCell(document, entry),
    linesCell([entry.title, indexValue(entry, reasons, lang)]),
    linesCell([indexFormula(entry, reasons, lang)]),
    linesCell(sourceLines(entry, lang)),
  ])
  return tableOf([head, ...rows], indexShares)
}

function codeCell(document: ReportDocument, { figure }: FigureEntry): TableCell {
  const link = traceAddress(document, figure)
  return { text: figure, id: destinationOf(figure), style: 'indexText', ...(link ? { link, color: '#1F5FBF' } : {}) }
}

function linesCell(lines: string[]): TableCell {
  return { text: printable(lines.join('\n')), style: 'indexText' }
}

function tableOf(body: TableCell[][], shares: number[]): ContentTable {
  const room = textWidth(shares.length)
  return { layout: 'report', table: { headerRows: 1, dontBreakRows: true, keepWithHeaderRows: 1, widths: shares.map((share) => share * room), body } }
}
