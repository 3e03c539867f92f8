import pdfMake from 'pdfmake'
import type { Content, DynamicContent, Node, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import type { PageLayout } from '../../shared/contract/reports.ts'
import { formatLongDate } from '../../shared/format.ts'
import type { Block, ReportDocument } from './document.ts'
import { isFigure, missingReasons } from './document.ts'
import { indexIntroduction, numberHeadings } from './layout.ts'
import { fontDescriptors, fontFamily, fontFiles, isBundledFont, printable } from './pdf-fonts.ts'
import { page, styles, sizes, tableLayouts } from './pdf-styles.ts'
import { breaksOf, lastPage, type Placed } from './pdf-pages.ts'
import { figureTable, reportTable } from './pdf-table.ts'
import { textsOf } from './pdf-text.ts'
import type { TextContext } from './pdf-text.ts'
import { words } from './words.ts'

/** The library's files in memory, which its types leave out. */
const memory = (pdfMake as unknown as { virtualfs: { writeFileSync: (name: string, content: Buffer) => void } }).virtualfs

/**
 * The report as a PDF on A4 with the type area of GB/T 9704-2012. The typeface comes out of a package and is embedded with the
 * characters used, so that it reads the same on every machine; weight stands where the standard asks for 黑体. The same report
 * always gives the same bytes.
 */
export async function renderPdf(document: ReportDocument): Promise<Uint8Array> {
  return (await setPages(document)).bytes
}

/** Where the pages of that very PDF break, by the blocks of the report; the index of figures behind them is left out. */
export async function layPages(document: ReportDocument): Promise<PageLayout> {
  const { contents, placed } = await setPages({ ...document, figures: [] })
  return { pages: lastPage(contents), breaks: breaksOf(placed) }
}

async function setPages(document: ReportDocument): Promise<{ bytes: Uint8Array; contents: readonly Content[]; placed: readonly Placed[] }> {
  // Nothing is fetched, and no file is opened but the typeface.
  pdfMake.setUrlAccessPolicy(() => false)
  pdfMake.setLocalAccessPolicy(isBundledFont)
  for (const [name, content] of fontFiles()) memory.writeFileSync(name, content)
  pdfMake.setFonts(fontDescriptors())
  pdfMake.setTableLayouts(tableLayouts)
  const context: TextContext = { document, indexed: new Set(document.figures.map(({ figure }) => figure)), placed: [] }
  const [body, tail] = [bodyOf(document, context), tailOf(document)]
  const [head, rest] = [headOf(document), [...annexesOf(document, context), ...indexOf(document)]]
  const bytes = Uint8Array.from(await pdfMake.createPdf({ ...definitionOf(document), content: [...head, ...signed(body, tail, context), ...rest] }).getBuffer())
  const contents = [...head, ...body, ...tail, ...rest]
  return { bytes, contents, placed: context.placed }
}

function definitionOf(document: ReportDocument): Omit<TDocumentDefinitions, 'content'> {
  const { lang, title, period, issuer, hash, issuedAt } = document
  const issued = new Date(issuedAt)
  return {
    info: { title: `${title} ${period}`, author: issuer, subject: period, keywords: `SHA-256 ${hash}`, creator: 'Polycenter', producer: 'Polycenter', creationDate: issued, modDate: issued },
    language: lang === 'zh' ? 'zh-CN' : 'en-GB',
    displayTitle: true,
    version: '1.7',
    pageSize: 'A4',
    pageMargins: [page.left, page.top, page.right, page.bottom],
    defaultStyle: { font: fontFamily, fontSize: sizes.body, lineHeight: page.pitch / sizes.body },
    styles,
    header: headerOf(document),
    footer: footerOf(document),
    pageBreakBefore: (node, queries) => isLonelyHeading(node, queries.getFollowingNodesOnPage()),
  }
}

/**
 * A heading, or a table's title, goes over to the page of what it heads. The library tells where a table would have begun, not
 * that its first rows then move on together: a table that begins too low counts as one on the next page.
 */
function isLonelyHeading(node: Node, following: Node[]): boolean {
  if (node.headlineLevel === undefined) return false
  // The running header and footer are in the list too; they alone are made of columns.
  const body = following.filter(({ columns, style }) => !columns && style !== 'running' && style !== 'pageNumber')
  const first = body.find(({ headlineLevel }) => headlineLevel === undefined)
  return first === undefined || (first.table !== undefined && first.startPosition.top > page.lastTable)
}

function headOf({ documentNumber, title, period, demo, lang }: ReportDocument): Content[] {
  return [
    ...(demo ? [{ text: demo, style: 'demo' }] : []),
    ...(documentNumber ? [{ text: documentNumber, style: 'period' }] : []),
    { text: printable(title), style: 'title' },
    { text: words[lang].inBrackets(period).trim(), style: 'period', margin: [0, 0, 0, page.pitch] },
  ]
}

function bodyOf({ blocks, lang }: ReportDocument, context: TextContext): Content[] {
  return numberHeadings(blocks, lang).flatMap((block) => blockOf(block, context))
}

function tailOf({ issuer, issuedAt, lang }: ReportDocument): Content[] {
  return [
    { stack: [{ text: issuer, style: 'signature' }, { text: formatLongDate(issuedAt, lang), style: 'signature' }], margin: [0, page.pitch, 0, 0], unbreakable: true },
  ]
}

const shortTable = 8

/** The signature of a paper takes a short table that ends it along, and what heads that: alone on a page it would sign nothing. Where pages are told, they stay as they are. */
function signed(body: Content[], tail: Content[], { placed }: TextContext): Content[] {
  const end = placed.at(-1)
  if (end?.block.kind !== 'table' || end.block.place !== undefined || end.block.rows.length > shortTable) return [...body, ...tail]
  const text = placed.slice(0, -1).findLastIndex(({ block }) => block.kind !== 'heading')
  const along = placed.slice(text + 1).flatMap(({ contents }) => contents).length
  return [...body.slice(0, -along), { stack: [...body.slice(-along), ...tail], unbreakable: true }]
}

function annexesOf({ annexes, lang }: ReportDocument, context: TextContext): Content[] {
  if (annexes.length === 0) return []
  return [{ text: words[lang].annex, style: 'annexLabel', pageBreak: 'before', outline: true }, ...annexes.flatMap((block) => blockOf(block, context, 0))]
}

function indexOf(document: ReportDocument): Content[] {
  if (document.figures.length === 0) return []
  return [
    { text: words[document.lang].index, style: 'annexLabel', pageBreak: 'before', outline: true },
    { text: printable(indexIntroduction(document)), style: 'note' },
    figureTable(document, missingReasons(document)),
  ]
}

/** Chinese paragraphs and headings begin two characters in; those of annexes begin at the edge. */
function blockOf(block: Block, context: TextContext, headingIndent = context.document.lang === 'zh' ? 2 * sizes.body : 0): Content[] {
  const contents = contentsOf(block, context, headingIndent)
  context.placed.push({ block, contents })
  return contents
}

function contentsOf(block: Block, context: TextContext, headingIndent: number): Content[] {
  const indent = context.document.lang === 'zh' ? 2 * sizes.body : 0
  if (block.kind === 'heading') return [{ text: printable(block.text), style: `heading${block.level}`, leadingIndent: headingIndent, outline: true, outlineText: block.text, headlineLevel: block.level }]
  if (block.kind === 'table') return reportTable(block, context)
  if (block.kind === 'note') return [{ text: textsOf(block.inlines, context), style: 'note' }]
  // A line that ends before a long figure would be stretched beyond reading: only plain text is set to both edges.
  const alignment = context.document.lang === 'en' || block.inlines.some(isFigure) ? 'left' : 'justify'
  return [{ text: textsOf(block.inlines, context), alignment, leadingIndent: indent }]
}

function headerOf({ title, period, demo }: ReportDocument): DynamicContent {
  return () => ({
    columns: [{ text: `${title} · ${period}`, width: '*', style: 'running' }, { text: demo ?? '', alignment: 'right', width: 'auto', style: 'running' }],
    columnGap: 12, margin: [page.left, page.top - 34, page.right, 0],
  })
}

/** The number stands on the outer side, right on odd pages and left on even ones; the fingerprint on the inner side. */
function footerOf({ hash, lang }: ReportDocument): DynamicContent {
  return (current) => {
    const number = { text: words[lang].page(String(current)), style: 'pageNumber', width: 'auto' as const }
    const print = { text: `SHA-256 ${hash}`, style: 'running', width: '*' as const, margin: [0, 5, 0, 0] as [number, number, number, number] }
    const odd = current % 2 === 1
    return {
      columns: odd ? [print, number] : [number, { ...print, alignment: 'right' }],
      margin: [page.left, 14, page.right, 0],
    }
  }
}
