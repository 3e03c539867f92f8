import pdfMake from 'pdfmake'
import type { Content, DynamicContent, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { formatLongDate } from '../../shared/format.ts'
import type { Block, ReportDocument } from './document.ts'
import { missingReasons } from './document.ts'
import { indexIntroduction, numberHeadings } from './layout.ts'
import { fontDescriptors, fontFamily, isBundledFont } from './pdf-fonts.ts'
import { page, styles, sizes, tableLayouts } from './pdf-styles.ts'
import { figureTable, reportTable } from './pdf-table.ts'
import { textsOf } from './pdf-text.ts'
import type { TextContext } from './pdf-text.ts'
import { words } from './words.ts'

/**
 * The report as a PDF on A4 with the type area of GB/T 9704-2012. The typeface comes out of a package and is embedded with the
 * characters used, so that it reads the same on every machine; weight stands where the standard asks for 黑体. The same report
 * always gives the same bytes.
 */
export async function renderPdf(document: ReportDocument): Promise<Uint8Array> {
  // Nothing is fetched, and no file is opened but the typeface.
  pdfMake.setUrlAccessPolicy(() => false)
  pdfMake.setLocalAccessPolicy(isBundledFont)
  pdfMake.setFonts(fontDescriptors())
  pdfMake.setTableLayouts(tableLayouts)
  return Uint8Array.from(await pdfMake.createPdf(definitionOf(document)).getBuffer())
}

function definitionOf(document: ReportDocument): TDocumentDefinitions {
  const context: TextContext = { document, indexed: new Set(document.figures.map(({ figure }) => figure)) }
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
    content: [...headOf(document), ...bodyOf(document, context), ...tailOf(document), ...annexesOf(document, context), ...indexOf(document)],
  }
}

function headOf({ documentNumber, title, period, demo }: ReportDocument): Content[] {
  return [
    ...(demo ? [{ text: demo, style: 'demo' }] : []),
    ...(documentNumber ? [{ text: documentNumber, style: 'period' }] : []),
    { text: title, style: 'title' },
    { text: `（${period}）`, style: 'period', margin: [0, 0, 0, page.pitch] },
  ]
}

function bodyOf({ blocks, lang }: ReportDocument, context: TextContext): Content[] {
  return numberHeadings(blocks, lang).flatMap((block) => blockOf(block, context))
}

function tailOf({ issuer, issuedAt, hash, lang }: ReportDocument): Content[] {
  return [
    { stack: [{ text: issuer, style: 'signature' }, { text: formatLongDate(issuedAt, lang), style: 'signature' }], margin: [0, page.pitch * 2, 0, page.pitch], unbreakable: true },
    { text: `${words[lang].hash} ${hash}`, style: 'note' },
  ]
}

function annexesOf({ annexes, lang }: ReportDocument, context: TextContext): Content[] {
  if (annexes.length === 0) return []
  return [{ text: words[lang].annex, style: 'annexLabel', pageBreak: 'before', outline: true }, ...annexes.flatMap((block) => blockOf(block, context))]
}

function indexOf(document: ReportDocument): Content[] {
  if (document.figures.length === 0) return []
  return [
    { text: words[document.lang].index, style: 'annexLabel', pageBreak: 'before', outline: true },
    { text: indexIntroduction(document), style: 'note' },
    figureTable(document, missingReasons(document)),
  ]
}

function blockOf(block: Block, context: TextContext): Content[] {
  const { lang } = context.document
  const indent = lang === 'zh' ? 2 * sizes.body : 0
  if (block.kind === 'heading') return [{ text: block.text, style: `heading${block.level}`, leadingIndent: indent, outline: true }]
  if (block.kind === 'table') return reportTable(block, context)
  if (block.kind === 'note') return [{ text: textsOf(block.inlines, context), style: 'note' }]
  return [{ text: textsOf(block.inlines, context), style: 'body', leadingIndent: indent }]
}

function headerOf({ title, period, demo }: ReportDocument): DynamicContent {
  return () => ({
    columns: [{ text: `${title} · ${period}`, width: '*' }, { text: demo ?? '', alignment: 'right', width: 'auto' }],
    columnGap: 12, style: 'running', margin: [page.left, page.top - 34, page.right, 0],
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
