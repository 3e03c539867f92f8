import type { Viewer } from '../access/viewer.ts'
import type { Db, Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { getWorkbench } from '../governance/workbench.ts'
import type { Lang } from '../shared/format.ts'
import type { Digest } from './digest.ts'

/** Where a person is written to, in which language, and what they call the cluster. */
export async function personIn(tx: Tx, cluster: string, account: number): Promise<{ email: string; lang: Lang; name: string }> {
  const [row] = await tx.query<{ email: string; lang: Lang; name: string; nameEn: string | null }>(sql`
    select account.email, account.language as lang, cluster.name, cluster.name_en as "nameEn" from account, cluster where account_id = ${account} and cluster_id = ${cluster}`)
  const { nameEn, ...person } = row!
  return { ...person, name: person.lang === 'en' ? (nameEn ?? person.name) : person.name }
}

/** The workbench as somebody sees it: nothing goes out that the page would not show them. */
export function digestFor(db: Db, viewer: Viewer, now: Date): Promise<Digest> {
  return getWorkbench(db, viewer, now)
}
