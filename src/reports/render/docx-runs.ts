import { ExternalHyperlink, InternalHyperlink, TextRun, UnderlineType } from 'docx'
import type { IRunOptions, ParagraphChild } from 'docx'
import type { FigureFlag, FigureMark, Inline, ReportDocument } from './document.ts'
import { isFigure, traceAddress } from './document.ts'
import { flags } from './words.ts'

export type RunContext = { document: ReportDocument; indexed: Set<string> }

const flagStyles: Record<FigureFlag, IRunOptions> = {
  inferred: { italics: true, underline: { type: UnderlineType.DOTTED } },
  conflict: {},
  stale: {},
  withdrawn: { strike: true },
}
/** Blue, so that it is seen to be a link on screen and steps back on paper. */
const markStyle: IRunOptions = { superScript: true, color: '1F5FBF' }

/** Text, emphasis and figures as runs; a figure is its value followed by its short code as a superscript link. */
export function runsOf(inlines: Inline[], context: RunContext): ParagraphChild[] {
  return inlines.flatMap((inline) => {
    if (typeof inline === 'string') return [new TextRun(inline)]
    return isFigure(inline) ? figureRuns(inline, context) : [new TextRun({ text: inline.strong, bold: true })]
  })
}

/** The name under which the index line of a figure is found inside the document. */
export function bookmarkOf(figure: string): string {
  return `figure_${figure.replaceAll(/\W/gu, '_')}`
}

function figureRuns(mark: FigureMark, { document, indexed }: RunContext): ParagraphChild[] {
  const { figure, text, flag } = mark
  const value = new TextRun({ text, ...(flag ? flagStyles[flag] : {}) })
  const symbol = flag && flags[flag].symbol
  // The space that does not break keeps the code on the line of its value.
  const code = new TextRun({ text: `\u00a0${figure}`, ...markStyle })
  const address = traceAddress(document, figure)
  const link = address
    ? new ExternalHyperlink({ link: address, children: [code] })
    : indexed.has(figure) ? new InternalHyperlink({ anchor: bookmarkOf(figure), children: [code] }) : code
  return symbol ? [value, new TextRun(symbol), link] : [value, link]
}
