import type { Viewer } from '../../access/viewer.ts'
import type { Tx } from '../../db/db.ts'
import { sql } from '../../db/sql.ts'
import { recordStaged, type Recorded, type Staging } from '../../ledger/claims.ts'
import { deriveTouched, type Derived } from '../../ledger/facts/derive.ts'
import type { Register } from '../../registry/register.ts'
import { renameSearchEntries } from '../../registry/search-keys.ts'
import type { LoadRequest } from './types.ts'

/** What came of the sheets that were recorded. */
export type RecordingOutcome = Recorded & { derived: Derived; /** Derives what was touched and not derived yet. */ derive(): Promise<void> }

/**
 * Records one sheet in the database while the next one is being read. When the last sheet of a kind is in, its facts are derived:
 * sheets of later kinds speak only of relations of these things, and of things that nobody had named before.
 */
export type Recording = {
  begin(staging: Staging, lastOfKind: boolean): void
  done(): Promise<RecordingOutcome>
  /** Waits until nothing is under way any more, whatever came of it: no statement may follow the end of the transaction. */
  settle(): Promise<void>
}

export function openRecording(tx: Tx, viewer: Viewer, { importId, register, request }: { importId: number; register: Register; request: LoadRequest }): Recording {
  const outcome: RecordingOutcome = { claims: 0, fresh: [], derived: { created: 0, changed: 0, retired: 0 }, derive }
  let running: Promise<void> = Promise.resolve()

  async function record(staging: Staging, lastOfKind: boolean): Promise<void> {
    const { claims, fresh } = await recordStaged(tx, viewer, importId, staging)
    outcome.claims += claims
    outcome.fresh.push(...fresh)
    await register.flush()
    // A new full version ends claims of earlier ones first, when all of it is in.
    if (lastOfKind && !request.supersede) await derive()
  }

  async function derive(): Promise<void> {
    const { created, changed, retired } = await deriveTouched(tx, viewer)
    outcome.derived.created += created
    outcome.derived.changed += changed
    outcome.derived.retired += retired
    await putIndicators(tx, viewer)
    await renameSearchEntries(tx, viewer)
    await tx.exec('truncate touched')
  }

  return {
    begin(staging, lastOfKind) {
      running = running.then(() => record(staging, lastOfKind))
      // Whoever awaits `done` is told of a failure.
      running.catch(() => undefined)
    },
    async done() {
      await running
      return outcome
    },
    settle: () => running.catch(() => undefined),
  }
}

/** Indicators follow from the claims that name them. */
async function putIndicators(tx: Tx, viewer: Viewer): Promise<void> {
  await tx.query(sql`
    insert into indicator (cluster_id, indicator_id, name, unit, right_of_use, giver_id)
    select ${viewer.cluster}, claim.subject_id, max(claim.value_text) filter (where claim.predicate = 'name'), max(claim.value_text) filter (where claim.predicate = 'unit'),
      min(claim.right_of_use), min(claim.giver_id)
    from (select distinct subject_id from touched where subject_kind = 'indicator') as asked
    join claim on claim.cluster_id = ${viewer.cluster} and claim.subject_kind = 'indicator' and claim.subject_id = asked.subject_id
    group by claim.subject_id
    on conflict do nothing`)
}
