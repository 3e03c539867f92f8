import { createCluster, getCharter, getCluster, updateThresholds } from '../../access/clusters.ts'
import { systemViewer } from '../../access/viewer.ts'
import { createOperator } from '../../registry/operator.ts'
import type { Handlers } from '../handler.ts'

/** Clusters, their settings and their role charter. */
export const clusterHandlers: Pick<Handlers, 'createCluster' | 'getCluster' | 'updateThresholds' | 'getCharter'> = {
  async createCluster({ body, viewer, context: { db } }) {
    const { operator } = await createCluster(db, viewer.account, body, createOperator)
    const administrator = { ...systemViewer(body.cluster), account: viewer.account, organisation: operator, role: 'administrator' } as const
    return getCluster(db, administrator)
  },
  getCluster: ({ viewer, context }) => getCluster(context.db, viewer),
  updateThresholds: ({ body, viewer, context }) => updateThresholds(context.db, viewer, body),
  getCharter: ({ viewer, context }) => getCharter(context.db, viewer),
}
