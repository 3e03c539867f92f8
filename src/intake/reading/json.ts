import type { Cell, Sheet } from './workbook.ts'
import { addRow, cleanText, closeGrid, openGrid, textCell, tooManyColumns, type Grid, type Reading } from './grid.ts'
import { findJsonFault } from './json-fault.ts'
import { brokenFile, unknownFile } from './refusals.ts'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
type JsonObject = { [key: string]: Json }

/** Deeper than this a value stays JSON text: no person made it, and no heading should be that long. */
const maxDepth = 12
const separator = '；'

/** Whether text beginning like JSON is one value a line: the first line is complete, and another follows that begins like it. */
export function isJsonLines(text: string): boolean {
  const end = text.indexOf('\n')
  if (end < 0 || !/^\s*[{[]/.test(text.slice(end, end + 200))) return false
  return parseOrUndefined(text.slice(0, end)) !== undefined
}

/** One record a line; blank lines are passed over. The headings are the union of the keys and stand in a row numbered 0. */
export function readJsonLines(reading: Reading, text: string, name: string): Sheet[] {
  const records = openRecords(reading, name, text)
  let line = 0
  for (let at = 0; at < text.length; ) {
    const found = text.indexOf('\n', at)
    const end = found < 0 ? text.length : found
    line++
    const part = text.slice(at, end)
    if (part.trim() !== '') addRecord(records, parseLine(reading, part, line), line)
    at = end + 1
  }
  return [closeRecords(records)]
}

/** A list of records, lists by name (one sheet each), columns by name, or a list of lists. */
export function readJson(reading: Reading, text: string, name: string): Sheet[] {
  const value = parseJson(text, (place) => brokenFile(reading.file, place))
  if (Array.isArray(value)) return [readList(reading, value, name, text)]
  if (!isObject(value)) throw unknownFile(reading.file, { zh: '单个 JSON 值', en: 'a single JSON value' })
  const columns = Object.entries(value)
  const height = Array.isArray(columns[0]?.[1]) ? columns[0][1].length : -1
  if (columns.length > 0 && columns.every(([, list]) => Array.isArray(list) && list.length === height && list.every(isScalar))) {
    return [readColumns(reading, columns as [string, Json[]][], name, text)]
  }
  const lists = findLists(value, '', 0)
  if (lists.length > 0) return lists.map(([path, list]) => readList(reading, list, path, text))
  return [readList(reading, [value], name, text)]
}

function readList(reading: Reading, list: Json[], name: string, text: string): Sheet {
  if (!list.some(isObject)) return readPlainRows(reading, list, name)
  const records = openRecords(reading, name, text)
  list.forEach((item, index) => addRecord(records, item, index + 1))
  return closeRecords(records)
}

/** Lists of lists and lists of scalars have no keys: rows as they are, numbered from 1. */
function readPlainRows(reading: Reading, list: Json[], name: string): Sheet {
  const grid = openGrid(reading, name)
  for (const item of list) addRow(grid, Array.isArray(item) ? item.map((value) => toCell(value, cleanText)) : [toCell(item, cleanText)])
  return closeGrid(grid)
}

function readColumns(reading: Reading, columns: [string, Json[]][], name: string, text: string): Sheet {
  const records = openRecords(reading, name, text)
  const height = columns[0]?.[1].length ?? 0
  for (let i = 0; i < height; i++) {
    addRecord(records, Object.fromEntries(columns.map(([key, list]) => [key, list[i] ?? null])), i + 1)
  }
  return closeRecords(records)
}

function findLists(value: JsonObject, path: string, depth: number): [string, Json[]][] {
  return Object.entries(value).flatMap(([key, item]): [string, Json[]][] => {
    const name = path === '' ? key : `${path}.${key}`
    if (Array.isArray(item) && item.some(isObject)) return [[name, item]]
    return isObject(item) && depth < 3 ? findLists(item, name, depth + 1) : []
  })
}

type Records = { grid: Grid; columns: Map<string, number>; headings: Cell[]; numbers: number[]; clean: (text: string) => string }

function openRecords(reading: Reading, name: string, text: string): Records {
  const headings: Cell[] = []
  const grid = openGrid(reading, name)
  grid.rows.push(headings)
  const escapes = /\\u(?:0000|d[89a-f])/i.test(text)
  return { grid, columns: new Map(), headings, numbers: [0], clean: escapes ? cleanText : (plain) => plain }
}

function addRecord(records: Records, item: Json, number: number): void {
  const row: Cell[] = []
  if (Array.isArray(item)) for (const value of item) row.push(toCell(value, records.clean))
  else if (isObject(item)) addFields(records, row, item, '', 0)
  else addFields(records, row, { value: item }, '', 0)
  addRow(records.grid, row)
  records.numbers.push(number)
}

function addFields(records: Records, row: Cell[], item: JsonObject, prefix: string, depth: number): void {
  for (const key in item) {
    const value = item[key] as Json
    if (isObject(value) && depth < maxDepth) {
      addFields(records, row, value, `${prefix}${key}.`, depth + 1)
      continue
    }
    const column = columnOf(records, prefix === '' ? key : prefix + key)
    while (row.length < column) row.push(null)
    row[column] = toCell(value, records.clean)
  }
}

function columnOf(records: Records, key: string): number {
  const known = records.columns.get(key)
  if (known !== undefined) return known
  const column = records.headings.length
  if (column >= records.grid.reading.limits.maxColumns) throw tooManyColumns(records.grid)
  records.columns.set(key, column)
  records.headings.push(textCell(key))
  return column
}

function closeRecords({ grid, numbers, headings }: Records): Sheet {
  grid.width = Math.max(grid.width, headings.length)
  const sheet = closeGrid(grid)
  return { ...sheet, rowNumbers: Uint32Array.from(numbers.slice(0, sheet.rows.length)) }
}

function toCell(value: Json, clean: (text: string) => string): Cell {
  if (typeof value === 'string') return clean(value) || null
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value) && value.every(isScalar)) {
    return clean(value.filter((part) => part !== null).join(separator)) || null
  }
  return clean(JSON.stringify(value))
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isScalar(value: Json): boolean {
  return typeof value !== 'object' || value === null
}

function parseLine(reading: Reading, part: string, line: number): Json {
  return parseJson(part, (place) =>
    brokenFile(reading.file, { zh: `第 ${line} 行：${place.zh}`, en: `line ${line}: ${place.en}` }))
}

/** Whole numbers beyond 2^53, such as identifiers, would lose their last digits: they are read as text. NaN is nothing. */
const lossy = /[:[,\s]-?\d{16,}|NaN|Infinity/
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d{16,}(?![\d.eE])|NaN|-?Infinity/g

function parseJson(text: string, refuse: (place: { zh: string; en: string }) => Error): Json {
  const safe = lossy.test(text) ? text.replace(tokens, safeToken) : text
  try {
    return JSON.parse(safe) as Json
  } catch {
    throw refuse(placeOf(safe))
  }
}

function safeToken(token: string): string {
  if (token.startsWith('"') || Number.isSafeInteger(Number(token))) return token
  return /\d/.test(token) ? `"${token}"` : 'null'
}

function placeOf(text: string): { zh: string; en: string } {
  const position = findJsonFault(text)
  if (position >= text.length) return { zh: `JSON 在第 ${text.length} 个字符处中断`, en: `the JSON stops short at character ${text.length}` }
  const found = JSON.stringify(text.slice(position, position + 12))
  return { zh: `第 ${position + 1} 个字符处不是 JSON：${found}`, en: `not JSON at character ${position + 1}: ${found}` }
}

function parseOrUndefined(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
