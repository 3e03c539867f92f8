import { asProgram, visibleTo, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { prepared, sql, type Sql } from '../db/sql.ts'
import type { RoleAssignment } from '../shared/charter.ts'
import { actorTypes, keysOf } from '../shared/vocabulary.ts'
import type { Body } from './rules/rights.ts'

/** The organisations with people in the cluster, guests apart. One that was merged counts as the one that stands. */
export function readBodies(tx: Tx, viewer: Viewer): Promise<Body[]> {
  return asProgram(tx, viewer, () => tx.query<Body>(prepared(sql`select distinct ${standing} as organisation, ${typeOf} as "actorType" from ${peopleOf(viewer)} order by 1`)))
}

const standing = sql`coalesce(organisation.merged_into, member.organisation_id)`
const typeOf = sql`coalesce(standing.actor_type, organisation.actor_type, case when member.organisation_id = cluster.operator_id then cluster.operator_type end)`

/** `first`: it is asked for the first few of them, so that they are looked up one by one. */
function peopleOf(viewer: Viewer, first = false): Sql {
  const one = (table: Sql): Sql => (first ? sql`lateral (select * from ${table} offset 0)` : sql`lateral (select * from ${table})`)
  return sql`member
    join ${one(sql`account where account.account_id = member.account_id and account.disabled_at is null`)} as account on true
    join cluster on cluster.cluster_id = member.cluster_id
    left join ${one(sql`organisation where organisation.cluster_id = member.cluster_id and organisation.organisation_id = member.organisation_id`)} as organisation on true
    left join ${one(sql`organisation as standing where standing.cluster_id = member.cluster_id and standing.organisation_id = organisation.merged_into`)} as standing on true
    where member.cluster_id = ${viewer.cluster} and member.role <> 'guest' and member.organisation_id is not null`
}

/** Who declared a conflict of interest in which motion, and as many bodies as tell whether a chamber sits without them. */
export type Sitting = { conflicted: { item: number; organisation: number }[]; bodies: Body[] }

/**
 * The bodies that tell whether each chamber has somebody who can vote in motions, for the program to ask: those that the charter names or that
 * declared a conflict one by one, and of the others, who all stand where their actor type stands, one of each. Reading hundreds of members
 * to find that somebody is there takes longer than everything else on a page.
 */
export async function readSitting(read: Pick<Tx, 'query'>, viewer: Viewer, assignments: readonly RoleAssignment[], motions: readonly number[]): Promise<Sitting> {
  const named = [...new Set(assignments.flatMap(({ organisations = [], holders = [] }) => [...organisations, ...holders]))]
  const found = (await read.query<Sitting>(prepared(sql`
    select (
      select coalesce(jsonb_agg(jsonb_build_object('item', whole.item_id, 'organisation', conflict -> 'organisation')), '[]')
      from governance_state as whole cross join lateral jsonb_array_elements(whole.state -> 'conflicts') as conflict
      where whole.cluster_id = ${viewer.cluster} and whole.item_id = any (${[...motions]}::bigint[])) as conflicted,
      (select coalesce(jsonb_agg(body), '[]') from (${fewBodies(viewer, named)}) as body) as bodies`)))[0]!
  if (found.conflicted.length === 0) return found
  return { ...found, bodies: await read.query<Body>(prepared(fewBodies(viewer, [...new Set([...named, ...found.conflicted.map(({ organisation }) => organisation)])]))) }
}

/** The named of the bodies, and one of each actor type of the others. */
function fewBodies(viewer: Viewer, named: readonly number[]): Sql {
  const those = sql`${[...named]}::bigint[]`
  const others = sql`
    select one.* from unnest(${keysOf(actorTypes)}::text[]) as type(actor) cross join lateral (
      select ${standing} as organisation, ${typeOf} as "actorType" from ${peopleOf(viewer, true)} and ${typeOf} = type.actor and ${standing} <> all (${those}) limit 1) as one`
  return named.length === 0 ? others : sql`${others} union all select distinct ${standing}, ${typeOf} from ${peopleOf(viewer)} and ${standing} = any (${those})`
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
