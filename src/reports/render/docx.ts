import {
  DocumentGridType, Document, Footer, Header, LineRuleType, PageBreak, PageNumber, Packer, Paragraph, Tab, TabStopType, TextRun,
} from 'docx'
import type { FileChild, IIndentAttributesProperties, ISectionPropertiesOptions } from 'docx'
import { formatLongDate } from '../../shared/format.ts'
import type { Block, ReportDocument } from './document.ts'
import { missingReasons } from './document.ts'
import { makeReproducible } from './docx-package.ts'
import { runsOf } from './docx-runs.ts'
import type { RunContext } from './docx-runs.ts'
import { fonts, lineTwips, sizes, stylesOf, typeArea } from './docx-styles.ts'
import { figureTable, reportTable } from './docx-table.ts'
import { indexIntroduction, numberHeadings } from './layout.ts'
import { words } from './words.ts'

/**
 * The report as a Word document laid out after GB/T 9704-2012: A4, a type area of 156 × 225 mm with 22 lines of 28 characters,
 * body in 三号仿宋. The same report always gives the same bytes.
 */
export async function renderDocx(document: ReportDocument): Promise<Uint8Array> {
  const context: RunContext = { document, indexed: new Set(document.figures.map(({ figure }) => figure)) }
  const file = new Document({
    title: document.title,
    subject: document.period,
    creator: document.issuer,
    lastModifiedBy: document.issuer,
    description: `SHA-256 ${document.hash}`,
    evenAndOddHeaderAndFooters: true,
    styles: stylesOf(document.lang),
    sections: [{
      properties: pageOf(),
      headers: { default: headerOf(document), even: headerOf(document) },
      footers: { default: footerOf(document, 'odd'), even: footerOf(document, 'even') },
      children: [...headOf(document), ...bodyOf(document, context), ...tailOf(document), ...annexesOf(document, context), ...indexOf(document)],
    }],
  })
  return makeReproducible(await Packer.toBuffer(file), document.issuedAt)
}

function pageOf(): ISectionPropertiesOptions {
  const mm = (value: number): number => Math.round((value * 1440) / 25.4)
  return {
    page: {
      size: { width: mm(210), height: mm(297) },
      margin: { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26), header: mm(15), footer: mm(25) },
    },
    grid: { type: DocumentGridType.LINES, linePitch: lineTwips },
  }
}

function headOf({ documentNumber, title, period, demo, lang }: ReportDocument): FileChild[] {
  return [
    ...(demo ? [new Paragraph({ style: 'Demo', text: demo })] : []),
    ...(documentNumber ? [new Paragraph({ style: 'Period', text: documentNumber })] : []),
    new Paragraph({ style: 'Title', text: title }),
    new Paragraph({ style: 'Period', text: words[lang].inBrackets(period).trim(), spacing: { after: lineTwips } }),
  ]
}

function bodyOf({ blocks, lang }: ReportDocument, context: RunContext): FileChild[] {
  return numberHeadings(blocks, lang).flatMap((block) => blockOf(block, context))
}

function tailOf({ issuer, issuedAt, lang }: ReportDocument): FileChild[] {
  return [
    new Paragraph({ style: 'Signature', text: issuer, spacing: { before: lineTwips }, keepNext: true }),
    new Paragraph({ style: 'Signature', text: formatLongDate(issuedAt, lang) }),
  ]
}

function annexesOf({ annexes, lang }: ReportDocument, context: RunContext): FileChild[] {
  if (annexes.length === 0) return []
  return [pageBreak(), new Paragraph({ style: 'AnnexLabel', text: words[lang].annex }), ...annexes.flatMap((block) => blockOf(block, context, { firstLine: 0, firstLineChars: 0 }))]
}

function indexOf(document: ReportDocument): FileChild[] {
  if (document.figures.length === 0) return []
  return [
    pageBreak(),
    new Paragraph({ style: 'AnnexLabel', text: words[document.lang].index }),
    new Paragraph({ style: 'Note', text: indexIntroduction(document) }),
    figureTable(document, missingReasons(document)),
  ]
}

/** Headings of annexes begin at the edge: `indent` undoes that of the style. */
function blockOf(block: Block, context: RunContext, indent?: IIndentAttributesProperties): FileChild[] {
  if (block.kind === 'heading') return [new Paragraph({ style: `Heading${block.level}`, text: block.text, indent })]
  if (block.kind === 'table') return reportTable(block, context)
  return [new Paragraph({ style: block.kind === 'note' ? 'Note' : 'Body', children: runsOf(block.inlines, context) })]
}

function headerOf({ demo }: ReportDocument): Header {
  return new Header({ children: [new Paragraph({ style: 'Demo', text: demo ?? '' })] })
}

/** Page numbers in 四号 between dashes, on the outer side: right on odd pages, left on even ones; the fingerprint on the inner side. */
function footerOf({ hash }: ReportDocument, side: 'odd' | 'even'): Footer {
  const number = new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font: fonts.song, size: sizes.四号 })
  const print = new TextRun({ text: `SHA-256 ${hash}`, font: fonts.song, size: 14, color: '6B7280' })
  const tab = new TextRun({ children: [new Tab()] })
  return new Footer({
    children: [new Paragraph({
      style: 'PageFoot', children: side === 'odd' ? [print, tab, number] : [number, tab, print],
      tabStops: [{ type: TabStopType.RIGHT, position: typeArea }],
    })],
  })
}

function pageBreak(): Paragraph {
  return new Paragraph({ children: [new PageBreak()], spacing: { line: 20, lineRule: LineRuleType.EXACT } })
}
