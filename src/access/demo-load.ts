import type { Db } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { asSystem } from './scopes.ts'

/** Whether the demo cluster is still to be loaded: there is no cluster at all, or loading it was broken off. */
export async function isDemoDue(db: Db): Promise<boolean> {
  const rows = await asSystem(db, (tx) => tx.query<{ due: boolean }>(sql`
    select not exists (select 1 from cluster)
      or exists (select 1 from cluster where demo and settings -> 'loaded' is null) as due`))
  return rows[0]?.due === true
}

/** Notes that the demo is whole, so that the next start leaves it as people have made it. */
export async function noteDemoLoaded(db: Db): Promise<void> {
  await asSystem(db, (tx) => tx.query(sql`update cluster set settings = settings || '{"loaded": true}' where demo`))
}
