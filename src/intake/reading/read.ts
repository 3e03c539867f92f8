import { AppError } from '../../shared/errors.ts'
import { readCsv } from './csv.ts'
import { decode, isPlausibleText } from './decode.ts'
import { openReading, tooManyBytes, type Reading } from './grid.ts'
import { readHtml } from './html.ts'
import { isJsonLines, readJson, readJsonLines } from './json.ts'
import { kindOf, textKind } from './kind.ts'
import { brokenFile, emptyFile, unknownFile } from './refusals.ts'
import { defaultLimits, type ReadLimits, type Workbook } from './workbook.ts'
import { readBiff, readXls } from './xls.ts'
import { readXlsx } from './xlsx.ts'
import { readXmlSpreadsheet } from './xml-spreadsheet.ts'

type ReadFile = { name: string; onRows?: (rows: number) => void }

/**
 * Reads any file into sheets of cells. What it is, its content decides, not its name. Refuses with one sentence (an AppError) what
 * is empty, broken, protected by a password, harmful or no sheet; never anything else.
 */
export async function readWorkbook(bytes: Uint8Array, file: ReadFile, limits: Partial<ReadLimits> = {}): Promise<Workbook> {
  const reading = openReading(file.name, { ...defaultLimits, ...limits }, file.onRows)
  if (bytes.length === 0) throw emptyFile(file.name)
  if (bytes.length > reading.limits.maxBytes) throw tooManyBytes(file.name, bytes.length, reading.limits.maxBytes)
  try {
    const workbook = readAs(reading, bytes)
    if (workbook.sheets.every(({ rows }) => rows.every((row) => row.length === 0))) throw emptyFile(file.name)
    return workbook
  } catch (error) {
    throw error instanceof AppError ? error : brokenFile(file.name, { zh: `内容无法解析（${message(error)}）`, en: `its content cannot be parsed (${message(error)})` })
  }
}

function readAs(reading: Reading, bytes: Uint8Array): Workbook {
  const kind = kindOf(bytes)
  if (typeof kind === 'object') throw unknownFile(reading.file, kind.other)
  switch (kind) {
    case 'zip':
      return { format: 'xlsx', sheets: readXlsx(reading, bytes) }
    case 'ole':
      return { format: 'xls', sheets: readXls(reading, bytes) }
    case 'biff':
      return { format: 'xls', sheets: readBiff(reading, Buffer.from(bytes)) }
    case 'text':
      return readText(reading, bytes)
  }
}

function readText(reading: Reading, bytes: Uint8Array): Workbook {
  const { text, encoding } = decode(bytes)
  const name = reading.file.replace(/^.*[/\\]/, '').replace(/\.[^.]*$/, '')
  if (text.trim() === '') throw emptyFile(reading.file)
  if (!isPlausibleText(text)) throw unknownFile(reading.file, { zh: '二进制文件', en: 'a binary file' })
  switch (textKind(text)) {
    case 'html':
      return { format: 'html', encoding, sheets: [readHtml(reading, text, name)] }
    case 'spreadsheet-xml':
      return { format: 'xls', encoding, sheets: readXmlSpreadsheet(reading, text) }
    case 'xml':
      throw unknownFile(reading.file, { zh: 'XML 文件', en: 'an XML file' })
    case 'mhtml':
      throw unknownFile(reading.file, { zh: '网页存档（请用 Excel 打开并另存为 xlsx）', en: 'a web archive (open it in Excel and save it as xlsx)' })
    case 'json':
      return isJsonLines(text)
        ? { format: 'jsonl', encoding, sheets: readJsonLines(reading, text, name) }
        : { format: 'json', encoding, sheets: readJson(reading, text, name) }
    case 'table': {
      const { sheet, delimiter } = readCsv(reading, text, name)
      return { format: 'csv', encoding, delimiter, sheets: [sheet] }
    }
  }
}

function message(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 120) : 'unknown'
}
