import { endFields, recipeSchema, type Recipe } from '../../shared/sheets.ts'
import { keysOf, sheetKinds, type SheetKind } from '../../shared/vocabulary.ts'
import type { Cell, Sheet } from '../reading/workbook.ts'
import { fieldsOf } from './bind.ts'
import { findKnown } from './known.ts'
import { filledRows } from './grid.ts'
import { givenElsewhere, restOf } from './elsewhere.ts'
import { fieldsByShape, shapeOfColumn, type ValueShape } from './shapes.ts'
import { headingWords, telling, wordsOf } from './synonyms.ts'
import type { Heading, Table } from './table.ts'
import { cellText, fold, likeness } from './text.ts'
import { fitsValue } from './units.ts'
import { isMeasured, isSerial } from './wide.ts'

export type GuessedField = { field: string; letter: string; text: string; why: 'exact' | 'similar' | 'values' }
export type Guess = {
  kind: SheetKind
  recipe: Recipe
  confidence: number
  /** A shipped or kept recipe recognised the sheet: nothing to ask. */
  known: boolean
  unmapped: Heading[]
  alternatives: { kind: SheetKind; confidence: number }[]
  fields: GuessedField[]
  /** What the guess took from elsewhere than a column, to be shown: a period out of the title, a relation. */
  constants: Recipe['constants']
}

export type GuessInput = { rows: readonly Cell[][]; table: Table; file: { name: string } }
export type Match = { field: string; heading: Heading; score: number; why: GuessedField['why'] }
type Candidate = { kind: SheetKind; matches: Match[]; constants: Recipe['constants']; units: Recipe['units']; wide: boolean; confidence: number }

const leastConfidence = 0.35
/** Two kinds that fit nearly as well as each other are not told apart: the guess says so by its confidence. */
const closeCall = 0.04
const undecided = 0.5

/**
 * Says what a table holds: by a recipe that recognises it, else by its headings (word for word, then similar ones), the look of its
 * values, and the words of sheet, title and file. Undefined when no kind of sheet fits.
 */
export function guess(table: Table, sheet: Sheet, file: { name: string }, recipes: readonly Recipe[]): Guess | undefined {
  const known = findKnown(table, file, recipes)
  if (known) return known
  const input = { rows: filledRows(sheet), table, file }
  const shapes = new Map(table.headings.map((heading) => [heading.column, shapeOfColumn(input.rows, table, heading.column)]))
  const candidates = keysOf(sheetKinds)
    .map((kind) => consider(kind, input, shapes))
    .filter((candidate) => candidate !== undefined)
    .sort((a, b) => b.confidence - a.confidence)
  const best = candidates[0]
  if (!best || best.confidence < leastConfidence) return undefined
  const second = candidates[1]
  const close = second !== undefined && best.confidence - second.confidence < closeCall
  return describe(close ? { ...best, confidence: Math.min(best.confidence, undecided) } : best, candidates.slice(1), input)
}

/** The guess for one kind that a person has chosen, whatever its confidence. */
export function guessAs(kind: SheetKind, table: Table, sheet: Sheet, file: { name: string }): Guess {
  const input = { rows: filledRows(sheet), table, file }
  const shapes = new Map(table.headings.map((heading) => [heading.column, shapeOfColumn(input.rows, table, heading.column)]))
  const matches = assign(kind, table, shapes)
  const candidate = consider(kind, input, shapes) ?? { kind, matches, ...givenElsewhere(kind, matches, input), wide: false, confidence: 0 }
  return describe(candidate, [], input)
}

function describe({ kind, matches, constants, units, wide, confidence }: Candidate, others: readonly Candidate[], { rows, table, file }: GuessInput): Guess {
  const isRead = (heading: Heading) => wide && !isSerial(heading) && isMeasured(rows, table, heading.column)
  const headings = Object.fromEntries(matches.map((match) => [match.field, [match.heading.text]]))
  const recognisedBy = table.headings.map((heading) => heading.text)
  const recipe = recipeSchema.parse({ name: recipeName(file.name, table.sheet), kind, recognisedBy, headings, constants, units, wide })
  return {
    kind, recipe, confidence, known: false, constants,
    unmapped: restOf(matches, table).filter((heading) => !isRead(heading)),
    alternatives: others.map((other) => ({ kind: other.kind, confidence: other.confidence })),
    fields: matches.map(({ field, heading, why }) => ({ field, letter: heading.letter, text: heading.text, why })),
  }
}

