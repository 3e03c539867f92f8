import { visibleTo, type Viewer } from '../../access/viewer.ts'
import type { Tx } from '../../db/db.ts'
import { sql } from '../../db/sql.ts'
import { contestedClaims } from '../../ledger/conflicts.ts'
import { nameOf } from '../../ledger/evidence.ts'
import { predicateTitle, refOf } from '../../ledger/refs.ts'
import type { Grade, Right, Text } from '../../shared/vocabulary.ts'
import { countSet, type Counted } from './registry.ts'

/** How many sources and conflicts a report lists. */
export const listedSources = 300
export const listedConflicts = 200

export type SourceFacts = {
  id: number; kind: string; name: string; giver: string | null; grade: Grade; right: Right; recordedAt: string; url: string | null; sha256: string | null; rows: number
}
export type ConflictFacts = { ref: string; title: Text; values: { claim: number; said: string; number: number | null; unit: string | null; grade: Grade; giver: string | null }[] }
export type QualityFacts = {
  claims: Counted; sources: Counted; questions: Counted; openQuestions: number
  contested: Counted; conflictsTotal: number; conflicts: ConflictFacts[]; listed: SourceFacts[]
}

/** How much is claimed by whom, what contradicts, what is not decided. */
export async function readQuality(tx: Tx, viewer: Viewer): Promise<QualityFacts> {
  const questions = await tx.query<{ count: number }>(sql`select count(*) as count from question where cluster_id = ${viewer.cluster} and status = 'open'`)
  return {
    claims: await countSet(tx, viewer, { name: 'liveClaims', parameters: {} }),
    questions: await countSet(tx, viewer, { name: 'openQuestions', parameters: {} }),
    openQuestions: questions[0]!.count,
    ...await readConflicts(tx, viewer),
    ...await readSources(tx, viewer),
  }
}

async function readSources(tx: Tx, viewer: Viewer): Promise<Pick<QualityFacts, 'sources' | 'listed'>> {
  const rows = await tx.query<SourceFacts & { count: number; worst: Grade }>(sql`
    with line as (
      select source_id, sheet, row_number, max(grade) as grade from claim where ${visibleTo(viewer, 'claim')} and claim.ended_at is null group by source_id, sheet, row_number),
    used as (select source_id, count(*) as rows, max(grade) as grade from line group by source_id)
    select source.source_id as id, source.kind, source.name, giver_name(source.cluster_id, source.giver_id) as giver, source.grade, source.right_of_use as right,
      source.recorded_at as "recordedAt", source.url, source.sha256, used.rows, count(*) over () as count, max(used.grade) over () as worst
    from used
    join source on ${visibleTo(viewer, 'source')} and source.source_id = used.source_id
    order by source.recorded_at, source.source_id limit ${listedSources}`)
  return { listed: rows, sources: { set: { name: 'sourcesInUse', parameters: {} }, count: rows[0]?.count ?? 0, grade: rows[0]?.worst ?? null } }
}

type Key = { subjectKind: string; subjectId: number; predicate: string; objectId: number; period: string; scope: string }
type ConflictRow = Key & { values: ConflictFacts['values']; keys: number; claims: number; worst: Grade }

async function readConflicts(tx: Tx, viewer: Viewer): Promise<Pick<QualityFacts, 'contested' | 'conflicts' | 'conflictsTotal'>> {
  const rows = await tx.query<ConflictRow>(sql`
    with behind as materialized (${contestedClaims(viewer)}),
    beside as (
      select subject_kind, whole_id as subject_id, predicate, object_id, period, scope, count(*) as claims, max(grade) as grade
      from behind group by 1, 2, 3, 4, 5, 6),
    shown as (
      select *, count(*) over () as keys, sum(claims) over () as total, max(grade) over () as worst from beside
      order by subject_kind, subject_id, predicate, object_id, period, scope limit ${listedConflicts})
    select shown.subject_kind as "subjectKind", shown.subject_id as "subjectId", shown.predicate, shown.object_id as "objectId", shown.period, shown.scope,
      shown.keys, shown.total::bigint as claims, shown.worst,
      (select jsonb_agg(jsonb_build_object('claim', behind.claim_id, 'said', coalesce(behind.value_text, behind.value_number::text), 'number', behind.value_number, 'unit', behind.unit,
          'grade', behind.grade, 'giver', giver_name(behind.cluster_id, behind.giver_id)) order by behind.grade, behind.claim_id)
        from behind where (behind.subject_kind, behind.whole_id, behind.predicate, behind.object_id, behind.period, behind.scope)
          = (shown.subject_kind, shown.subject_id, shown.predicate, shown.object_id, shown.period, shown.scope)) as values
    from shown order by 1, 2, 3, 4, 5, 6`)
  const names = await nameOf(tx, viewer, rows.flatMap((row) => [
    { kind: row.subjectKind, id: row.subjectId }, { kind: row.predicate === 'observation' ? 'indicator' : 'node', id: row.objectId }]))
  return {
    conflictsTotal: rows[0]?.keys ?? 0, contested: { set: { name: 'conflicts', parameters: {} }, count: rows[0]?.claims ?? 0, grade: rows[0]?.worst ?? null },
    conflicts: rows.map((row, n) => ({ ref: refOf(row), title: titleOf(row, names[2 * n], names[2 * n + 1]), values: row.values })),
  }
}

function titleOf(row: Key, subject: string | undefined, object: string | undefined): Text {
  const title = predicateTitle(row.subjectKind, row.predicate)
  const parts = (predicate: string): string => [subject ?? `${row.subjectKind} ${row.subjectId}`, predicate, object, row.scope, row.period].filter(Boolean).join(' · ')
  return { zh: parts(title.zh), en: parts(title.en) }
}
