import { hasMore, readText, segmentsAt } from './biff-text.ts'
import { addMerge, cleanText, closeGrid, openGrid, setCell, type Grid, type Reading } from './grid.ts'
import { isoOfSerial, kindOfBuiltIn, kindOfFormat, type FormatKind } from './number-format.ts'
import { unknownFile } from './refusals.ts'
import type { Cell, Merge, Sheet } from './workbook.ts'

/** The records that hold what a reader of values wants ([MS-XLS] 2.3); all others are passed over. */
const record = {
  start: 0x809, end: 0x0a, codepage: 0x42, dateMode: 0x22, format: 0x41e, style: 0xe0, sheet: 0x85, strings: 0xfc,
  shared: 0xfd, label: 0x204, richLabel: 0xd6, number: 0x203, packed: 0x27e, manyPacked: 0xbd, formula: 0x06, formulaText: 0x207, truth: 0x205, merged: 0xe5,
} as const

/** What all sheets share. `text` reads the text of a record from a place in it on, with its length in one or two bytes. */
type Book = {
  stream: Buffer
  text: (at: number, skip: number, countBytes: 1 | 2) => string
  strings: string[]
  kinds: FormatKind[]
  system1904: boolean
  sheets: { name: string; at: number }[]
}

/** The worksheets in a stream of BIFF records, version 8 (Excel 97–2003) or 5 (Excel 5 and 95). */
export function readBiffSheets(reading: Reading, stream: Buffer): Sheet[] {
  const book = readGlobals(reading, stream)
  return book.sheets.map(({ name, at }) => readSheet(openGrid(reading, name), book, at))
}

/** Calls with the id, place and length of every record of the part that begins here, those of embedded parts left out. */
function eachRecord(stream: Buffer, from: number, visit: (id: number, at: number, length: number) => void): void {
  let depth = 0
  for (let at = from; at + 4 <= stream.length; at += 4 + stream.readUInt16LE(at + 2)) {
    const id = stream.readUInt16LE(at)
    if (id === record.start) depth++
    else if (id === record.end) depth--
    else if (depth === 1) visit(id, at, stream.readUInt16LE(at + 2))
    if (depth <= 0) return
  }
}

function readGlobals(reading: Reading, stream: Buffer): Book {
  const version = stream.readUInt16LE(0) === record.start ? stream.readUInt16LE(4) : 0
  if (version !== 0x600 && version !== 0x500) throw unknownFile(reading.file, { zh: 'Excel 5 以前的工作簿（请另存为 xlsx）', en: 'a workbook from before Excel 5 (save it as xlsx)' })
  const book: Book = { stream, text: wideText(stream), strings: [], kinds: [], system1904: false, sheets: [] }
  if (version === 0x500) book.text = narrowText(stream, 936)
  const formats = new Map<number, FormatKind>()
  const styles: number[] = []
  eachRecord(stream, 0, (id, at) => {
    if (id === record.codepage && version === 0x500) book.text = narrowText(stream, stream.readUInt16LE(at + 4))
    else if (id === record.dateMode) book.system1904 = stream.readUInt16LE(at + 4) === 1
    else if (id === record.format) formats.set(stream.readUInt16LE(at + 4), kindOfFormat(book.text(at, 2, version === 0x600 ? 2 : 1)))
    else if (id === record.style) styles.push(stream.readUInt16LE(at + 6))
    else if (id === record.sheet && stream[at + 9] === 0) book.sheets.push({ name: book.text(at, 6, 1), at: stream.readUInt32LE(at + 4) })
    else if (id === record.strings) book.strings = readStrings(stream, at)
  })
  book.kinds = styles.map((format) => formats.get(format) ?? kindOfBuiltIn(format))
  return book
}

function wideText(stream: Buffer): Book['text'] {
  return (at, skip, countBytes) => cleanText(readText(segmentsAt(stream, at, skip), countBytes))
}

const encodings: Record<number, string> = { 936: 'gb18030', 950: 'big5', 932: 'shift_jis', 949: 'euc-kr', 1200: 'utf-16le' }

