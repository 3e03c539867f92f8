import { asProgram, visibleTo, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { empty, sql } from '../db/sql.ts'
import { AppError } from '../shared/errors.ts'
import type { Grade, GovernanceTask, Right } from '../shared/vocabulary.ts'
import { openStaging, recordStaged, stage } from './claims.ts'
import { deriveFacts } from './facts/derive.ts'
import { readRef, refOf } from './refs.ts'
import { putSource, turn } from './sources.ts'

type Keyed = { subjectKind: string; subjectId: number; predicate: string; objectId: number; period: string; scope: string }

/** A person chooses one of the claims that stand side by side, with a reason; an earlier choice is taken back. Answers the value's address. */
export async function resolveConflict(tx: Tx, viewer: Viewer, claimId: number, reason: string): Promise<string> {
  const rows = await tx.query<Keyed>(sql`
    select subject_kind as "subjectKind", subject_id as "subjectId", predicate, object_id as "objectId", period, scope
    from claim where ${visibleTo(viewer, 'claim')} and claim_id = ${claimId} and ended_at is null`)
  const key = rows[0]
  if (!key) throw new AppError('not-found', { zh: `主张 ${claimId} 不存在或已失效，不能选用。请刷新证据。`, en: `Claim ${claimId} does not exist or no longer stands, so it cannot be chosen. Refresh the evidence.` })
  await tx.query(sql`
    update resolution set undone_at = now(), undone_by = ${viewer.account}
    where cluster_id = ${viewer.cluster} and undone_at is null and ${sameKey(key)}`)
  await asProgram(tx, viewer, () => turn(tx, viewer, sql`
    insert into resolution (cluster_id, subject_kind, subject_id, predicate, object_id, period, scope, claim_id, reason, account_id)
    values (${viewer.cluster}, ${key.subjectKind}, ${key.subjectId}, ${key.predicate}, ${key.objectId}, ${key.period}, ${key.scope}, ${claimId}, ${reason}, ${viewer.account})
    returning subject_kind, subject_id, predicate, object_id, period, scope`))
  return refOf(key)
}

/** Takes a person's choice back: the rule decides again. */
export async function undoResolution(tx: Tx, viewer: Viewer, resolutionId: number): Promise<string> {
  const rows = await tx.query<Keyed>(sql`
    select subject_kind as "subjectKind", subject_id as "subjectId", predicate, object_id as "objectId", period, scope
    from resolution where cluster_id = ${viewer.cluster} and resolution_id = ${resolutionId} and undone_at is null`)
  if (!rows[0]) throw new AppError('not-found', { zh: '这一核定不存在或已撤销。请刷新证据。', en: 'This resolution does not exist or was taken back already. Refresh the evidence.' })
  await asProgram(tx, viewer, () => turn(tx, viewer, sql`
    update resolution set undone_at = now(), undone_by = ${viewer.account}
    where cluster_id = ${viewer.cluster} and resolution_id = ${resolutionId} and undone_at is null
    returning subject_kind, subject_id, predicate, object_id, period, scope`))
  return refOf(rows[0])
}

export type FormClaim = { ref: string; value: string | number | boolean | null; reason: string; grade: Grade; url?: string }

/** States a claim by form: the form itself is the source, its giver the viewer's organisation. The facts follow. */
export async function stateClaim(tx: Tx, viewer: Viewer, { ref, value, reason, grade, url }: FormClaim): Promise<void> {
  const key = readRef(ref)
  const standing = await tx.query<{ right: Right; task: GovernanceTask; unit: string | null; period: string; numeric: boolean }>(sql`
    select right_of_use as right, task, unit, period, (value_number is not null) as numeric from claim
    where ${visibleTo(viewer, 'claim')} and subject_kind = ${key.subjectKind} and subject_id = ${key.subjectId} and predicate = ${key.predicate}
      and object_id = ${key.objectId} ${key.period === undefined ? empty : sql`and period = ${key.period}`}
    order by period desc, claim_id desc limit 1`)
  const like = standing[0] ?? { right: 'cluster' as const, task: 'T5' as const, unit: null, period: '', numeric: typeof value === 'number' }
  if (like.numeric && typeof value === 'string') {
    throw new AppError('invalid-request', { zh: `“${value}”不是数字，而这个值是数字。请填写数字。`, en: `“${value}” is not a number, and this value is one. Give a number.` })
  }
  const source = { kind: url === undefined ? 'form' as const : 'url' as const, name: reason, ...(url === undefined ? {} : { url }), giverId: viewer.organisation, grade, right: like.right, task: like.task }
  const sourceId = await putSource(tx, viewer, source)
  await openStaging(tx)
  await stage(tx, [{ ...key, period: key.period ?? like.period, scope: key.scope ?? String(value), value, ...(value === null ? { blankReason: reason } : {}), ...(like.unit === null ? {} : { unit: like.unit }) }], { ...source, sourceId })
  await recordStaged(tx, viewer, null)
  await asProgram(tx, viewer, () => deriveFacts(tx, viewer))
}

function sameKey(key: Keyed): ReturnType<typeof sql> {
  return sql`subject_kind = ${key.subjectKind} and subject_id = ${key.subjectId} and predicate = ${key.predicate} and object_id = ${key.objectId} and period = ${key.period} and scope = ${key.scope}`
}
