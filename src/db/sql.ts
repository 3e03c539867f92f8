import { createHash } from 'node:crypto'

/**
 * SQL as text with values beside it. A value can never become SQL: only fragments made in this file are spliced,
 * everything else travels as a parameter.
 */

const strings = Symbol('strings')

/** A piece of SQL. Make it with the `sql` tag; nothing else is ever taken for one. */
export type Sql = {
  readonly text: string
  readonly values: readonly unknown[]
  /** A statement with a name is planned once a connection: see `prepared`. */
  readonly name?: string
  readonly [strings]: readonly string[]
}

/** The tag: nested fragments are spliced and renumbered, every other value becomes a parameter. */
export function sql(template: TemplateStringsArray, ...values: unknown[]): Sql {
  const pieces = [template[0] ?? '']
  const parameters: unknown[] = []
  values.forEach((value, n) => {
    append(pieces, parameters, value)
    addText(pieces, template[n + 1] ?? '')
  })
  return fragment(pieces, parameters)
}

/** A fragment that says nothing. */
export const empty: Sql = fragment([''], [])

/** The parts one after the other with `separator` between them; `empty` when there are none. */
export function join(parts: readonly Sql[], separator: Sql): Sql {
  const pieces = ['']
  const parameters: unknown[] = []
  parts.forEach((part, n) => {
    if (n > 0) append(pieces, parameters, separator)
    append(pieces, parameters, part)
  })
  return fragment(pieces, parameters)
}

/** A quoted name of a table or column. Only for names that stand in the code, never for what a user typed. */
export function identifier(name: string): Sql {
  if (!/^[a-z_][a-z0-9_]*$/.test(name)) throw new Error(`"${name}" is not a name of a table or column.`)
  return fragment([`"${name}"`], [])
}

/** A value for a json or jsonb column. (A bare array would be sent as a PostgreSQL array.) */
export function json(value: unknown): Sql {
  return sql`${value === undefined || value === null ? null : JSON.stringify(value)}::jsonb`
}

const names = new Map<string, string>()

/**
 * The same statement with a name of its own, so that each connection plans it once. For the few statements that every click asks:
 * with row-level security on a dozen tables the plan takes ten times as long as the answer.
 */
export function prepared(q: Sql): Sql {
  let name = names.get(q.text)
  if (name === undefined) names.set(q.text, (name = `q${createHash('sha256').update(q.text).digest('hex').slice(0, 40)}`))
  return { ...q, name }
}

/** The fragment as one text, each value written by `literal`: for COPY, which takes no parameters. */
export function inline(q: Sql, literal: (value: unknown) => string): string {
  return q[strings].reduce((text, piece, n) => text + literal(q.values[n - 1]) + piece)
}

function fragment(pieces: readonly string[], values: readonly unknown[]): Sql {
  let text: string | undefined
  return {
    // Most fragments end inside another and are never asked for a text of their own.
    get text() {
      return (text ??= pieces.reduce((before, piece, n) => `${before}$${n}${piece}`))
    },
    values,
    [strings]: pieces,
  }
}

function isSql(value: unknown): value is Sql {
  return typeof value === 'object' && value !== null && strings in value
}

function append(pieces: string[], parameters: unknown[], value: unknown): void {
  if (!isSql(value)) {
    parameters.push(value)
    pieces.push('')
    return
  }
  value[strings].forEach((piece, n) => {
    if (n > 0) {
      parameters.push(value.values[n - 1])
      pieces.push('')
    }
    addText(pieces, piece)
  })
}

function addText(pieces: string[], text: string): void {
  pieces[pieces.length - 1] += text
}
