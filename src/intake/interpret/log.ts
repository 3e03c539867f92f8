import type { Problem } from '../../shared/sheets.ts'
import type { Text } from '../../shared/vocabulary.ts'
import type { Cell } from '../reading/workbook.ts'
import { cellText } from './text.ts'

/** What is noted while one row after another is read. It is reset for each row; the problems stay. */
export type Log = {
  sheet: string
  row: number
  /** The row has an error and is not taken. */
  failed: boolean
  flag: 'implausible' | 'approximate' | undefined
  blanks: Record<string, string> | undefined
  /** Unit that stood in a value's own cell. */
  unit: string | undefined
  problems: Problem[]
}

/** Where a value stands: the field it is read for and the column it is read from. */
export type Place = { field: string; title: Text; heading?: { letter: string; text?: string } }

const longestValue = 200

export function openLog(sheet: string): Log {
  return { sheet, row: 0, failed: false, flag: undefined, blanks: undefined, unit: undefined, problems: [] }
}

export function startRow(log: Log, row: number): void {
  log.row = row
  log.failed = false
  log.flag = undefined
  log.blanks = undefined
  log.unit = undefined
}

/** Notes an error: the row will not be taken. */
export function refuse(log: Log, code: string, message: Text, place?: Place, cell?: Cell): undefined {
  log.failed = true
  note(log, 'error', { code, message }, place, cell)
}

/** Notes a doubt: the row is taken all the same. */
export function warn(log: Log, code: string, message: Text, place?: Place, cell?: Cell): undefined {
  note(log, 'warning', { code, message }, place, cell)
}

/** Notes that a field is missing and why. */
export function leaveBlank(log: Log, field: string, reason: string): undefined {
  if (reason !== '') (log.blanks ??= {})[field] = reason
}

function note(log: Log, severity: Problem['severity'], { code, message }: { code: string; message: Text }, place?: Place, cell?: Cell): void {
  const problem: Problem = { sheet: log.sheet, row: log.row, code, severity, message }
  if (place) problem.field = place.field
  if (place?.heading) {
    problem.column = place.heading.letter
    if (place.heading.text !== undefined) problem.heading = place.heading.text
  }
  if (cell !== undefined && cell !== null) problem.value = shorten(cellText(cell))
  log.problems.push(problem)
}

export function shorten(text: string, most = longestValue): string {
  return text.length > most ? `${text.slice(0, most)}…` : text
}
