import { asViewer, readTogetherAs } from '../../access/viewer.ts'
import { listMotions } from '../../governance/motion-view.ts'
import { actOnMotion, createMotion, openMotion } from '../../governance/motions.ts'
import { verifyEvents } from '../../governance/verify.ts'
import { listWork } from '../../governance/work-view.ts'
import { actOnManyWork, actOnWork, createWork, openWork } from '../../governance/work.ts'
import type { governanceEndpoints, WorkAct } from '../../shared/contract/governance.ts'
import { formatDate } from '../../shared/format.ts'
import type { Handlers } from '../handler.ts'

/** Motions, deliberation, decisions; the work that follows; the chain of events behind both. */
export const governanceHandlers: Pick<Handlers, keyof typeof governanceEndpoints> = {
  listMotions: ({ query, viewer, context: { db, now } }) => asViewer(db, viewer, (tx) => listMotions(tx, viewer, query, now())),
  getMotion: ({ params, viewer, context: { db, now } }) => openMotion(db, viewer, params.motion, now()),
  createMotion: ({ body, viewer, context: { db, now } }) => createMotion(db, viewer, body, now()),
  actOnMotion: ({ params, body, viewer, context: { db, now } }) => actOnMotion(db, viewer, params.motion, body, now()),
  listWork: ({ query, viewer, context: { db, now } }) => listWork(readTogetherAs(db, viewer), viewer, query, formatDate(now())),
  getWork: ({ params, viewer, context: { db, now } }) => openWork(db, viewer, params.item, now()),
  createWork: ({ body, viewer, context: { db, now } }) => createWork(db, viewer, body, now()),
  actOnManyWork: ({ body: { items, act }, viewer, context: { db, now } }) => actOnManyWork(db, viewer, items.map(({ item, version }) => ({ item, act: { ...act, version } as WorkAct })), now()),
  actOnWork: ({ params, body, viewer, context: { db, now } }) => actOnWork(db, viewer, params.item, body, now()),
  verifyEvents: ({ viewer, context: { db } }) => verifyEvents(db, viewer),
}
