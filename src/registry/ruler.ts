import { readAs, type Viewer } from '../access/viewer.ts'
import type { Db } from '../db/db.ts'
import { sql, type Sql } from '../db/sql.ts'
import { remembered, type Counted } from './totals.ts'

/** A row of a list in the order of names. */
export type Mark = { name: string; id: number }

/** A row is marked every so often. */
const step = 1000

/**
 * Where to begin so that a window far down a list of names costs little more than the first one: the last marked row before it, and how
 * many rows to pass over behind that. `named` gives the list as rows of `name` and `id`; it is walked once for each state of the facts.
 */
export async function startNear(db: Db, viewer: Viewer, { list, asOf, offset }: Counted & { offset: number }, named: Sql): Promise<{ after?: Mark; offset: number }> {
  const before = Math.floor(offset / step)
  if (before === 0) return { offset }
  const marks = await remembered(db, viewer, { list: `marks ${list}`, asOf }, () => readAs(db, viewer).query<Mark>(sql`
    select name, id from (select name, id, row_number() over (order by name, id) as place from (${named}) as listed) as numbered
    where place % ${step} = 0 order by place`))
  const after = marks[Math.min(before, marks.length) - 1]
  return after ? { after, offset: offset - Math.min(before, marks.length) * step } : { offset }
}
