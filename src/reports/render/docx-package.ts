import { fontTable, offGrid } from './docx-styles.ts'
import { readZip, writeZip } from './zip.ts'

/** Characters that no XML may hold: one of them, pasted into a sheet, and Word refuses the whole file. */
const notInXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

/**
 * Takes clock and chance out of a Word package: the library draws relation ids at random, writes the present time into the
 * properties and stamps every entry. Also fills the font table, so that a missing typeface is replaced by the right one.
 */
export function makeReproducible(bytes: Uint8Array, issuedAt: string): Uint8Array {
  const entries = readZip(bytes).filter(({ name }) => !name.endsWith('/')).map(({ name, data }) => ({ name, text: Buffer.from(data).toString('utf8').replaceAll(notInXml, '') }))
  const ids = relationIds(entries)
  const moment = momentOf(issuedAt)
  return writeZip(entries
    .map(({ name, text }) => ({ name, data: Buffer.from(rewrite(name, text, ids, moment)) }))
    .sort((a, b) => order(a.name) - order(b.name) || (a.name < b.name ? -1 : 1)))
}

function rewrite(name: string, text: string, ids: Map<string, string>, moment: string): string {
  if (name === 'docProps/core.xml') return text.replaceAll(/(<dcterms:(created|modified)[^>]*>)[^<]*/gu, `$1${moment}`)
  if (name === 'word/fontTable.xml') return fontTableXml()
  if (name === 'word/styles.xml') return offGrid.reduce(withoutGrid, text)
  return text.replaceAll(/\b((?:r:id|Id)=")([^"]+)"/gu, (all, start: string, id: string) => (ids.has(id) ? `${start}${ids.get(id)}"` : all))
}

/** Says of one style that it does not snap to the page's grid of lines, which the library can only say of characters. */
function withoutGrid(styles: string, id: string): string {
  const start = styles.indexOf(`w:styleId="${id}"`)
  const spacing = styles.indexOf('<w:spacing', start)
  return `${styles.slice(0, spacing)}<w:snapToGrid w:val="0"/>${styles.slice(spacing)}`
}

/** Random ids in the order in which the document uses them. */
function relationIds(entries: { name: string; text: string }[]): Map<string, string> {
  const document = entries.find(({ name }) => name === 'word/document.xml')?.text ?? ''
  const random = [...document.matchAll(/<w:hyperlink[^>]*\br:id="([^"]+)"/gu)].map((match) => match[1]!)
  return new Map([...new Set(random)].map((id, index) => [id, `rIdLink${index + 1}`]))
}

/** Word wants the content types first; the rest goes by name. */
function order(name: string): number {
  return name === '[Content_Types].xml' ? 0 : name.startsWith('_rels/') ? 1 : 2
}

function momentOf(issuedAt: string): string {
  return `${new Date(issuedAt).toISOString().slice(0, 19)}Z`
}

function fontTableXml(): string {
  const fonts = fontTable.map(({ name, instead, panose, family }) =>
    `<w:font w:name="${name}"><w:altName w:val="${instead}"/><w:panose1 w:val="${panose}"/><w:charset w:val="86"/><w:family w:val="${family}"/><w:pitch w:val="${family === 'modern' ? 'fixed' : 'variable'}"/></w:font>`)
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts.join('')}</w:fonts>`
}
