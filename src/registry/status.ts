import type { z } from 'zod'
import { visibleTo, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { sql, type Sql } from '../db/sql.ts'
import { AppError } from '../shared/errors.ts'
import type { status } from '../shared/contract/clusters.ts'

export type Status = z.output<typeof status>

/** Counts of the facts that stand, as far as the viewer may see them. What is retired or merged into another does not count. */
export async function getStatus(tx: Tx, viewer: Viewer): Promise<Status> {
  const rows = await tx.query<Status>(sql`
    select cluster.revision,
      (select count(*) from organisation where ${visibleTo(viewer, 'organisation')} and retired_at is null and merged_into is null) as organisations,
      ${nodes(viewer)}, ${links(viewer)}, ${supplies(viewer)} as supplies,
      (select count(*) from origin where ${visibleTo(viewer, 'origin')} and retired_at is null) as origins,
      ${observations(viewer)} as observations,
      (select count(*) from indicator where ${visibleTo(viewer, 'indicator')}) as indicators,
      (select count(*) from claim where ${visibleTo(viewer, 'claim')} and ended_at is null) as claims,
      (select count(*) from source where ${visibleTo(viewer, 'source')} and withdrawn_at is null) as sources,
      ${questions(viewer)} as questions, ${conflicts(viewer)} as conflicts,
      (select count(*) from risk_item where cluster_id = ${viewer.cluster} and status in ('proposed', 'confirmed')) as risks
    from cluster
    where cluster.cluster_id = ${viewer.cluster}`)
  if (rows[0]) return rows[0]
  throw new AppError('not-found', { zh: `没有集群“${viewer.cluster}”。`, en: `There is no cluster "${viewer.cluster}".` })
}

function nodes(viewer: Viewer): Sql {
  const count = (condition: Sql): Sql => sql`(select count(*) from node where ${visibleTo(viewer, 'node')} and retired_at is null and ${condition})`
  return sql`${count(sql`is_stage is not true`)} as nodes, ${count(sql`is_stage`)} as stages`
}

function links(viewer: Viewer): Sql {
  const count = (relation: string): Sql => sql`(select count(*) from node_link where ${visibleTo(viewer, 'node_link')} and retired_at is null and relation = ${relation})`
  return sql`${count('requires')} as requires, ${count('isA')} as "isA"`
}

/** Merged organisations are few: looking them up is cheaper than joining every supply. */
const merged: Sql = sql`(select organisation_id from organisation where organisation.cluster_id = cluster.cluster_id and merged_into is not null)`

function supplies(viewer: Viewer): Sql {
  return sql`(select count(*) from supplies where ${visibleTo(viewer, 'supplies')} and retired_at is null and organisation_id not in ${merged})`
}

function observations(viewer: Viewer): Sql {
  return sql`(
    select count(*) from observation
    where ${visibleTo(viewer, 'observation')} and retired_at is null and (subject_kind <> 'organisation' or subject_id not in ${merged}))`
}

function questions(viewer: Viewer): Sql {
  return sql`(
    select count(*) from question
    join organisation as one on one.cluster_id = question.cluster_id and one.organisation_id = question.left_id and one.merged_into is null and one.retired_at is null
    join organisation as other on other.cluster_id = question.cluster_id and other.organisation_id = question.right_id and other.merged_into is null and other.retired_at is null
    where question.cluster_id = ${viewer.cluster} and question.status = 'open')`
}

/** Facts of which live claims say different things. */
function conflicts(viewer: Viewer): Sql {
  const marked = sql`jsonb_path_exists(marks, '$.*.conflict')`
  return sql`(
    (select count(*) from organisation where ${visibleTo(viewer, 'organisation')} and retired_at is null and merged_into is null and ${marked})
    + (select count(*) from node where ${visibleTo(viewer, 'node')} and retired_at is null and ${marked})
    + (select count(*) from supplies where ${visibleTo(viewer, 'supplies')} and retired_at is null and organisation_id not in ${merged} and ${marked})
    + (select count(*) from origin where ${visibleTo(viewer, 'origin')} and retired_at is null and ${marked})
    + (select count(*) from observation where ${visibleTo(viewer, 'observation')} and retired_at is null and conflict))`
}