function recipeName(file: string, sheet: string): string {
  const base = file.replace(/^.*[/\\]/, '').replace(/\.[^.]*$/, '')
  return (sheet === '' || base.includes(sheet) ? base || sheet || 'recipe' : `${base} ${sheet}`).slice(0, 100)
}

function consider(kind: SheetKind, input: GuessInput, shapes: ReadonlyMap<number, ValueShape>): Candidate | undefined {
  const matches = assign(kind, input.table, shapes).filter((match, _, all) => identifies(match, all, input))
  const { constants, units } = givenElsewhere(kind, matches, input)
  const found = new Set([...matches.map((match) => match.field), ...Object.keys(constants)])
  const measured = kind === 'observations' ? restOf(matches, input.table).filter((heading) => shapes.get(heading.column) === 'numbers') : []
  const wide = isWide(found, matches, { table: input.table, measured })
  if (!complete(kind, found, wide)) return undefined
  return { kind, matches, constants, units, wide, confidence: confidenceOf(kind, matches, { read: wide ? measured.length : 0, input }) }
}

/** Each heading to one field and each field to one heading, the surest pairs first. */
function assign(kind: SheetKind, table: Table, shapes: ReadonlyMap<number, ValueShape>): Match[] {
  const possible = table.headings.flatMap((heading) => matchesOf(kind, heading, shapes.get(heading.column)))
  possible.sort((a, b) => b.score - a.score || a.heading.column - b.heading.column)
  const fields = new Set<string>()
  const columns = new Set<number>()
  const taken: Match[] = []
  for (const match of possible) {
    if (fields.has(match.field) || columns.has(match.heading.column)) continue
    fields.add(match.field)
    columns.add(match.heading.column)
    taken.push(match)
  }
  return taken.sort((a, b) => a.heading.column - b.heading.column)
}

function matchesOf(kind: SheetKind, heading: Heading, shape: ValueShape): Match[] {
  const exact = exactMatches(kind, heading)
  const fitting = (exact.length > 0 ? exact : similarMatches(kind, heading)).filter(({ field }) => unitFits(kind, field, heading))
  const byShape = shape && fieldsByShape[kind][shape]
  if (byShape && !fitting.some((match) => match.field === byShape)) fitting.push({ field: byShape, heading, score: 0.45, why: 'values' })
  return fitting
}

/** How many rows are looked at to see whether a code tells the bearers of names apart. */
const comparedRows = 2000

/** A code that bearers of different names share is one of something else: the id of a concept beside its firms is no code of theirs. */
function identifies({ field, heading }: Match, all: readonly Match[], { rows, table }: GuessInput): boolean {
  const name = all.find((match) => match.field === 'name')?.heading
  if (field !== 'code' || !name) return true
  const bearers = new Map<string, Set<string>>()
  for (const row of rows.slice(table.firstRow, Math.min(table.lastRow + 1, table.firstRow + comparedRows))) {
    const [code, bearer] = [heading, name].map(({ column }) => fold(cellText(row[column] ?? null)))
    if (code && bearer) bearers.set(code, (bearers.get(code) ?? new Set()).add(bearer))
  }
  const shared = [...bearers.values()].filter(({ size }) => size > 2).length
  return shared <= bearers.size / 4
}

/** `2025年营业收入` is revenue, of a year. */
const ofYear = /^(?:(?:19|20)\d{2}\s*年度?|上年度?|本年度?)/

