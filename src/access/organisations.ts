import type { Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import type { ActorType } from '../shared/vocabulary.ts'

/**
 * Names and actor types of organisations of one cluster. Row-level security opens one cluster at a time, so this is asked per cluster. The operating
 * organisation goes by what its cluster says of it, until a source speaks of it.
 */
export async function organisationsIn(tx: Tx, cluster: string, ids: readonly number[]): Promise<Map<number, { organisation: string | null; actorType: ActorType | null }>> {
  if (ids.length === 0) return new Map()
  await tx.query(sql`select set_config('polycenter.cluster', ${cluster}, true)`)
  const rows = await tx.query<{ id: number; organisation: string | null; actorType: ActorType | null }>(sql`
    select asked.id, coalesce(organisation.name, cluster.operator_name) as organisation, coalesce(organisation.actor_type, cluster.operator_type) as "actorType"
    from unnest(${[...ids]}::bigint[]) as asked (id)
    left join organisation on organisation.cluster_id = ${cluster} and organisation.organisation_id = asked.id
    left join cluster on cluster.cluster_id = ${cluster} and cluster.operator_id = asked.id`)
  return new Map(rows.map(({ id, ...rest }) => [id, rest]))
}
