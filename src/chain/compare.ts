import { audienceOf, visibleTo, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { sql, type Sql } from '../db/sql.ts'
import { momentOf } from '../ledger/lists.ts'
import type { chainEndpoints } from '../shared/contract/chain.ts'
import type { Answer } from '../shared/contract/index.ts'
import { AppError } from '../shared/errors.ts'

export type Comparison = Answer<typeof chainEndpoints.compare>
type NodeChange = { id: number; before: string | null; after: string | null }

/**
 * How the map stood at two moments, from the history of claims and states. A moment is ISO, `import:ID` (just before that import) or
 * `version:ID`; without a second one, now.
 */
export async function compare(tx: Tx, viewer: Viewer, { from, to }: { from: string; to?: string }): Promise<Comparison> {
  const start = await momentOf(tx, viewer, from)
  const end = to === undefined ? (await tx.query<{ now: string }>(sql`select clock_timestamp() as now`))[0]!.now : await momentOf(tx, viewer, to)
  const ordered = await tx.query<{ ordered: boolean }>(sql`select ${start}::timestamptz <= ${end}::timestamptz as ordered`)
  if (!ordered[0]!.ordered) throw new AppError('invalid-request', { zh: '比较的起点晚于终点。请对调两个时点。', en: 'The first moment is later than the second. Swap them.' })
  const span = { start, end }
  const nodes = await tx.query<NodeChange>(nodeChanges(viewer, span))
  return {
    from: start, to: end,
    nodes: {
      added: nodes.flatMap(({ id, before, after }) => (before === null && after !== null ? [{ id, name: after }] : [])),
      removed: nodes.flatMap(({ id, before, after }) => (before !== null && after === null ? [{ id, name: before }] : [])),
      renamed: nodes.flatMap(({ id, before, after }) => (before !== null && after !== null && before !== after ? [{ id, before, after }] : [])),
    },
    links: await countChanges(tx, viewer, span, sql`claim.subject_kind = 'node' and claim.predicate in ('requires', 'isA')`),
    supplies: {
      ...(await countChanges(tx, viewer, span, sql`claim.subject_kind = 'organisation' and claim.predicate = 'supplies'`)),
      changed: (await tx.query<{ changed: number }>(changedSupplies(viewer, span)))[0]!.changed,
    },
    states: await tx.query(stateChanges(viewer, span)),
  }
}

type Span = { start: string; end: string }

/** Whether a row with a beginning and an end stood at a moment. */
function stood(begin: Sql, end: Sql, moment: string): Sql {
  return sql`(${begin} <= ${moment}::timestamptz and (${end} is null or ${end} > ${moment}::timestamptz))`
}

const atStart = (span: Span): Sql => stood(sql`claim.recorded_at`, sql`claim.ended_at`, span.start)
const atEnd = (span: Span): Sql => stood(sql`claim.recorded_at`, sql`claim.ended_at`, span.end)

/** What was claimed or ceased to stand between the two moments: only of that can anything differ. */
function touched(viewer: Viewer, { start, end }: Span, which: Sql): Sql {
  return sql`
    select distinct claim.subject_id, claim.predicate, claim.object_id from claim
    where ${visibleTo(viewer, 'claim')} and ${which} and claim.recorded_at > ${start}::timestamptz and claim.recorded_at <= ${end}::timestamptz
    union
    select distinct claim.subject_id, claim.predicate, claim.object_id from claim
    where ${visibleTo(viewer, 'claim')} and ${which} and claim.ended_at > ${start}::timestamptz and claim.ended_at <= ${end}::timestamptz`
}

/** The name of each node that changed, at both moments; named stages are no nodes. Of several names the best graded, then the most recent counts. */
function nodeChanges(viewer: Viewer, span: Span): Sql {
  const nameAt = (standing: Sql): Sql => sql`(
    select claim.value_text from claim
    where ${visibleTo(viewer, 'claim')} and claim.subject_kind = 'node' and claim.subject_id = touched.subject_id and claim.predicate = 'name' and claim.object_id = 0 and ${standing}
    order by claim.grade, claim.recorded_at desc, claim.claim_id limit 1)`
  return sql`
    select * from (
      select touched.subject_id as id, ${nameAt(atStart(span))} as before, ${nameAt(atEnd(span))} as after
      from (${touched(viewer, span, sql`claim.subject_kind = 'node' and claim.predicate = 'name'`)}) as touched
      where not exists (
        select 1 from claim where claim.cluster_id = ${viewer.cluster} and claim.subject_kind = 'node' and claim.subject_id = touched.subject_id
          and claim.predicate = 'isStage' and claim.value_text = 'true' and claim.ended_at is null)) as named
    where before is distinct from after
    order by coalesce(after, before), id`
}

/** Relations that stood at one moment and not at the other. */
async function countChanges(tx: Tx, viewer: Viewer, span: Span, which: Sql): Promise<{ added: number; removed: number }> {
  const rows = await tx.query<{ added: number; removed: number }>(sql`
    select count(*) filter (where after and not before) as added, count(*) filter (where before and not after) as removed
    from (
      select bool_or(${atStart(span)}) as before, bool_or(${atEnd(span)}) as after
      from (${touched(viewer, span, which)}) as touched
      join claim on ${visibleTo(viewer, 'claim')} and ${which}
        and claim.subject_id = touched.subject_id and claim.predicate = touched.predicate and claim.object_id = touched.object_id
      group by touched.subject_id, touched.predicate, touched.object_id) as relation`)
  return rows[0]!
}

/** Supplies that stood at both moments and of which something else is claimed: the values of the best claims differ. */
function changedSupplies(viewer: Viewer, span: Span): Sql {
  const which = sql`claim.subject_kind = 'organisation' and claim.predicate like 'supplies.%'`
  const valueAt = (standing: Sql): Sql => sql`(
    select coalesce(claim.value_text, claim.value_number::text) from claim
    where ${visibleTo(viewer, 'claim')} and claim.subject_kind = 'organisation' and claim.subject_id = touched.subject_id and claim.predicate = touched.predicate
      and claim.object_id = touched.object_id and ${standing}
    order by claim.grade, claim.recorded_at desc, claim.claim_id limit 1)`
  const existed = (standing: Sql): Sql => sql`exists (
    select 1 from claim where ${visibleTo(viewer, 'claim')} and claim.subject_kind = 'organisation' and claim.subject_id = touched.subject_id
      and claim.predicate = 'supplies' and claim.object_id = touched.object_id and ${standing})`
  return sql`
    select count(distinct (touched.subject_id, touched.object_id)) as changed
    from (${touched(viewer, span, which)}) as touched
    where ${valueAt(atStart(span))} is distinct from ${valueAt(atEnd(span))} and ${existed(atStart(span))} and ${existed(atEnd(span))}`
}

function stateChanges(viewer: Viewer, span: Span): Sql {
  const at = (moment: string): Sql => sql`
    select node_id, state from node_state
    where cluster_id = ${viewer.cluster} and audience = ${audienceOf(viewer)} and ${stood(sql`valid_from`, sql`valid_to`, moment)}`
  return sql`
    select coalesce(before.node_id, after.node_id) as id, node.name, before.state as before, after.state as after
    from (${at(span.start)}) as before full join (${at(span.end)}) as after on after.node_id = before.node_id
    join node on node.node_id = coalesce(before.node_id, after.node_id) and ${visibleTo(viewer, 'node')} and node.is_stage is not true
    where before.state is distinct from after.state
    order by node.name, id`
}
