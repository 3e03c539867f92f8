import { read, set_cptable, SSF, type CellObject, type WorkBook, type WorkSheet } from '@e965/xlsx'
import * as codepages from '@e965/xlsx/dist/cpexcel.full.mjs'
import { cleanText, closeGrid, openGrid, setCell, type Reading } from './grid.ts'
import { isoOfSerial, kindOfBuiltIn, kindOfFormat, type FormatKind } from './number-format.ts'
import { openOle, type Ole } from './ole.ts'
import { brokenFile, passwordProtected, unknownFile } from './refusals.ts'
import type { Cell, Sheet } from './workbook.ts'

set_cptable(codepages)

const readOptions = { dense: true, cellNF: true, cellText: false, cellHTML: false, cellFormula: false } as const
const filePassRecord = 0x2f
const startRecord = 0x09
const endRecord = 0x0a

/** A workbook of Excel 97–2003 and before (BIFF 5 and 8) in its OLE container. */
export function readXls(reading: Reading, bytes: Uint8Array): Sheet[] {
  const ole = openOle(bytes, reading.file)
  if (ole.names.has('EncryptedPackage')) throw passwordProtected(reading.file)
  const stream = ole.stream('Workbook') ?? ole.stream('Book') ?? ole.stream('WORKBOOK') ?? ole.stream('BOOK')
  if (!stream) throw unknownFile(reading.file, kindOfContainer(ole))
  return readBiff(reading, stream)
}

/** The stream of records itself; very old programs write it without a container. */
export function readBiff(reading: Reading, stream: Buffer): Sheet[] {
  checkRecords(reading, stream)
  resetFormats(SSF as FormatTable)
  return sheetsOf(reading, read(stream, { ...readOptions, type: 'buffer' }))
}

type FormatTable = { get_table: () => Record<number, string>; load: (format: string | undefined, id: number) => void }

const formatIds = 392
const knownFormats = nameEastAsianFormats({ ...(SSF as FormatTable).get_table() })

/** The library does not know the formats that Chinese, Japanese and Korean programs never write down, and would take their dates for numbers. */
function nameEastAsianFormats(formats: Record<number, string>): Record<number, string> {
  for (let id = 27; id <= 58; id++) {
    const kind = kindOfBuiltIn(id)
    if (kind === 'date') formats[id] = 'yyyy-mm-dd'
    else if (kind === 'time') formats[id] ??= 'h:mm:ss'
  }
  return formats
}

/** The library keeps one table of formats for all files; what an earlier file named must not be seen by the next. */
function resetFormats(formats: FormatTable): void {
  for (let id = 0; id < formatIds; id++) formats.load(knownFormats[id], id)
}

/** Excel 2003's "XML spreadsheet", which reporting systems like to name .xls. */
export function readXmlSpreadsheet(reading: Reading, text: string): Sheet[] {
  return sheetsOf(reading, read(text, { ...readOptions, type: 'string' }))
}

function sheetsOf(reading: Reading, book: WorkBook): Sheet[] {
  const system1904 = book.Workbook?.WBProps?.date1904 === true
  const sheets = book.SheetNames.flatMap((name) => {
    const sheet = book.Sheets[name]
    return sheet ? [readSheet(reading, name, sheet, system1904)] : []
  })
  if (sheets.length === 0) throw brokenFile(reading.file, { zh: '工作簿中没有工作表', en: 'the workbook holds no sheet' })
  return sheets
}

/** Records follow one another, and each part that is begun is ended; else the file is cut short. */
function checkRecords({ file }: Reading, stream: Buffer): void {
  let depth = 0
  let at = 0
  while (at + 4 <= stream.length) {
    const id = stream.readUInt16LE(at)
    const isStart = (id & 0xff) === startRecord && id <= 0x0809
    if (depth === 0 && !isStart) return
    if (id === filePassRecord) throw passwordProtected(file)
    if (isStart) depth++
    else if (id === endRecord) depth--
    at += 4 + stream.readUInt16LE(at + 2)
  }
  if (depth > 0 || at > stream.length) {
    throw brokenFile(file, { zh: `工作簿的记录在第 ${stream.length} 字节处中断`, en: `the records of the workbook stop short at byte ${stream.length}` })
  }
}

function readSheet(reading: Reading, name: string, sheet: WorkSheet, system1904: boolean): Sheet {
  const grid = openGrid(reading, name)
  const kinds = new Map<string, FormatKind>()
  const rows = (sheet['!data'] ?? []) as (CellObject | undefined)[][]
  rows.forEach((row, top) => {
    row.forEach((cell, left) => {
      const value = cell ? cellOf(cell, kinds, system1904) : null
      if (value !== null) setCell(grid, top, left, value)
    })
  })
  const merges = (sheet['!merges'] ?? []).map(({ s, e }) => ({ top: s.r, left: s.c, bottom: e.r, right: e.c }))
  return closeGrid(grid, merges)
}

function cellOf(cell: CellObject, kinds: Map<string, FormatKind>, system1904: boolean): Cell {
  if (typeof cell.v === 'boolean') return cell.v
  if (typeof cell.v === 'string') return cell.v === '' ? null : cleanText(cell.v)
  if (cell.t !== 'n' || typeof cell.v !== 'number' || !Number.isFinite(cell.v)) return null
  const format = String(cell.z ?? 'General')
  const kind = kinds.get(format) ?? kindOfFormat(format)
  kinds.set(format, kind)
  return isoOfSerial(cell.v, kind, system1904) ?? cell.v
}

function kindOfContainer({ names }: Ole): { zh: string; en: string } {
  if (names.has('WordDocument')) return { zh: 'Word 文档', en: 'a Word document' }
  if (names.has('PowerPoint Document')) return { zh: 'PowerPoint 演示文稿', en: 'a PowerPoint presentation' }
  return { zh: '非表格的旧式 Office 文件', en: 'an old Office file that is not a workbook' }
}
