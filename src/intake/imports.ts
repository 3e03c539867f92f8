import type { Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import type { Answer } from '../shared/contract/index.ts'
import type { intakeEndpoints } from '../shared/contract/intake.ts'

type Imports = Answer<typeof intakeEndpoints.listImports>

/** The imports of a cluster, newest first. */
export async function listImports(tx: Tx, viewer: Viewer, { offset, limit }: { offset: number; limit: number }): Promise<Imports> {
  const total = await tx.query<{ total: number }>(sql`select count(*) as total from import where cluster_id = ${viewer.cluster}`)
  const items = await tx.query<Imports['items'][number]>(sql`
    select import.import_id as import, import.recorded_at as "recordedAt", account.name as by, import.files, import.created, import.changed, import.retired, import.claims,
      import.questions, import.supersede
    from import left join account on account.account_id = import.account_id
    where import.cluster_id = ${viewer.cluster}
    order by import.recorded_at desc, import.import_id desc offset ${offset} limit ${limit}`)
  return { total: total[0]!.total, items }
}

/** When the same bytes were last loaded, null when never. */
export async function loadedBefore(tx: Tx, viewer: Viewer, sha256: string): Promise<string | null> {
  const rows = await tx.query<{ at: string | null }>(sql`
    select max(recorded_at) as at from source where cluster_id = ${viewer.cluster} and sha256 = ${sha256} and withdrawn_at is null`)
  return rows[0]?.at ?? null
}
