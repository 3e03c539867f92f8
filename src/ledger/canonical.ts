import { createHash } from 'node:crypto'

/** A value as JSON that is always written the same way: keys sorted, nothing between, what is undefined left out. */
export function canonical(value: unknown): string {
  return JSON.stringify(sorted(value))
}

/** SHA-256 of a value's canonical JSON. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('hex')
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([key, one]) => [key, sorted(one)]))
}
