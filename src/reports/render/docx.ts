import {
  AlignmentType, DocumentGridType, Document, Footer, Header, LineRuleType, PageBreak, PageNumber, Packer, Paragraph, TextRun, convertMillimetersToTwip,
} from 'docx'
import type { FileChild, ISectionPropertiesOptions } from 'docx'
import { formatLongDate } from '../../shared/format.ts'
import type { Block, ReportDocument } from './document.ts'
import { missingReasons } from './document.ts'
import { makeReproducible } from './docx-package.ts'
import { runsOf } from './docx-runs.ts'
import type { RunContext } from './docx-runs.ts'
import { fonts, lineTwips, sizes, stylesOf } from './docx-styles.ts'
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
      footers: { default: footerOf(AlignmentType.RIGHT), even: footerOf(AlignmentType.LEFT) },
      children: [...headOf(document), ...bodyOf(document, context), ...tailOf(document), ...annexesOf(document, context), ...indexOf(document)],
    }],
  })
  return makeReproducible(await Packer.toBuffer(file), document.issuedAt)
}

function pageOf(): ISectionPropertiesOptions {
  const mm = convertMillimetersToTwip
  return {
    page: {
      size: { width: mm(210), height: mm(297) },
      margin: { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26), header: mm(15), footer: mm(25) },
    },
    // 28 characters in 156 mm are a hair less than 16 pt each: the grid takes 0.21 pt off every character.
    grid: { type: DocumentGridType.LINES_AND_CHARS, linePitch: lineTwips, charSpace: -849 },
  }
}

function headOf({ documentNumber, title, period, demo }: ReportDocument): FileChild[] {
  return [
    ...(demo ? [new Paragraph({ style: 'Demo', text: demo })] : []),
    ...(documentNumber ? [new Paragraph({ style: 'Period', text: documentNumber })] : []),
    new Paragraph({ style: 'Title', text: title }),
    new Paragraph({ style: 'Period', text: `（${period}）`, spacing: { after: lineTwips } }),
  ]
}

function bodyOf({ blocks, lang }: ReportDocument, context: RunContext): FileChild[] {
  return numberHeadings(blocks, lang).flatMap((block) => blockOf(block, context))
}

function tailOf({ issuer, issuedAt, hash, lang }: ReportDocument): FileChild[] {
  return [
    new Paragraph({ style: 'Signature', text: issuer, spacing: { before: lineTwips * 2 }, keepNext: true }),
    new Paragraph({ style: 'Signature', text: formatLongDate(issuedAt, lang), keepNext: true }),
    new Paragraph({ style: 'Note', text: `${words[lang].hash} ${hash}`, spacing: { before: lineTwips } }),
  ]
}

function annexesOf({ annexes, lang }: ReportDocument, context: RunContext): FileChild[] {
  if (annexes.length === 0) return []
  return [pageBreak(), new Paragraph({ style: 'AnnexLabel', text: words[lang].annex }), ...annexes.flatMap((block) => blockOf(block, context))]
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

function blockOf(block: Block, context: RunContext): FileChild[] {
  if (block.kind === 'heading') return [new Paragraph({ style: `Heading${block.level}`, text: block.text })]
  if (block.kind === 'table') return reportTable(block, context)
  return [new Paragraph({ style: block.kind === 'note' ? 'Note' : 'Body', children: runsOf(block.inlines, context) })]
}

function headerOf({ demo }: ReportDocument): Header {
  return new Header({ children: [new Paragraph({ style: 'Demo', text: demo ?? '' })] })
}

/** Page numbers in 四号 between dashes, on the outer side: right on odd pages, left on even ones. */
function footerOf(alignment: (typeof AlignmentType)[keyof typeof AlignmentType]): Footer {
  const number = new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font: fonts.song, size: sizes.四号 })
  return new Footer({
    children: [new Paragraph({
      children: [number], alignment, indent: { left: 280, right: 280 },
      spacing: { line: 280, lineRule: LineRuleType.AT_LEAST },
    })],
  })
}

function pageBreak(): Paragraph {
  return new Paragraph({ children: [new PageBreak()], spacing: { line: 20, lineRule: LineRuleType.EXACT } })
}
