import type { Viewer } from '../access/viewer.ts'
import type { Db, Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'

/** A list by its name and filter, and the state of everything it is counted from, read before the counting; null where that is not known. */
export type Counted = { list: string; asOf: string | null }

const kept = new WeakMap<Db, Map<string, { asOf: string; found: unknown }>>()
/** So much is remembered of the lists of viewers. */
const rememberedAtMost = 1000

/** How many rows a list has for a viewer, counted once for each state of the facts: under row-level security the counting takes longer than a window of the list. */
export function totalOf(db: Db, viewer: Viewer, counted: Counted, count: () => Promise<number>): Promise<number> {
  return remembered(db, viewer, counted, count)
}

/** What is known of a whole list for a viewer, found once for each state of the facts. */
export async function remembered<T>(db: Db, viewer: Viewer, { list, asOf }: Counted, find: () => Promise<T>): Promise<T> {
  if (asOf === null) return find()
  const here = kept.get(db) ?? new Map<string, { asOf: string; found: unknown }>()
  kept.set(db, here)
  const key = JSON.stringify([list, viewer.cluster, viewer.role, viewer.organisation, viewer.actorType, viewer.centreOf])
  const known = here.get(key)
  if (known?.asOf === asOf) return known.found as T
  const found = await find()
  if (here.size >= rememberedAtMost) here.clear()
  here.set(key, { asOf, found })
  return found
}

/** The state of the facts of a cluster: every change of them raises it. Null: the viewer has no such cluster. */
export async function readRevision(tx: Pick<Tx, 'query'>, { cluster }: Viewer): Promise<string | null> {
  const rows = await tx.query<{ revision: number }>(sql`select revision from cluster where cluster_id = ${cluster}`)
  return rows[0] ? String(rows[0].revision) : null
}
