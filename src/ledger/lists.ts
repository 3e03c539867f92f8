import { z } from 'zod'
import { visibleTo, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { empty, sql, type Sql } from '../db/sql.ts'
import type { clusterEndpoints } from '../shared/contract/clusters.ts'
import type { ledgerEndpoints } from '../shared/contract/ledger.ts'
import type { Answer } from '../shared/contract/index.ts'
import { AppError } from '../shared/errors.ts'
import { chosenAmong } from './conflicts.ts'
import { listClaimViews, nameOf } from './evidence.ts'
import { objectKindOf, refOf } from './refs.ts'

type Page = { offset: number; limit: number }

/** The sources the viewer may see, newest first, with how many of their claims stand. */
export async function listSources(tx: Tx, viewer: Viewer, { offset, limit }: Page): Promise<Answer<typeof ledgerEndpoints.listSources>> {
  const total = await countOf(tx, sql`select count(*) as total from source where ${visibleTo(viewer, 'source')}`)
  const items = await tx.query<Answer<typeof ledgerEndpoints.listSources>['items'][number]>(sql`
    select source.source_id as source, source.kind, source.name, source.sha256, source.bytes, giver_name(source.cluster_id, source.giver_id) as giver, source.grade, source.right_of_use as right,
      source.recorded_at as "recordedAt", recorder.name as "recordedBy",
      (select count(*) from claim where claim.cluster_id = source.cluster_id and claim.source_id = source.source_id and claim.ended_at is null) as claims,
      source.withdrawn_at as "withdrawnAt", source.withdrawn_reason as "withdrawnReason", source.replaced_by as "replacedBy"
    from source
    left join account as recorder on recorder.account_id = source.recorded_by
    where ${visibleTo(viewer, 'source')}
    order by source.recorded_at desc, source.source_id desc offset ${offset} limit ${limit}`)
  return { total, items }
}

/** The original file of a source. */
export async function getFileOf(tx: Tx, viewer: Viewer, sourceId: number): Promise<{ sha256: string; name: string }> {
  const rows = await tx.query<{ sha256: string | null; name: string }>(sql`select sha256, name from source where ${visibleTo(viewer, 'source')} and source_id = ${sourceId}`)
  const found = rows[0]
  if (!found?.sha256) throw new AppError('not-found', { zh: `来源 ${sourceId} 没有原始文件，或您无权查看。`, en: `Source ${sourceId} has no original file, or you may not see it.` })
  return { sha256: found.sha256, name: found.name }
}

type ClaimFilter = Page & { source?: number; subject?: number }

/** Claims that stand, one by one, of a source or a subject, each with whether the value shown is what it says. */
export async function listClaims(tx: Tx, viewer: Viewer, { offset, limit, source, subject }: ClaimFilter): Promise<Answer<typeof ledgerEndpoints.listClaims>> {
  const where = sql`${visibleTo(viewer, 'claim')} and claim.ended_at is null
    ${source === undefined ? empty : sql`and claim.source_id = ${source}`}
    ${subject === undefined ? empty : sql`and claim.subject_id = ${subject}`}`
  const total = await countOf(tx, sql`select count(*) as total from claim where ${where}`)
  const keys = await tx.query<Key & { id: number }>(sql`
    select claim_id as id, ${keyColumns} from claim where ${where}
    order by subject_kind, subject_id, predicate, object_id, period, claim_id offset ${offset} limit ${limit}`)
  const views = new Map((await listClaimViews(tx, viewer, keys.map((key) => key.id))).map((view) => [view.id, view]))
  const chosen = await chosenAmong(tx, viewer, keys)
  const named = await namesOf(tx, viewer, keys)
  return {
    total,
    items: keys.map((key, n) => ({
      ...views.get(key.id)!, chosen: chosen.has(key.id), subject: named[n]!.subject, subjectKind: key.subjectKind, subjectId: key.subjectId,
      predicate: key.predicate, object: named[n]!.object, ref: refOf(key),
    })),
  }
}

const moment = z.iso.datetime({ offset: true }).or(z.iso.date())

/** A moment as people and commands name it: ISO, `import:ID` (just before that import) or `version:ID`. */
export async function momentOf(tx: Tx, viewer: Viewer, named: string): Promise<string> {
  const [kind, number] = named.split(':')
  const found = kind === 'import'
    ? await tx.query<{ at: string }>(sql`select (recorded_at - interval '1 microsecond')::text as at from import where cluster_id = ${viewer.cluster} and import_id = ${safe(number)}`)
    : kind === 'version'
      ? await tx.query<{ at: string }>(sql`select as_of::text as at from chain_version where cluster_id = ${viewer.cluster} and version_id = ${safe(number)}`)
      : [{ at: readMoment(named) }]
  if (!found[0]) throw unknownMoment(named)
  return found[0].at
}

function readMoment(named: string): string {
  if (!moment.safeParse(named).success) throw unknownMoment(named)
  return named
}

type Changes = Answer<typeof clusterEndpoints.listChanges>

/** What was claimed and what ceased to stand between two moments, newest first. */
export async function listChanges(tx: Tx, viewer: Viewer, { from, to, subject, limit }: { from: string; to?: string; subject?: number; limit: number }): Promise<Changes> {
  const start = await momentOf(tx, viewer, from)
  const end = to === undefined ? undefined : await momentOf(tx, viewer, to)
  const about = sql`${visibleTo(viewer, 'claim')} ${subject === undefined ? empty : sql`and claim.subject_id = ${subject}`}`
  const within = (column: Sql) => sql`${column} > ${start}::timestamptz ${end === undefined ? empty : sql`and ${column} <= ${end}::timestamptz`}`
  const events = sql`
    select claim_id as id, recorded_at as at, 'claimed' as change, null::text as before, coalesce(value_text, value_number::text) as after, ${keyColumns}
    from claim where ${about} and ${within(sql`claim.recorded_at`)}
    union all
    select claim_id, ended_at, end_reason, coalesce(value_text, value_number::text), null, ${keyColumns}
    from claim where ${about} and ended_at is not null and ${within(sql`claim.ended_at`)}`
  const total = await countOf(tx, sql`select count(*) as total from (${events}) as event`)
  const rows = await tx.query<Key & { at: string; change: Changes['items'][number]['change']; before: string | null; after: string | null }>(sql`
    select * from (${events}) as event order by at desc, id desc limit ${limit}`)
  const named = await namesOf(tx, viewer, rows)
  return {
    from: start, to: end ?? (await tx.query<{ now: string }>(sql`select now() as now`))[0]!.now, total,
    items: rows.map((row, n) => ({
      at: row.at, subjectKind: row.subjectKind, subjectId: row.subjectId, subject: named[n]!.subject, predicate: row.predicate,
      object: named[n]!.object, period: row.period, change: row.change, before: row.before, after: row.after, ref: refOf(row),
    })),
  }
}

type Key = { subjectKind: string; subjectId: number; predicate: string; objectId: number; period: string; scope: string }
const keyColumns: Sql = sql`subject_kind as "subjectKind", subject_id as "subjectId", predicate, object_id as "objectId", period, scope`

async function namesOf(tx: Tx, viewer: Viewer, keys: readonly Key[]): Promise<{ subject: string; object: string | null }[]> {
  const names = await nameOf(tx, viewer, keys.flatMap((key) => [
    { kind: key.subjectKind, id: key.subjectId }, { kind: objectKindOf(key.predicate), id: key.objectId }]))
  return keys.map((key, n) => ({ subject: names[2 * n] ?? `${key.subjectKind} ${key.subjectId}`, object: names[2 * n + 1] ?? null }))
}

async function countOf(tx: Tx, query: Sql): Promise<number> {
  return (await tx.query<{ total: number }>(query))[0]!.total
}

function safe(text: string | undefined): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw unknownMoment(String(text))
  return value
}

function unknownMoment(named: string): AppError {
  return new AppError('invalid-request', {
    zh: `“${named}”不是时间。请给出 2026-10-31 这样的日期、完整时间，或 import:编号、version:编号。`,
    en: `“${named}” is no moment. Give a date such as 2026-10-31, a full time, import:ID or version:ID.`,
  })
}
