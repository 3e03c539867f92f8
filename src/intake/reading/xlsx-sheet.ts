import { addMerge, closeGrid, setCell, textCell, type Grid } from './grid.ts'
import { isoOfSerial, type FormatKind } from './number-format.ts'
import { brokenFile } from './refusals.ts'
import type { Cell, Merge, Sheet } from './workbook.ts'
import { packName, type XmlWalker, XmlWalker as Walker } from './xml.ts'

/** What all sheets of a workbook share. */
export type WorkbookParts = { strings: string[]; kinds: FormatKind[]; system1904: boolean }

const rowTag = packName('row')
const cellTag = packName('c')
const valueTag = packName('v')
const inlineTag = packName('is')
const textTag = packName('t')
const phoneticTag = packName('rPh')
const nameR = 114
const nameS = 115
const nameT = 116

/** The open cell: where it stands, its style and the first letters of its type. */
type Place = { row: number; column: number; style: number; type: string }

/** One worksheet. Cells without a value are passed over, so formatting alone costs nothing. */
export function readWorksheet(grid: Grid, content: Buffer, parts: WorkbookParts): Sheet {
  const walker = new Walker(content)
  const place: Place = { row: -1, column: -1, style: -1, type: '' }
  const merges: Merge[] = []
  let complete = false
  while (walker.next()) {
    const { code, closing } = walker
    if (code === 0 && walker.name() === 'worksheet') complete = closing || walker.selfClosing
    else if (closing) continue
    else if (code === cellTag) openCell(walker, place)
    else if (code === valueTag) putValue(grid, walker, place, parts)
    else if (code === rowTag) openRow(walker, place)
    else if (code === inlineTag) put(grid, place, textCell(inlineText(walker)))
    else if (code === 0 && walker.name() === 'mergeCell') readMerge(grid, merges, walker.attribute('ref') ?? '')
  }
  if (!complete) throw brokenFile(grid.reading.file, { zh: `工作表“${grid.name}”不完整`, en: `sheet "${grid.name}" stops short` })
  return closeGrid(grid, merges)
}

function openRow(walker: XmlWalker, place: Place): void {
  const number = Number(walker.attribute('r') ?? place.row + 2)
  place.row = Number.isInteger(number) && number > 0 ? number - 1 : place.row + 1
  place.column = -1
}

function openCell(walker: XmlWalker, place: Place): void {
  const { bytes } = walker
  place.column++
  place.style = -1
  place.type = ''
  walker.eachAttribute((nameStart, nameEnd, start, end) => {
    if (nameEnd - nameStart !== 1) return
    const name = bytes[nameStart]
    if (name === nameR) readReference(bytes, start, end, place)
    else if (name === nameS) place.style = digits(bytes, start, end)
    else if (name === nameT) place.type = bytes.toString('latin1', start, end)
  })
}

/** `AB12` into row and column. */
function readReference(bytes: Buffer, start: number, end: number, place: Place): void {
  let column = 0
  let at = start
  for (; at < end; at++) {
    const letter = (bytes[at] as number) & 0xdf
    if (letter < 65 || letter > 90) break
    column = column * 26 + letter - 64
  }
  const row = digits(bytes, at, end)
  if (column > 0) place.column = column - 1
  if (row > 0) place.row = row - 1
}

function digits(bytes: Buffer, start: number, end: number): number {
  let value = 0
  for (let at = start; at < end; at++) {
    const digit = (bytes[at] as number) - 48
    if (digit < 0 || digit > 9 || at - start > 9) return -1
    value = value * 10 + digit
  }
  return start === end ? -1 : value
}

function putValue(grid: Grid, walker: XmlWalker, place: Place, parts: WorkbookParts): void {
  switch (place.type) {
    case '':
    case 'n':
      return put(grid, place, numberCell(walker, place, parts))
    case 's':
      return put(grid, place, sharedText(grid, parts, digits(walker.bytes, walker.at, walker.textEnd())))
    case 'b':
      return put(grid, place, walker.text().trim() === '1')
    case 'd':
      return put(grid, place, textCell(walker.text().replace(/Z$|\.0+Z?$/, '').replace(/T00:00:00$/, '')))
    case 'e':
      return
    default:
      return put(grid, place, textCell(decodeEscapes(walker.text())))
  }
}

function sharedText({ reading, name }: Grid, { strings }: WorkbookParts, index: number): Cell {
  if (index < 0) return null
  const text = strings[index]
  if (text === undefined) throw brokenFile(reading.file, { zh: `工作表“${name}”引用的第 ${index + 1} 条文字不存在`, en: `sheet "${name}" shows text number ${index + 1}, which is missing` })
  return text || null
}

function put(grid: Grid, { row, column }: Place, value: Cell): void {
  if (value !== null && row >= 0) setCell(grid, row, column, value)
}

function numberCell(walker: XmlWalker, place: Place, parts: WorkbookParts): Cell {
  const start = walker.at
  const end = walker.textEnd()
  const value = parseNumber(walker.bytes, start, end)
  if (Number.isNaN(value)) return textCell(walker.text().trim())
  const kind = parts.kinds[place.style]
  return kind === undefined || kind === 'plain' ? value : isoOfSerial(value, kind, parts.system1904) ?? value
}

/** Decimals of up to 15 digits by hand, exactly: a whole number below 2^53 divided by a power of ten is rounded once. The rest by the language. */
function parseNumber(bytes: Buffer, start: number, end: number): number {
  let mantissa = 0
  let point = -1
  const negative = bytes[start] === 45
  const first = negative ? start + 1 : start
  if (end - first > 16 || end === first) return slowNumber(bytes, start, end)
  for (let at = first; at < end; at++) {
    const digit = (bytes[at] as number) - 48
    if (digit >= 0 && digit <= 9) mantissa = mantissa * 10 + digit
    else if (digit === -2 && point < 0) point = at
    else return slowNumber(bytes, start, end)
  }
  if (point < 0 && end - first > 15) return slowNumber(bytes, start, end)
  const value = point < 0 ? mantissa : mantissa / 10 ** (end - point - 1)
  return negative ? -value : value
}

function slowNumber(bytes: Buffer, start: number, end: number): number {
  const text = bytes.toString('latin1', start, end).trim()
  const value = text === '' ? Number.NaN : Number(text)
  return Number.isFinite(value) ? value : Number.NaN
}

/** The text of an inline string: its runs joined, the phonetic guide left out. */
function inlineText(walker: XmlWalker): string {
  let text = ''
  let inPhonetic = false
  if (walker.selfClosing) return text
  while (walker.next()) {
    if (walker.code === inlineTag && walker.closing) break
    if (walker.code === phoneticTag) inPhonetic = !walker.closing && !walker.selfClosing
    else if (walker.code === textTag && !walker.closing) {
      const part = walker.text()
      if (!inPhonetic) text += part
    }
  }
  return decodeEscapes(text)
}

/** Characters that XML cannot hold are written `_x000D_` in these files. */
export function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

function readMerge(grid: Grid, merges: Merge[], reference: string): void {
  const found = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(reference)
  if (!found) return
  const [, left, top, right, bottom] = found as unknown as [string, string, string, string, string]
  addMerge(grid, merges, { top: Number(top) - 1, left: columnOf(left), bottom: Number(bottom) - 1, right: columnOf(right) })
}

function columnOf(letters: string): number {
  return [...letters.toUpperCase()].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1
}
