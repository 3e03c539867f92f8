import { createCluster, getCharter, getCluster, updateThresholds } from '../../access/clusters.ts'
import { asViewer, readAs, systemViewer } from '../../access/viewer.ts'
import { getWorkbench, markSeen } from '../../governance/workbench.ts'
import { listChanges } from '../../ledger/lists.ts'
import { createOperator } from '../../registry/operator.ts'
import { search } from '../../registry/search.ts'
import { getStatus } from '../../registry/status.ts'
import type { clusterEndpoints } from '../../shared/contract/clusters.ts'
import type { Handlers } from '../handler.ts'

/** Clusters, their settings and role charter; what waits and what changed in them; search. */
export const clusterHandlers: Pick<Handlers, keyof typeof clusterEndpoints> = {
  async createCluster({ body, viewer, context: { db } }) {
    const { operator } = await createCluster(db, viewer.account, body, createOperator)
    const administrator = { ...systemViewer(body.cluster), account: viewer.account, organisation: operator, role: 'administrator' } as const
    return getCluster(db, administrator)
  },
  getCluster: ({ viewer, context }) => getCluster(context.db, viewer),
  updateThresholds: ({ body, viewer, context }) => updateThresholds(context.db, viewer, body),
  getStatus: ({ viewer, context: { db } }) => asViewer(db, viewer, (tx) => getStatus(tx, viewer), { readOnly: true }),
  getCharter: ({ viewer, context }) => getCharter(context.db, viewer, context.now()),
  getWorkbench: ({ query, viewer, context: { db, now } }) => getWorkbench(db, viewer, now(), query.period),
  async markSeen({ viewer, context: { db } }) {
    await asViewer(db, viewer, (tx) => markSeen(tx, viewer))
    return {}
  },
  listChanges: ({ query, viewer, context: { db } }) => asViewer(db, viewer, (tx) => listChanges(tx, viewer, query), { readOnly: true }),
  search: ({ query, viewer, context: { db } }) => search(readAs(db, viewer), viewer, query),
}
