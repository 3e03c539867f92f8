import { recipeSchema, type Recipe } from '../../shared/sheets.ts'
import { keysOf, sheetKinds, type SheetKind } from '../../shared/vocabulary.ts'
import type { Cell, Sheet } from '../reading/workbook.ts'
import { fieldsOf } from './bind.ts'
import { findKnown } from './known.ts'
import { filledRows } from './grid.ts'
import { periodInTitle, readPeriod } from './dates.ts'
import { fieldsByShape, shapeOfColumn, type ValueShape } from './shapes.ts'
import { headingWords, telling, wordsOf } from './synonyms.ts'
import type { Heading, Table } from './table.ts'
import { fold, likeness } from './text.ts'
import { readUnit } from './units.ts'

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
type Match = { field: string; heading: Heading; score: number; why: GuessedField['why'] }
type Candidate = { kind: SheetKind; matches: Match[]; constants: Recipe['constants']; wide: boolean; confidence: number }

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
  const candidate = consider(kind, input, shapes) ?? { kind, matches, constants: constantsFor(kind, matches, input), wide: false, confidence: 0 }
  return describe(candidate, [], input)
}

function describe({ kind, matches, constants, wide, confidence }: Candidate, others: readonly Candidate[], { table, file }: GuessInput): Guess {
  const mapped = new Set(matches.map((match) => match.heading.column))
  const headings = Object.fromEntries(matches.map((match) => [match.field, [match.heading.text]]))
  const recognisedBy = table.headings.map((heading) => heading.text)
  const recipe = recipeSchema.parse({ name: recipeName(file.name, table.sheet), kind, recognisedBy, headings, constants, wide })
  return {
    kind, recipe, confidence, known: false, constants,
    unmapped: wide ? [] : table.headings.filter((heading) => !mapped.has(heading.column)),
    alternatives: others.map((other) => ({ kind: other.kind, confidence: other.confidence })),
    fields: matches.map(({ field, heading, why }) => ({ field, letter: heading.letter, text: heading.text, why })),
  }
}

function recipeName(file: string, sheet: string): string {
  const base = file.replace(/^.*[/\\]/, '').replace(/\.[^.]*$/, '')
  return (sheet === '' || base.includes(sheet) ? base || sheet || 'recipe' : `${base} ${sheet}`).slice(0, 100)
}

