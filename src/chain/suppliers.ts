import { readAs, systemViewer, type Viewer } from '../access/viewer.ts'
import type { Db } from '../db/db.ts'
import { prepared, sql } from '../db/sql.ts'

/** Fewer parties than this are never counted together for those who may not see them: who supplies whom is a business secret. */
const fewestParties = 3

/**
 * How many suppliers each node has, whoever may see them: counted by the program, for a viewer is only told of it through `shownCount`.
 * Its own transaction, so that it runs beside the one that reads for the viewer.
 */
export async function countSuppliers(db: Db, viewer: Viewer, nodes: readonly number[]): Promise<Map<number, number>> {
  if (nodes.length === 0 || viewer.role === 'guest') return new Map()
  const rows = await readAs(db, systemViewer(viewer.cluster)).query<{ id: number; suppliers: number }>(prepared(sql`
    select node_id as id, count(*) as suppliers from supplies
    where cluster_id = ${viewer.cluster} and node_id = any (${[...nodes]}::bigint[]) and retired_at is null
    group by node_id`))
  return new Map(rows.map(({ id, suppliers }) => [id, suppliers]))
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
