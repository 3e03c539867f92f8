import { visibleTo, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { empty, sql, type Sql } from '../db/sql.ts'
import type { Answer } from '../shared/contract/index.ts'
import type { registryEndpoints } from '../shared/contract/registry.ts'
import { periodsIn } from '../shared/period.ts'

export type ObservationFilter = { indicator?: number; subjectKind?: string; subject?: number; period?: string; flagged?: 'true' }

/** Indicators with how many observations the viewer sees, and from when to when. */
export function listIndicators(tx: Tx, viewer: Viewer): Promise<Answer<typeof registryEndpoints.listIndicators>> {
  return tx.query(sql`
    select indicator.indicator_id as id, indicator.name, indicator.unit, count(observation.period) as observations, min(observation.period) as first, max(observation.period) as last
    from indicator
    left join observation on observation.cluster_id = indicator.cluster_id and observation.indicator_id = indicator.indicator_id
      and observation.retired_at is null and ${visibleTo(viewer, 'observation')}
    where ${visibleTo(viewer, 'indicator')}
    group by indicator.indicator_id, indicator.name, indicator.unit
    order by indicator.name, indicator.indicator_id`)
}

/** Observations, newest period first. */
export async function listObservations(tx: Tx, viewer: Viewer, filter: ObservationFilter, { offset, limit }: { offset: number; limit: number }): Promise<Answer<typeof registryEndpoints.listObservations>> {
  const total = await tx.query<{ total: number }>(sql`select count(*) as total from ${observed(viewer, filter)}`)
  const items = await tx.query<Answer<typeof registryEndpoints.listObservations>['items'][number]>(sql`
    select observation.indicator_id as "indicatorId", indicator.name as indicator, observation.subject_kind as "subjectKind", observation.subject_id as "subjectId",
      coalesce(region.name, organisation.name, node.name, cluster.name, observation.subject_id::text) as subject,
      observation.period, observation.value, observation.unit, observation.blank_reason as "blankReason", observation.flag, observation.conflict
    from ${observed(viewer, filter)}
    order by observation.period desc, indicator.name, subject, observation.subject_id offset ${offset} limit ${limit}`)
  return { total: total[0]!.total, items }
}

function conditions(viewer: Viewer, filter: ObservationFilter): Sql {
  return sql`${visibleTo(viewer, 'observation')} and observation.retired_at is null
    ${filter.indicator ? sql`and observation.indicator_id = ${filter.indicator}` : empty}
    ${filter.subjectKind ? sql`and observation.subject_kind = ${filter.subjectKind}` : empty}
    ${filter.subject === undefined ? empty : sql`and observation.subject_id = ${filter.subject}`}
    ${filter.period ? sql`and observation.period = any (${periodsIn(filter.period)}::text[])` : empty}
    ${filter.flagged ? sql`and observation.flag is not null` : empty}`
}

/** The observations that a filter leaves, joined with what they are about: "from" and "where" of a query. */
export function observed(viewer: Viewer, filter: ObservationFilter): Sql {
  return sql`observation
    join indicator on indicator.cluster_id = observation.cluster_id and indicator.indicator_id = observation.indicator_id
    left join region on observation.subject_kind = 'region' and region.cluster_id = observation.cluster_id and region.region_id = observation.subject_id
    left join organisation on observation.subject_kind = 'organisation' and organisation.cluster_id = observation.cluster_id and organisation.organisation_id = observation.subject_id
    left join node on observation.subject_kind = 'node' and node.cluster_id = observation.cluster_id and node.node_id = observation.subject_id
    left join cluster on observation.subject_kind = 'cluster' and cluster.cluster_id = observation.cluster_id
    where ${conditions(viewer, filter)}`
}