function consider(kind: SheetKind, input: GuessInput, shapes: ReadonlyMap<number, ValueShape>): Candidate | undefined {
  const matches = assign(kind, input.table, shapes)
  const constants = constantsFor(kind, matches, input)
  const found = new Set([...matches.map((match) => match.field), ...Object.keys(constants)])
  const wide = kind === 'observations' && isWide(found, matches, input.table, shapes)
  if (wide && !found.has('indicator') && everyRestIsPeriod(matches, input.table)) {
    const title = input.table.notes[0] ?? ''
    if (title !== '') constants.indicator = title.slice(0, 100)
  }
  if (!complete(kind, new Set([...found, ...Object.keys(constants)]), wide)) return undefined
  return { kind, matches, constants, wide, confidence: confidenceOf(kind, matches, { wide, input }) }
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

function exactMatches(kind: SheetKind, heading: Heading): Match[] {
  const index = headingWords[kind]
  const keys = [heading.text, heading.label, heading.label.split('_').at(-1)!, heading.label.replace(/[(（][^()（）]*[)）]/g, '')]
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
function unitFits(kind: SheetKind, field: string, { unit }: Heading): boolean {
  const stated = unit === undefined ? undefined : readUnit(unit)
  if (!stated) return true
  const value = fieldsOf(kind)[field]!.value
  if (value === 'money') return stated.kind === 'money' || stated.kind === 'foreign' || stated.kind === 'scale'
  if (value === 'share') return stated.kind === 'share'
  if (value === 'days') return stated.kind === 'days'
  if (value === 'count') return stated.kind === 'count' || stated.kind === 'scale' || stated.kind === 'other'
  return value === 'number' || value === 'text'
}

const subjectKinds: [RegExp, string][] = [
  [/城市|地区|地市|市|省|县|区域|region|city|province|county|area/i, 'region'],
  [/企业|公司|单位|主体|机构|company|firm|organi[sz]ation|enterprise/i, 'organisation'],
  [/环节|产品|节点|node|product/i, 'node'],
  [/集群|cluster/i, 'cluster'],
]

function constantsFor(kind: SheetKind, matches: readonly Match[], { table, file }: GuessInput): Recipe['constants'] {
  const has = (field: string) => matches.some((match) => match.field === field)
  if (kind === 'inputs') return has('relation') ? {} : { relation: 'requires' }
  if (kind !== 'observations') return {}
  const constants: Recipe['constants'] = {}
  const subject = matches.find((match) => match.field === 'subject')
  if (!has('subjectKind') && subject) {
    const kindOf = subject.why === 'values' ? 'region' : subjectKinds.find(([words]) => words.test(subject.heading.label))?.[1]
    if (kindOf) constants.subjectKind = kindOf
  }
  if (!has('period') && !table.headings.some((heading) => headingPeriod(heading))) {
    const period = [...table.notes, table.sheet, file.name].map(periodInTitle).find((found) => found !== undefined)
    if (period !== undefined) constants.period = period
  }
  return constants
}

/** The period that stands in a heading itself: `2014`, `2014年_全市`. */
function headingPeriod({ label }: Heading): string | undefined {
  return label.split('_').map((part) => (/^(?:19|20)\d{2}/.test(part.trim()) ? readPeriod(part) : undefined)).find((period) => period !== undefined)
}

function everyRestIsPeriod(matches: readonly Match[], table: Table): boolean {
  const mapped = new Set(matches.map((match) => match.heading.column))
  const rest = table.headings.filter((heading) => !mapped.has(heading.column))
  return rest.length > 0 && rest.every((heading) => headingPeriod(heading) !== undefined && !heading.label.includes('_'))
}

/** No column of values, but columns of numbers whose headings are no field of an observation. */
function isWide(found: ReadonlySet<string>, matches: readonly Match[], table: Table, shapes: ReadonlyMap<number, ValueShape>): boolean {
  if (found.has('value') || !found.has('subject')) return false
  const mapped = new Set(matches.map((match) => match.heading.column))
  const rest = table.headings.filter((heading) => !mapped.has(heading.column))
  const numbers = rest.filter((heading) => shapes.get(heading.column) === 'numbers')
  return numbers.length > 0 && numbers.length >= rest.length * 0.6
}

function complete(kind: SheetKind, found: ReadonlySet<string>, wide: boolean): boolean {
  const some = (...fields: string[]) => fields.some((field) => found.has(field))
  if (kind === 'organisations') return some('name', 'creditCode', 'stockCode') || (some('code') && some('shortName'))
  if (kind === 'nodes') return some('name', 'stageName')
  if (kind === 'inputs') return some('node', 'nodeCode') && some('input', 'inputCode')
  if (kind === 'supplies') return some('provider', 'providerCode', 'providerStockCode', 'providerCreditCode') && some('node', 'nodeCode')
  return some('subject', 'subjectCode') && (wide || (some('indicator') && some('value') && some('period')))
}

const hints: Record<SheetKind, RegExp> = {
  organisations: /名单|名录|企业库|主体|会员|单位|organi[sz]ation|compan|firm|enterprise|member/i,
  nodes: /环节|节点|产品目录|产品清单|产品表|node|product/i,
  inputs: /投入|关系|上下游|物料清单|bom|input|relation|sequence|edge|link/i,
  supplies: /供给|供应|供货|供应商|suppl|provision|vendor/i,
  observations: /指标|统计|年鉴|监测|数据|面板|indicator|observation|statistic|panel|yearbook/i,
}

/** How much of the sheet the kind explains, with a word for telling fields and for what file, sheet and title say. */
function confidenceOf(kind: SheetKind, matches: readonly Match[], { wide, input }: { wide: boolean; input: GuessInput }): number {
  const headings = Math.max(1, input.table.headings.length)
  const explained = matches.reduce((sum, match) => sum + match.score * (telling[kind].has(match.field) ? 1.25 : 1), 0)
  const coverage = wide ? Math.max(0.75, Math.min(1, explained / headings)) : Math.min(1, explained / headings)
  const title = `${input.file.name} ${input.table.sheet} ${input.table.notes.join(' ')}`
  const hint = hints[kind].test(title) ? 0.08 : 0
  const unsure = matches.some((match) => match.why === 'values') ? 0.1 : 0
  const single = matches.length < 2 && !wide ? 0.15 : 0
  return Math.max(0, Math.min(0.99, 0.25 + coverage * 0.65 + hint - unsure - single))
}
