import type { Problem, ReadRow, Recipe } from '../../shared/sheets.ts'
import type { SheetKind, Text } from '../../shared/vocabulary.ts'
import { fieldsOf } from './bind.ts'
import { messages } from './messages.ts'
import { heldBy } from './text.ts'

type Bound = { min?: number; max?: number }

/** What no organisation and no node exceeds; a recipe may say otherwise by field. */
const fieldBounds: Partial<Record<SheetKind, Record<string, Bound>>> = {
  organisations: { revenue: { min: 0, max: 1e13 }, researchSpending: { min: 0, max: 1e12 }, employees: { min: 0, max: 5e6 } },
  nodes: { stockDays: { min: 0, max: 3650 }, substitutionDays: { min: 0, max: 36_500 } },
}

const rateWords = /率|占比|比重|比例|份额|百分比|percent|share of|proportion/i
/** Rates that may well be negative or above one hundred. */
const freeRates = /增长|增速|增幅|增减|同比|环比|变化|变动|汇率|周转|利润率|毛利|收益率|回报|速率|频率|倍率|负债率|依存|弹性|growth|change|exchange rate/i

/** Fewer values than these say nothing about what is usual. */
const leastOfSeries = 3
const leastOfSteady = 4
const leastOfIndicator = 10

type Doubt = { row: ReadRow; field: string; what: string; message: (written: string) => Text }
/** The cell of a row as the user wrote it. */
export type Written = (row: number, column: string) => string | undefined

/**
 * Marks values that can hardly be true: outside bounds, rates beyond 0 to 100 %, and jumps as a wrong unit makes them (a thousand
 * times the median of the same subject's series, fifteen times where the series is otherwise steady, ten thousand times that of all
 * subjects). They stay loaded, each with a warning.
 */
export function flagImplausible(rows: readonly ReadRow[], recipe: Recipe, { sheet, written }: { sheet: string; written: Written }): Problem[] {
  const doubts = recipe.kind === 'observations' ? observationDoubts(rows, recipe) : boundDoubts(rows, recipe)
  return doubts.map(({ row, field, what, message }) => {
    row.flag = 'implausible'
    const column = row.columns[field]
    const value = (column === undefined ? undefined : written(row.row, column)) ?? String(row.values[field])
    return { sheet, row: row.row, ...(column !== undefined && { column }), heading: what, field, value, code: 'implausible', severity: 'warning', message: message(value) }
  })
}

function boundDoubts(rows: readonly ReadRow[], recipe: Recipe): Doubt[] {
  const bounds = Object.entries({ ...fieldBounds[recipe.kind], ...recipe.bounds }).filter(([field]) => Object.hasOwn(fieldsOf(recipe.kind), field))
  const doubts: Doubt[] = []
  for (const [field, bound] of bounds) {
    const what = fieldsOf(recipe.kind)[field]!.title.zh
    for (const row of rows) {
      const value = row.values[field]
      if (typeof value === 'number' && isOutside(value, bound)) doubts.push({ row, field, what, message: (written) => messages.outOfBounds(what, written, rangeText(bound)) })
    }
  }
  return doubts
}

function observationDoubts(rows: readonly ReadRow[], recipe: Recipe): Doubt[] {
  const doubts: Doubt[] = []
  for (const [indicator, group] of groupBy(rows, (row) => `${String(row.values.indicator)}\u0001${String(row.values.unit ?? '')}`)) {
    const what = indicator.split('\u0001')[0]!
    const bound = heldBy(recipe.bounds, what) ?? recipe.bounds.value ?? rateBound(what, group) ?? perHeadBound(what, group)
    const usual = group.length >= leastOfIndicator ? usualOf(group) : unknown
    for (const series of groupBy(group, (row) => String(row.values.subjectCode ?? row.values.subject)).values()) {
      const own = series.length >= leastOfSeries ? usualOf(series) : unknown
      for (const row of series) {
        const message = doubtOf(row.values.value as number, what, { bound, own, usual })
        if (message) doubts.push({ row, field: 'value', what, message })
      }
    }
  }
  return doubts
}

