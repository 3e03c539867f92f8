import { getThresholds } from '../access/clusters.ts'
import { holdingsOn } from '../access/holdings.ts'
import { visibleTo, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { prepared, sql, type Sql } from '../db/sql.ts'
import { standWith, type Holding, type RoleAssignment } from '../shared/charter.ts'
import type { Thresholds } from '../shared/contract/clusters.ts'
import { AppError } from '../shared/errors.ts'
import { actorTypes, keysOf, type ActorType } from '../shared/vocabulary.ts'

/** Actor types with the organisations that come into question first. */
export type Candidates = { actorTypes: ActorType[]; organisations: { id: number; name: string }[] }

export type Charter = { version: number; assignments: RoleAssignment[] }

/** The newest charter of the cluster as it stands on a day: a row that names a post knows who holds it. */
export async function readCharter(tx: Pick<Tx, 'query'>, viewer: Viewer, today: string): Promise<Charter> {
  const rows = await tx.query<Charter & { holdings: Holding[] }>(prepared(sql`
    select version, content -> 'assignments' as assignments, ${holdingsOn(viewer.cluster, today)} as holdings from charter where cluster_id = ${viewer.cluster} order by version desc limit 1`))
  if (!rows[0]) throw noCharter()
  const { version, assignments, holdings } = rows[0]
  return { version, assignments: standWith(assignments, holdings) }
}

/** The newest charter as it is written, whoever holds the posts that it names. */
export async function readWrittenCharter(tx: Tx, viewer: Viewer): Promise<Charter> {
  const rows = await tx.query<Charter>(prepared(sql`
    select version, content -> 'assignments' as assignments from charter where cluster_id = ${viewer.cluster} order by version desc limit 1`))
  if (!rows[0]) throw noCharter()
  return rows[0]
}

function noCharter(): AppError {
  return new AppError('not-found', { zh: '本集群尚无共治章程。请联系集群管理员。', en: 'This cluster has no role charter yet. Ask its administrator.' })
}

/** How many organisations are proposed for each actor type. */
const proposedAtMost = 8

/**
 * The organisations of each actor type that come into question first: those with people in the cluster, chain masters, the core
 * circle. Only what the viewer may see is proposed.
 */
export async function listCandidates(tx: Tx, viewer: Viewer): Promise<Map<ActorType, { id: number; name: string }[]>> {
  const here = takesPart(await getThresholds(tx, viewer))
  const rows = await tx.query<{ id: number; name: string; actorType: ActorType }>(sql`
    select id, name, "actorType" from (
      select organisation.organisation_id as id, organisation.name, organisation.actor_type as "actorType",
        row_number() over (partition by organisation.actor_type order by
          exists (select 1 from member where member.cluster_id = organisation.cluster_id and member.organisation_id = organisation.organisation_id) desc,
          (organisation.tier is not distinct from 'chainMaster') desc, (organisation.circle is not distinct from 'core') desc, organisation.name, organisation.organisation_id) as place
      from organisation
      where ${visibleTo(viewer, 'organisation')} and organisation.retired_at is null and organisation.merged_into is null and organisation.actor_type is not null and ${here}) as ranked
    where place <= ${proposedAtMost}
    order by "actorType", place`)
  const candidates = new Map<ActorType, { id: number; name: string }[]>()
  for (const { actorType, ...organisation } of rows) candidates.set(actorType, [...(candidates.get(actorType) ?? []), organisation])
  return candidates
}

/** An organisation abroad supplies the cluster but answers for nothing in it, unless it is counted in one of its circles. */
export const takesPart = ({ homeCountries }: Thresholds): Sql => sql`(organisation.country is null or organisation.country = any (${homeCountries}::text[]) or organisation.circle is not null)`

/**
 * Rows that name a post carry its title from then on, and decide under it as a chamber of their own unless they are joined to another.
 * A post that does not stand can't be named.
 */
export async function namePosts(tx: Tx, viewer: Viewer, rows: readonly RoleAssignment[]): Promise<RoleAssignment[]> {
  const posts = rows.flatMap(({ postId }) => postId ?? [])
  if (posts.length === 0) return [...rows]
  const standing = await tx.query<{ post: number; title: string }>(sql`
    select item_id as post, title from governance_item where cluster_id = ${viewer.cluster} and kind = 'post' and state = 'standing' and item_id = any (${posts}::bigint[])`)
  const titles = new Map(standing.map(({ post, title }) => [post, title]))
  const missing = posts.find((post) => !titles.has(post))
  if (missing !== undefined) throw new AppError('invalid-request', { zh: `没有编号为 ${missing} 的在设职务或机构。`, en: `There is no standing post or body ${missing}.` })
  const taken = new Set<string>([...keysOf(actorTypes), ...rows.flatMap(({ chamber }) => chamber ?? [])])
  return rows.map((row) => (row.postId === undefined ? row : { ...row, ...named(row, titles.get(row.postId)!, taken) }))
}

function named({ postId, chamber }: RoleAssignment, title: string, taken: Set<string>): Pick<RoleAssignment, 'post' | 'chamber'> {
  const short = title.slice(0, 50)
  const own = chamber ?? (taken.has(short) ? `${short} ${postId}` : short)
  taken.add(own)
  return { post: { zh: title, en: title }, chamber: own }
}
