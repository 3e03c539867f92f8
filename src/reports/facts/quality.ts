import { visibleTo, type Viewer } from '../../access/viewer.ts'
import type { Tx } from '../../db/db.ts'
import { sql } from '../../db/sql.ts'
import { nameOf } from '../../ledger/evidence.ts'
import { predicateTitle, refOf } from '../../ledger/refs.ts'
import type { Grade, Right, Text } from '../../shared/vocabulary.ts'
import { contested } from '../claim-sets.ts'
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
    sources: await countSet(tx, viewer, { name: 'sourcesInUse', parameters: {} }),
    questions: await countSet(tx, viewer, { name: 'openQuestions', parameters: {} }),
    openQuestions: questions[0]!.count,
    contested: await countSet(tx, viewer, { name: 'conflicts', parameters: {} }),
    ...await readConflicts(tx, viewer),
    listed: await readSources(tx, viewer),
  }
}

function readSources(tx: Tx, viewer: Viewer): Promise<SourceFacts[]> {
  return tx.query<SourceFacts>(sql`
    with used as (
      select source_id, count(distinct (sheet, row_number)) as rows from claim where ${visibleTo(viewer, 'claim')} and claim.ended_at is null group by source_id)
    select source.source_id as id, source.kind, source.name, giver_name(source.cluster_id, source.giver_id) as giver, source.grade, source.right_of_use as right, source.recorded_at as "recordedAt", source.url, source.sha256, used.rows
    from used
    join source on ${visibleTo(viewer, 'source')} and source.source_id = used.source_id
    order by source.recorded_at, source.source_id limit ${listedSources}`)
}

type Key = { subjectKind: string; subjectId: number; predicate: string; objectId: number; period: string; scope: string }
type ConflictRow = Key & { values: ConflictFacts['values'] }

async function readConflicts(tx: Tx, viewer: Viewer): Promise<{ conflictsTotal: number; conflicts: ConflictFacts[] }> {
  const keys = sql`subject_kind, subject_id, predicate, object_id, period, scope`
  const behind = sql`select claim.* from claim where ${visibleTo(viewer, 'claim')} and ${contested}`
  const total = await tx.query<{ count: number }>(sql`select count(*) as count from (select distinct ${keys} from (${behind}) as claim) as key`)
  const rows = total[0]!.count === 0 ? [] : await tx.query<ConflictRow>(sql`
    select claim.subject_kind as "subjectKind", claim.subject_id as "subjectId", claim.predicate, claim.object_id as "objectId", claim.period, claim.scope,
      jsonb_agg(jsonb_build_object('claim', claim.claim_id, 'said', coalesce(claim.value_text, claim.value_number::text), 'number', claim.value_number, 'unit', claim.unit,
        'grade', claim.grade, 'giver', giver_name(claim.cluster_id, claim.giver_id)) order by claim.grade, claim.claim_id) as values
    from (${behind}) as claim
    group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6 limit ${listedConflicts}`)
  const names = await nameOf(tx, viewer, rows.flatMap((row) => [
    { kind: row.subjectKind, id: row.subjectId }, { kind: row.predicate === 'observation' ? 'indicator' : 'node', id: row.objectId }]))
  return { conflictsTotal: total[0]!.count, conflicts: rows.map((row, n) => ({ ref: refOf(row), title: titleOf(row, names[2 * n], names[2 * n + 1]), values: row.values })) }
}

function titleOf(row: Key, subject: string | undefined, object: string | undefined): Text {
  const title = predicateTitle(row.subjectKind, row.predicate)
  const parts = (predicate: string): string => [subject ?? `${row.subjectKind} ${row.subjectId}`, predicate, object, row.scope, row.period].filter(Boolean).join(' · ')
  return { zh: parts(title.zh), en: parts(title.en) }
}
