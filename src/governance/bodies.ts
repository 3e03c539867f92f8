import { asProgram, visibleTo, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { prepared, sql, type Sql } from '../db/sql.ts'
import type { Body } from './rules/rights.ts'

/** The organisations with people in the cluster, guests apart. One that was merged counts as the one that stands. */
export function readBodies(tx: Tx, viewer: Viewer): Promise<Body[]> {
  return asProgram(tx, viewer, () => tx.query<Body>(bodiesQuery(viewer)))
}

/** The same as a query of the program. */
export function bodiesQuery(viewer: Viewer): Sql {
  return prepared(sql`
    select distinct coalesce(organisation.merged_into, member.organisation_id) as organisation, coalesce(standing.actor_type, organisation.actor_type, case when member.organisation_id = cluster.operator_id then cluster.operator_type end) as "actorType"
    from member
    join account on account.account_id = member.account_id and account.disabled_at is null
    join cluster on cluster.cluster_id = member.cluster_id
    left join organisation on organisation.cluster_id = member.cluster_id and organisation.organisation_id = member.organisation_id
    left join organisation as standing on standing.cluster_id = member.cluster_id and standing.organisation_id = organisation.merged_into
    where member.cluster_id = ${viewer.cluster} and member.role <> 'guest' and member.organisation_id is not null
    order by 1`)
}

/** The actor type of any organisation of the registry, for its place in the charter. */
export async function readActorTypes(tx: Tx, viewer: Viewer, organisations: readonly number[]): Promise<Map<number, Body['actorType']>> {
  const rows = await asProgram(tx, viewer, () => tx.query<Body>(sql`
    select organisation_id as organisation, actor_type as "actorType" from organisation
    where cluster_id = ${viewer.cluster} and organisation_id = any (${[...organisations]}::bigint[]) and retired_at is null and merged_into is null`))
  return new Map(rows.map(({ organisation, actorType }) => [organisation, actorType]))
}

export type Namer = (organisation: number) => { id: number; name: string }

/** Names of organisations as the viewer may see them; one they may not see is called by its number. */
export async function readNames(tx: Tx, viewer: Viewer, organisations: readonly number[]): Promise<Namer> {
  const rows = await tx.query<{ id: number; name: string }>(prepared(sql`
    select organisation_id as id, name from organisation where ${visibleTo(viewer, 'organisation')} and organisation_id = any (${[...new Set(organisations)]}::bigint[])
    union all
    select operator_id, operator_name from cluster where cluster_id = ${viewer.cluster} and operator_id = any (${[...new Set(organisations)]}::bigint[]) and operator_name is not null`))
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return (organisation) => ({ id: organisation, name: names.get(organisation) ?? `#${organisation}` })
}
