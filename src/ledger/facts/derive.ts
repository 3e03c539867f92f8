import type { Viewer } from '../../access/viewer.ts'
import type { Tx } from '../../db/db.ts'
import { identifier, join, sql, type Sql } from '../../db/sql.ts'
import { planFor } from '../claims.ts'
import { ruleOrder, standingResolution } from '../rule.ts'
import { attributeFacts, type AttributeFact, type Column } from './tables.ts'

/** How many facts came, changed and went in a derivation. */
export type Derived = { created: number; changed: number; retired: number }

/**
 * Lets the typed facts follow from the resolved claims, for everything that `touched` names, in the transaction that touched
 * it. Runs as the program: facts rest on all claims, and each fact row carries the right of use of the claim that made it.
 */
export async function deriveFacts(tx: Tx, viewer: Viewer): Promise<Derived> {
  await planFor(tx, 'touched')
  const total: Derived = { created: 0, changed: 0, retired: 0 }
  const steps = [...attributeFacts.map((fact) => deriveAttributes(fact, viewer.cluster)), deriveLinks(viewer.cluster), deriveOrigins(viewer.cluster), deriveObservations(viewer.cluster)]
  for (const step of steps) {
    const rows = await tx.query<{ outcome: keyof Derived; facts: number }>(step)
    for (const { outcome, facts } of rows) total[outcome] += facts
  }
  if (total.created + total.changed + total.retired > 0) {
    await tx.query(sql`update cluster set revision = revision + 1 where cluster_id = ${viewer.cluster}`)
  }
  return total
}

/**
 * Live claims of what was touched, claims of merged organisations counted to the one they were merged into. `place` 1 is the
 * chosen one: of the latest period, unless each period is a fact of its own (`period`).
 */
function liveClaims(cluster: string, keys: Sql, of: Sql, period: Sql = sql`claim.cluster_id`): Sql {
  return sql`
    select claim.*, coalesce(organisation.merged_into, claim.subject_id) as id,
      row_number() over chosen as place,
      coalesce(min(coalesce(claim.value_text, claim.value_number::text)) over everything <> max(coalesce(claim.value_text, claim.value_number::text)) over everything, false) as conflict
    from (${keys}) as asked
    join claim on ${of}
    left join organisation on organisation.cluster_id = claim.cluster_id and claim.subject_kind = 'organisation' and organisation.organisation_id = claim.subject_id
    ${standingResolution}
    where claim.cluster_id = ${cluster} and claim.ended_at is null
    window chosen as (partition by coalesce(organisation.merged_into, claim.subject_id), claim.subject_kind, claim.predicate, claim.object_id, claim.scope, ${period} order by claim.period desc, ${ruleOrder}),
      everything as (partition by coalesce(organisation.merged_into, claim.subject_id), claim.subject_kind, claim.predicate, claim.object_id, claim.period, claim.scope)`
}

/** The touched organisations, together with everything merged with them. */
function withMerged(cluster: string, condition: Sql): Sql {
  const whole = sql`
    select distinct coalesce(organisation.merged_into, touched.subject_id) as subject_id, touched.object_id
    from touched
    left join organisation on organisation.cluster_id = ${cluster} and organisation.organisation_id = touched.subject_id and organisation.merged_into is not null
    where ${condition}`
  return sql`
    ${whole}
    union all
    select part.organisation_id, whole.object_id
    from (${whole}) as whole
    join organisation as part on part.cluster_id = ${cluster} and part.merged_into = whole.subject_id`
}

