import { empty, identifier, join, sql, type Sql } from '../../db/sql.ts'
import { placedClaims, type Place } from './placed.ts'
import type { AttributeFact, Column } from './tables.ts'
import { outcome, writeFacts } from './write.ts'

/** Derives the rows of a fact table whose columns are claims on one subject. A row is lent its right of use by the claim that says it exists. */
export function deriveAttributes(fact: AttributeFact, place: Place): Sql {
  const { cluster } = place
  const table = identifier(fact.table)
  const kept = [...Object.values(fact.columns).map((column) => column.name), 'marks', 'right_of_use', 'giver_id', 'task']
  const placed = placedClaims(place, {
    touched: fact.touchedWhere, key: ['object_id'], ownPeriods: false,
    claims: sql`claim.subject_kind = ${fact.subjectKind} and claim.predicate = any (${Object.keys(fact.columns).concat(fact.existence)}::text[])`,
  })
  return sql`
    with ${placed},
    base as (
      select distinct on (id, object_id) id, object_id, right_of_use, giver_id, task, grade
      from placed where predicate = any (${fact.existence}::text[])
      order by id, object_id, (right_of_use in ('centres', 'owner')), array_position(${fact.existence}::text[], predicate), place),
    fact as (
      select base.id, base.object_id, ${join(Object.entries(fact.columns).map(([predicate, column]) => aggregate(predicate, column)), sql`, `)},
        ${marksOf(fact)} as marks, ${narrowest} as right_of_use, base.giver_id, base.task
      from base
      left join placed on placed.id = base.id and placed.object_id = base.object_id and placed.place = 1
        and (placed.right_of_use in ('public', 'cluster') or (base.right_of_use = placed.right_of_use and base.giver_id is not distinct from placed.giver_id))
      group by base.id, base.object_id, base.right_of_use, base.giver_id, base.task, base.grade
      ${fact.having}),
    ${writeFacts(place, { table: fact.table, key: fact.key, kept: Object.fromEntries(kept.map((column) => [column, sql`fact.${identifier(column)}`])) })},
    gone as (
      update ${table} as old set retired_at = now()
      from asked
      where old.cluster_id = ${cluster} and ${fact.oldIsAsked} and old.retired_at is null
        and not exists (select 1 from fact where fact.id = asked.part_id and fact.object_id = asked.object_id)
      returning 1)
    ${outcome}`
}

/** A public row that draws on a claim for the cluster alone is for the cluster alone: a row is seen as a whole. */
const narrowest: Sql = sql`case when base.right_of_use = 'public' and bool_or(placed.right_of_use = 'cluster') then 'cluster' else base.right_of_use end`

function aggregate(predicate: string, column: Column): Sql {
  const chosen = sql`filter (where placed.predicate = ${predicate})`
  const name = identifier(column.name)
  switch (column.type) {
    case 'text': return sql`max(placed.value_text) ${chosen} as ${name}`
    case 'list': return sql`string_agg(placed.value_text, '；' order by placed.value_text) ${chosen} as ${name}`
    case 'number': return sql`max(placed.value_number) ${chosen} as ${name}`
    case 'date': return sql`max(placed.value_text) ${chosen}::date as ${name}`
    case 'boolean': return sql`bool_or(placed.value_text = 'true') ${chosen} as ${name}`
    case 'reference': return sql`max(placed.value_number) ${chosen}::bigint as ${name}`
  }
}

/** What is worth saying of each field beside its value: the grade where it differs from the row's, conflict, flag, blank. */
function marksOf({ columns }: AttributeFact): Sql {
  // Only items of a list share a predicate; an order that is not needed would rule out hashing.
  const order = Object.values(columns).some(({ type }) => type === 'list') ? sql`order by placed.scope` : empty
  return sql`
  case base.grade when 'A' then '{"*": {"grade": "A"}}'::jsonb when 'B' then '{"*": {"grade": "B"}}'::jsonb
    when 'C' then '{"*": {"grade": "C"}}'::jsonb else '{"*": {"grade": "D"}}'::jsonb end
  || coalesce(jsonb_object_agg(placed.predicate, jsonb_strip_nulls(jsonb_build_object(
    'grade', placed.grade, 'conflict', nullif(placed.conflict, false), 'inferred', nullif(placed.grade = 'D', false),
    'implausible', nullif(placed.flag = 'implausible', false),
    'blank', case when placed.value_text is null and placed.value_number is null then placed.blank_reason end)) ${order})
    filter (where placed.conflict or placed.flag is not null or placed.blank_reason is not null or placed.grade <> base.grade), '{}')`
}
