import type { Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { prepared, sql } from '../db/sql.ts'
import type { Rung } from './rules/ladder.ts'
import { seatsOn, type Post } from './rules/post.ts'
import { readStates } from './store.ts'
import type { Reader } from './work-conditions.ts'

/** The posts that stand, with who acts in the first seat of each on a day. */
export async function readLadder(tx: Tx, viewer: Viewer, today: string): Promise<Rung[]> {
  const seen = await tx.query<{ post: number }>(prepared(sql`select item_id as post from governance_item where cluster_id = ${viewer.cluster} and kind = 'post' and state = 'standing' order by item_id`))
  if (seen.length === 0) return []
  const states = await readStates<Post>(tx, viewer, seen.map(({ post }) => post))
  return [...states.values()].map(({ item, state }) => {
    const [first] = seatsOn(state, today)
    const { kind, title, region, above } = state
    return { post: item, kind, title, region, above, organisation: (first?.standIn ?? first?.term)?.organisation ?? null }
  })
}

/** Seats that nobody holds, and seats that nobody will hold within some weeks. */
export type PostCounts = { vacant: number; ending: number }

/** The same by task: those who can appoint in it are told. */
export type TaskSeats = PostCounts & { task: string }

export function countSeats(tx: Reader, viewer: Viewer, { today, until }: { today: string; until: string }): Promise<TaskSeats[]> {
  return tx.query<TaskSeats>(prepared(sql`
    select item.task, count(*) filter (where span.from_date <= ${today}::date) as vacant, count(*) filter (where span.from_date > ${today}::date) as ending
    from post_span as span join governance_item as item on item.cluster_id = span.cluster_id and item.item_id = span.item_id
    where span.cluster_id = ${viewer.cluster} and span.organisation_id is null and span.until_date >= ${today}::date and span.from_date <= ${until}::date
    group by item.task`))
}

/** What of it stands in some tasks. */
export function seatsIn(seats: readonly TaskSeats[], tasks: readonly string[]): PostCounts {
  const own = seats.filter(({ task }) => tasks.includes(task))
  const sum = (part: keyof PostCounts): number => own.reduce((total, one) => total + one[part], 0)
  return { vacant: sum('vacant'), ending: sum('ending') }
}
