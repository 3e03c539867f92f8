import type { ReportBlock } from '../../shared/contract/reports.ts'
import type { Lang } from '../../shared/format.ts'
import type { Text } from '../../shared/vocabulary.ts'
import type { Book, ComputedReport } from '../compute.ts'
import type { Facts } from '../facts/facts.ts'
import type { Placed } from '../figures/analysis.ts'
import { ownBlock, type OwnPlace, type OwnTexts } from '../own-text.ts'

type Inline = { text: string } | { figure: string }
type TableBlock = Extract<ReportBlock, { kind: 'table' }>
/** A cell as it is composed: words, a figure by its name and scope, or several of them. */
export type Piece = string | Text | Inline
export type Column = { title: Text; align: TableBlock['columns'][number]['align'] }

/** Puts the words of one language together around the figures. */
export type Composer = {
  lang: Lang
  facts: Facts
  book: Book
  placed: readonly Placed[]
  /** A figure by name and scope; a dash where the facts gave none. */
  figure: (name: string, scope?: string) => Inline
  say: (text: Text) => string
  heading: (level: 1 | 2, text: Text) => ReportBlock
  /** A paragraph from a pattern with `{name}` places. */
  paragraph: (pattern: Text, parts?: Record<string, Piece | Piece[]>) => ReportBlock
  own: (place: OwnPlace) => ReportBlock
  table: (title: Text, columns: readonly Column[], rows: readonly (Piece | Piece[])[][], note?: Text) => ReportBlock
}

/** A composer for one language; `numbers` is how its tables are numbered. */
export function composer({ facts, book, placed }: ComputedReport, texts: OwnTexts, lang: Lang, numbers: Text): Composer {
  let tables = 0
  const say = (text: Text): string => text[lang]
  const inline = (piece: Piece): Inline => (typeof piece === 'string' ? { text: piece } : 'zh' in piece ? { text: say(piece) } : piece)
  const inlines = (piece: Piece | Piece[]): Inline[] => (Array.isArray(piece) ? piece : [piece]).map(inline)
  return {
    lang, facts, book, placed, say,
    figure: (name, scope) => {
      const found = book.find(name, scope)
      return found ? { figure: found.code } : { text: '—' }
    },
    heading: (level, text) => ({ kind: 'heading', level, text: say(text) }),
    paragraph: (pattern, parts = {}) => ({
      kind: 'paragraph',
      inlines: say(pattern).split(/\{(\w+)\}/).flatMap((piece, n): Inline[] => (n % 2 === 0 ? [{ text: piece }] : inlines(parts[piece] ?? ''))).filter((one) => !('text' in one) || one.text !== ''),
    }),
    own: (place) => ownBlock(place, texts, book),
    table: (title, columns, rows, note) => ({
      kind: 'table', number: `${say(numbers)}${++tables}`, title: say(title), columns: columns.map((column) => ({ title: say(column.title), align: column.align })),
      rows: rows.map((row) => row.map(inlines)), note: note ? say(note) : null,
    }),
  }
}

export const left = (zh: string, en: string): Column => ({ title: { zh, en }, align: 'left' })
export const right = (zh: string, en: string): Column => ({ title: { zh, en }, align: 'right' })
export const middle = (zh: string, en: string): Column => ({ title: { zh, en }, align: 'center' })
