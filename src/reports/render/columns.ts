import type { Cell, Column, TableBlock } from './document.ts'
import { inlinesOf, isFigure, plainText, textOf } from './document.ts'

/** Half-width characters of table type in the width of a page. */
const pageRoom = 88
/** What a column up to this length holds is never wrapped; of longer ones a twentieth of the cells may wrap. */
const shortCell = 16
const longCell = 30
const cellPadding = 2

/** The room a text needs, in half-width characters. Letters are half as wide on average, digits a little wider. */
export function visualLength(text: string): number {
  let length = 0
  for (const character of text) length += character.codePointAt(0)! > 0x2e7f || /\p{So}/u.test(character) ? 2 : /\d/.test(character) ? 1.12 : 1
  return length
}

/**
 * Shares of the page's width by column, adding up to one: the widths given, else guessed from what the columns hold, where the
 * short columns get what they need and the long ones share the rest.
 */
export function columnShares(table: TableBlock): number[] {
  const given = table.columns.flatMap(({ width }) => (width === undefined ? [] : [width]))
  if (given.length > 0) return normalised(table.columns.map(({ width }) => width ?? sum(given) / given.length))
  const columns = table.columns.map((column, index) => roomOf(table, column, index))
  const [need, want] = [sum(columns.map((room) => room.need)), sum(columns.map((room) => room.want))]
  const spare = want > need ? Math.min(Math.max((pageRoom - need) / (want - need), 0), 1) : 1
  return normalised(columns.map((room) => room.need + (room.want - room.need) * spare))
}

function roomOf(table: TableBlock, { title }: Column, index: number): { need: number; want: number } {
  const lengths = table.rows.map((row) => cellLength(row[index] ?? '')).sort((a, b) => a - b)
  const longest = lengths.at(-1) ?? 0
  const heading = Math.max(longestWord(title) * 1.2, visualLength(title) * 0.55)
  if (longest <= shortCell) return both(Math.max(longest, heading, 4) + cellPadding)
  const word = Math.min(longCell, Math.max(...table.rows.map((row) => longestWord(plainText(row[index] ?? '')) * 1.1)))
  const usual = Math.max(shortCell, lengths[Math.floor(lengths.length * 0.95)] ?? 0)
  return { need: Math.max(heading, shortCell, word) + cellPadding, want: Math.max(heading, word, Math.min(usual, longCell)) + cellPadding }
}

/** A superscript code takes less than its characters' room; a flag's sign may stand before it. */
function cellLength(cell: Cell): number {
  return sum(inlinesOf(cell).map((inline) => visualLength(textOf(inline)) + (isFigure(inline) ? inline.figure.length * 0.8 + 1 + (inline.flag ? 2 : 0) : 0)))
}

/** Chinese wraps anywhere; a word of letters should not. */
function longestWord(text: string): number {
  return Math.max(0, ...[...text.matchAll(/[\p{Script=Latin}\d]+/gu)].map(([word]) => visualLength(word)))
}

function both(room: number): { need: number; want: number } {
  return { need: room, want: room }
}

function normalised(weights: number[]): number[] {
  const total = sum(weights)
  return weights.map((weight) => weight / total)
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
