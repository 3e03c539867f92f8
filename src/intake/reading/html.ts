import type { Cell, Merge, Sheet } from './workbook.ts'
import { addMerge, addRow, closeGrid, openGrid, setCell, tooManyColumns, type Grid, type Reading } from './grid.ts'
import { unknownFile } from './refusals.ts'

/**
 * A web page that calls itself a spreadsheet, as many yearbook and tax systems export it. Like Excel, everything goes into one
 * sheet in the order of the page: lines of text around the tables (titles, units, notes) become rows of one cell, tables follow
 * row by row, and a cell that spans several is a merged cell. Text stays text.
 */
export function readHtml(reading: Reading, html: string, name: string): Sheet {
  const page: Page = { grid: openGrid(reading, name), merges: [], open: [], text: '' }
  let tables = 0
  for (const token of tokensOf(html)) {
    if (token.text !== undefined) page.text += token.text
    else if (token.tag === 'table' && !token.closing) {
      tables++
      openTable(page)
    } else onTag(page, token)
  }
  while (page.open.length > 0) closeTable(page)
  flushLine(page)
  if (tables === 0) throw unknownFile(reading.file, { zh: '没有表格的网页', en: 'a web page without a table' })
  return closeGrid(page.grid, page.merges)
}

type Tag = { tag: string; closing: boolean; attributes: string; text?: undefined }
type Token = Tag | { text: string }
type OpenCell = { columns: number; rows: number }
/** `reserved[column]` is the first row below that a cell from above no longer covers. */
type OpenTable = { row: number; column: number; reserved: number[]; inRow: boolean; cell?: OpenCell }
type Page = { grid: Grid; merges: Merge[]; open: OpenTable[]; text: string }

const maxSpan = 65_536
const maxNesting = 50
const lineTags = new Set(['p', 'div', 'br', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li', 'ul', 'ol', 'center', 'caption', 'body', 'html', 'hr', 'pre'])

function onTag(page: Page, { tag, closing, attributes }: Tag): void {
  const table = page.open.at(-1)
  if (table && tag === 'table') closeTable(page)
  else if (table && tag === 'tr') (closing ? closeRow : openRow)(page, table)
  else if (table && (tag === 'td' || tag === 'th')) {
    if (closing) closeCell(page, table)
    else openCell(page, table, attributes)
  } else if (lineTags.has(tag)) {
    if (table?.cell) page.text += '\n'
    else flushLine(page)
  }
}

function openTable(page: Page): void {
  flushLine(page)
  if (page.open.length >= maxNesting) throw unknownFile(page.grid.reading.file, { zh: '嵌套过深的网页', en: 'a web page nested too deep' })
  page.open.push({ row: page.grid.rows.length, column: 0, reserved: [], inRow: false })
}

function closeTable(page: Page): void {
  const table = page.open.pop()
  if (table) closeRow(page, table)
}

function openRow(page: Page, table: OpenTable): void {
  closeRow(page, table)
  page.text = ''
  table.inRow = true
  table.column = 0
  table.row = page.grid.rows.length
  addRow(page.grid, [])
}

function closeRow(page: Page, table: OpenTable): void {
  closeCell(page, table)
  table.inRow = false
}

function openCell(page: Page, table: OpenTable, attributes: string): void {
  if (!table.inRow) openRow(page, table)
  closeCell(page, table)
  while ((table.reserved[table.column] ?? 0) > table.row) table.column++
  if (table.column >= page.grid.reading.limits.maxColumns) throw tooManyColumns(page.grid)
  page.text = ''
  table.cell = { columns: span(attributes, 'colspan'), rows: span(attributes, 'rowspan') }
}

function closeCell(page: Page, table: OpenTable): void {
  const { cell, row, column } = table
  if (!cell) return
  table.cell = undefined
  const value = cellText(page.text)
  page.text = ''
  if (value !== null) setCell(page.grid, row, column, value)
  const right = Math.min(column + cell.columns, page.grid.reading.limits.maxColumns) - 1
  if (cell.rows > 1) for (let c = column; c <= right; c++) table.reserved[c] = row + cell.rows
  if (cell.rows > 1 || right > column) addMerge(page.grid, page.merges, { top: row, left: column, bottom: row + cell.rows - 1, right })
  table.column = right + 1
}

/** Text outside cells is a row of its own. */
function flushLine(page: Page): void {
  const text = page.open.at(-1)?.inRow ? null : cellText(page.text)
  if (text !== null) addRow(page.grid, [text])
  if (!page.open.at(-1)?.cell) page.text = ''
}

function cellText(text: string): Cell {
  const lines = text.split('\n').map((line) => line.replace(/[\s\u00a0]+/g, ' ').trim()).filter((line) => line !== '')
  return lines.length === 0 ? null : lines.join('\n')
}

function span(attributes: string, name: string): number {
  const found = new RegExp(`\\b${name}\\s*=\\s*["']?\\s*(\\d{1,6})`, 'i').exec(attributes)?.[1]
  return Math.min(Math.max(1, Number(found ?? 1)), maxSpan)
}

/** Tags and the text between them; comments, scripts and styles are passed over. */
function* tokensOf(html: string): Generator<Token> {
  const markup = /<(?:(\/?)([a-z][a-z0-9:]*)|[!?/])/gi
  let at = 0
  while (at < html.length) {
    markup.lastIndex = at
    const match = markup.exec(html)
    const open = match?.index ?? html.length
    if (open > at) yield { text: plainText(html.slice(at, open)) }
    if (!match) return
    if (match[2] === undefined) {
      at = endOfMark(html, open)
      continue
    }
    const tag = match[2].toLowerCase()
    const end = endOfTag(html, markup.lastIndex)
    yield { tag, closing: match[1] === '/', attributes: html.slice(markup.lastIndex, end) }
    at = end + 1
    if (match[1] === '' && (tag === 'script' || tag === 'style' || tag === 'xml' || tag === 'title')) at = endOfRaw(html, tag, at)
  }
}

function endOfMark(html: string, open: number): number {
  const close = html.startsWith('<!--', open) ? html.indexOf('-->', open + 4) + 2 : html.indexOf('>', open)
  return close < open ? html.length : close + 1
}

function endOfTag(html: string, from: number): number {
  for (let at = from; at < html.length; at++) {
    const char = html[at]
    if (char === '>') return at
    if ((char === '"' || char === "'") && /=\s{0,9}$/.test(html.slice(Math.max(from, at - 10), at))) {
      const close = html.indexOf(char, at + 1)
      if (close > 0) at = close
    }
  }
  return html.length
}

function endOfRaw(html: string, tag: string, from: number): number {
  const close = new RegExp(`</${tag}\\b`, 'ig')
  close.lastIndex = from
  return close.exec(html)?.index ?? html.length
}

const entities: Record<string, string> = {
  nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", copy: '©', reg: '®', times: '×', middot: '·', deg: '°', plusmn: '±',
  ldquo: '“', rdquo: '”', lsquo: '‘', rsquo: '’', mdash: '—', ndash: '–', hellip: '…', emsp: ' ', ensp: ' ', micro: 'µ', sup2: '²', sup3: '³', bull: '•', permil: '‰',
}

function plainText(text: string): string {
  const flat = text.replace(/\s+/g, ' ')
  if (!flat.includes('&')) return flat
  return flat.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}\d?));?/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return entities[name] ?? entities[name.toLowerCase()] ?? whole
    return characterOf(decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal))
  })
}

/** The character of a number in markup; nothing for NUL, U+FFFD for what is none. */
export function characterOf(code: number): string {
  if (code === 0) return ''
  return code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? '\uFFFD' : String.fromCodePoint(code)
}
