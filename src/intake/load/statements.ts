import type { Statement } from '../../ledger/claims.ts'
import type { FieldValue, ReadRow } from '../../shared/sheets.ts'

type Subject = Pick<Statement, 'subjectKind' | 'subjectId' | 'objectId' | 'period'>

/** One statement for each field of a row that has a value, or a blank with a stated reason. A list gives one for each item. */
export function* statementsOf(row: ReadRow, subject: Subject, fields: readonly string[], predicateOf: (field: string) => string = (field) => field): Iterable<Statement> {
  for (const field of fields) {
    const value = row.values[field]
    const place = placeOf(row, field)
    const predicate = predicateOf(field)
    if (Array.isArray(value)) for (const item of value) yield { ...subject, ...place, predicate, scope: item, value: item }
    else if (value !== undefined) yield { ...subject, ...place, predicate, value, ...(row.flag === undefined ? {} : { flag: row.flag }) }
    else if (row.blanks?.[field] !== undefined) yield { ...subject, ...place, predicate, value: null, blankReason: row.blanks[field] }
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
