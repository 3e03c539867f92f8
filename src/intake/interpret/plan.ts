import { endFields, type FieldValue, type Recipe } from '../../shared/sheets.ts'
import type { SheetKind } from '../../shared/vocabulary.ts'
import type { Cell } from '../reading/workbook.ts'
import { bindFields, checkBound, checkConstants, fieldsOf, findHeading } from './bind.ts'
import { warn, type Log, type Place } from './log.ts'
import { messages } from './messages.ts'
import { readNumber } from './numbers.ts'
import { readerOf, remember, type CellReader } from './readers.ts'
import type { Heading, Table } from './table.ts'
import { fold } from './text.ts'
import type { WideColumn } from './wide.ts'
import { fitsValue, readUnit } from './units.ts'

/** A field, the column it is read from, and how. */
export type Source = { field: string; column: number; heading: Heading; place: Place; read: CellReader }

/** One reading of a row: what is read, what is constant, and which cell must be filled for it to be taken at all. */
export type Reading = {
  sources: Source[]
  constants: Record<string, FieldValue>
  /** Column that must be filled; -1: the reading's heading is absent, so it is never taken. */
  when?: number
  relation?: { column: number; isSwapped: (word: string) => boolean }
}

export type Plan = { recipe: Recipe; readings: Reading[]; used: ReadonlySet<number> }
export type Lines = { rows: readonly Cell[][]; table: Table }

/** Works out once per sheet how each of its columns is read. Doubts about whole columns are noted in the log. */
export function planSheet(lines: Lines, recipe: Recipe, log: Log): Plan {
  const main = planReading(lines, recipe, { headings: recipe.headings, constants: recipe.constants, when: recipe.when }, log)
  const also = recipe.also.map((other) => planReading(lines, recipe, other, log))
  const readings = [main, ...also]
  const used = new Set(readings.flatMap((reading) => reading.sources.map((source) => source.column)))
  checkBound(recipe, lines.table, used.size)
  return { recipe, readings, used }
}

/** What every row must have, by kind: one of the fields of each group. */
const needed: Record<SheetKind, string[][]> = {
  organisations: [['name', 'code', 'creditCode', 'stockCode']],
  nodes: [['name', 'code', 'stageName', 'stageCode']],
  inputs: [['node', 'nodeCode'], ['input', 'inputCode'], ['relation']],
  supplies: [['provider', 'providerCode', 'providerStockCode', 'providerCreditCode'], ['node', 'nodeCode']],
  links: [endFields('supplier'), endFields('customer')],
  observations: [['subject', 'subjectCode'], ['period'], ['indicator']],
}

/** The first thing that no row can have, because no column, constant or heading of a wide sheet brings it. */
export function findLacking({ recipe, readings }: Plan, wide: readonly WideColumn[] | undefined): Place | undefined {
  const main = readings[0]!
  const brought = new Set([...main.sources.map((source) => source.field), ...Object.keys(main.constants)])
  if (wide?.length && wide.every((column) => column.indicator !== undefined)) brought.add('indicator')
  if (wide?.length && wide.every((column) => column.period !== undefined)) brought.add('period')
  const lacking = needed[recipe.kind].find((group) => !group.some((field) => brought.has(field)))?.[0]
  return lacking === undefined ? undefined : { field: lacking, title: fieldsOf(recipe.kind)[lacking]!.title }
}

type Stated = { headings: Recipe['headings']; constants: Recipe['constants']; when?: string }

function planReading(lines: Lines, recipe: Recipe, { headings, constants, when }: Stated, log: Log): Reading {
  checkConstants(recipe, constants)
  const bound = bindFields(lines.table, recipe, headings)
  const sources = [...bound].map(([field, heading]) => planSource(lines, recipe, { field, heading }, log))
  const longitude = bound.get('longitude')
  if (longitude && !bound.has('datum') && constants.datum === undefined) warn(log, 'datum-assumed', messages.datumAssumed(longitude.text), { field: 'longitude', title: fieldsOf(recipe.kind)['longitude']!.title, heading: longitude })
  const relation = bound.get('relation')
  const swapped = new Set(recipe.swapped?.map(fold))
  return {
    sources,
    // A row that leaves its datum blank where others state theirs is told apart from a sheet without any.
    constants: bound.has('datum') ? { datum: '', ...constants } : constants,
    when: when === undefined ? undefined : (findHeading(lines.table.headings, [when])?.column ?? -1),
    relation: relation && swapped.size > 0 ? { column: relation.column, isSwapped: remember((word) => swapped.has(fold(word))) } : undefined,
  }
}

function planSource(lines: Lines, recipe: Recipe, { field: name, heading }: { field: string; heading: Heading }, log: Log): Source {
  const field = fieldsOf(recipe.kind)[name]!
  const place: Place = { field: name, title: field.title, heading }
  const unit = recipe.units[name] ?? (heading.unit !== undefined && (heading.unitFrom !== 'title' || fitsValue(heading.unit, field.value)) ? heading.unit : undefined)
  const percents = field.value === 'share' && holdsPercents(lines, { place, heading }, { unit, stated: recipe.units[name] !== undefined }, log)
  if (field.value === 'money' && unit === undefined && hasBareNumbers(lines, heading.column)) {
    warn(log, 'unit-assumed', messages.unitAssumed(field.title, heading.text), place)
  }
  return { field: name, column: heading.column, heading, place, read: readerOf({ field, place, unit, percents, recipe }) }
}

/**
 * Whether the plain numbers of a share column are percentages. Said by the recipe, that settles it. Said by the heading, they are
 * unless none exceeds 1. Not said: they are when more than a tenth of them exceed 1 and none exceeds what rounding can add up to.
 */
function holdsPercents(lines: Lines, { place, heading }: { place: Place; heading: Heading }, { unit, stated }: { unit?: string; stated: boolean }, log: Log): boolean {
  const percent = unit !== undefined && readUnit(unit)?.kind === 'share'
  if (stated) return percent
  const { count, above, most } = plainNumbers(lines, heading.column)
  if (count === 0) return percent
  if (percent && most <= 1) {
    warn(log, 'unit-assumed', messages.fractionColumn(place.title, heading.text), place)
    return false
  }
  if (percent) return true
  if (above <= count / 10 || above < 2 || most > 102) return false
  warn(log, 'unit-assumed', messages.percentColumn(place.title, heading.text), place)
  return true
}

function plainNumbers({ rows, table }: Lines, column: number): { count: number; above: number; most: number } {
  const found = { count: 0, above: 0, most: -Infinity }
  for (let i = table.firstRow; i <= table.lastRow; i++) {
    const cell = rows[i]?.[column]
    const value = typeof cell === 'number' ? cell : typeof cell === 'string' && cell !== '' ? plainValue(cell) : undefined
    if (value === undefined) continue
    found.count++
    if (value > 1) found.above++
    if (value > found.most) found.most = value
  }
  return found
}

function plainValue(cell: string): number | undefined {
  const read = readNumber(cell)
  return read && !read.unit ? read.value : undefined
}

function hasBareNumbers({ rows, table }: Lines, column: number): boolean {
  for (let i = table.firstRow; i <= table.lastRow; i++) {
    const cell = rows[i]?.[column]
    if (typeof cell === 'number') return true
    if (typeof cell === 'string' && cell !== '' && plainValue(cell) !== undefined) return true
  }
  return false
}