function exactMatches(kind: SheetKind, heading: Heading): Match[] {
  const index = headingWords[kind]
  const { text, label } = heading
  const own = label.split('_').at(-1)!
  const keys = [text, label, own, label.replace(/[(（][^()（）]*[)）]/g, ''), label.replace(ofYear, ''), own.replace(ofYear, '')]
  for (const [at, key] of keys.entries()) {
    const hits = index.get(fold(key))
    if (hits) return hits.map(({ field, rank }) => ({ field, heading, score: 1 - at * 0.02 - Math.min(rank, 40) * 0.003, why: 'exact' as const }))
  }
  return []
}

function similarMatches(kind: SheetKind, heading: Heading): Match[] {
  const key = fold(heading.label)
  if (key.length < 3) return []
  return Object.keys(fieldsOf(kind)).flatMap((field) => {
    const best = Math.max(...wordsOf(kind, field).map((word) => likeness(key, word)))
    return best >= 0.66 ? [{ field, heading, score: best * 0.75, why: 'similar' as const }] : []
  })
}

/** A heading in %, say, is no revenue: 研发投入占比（%） must not be taken for 研发投入. */
function unitFits(kind: SheetKind, field: string, { unit, unitFrom }: Heading): boolean {
  return unit === undefined || unitFrom === 'title' || fitsValue(unit, fieldsOf(kind)[field]!.value)
}

/** No column of values, but columns of numbers whose headings are no field of an observation: most of the rest, or beside a period. */
function isWide(found: ReadonlySet<string>, matches: readonly Match[], { table, measured }: { table: Table; measured: readonly Heading[] }): boolean {
  if (found.has('value') || !found.has('subject') || measured.length === 0) return false
  return measured.length >= restOf(matches, table).length * 0.6 || matches.some((match) => match.field === 'period')
}

function complete(kind: SheetKind, found: ReadonlySet<string>, wide: boolean): boolean {
  const some = (...fields: string[]) => fields.some((field) => found.has(field))
  if (kind === 'organisations') return some('name', 'creditCode', 'stockCode') || (some('code') && some('shortName'))
  if (kind === 'nodes') return some('name', 'stageName')
  if (kind === 'inputs') return some('node', 'nodeCode') && some('input', 'inputCode')
  if (kind === 'supplies') return some('provider', 'providerCode', 'providerStockCode', 'providerCreditCode') && some('node', 'nodeCode')
  if (kind === 'links') return some(...endFields('supplier')) && some(...endFields('customer'))
  return some('subject', 'subjectCode') && (wide || (some('indicator') && some('value') && some('period')))
}

const hints: Record<SheetKind, RegExp> = {
  organisations: /名单|名录|企业库|主体|会员|单位|organi[sz]ation|compan|firm|enterprise|member/i,
  nodes: /环节|节点|产品目录|产品清单|产品表|node|product/i,
  inputs: /投入|关系|上下游|物料清单|bom|input|relation|sequence|edge|link/i,
  supplies: /供给|供应|供货|供应商|suppl|provision|vendor/i,
  links: /交易|往来|采购|销售明细|发票|客户|transaction|trade|sales|customer|link/i,
  observations: /指标|统计|年鉴|监测|数据|面板|indicator|observation|statistic|panel|yearbook/i,
}

/** How much of the sheet the kind explains, with a word for telling fields and for what file, sheet and title say. */
function confidenceOf(kind: SheetKind, matches: readonly Match[], { read, input }: { read: number; input: GuessInput }): number {
  const headings = Math.max(1, input.table.headings.length)
  const explained = matches.reduce((sum, match) => sum + match.score * (telling[kind].has(match.field) ? 1.25 : 1), 0)
  const coverage = Math.min(1, (explained + read * 0.85) / headings)
  const title = `${input.file.name} ${input.table.sheet} ${input.table.notes.join(' ')}`
  const hint = hints[kind].test(title) ? 0.08 : 0
  const unsure = matches.some((match) => match.why === 'values') ? 0.1 : 0
  const single = matches.length < 2 && read === 0 ? 0.15 : 0
  return Math.max(0, Math.min(0.99, 0.25 + coverage * 0.65 + hint - unsure - single))
}
