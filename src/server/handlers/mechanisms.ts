import { asViewer } from '../../access/viewer.ts'
import { actOnMechanism, createMechanism, listMechanisms, openMechanism } from '../../governance/mechanisms.ts'
import type { mechanismEndpoints } from '../../shared/contract/mechanisms.ts'
import { formatDate } from '../../shared/format.ts'
import type { Handlers } from '../handler.ts'

/** Mechanisms: what brings the actor types together on a cadence, and what came of it. */
export const mechanismHandlers: Pick<Handlers, keyof typeof mechanismEndpoints> = {
  listMechanisms: ({ viewer, context: { db, now } }) => asViewer(db, viewer, (tx) => listMechanisms(tx, viewer, formatDate(now()))),
  getMechanism: ({ params, viewer, context: { db, now } }) => openMechanism(db, viewer, params.mechanism, now()),
  createMechanism: ({ body, viewer, context: { db, now } }) => createMechanism(db, viewer, body, now()),
  actOnMechanism: ({ params, body, viewer, context: { db, now } }) => actOnMechanism(db, viewer, params.mechanism, body, now()),
}
