import pg from 'pg'

/** A value in PostgreSQL's text form, null for null and undefined. Dates travel in UTC, objects as JSON. */
export function textOf(value: unknown): string | null {
  switch (typeof value) {
    case 'string':
      return value
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value)
    case 'undefined':
      return null
    case 'object':
      return value === null ? null : textOfObject(value)
    default:
      throw new TypeError(`A ${typeof value} cannot be stored.`)
  }
}

/** A value as a quoted literal, for statements that take no parameters. */
export function literalOf(value: unknown): string {
  const text = textOf(value)
  return text === null ? 'null' : pg.escapeLiteral(text)
}

function textOfObject(value: object): string {
  if (Array.isArray(value)) return `{${value.map(element).join(',')}}`
  if (value instanceof Date) return value.toISOString()
  if (ArrayBuffer.isView(value)) {
    return `\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}`
  }
  return JSON.stringify(value)
}

function element(value: unknown): string {
  if (Array.isArray(value)) return textOfObject(value)
  const text = textOf(value)
  return text === null ? 'NULL' : `"${text.replace(/[\\"]/g, '\\$&')}"`
}
