import { visibleTo, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { prepared, sql } from '../db/sql.ts'
import type { RoleAssignment } from '../shared/charter.ts'
import { AppError } from '../shared/errors.ts'
import type { ActorType } from '../shared/vocabulary.ts'

/** Actor types with the organisations that come into question first. */
export type Candidates = { actorTypes: ActorType[]; organisations: { id: number; name: string }[] }

/** The newest charter of the cluster. */
export async function readCharter(tx: Tx, viewer: Viewer): Promise<{ version: number; assignments: RoleAssignment[] }> {
  const rows = await tx.query<{ version: number; content: { assignments: RoleAssignment[] } }>(prepared(sql`
    select version, content from charter where cluster_id = ${viewer.cluster} order by version desc limit 1`))
  if (!rows[0]) throw new AppError('not-found', { zh: '本集群尚无共治章程。请联系集群管理员。', en: 'This cluster has no role charter yet. Ask its administrator.' })
  return { version: rows[0].version, assignments: rows[0].content.assignments }
}

/** How many organisations are proposed for each actor type. */
const proposedAtMost = 8

/**
 * The organisations of each actor type that come into question first: those with people in the cluster, chain masters, the core
 * circle. Only what the viewer may see is proposed.
 */
export async function listCandidates(tx: Tx, viewer: Viewer): Promise<Map<ActorType, { id: number; name: string }[]>> {
  const rows = await tx.query<{ id: number; name: string; actorType: ActorType }>(sql`
    select id, name, "actorType" from (
      select organisation.organisation_id as id, organisation.name, organisation.actor_type as "actorType",
        row_number() over (partition by organisation.actor_type order by
          exists (select 1 from member where member.cluster_id = organisation.cluster_id and member.organisation_id = organisation.organisation_id) desc,
          (organisation.tier is not distinct from 'chainMaster') desc, (organisation.circle is not distinct from 'core') desc, organisation.name, organisation.organisation_id) as place
      from organisation
      where ${visibleTo(viewer, 'organisation')} and organisation.retired_at is null and organisation.merged_into is null and organisation.actor_type is not null) as ranked
    where place <= ${proposedAtMost}
    order by "actorType", place`)
  const candidates = new Map<ActorType, { id: number; name: string }[]>()
  for (const { actorType, ...organisation } of rows) candidates.set(actorType, [...(candidates.get(actorType) ?? []), organisation])
  return candidates
}
