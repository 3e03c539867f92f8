import { cleanText, openGrid, tooManyCells, type Reading } from './grid.ts'
import { kindOfBuiltIn, kindOfFormat, type FormatKind } from './number-format.ts'
import { brokenFile, unknownFile } from './refusals.ts'
import type { Sheet } from './workbook.ts'
import { decodeEscapes, readWorksheet, type WorkbookParts } from './xlsx-sheet.ts'
import { packName, XmlWalker } from './xml.ts'
import { openZip, type Zip } from './zip.ts'

/**
 * An Office Open XML workbook. Read here rather than through a library because sizes must be capped while unpacking, cells must
 * be counted before they are kept (a sheet formatted down to row 1,048,576 is usual and holds nothing), and dates follow the
 * number format: measured on 200,000 × 15 it also takes less than half the time and memory of the fastest library.
 */
export function readXlsx(reading: Reading, bytes: Uint8Array): Sheet[] {
  const zip = openZip(bytes, reading.file, reading.limits)
  const home = findWorkbook(reading, zip)
  const folder = home.slice(0, home.lastIndexOf('/') + 1)
  const { sheets, system1904 } = readWorkbookPart(zip.unpack(home))
  const links = readLinks(zip, linksOf(home), folder)
  const parts: WorkbookParts = {
    system1904,
    strings: readPart(zip, links, 'sharedstrings', (content) => readStrings(reading, content)) ?? [],
    kinds: readPart(zip, links, 'styles', readKinds) ?? [],
  }
  const worksheets = sheets.flatMap(({ name, link }) => {
    const target = links.find(({ id, type }) => id === link && type === 'worksheet')
    return target ? [{ name, path: target.path }] : []
  })
  if (worksheets.length === 0) throw brokenFile(reading.file, { zh: '工作簿中没有工作表', en: 'the workbook holds no sheet' })
  return worksheets.map(({ name, path }) => readWorksheet(openGrid(reading, name), zip.unpack(path), parts))
}

type Link = { id: string; type: string; path: string }

function findWorkbook(reading: Reading, zip: Zip): string {
  const linked = readLinks(zip, '_rels/.rels', '').find(({ type }) => type === 'officedocument')?.path
  const home = linked !== undefined && zip.has(linked) ? linked : 'xl/workbook.xml'
  if (!zip.has(home) || !/^(xl\/|[^/]*$)/i.test(home) || home.toLowerCase().endsWith('.bin')) throw unknownFile(reading.file, kindOfPackage(zip))
  return home
}

function kindOfPackage({ names }: Zip): { zh: string; en: string } {
  const holds = (pattern: RegExp): boolean => [...names].some((name) => pattern.test(name))
  if (holds(/^word\//)) return { zh: 'Word 文档', en: 'a Word document' }
  if (holds(/^ppt\//)) return { zh: 'PowerPoint 演示文稿', en: 'a PowerPoint presentation' }
  if (holds(/^xl\/workbook\.bin$/)) return { zh: '二进制工作簿 xlsb（请另存为 xlsx）', en: 'a binary workbook, xlsb (save it as xlsx)' }
  if (holds(/^meta-inf\/manifest\.xml$/) && holds(/^content\.xml$/)) return { zh: 'OpenDocument 文件（请另存为 xlsx）', en: 'an OpenDocument file (save it as xlsx)' }
  return { zh: '压缩包（请解压后上传其中的表格）', en: 'a ZIP archive (unpack it and send the sheets inside)' }
}

function linksOf(part: string): string {
  const cut = part.lastIndexOf('/') + 1
  return `${part.slice(0, cut)}_rels/${part.slice(cut)}.rels`
}

function readLinks(zip: Zip, path: string, folder: string): Link[] {
  if (!zip.has(path)) return []
  const walker = new XmlWalker(zip.unpack(path))
  const links: Link[] = []
  while (walker.next()) {
    if (walker.closing || walker.name() !== 'Relationship' || walker.attribute('TargetMode') === 'External') continue
    const type = (walker.attribute('Type') ?? '').split('/').at(-1)?.toLowerCase() ?? ''
    links.push({ id: walker.attribute('Id') ?? '', type, path: resolve(folder, walker.attribute('Target') ?? '') })
  }
  return links
}

function resolve(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const parts: string[] = []
  for (const part of `${folder}${target}`.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}

function readPart<T>(zip: Zip, links: Link[], kind: string, read: (content: Buffer) => T): T | undefined {
  const path = links.find(({ type }) => type === kind)?.path
  return path !== undefined && zip.has(path) ? read(zip.unpack(path)) : undefined
}

function readWorkbookPart(content: Buffer): { sheets: { name: string; link: string }[]; system1904: boolean } {
  const walker = new XmlWalker(content)
  const sheets: { name: string; link: string }[] = []
  let system1904 = false
  while (walker.next()) {
    if (walker.closing) continue
    const name = walker.name()
    if (name === 'sheet') sheets.push({ name: walker.attribute('name') ?? '', link: walker.attribute('id') ?? '' })
    else if (name === 'workbookPr') system1904 = /^(1|true|on)$/i.test(walker.attribute('date1904') ?? '')
  }
  return { sheets, system1904 }
}

const item = packName('si')
const textRun = packName('t')
const phonetic = packName('rPh')

function readStrings(reading: Reading, content: Buffer): string[] {
  const walker = new XmlWalker(content)
  const strings: string[] = []
  let text = ''
  let inPhonetic = false
  while (walker.next()) {
    if (walker.code === textRun && !walker.closing) {
      const part = walker.text()
      if (!inPhonetic) text += part
    } else if (walker.code === phonetic) inPhonetic = !walker.closing && !walker.selfClosing
    else if (walker.code === item && (walker.closing || walker.selfClosing)) {
      if (strings.push(cleanText(decodeEscapes(text))) > reading.limits.maxCells) throw tooManyCells(reading)
      text = ''
    }
  }
  return strings
}

/** The kind of number format for each cell style. */
function readKinds(content: Buffer): FormatKind[] {
  const walker = new XmlWalker(content)
  const custom = new Map<number, FormatKind>()
  const kinds: FormatKind[] = []
  let inCells = false
  while (walker.next()) {
    const name = walker.name()
    if (name === 'cellXfs') inCells = !walker.closing
    else if (walker.closing) continue
    else if (name === 'numFmt') custom.set(Number(walker.attribute('numFmtId')), kindOfFormat(walker.attribute('formatCode') ?? ''))
    else if (name === 'xf' && inCells) {
      const id = Number(walker.attribute('numFmtId') ?? 0)
      kinds.push(custom.get(id) ?? kindOfBuiltIn(id))
    }
  }
  return kinds
}
