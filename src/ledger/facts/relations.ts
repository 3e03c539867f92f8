import { sql, type Sql } from '../../db/sql.ts'
import { outcome } from './outcome.ts'
import { placedClaims, type Place } from './placed.ts'

/** Links between nodes: each is one claim or several that say the same. */
export function deriveLinks(place: Place): Sql {
  const { cluster } = place
  const placed = placedClaims(place, {
    touched: sql`touched.subject_kind = 'node' and touched.predicate in ('requires', 'isA')`, key: ['predicate', 'object_id'], ownPeriods: false,
    claims: sql`claim.subject_kind = 'node'`,
  })
  return sql`
    with ${placed},
    fact as (select id, predicate, object_id, right_of_use, giver_id, task from placed where place = 1 and scope = ''),
    written as (
      insert into node_link (cluster_id, node_id, relation, other_id, right_of_use, giver_id, task)
      select ${cluster}, id, predicate, object_id, right_of_use, giver_id, task from fact
      on conflict (cluster_id, node_id, relation, other_id) do update
        set right_of_use = excluded.right_of_use, giver_id = excluded.giver_id, task = excluded.task, recorded_at = now(), retired_at = null
      where (node_link.right_of_use, node_link.giver_id, node_link.task, node_link.retired_at)
        is distinct from (excluded.right_of_use, excluded.giver_id, excluded.task, null)
      returning (xmax = 0) as fresh),
    gone as (
      update node_link set retired_at = now()
      from asked
      where node_link.cluster_id = ${cluster} and node_link.node_id = asked.id and node_link.relation = asked.predicate
        and node_link.other_id = asked.object_id and node_link.retired_at is null
        and not exists (select 1 from fact where fact.id = asked.id and fact.predicate = asked.predicate and fact.object_id = asked.object_id)
      returning 1)
    ${outcome}`
}

/** Origin shares: claims on a node, scoped by country; the value is the share, the flag `negligible` stands for a share too small to count. */
export function deriveOrigins(place: Place): Sql {
  const { cluster } = place
  const placed = placedClaims(place, {
    touched: sql`touched.subject_kind = 'node' and touched.predicate = 'origin'`, key: ['scope'], ownPeriods: false,
    claims: sql`claim.subject_kind = 'node' and claim.predicate = 'origin'`,
  })
  return sql`
    with ${placed},
    fact as (
      select id, scope, value_number, flag = 'negligible' as negligible, right_of_use, giver_id, task,
        jsonb_build_object('*', jsonb_strip_nulls(jsonb_build_object('grade', grade, 'conflict', nullif(conflict, false), 'blank', blank_reason))) as marks
      from placed where place = 1),
    written as (
      insert into origin (cluster_id, node_id, country, share, negligible, marks, right_of_use, giver_id, task)
      select ${cluster}, id, scope, value_number, negligible, marks, right_of_use, giver_id, task from fact
      on conflict (cluster_id, node_id, country) do update
        set share = excluded.share, negligible = excluded.negligible, marks = excluded.marks, right_of_use = excluded.right_of_use,
          giver_id = excluded.giver_id, task = excluded.task, recorded_at = now(), retired_at = null
      where (origin.share, origin.negligible, origin.marks, origin.right_of_use, origin.giver_id, origin.task, origin.retired_at)
        is distinct from (excluded.share, excluded.negligible, excluded.marks, excluded.right_of_use, excluded.giver_id, excluded.task, null)
      returning (xmax = 0) as fresh),
    gone as (
      update origin set retired_at = now()
      from asked
      where origin.cluster_id = ${cluster} and origin.node_id = asked.id and origin.country = asked.scope and origin.retired_at is null
        and not exists (select 1 from fact where fact.id = asked.id and fact.scope = asked.scope)
      returning 1)
    ${outcome}`
}

/** Observations: each indicator, subject and period is a fact of its own. Values in different units stand in conflict, even where the numbers are the same. */
export function deriveObservations(place: Place): Sql {
  const { cluster } = place
  const placed = placedClaims(place, {
    touched: sql`touched.predicate = 'observation'`, key: ['subject_kind', 'object_id', 'period'], ownPeriods: true,
    claims: sql`claim.predicate = 'observation'`,
  })
  return sql`
    with ${placed},
    mixed as (
      select id, subject_kind, object_id, period from placed where value_number is not null
      group by id, subject_kind, object_id, period having min(coalesce(unit, '')) <> max(coalesce(unit, ''))),
    fact as (
      select placed.*, placed.conflict or mixed.id is not null as contested
      from placed left join mixed using (id, subject_kind, object_id, period)
      where place = 1 and scope = ''),
    written as (
      insert into observation (cluster_id, indicator_id, subject_kind, subject_id, period, value, unit, blank_reason, flag, conflict, right_of_use, giver_id, task, claim_id)
      select ${cluster}, object_id, subject_kind, id, period, value_number, unit, blank_reason, flag, contested, right_of_use, giver_id, task, claim_id from fact
      on conflict (cluster_id, indicator_id, subject_kind, subject_id, period) do update
        set value = excluded.value, unit = excluded.unit, blank_reason = excluded.blank_reason, flag = excluded.flag, conflict = excluded.conflict,
          right_of_use = excluded.right_of_use, giver_id = excluded.giver_id, task = excluded.task, claim_id = excluded.claim_id, recorded_at = now(), retired_at = null
      where (observation.value, observation.unit, observation.blank_reason, observation.flag, observation.conflict, observation.right_of_use, observation.giver_id, observation.claim_id, observation.retired_at)
        is distinct from (excluded.value, excluded.unit, excluded.blank_reason, excluded.flag, excluded.conflict, excluded.right_of_use, excluded.giver_id, excluded.claim_id, null)
      returning (xmax = 0) as fresh),
    gone as (
      update observation set retired_at = now()
      from asked
      where observation.cluster_id = ${cluster} and observation.subject_kind = asked.subject_kind and observation.subject_id = asked.part_id
        and observation.indicator_id = asked.object_id and observation.period = asked.period and observation.retired_at is null
        and not exists (select 1 from fact where fact.subject_kind = asked.subject_kind and fact.id = asked.part_id
          and fact.object_id = asked.object_id and fact.period = asked.period)
      returning 1)
    ${outcome}`
}
