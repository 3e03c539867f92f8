import { sheetFields, type Field } from '../../../src/shared/sheets.ts'

const fieldsOf: Record<string, Record<string, Field>> = { organisation: sheetFields.organisations, node: sheetFields.nodes, supplies: sheetFields.supplies, sells: sheetFields.links }

/** The field that a value's address speaks of; computed values and bare claims have none. */
export function fieldOf(ref: string): Field | undefined {
  const [kind = ''] = ref.split(':')
  if (kind === 'observation') return sheetFields.observations.value
  if (kind === 'origin') return sheetFields.supplies.share
  return fieldsOf[kind]?.[ref.split(':').at(-1) ?? '']
}

const numeric = new Set<Field['value']>(['number', 'share', 'money', 'days', 'count', 'degrees'])

export function isNumeric(field: Field | undefined): boolean {
  return field !== undefined && numeric.has(field.value)
}