function doubtOf(value: number, what: string, { bound, own, usual }: { bound?: Bound; own: Usual; usual: Usual }): Doubt['message'] | undefined {
  if (bound && isOutside(value, bound)) return (written) => messages.outOfBounds(what, written, rangeText(bound))
  if (isJump(value, own.median, own.steady ? 15 : 1e3)) {
    return (written) => messages.jump(what, written, times(value, own.median), { zh: '同一对象历期', en: 'the same subject’s series' })
  }
  if (isJump(value, usual.median, 1e4)) return (written) => messages.jump(what, written, times(value, usual.median), { zh: '各对象', en: 'all subjects' })
  return undefined
}

/** How many times the median a value is, said so that it holds in any unit. */
function times(value: number, median: number): Text {
  const ratio = Math.abs(value) / median
  const shown = String(Number((ratio >= 1 ? ratio : 1 / ratio).toPrecision(2)))
  return ratio >= 1 ? { zh: `${shown}倍`, en: `${shown} times` } : { zh: `${shown}分之一`, en: `1/${shown} of` }
}

/** Green area for one person, in square metres: no city has a square kilometre for each thousand. */
function perHeadBound(indicator: string, rows: readonly ReadRow[]): Bound | undefined {
  return /人均.*绿(?:化|地)/.test(indicator) && rows[0]?.values.unit === '平方米' ? { min: 0, max: 1000 } : undefined
}

/** A rate lies between 0 and 100 %, or 0 and 1 where the column holds fractions. */
function rateBound(indicator: string, rows: readonly ReadRow[]): Bound | undefined {
  const percent = rows[0]?.values.unit === '%'
  if ((!percent && !rateWords.test(indicator)) || freeRates.test(indicator)) return undefined
  const sizes = rows.map((row) => Math.abs(row.values.value as number)).sort((a, b) => a - b)
  const high = sizes[Math.floor(sizes.length * 0.9)] ?? 0
  return { min: 0, max: !percent && high <= 1.5 ? 1 : 100 }
}

/** Zero is no jump: it may be a true nothing. */
function isJump(value: number, median: number, times: number): boolean {
  const size = Math.abs(value)
  return size > 0 && median > 0 && (size >= median * times || size <= median / times)
}

function isOutside(value: number, { min = -Infinity, max = Infinity }: Bound): boolean {
  return value < min || value > max
}

/** What is usual in a group: the median of the sizes that are not zero, and whether most lie close to it (in proportion). */
type Usual = { median: number; steady: boolean }
const unknown: Usual = { median: 0, steady: false }

function usualOf(rows: readonly ReadRow[]): Usual {
  const sizes = rows.map((row) => Math.abs(row.values.value as number)).filter((size) => size > 0)
  const median = medianOf(sizes)
  if (sizes.length < leastOfSteady) return { median, steady: false }
  const spread = medianOf(sizes.map((size) => Math.abs(Math.log(size / median))))
  return { median, steady: spread <= Math.log(20) / 10 }
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  if (sorted.length === 0) return 0
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

function groupBy(rows: readonly ReadRow[], key: (row: ReadRow) => string): Map<string, ReadRow[]> {
  const groups = new Map<string, ReadRow[]>()
  for (const row of rows) {
    if (typeof row.values.value !== 'number') continue
    const group = groups.get(key(row))
    if (group) group.push(row)
    else groups.set(key(row), [row])
  }
  return groups
}

function rangeText({ min, max }: Bound): Text {
  if (min === undefined) return { zh: `不大于${max}`, en: `at most ${max}` }
  if (max === undefined) return { zh: `不小于${min}`, en: `at least ${min}` }
  return { zh: `${min}至${max}`, en: `${min} to ${max}` }
}
