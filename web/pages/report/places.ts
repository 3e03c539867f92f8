import type { ReportBlock, ReportView } from '../../../src/shared/contract/reports.ts'
import type { Text } from '../../../src/shared/vocabulary.ts'

export type Place = { id: string; level: number; title: string | Text; own: boolean; stale: boolean }

/** The address of a block on the page. */
export function placeId(part: 'block' | 'annex', at: number): string {
  return `${part}-${at}`
}

/** What the outline lists: headings and own texts (the empty ones for whoever may write them); tables of an annex where they have no headings of their own. */
export function placesOf({ blocks, annexes }: Pick<ReportView, 'blocks' | 'annexes'>, canWrite: boolean): Place[] {
  let level = 1
  const headed = annexes.some((block) => block.kind === 'heading')
  const place = (part: 'block' | 'annex') => (block: ReportBlock, at: number): Place[] => {
    const id = placeId(part, at)
    if (block.kind === 'heading') {
      level = block.level
      return [{ id, level, title: block.text, own: false, stale: false }]
    }
    if (block.kind === 'own' && !canWrite && block.text.trim() === '') return []
    if (block.kind === 'own') return [{ id, level: level + 1, title: block.title, own: true, stale: block.stale.length > 0 }]
    return part === 'annex' && block.kind === 'table' && !headed ? [{ id, level: 2, title: block.title, own: false, stale: false }] : []
  }
  return [...blocks.flatMap(place('block')), ...annexes.flatMap(place('annex'))]
}

export type Piece = { text: string } | { figure: string }

/** Own text in paragraphs, sentences and pieces; a sentence is marked where it cites a figure that has changed. */
export function readOwnText(text: string, stale: readonly string[]): { stale: boolean; pieces: Piece[] }[][] {
  return text.split(/\n+/).filter((line) => line.trim() !== '').map((paragraph) =>
    sentencesOf(paragraph).map((sentence) => {
      const pieces = piecesOf(sentence)
      return { pieces, stale: pieces.some((piece) => 'figure' in piece && stale.includes(piece.figure)) }
    }))
}

/** A sentence ends with its mark; a full stop within a number or a name does not end one. */
function sentencesOf(paragraph: string): string[] {
  return paragraph.match(/[\s\S]*?(?:[。！？；!?]+[”’」』）)]*|\.(?=\s)|$)\s*/g)?.filter((sentence) => sentence !== '') ?? [paragraph]
}

function piecesOf(sentence: string): Piece[] {
  return sentence.split(/(\[\[[A-Za-z0-9]+\]\])/).flatMap((part): Piece[] => {
    const code = /^\[\[([A-Za-z0-9]+)\]\]$/.exec(part)?.[1]
    return code ? [{ figure: code.toUpperCase() }] : part === '' ? [] : [{ text: part }]
  })
}

/** The least width of each column of a table in ems: short texts stay in one line, long ones may wrap, but not letter by letter. */
export function leastWidths(columns: readonly (readonly string[])[]): number[] {
  return columns.map((texts) => Math.min(7, Math.max(0, ...texts.map(placesTaken))))
}

/** Letters and digits take about half the place of a Chinese character. */
function placesTaken(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter > '\u2e80' ? 1 : 0.55), 0)
}
