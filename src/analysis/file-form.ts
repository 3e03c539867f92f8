import { z } from 'zod'
import { explainIssue, inBoth } from '../shared/issues.ts'
import type { Result } from '../shared/results.ts'
import type { Problem } from '../shared/sheets.ts'
import type { Text } from '../shared/vocabulary.ts'

/** A table that a file form reads: `row` names its columns as they stand in the file; `.catchall(cells.number)` takes further ones. */
export type FormInput<R extends z.ZodObject = z.ZodObject> = { title: Text; row: R; optional?: true }

/** A read table: rows with the number by which a person finds them, and the headings in their order. */
export type FormTable<Row> = { file: string; headings: string[]; rows: Row[]; numbers: number[] }

type Tables<I extends Record<string, FormInput>> = { [K in keyof I]: I[K] extends { optional: true } ? FormTable<z.output<I[K]['row']>> | undefined : FormTable<z.output<I[K]['row']>> }

/** Says what is wrong with a row, in words that say what to do; `row` is an index into the rows of that table. */
export type Refuse = (table: FormTable<unknown> | undefined, row: number, column: string, text: Text) => void

/** A family of analyses as a command on files, without any cluster: what it reads, what it computes. Output is a Result like any other. */
export type FileForm<I extends Record<string, FormInput> = Record<string, FormInput>, P extends z.ZodObject = z.ZodObject> = {
  /** `polycenter analyse ID --files …`. */
  id: string
  title: Text
  summary: Text
  method: string
  inputs: I
  parameters: P
  /** What the rows must agree on among each other: ids that are known, numbers that fit. Nothing is computed when anything is refused. */
  check?(tables: Tables<I>, refuse: Refuse, parameters: z.output<P>): void
  compute(tables: Tables<I>, parameters: z.output<P>): Result
}

export function defineFileForm<I extends Record<string, FormInput>, P extends z.ZodObject>(form: FileForm<I, P>): FileForm<I, P> {
  return form
}

const missing = new Set(['', 'na', 'nan', 'n/a', 'null'])
const isMissing = (value: unknown): boolean => value === undefined || value === null || (typeof value === 'string' && missing.has(value.trim().toLowerCase()))

/** How cells of a file form are read; a cell that can't be is refused by row and column. */
export const cells = {
  /** Text that must be there. */
  text: z.preprocess((value) => (value === undefined || value === null ? '' : String(value).trim()), z.string().min(1, inBoth({ zh: '空白', en: 'is blank' }))),
  /** Text that may be blank: ''. */
  label: z.preprocess((value) => (value === undefined || value === null ? '' : String(value).trim()), z.string()),
  /** A finite number that must be there. */
  number: z.preprocess(numeric, z.number(inBoth({ zh: '不是数字', en: 'is not a number' }))),
  /** A finite number of at least zero that must be there. */
  amount: z.preprocess(numeric, z.number(inBoth({ zh: '不是数字', en: 'is not a number' })).min(0, inBoth({ zh: '为负数', en: 'is negative' }))),
  /** A number, or blank (NA): NaN. */
  known: z.preprocess((value) => (isMissing(value) ? 'missing' : numeric(value)), z.union([z.literal('missing').transform(() => NaN), z.number(inBoth({ zh: '不是数字', en: 'is not a number' }))], inBoth({ zh: '不是数字', en: 'is not a number' }))),
}

function numeric(value: unknown): unknown {
  if (typeof value === 'number') return value
  return isMissing(value) ? undefined : Number(value)
}

/** A file as cells: the first row holds the headings. */
export type FormFile = { name: string; rows: readonly (readonly (string | number | boolean | null)[])[]; rowNumbers?: ArrayLike<number> }

export type FormRun = { result: Result; problems: [] } | { result: null; problems: Problem[] }

