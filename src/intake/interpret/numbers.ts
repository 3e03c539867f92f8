import { readUnit, type Unit } from './units.ts'

/** A number as a cell states it: with the unit that stands in the cell itself, and whether it was given as “about”. */
export type Written = { value: number; unit?: Unit; approximate: boolean }

const plain = /^-?\d+(?:\.\d+)?$/
const about = /^(?:~|≈|约为|大约|约|近|ca\.?|approx\.?|about)\s*/i
const aboutAfter = /\s*(?:左右|上下|余|多)$/
const shape = /^([+-]?)\s*([¥￥$€£]|us\$|rmb|cny|usd)?\s*([+-]?)(\d[\d,' ’.]*|\.\d+)(e[+-]?\d{1,3})?\s*(.*)$/i
const grouped = /^\d{1,3}(?:([,' ’])\d{3})(?:\1\d{3})*(?:\.\d+)?$/
const ungrouped = /^(?:\d+(?:\.\d*)?|\.\d+)$/

/**
 * Reads a number as people write it: `1,234.5`, `１２３４`, `（1,234）` for a negative, `61%`, `约3亿元`, `-5`. Undefined when it is none.
 * A share comes back as written, with the unit `%`; what the unit means is the caller's business.
 */
export function readNumber(text: string): Written | undefined {
  if (plain.test(text)) return { value: Number(text), approximate: false }
  let rest = text.normalize('NFKC').replace(/[\u2212\u2013\u2014\ufe63]/g, '-').trim()
  if (rest.length === 0 || rest.length > 60) return undefined
  const withoutAbout = rest.replace(about, '')
  const approximate = withoutAbout.length < rest.length || aboutAfter.test(rest)
  rest = withoutAbout.replace(aboutAfter, '')
  const bracketed = /^\((.+)\)(.*)$/.exec(rest)
  const read = readSigned(bracketed ? bracketed[1]! + bracketed[2]! : rest)
  if (!read) return undefined
  if (bracketed && read.value < 0) return undefined
  return { value: bracketed ? -read.value : read.value, unit: read.unit, approximate }
}

function readSigned(text: string): { value: number; unit?: Unit } | undefined {
  const match = shape.exec(text)
  if (!match) return undefined
  const [, sign = '', currency, innerSign = '', digits = '', exponent = '', after = ''] = match
  if (sign && innerSign) return undefined
  const number = plainDigits(digits.trim())
  if (number === undefined) return undefined
  const unit = unitOf(currency, after)
  if (unit === null) return undefined
  const value = Number((sign || innerSign || '') + number + exponent)
  return Number.isFinite(value) ? { value, unit } : undefined
}

/** Digits without their separators; undefined when the separators are not where thousands are parted (`1,5`). */
function plainDigits(digits: string): string | undefined {
  if (ungrouped.test(digits)) return digits
  return grouped.test(digits) ? digits.replace(/[,' ’]/g, '') : undefined
}

/** The unit before and after the digits; null when what follows is no unit. */
function unitOf(currency: string | undefined, after: string): Unit | undefined | null {
  const rest = after.trim()
  if (rest === '') return currency ? (readUnit(currency) ?? null) : undefined
  const unit = readUnit(rest)
  if (!unit) return null
  if (!currency) return unit
  const coin = readUnit(currency)
  return coin && unit.kind === 'scale' ? { ...coin, factor: coin.factor * unit.factor, written: currency + rest } : null
}
