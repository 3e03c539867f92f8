import type { Problem, ReadRow, Recipe } from '../../shared/sheets.ts'
import type { SheetKind, Text } from '../../shared/vocabulary.ts'
import { fieldsOf } from './bind.ts'
import { messages } from './messages.ts'

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
const leastOfIndicator = 10

type Doubt = { row: ReadRow; field: string; what: string; message: Text }

/**
 * Marks values that can hardly be true: outside bounds, rates beyond 0 to 100 %, and jumps as a wrong unit makes them (a thousand
 * times the median of the same subject's series, ten thousand times that of all subjects). They stay loaded, each with a warning.
 */
export function flagImplausible(rows: readonly ReadRow[], recipe: Recipe, sheet: string): Problem[] {
  const doubts = recipe.kind === 'observations' ? observationDoubts(rows, recipe) : boundDoubts(rows, recipe)
  return doubts.map(({ row, field, what, message }) => {
    row.flag = 'implausible'
    return { sheet, row: row.row, column: row.columns[field], heading: what, field, value: String(row.values[field]), code: 'implausible', severity: 'warning', message }
  })
}

function boundDoubts(rows: readonly ReadRow[], recipe: Recipe): Doubt[] {
  const bounds = Object.entries({ ...fieldBounds[recipe.kind], ...recipe.bounds }).filter(([field]) => Object.hasOwn(fieldsOf(recipe.kind), field))
  const doubts: Doubt[] = []
  for (const [field, bound] of bounds) {
    const what = fieldsOf(recipe.kind)[field]!.title.zh
    for (const row of rows) {
      const value = row.values[field]
      if (typeof value === 'number' && isOutside(value, bound)) doubts.push({ row, field, what, message: messages.outOfBounds(what, value, rangeText(bound)) })
    }
  }
  return doubts
}

function observationDoubts(rows: readonly ReadRow[], recipe: Recipe): Doubt[] {
  const doubts: Doubt[] = []
  for (const [indicator, group] of groupBy(rows, (row) => `${String(row.values.indicator)}\u0001${String(row.values.unit ?? '')}`)) {
    const what = indicator.split('\u0001')[0]!
    const bound = recipe.bounds[what] ?? recipe.bounds.value ?? rateBound(what, group)
    const usual = group.length >= leastOfIndicator ? medianSize(group) : 0
    for (const series of groupBy(group, (row) => String(row.values.subjectCode ?? row.values.subject)).values()) {
      const own = series.length >= leastOfSeries ? medianSize(series) : 0
      for (const row of series) {
        const message = doubtOf(row.values.value as number, what, { bound, own, usual })
        if (message) doubts.push({ row, field: 'value', what, message })
      }
    }
  }
  return doubts
}

function doubtOf(value: number, what: string, { bound, own, usual }: { bound?: Bound; own: number; usual: number }): Text | undefined {
  if (bound && isOutside(value, bound)) return messages.outOfBounds(what, value, rangeText(bound))
  if (isJump(value, own, 1e3)) return messages.jump(what, value, short(own), { zh: '同一对象历期', en: 'the same subject’s series' })
  if (isJump(value, usual, 1e4)) return messages.jump(what, value, short(usual), { zh: '各对象', en: 'all subjects' })
  return undefined
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

/** The median of the sizes that are not zero. */
function medianSize(rows: readonly ReadRow[]): number {
  const sizes = rows.map((row) => Math.abs(row.values.value as number)).filter((size) => size > 0).sort((a, b) => a - b)
  const middle = Math.floor(sizes.length / 2)
  if (sizes.length === 0) return 0
  return sizes.length % 2 === 1 ? sizes[middle]! : (sizes[middle - 1]! + sizes[middle]!) / 2
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

function short(value: number): string {
  return String(Number(value.toPrecision(4)))
}
