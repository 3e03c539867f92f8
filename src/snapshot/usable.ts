import { rightsOf, type Audience } from '../access/viewer.ts'
import { empty, identifier, sql, type Sql } from '../db/sql.ts'

/** What a snapshot is taken of. */
export type Scope = { cluster: string; audience: Audience; /** The organisation that runs the cluster. */ operator: number | null }

/** The condition under which an audience's computations may draw on a row: by right of use; the team also on what its own organisation gave. */
export function usable({ cluster, audience, operator }: Scope, table: 'node' | 'node_link' | 'organisation' | 'supplies' | 'origin' | 'claim' | 'indicator' | 'observation' | 'organisation_link'): Sql {
  const t = identifier(table)
  const own = audience === 'team' && operator !== null
  return sql`${t}.cluster_id = ${cluster} and (${t}.right_of_use = any (${[...rightsOf[audience]]}::text[])
    ${own ? sql`or (${t}.right_of_use = 'owner' and ${t}.giver_id = ${operator}::bigint)` : empty})`
}
