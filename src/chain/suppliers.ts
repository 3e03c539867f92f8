import type { Viewer } from '../access/viewer.ts'
import { sql, type Sql } from '../db/sql.ts'

/** Fewer parties than this are never counted together for those who may not see them: who supplies whom is a business secret. */
const fewestParties = 3

/** How many suppliers each of some nodes has, whoever may see them, as a query: a viewer is only told of it through `shownCount`. Rows of `node_id` and `suppliers`. */
export function suppliersCounted(nodes: Sql): Sql {
  return sql`count_suppliers(${nodes})`
}

/**
 * What a viewer is told of the suppliers of a node: all of them when they see all, or when at least three stay hidden; else nothing.
 * A guest is told only of what is public; where that is nothing, nothing is known to them.
 */
export function shownCount(viewer: Viewer, seen: number, all: number): { suppliers: number | null; hidden: number | null } {
  if (viewer.role === 'guest') return { suppliers: seen === 0 ? null : seen, hidden: null }
  const hidden = all - seen
  return hidden <= 0 || hidden >= fewestParties ? { suppliers: all, hidden: Math.max(0, hidden) } : { suppliers: null, hidden: null }
}
