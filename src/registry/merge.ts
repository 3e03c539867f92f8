import { asProgram, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { turn } from '../ledger/sources.ts'
import { AppError } from '../shared/errors.ts'

/**
 * Merges one organisation into another: from now on the claims of both stand together as the kept one's. Nothing is rewritten, so
 * that the merge can be taken back with both histories whole. Answers the id that is kept.
 */
export async function mergeOrganisations(tx: Tx, viewer: Viewer, keptId: number, mergedId: number): Promise<number> {
  const kept = await wholeOf(tx, viewer, keptId)
  const merged = await wholeOf(tx, viewer, mergedId)
  if (kept === merged) return kept
  await tx.query(sql`insert into merge (cluster_id, kept_id, merged_id, account_id) values (${viewer.cluster}, ${kept}, ${merged}, ${viewer.account})`)
  // What had been merged into the merged one comes along, and goes back with it.
  await tx.query(sql`
    update organisation set merged_into = ${kept}
    where cluster_id = ${viewer.cluster} and (organisation_id = ${merged} or merged_into = ${merged})`)
  await derive(tx, viewer, [kept, merged])
  return kept
}

/** Takes a merge back. Answers the organisation that had been kept. */
export async function undoMerge(tx: Tx, viewer: Viewer, mergeId: number): Promise<number> {
  const rows = await tx.query<{ kept: number; merged: number }>(sql`
    update merge set undone_at = now(), undone_by = ${viewer.account}
    where cluster_id = ${viewer.cluster} and merge_id = ${mergeId} and undone_at is null
    returning kept_id as kept, merged_id as merged`)
  const undone = rows[0]
  if (!undone) throw new AppError('not-found', { zh: '这次合并不存在或已撤销。', en: 'This merge does not exist or was taken back already.' })
  const standing = await tx.query<{ kept: number; merged: number }>(sql`
    select kept_id as kept, merged_id as merged from merge where cluster_id = ${viewer.cluster} and undone_at is null order by merge_id`)
  await tx.query(sql`update organisation set merged_into = null where cluster_id = ${viewer.cluster} and merged_into = any (${[undone.kept, undone.merged]}::bigint[])`)
  // Later merges of either stay: they are made again on what now stands.
  for (const { kept, merged } of standing) {
    const into = await wholeOf(tx, viewer, kept)
    await tx.query(sql`update organisation set merged_into = ${into} where cluster_id = ${viewer.cluster} and (organisation_id = ${merged} or merged_into = ${merged}) and organisation_id <> ${into}`)
  }
  await derive(tx, viewer, [undone.kept, undone.merged])
  return wholeOf(tx, viewer, undone.kept)
}

/** The organisation something was merged into, itself where it was not. */
async function wholeOf(tx: Tx, viewer: Viewer, id: number): Promise<number> {
  const rows = await tx.query<{ id: number }>(sql`
    select coalesce(merged_into, organisation_id) as id from organisation where cluster_id = ${viewer.cluster} and organisation_id = ${id}`)
  if (!rows[0]) throw new AppError('not-found', { zh: `没有编号为 ${id} 的主体。`, en: `There is no organisation ${id}.` })
  return rows[0].id
}

/**
 * Everything ever said of any of the organisations is derived anew for each of them: what one had through another may go, and what ended
 * while it was merged away must not stand up again.
 */
function derive(tx: Tx, viewer: Viewer, ids: readonly number[]): Promise<number> {
  return asProgram(tx, viewer, () => turn(tx, viewer, sql`
    select distinct claim.subject_kind, party.id as subject_id, claim.predicate, claim.object_id, claim.period, claim.scope
    from claim
    join organisation on organisation.cluster_id = claim.cluster_id and organisation.organisation_id = claim.subject_id
    cross join unnest(${[...ids]}::bigint[]) as party (id)
    where claim.cluster_id = ${viewer.cluster} and claim.subject_kind = 'organisation'
      and (claim.subject_id = any (${[...ids]}::bigint[]) or organisation.merged_into = any (${[...ids]}::bigint[]))`))
}
