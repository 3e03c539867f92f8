import type { ContentText } from 'pdfmake/interfaces.js'
import type { FigureFlag, FigureMark, Inline, ReportDocument } from './document.ts'
import { isFigure, traceAddress } from './document.ts'
import { printable } from './pdf-fonts.ts'
import type { Placed } from './pdf-pages.ts'
import { flags } from './words.ts'

export type TextContext = { document: ReportDocument; indexed: Set<string>; markSize?: number; /** Filled while the definition is made: what each block becomes. */ placed: Placed[] }
type Piece = ContentText

const flagStyles: Record<FigureFlag, Partial<ContentText>> = {
  // The library hangs a line lower the taller the line of text is: these words get a lower one of their own.
  inferred: { decoration: 'underline', decorationStyle: 'dotted', decorationThickness: 1, lineHeight: 1.2 },
  conflict: {},
  stale: {},
  withdrawn: { decoration: 'lineThrough' },
}

/** Text, emphasis and figures; a figure is its value followed by its short code as a superscript link. */
export function textsOf(inlines: Inline[], context: TextContext): Piece[] {
  return inlines.flatMap((inline): Piece[] => {
    if (typeof inline === 'string') return printable(inline)
    return isFigure(inline) ? figureTexts(inline, context) : printable(inline.strong, { bold: true })
  })
}

/** The place of a figure in the index, as a named destination. */
export function destinationOf(figure: string): string {
  return `figure-${figure}`
}

function figureTexts(mark: FigureMark, { document, indexed, markSize }: TextContext): Piece[] {
  const { figure, text, flag } = mark
  const symbol = flag && flags[flag].symbol
  const address = traceAddress(document, figure)
  const link = address ? { link: address } : indexed.has(figure) ? { linkToDestination: destinationOf(figure) } : {}
  // Spaces that do not break keep sign and code beside their value, and apart from it where the text is copied.
  return [
    ...printable(text, flag ? flagStyles[flag] : {}),
    ...(symbol ? printable(`\u00a0${symbol}`, { preserveLeadingSpaces: true }) : []),
    { text: `\u00a0${figure}`, sup: true, color: '#1F5FBF', preserveLeadingSpaces: true, ...(markSize ? { fontSize: markSize } : {}), ...link },
  ]
}
