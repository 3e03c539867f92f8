import type { Viewer } from '../access/viewer.ts'
import { prepared, sql } from '../db/sql.ts'
import type { Reader } from './work-conditions.ts'

type Next = { meeting: number; title: string; count: number }
/** The nearest meeting the viewer's organisation is invited to, how many come, and how many motions of its own stand on the nearest agenda. */
export type Coming = Next & { own: number }

/** The nearest of the meetings that are coming; null where the viewer's organisation is invited to none. */
export async function readNext(tx: Reader, { cluster, organisation }: Viewer): Promise<Next | null> {
  if (organisation === null) return null
  const rows = await tx.query<Next>(prepared(sql`
    select item_id as meeting, title, count(*) over () as count from governance_item
    where cluster_id = ${cluster} and kind = 'meeting' and state in ('planned', 'sitting') and parties @> array[${organisation}::bigint] order by due_date, item_id limit 1`))
  return rows[0] ?? null
}

/** A motion is the organisation's own if it moved it. The agenda is what it was last arranged to, with the motions taken since. */
export async function countOwn(tx: Reader, { cluster, organisation }: Viewer, next: Next): Promise<Coming> {
  const rows = await tx.query<{ own: number }>(prepared(sql`
    select count(*) as own from governance_item as motion
    where motion.cluster_id = ${cluster} and motion.kind = 'motion' and motion.state in ('moved', 'deliberating', 'voting', 'inquorate') and motion.parties @> array[${organisation}::bigint] and exists (
      select 1 from governance_event as event
      where event.cluster_id = ${cluster} and event.item_id = ${next.meeting} and event.event in ('call', 'arrange', 'take')
        and event.version >= (select max(version) from governance_event as last where last.cluster_id = ${cluster} and last.item_id = ${next.meeting} and last.event in ('call', 'arrange'))
        and (event.payload -> 'items' @> jsonb_build_array(jsonb_build_object('motion', motion.item_id)) or event.payload @> jsonb_build_object('motion', motion.item_id)))`))
  return { ...next, own: rows[0]!.own }
}
