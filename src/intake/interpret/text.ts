/** Small things about text that every part of interpretation shares. */

const spaces = /[\s\u00a0\u200b-\u200d\u3000\ufeff]+/g
const foldedAway = /[\s\u00a0\u200b-\u200d\ufeff_\-–—·•.,:;/\\|*#()[\]{}<>《》〈〉【】〔〕「」『』“”‘’"'`、。？?！!~+]/g

/** Text as it is compared: one width, one case, no spaces, brackets or punctuation. `企业名称 （全称）` and `企业名称(全称)` are one. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(foldedAway, '')
}

/** Text as it is kept: no spaces at the ends, no invisible and no control characters, single spaces inside; line breaks stay for the caller. */
export function tidy(text: string): string {
  return needsTidying(text) ? text.replace(/(?!\s)\p{Cc}|[\u200b-\u200d\ufeff]/gu, '').replace(/[^\S\r\n]+/g, ' ').trim() : text
}

/** A cell as text, for comparison and messages. */
export function cellText(cell: string | number | boolean | null | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell)
}

/** Whether a cell holds nothing but spaces. */
export function isBlank(cell: string | number | boolean | null | undefined): boolean {
  if (cell === null || cell === undefined || cell === '') return true
  return typeof cell === 'string' && isSpace(cell.charCodeAt(0)) && cell.replace(spaces, '') === ''
}

/** What a record holds under a word that a person wrote: a heading may be called `constructor`. */
export function heldBy<T>(record: Readonly<Record<string, T>>, word: string): T | undefined {
  return Object.hasOwn(record, word) ? record[word] : undefined
}

/** The letters of a column counted from 0: 0 → A, 26 → AA. */
export function letterOf(column: number): string {
  let letters = ''
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1) letters = String.fromCharCode(65 + (rest % 26)) + letters
  return letters
}

/** How alike two folded texts are, from 0 to 1: twice the shared pairs of characters over all pairs (Dice). */
export function likeness(one: string, other: string): number {
  if (one === other) return 1
  if (one.length < 2 || other.length < 2) return 0
  const pairs = new Map<string, number>()
  for (let i = 0; i + 1 < one.length; i++) {
    const pair = one.slice(i, i + 2)
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  let shared = 0
  for (let i = 0; i + 1 < other.length; i++) {
    const pair = other.slice(i, i + 2)
    const left = pairs.get(pair) ?? 0
    if (left > 0) {
      pairs.set(pair, left - 1)
      shared++
    }
  }
  return (2 * shared) / (one.length + other.length - 2)
}

function needsTidying(text: string): boolean {
  const first = text.charCodeAt(0)
  const last = text.charCodeAt(text.length - 1)
  return isSpace(first) || isSpace(last) || inner.test(text)
}

const inner = /(?![\r\n])\p{Cc}|[\u00a0\u200b-\u200d\u3000\ufeff]| {2}/u

function isSpace(code: number): boolean {
  return code <= 32 || code === 0xa0 || code === 0x3000 || code === 0xfeff || (code >= 0x2000 && code <= 0x200d)
}
