import { createHash } from 'node:crypto'
import type { Sql } from '../db/sql.ts'

const names = new Map<string, string>()

/**
 * The same statement with a name of its own, so that each connection plans it once. For the few statements that every click asks:
 * with row-level security on a dozen tables the plan takes ten times as long as the answer.
 */
export function prepared(q: Sql): Sql & { name: string } {
  let name = names.get(q.text)
  if (name === undefined) names.set(q.text, (name = `q${createHash('sha256').update(q.text).digest('hex').slice(0, 40)}`))
  return { ...q, name }
}
