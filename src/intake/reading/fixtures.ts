import { CFB, utils, write, type BookType, type WorkSheet } from '@e965/xlsx'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { crc32, deflateRawSync } from 'node:zlib'
import { AppError } from '../../shared/errors.ts'
import { readWorkbook } from './read.ts'
import type { Cell, ReadLimits, Sheet } from './workbook.ts'

/** Files made by code, for the tests of reading. */

/** What a reading came to: the workbook, or the code and sentence it was refused with. */
export async function outcomeOf(bytes: Uint8Array, name = '样表.xlsx', limits: Partial<ReadLimits> = {}): Promise<{ code: string; text?: { zh: string; en: string } }> {
  try {
    const { format } = await readWorkbook(bytes, { name }, limits)
    return { code: format }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { code: error.code, text: error.text }
  }
}

export async function firstSheet(bytes: Uint8Array | string, name = '样表.csv'): Promise<Sheet> {
  const { sheets } = await readWorkbook(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, { name })
  return sheets[0] as Sheet
}

export type Part = { name: string; content: string | Buffer; declared?: number; encrypted?: boolean }

/** A ZIP of these parts; `declared` lets its headers lie about the unpacked size. */
export function zipOf(parts: Part[]): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content, declared, encrypted } of parts) {
    const plain = Buffer.from(content)
    const packed = deflateRawSync(plain)
    const title = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(encrypted ? 1 : 0, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(plain), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(declared ?? plain.length, 18)
    common.writeUInt16LE(title.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, title, packed])
    locals.push(local)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, place, title]))
    offset += local.length
  }
  const listing = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(listing.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, listing, end])
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

export type HandMade = { sheet: string; strings?: string; formats?: { id: number; code?: string }[]; date1904?: boolean; declared?: number; encrypted?: boolean; prefix?: string }

/** The parts of a workbook with one sheet, written by hand: `sheet` is what stands inside the worksheet, `formats` are its cell styles. */
export function partsOf({ sheet, strings, formats, date1904, declared, encrypted, prefix = '' }: HandMade): Part[] {
  const custom = (formats ?? []).filter(({ code }) => code !== undefined)
  const link = (id: string, type: string, target: string): string => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`
  const links = (inner: string): string => `<?xml version="1.0"?><Relationships>${inner}</Relationships>`
  const xmlns = prefix === '' ? `xmlns="${main}"` : `xmlns:${prefix.slice(0, -1)}="${main}"`
  return [
    { name: '_rels/.rels', content: links(link('r1', 'officeDocument', 'xl/workbook.xml')), encrypted },
    { name: 'xl/_rels/workbook.xml.rels', content: links(link('r1', 'worksheet', 'worksheets/sheet1.xml') + link('r2', 'styles', '/xl/styles.xml') + link('r3', 'sharedStrings', 'sharedStrings.xml')) },
    { name: 'xl/workbook.xml', content: `<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr date1904="${date1904 ? 1 : 0}"/><sheets><sheet name="主体 &amp; 环节" sheetId="1" r:id="r1"/></sheets></workbook>` },
    { name: 'xl/sharedStrings.xml', content: `<sst xmlns="${main}">${strings ?? ''}</sst>` },
    {
      name: 'xl/styles.xml',
      content: `<styleSheet xmlns="${main}"><numFmts>${custom.map(({ id, code }) => `<numFmt numFmtId="${id}" formatCode='${code}'/>`).join('')}</numFmts>`
        + `<cellXfs>${(formats ?? []).map(({ id }) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs></styleSheet>`,
    },
    { name: 'xl/worksheets/sheet1.xml', content: `<?xml version="1.0" encoding="UTF-8"?><${prefix}worksheet ${xmlns}>${sheet}</${prefix}worksheet>`, declared },
  ]
}

export function handMade(book: HandMade): Buffer {
  return zipOf(partsOf(book))
}

/** A workbook in any format that the SheetJS family writes. */
export function sheetFile(bookType: BookType, rows: Cell[][], change: (sheet: WorkSheet) => void = () => {}): Buffer {
  const sheet = utils.aoa_to_sheet(rows)
  change(sheet)
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, '主体')
  return write(book, { type: 'buffer', bookType }) as Buffer
}

/** A BIFF8 file that says it is encrypted: a FILEPASS record behind the first one. */
export function protectedXls(): Buffer {
  return changedXls([['名称'], ['甲公司']], (stream) => {
    const firstRecord = 4 + stream.readUInt16LE(2)
    const filePass = Buffer.concat([Buffer.from([0x2f, 0, 6, 0]), Buffer.alloc(6, 1)])
    return Buffer.concat([stream.subarray(0, firstRecord), filePass, stream.subarray(firstRecord)])
  })
}

/** A BIFF8 file whose cell A1 has a number format by its id alone, as Chinese programs write their own. */
export function xlsWithFormat(value: number, id: number): Buffer {
  const placeholder = 14
  const unused = 391
  const rename = (stream: Buffer): Buffer => {
    for (let at = 0; at + 4 <= stream.length; at += 4 + stream.readUInt16LE(at + 2)) {
      const record = stream.readUInt16LE(at)
      if (record === 0xe0 && stream.readUInt16LE(at + 6) === placeholder) stream.writeUInt16LE(id, at + 6)
      // The writer lists formats left over from other files: this one must not be named.
      if (record === 0x41e && stream.readUInt16LE(at + 4) === id) stream.writeUInt16LE(unused, at + 4)
    }
    return stream
  }
  return changedXls([[value]], rename, (sheet) => Object.assign(sheet['A1'], { z: 'm/d/yy' }))
}

function changedXls(rows: Cell[][], changeStream: (stream: Buffer) => Buffer, changeSheet?: (sheet: WorkSheet) => void): Buffer {
  const container = CFB.read(sheetFile('biff8', rows, changeSheet), { type: 'buffer' })
  const stream = Buffer.from(CFB.find(container, 'Workbook')?.content as Uint8Array)
  const changed = CFB.utils.cfb_new()
  CFB.utils.cfb_add(changed, '/Workbook', changeStream(stream))
  return CFB.write(changed, { type: 'buffer' }) as Buffer
}

/** An old Office container with one stream of this name. */
export function oleWith(stream: string): Buffer {
  const container = CFB.utils.cfb_new()
  CFB.utils.cfb_add(container, `/${stream}`, Buffer.alloc(5000, 7))
  return CFB.write(container, { type: 'buffer' }) as Buffer
}

/** A file of the sample data beside the checkout; undefined where it is missing. */
export function sharedData(path: string): string | undefined {
  const found = fileURLToPath(new URL(`../../../../shared/data/${path}`, import.meta.url))
  return existsSync(found) ? found : undefined
}