function narrowText(stream: Buffer, codepage: number): Book['text'] {
  const decoder = new TextDecoder(encodings[codepage] ?? (codepage >= 1250 && codepage <= 1258 ? `windows-${codepage}` : 'gb18030'))
  return (at, skip, countBytes) => {
    const start = at + 4 + skip + countBytes
    return cleanText(decoder.decode(stream.subarray(start, start + stream.readUIntLE(start - countBytes, countBytes))))
  }
}

function readStrings(stream: Buffer, at: number): string[] {
  const segments = segmentsAt(stream, at, 8)
  const strings: string[] = []
  for (let left = stream.readUInt32LE(at + 8); left > 0 && hasMore(segments); left--) strings.push(cleanText(readText(segments, 2)))
  return strings
}

type Pending = { row: number; column: number }

function readSheet(grid: Grid, book: Book, from: number): Sheet {
  const { stream } = book
  const merges: Merge[] = []
  let pending: Pending | undefined
  const put = (row: number, column: number, value: Cell): void => {
    if (value !== null && value !== '') setCell(grid, row, column, value)
  }
  eachRecord(stream, from, (id, at, length) => {
    if (id === record.merged) return readMerges(grid, stream, at, merges)
    if (id === record.formulaText) {
      if (pending) put(pending.row, pending.column, book.text(at, 0, 2))
      pending = undefined
      return
    }
    if (!cellRecords.has(id)) return
    const row = stream.readUInt16LE(at + 4)
    const column = stream.readUInt16LE(at + 6)
    if (id === record.manyPacked) {
      for (let i = 0; i < Math.floor((length - 6) / 6); i++) put(row, column + i, packedCell(book, at + 8 + i * 6))
    } else put(row, column, cellOf(book, id, at))
    if (id === record.formula) pending = { row, column }
  })
  return closeGrid(grid, merges)
}

const cellRecords = new Set<number>([record.shared, record.label, record.richLabel, record.number, record.packed, record.manyPacked, record.formula, record.truth])

function cellOf(book: Book, id: number, at: number): Cell {
  const { stream, strings } = book
  switch (id) {
    case record.shared:
      return sharedText(strings, stream.readUInt32LE(at + 10))
    case record.number:
      return numberCell(book, stream.readUInt16LE(at + 8), stream.readDoubleLE(at + 10))
    case record.packed:
      return packedCell(book, at + 8)
    case record.truth:
      return stream[at + 11] === 0 ? stream[at + 10] === 1 : null
    case record.formula:
      return formulaCell(book, at)
    default:
      return book.text(at, 6, 2)
  }
}

/** A text that is missing would leave its cells empty unnoticed. */
function sharedText(strings: string[], index: number): Cell {
  const text = strings[index]
  if (text === undefined) throw new RangeError(`Text ${index} of ${strings.length}`)
  return text
}

/** The value a formula had when it was saved; its text follows in a record of its own. */
function formulaCell(book: Book, at: number): Cell {
  const { stream } = book
  if (stream.readUInt16LE(at + 16) !== 0xffff) return numberCell(book, stream.readUInt16LE(at + 8), stream.readDoubleLE(at + 10))
  return stream[at + 10] === 1 ? stream[at + 12] === 1 : null
}

/** A style and a number in four bytes: a whole number of 30 bits or the upper half of a double, either perhaps in hundredths. */
function packedCell(book: Book, at: number): Cell {
  const { stream } = book
  const bits = stream.readInt32LE(at + 2)
  const half = Buffer.alloc(8)
  half.writeInt32LE(bits & ~3, 4)
  const value = bits & 2 ? bits >> 2 : half.readDoubleLE(0)
  return numberCell(book, stream.readUInt16LE(at), bits & 1 ? value / 100 : value)
}

function numberCell({ kinds, system1904 }: Book, style: number, value: number): Cell {
  if (!Number.isFinite(value)) return null
  return isoOfSerial(value, kinds[style] ?? 'plain', system1904) ?? value
}

function readMerges(grid: Grid, stream: Buffer, at: number, merges: Merge[]): void {
  const count = stream.readUInt16LE(at + 4)
  for (let i = 0; i < count; i++) {
    const [top, bottom, left, right] = [0, 2, 4, 6].map((offset) => stream.readUInt16LE(at + 6 + i * 8 + offset)) as [number, number, number, number]
    addMerge(grid, merges, { top, left, bottom, right })
  }
}
