import { addMerge, closeGrid, openGrid, setCell, textCell, type Grid, type Reading } from './grid.ts'
import { isoOfSerial, kindOfFormat, type FormatKind } from './number-format.ts'
import { brokenFile } from './refusals.ts'
import type { Cell, Merge, Sheet } from './workbook.ts'
import { XmlWalker } from './xml.ts'

/** The open sheet, where in it the next cell stands, and how that shows its number. */
type Place = { grid: Grid; merges: Merge[]; row: number; column: number; across: number; kind: FormatKind }

/** Excel 2003's "XML spreadsheet", which reporting systems like to name .xls. Dates are written as such in it. */
export function readXmlSpreadsheet(reading: Reading, text: string): Sheet[] {
  const walker = new XmlWalker(Buffer.from(text))
  const sheets: Sheet[] = []
  let place: Place | undefined
  const kinds = new Map<string, FormatKind>()
  let style = ''
  let complete = false
  while (walker.next()) {
    const name = walker.name()
    if (name === 'Worksheet') {
      if (place) sheets.push(closeGrid(place.grid, place.merges))
      place = walker.closing ? undefined : { grid: openGrid(reading, walker.attribute('Name') ?? ''), merges: [], row: -1, column: -1, across: 0, kind: 'plain' }
    } else if (walker.closing) complete ||= name === 'Workbook'
    else if (name === 'Style') style = walker.attribute('ID') ?? ''
    else if (name === 'NumberFormat') kinds.set(style, kindOfName(walker.attribute('Format') ?? ''))
    else if (place && name === 'Row') openRow(place, walker)
    else if (place && name === 'Cell') openCell(place, walker, kinds)
    else if (place && name === 'Data') putData(place, walker)
  }
  if (!complete) throw brokenFile(reading.file, { zh: 'XML 电子表格不完整', en: 'the XML spreadsheet stops short' })
  return sheets
}

function openRow(place: Place, walker: XmlWalker): void {
  place.row = indexOf(walker) ?? place.row + 1
  place.column = -1
  place.across = 0
}

/** Formats may be called by a name of their own here. */
function kindOfName(format: string): FormatKind {
  if (format.endsWith(' Time')) return 'time'
  return format === 'General Date' ? 'date-time' : kindOfFormat(format.replace(/^(Short|Medium|Long) Date$/, 'yyyy').replace(/^Standard$/, '0'))
}

function openCell(place: Place, walker: XmlWalker, kinds: Map<string, FormatKind>): void {
  place.kind = kinds.get(walker.attribute('StyleID') ?? '') ?? 'plain'
  place.column = indexOf(walker) ?? place.column + place.across + 1
  place.across = countOf(walker, 'MergeAcross')
  const down = countOf(walker, 'MergeDown')
  const { row, column, across } = place
  if (across > 0 || down > 0) addMerge(place.grid, place.merges, { top: row, left: column, bottom: row + down, right: column + across })
}

function putData(place: Place, walker: XmlWalker): void {
  const type = walker.attribute('Type')
  const value = valueOf(type, walker.text(), place.kind)
  if (value !== null) setCell(place.grid, Math.max(place.row, 0), Math.max(place.column, 0), value)
}

function valueOf(type: string | undefined, text: string, kind: FormatKind): Cell {
  if (text === '' || type === 'Error') return null
  if (type === 'Number' && Number.isFinite(Number(text))) return isoOfSerial(Number(text), kind, false) ?? Number(text)
  if (type === 'Boolean') return text.trim() === '1'
  if (type === 'DateTime') return text.replace(/\.0+$/, '').replace(/T00:00:00$/, '').replace(/^1899-12-31T/, '')
  return textCell(text)
}

function indexOf(walker: XmlWalker): number | undefined {
  const index = Number(walker.attribute('Index'))
  return Number.isInteger(index) && index > 0 ? index - 1 : undefined
}

function countOf(walker: XmlWalker, name: string): number {
  const count = Number(walker.attribute(name) ?? 0)
  return Number.isInteger(count) && count > 0 ? count : 0
}
