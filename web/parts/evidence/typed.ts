import { fieldOf, isNumeric } from './field-of.ts'

/**
 * What a person typed, as the field of this value takes it: numbers without separators, `35%` as a fraction of one for shares,
 * codes and names as the text they are. What does not fit is sent as typed, and the server says what is wrong with it.
 */
export function readTyped(ref: string, typed: string): string | number {
  const text = typed.trim()
  const field = fieldOf(ref)
  const parts = isNumeric(field) ? /^(-?\d[\d,]*(?:\.\d+)?)(%?)$/.exec(text.normalize('NFKC')) : null
  if (!parts?.[1]) return text
  const number = Number(parts[1].replaceAll(',', ''))
  if (!parts[2]) return number
  return field?.value === 'share' ? number / 100 : text
}
