import { asViewer } from '../../access/viewer.ts'
import { getHealth, getHealthParts } from '../../governance/health.ts'
import type { healthEndpoints } from '../../shared/contract/health.ts'
import type { Handlers } from '../handler.ts'

/** How co-governance fares, and the events behind each figure. */
export const healthHandlers: Pick<Handlers, keyof typeof healthEndpoints> = {
  getHealth: ({ query, viewer, context: { db, now } }) => asViewer(db, viewer, (tx) => getHealth(tx, viewer, query, now())),
  getHealthParts: ({ params, query, viewer, context: { db, now } }) => asViewer(db, viewer, (tx) => getHealthParts(tx, viewer, { params, query }, now())),
}
