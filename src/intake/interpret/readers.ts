import type { Field, FieldValue, Recipe } from '../../shared/sheets.ts'
import { findCountry } from '../../registry/codes/country.ts'
import { parseCreditCode } from '../../registry/codes/credit-code.ts'
import { findRegion } from '../../registry/codes/region.ts'
import type { Cell } from '../reading/workbook.ts'
import { blankReason } from './blanks.ts'
import { readDate, readPeriod } from './dates.ts'
import { readDegrees, type Axis } from './degrees.ts'
import { readList } from './lists.ts'
import { leaveBlank, refuse, warn, type Log, type Place } from './log.ts'
import { messages } from './messages.ts'
import { numberReader } from './quantities.ts'
import { readBoolean, readTerm, termChoices } from './terms.ts'
import { cellText, fold, tidy } from './text.ts'

/** Reads one cell of one field. Undefined: no value, and the log says why where there is a reason. */
export type CellReader = (cell: Cell | undefined, log: Log) => FieldValue | undefined
export type ReaderOf = { field: Field; place: Place; unit?: string; percents?: boolean; recipe: Recipe }

/** Fields whose text may hold several lines and may simply say “无”. */
const prose = new Set(['note', 'description', 'sourceText'])
/** Terms without which a row has no meaning; others are left out with their word as the reason. */
const structural = new Set(['relation', 'providerKind', 'subjectKind'])

/** The reader of a field: what the recipe says first (fillers, words), blanks next, then the value as the field has it. */
export function readerOf(of: ReaderOf): CellReader {
  const { place, recipe } = of
  const read = valueReader(of)
  const fillers = fillerReader(recipe.fillers[place.field])
  const words = wordReader(recipe.words[place.field])
  const isProse = prose.has(place.field)
  return (cell, log) => {
    if (cell === null || cell === undefined || cell === '') return undefined
    if (fillers) {
      const reason = fillers(cell)
      if (reason !== undefined) return leaveBlank(log, place.field, reason)
    }
    if (words) {
      const term = words(cellText(cell))
      if (term !== undefined) return term
    }
    if (typeof cell === 'string' && cell.length <= 16) {
      const reason = blankReason(cell, isProse)
      if (reason !== undefined) return leaveBlank(log, place.field, reason)
    }
    return read(cell, log)
  }
}

/** A pure function of a text, worked out once for each text of a column (up to a number that no vocabulary has). */
export function remember<V>(of: (text: string) => V): (text: string) => V {
  const known = new Map<string, V>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined || known.has(text)) return found as V
    const value = of(text)
    if (known.size < mostRemembered) known.set(text, value)
    return value
  }
}

const mostRemembered = 20_000

type ValueReader = (cell: string | number | boolean, log: Log) => FieldValue | undefined

function valueReader(of: ReaderOf): ValueReader {
  const { field, place } = of
  switch (field.value) {
    case 'text': return prose.has(place.field) ? (cell) => tidy(cellText(cell)) : textReader(place)
    case 'list': return (cell) => { const list = readList(cellText(cell)); return list.length > 0 ? list : undefined }
    case 'date': return dateReader(place)
    case 'period': return periodReader(place)
    case 'boolean': return booleanReader(place)
    case 'country': return countryReader(place)
    case 'region': return regionReader(place)
    case 'creditCode': return creditCodeReader(place)
    case 'degrees': return degreesReader(place, place.field as Axis)
    case 'term': return termReader(place, field.vocabulary!)
    default: return numberReader(of)
  }
}

function mapOf<V>(record: Record<string, V> | undefined, key: (text: string) => string): Map<string, V> | undefined {
  const entries = Object.entries(record ?? {})
  return entries.length > 0 ? new Map(entries.map(([word, value]) => [key(word), value])) : undefined
}

/** The reason a filler of the recipe gives; a filler that is a number stands for the number in whatever way it is written. */
function fillerReader(record: Recipe['fillers'][string] | undefined): ((cell: string | number | boolean) => string | undefined) | undefined {
  const texts = mapOf(record, (key) => key.trim())
  if (!texts) return undefined
  const numbers = new Map([...texts].map(([key, reason]) => [Number(key), reason]))
  return (cell) => (typeof cell === 'number' ? numbers.get(cell) : texts.get(String(cell).trim()))
}

/** The words of a recipe, compared like headings; each word of the sheet is folded once. */
function wordReader(record: Recipe['words'][string] | undefined): ((text: string) => FieldValue | undefined) | undefined {
  const words = mapOf(record, fold)
  return words && remember((text) => words.get(fold(text)))
}

