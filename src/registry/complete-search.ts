import { asSystem } from '../access/scopes.ts'
import { systemViewer } from '../access/viewer.ts'
import type { Db } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import type { Text } from '../shared/vocabulary.ts'
import { putKnownNames } from './search-keys.ts'

/** Lets clusters that were filled before things were found by all their names be searched by them. Once done there is nothing to do. */
export async function completeSearch(db: Db, say: (text: Text) => void = () => undefined): Promise<void> {
  const due = await asSystem(db, (tx) => tx.query<{ cluster: string; name: string }>(sql`
    select cluster_id as cluster, name from cluster where not search_complete order by cluster_id`))
  for (const { cluster, name } of due) {
    say({ zh: `正在补全“${name}”的检索名称……`, en: `Completing the names by which “${name}” is searched…` })
    await asSystem(db, async (tx) => {
      await putKnownNames(tx, systemViewer(cluster))
      await tx.query(sql`update cluster set search_complete = true where cluster_id = ${cluster}`)
    }, cluster)
  }
}
