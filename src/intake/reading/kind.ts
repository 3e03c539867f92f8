import type { Text } from '../../shared/vocabulary.ts'

/** What the first bytes of a file say it is, whatever its name says. `other` is something known that holds no sheet. */
export type Kind = 'zip' | 'ole' | 'biff' | 'text' | { other: Text }

type Magic = { bytes: number[]; kind: Kind; /** The magic is short enough to begin a text. */ weak?: true }

const other = (zh: string, en: string): Kind => ({ other: { zh, en } })
const letters = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0))
const image = other('图片', 'a picture')
const archive = other('压缩包（请解压后上传其中的表格）', 'an archive (unpack it and send the sheets inside)')
const program = other('可执行程序', 'a program')

const magics: Magic[] = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], kind: 'zip' },
  { bytes: [0x50, 0x4b, 0x05, 0x06], kind: other('空压缩包', 'an empty archive') },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], kind: 'ole' },
  { bytes: [0x09, 0x08], kind: 'biff', weak: true },
  { bytes: letters('%PDF-'), kind: other('PDF 文件（请导出为 Excel）', 'a PDF (export it to Excel)') },
  { bytes: [0x89, 0x50, 0x4e, 0x47], kind: image },
  { bytes: [0xff, 0xd8, 0xff], kind: image },
  { bytes: letters('GIF8'), kind: image },
  { bytes: letters('II*\0'), kind: image },
  { bytes: letters('MM\0*'), kind: image },
  { bytes: letters('RIFF'), kind: other('图片、音频或视频', 'a picture, sound or film'), weak: true },
  { bytes: letters('BM'), kind: image, weak: true },
  { bytes: letters('Rar!\x1a'), kind: archive },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], kind: archive },
  { bytes: [0x1f, 0x8b], kind: archive },
  { bytes: letters('BZh'), kind: archive, weak: true },
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a], kind: archive },
  { bytes: letters('MZ'), kind: program, weak: true },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], kind: program },
  { bytes: letters('SQLite format 3'), kind: other('SQLite 数据库', 'an SQLite database') },
  { bytes: letters('PAR1'), kind: other('Parquet 文件（请导出为 csv）', 'a Parquet file (export it to csv)'), weak: true },
  { bytes: letters('{\\rtf'), kind: other('RTF 文档', 'an RTF document') },
]

export function kindOf(bytes: Uint8Array): Kind {
  const found = magics.find(({ bytes: start }) => start.every((byte, i) => bytes[i] === byte))
  return found && !(found.weak && !hasControls(bytes)) ? found.kind : 'text'
}

function hasControls(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 512).some((byte) => byte < 9)
}

const lead = /^(?:\uFEFF|\s|<!--[\s\S]*?(?:-->|$)|<\?[\s\S]*?(?:\?>|$)|<!doctype[^>]*>)*/i

/** Where the content of markup begins: behind blanks, comments, declarations. */
export function afterLead(text: string): number {
  return lead.exec(text.slice(0, 65_536))?.[0].length ?? 0
}

/** What a text is, from its first tag or bracket. */
export function textKind(text: string): 'html' | 'spreadsheet-xml' | 'xml' | 'mhtml' | 'json' | 'table' {
  const start = text.slice(afterLead(text)).slice(0, 4096)
  if (/^<(?:html|head|body|table|meta|title|style|script|div|center|form|p|span|font|tr|tbody|thead|h\d|link|base|x-claris)\b/i.test(start)) return 'html'
  if (/^<(?:\w+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet/i.test(start)) return 'spreadsheet-xml'
  if (/^<[a-z][\w.:-]*[\s/>]/i.test(start) && text.trimEnd().endsWith('>')) return 'xml'
  if (/^(?:MIME-Version|From: <Saved by)/i.test(start)) return 'mhtml'
  if (/^(?:\{\s*["}]|\[\s*(?:[[{"\]\d-]|true\b|false\b|null\b))/.test(start)) return 'json'
  return 'table'
}
