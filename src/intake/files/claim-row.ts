import { asViewer, visibleTo, type Viewer } from '../../access/viewer.ts'
import type { Db } from '../../db/db.ts'
import { sql } from '../../db/sql.ts'
import type { Answer } from '../../shared/contract/index.ts'
import type { ledgerEndpoints } from '../../shared/contract/ledger.ts'
import { AppError } from '../../shared/errors.ts'
import { columnNumber } from '../import.ts'
import { readSourceRows } from './source-rows.ts'

type SourceRow = Answer<typeof ledgerEndpoints.getSourceRow>

/** The row of the original that a claim was read from, with its neighbours and the sheet's heading line, its cell marked. */
export async function sourceRowOf(db: Db, dataDir: string, viewer: Viewer, claimId: number): Promise<SourceRow> {
  const rows = await asViewer(db, viewer, (tx) => tx.query<{ source: number; name: string; sha256: string | null; sheet: string | null; row: number | null; column: string | null }>(sql`
    select source.source_id as source, source.name, source.sha256, claim.sheet, claim.row_number as row, claim.column_name as column
    from claim join source on source.cluster_id = claim.cluster_id and source.source_id = claim.source_id
    where ${visibleTo(viewer, 'claim')} and claim.claim_id = ${claimId}`))
  const claim = rows[0]
  if (!claim?.sha256 || claim.sheet === null || claim.row === null) throw noRow()
  const found = await readSourceRows(dataDir, { sha256: claim.sha256, name: claim.name }, { sheet: claim.sheet, row: claim.row })
  if (!found) throw noRow()
  return {
    source: claim.source, name: claim.name, sheet: claim.sheet, row: claim.row, column: claim.column, heading: found.heading,
    rows: found.rows.map(({ row, cells }) => ({ row, cells, marked: row === claim.row })),
    markedColumn: claim.column === null ? null : columnNumber(claim.column),
  }
}

function noRow(): AppError {
  return new AppError('not-found', { zh: '这条主张不是来自文件中的某一行，或您无权查看它。', en: 'This claim was not read from a row of a file, or you may not see it.' })
}
