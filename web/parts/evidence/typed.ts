import { sheetFields, type Field } from '../../../src/shared/sheets.ts'

const fieldsOf: Record<string, Record<string, Field>> = { organisation: sheetFields.organisations, node: sheetFields.nodes, supplies: sheetFields.supplies }
const numeric = new Set<Field['value']>(['number', 'share', 'money', 'days', 'count'])

/**
 * What a person typed, as the field of this value takes it: numbers without separators, `35%` as a fraction of one for shares,
 * codes and names as the text they are. What does not fit is sent as typed, and the server says what is wrong with it.
 */
export function readTyped(ref: string, typed: string): string | number {
  const text = typed.trim()
  const [kind = ''] = ref.split(':')
  const field = ref.split(':').at(-1) ?? ''
  const takes: Field['value'] | undefined = kind === 'observation' ? 'number' : kind === 'origin' ? 'share' : fieldsOf[kind]?.[field]?.value
  if (takes === undefined || !numeric.has(takes)) return text
  const parts = /^(-?\d[\d,]*(?:\.\d+)?)(%?)$/.exec(text.normalize('NFKC'))
  if (!parts?.[1]) return text
  const number = Number(parts[1].replaceAll(',', ''))
  return parts[2] && takes === 'share' ? number / 100 : parts[2] ? text : number
}