function deriveAttributes(fact: AttributeFact, cluster: string): Sql {
  const keys = fact.subjectKind === 'organisation'
    ? withMerged(cluster, fact.touchedWhere)
    : sql`select distinct subject_id, object_id from touched where ${fact.touchedWhere}`
  const live = liveClaims(cluster, keys, sql`
    claim.cluster_id = ${cluster} and claim.subject_id = asked.subject_id and claim.object_id = asked.object_id
    and claim.subject_kind = ${fact.subjectKind} and claim.predicate = any (${Object.keys(fact.columns).concat(fact.existence)}::text[])`)
  const key = fact.keyColumns
  const columns = Object.values(fact.columns).map((column) => identifier(column.name))
  const kept = join([...columns, sql`marks`, sql`right_of_use`, sql`giver_id`, sql`task`], sql`, `)
  return sql`
    with live as materialized (${live}),
    base as (
      select distinct on (id, object_id) id, object_id, right_of_use, giver_id, task, grade, recorded_at
      from live where predicate = any (${fact.existence}::text[])
      order by id, object_id, (right_of_use in ('centres', 'owner')), array_position(${fact.existence}::text[], predicate), place),
    fact as (
      select base.id, base.object_id, ${join(Object.entries(fact.columns).map(([predicate, column]) => aggregate(predicate, column)), sql`, `)},
        ${marksOf} as marks, base.right_of_use, base.giver_id, base.task
      from base join live on live.id = base.id and live.object_id = base.object_id
      where (live.right_of_use in ('public', 'cluster') or (base.right_of_use = live.right_of_use and base.giver_id is not distinct from live.giver_id))
      group by base.id, base.object_id, base.right_of_use, base.giver_id, base.task, base.grade
      ${fact.having}),
    written as (
      insert into ${identifier(fact.table)} (cluster_id, ${key}, ${kept})
      select ${cluster}, ${fact.keyValues}, ${kept} from fact
      on conflict (cluster_id, ${key}) do update set ${join([...columns, sql`marks`, sql`right_of_use`, sql`giver_id`, sql`task`].map((column) => sql`${column} = excluded.${column}`), sql`, `)},
        recorded_at = now(), retired_at = null
      where (${join([...columns, sql`marks`, sql`right_of_use`, sql`giver_id`, sql`task`].map((column) => sql`${identifier(fact.table)}.${column}`), sql`, `)}, ${identifier(fact.table)}.retired_at)
        is distinct from (${join([...columns, sql`marks`, sql`right_of_use`, sql`giver_id`, sql`task`].map((column) => sql`excluded.${column}`), sql`, `)}, null)
      returning (xmax = 0) as fresh),
    gone as (
      update ${identifier(fact.table)} as old set retired_at = now()
      from (select distinct coalesce(organisation.merged_into, asked.subject_id) as id, asked.object_id from (${keys}) as asked
        left join organisation on organisation.cluster_id = ${cluster} and ${fact.subjectKind === 'organisation'} and organisation.organisation_id = asked.subject_id) as asked
      where old.cluster_id = ${cluster} and ${fact.oldIsAsked} and old.retired_at is null
        and not exists (select 1 from fact where fact.id = asked.id and fact.object_id = asked.object_id)
      returning 1)
    ${outcome}`
}

/** Counts what was written: new rows, changed rows, rows that nothing supports any more. */
const outcome: Sql = sql`
  select 'created' as outcome, count(*) as facts from written where fresh
  union all select 'changed', count(*) from written where not fresh
  union all select 'retired', count(*) from gone`

/** What is worth saying of each field beside its value: the grade where it differs from the row's, conflict, flag, blank. */
const marksOf: Sql = sql`
  jsonb_build_object('*', jsonb_build_object('grade', base.grade))
  || coalesce(jsonb_object_agg(live.predicate, jsonb_strip_nulls(jsonb_build_object(
    'grade', live.grade, 'conflict', nullif(live.conflict, false), 'inferred', nullif(live.grade = 'D', false),
    'implausible', nullif(live.flag = 'implausible', false),
    'blank', case when live.value_text is null and live.value_number is null then live.blank_reason end)))
    filter (where live.place = 1 and (live.conflict or live.flag is not null or live.blank_reason is not null or live.grade <> base.grade)), '{}')`

function aggregate(predicate: string, column: Column): Sql {
  const chosen = sql`filter (where live.predicate = ${predicate} and live.place = 1)`
  const name = identifier(column.name)
  switch (column.type) {
    case 'text': return sql`max(live.value_text) ${chosen} as ${name}`
    case 'list': return sql`string_agg(live.value_text, '；' order by live.value_text) ${chosen} as ${name}`
    case 'number': return sql`max(live.value_number) ${chosen} as ${name}`
    case 'date': return sql`max(live.value_text) ${chosen}::date as ${name}`
    case 'boolean': return sql`bool_or(live.value_text = 'true') ${sql`filter (where live.predicate = ${predicate} and live.place = 1 and live.value_text is not null)`} as ${name}`
    case 'reference': return sql`max(live.value_number) ${chosen}::bigint as ${name}`
  }
}

