import type { Content, TableCell } from 'pdfmake/interfaces.js'
import type { PageBreak } from '../../shared/contract/reports.ts'
import type { Block } from './document.ts'

/** What a block of the report became on paper. */
export type Placed = { block: Block; contents: readonly Content[] }
/** The library writes onto its own nodes where each of their lines came to stand; its types leave that out. */
type SetNode = { positions?: readonly { pageNumber: number }[]; table?: { body: readonly (readonly TableCell[])[] } }
/** A paragraph or a row, by its number in its block of the report, with the page of each of its lines. */
type Piece = { part: 'block' | 'annex'; at: number; item: number; lines: readonly number[] }

/** Where pages break: before or within which paragraph or row. To be asked once the pages are set. */
export function breaksOf(placed: readonly Placed[]): PageBreak[] {
  let page = 1
  return piecesOf(placed).flatMap(({ lines, ...piece }) => lines.flatMap((at, line) => {
    if (at <= page) return []
    page = at
    return [{ ...piece, page, share: line / lines.length }]
  }))
}

/** How many pages there are. */
export function lastPage(contents: readonly Content[]): number {
  return contents.flatMap(linesOf).reduce((last, page) => Math.max(last, page), 1)
}

function piecesOf(placed: readonly Placed[]): Piece[] {
  const counts = new Map<string, number>()
  return placed.flatMap(({ block: { place, kind }, contents }) => {
    if (!place) return []
    const key = `${place.part} ${place.at}`
    const first = counts.get(key) ?? 0
    const lines = kind === 'table' ? rowsOf(contents) : contents.map(linesOf)
    counts.set(key, first + lines.length)
    return lines.map((of, n): Piece => ({ ...place, item: first + n, lines: of }))
  })
}

/** The rows of a table, each on the page where it begins: the first one with the title above, and after the last one the note. */
function rowsOf(contents: readonly Content[]): number[][] {
  const at = contents.findIndex((one) => (one as SetNode).table !== undefined)
  const [title, note] = [contents[at - 1], contents[at + 1]]
  const rows = (contents[at] as SetNode).table!.body.slice(1)
  const pages = rows.map((row) => Math.min(...row.flatMap(linesOf)))
  return [...pages.map((page, n) => (n === 0 && title ? [Math.min(page, ...linesOf(title))] : [page])), ...(note ? [linesOf(note).slice(0, 1)] : [])]
}

function linesOf(node: Content | TableCell): number[] {
  return ((node as SetNode).positions ?? []).map(({ pageNumber }) => pageNumber)
}
