import { createReadStream } from 'node:fs'
import { asViewer, type Viewer } from '../../access/viewer.ts'
import { findOriginal } from '../../intake/files/originals.ts'
import { sourceRowOf } from '../../intake/files/claim-row.ts'
import { explainClaimed } from '../../ledger/evidence.ts'
import { explainCell } from '../../results/explain.ts'
import { listConflicts } from '../../ledger/conflicts.ts'
import { getFileOf, listClaims, listSources } from '../../ledger/lists.ts'
import { resolveConflict, stateClaim, undoResolution } from '../../ledger/resolve.ts'
import { exportSources } from '../../ledger/source-sheet.ts'
import { restoreSource, withdrawSource } from '../../ledger/sources.ts'
import type { Tx } from '../../db/db.ts'
import type { Evidence, ledgerEndpoints } from '../../shared/contract/ledger.ts'
import type { Handlers } from '../handler.ts'
import { explainers } from './explainers.ts'
import { xlsx } from './files.ts'

/** Evidence, sources, claims and how conflicts are resolved. */
export const ledgerHandlers: Pick<Handlers, keyof typeof ledgerEndpoints> = {
  getEvidence: ({ params, viewer, context: { db } }) => params.ref.startsWith('result:') ? explainCell(db, viewer, params.ref) : asViewer(db, viewer, (tx) => explain(tx, viewer, params.ref)),
  getSourceRow: ({ params, viewer, context: { db, dataDir } }) => sourceRowOf(db, dataDir, viewer, params.claim),
  resolveConflict: ({ params, body, viewer, context: { db } }) => asViewer(db, viewer, async (tx) =>
    explain(tx, viewer, await resolveConflict(tx, viewer, params.claim, body.reason))),
  undoResolution: ({ params, viewer, context: { db } }) => asViewer(db, viewer, async (tx) =>
    explain(tx, viewer, await undoResolution(tx, viewer, params.resolution))),
  stateClaim: ({ body, viewer, context: { db } }) => asViewer(db, viewer, async (tx) => {
    await stateClaim(tx, viewer, body)
    return explain(tx, viewer, body.ref)
  }),
  listSources: ({ query, viewer, context: { db } }) => asViewer(db, viewer, (tx) => listSources(tx, viewer, query)),
  exportSources: async ({ query, viewer, context: { db } }) =>
    xlsx(`sources-${viewer.cluster}`, await asViewer(db, viewer, (tx) => exportSources(tx, viewer, query.lang), { readOnly: true })),
  withdrawSource: ({ params, body, viewer, context: { db } }) => asViewer(db, viewer, (tx) => withdrawSource(tx, viewer, params.source, body.reason)),
  restoreSource: ({ params, viewer, context: { db } }) => asViewer(db, viewer, (tx) => restoreSource(tx, viewer, params.source)),
  async downloadSource({ params, viewer, context: { db, dataDir } }) {
    const { sha256, name } = await asViewer(db, viewer, (tx) => getFileOf(tx, viewer, params.source))
    const original = await findOriginal(dataDir, sha256, name)
    return { name, type: 'application/octet-stream', content: createReadStream(original.path) }
  },
  listClaims: ({ query, viewer, context: { db } }) => asViewer(db, viewer, (tx) => listClaims(tx, viewer, query)),
  listConflicts: ({ query, viewer, context: { db } }) => asViewer(db, viewer, (tx) => listConflicts(tx, viewer, query), { readOnly: true }),
}

/** A claimed value is explained by its claims; a computed one by whoever computed it. */
function explain(tx: Tx, viewer: Viewer, ref: string): Promise<Evidence> {
  for (const { matches, explain } of explainers) if (matches(ref)) return explain(tx, viewer, ref)
  return explainClaimed(tx, viewer, ref)
}
