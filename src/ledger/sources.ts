import { asProgram, visibleTo, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { json, sql } from '../db/sql.ts'
import { AppError } from '../shared/errors.ts'
import type { Grade, GovernanceTask, Right, SheetKind } from '../shared/vocabulary.ts'
import { openStaging } from './claims.ts'
import { deriveFacts } from './facts/derive.ts'

/** A sheet of a source and how it was read: what a later edition of the same list is recognised by. */
export type ReadSheet = { sheet: string; kind: SheetKind; recipe: string; /** Its headings in one line: the same list under another recipe name. */ headings: string }

export type NewSource = {
  kind: 'file' | 'url' | 'form' | 'computation'
  name: string
  sha256?: string
  bytes?: number
  url?: string
  giverId: number | null
  grade: Grade
  right: Right
  task: GovernanceTask
  sheets?: ReadSheet[]
}

/** Records a source, or finds the live one with the same bytes, giver, grade and right. */
export async function putSource(tx: Tx, viewer: Viewer, source: NewSource): Promise<number> {
  const found = source.sha256 === undefined ? [] : await tx.query<{ id: number }>(sql`
    select source_id as id from source
    where cluster_id = ${viewer.cluster} and sha256 = ${source.sha256} and giver_id is not distinct from ${source.giverId}::bigint
      and grade = ${source.grade} and right_of_use = ${source.right} and withdrawn_at is null
    order by source_id limit 1`)
  if (found[0]) {
    await tx.query(sql`
      update source set sheets = (select jsonb_agg(distinct sheet) from jsonb_array_elements(sheets || ${json(source.sheets ?? [])}) as sheet), replaced_by = null
      where cluster_id = ${viewer.cluster} and source_id = ${found[0].id}`)
    return found[0].id
  }
  const made = await tx.query<{ id: number }>(sql`
    insert into source (cluster_id, kind, name, sha256, bytes, url, giver_id, grade, right_of_use, task, sheets, recorded_by)
    values (${viewer.cluster}, ${source.kind}, ${source.name}, ${source.sha256 ?? null}, ${source.bytes ?? null}, ${source.url ?? null}, ${source.giverId},
      ${source.grade}, ${source.right}, ${source.task}, ${json(source.sheets ?? [])}, ${viewer.account})
    returning source_id as id`)
  return made[0]!.id
}

/** Earlier sources of the same list: of the same kind, read with the same recipe or under the same headings, from the same giver, and still standing. */
export async function earlierSources(tx: Tx, viewer: Viewer, list: Omit<ReadSheet, 'sheet'> & { giverId: number | null; except: number }): Promise<number[]> {
  const rows = await tx.query<{ id: number }>(sql`
    select source_id as id from source
    where cluster_id = ${viewer.cluster} and withdrawn_at is null and source_id <> ${list.except} and giver_id is not distinct from ${list.giverId}::bigint
      and (sheets @> ${json([{ kind: list.kind, recipe: list.recipe }])} or (${list.headings} <> '' and sheets @> ${json([{ kind: list.kind, headings: list.headings }])}))`)
  return rows.map((row) => row.id)
}

/** Notes that a source has been replaced by a newer full version of the same list. */
export async function markReplaced(tx: Tx, viewer: Viewer, sources: readonly number[], by: number): Promise<void> {
  await tx.query(sql`update source set replaced_by = ${by} where cluster_id = ${viewer.cluster} and source_id = any (${[...sources]}::bigint[])`)
}

/**
 * Withdraws a source as a unit: its claims end, the facts are derived anew without them, and the answer names the issued
 * reports whose figures rest on it (they stay as issued, and are marked).
 */
export async function withdrawSource(tx: Tx, viewer: Viewer, sourceId: number, reason: string): Promise<{ claims: number; reports: string[] }> {
  const source = await tx.query(sql`
    update source set withdrawn_at = now(), withdrawn_by = ${viewer.account}, withdrawn_reason = ${reason}
    where ${visibleTo(viewer, 'source')} and source_id = ${sourceId} and withdrawn_at is null returning 1`)
  if (source.length === 0) throw notFound(sourceId)
  const claims = await asProgram(tx, viewer, () => turn(tx, viewer, sql`
    update claim set ended_at = now(), end_reason = 'withdrawn'
    where cluster_id = ${viewer.cluster} and source_id = ${sourceId} and ended_at is null
    returning subject_kind, subject_id, predicate, object_id, period, scope`))
  const reports = await tx.query<{ title: string }>(sql`
    select distinct report.title from report join figure using (cluster_id, report_id)
    where cluster_id = ${viewer.cluster} and report.status = 'issued' and figure.content -> 'sources' @> ${json([sourceId])}`)
  return { claims, reports: reports.map((report) => report.title) }
}

/** Takes a withdrawal back: the claims that ended by it live again. */
export async function restoreSource(tx: Tx, viewer: Viewer, sourceId: number): Promise<{ claims: number }> {
  const source = await tx.query(sql`
    update source set withdrawn_at = null, withdrawn_by = null, withdrawn_reason = null
    where ${visibleTo(viewer, 'source')} and source_id = ${sourceId} and withdrawn_at is not null returning 1`)
  if (source.length === 0) throw notFound(sourceId)
  const claims = await asProgram(tx, viewer, () => turn(tx, viewer, sql`
    update claim set ended_at = null, end_reason = null
    where cluster_id = ${viewer.cluster} and source_id = ${sourceId} and end_reason = 'withdrawn'
    returning subject_kind, subject_id, predicate, object_id, period, scope`))
  return { claims }
}

/** Changes claims and lets the facts follow: `change` returns the keys of what it changed. */
export async function turn(tx: Tx, viewer: Viewer, change: ReturnType<typeof sql>): Promise<number> {
  await openStaging(tx)
  const rows = await tx.query<{ claims: number }>(sql`
    with changed as (${change}), noted as (insert into touched select distinct * from changed returning 1)
    select count(*) as claims from changed`)
  await deriveFacts(tx, viewer)
  return rows[0]?.claims ?? 0
}

function notFound(sourceId: number): AppError {
  return new AppError('not-found', { zh: `没有编号为 ${sourceId} 的来源，或它已处于该状态。请刷新来源列表。`, en: `There is no source ${sourceId} in that state. Refresh the list of sources.` })
}
