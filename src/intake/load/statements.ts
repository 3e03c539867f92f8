import type { Statement } from '../../ledger/claims.ts'
import type { FieldValue, ReadRow } from '../../shared/sheets.ts'
import type { Loading } from './types.ts'

type Subject = Pick<Statement, 'subjectKind' | 'subjectId' | 'objectId' | 'period'>

/** States each field of a row that has a value, or a blank with a stated reason. A list states each of its items. */
export function sayFields({ say }: Pick<Loading, 'say'>, row: ReadRow, subject: Subject, { fields, prefix = '' }: { fields: readonly string[]; prefix?: string }): void {
  const { subjectKind, subjectId, objectId, period } = subject
  const { values, blanks, columns, flag } = row
  for (const field of fields) {
    const value = values[field]
    const blankReason = value === undefined ? blanks?.[field] : undefined
    if (value === undefined && blankReason === undefined) continue
    const predicate = prefix + field
    const place = { subjectKind, subjectId, objectId, period, predicate, row: row.row, column: columns[field] }
    if (Array.isArray(value)) for (const item of value) say({ ...place, scope: item, value: item })
    else if (value === undefined) say({ ...place, value: null, blankReason })
    else say({ ...place, value, flag })
  }
}

/** Where a field's value stood. */
export function placeOf(row: ReadRow, field: string): Pick<Statement, 'row' | 'column'> {
  return { row: row.row, column: row.columns[field] }
}

/** A field that must be text, if it is there. */
export function textOf(row: ReadRow, field: string): string | undefined {
  const value: FieldValue | undefined = row.values[field]
  return value === undefined || Array.isArray(value) ? undefined : String(value)
}

export function listOf(row: ReadRow, field: string): string[] {
  const value = row.values[field]
  return Array.isArray(value) ? value : value === undefined ? [] : [String(value)]
}
