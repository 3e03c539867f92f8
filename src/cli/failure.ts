import { AppError, errorCatalogue } from '../shared/errors.ts'
import type { Problem } from '../shared/sheets.ts'
import { UsageError } from './command.ts'
import type { Language } from './language.ts'

/** What a failed command says: to machines, to people, and by its exit code. */
export type Failure = { json: { error: { code: string; message: string; details?: Record<string, unknown> } }; text: string; exitCode: number }

const shownProblems = 20

/** The one place where errors become words and exit codes: 2 for wrong usage, 1 for all else. */
export function failureOf(error: unknown, language: Language): Failure {
  if (error instanceof UsageError) return said('invalid-request', error.text[language], error.text[language], 2)
  if (!(error instanceof AppError)) return said('internal', internal(error)[language], `${internal(error)[language]}\n${stackOf(error)}`, 1)
  const message = error.text[language]
  const problems = (error.details?.problems ?? []) as Problem[]
  const text = [`${errorCatalogue[error.code].title[language]} [${error.code}]`, message, ...problemLines(problems, Number(error.details?.problemsTotal ?? problems.length), language)].join('\n')
  return said(error.code, message, text, 1, error.details)
}

/** The first problems, one a line, and how many more there are. */
export function problemLines(problems: readonly Problem[], total: number, language: Language): string[] {
  const lines = problems.slice(0, shownProblems).map(({ sheet, row, column, value, message }) => {
    const place = language === 'zh' ? `${sheet} 第 ${row} 行${column ? ` ${column} 列` : ''}` : `${sheet} row ${row}${column ? ` column ${column}` : ''}`
    return `  ${place}${value === undefined ? '' : ` “${value.slice(0, 60)}”`}: ${message[language]}`
  })
  const rest = total - lines.length
  return rest > 0 ? [...lines, language === 'zh' ? `  ……另有 ${rest} 条` : `  …and ${rest} more`] : lines
}

function said(code: string, message: string, text: string, exitCode: number, details?: Record<string, unknown>): Failure {
  return { json: { error: { code, message, ...(details === undefined ? {} : { details }) } }, text, exitCode }
}

function internal(error: unknown): { zh: string; en: string } {
  const cause = error instanceof Error ? error.message : String(error)
  return { zh: `程序内部错误，操作未完成：${cause}`, en: `An internal error; the command was not completed: ${cause}` }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? '') : ''
}
