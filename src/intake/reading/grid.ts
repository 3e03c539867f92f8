import { megabytes, tooLarge } from './refusals.ts'
import type { Cell, Merge, ReadLimits, Sheet } from './workbook.ts'

/** One reading of one file: its name for messages, what it may cost, what it has cost, whom to tell. */
export type Reading = {
  file: string
  limits: ReadLimits
  cells: number
  rows: number
  characters: number
  onRows?: (rows: number) => void
}

/** A sheet being filled. */
export type Grid = { reading: Reading; name: string; rows: Cell[][]; width: number }

const progressEvery = 8192

export function openReading(file: string, limits: ReadLimits, onRows?: (rows: number) => void): Reading {
  return { file, limits, cells: 0, rows: 0, characters: 0, onRows }
}

export function openGrid(reading: Reading, name: string): Grid {
  return { reading, name: cleanText(name), rows: [], width: 0 }
}

/** Appends a row. Empty cells at its end are cut off. */
export function addRow(grid: Grid, row: Cell[]): void {
  let width = row.length
  while (width > 0 && row[width - 1] === null) width--
  row.length = width
  grid.rows.push(row)
  countRow(grid)
  if (width > grid.width) widen(grid, width)
  grid.reading.cells += width
  if (grid.reading.cells > grid.reading.limits.maxCells) throw tooManyCells(grid.reading)
}

/** Puts a value at a place counted from 0; rows and cells between are filled up as empty. */
export function setCell(grid: Grid, top: number, left: number, value: Cell): void {
  const { rows, reading } = grid
  if (top >= rows.length) {
    if (top >= reading.limits.maxRows) throw tooManyRows(reading)
    while (rows.length <= top) {
      rows.push([])
      countRow(grid)
    }
  }
  const row = rows[top] as Cell[]
  if (typeof value === 'string') countText(reading, value.length)
  if (left >= row.length) {
    if (left >= grid.width) widen(grid, left + 1)
    reading.cells += left + 1 - row.length
    if (reading.cells > reading.limits.maxCells) throw tooManyCells(reading)
    while (row.length < left) row.push(null)
    row.push(value)
  } else row[left] = value
}

/** Notes merged cells; there cannot be more of them than rows may be. */
export function addMerge({ reading }: Grid, merges: Merge[], merge: Merge): void {
  if (merges.length >= reading.limits.maxRows) throw tooManyCells(reading)
  merges.push(merge)
}

/** The finished sheet: empty rows at the end are gone, merged cells reach no further than the cells do. */
export function closeGrid(grid: Grid, merges: Merge[] = [], rowNumbers?: ArrayLike<number>): Sheet {
  const { rows, width } = grid
  while (rows.length > 0 && (rows[rows.length - 1] as Cell[]).length === 0) rows.pop()
  const clipped = merges
    .filter(({ top, left, bottom, right }) => top >= 0 && left >= 0 && bottom >= top && right >= left && top < rows.length && left < width)
    .map(({ top, left, bottom, right }) => ({ top, left, bottom: Math.min(bottom, rows.length - 1), right: Math.min(right, width - 1) }))
    .filter(({ top, left, bottom, right }) => bottom > top || right > left)
  return { name: grid.name, rows, rowNumbers: rowNumbers ?? countFromOne(rows.length), merges: clipped }
}

/** An empty row costs as much as a cell. */
function countRow(grid: Grid): void {
  const { reading } = grid
  if (++reading.cells > reading.limits.maxCells) throw tooManyCells(reading)
  if (grid.rows.length > reading.limits.maxRows) throw tooManyRows(reading)
  reading.rows++
  if (reading.rows % progressEvery === 0) reading.onRows?.(reading.rows)
}

/** A workbook keeps a long text once and may show it in every cell: what comes out of it is bounded like what is unpacked. */
function countText(reading: Reading, length: number): void {
  const most = reading.limits.maxUnpackedBytes / 4
  reading.characters += length
  if (reading.characters > most) {
    throw tooLarge(reading.file, { zh: `文字超过 ${Math.round(most)} 个字符`, en: `more than ${Math.round(most)} characters of text` })
  }
}

function widen(grid: Grid, width: number): void {
  if (width > grid.reading.limits.maxColumns) throw tooManyColumns(grid)
  grid.width = width
}

export function tooManyColumns({ name, reading: { file, limits } }: Grid): Error {
  return tooLarge(file, {
    zh: `工作表“${name}”的列数超过 ${limits.maxColumns}`,
    en: `sheet "${name}" has more than ${limits.maxColumns} columns`,
  })
}

function tooManyRows({ file, limits }: Reading): Error {
  return tooLarge(file, { zh: `行数超过 ${limits.maxRows}`, en: `more than ${limits.maxRows} rows` })
}

export function tooManyCells({ file, limits }: Reading): Error {
  return tooLarge(file, { zh: `单元格数超过 ${limits.maxCells}`, en: `more than ${limits.maxCells} cells` })
}

export function tooManyBytes(file: string, bytes: number, limit: number): Error {
  return tooLarge(file, {
    zh: `大小为 ${megabytes(bytes)} MB，上限 ${megabytes(limit)} MB`,
    en: `${megabytes(bytes)} MB, the limit is ${megabytes(limit)} MB`,
  })
}

function countFromOne(length: number): Uint32Array {
  const numbers = new Uint32Array(length)
  for (let i = 0; i < length; i++) numbers[i] = i + 1
  return numbers
}

/** A text as a cell: cleaned, and nothing where nothing is left. */
export function textCell(text: string): Cell {
  return cleanText(text) || null
}

// eslint-disable-next-line no-control-regex -- NUL is what is looked for
const needsCleaning = /[\0\uD800-\uDFFF]/

/** Text as PostgreSQL can keep it: without NUL, an unpaired surrogate replaced by U+FFFD. */
export function cleanText(text: string): string {
  return needsCleaning.test(text) ? text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\uFFFD') : text
}
