import type { Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { sql, type Sql } from '../db/sql.ts'
import type { chainEndpoints } from '../shared/contract/chain.ts'
import type { Answer } from '../shared/contract/index.ts'
import { AppError } from '../shared/errors.ts'

export type Version = Answer<typeof chainEndpoints.createVersion>

/** The versions of the map, newest first. A version is a name for a moment: the ledger knows how the map stood then. */
export function listVersions(tx: Tx, viewer: Viewer): Promise<Version[]> {
  return tx.query<Version>(sql`${versions(viewer)} order by chain_version.as_of desc, chain_version.version_id desc`)
}

/** Keeps the map as it stands now as a version, to be reviewed. */
export async function createVersion(tx: Tx, viewer: Viewer, { name, note }: { name: string; note?: string }): Promise<Version> {
  const rows = await tx.query<{ id: number }>(sql`
    insert into chain_version (cluster_id, name, note, made_by) values (${viewer.cluster}, ${name}, ${note ?? null}, ${viewer.account})
    returning version_id as id`)
  return getVersion(tx, viewer, rows[0]!.id)
}

/** Reviews a version once: it is accepted or refused, by whom and when stays on record. */
export async function reviewVersion(tx: Tx, viewer: Viewer, version: number, { status, note }: { status: 'reviewed' | 'refused'; note?: string }): Promise<Version> {
  await getVersion(tx, viewer, version)
  const changed = await tx.query(sql`
    update chain_version set status = ${status}, reviewed_by = ${viewer.account}, reviewed_at = now(), review_note = ${note ?? null}
    where cluster_id = ${viewer.cluster} and version_id = ${version} and status = 'draft' returning 1`)
  if (changed.length === 0) throw new AppError('changed-meanwhile', { zh: '该版本已审核，结论不变。如需另作结论，请另存一个版本。', en: 'This version has been reviewed already. Keep another version to review it anew.' })
  return getVersion(tx, viewer, version)
}

async function getVersion(tx: Tx, viewer: Viewer, version: number): Promise<Version> {
  const rows = await tx.query<Version>(sql`${versions(viewer)} and chain_version.version_id = ${version}`)
  if (!rows[0]) throw new AppError('not-found', { zh: `没有编号为 ${version} 的版本。`, en: `There is no version ${version}.` })
  return rows[0]
}

function versions(viewer: Viewer): Sql {
  return sql`
    select chain_version.version_id as version, chain_version.name, chain_version.note, chain_version.as_of as "asOf", chain_version.status, maker.name as "madeBy",
      reviewer.name as "reviewedBy", chain_version.reviewed_at as "reviewedAt", chain_version.review_note as "reviewNote"
    from chain_version
    left join account as maker on maker.account_id = chain_version.made_by
    left join account as reviewer on reviewer.account_id = chain_version.reviewed_by
    where chain_version.cluster_id = ${viewer.cluster}`
}
