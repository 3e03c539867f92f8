import type { Cell, Sheet } from './workbook.ts'
import { addRow, closeGrid, openGrid, type Reading } from './grid.ts'
import { brokenFile } from './refusals.ts'

const quote = 34
const lineFeed = 10
const carriageReturn = 13
/** In the order in which a tie is settled. */
const delimiters = ['\t', ',', ';', '|'] as const
const sampleLength = 65_536
const sampleRecords = 200

/** A table in text, RFC 4180 and its cousins: every field a string exactly as written, an empty one null. */
export function readCsv(reading: Reading, text: string, name: string): { sheet: Sheet; delimiter: string } {
  const hint = /^sep=(.)\r?\n/i.exec(text)
  const delimiter = hint?.[1] ?? detectDelimiter(text)
  const grid = openGrid(reading, name)
  const end = splitRecords(text, delimiter, (record) => addRow(grid, record))
  if (end.openQuote !== undefined) throw unclosedQuote(reading.file, text, end.openQuote)
  if (hint) grid.rows[0] = []
  return { sheet: closeGrid(grid), delimiter }
}

/** The delimiter that cuts the first records most evenly, and into most fields. A comma where none cuts. */
export function detectDelimiter(text: string): string {
  const sample = text.slice(0, sampleLength)
  let best: string = ','
  let bestScore = 0
  for (const delimiter of delimiters) {
    const score = evenness(sample, delimiter, sample.length < text.length)
    if (score > bestScore) {
      best = delimiter
      bestScore = score
    }
  }
  return best
}

function evenness(sample: string, delimiter: string, cut: boolean): number {
  const widths: number[] = []
  splitRecords(sample, delimiter, (record) => void (record.length > 0 && widths.push(record.length)), sampleRecords)
  if (cut && widths.length > 1 && widths.length < sampleRecords) widths.pop()
  const counts = new Map<number, number>()
  for (const width of widths) if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1)
  let score = 0
  for (const [width, count] of counts) score = Math.max(score, (count / widths.length) ** 2 * (1 + Math.log2(width)))
  return score
}

/**
 * Cuts text into records and calls `onRecord` for each, blank lines included as empty records. A field in quotes may hold
 * delimiters, line ends and doubled quotes; what follows its closing quote is kept. Answers where a quote was left open.
 */
function splitRecords(text: string, delimiter: string, onRecord: (record: Cell[]) => void, limit = Infinity): { openQuote?: number } {
  const cut = delimiter.charCodeAt(0)
  const length = text.length
  let record: Cell[] = []
  let at = 0
  let records = 0
  while (at < length && records < limit) {
    let quoted = ''
    if (text.charCodeAt(at) === quote) {
      const close = closingQuote(text, at)
      if (close < 0) return { openQuote: at }
      quoted = text.slice(at + 1, close)
      if (quoted.includes('"')) quoted = quoted.replaceAll('""', '"')
      at = close + 1
    }
    let end = at
    let code = 0
    while (end < length && (code = text.charCodeAt(end)) !== cut && code !== lineFeed && code !== carriageReturn) end++
    const field = quoted + text.slice(at, end)
    record.push(field === '' ? null : field)
    at = end + 1
    if (end < length && code === cut) {
      if (at < length) continue
      record.push(null)
    }
    if (code === carriageReturn && text.charCodeAt(at) === lineFeed) at++
    onRecord(record.length === 1 && record[0] === null ? [] : record)
    records++
    record = []
  }
  return {}
}

function closingQuote(text: string, open: number): number {
  let at = text.indexOf('"', open + 1)
  while (at >= 0 && text.charCodeAt(at + 1) === quote) at = text.indexOf('"', at + 2)
  return at
}

function unclosedQuote(file: string, text: string, at: number): Error {
  let line = 1
  for (let i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) line++
  return brokenFile(file, {
    zh: `第 ${line} 行的引号 " 没有配对的结束引号`,
    en: `the quotation mark opened on line ${line} is never closed`,
  })
}