function deriveLinks(cluster: string): Sql {
  return sql`
    with asked as (
      select distinct subject_id, predicate, object_id from touched where subject_kind = 'node' and predicate in ('requires', 'isA')),
    fact as (
      select distinct on (claim.subject_id, claim.predicate, claim.object_id) claim.subject_id, claim.predicate, claim.object_id, claim.right_of_use, claim.giver_id, claim.task
      from asked
      join claim on claim.cluster_id = ${cluster} and claim.subject_kind = 'node' and claim.subject_id = asked.subject_id
        and claim.predicate = asked.predicate and claim.object_id = asked.object_id
      ${standingResolution}
      where claim.ended_at is null
      order by claim.subject_id, claim.predicate, claim.object_id, ${ruleOrder}),
    written as (
      insert into node_link (cluster_id, node_id, relation, other_id, right_of_use, giver_id, task)
      select ${cluster}, subject_id, predicate, object_id, right_of_use, giver_id, task from fact
      on conflict (cluster_id, node_id, relation, other_id) do update
        set right_of_use = excluded.right_of_use, giver_id = excluded.giver_id, task = excluded.task, recorded_at = now(), retired_at = null
      where (node_link.right_of_use, node_link.giver_id, node_link.task, node_link.retired_at)
        is distinct from (excluded.right_of_use, excluded.giver_id, excluded.task, null)
      returning (xmax = 0) as fresh),
    gone as (
      update node_link set retired_at = now()
      from asked
      where node_link.cluster_id = ${cluster} and node_link.node_id = asked.subject_id and node_link.relation = asked.predicate
        and node_link.other_id = asked.object_id and node_link.retired_at is null
        and not exists (select 1 from fact where fact.subject_id = asked.subject_id and fact.predicate = asked.predicate and fact.object_id = asked.object_id)
      returning 1)
    ${outcome}`
}

/** Origin shares: claims on a node, scoped by country; the value is the share, the flag `negligible` stands for a share too small to count. */
function deriveOrigins(cluster: string): Sql {
  const live = liveClaims(cluster, sql`select distinct subject_id, scope from touched where subject_kind = 'node' and predicate = 'origin'`,
    sql`claim.cluster_id = ${cluster} and claim.subject_kind = 'node' and claim.predicate = 'origin' and claim.subject_id = asked.subject_id and claim.scope = asked.scope`)
  return sql`
    with live as materialized (${live}),
    fact as (
      select id, scope, value_number, flag = 'negligible' as negligible, right_of_use, giver_id, task,
        jsonb_build_object('*', jsonb_strip_nulls(jsonb_build_object('grade', grade, 'conflict', nullif(conflict, false), 'blank', blank_reason))) as marks
      from live where place = 1),
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
      from (select distinct subject_id, scope from touched where subject_kind = 'node' and predicate = 'origin') as asked
      where origin.cluster_id = ${cluster} and origin.node_id = asked.subject_id and origin.country = asked.scope and origin.retired_at is null
        and not exists (select 1 from fact where fact.id = asked.subject_id and fact.scope = asked.scope)
      returning 1)
    ${outcome}`
}

function deriveObservations(cluster: string): Sql {
  const live = liveClaims(cluster,
    sql`select distinct subject_kind, subject_id, object_id, period from touched where predicate = 'observation'`,
    sql`claim.cluster_id = ${cluster} and claim.predicate = 'observation' and claim.subject_kind = asked.subject_kind and claim.subject_id = asked.subject_id
      and claim.object_id = asked.object_id and claim.period = asked.period`, sql`claim.period`)
  return sql`
    with live as materialized (${live}),
    fact as (select * from live where place = 1),
    written as (
      insert into observation (cluster_id, indicator_id, subject_kind, subject_id, period, value, unit, blank_reason, flag, conflict, right_of_use, giver_id, task, claim_id)
      select ${cluster}, object_id, subject_kind, id, period, value_number, unit, blank_reason, flag, conflict, right_of_use, giver_id, task, claim_id from fact
      on conflict (cluster_id, indicator_id, subject_kind, subject_id, period) do update
        set value = excluded.value, unit = excluded.unit, blank_reason = excluded.blank_reason, flag = excluded.flag, conflict = excluded.conflict,
          right_of_use = excluded.right_of_use, giver_id = excluded.giver_id, task = excluded.task, claim_id = excluded.claim_id, recorded_at = now(), retired_at = null
      where (observation.value, observation.unit, observation.blank_reason, observation.flag, observation.conflict, observation.right_of_use, observation.giver_id, observation.claim_id, observation.retired_at)
        is distinct from (excluded.value, excluded.unit, excluded.blank_reason, excluded.flag, excluded.conflict, excluded.right_of_use, excluded.giver_id, excluded.claim_id, null)
      returning (xmax = 0) as fresh),
    gone as (
      update observation set retired_at = now()
      from (select distinct subject_kind, subject_id, object_id, period from touched where predicate = 'observation') as asked
      where observation.cluster_id = ${cluster} and observation.subject_kind = asked.subject_kind and observation.subject_id = asked.subject_id
        and observation.indicator_id = asked.object_id and observation.period = asked.period and observation.retired_at is null
        and not exists (select 1 from fact where fact.subject_kind = asked.subject_kind and fact.id = asked.subject_id
          and fact.object_id = asked.object_id and fact.period = asked.period)
      returning 1)
    ${outcome}`
}
