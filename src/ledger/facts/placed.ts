import { sql, type Sql } from '../../db/sql.ts'
import { ruleOrder, standingResolution } from '../rule.ts'

/** Where and how facts are derived: the cluster, whether any of its organisations have been merged (most clusters' have not), and whether many facts come at once. */
export type Place = { cluster: string; merged: boolean; bulk: boolean }

/** What a kind of fact asks of the ledger. */
export type Asked = {
  /** Which of what was touched concerns it. */
  touched: Sql
  /** Columns of `touched` that, beside its subject, name one fact. */
  key: readonly ('subject_kind' | 'predicate' | 'object_id' | 'period' | 'scope')[]
  /** Which claims say something of it, beside the cluster, subject and key. */
  claims: Sql
  /** Whether claims on each period are a fact of their own; else the latest period counts. */
  ownPeriods: boolean
}

/**
 * The beginning of every derivation: `asked`, the facts to look at, by the parts their subjects were merged from; `live`, all live
 * claims on them; `placed`, the same with their place by the rule (1 is the chosen one) and whether those of their period differ.
 * Only where several claims stand on one thing does the rule have anything to decide: the others are the first and only ones.
 */
export function placedClaims({ cluster, merged }: Place, { touched, key, claims, ownPeriods }: Asked): Sql {
  const keys = columns('', key)
  const thing = sql`id, subject_kind, predicate, object_id, scope ${ownPeriods ? sql`, period` : sql``}`
  const thingOf = sql`claim.id, claim.subject_kind, claim.predicate, claim.object_id, claim.scope`
  return sql`
    asked as materialized (
      ${merged ? withParts(cluster, touched, key) : sql`select distinct subject_id as id, subject_id as part_id ${keys} from touched where ${touched}`}),
    live as materialized (
      select asked.id, claim.claim_id, claim.subject_kind, claim.subject_id, claim.predicate, claim.object_id, claim.period, claim.scope,
        claim.value_text, claim.value_number, claim.blank_reason, claim.unit, claim.flag, claim.grade, claim.giver_id, claim.right_of_use, claim.task, claim.recorded_at
      from asked
      join claim on claim.cluster_id = ${cluster} and claim.subject_id = asked.part_id ${matching(key)}
      where ${claims} and claim.ended_at is null),
    crowded as materialized (select ${thing} from live group by ${thing} having count(*) > 1),
    contested as materialized (select ${cluster} as cluster_id, live.* from live join crowded using (${thing})),
    placed as materialized (
      select ${everything}, 1 as place, false as conflict
      from live as claim
      where not exists (
        select 1 from crowded
        where crowded.id = claim.id and crowded.object_id = claim.object_id and crowded.predicate = claim.predicate and crowded.scope = claim.scope
          and crowded.subject_kind = claim.subject_kind ${ownPeriods ? sql`and crowded.period = claim.period` : sql``})
      union all
      select ${everything}, row_number() over (partition by ${thingOf} ${ownPeriods ? sql`, claim.period` : sql``} order by claim.period desc, ${ruleOrder}),
        coalesce(min(${said}) over alike <> max(${said}) over alike, false)
      from contested as claim
      ${standingResolution}
      window alike as (partition by ${thingOf}, claim.period))`
}

const everything: Sql = sql`claim.id, claim.claim_id, claim.subject_kind, claim.predicate, claim.object_id, claim.period, claim.scope,
  claim.value_text, claim.value_number, claim.blank_reason, claim.unit, claim.flag, claim.grade, claim.giver_id, claim.right_of_use, claim.task`

const said: Sql = sql`coalesce(claim.value_text, claim.value_number::text)`

/** What was touched, as the whole organisations it belongs to, each with all the parts that were merged into it. */
function withParts(cluster: string, touched: Sql, key: Asked['key']): Sql {
  return sql`
    select whole.id, part.part_id ${columns('whole.', key)}
    from (
      select distinct coalesce(organisation.merged_into, touched.subject_id) as id ${columns('touched.', key)}, touched.subject_kind = 'organisation' as has_parts
      from touched
      left join organisation on organisation.cluster_id = ${cluster} and touched.subject_kind = 'organisation' and organisation.organisation_id = touched.subject_id
      where ${touched}) as whole
    cross join lateral (
      select whole.id as part_id
      union all
      select organisation_id from organisation where whole.has_parts and organisation.cluster_id = ${cluster} and organisation.merged_into = whole.id) as part`
}

const names: Record<string, Sql> = {
  'subject_kind': sql`subject_kind`, 'predicate': sql`predicate`, 'object_id': sql`object_id`, 'period': sql`period`, 'scope': sql`scope`,
  'whole.subject_kind': sql`whole.subject_kind`, 'whole.predicate': sql`whole.predicate`, 'whole.object_id': sql`whole.object_id`, 'whole.period': sql`whole.period`, 'whole.scope': sql`whole.scope`,
  'touched.subject_kind': sql`touched.subject_kind`, 'touched.predicate': sql`touched.predicate`, 'touched.object_id': sql`touched.object_id`, 'touched.period': sql`touched.period`, 'touched.scope': sql`touched.scope`,
}

function columns(table: '' | 'whole.' | 'touched.', key: Asked['key']): Sql {
  return key.reduce((list, column) => sql`${list}, ${names[`${table}${column}`]!}`, sql``)
}

function matching(key: Asked['key']): Sql {
  const same: Record<Asked['key'][number], Sql> = {
    subject_kind: sql`and claim.subject_kind = asked.subject_kind`, predicate: sql`and claim.predicate = asked.predicate`, object_id: sql`and claim.object_id = asked.object_id`,
    period: sql`and claim.period = asked.period`, scope: sql`and claim.scope = asked.scope`,
  }
  return key.reduce((list, column) => sql`${list} ${same[column]}`, sql``)
}
