import type { Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { empty, sql, type Sql } from '../db/sql.ts'
import type { Grade, GovernanceTask, Right } from '../shared/vocabulary.ts'
import { ruleOrder, standingResolution } from './rule.ts'

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

/**
 * The source a batch of statements comes from, with what the ledger notes of each of them. One that restates came out of this ledger:
 * what it says as it stands here is no claim of its own.
 */
export type Origin = { sourceId: number; giverId: number | null; grade: Grade; right: Right; task: GovernanceTask; restates?: boolean }

export type Recorded = {
  claims: number
  /** Rows that say something the same giver had not said before, by source and sheet. */
  fresh: { sourceId: number; sheet: string | null; rows: number }[]
}

/** Opens the staging tables of this transaction: statements go there first, are compared with the ledger, and only then recorded. */
export async function openStaging(tx: Tx): Promise<void> {
  await tx.exec(`
    create temporary table staged_origin (
      origin integer generated always as identity, source_id bigint not null, giver_id bigint, grade text not null, right_of_use text not null, task text not null, restates boolean not null
    ) on commit drop;
    create temporary table staged_claim (
      origin integer not null, subject_kind text not null, subject_id bigint not null, predicate text not null, object_id bigint not null,
      period text not null, scope text not null, value_text text, value_number double precision, blank_reason text, unit text, flag text,
      sheet text, row_number integer, column_name text, same_as bigint
    ) on commit drop;
    create temporary table touched (
      subject_kind text not null, subject_id bigint not null, predicate text not null, object_id bigint not null, period text not null, scope text not null
    ) on commit drop;`)
}

const stagedColumns = `staged_claim (origin, subject_kind, subject_id, predicate, object_id, period, scope, value_text, value_number,
  blank_reason, unit, flag, sheet, row_number, column_name)`

/** From how many rows on a statement is a bulk load. */
export const bulk = 2000

/**
 * Tells the planner whether much or little is coming. What this transaction adds to the ledger it has no statistics of: for a bulk it
 * would take loops, merges and sorts over what it thinks is next to nothing, so hashing is left to it wherever it can be had; for a few rows they are right.
 * Answers whether it is a bulk.
 */
export async function planFor(tx: Tx, rows: number, from = bulk): Promise<boolean> {
  const [small, memory] = rows >= from ? ['off', "'128MB'"] : ['on', 'default']
  await tx.exec(`set local enable_nestloop = ${small}; set local enable_mergejoin = ${small}; set local enable_sort = ${small}; set local work_mem = ${memory}`)
  return rows >= from
}

/** Lays statements of one source out for recording. */
export async function stage(tx: Tx, statements: Iterable<Statement>, origin: Origin): Promise<void> {
  const staging = await openOrigin(tx, origin)
  for (const statement of statements) staging.say(statement)
  await staging.send()
}

/** Takes statements of one source as they are made, and keeps of each only the line that goes to the database. */
export type Staging = {
  /** The number of the origin in this transaction, and the sheet it stands on. */
  readonly origin: number
  readonly sheet: string | undefined
  say(statement: Statement): void
  send(): Promise<void>
  /** How many statements were made so far, and on how many rows: rows are taken one after the other. */
  count(): { statements: number; rows: number }
}

/** Opens the staging of one source's statements. With `sheet` they stand on that sheet, and are an origin of their own, whatever came from the source before. */
export async function openOrigin(tx: Tx, { sourceId, giverId, grade, right, task, restates = false }: Origin, sheet?: string): Promise<Staging> {
  const made = await tx.query<{ origin: number }>(sql`
    with known as (
      select origin from staged_origin
      where source_id = ${sourceId} and giver_id is not distinct from ${giverId}::bigint and grade = ${grade} and right_of_use = ${right} and task = ${task} and restates = ${restates}),
    made as (
      insert into staged_origin (source_id, giver_id, grade, right_of_use, task, restates)
      select ${sourceId}::bigint, ${giverId}::bigint, ${grade}, ${right}, ${task}, ${restates}::boolean ${sheet === undefined ? sql`where not exists (select 1 from known)` : empty}
      returning origin)
    select origin from made union all select origin from known limit 1`)
  const { origin } = made[0]!
  const pieces: Buffer[] = []
  const count = { statements: 0, rows: 0 }
  let last: number | undefined
  let text = ''
  const cut = (): void => {
    if (text !== '') pieces.push(Buffer.from(text))
    text = ''
  }
  return {
    origin, sheet,
    count: () => count,
    say(statement) {
      count.statements++
      if (statement.row !== last) count.rows++
      last = statement.row
      text += lineOf(statement, origin, sheet)
      if (text.length > pieceLength) cut()
    },
    async send() {
      cut()
      if (pieces.length > 0) await tx.copyText(stagedColumns, (async function* () { yield* pieces })())
      pieces.length = 0
    },
  }
}

const pieceLength = 32 * 1024

/** A statement in COPY's text format. Kinds, predicates, numbers and columns are ours and need no escape. */
function lineOf({ subjectKind, subjectId, predicate, objectId, period, scope, value, blankReason, unit, flag, sheet, row, column }: Statement, origin: number, usual?: string): string {
  const number = typeof value === 'number'
  return `${origin}\t${subjectKind}\t${subjectId}\t${predicate}\t${objectId ?? 0}\t${escaped(period ?? '')}\t${escaped(scope ?? '')}\t${
    value === null || number ? '\\N' : escaped(String(value))}\t${number ? value : '\\N'}\t${escaped(blankReason)}\t${escaped(unit)}\t${escaped(flag)}\t${
    escaped(sheet ?? usual)}\t${row ?? '\\N'}\t${column ?? '\\N'}\n`
}

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\0': '' }

/** A text in COPY's format. A NUL, which a cell may hold and no text of the database can, is left out. */
function escaped(text: string | undefined): string {
  if (text === undefined) return '\\N'
  return /[\\\t\n\r\0]/.test(text) ? text.replace(/[\\\t\n\r\0]/g, (character) => escapes[character]!) : text
}

/** A staged statement and a claim that say the same of the same thing by the same giver. Expects `staged_claim`, `staged_origin`, `claim`. */
const saysTheSame: Sql = sql`
  claim.subject_id = staged_claim.subject_id and claim.predicate = staged_claim.predicate and claim.object_id = staged_claim.object_id
  and claim.subject_kind = staged_claim.subject_kind and claim.period = staged_claim.period and claim.scope = staged_claim.scope
  and claim.value_text is not distinct from staged_claim.value_text
  and claim.value_number is not distinct from staged_claim.value_number
  and claim.blank_reason is not distinct from staged_claim.blank_reason
  and claim.unit is not distinct from staged_claim.unit
  and claim.giver_id is not distinct from staged_origin.giver_id
  and claim.grade = staged_origin.grade and claim.right_of_use = staged_origin.right_of_use`

/**
 * Records what is staged and was not said before by the same giver, with the same value, grade and right. What it records is
 * marked as touched, so that facts can be derived from it. Claims are numbered in the order in which they were staged. With `only`
 * just what was staged there is recorded; two places of one import that say the same are two claims of one fact.
 */
export async function recordStaged(tx: Tx, viewer: Viewer, importId: number | null, only?: Staging): Promise<Recorded> {
  const asked = only === undefined ? sql`true` : sql`staged_claim.origin = ${only.origin}`
  const sample = await tx.query<{ rows: number }>(sql`select count(*) as rows from (select 1 from staged_claim where ${asked} limit ${bulk}) as sample`)
  await planFor(tx, sample[0]!.rows)
  const same = await tx.query<{ statements: number }>(sql`
    with same as (
      update staged_claim set same_as = claim.claim_id
      from claim, staged_origin
      where claim.cluster_id = ${viewer.cluster} and staged_origin.origin = staged_claim.origin and ${saysTheSame} and claim.ended_at is null
        and ${asked} and (${importId}::bigint is null or claim.import_id is distinct from ${importId}::bigint)
      returning 1)
    select count(*) as statements from same`)
  const { source, giver, grade, right, task, restates } = await listOrigins(tx)
  const restated = restates.some((one) => one) ? await passOverRestated(tx, viewer, asked) : 0
  // Origins are looked up in arrays: a join might change the order of the rows, and with it which of two is the earlier one.
  await tx.query(sql`
    insert into claim (cluster_id, subject_kind, subject_id, predicate, object_id, period, scope, value_text, value_number, blank_reason, unit, flag,
      source_id, giver_id, grade, right_of_use, task, sheet, row_number, column_name, import_id)
    select ${viewer.cluster}, subject_kind, subject_id, predicate, object_id, period, scope, value_text, value_number, blank_reason, unit, flag,
      (${source}::bigint[])[origin], (${giver}::bigint[])[origin], (${grade}::text[])[origin], (${right}::text[])[origin], (${task}::text[])[origin],
      sheet, row_number, column_name, ${importId}::bigint
    from staged_claim where same_as is null and ${asked}`)
  await tx.query(sql`
    insert into touched
    select subject_kind, subject_id, predicate, object_id, period, scope from staged_claim where same_as is null and ${asked}`)
  if (only && same[0]!.statements + restated === 0) return { claims: only.count().statements, fresh: [{ sourceId: source[only.origin - 1]!, sheet: only.sheet ?? null, rows: only.count().rows }] }
  const fresh = await tx.query<{ sourceId: number; sheet: string | null; rows: number; claims: number }>(sql`
    select source_id as "sourceId", sheet, count(distinct row_number) as rows, count(*) as claims
    from staged_claim join staged_origin using (origin) where same_as is null and ${asked} group by 1, 2`)
  return { claims: fresh.reduce((sum, { claims }) => sum + claims, 0), fresh: fresh.map(({ sourceId, sheet, rows }) => ({ sourceId, sheet, rows })) }
}

/** Statements of a restating origin that say what is chosen here already, whoever gave it: they are told from those that a person changed. */
async function passOverRestated(tx: Tx, viewer: Viewer, asked: Sql): Promise<number> {
  const rows = await tx.query<{ statements: number }>(sql`
    with chosen as (
      select staged_claim.ctid as place, best.claim_id
      from staged_claim join staged_origin using (origin)
      cross join lateral (
        select claim.claim_id, claim.value_text, claim.value_number, claim.blank_reason, claim.unit
        from claim ${standingResolution}
        where claim.cluster_id = ${viewer.cluster} and claim.ended_at is null and claim.subject_kind = staged_claim.subject_kind and claim.subject_id = staged_claim.subject_id
          and claim.predicate = staged_claim.predicate and claim.object_id = staged_claim.object_id and claim.period = staged_claim.period and claim.scope = staged_claim.scope
        order by ${ruleOrder} limit 1) as best
      where staged_origin.restates and staged_claim.same_as is null and ${asked}
        and best.value_text is not distinct from staged_claim.value_text and best.value_number is not distinct from staged_claim.value_number
        and best.blank_reason is not distinct from staged_claim.blank_reason and best.unit is not distinct from staged_claim.unit),
    passed as (update staged_claim set same_as = chosen.claim_id from chosen where staged_claim.ctid = chosen.place returning 1)
    select count(*) as statements from passed`)
  return rows[0]!.statements
}

type Origins = { source: number[]; giver: (number | null)[]; grade: Grade[]; right: Right[]; task: GovernanceTask[]; restates: boolean[] }

async function listOrigins(tx: Tx): Promise<Origins> {
  const rows = await tx.query<{ source: number; giver: number | null; grade: Grade; right: Right; task: GovernanceTask; restates: boolean }>(sql`
    select source_id as source, giver_id as giver, grade, right_of_use as right, task, restates from staged_origin order by origin`)
  return {
    source: rows.map((row) => row.source), giver: rows.map((row) => row.giver), grade: rows.map((row) => row.grade),
    right: rows.map((row) => row.right), task: rows.map((row) => row.task), restates: rows.map((row) => row.restates),
  }
}

/**
 * Ends the live claims of earlier sources that the staged, new full version no longer makes: superseded where it says something
 * else of the same thing, retired where it is silent. Call after `recordStaged`.
 */
export async function supersede(tx: Tx, viewer: Viewer, earlierSources: readonly number[]): Promise<number> {
  if (earlierSources.length === 0) return 0
  const rows = await tx.query<{ ended: number }>(sql`
    with ending as (
      select claim.claim_id, subject_kind, subject_id, predicate, object_id, period, scope
      from claim
      where claim.cluster_id = ${viewer.cluster} and claim.source_id = any (${[...earlierSources]}::bigint[]) and claim.ended_at is null
        and not exists (select 1 from staged_claim join staged_origin using (origin) where ${saysTheSame})),
    successor as (
      select distinct on (ending.claim_id) ending.claim_id, claim.claim_id as by_id
      from ending
      join claim using (subject_kind, subject_id, predicate, object_id, period, scope)
      where claim.cluster_id = ${viewer.cluster} and claim.ended_at is null and claim.claim_id <> ending.claim_id
        and claim.source_id in (select source_id from staged_origin)
        and exists (select 1 from staged_claim where (staged_claim.subject_kind, staged_claim.subject_id, staged_claim.predicate, staged_claim.object_id, staged_claim.period, staged_claim.scope)
          = (claim.subject_kind, claim.subject_id, claim.predicate, claim.object_id, claim.period, claim.scope))
      order by ending.claim_id, claim.claim_id desc),
    ended as (
      update claim set ended_at = now(), end_reason = case when successor.by_id is null then 'retired' else 'superseded' end, superseded_by = successor.by_id
      from ending left join successor using (claim_id)
      where claim.cluster_id = ${viewer.cluster} and claim.claim_id = ending.claim_id
      returning 1),
    noted as (
      insert into touched select subject_kind, subject_id, predicate, object_id, period, scope from ending returning 1)
    select count(*) as ended from ended`)
  return rows[0]?.ended ?? 0
}
