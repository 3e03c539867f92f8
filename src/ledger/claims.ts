import type { Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { identifier, sql } from '../db/sql.ts'
import type { Grade, GovernanceTask, Right } from '../shared/vocabulary.ts'

export type SubjectKind = 'organisation' | 'node' | 'region' | 'cluster' | 'indicator' | 'country'

/** What somebody says of something, before it stands in the ledger. */
export type Statement = {
  subjectKind: SubjectKind
  subjectId: number
  predicate: string
  objectId?: number
  period?: string
  scope?: string
  value: string | number | boolean | null
  /** Why there is no value. */
  blankReason?: string
  unit?: string
  flag?: string
  /** Where it stands in the source. */
  sheet?: string
  row?: number
  column?: string
}

/** The source a batch of statements comes from, with what the ledger notes of each of them. */
export type Origin = { sourceId: number; giverId: number | null; grade: Grade; right: Right; task: GovernanceTask }

export type Recorded = {
  claims: number
  /** Rows that say something the same giver had not said before, by source and sheet. */
  fresh: { sourceId: number; sheet: string | null; rows: number }[]
}

/** Opens the staging tables of this transaction: statements go there first, are compared with the ledger, and only then recorded. */
export async function openStaging(tx: Tx): Promise<void> {
  await tx.exec(`
    create temporary table staged_claim (
      subject_kind text not null, subject_id bigint not null, predicate text not null, object_id bigint not null,
      period text not null, scope text not null, value_text text, value_number double precision, blank_reason text, unit text, flag text,
      sheet text, row_number integer, column_name text,
      source_id bigint not null, giver_id bigint, grade text not null, right_of_use text not null, task text not null, same_as bigint
    ) on commit drop;
    create temporary table touched (
      subject_kind text not null, subject_id bigint not null, predicate text not null, object_id bigint not null, period text not null, scope text not null
    ) on commit drop;`)
}

const stagedColumns = `staged_claim (subject_kind, subject_id, predicate, object_id, period, scope, value_text, value_number,
  blank_reason, unit, flag, sheet, row_number, column_name, source_id, giver_id, grade, right_of_use, task)`

/** From how many rows on a statement is a bulk load to the planner. */
const bulk = 2000

/**
 * Tells the planner what a staging table holds. What this transaction adds to the ledger it has no statistics of: for a bulk it
 * would take loops over what it thinks is empty, so loops are ruled out; for a few rows they are right.
 */
export async function planFor(tx: Tx, table: 'staged_claim' | 'touched'): Promise<void> {
  await tx.exec(`analyze ${table}`)
  const rows = await tx.query<{ rows: number }>(sql`select count(*) as rows from (select 1 from ${identifier(table)} limit ${bulk}) as sample`)
  await tx.exec(`set local enable_nestloop = ${rows[0]!.rows < bulk ? 'on' : 'off'}`)
}

/** Lays statements of one source out for recording. */
export async function stage(tx: Tx, statements: Iterable<Statement>, origin: Origin): Promise<void> {
  await tx.copyIn(stagedColumns, stagedRows(statements, origin))
}

function* stagedRows(statements: Iterable<Statement>, { sourceId, giverId, grade, right, task }: Origin): Iterable<readonly unknown[]> {
  for (const s of statements) {
    const number = typeof s.value === 'number' ? s.value : null
    const text = s.value === null || number !== null ? null : String(s.value)
    yield [
      s.subjectKind, s.subjectId, s.predicate, s.objectId ?? 0, s.period ?? '', s.scope ?? '', text, number,
      s.blankReason ?? null, s.unit ?? null, s.flag ?? null, s.sheet ?? null, s.row ?? null, s.column ?? null,
      sourceId, giverId, grade, right, task,
    ]
  }
}

/**
 * Records what is staged and was not said before by the same giver, with the same value, grade and right. What it records is
 * marked as touched, so that facts can be derived from it.
 */
export async function recordStaged(tx: Tx, viewer: Viewer, importId: number | null): Promise<Recorded> {
  await planFor(tx, 'staged_claim')
  await tx.query(sql`
    update staged_claim set same_as = claim.claim_id
    from claim
    where claim.cluster_id = ${viewer.cluster}
      and claim.subject_id = staged_claim.subject_id and claim.predicate = staged_claim.predicate and claim.object_id = staged_claim.object_id
      and claim.subject_kind = staged_claim.subject_kind
      and claim.period = staged_claim.period and claim.scope = staged_claim.scope
      and claim.value_text is not distinct from staged_claim.value_text
      and claim.value_number is not distinct from staged_claim.value_number
      and claim.blank_reason is not distinct from staged_claim.blank_reason
      and claim.unit is not distinct from staged_claim.unit
      and claim.giver_id is not distinct from staged_claim.giver_id
      and claim.grade = staged_claim.grade and claim.right_of_use = staged_claim.right_of_use
      and claim.ended_at is null`)
  const recorded = await tx.query<{ claims: number }>(sql`
    with fresh as (
      insert into claim (cluster_id, subject_kind, subject_id, predicate, object_id, period, scope, value_text, value_number, blank_reason, unit, flag,
        grade, giver_id, right_of_use, task, source_id, sheet, row_number, column_name, import_id)
      select ${viewer.cluster}, subject_kind, subject_id, predicate, object_id, period, scope, value_text, value_number, blank_reason, unit, flag,
        grade, giver_id, right_of_use, task, source_id, sheet, row_number, column_name, ${importId}::bigint
      from staged_claim where same_as is null
      returning 1)
    select count(*) as claims from fresh`)
  await tx.query(sql`
    insert into touched
    select distinct subject_kind, subject_id, predicate, object_id, period, scope from staged_claim where same_as is null`)
  const fresh = await tx.query<{ sourceId: number; sheet: string | null; rows: number }>(sql`
    select source_id as "sourceId", sheet, count(distinct row_number) as rows from staged_claim where same_as is null group by 1, 2`)
  return { claims: recorded[0]?.claims ?? 0, fresh }
}

/**
 * Ends the live claims of earlier sources that the staged, new full version no longer makes: superseded where it says something
 * else of the same thing, retired where it is silent. Call after `recordStaged`.
 */
export async function supersede(tx: Tx, viewer: Viewer, earlierSources: readonly number[]): Promise<number> {
  if (earlierSources.length === 0) return 0
  const rows = await tx.query<{ ended: number }>(sql`
    with successor as (
      select distinct on (claim.subject_kind, claim.subject_id, claim.predicate, claim.object_id, claim.period, claim.scope) claim.*
      from claim join staged_claim using (subject_kind, subject_id, predicate, object_id, period, scope)
      where claim.cluster_id = ${viewer.cluster} and claim.source_id = staged_claim.source_id and claim.ended_at is null
      order by claim.subject_kind, claim.subject_id, claim.predicate, claim.object_id, claim.period, claim.scope, claim.claim_id desc
    ), ending as (
      update claim set ended_at = now(),
        end_reason = case when successor.claim_id is null then 'retired' else 'superseded' end,
        superseded_by = successor.claim_id
      from claim as old
      left join successor using (subject_kind, subject_id, predicate, object_id, period, scope)
      where claim.cluster_id = ${viewer.cluster} and claim.claim_id = old.claim_id and old.cluster_id = ${viewer.cluster}
        and old.source_id = any (${[...earlierSources]}::bigint[]) and old.ended_at is null
        and not exists (select 1 from staged_claim where staged_claim.same_as = old.claim_id)
        and (successor.claim_id is null or successor.claim_id <> old.claim_id)
      returning claim.subject_kind, claim.subject_id, claim.predicate, claim.object_id, claim.period, claim.scope
    ), noted as (
      insert into touched select distinct * from ending returning 1)
    select count(*) as ended from ending`)
  return rows[0]?.ended ?? 0
}
