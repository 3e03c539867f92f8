import { unitName } from '../../shared/format.ts'
import { isFigure, textOf } from './document.ts'
import type { Column, Inline, Lang } from './document.ts'

export type SheetNumber = { value: number; format: string }

const perHundred = new Set(['%', 'percent'])
const perOne = new Set(['ratio', 'share'])
const plainNumber = /^[-−]?\d{1,3}(?:,\d{3})*(?:\.\d+)?$|^[-−]?\d{1,15}(?:\.\d+)?$/u

/**
 * The number in a cell: the exact value of a figure, or a plain number in a column of numbers. A code in a left-hand column
 * (a credit code, an HS code) stays text, and so does a value withdrawn or missing.
 */
export function numberOf(inlines: Inline[], align: Column['align'], lang: Lang): SheetNumber | undefined {
  const [only, ...others] = inlines.filter((inline) => textOf(inline) !== '')
  if (only === undefined || others.length > 0) return undefined
  if (isFigure(only)) return only.value === undefined || only.missing !== undefined ? undefined : inUnit(only.value, only.unit ?? '', lang)
  const text = textOf(only)
  if (align !== 'right' || !plainNumber.test(text)) return undefined
  const digits = /\.(\d+)$/u.exec(text)?.[1]?.length ?? 0
  return { value: Number(text.replaceAll(',', '').replace('−', '-')), format: digits ? `#,##0.${'0'.repeat(digits)}` : '#,##0' }
}

function inUnit(value: number, unit: string, lang: Lang): SheetNumber {
  if (perHundred.has(unit)) return { value: value / 100, format: '0.0%' }
  if (perOne.has(unit)) return { value, format: '0.0%' }
  const name = unitName(unit, lang).replaceAll('"', '')
  const literal = name ? `"${lang === 'zh' ? name : ` ${name}`}"` : ''
  return { value, format: `${Number.isInteger(value) ? '#,##0' : '#,##0.00##'}${literal}` }
}