/** Reads, checks and computes. Every problem of every file is collected; where there is one, nothing is computed. */
export function runForm(form: FileForm, files: readonly FormFile[], given: Record<string, unknown>): FormRun {
  const problems: Problem[] = []
  const tables: Record<string, FormTable<Record<string, unknown>> | undefined> = {}
  const assigned = assign(form, files, problems)
  for (const [name, input] of Object.entries(form.inputs)) {
    const file = assigned.get(name)
    tables[name] = file && readTable(file, input, problems)
  }
  if (problems.length > 0) return { result: null, problems }
  const parameters = form.parameters.parse(given)
  form.check?.(tables as Tables<Record<string, FormInput>>, (table, row, column, message) => problems.push(problemOf(table?.file ?? '', table?.numbers[row] ?? row, column, message, table && (table.rows[row] as Record<string, unknown>)?.[column])), parameters)
  if (problems.length > 0) return { result: null, problems }
  return { result: form.compute(tables as Tables<Record<string, FormInput>>, parameters), problems: [] }
}

/** Which file is which input: by the headings it must have, each input the first file that fits, the inputs that ask most first. */
function assign(form: FileForm, files: readonly FormFile[], problems: Problem[]): Map<string, FormFile> {
  const found = new Map<string, FormFile>()
  const left = [...files]
  const byDemand = Object.entries(form.inputs).sort(([, a], [, b]) => requiredOf(b).length - requiredOf(a).length)
  for (const [name, input] of byDemand) {
    const at = left.findIndex(({ rows }) => requiredOf(input).every((heading) => headingsOf(rows).includes(heading)))
    if (at >= 0) found.set(name, left.splice(at, 1)[0]!)
    else if (!input.optional) problems.push(lacking(input, files))
  }
  for (const file of left) problems.push(problemOf(file.name, 1, '', { zh: `不知道这个文件是什么：它的列是 ${headingsOf(file.rows).join('、')}。请只给出需要的文件。`, en: `It is not clear what this file is: its columns are ${headingsOf(file.rows).join(', ')}. Name only the files that are needed.` }))
  return found
}

function lacking(input: FormInput, files: readonly FormFile[]): Problem {
  const columns = requiredOf(input)
  return problemOf(files.map(({ name }) => name).join(', '), 1, '', {
    zh: `缺少“${input.title.zh}”：没有一个文件的表头包含 ${columns.join('、')}。`, en: `“${input.title.en}” is missing: no file has the columns ${columns.join(', ')}.`,
  })
}

function requiredOf({ row }: FormInput): string[] {
  return Object.entries(row.shape).filter(([, schema]) => !(schema instanceof z.ZodOptional)).map(([name]) => name)
}

function headingsOf(rows: FormFile['rows']): string[] {
  return (rows[0] ?? []).map((cell) => String(cell ?? '').trim())
}

function readTable({ name, rows, rowNumbers }: FormFile, { row }: FormInput, problems: Problem[]): FormTable<Record<string, unknown>> {
  const headings = headingsOf(rows)
  const table: FormTable<Record<string, unknown>> = { file: name, headings: headings.filter((heading) => heading !== ''), rows: [], numbers: [] }
  for (let n = 1; n < rows.length; n++) {
    const line = rows[n]!
    if (line.every((cell) => cell === null || cell === '')) continue
    const values: Record<string, unknown> = {}
    for (const [column, heading] of headings.entries()) if (heading !== '') values[heading] = line[column] ?? null
    const number = rowNumbers?.[n] ?? n + 1
    const read = row.safeParse(values)
    table.rows.push(read.success ? read.data : {})
    table.numbers.push(number)
    if (read.success) continue
    for (const issue of read.error.issues) {
      const column = String(issue.path[0] ?? '')
      const { zh, en } = explainIssue(issue, values[column])
      problems.push(problemOf(name, number, column, { zh: `“${column}”${zh}。请改正这一格。`, en: `“${column}” ${en}. Mend this cell.` }, values[column]))
    }
  }
  return table
}

function problemOf(file: string, row: number, column: string, message: Text, value?: unknown): Problem {
  return {
    sheet: file, row, code: 'cell', severity: 'error', message, ...(column === '' ? {} : { column, heading: column }),
    ...(value === undefined || value === null ? {} : { value: String(value) }),
  }
}
