import { sql, type Sql } from '../../db/sql.ts'
import { placedClaims, type Place } from './placed.ts'
import { outcome, writeFacts } from './write.ts'

/** Links between nodes: each is one claim or several that say the same. */
export const links = { touched: sql`touched.subject_kind = 'node' and touched.predicate in ('requires', 'isA')`, derive: deriveLinks }

function deriveLinks(place: Place): Sql {
  const { cluster } = place
  const placed = placedClaims(place, {
    touched: links.touched, key: ['predicate', 'object_id'], ownPeriods: false,
    claims: sql`claim.subject_kind = 'node'`,
  })
  return sql`
    with ${placed},
    fact as (select id, predicate, object_id, right_of_use, giver_id, task from placed where place = 1 and scope = ''),
    ${writeFacts(place, {
      table: 'node_link', key: { node_id: sql`fact.id`, relation: sql`fact.predicate`, other_id: sql`fact.object_id` },
      kept: { right_of_use: sql`fact.right_of_use`, giver_id: sql`fact.giver_id`, task: sql`fact.task` },
    })},
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
export const origins = { touched: sql`touched.subject_kind = 'node' and touched.predicate = 'origin'`, derive: deriveOrigins }

function deriveOrigins(place: Place): Sql {
  const { cluster } = place
  const placed = placedClaims(place, {
    touched: origins.touched, key: ['scope'], ownPeriods: false,
    claims: sql`claim.subject_kind = 'node' and claim.predicate = 'origin'`,
  })
  return sql`
    with ${placed},
    fact as (
      select id, scope, value_number, flag = 'negligible' as negligible, right_of_use, giver_id, task,
        jsonb_build_object('*', jsonb_strip_nulls(jsonb_build_object('grade', grade, 'conflict', nullif(conflict, false), 'blank', blank_reason))) as marks
      from placed where place = 1),
    ${writeFacts(place, {
      table: 'origin', key: { node_id: sql`fact.id`, country: sql`fact.scope` },
      kept: {
        share: sql`fact.value_number`, negligible: sql`fact.negligible`, marks: sql`fact.marks`,
        right_of_use: sql`fact.right_of_use`, giver_id: sql`fact.giver_id`, task: sql`fact.task`,
      },
    })},
    gone as (
      update origin set retired_at = now()
      from asked
      where origin.cluster_id = ${cluster} and origin.node_id = asked.id and origin.country = asked.scope and origin.retired_at is null
        and not exists (select 1 from fact where fact.id = asked.id and fact.scope = asked.scope)
      returning 1)
    ${outcome}`
}

/** Observations: each indicator, subject and period is a fact of its own. Values in different units stand in conflict, even where the numbers are the same. */
export const observations = { touched: sql`touched.predicate = 'observation'`, derive: deriveObservations }

function deriveObservations(place: Place): Sql {
  const { cluster } = place
  const placed = placedClaims(place, {
    touched: observations.touched, key: ['subject_kind', 'object_id', 'period'], ownPeriods: true,
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
    ${writeFacts(place, {
      table: 'observation', key: { indicator_id: sql`fact.object_id`, subject_kind: sql`fact.subject_kind`, subject_id: sql`fact.id`, period: sql`fact.period` },
      kept: {
        value: sql`fact.value_number`, unit: sql`fact.unit`, blank_reason: sql`fact.blank_reason`, flag: sql`fact.flag`, conflict: sql`fact.contested`,
        right_of_use: sql`fact.right_of_use`, giver_id: sql`fact.giver_id`, task: sql`fact.task`, claim_id: sql`fact.claim_id`,
      },
    })},
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
