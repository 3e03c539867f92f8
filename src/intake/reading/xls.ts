import { AppError } from '../../shared/errors.ts'
import { readBiffSheets } from './biff.ts'
import type { Reading } from './grid.ts'
import { openOle, type Ole } from './ole.ts'
import { brokenFile, passwordProtected, unknownFile } from './refusals.ts'
import type { Sheet } from './workbook.ts'

const filePassRecord = 0x2f
const startRecord = 0x09
const endRecord = 0x0a

/** A workbook of Excel 5 to 2003 in its OLE container. */
export function readXls(reading: Reading, bytes: Uint8Array): Sheet[] {
  const ole = openOle(bytes, reading.file)
  if (ole.names.has('EncryptedPackage')) throw passwordProtected(reading.file)
  const name = [...ole.names].find((one) => /^(workbook|book)$/i.test(one))
  const stream = name === undefined ? undefined : ole.stream(name)
  if (!stream) throw unknownFile(reading.file, kindOfContainer(ole))
  return readBiff(reading, stream)
}

/** The stream of records itself; some programs write it without a container. */
export function readBiff(reading: Reading, stream: Buffer): Sheet[] {
  checkRecords(reading, stream)
  const sheets = parse(reading, stream)
  if (sheets.length === 0) throw brokenFile(reading.file, { zh: '工作簿中没有工作表', en: 'the workbook holds no sheet' })
  return sheets
}

function parse(reading: Reading, stream: Buffer): Sheet[] {
  try {
    return readBiffSheets(reading, stream)
  } catch (error) {
    if (error instanceof AppError) throw error
    throw brokenFile(reading.file, { zh: '工作簿中有不合规的记录', en: 'a record of the workbook makes no sense' })
  }
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

function kindOfContainer({ names }: Ole): { zh: string; en: string } {
  if (names.has('WordDocument')) return { zh: 'Word 文档', en: 'a Word document' }
  if (names.has('PowerPoint Document')) return { zh: 'PowerPoint 演示文稿', en: 'a PowerPoint presentation' }
  return { zh: '非表格的旧式 Office 文件', en: 'an old Office file that is not a workbook' }
}
