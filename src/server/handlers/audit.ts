import { asViewer } from '../../access/viewer.ts'
import { listAudit } from '../../governance/audit-log.ts'
import type { auditEndpoints } from '../../shared/contract/audit.ts'
import type { Handlers } from '../handler.ts'

/** Who saw, did and exported what. */
export const auditHandlers: Pick<Handlers, keyof typeof auditEndpoints> = {
  listAudit: ({ query, viewer, context: { db } }) => asViewer(db, viewer, (tx) => listAudit(tx, viewer, query)),
}
