import { asViewer } from '../../access/viewer.ts'
import { listAppeals } from '../../governance/appeal-view.ts'
import { actOnAppeal, createAppeal, openAppeal } from '../../governance/appeals.ts'
import type { appealEndpoints } from '../../shared/contract/appeals.ts'
import { formatDate } from '../../shared/format.ts'
import type { Handlers } from '../handler.ts'

/** Appeals: filed, triaged by the charter, answered within their clock, rated. */
export const appealHandlers: Pick<Handlers, keyof typeof appealEndpoints> = {
  listAppeals: ({ query, viewer, context: { db, now } }) => asViewer(db, viewer, (tx) => listAppeals(tx, viewer, query, formatDate(now()))),
  getAppeal: ({ params, viewer, context: { db, now } }) => openAppeal(db, viewer, params.appeal, now()),
  createAppeal: ({ body, viewer, context: { db, now } }) => createAppeal(db, viewer, body, now()),
  actOnAppeal: ({ params, body, viewer, context: { db, now } }) => actOnAppeal(db, viewer, params.appeal, body, now()),
}
