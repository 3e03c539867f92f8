import type { Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import type { ActorType } from '../shared/vocabulary.ts'

/** Names and actor types of organisations of one cluster. Row-level security opens one cluster at a time, so this is asked per cluster. */
export async function organisationsIn(tx: Tx, cluster: string, ids: readonly number[]): Promise<Map<number, { organisation: string; actorType: ActorType | null }>> {
  if (ids.length === 0) return new Map()
  await tx.query(sql`select set_config('polycenter.cluster', ${cluster}, true)`)
  const rows = await tx.query<{ id: number; organisation: string; actorType: ActorType | null }>(sql`
    select organisation_id as id, name as organisation, actor_type as "actorType"
    from organisation where cluster_id = ${cluster} and organisation_id = any (${[...ids]}::bigint[])`)
  return new Map(rows.map(({ id, ...rest }) => [id, rest]))
}
