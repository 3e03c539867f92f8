import type { Lang } from '../../shared/format.ts'

export type { Lang }

/** A figure standing in text or in a table cell: the value as shown, and the short code that opens it. */
export type FigureMark = {
  /** Short code such as F7K3Q, printed as a superscript. */
  figure: string
  /** The formatted value with its unit; a dash when there is none. */
  text: string
  /** Why there is no value. */
  missing?: string
  flag?: FigureFlag
  /** The exact number and its unit (as in shared/format.ts), so that a sheet carries a number and not a picture of one. */
  value?: number
  unit?: string
}
export type FigureFlag = 'inferred' | 'conflict' | 'stale' | 'withdrawn'

export type Inline = string | { strong: string } | FigureMark
export type Cell = Inline | Inline[]
export type Column = { title: string; align: 'left' | 'right' | 'center'; width?: number }

export type HeadingBlock = { kind: 'heading'; level: 1 | 2 | 3; text: string }
export type ParagraphBlock = { kind: 'paragraph'; origin: 'generated' | 'analyst'; inlines: Inline[] }
/** `untitled`: the heading above says what it is; the title is for those who hear it. */
export type TableBlock = { kind: 'table'; title: string; number: string; untitled?: true; columns: Column[]; rows: Cell[][]; note?: string }
export type NoteBlock = { kind: 'note'; inlines: Inline[] }
/** The block of the report that is printed: several paragraphs may come from one. */
export type Place = { part: 'block' | 'annex'; at: number }
export type Block = (HeadingBlock | ParagraphBlock | TableBlock | NoteBlock) & { place?: Place }

export type FigureClaim = { grade: string; giver: string; source: string; date: string; right: string }
/** One line of the printed index: from the short code to where the figure comes from. */
export type FigureEntry = { figure: string; title: string; value: string; formula: string; claims: FigureClaim[] }

/** A frozen report as a plain value: everything a renderer needs, nothing it could look up. */
export type ReportDocument = {
  lang: Lang
  title: string
  /** As printed: 2026年10月. */
  period: string
  issuer: string
  documentNumber?: string
  /** ISO moment or day. */
  issuedAt: string
  /** SHA-256 of the frozen data. */
  hash: string
  /** The line that says everything is fictional. */
  demo?: string
  blocks: Block[]
  annexes: Block[]
  figures: FigureEntry[]
  /** Said above the index where it does not list every figure. */
  indexNote?: string
  /** Where a short code opens: the code is put after it. */
  traceUrl?: string
}

/** A cell, or the inlines of a paragraph, as a list. */
export function inlinesOf(cell: Cell): Inline[] {
  return Array.isArray(cell) ? cell : [cell]
}

export function isFigure(inline: Inline): inline is FigureMark {
  return typeof inline === 'object' && 'figure' in inline
}

export function textOf(inline: Inline): string {
  if (typeof inline === 'string') return inline
  return isFigure(inline) ? inline.text : inline.strong
}

/** The text of a cell without its marks. */
export function plainText(cell: Cell): string {
  return inlinesOf(cell).map(textOf).join('')
}

export function tablesOf(blocks: Block[]): TableBlock[] {
  return blocks.filter((block) => block.kind === 'table')
}

/** Every mark of the report in reading order. */
export function marksOf({ blocks, annexes }: ReportDocument): FigureMark[] {
  return [...blocks, ...annexes].flatMap(inlinesIn).filter(isFigure)
}

/** Why figures are missing, by short code: a mark on paper can't be hovered, so the index says it. */
export function missingReasons(document: ReportDocument): Map<string, string> {
  return new Map(marksOf(document).flatMap(({ figure, missing }) => (missing ? [[figure, missing] as const] : [])))
}

/** The web address that opens a short code, if the report knows one. Nothing but a web address becomes a link. */
export function traceAddress({ traceUrl }: ReportDocument, figure: string): string | undefined {
  return traceUrl && /^https?:\/\//iu.test(traceUrl) ? `${traceUrl}${encodeURIComponent(figure)}` : undefined
}

/** The title of a table as printed, its number first. */
export function tableTitle({ number, title }: TableBlock, lang: Lang): string {
  return [number, title].filter(Boolean).join(lang === 'zh' ? '　' : '. ')
}

function inlinesIn(block: Block): Inline[] {
  if (block.kind === 'table') return block.rows.flat().flatMap(inlinesOf)
  return block.kind === 'heading' ? [] : block.inlines
}
