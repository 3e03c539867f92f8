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
    select cluster.revision, organisations.counted as organisations, nodes.counted as nodes, nodes.stages, links.requires, links."isA", supplies.counted as supplies,
      origins.counted as origins, observations.counted as observations,
      (select count(*) from indicator where ${visibleTo(viewer, 'indicator')}) as indicators,
      (select count(*) from claim where ${visibleTo(viewer, 'claim')} and ended_at is null) as claims,
      (select count(*) from source where ${visibleTo(viewer, 'source')} and withdrawn_at is null) as sources,
      (${openQuestions(viewer)}) as questions,
      organisations.conflicts + nodes.conflicts + supplies.conflicts + origins.conflicts + observations.conflicts as conflicts,
      (select count(*) from risk_item where cluster_id = ${viewer.cluster} and status in ('proposed', 'confirmed')) as risks
    from cluster, (${organisations(viewer)}) as organisations, (${nodes(viewer)}) as nodes, (${links(viewer)}) as links,
      (${supplies(viewer)}) as supplies, (${origins(viewer)}) as origins, (${observations(viewer)}) as observations
    where cluster.cluster_id = ${viewer.cluster}`)
  if (rows[0]) return rows[0]
  throw new AppError('not-found', { zh: `没有集群“${viewer.cluster}”。`, en: `There is no cluster "${viewer.cluster}".` })
}

/** Facts of which live claims say different things. */
const marked: Sql = sql`count(*) filter (where jsonb_path_exists(marks, '$.*.conflict')) as conflicts`

/** Merged organisations are few: looking them up is cheaper than joining every supply. */
function merged({ cluster }: Viewer): Sql {
  return sql`(select organisation_id from organisation where cluster_id = ${cluster} and merged_into is not null)`
}

function organisations(viewer: Viewer): Sql {
  return sql`select count(*) as counted, ${marked} from organisation where ${visibleTo(viewer, 'organisation')} and retired_at is null and merged_into is null`
}

function nodes(viewer: Viewer): Sql {
  return sql`
    select count(*) filter (where is_stage is not true) as counted, count(*) filter (where is_stage) as stages, ${marked}
    from node where ${visibleTo(viewer, 'node')} and retired_at is null`
}

function links(viewer: Viewer): Sql {
  return sql`
    select count(*) filter (where relation = 'requires') as requires, count(*) filter (where relation = 'isA') as "isA"
    from node_link where ${visibleTo(viewer, 'node_link')} and retired_at is null`
}

function supplies(viewer: Viewer): Sql {
  return sql`select count(*) as counted, ${marked} from supplies where ${visibleTo(viewer, 'supplies')} and retired_at is null and organisation_id not in ${merged(viewer)}`
}

function origins(viewer: Viewer): Sql {
  return sql`select count(*) as counted, ${marked} from origin where ${visibleTo(viewer, 'origin')} and retired_at is null`
}

function observations(viewer: Viewer): Sql {
  return sql`
    select count(*) as counted, count(*) filter (where conflict) as conflicts from observation
    where ${visibleTo(viewer, 'observation')} and retired_at is null and (subject_kind <> 'organisation' or subject_id not in ${merged(viewer)})`
}

/** Pairs that still ask something: both are there, and neither was merged since. */
function openQuestions({ cluster }: Viewer): Sql {
  return sql`
    select count(*) from question
    join organisation as one on one.cluster_id = question.cluster_id and one.organisation_id = question.left_id and one.merged_into is null and one.retired_at is null
    join organisation as other on other.cluster_id = question.cluster_id and other.organisation_id = question.right_id and other.merged_into is null and other.retired_at is null
    where question.cluster_id = ${cluster} and question.status = 'open'`
}