function textReader(place: Place): ValueReader {
  return (cell, log) => {
    if (typeof cell !== 'string') return cellText(cell)
    if (cell.includes('\n') || cell.includes('\r')) {
      const joined = tidy(joinLines(cell))
      if (joined !== cell.trim()) warn(log, 'line-break', messages.lineBreak(place.title, cell.trim()), place, cell)
      return joined === '' ? undefined : joined
    }
    return tidy(cell)
  }
}

/** Lines of a name put together: nothing between Chinese characters, a space between others. */
function joinLines(text: string): string {
  return text.trim().replace(/\s*[\r\n]+\s*/g, (gap, at: number, whole: string) => {
    const before = whole[at - 1] ?? ''
    const after = whole[at + gap.length] ?? ''
    return /[\u2e80-\uffef]/.test(before) || /[\u2e80-\uffef]/.test(after) ? '' : ' '
  })
}

function dateReader(place: Place): ValueReader {
  return (cell, log) => {
    const read = typeof cell === 'boolean' ? undefined : readDate(cell)
    if (!read) return refuse(log, 'not-a-date', messages.notADate(place.title, cell), place, cell)
    if (!read.precise) warn(log, 'imprecise-date', messages.impreciseDate(place.title, cell, read.date), place, cell)
    if (!plausibleYear(read.date)) doubtYear(place, cell, log)
    return read.date
  }
}

function periodReader(place: Place): ValueReader {
  const ofText = remember(readPeriod)
  return (cell, log) => {
    const period = typeof cell === 'string' ? ofText(cell) : typeof cell === 'number' ? readPeriod(cell) : undefined
    if (period === undefined) return refuse(log, 'not-a-date', messages.notAPeriod(place.title, cell), place, cell)
    if (!plausibleYear(period)) doubtYear(place, cell, log)
    return period
  }
}

function plausibleYear(date: string): boolean {
  const year = Number(date.slice(0, 4))
  return year >= 1900 && year <= 2100
}

function doubtYear(place: Place, cell: Cell, log: Log): void {
  log.flag = 'implausible'
  warn(log, 'implausible', messages.outOfBounds(place.title.zh, cell, { zh: '1900年至2100年', en: '1900 to 2100' }), place, cell)
}

function degreesReader(place: Place, axis: Axis): ValueReader {
  return (cell, log) => {
    const degrees = readDegrees(cell, axis)
    if (degrees === undefined) return refuse(log, 'not-degrees', messages.notDegrees(place.title, cell), place, cell)
    if (degrees === 'beyond') return refuse(log, 'beyond-degrees', messages.beyondDegrees(place.title, cell, axis), place, cell)
    return degrees
  }
}

function booleanReader(place: Place): ValueReader {
  return (cell, log) => readBoolean(cell) ?? refuse(log, 'not-yes-or-no', messages.notYesOrNo(place.title, cell), place, cell)
}

function countryReader(place: Place): ValueReader {
  const find = remember(findCountry)
  return (cell, log) => {
    const text = cellText(cell).trim()
    const country = find(text)
    if (country !== undefined) return country
    warn(log, 'unknown-country', messages.unknownCountry(place.title, text), place, cell)
    return leaveBlank(log, place.field, text)
  }
}

function regionReader(place: Place): ValueReader {
  const find = remember((text) => findRegion(text)?.code)
  return (cell, log) => {
    const text = tidy(cellText(cell))
    const code = find(text)
    if (code !== undefined) return code
    warn(log, 'unknown-region', messages.unknownRegion(place.title, text), place, cell)
    return text
  }
}

function creditCodeReader(place: Place): ValueReader {
  return (cell, log) => {
    const read = parseCreditCode(cellText(cell))
    if (!read.ok) return refuse(log, 'credit-code-invalid', messages.creditCode(read.reason), place, cell)
    if (read.warning) warn(log, 'credit-code-doubtful', messages.creditCode(read.warning), place, cell)
    return read.code
  }
}

function termReader(place: Place, vocabulary: NonNullable<Field['vocabulary']>): ValueReader {
  const find = remember((text) => readTerm(vocabulary, text))
  return (cell, log) => {
    const text = tidy(cellText(cell))
    const term = find(text)
    if (term !== undefined) return term
    const message = messages.unknownTerm(place.title, text, termChoices(vocabulary))
    if (structural.has(place.field)) return refuse(log, 'unknown-term', message, place, cell)
    warn(log, 'unknown-term', message, place, cell)
    return leaveBlank(log, place.field, text)
  }
}
