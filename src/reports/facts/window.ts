import type { Audience, Viewer } from '../../access/viewer.ts'
import type { Tx } from '../../db/db.ts'
import { sql } from '../../db/sql.ts'
import { startOf } from '../../shared/period.ts'

/** The time whose changes a report tells: from the report before it, or from the first day of its month, until now. */
export type ReportWindow = {
  from: string
  to: string
  /** The period of the issued report that the window begins with, where there is one. */
  since: string | null
}

/** Nothing is told twice and nothing is left out: a report begins where the last issued one of an earlier period ended. */
export async function readWindow(tx: Tx, viewer: Viewer, { period, audience, now }: { period: string; audience: Audience; now: Date }): Promise<ReportWindow> {
  const rows = await tx.query<{ period: string; issuedAt: string }>(sql`
    select period, issued_at as "issuedAt" from report
    where cluster_id = ${viewer.cluster} and audience = ${audience} and status = 'issued' and period < ${period}
    order by period desc limit 1`)
  const before = rows[0]
  return { from: before?.issuedAt ?? startOf(period), to: now.toISOString(), since: before?.period ?? null }
}
