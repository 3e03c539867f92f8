import { asViewer, readAs } from '../../access/viewer.ts'
import { mergeOrganisations, undoMerge } from '../../registry/merge.ts'
import { listIndicators, listObservations } from '../../registry/observations.ts'
import { exportObservations } from '../../registry/observation-sheet.ts'
import { exportOrganisations } from '../../registry/export.ts'
import { getOrganisation, listOrganisations } from '../../registry/organisations.ts'
import type { registryEndpoints } from '../../shared/contract/registry.ts'
import type { Handlers } from '../handler.ts'
import { nameableRegions } from '../../registry/regions.ts'
import { xlsx } from './files.ts'

/** Organisations, indicators and observations. */
export const registryHandlers: Pick<Handlers, keyof typeof registryEndpoints> = {
  listOrganisations: ({ query: { offset, limit, ...filter }, viewer, context: { db } }) =>
    listOrganisations(db, viewer, filter, { offset, limit }),
  exportOrganisations: async ({ query, viewer, context: { db } }) =>
    xlsx(`organisations-${viewer.cluster}`, await asViewer(db, viewer, (tx) => exportOrganisations(tx, viewer, query))),
  getOrganisation: ({ params, viewer, context: { db } }) => getOrganisation(readAs(db, viewer), viewer, params.organisation),
  mergeOrganisations: ({ params, body, viewer, context: { db } }) => asViewer(db, viewer, async (tx) =>
    getOrganisation(tx, viewer, await mergeOrganisations(tx, viewer, params.organisation, body.other))),
  undoMerge: ({ params, viewer, context: { db } }) => asViewer(db, viewer, async (tx) =>
    getOrganisation(tx, viewer, await undoMerge(tx, viewer, params.merge))),
  listObservations: ({ query: { offset, limit, ...filter }, viewer, context: { db } }) =>
    asViewer(db, viewer, (tx) => listObservations(tx, viewer, filter, { offset, limit })),
  exportObservations: async ({ query, viewer, context: { db } }) =>
    xlsx(`observations-${viewer.cluster}`, await asViewer(db, viewer, (tx) => exportObservations(tx, viewer, query), { readOnly: true })),
  listRegions: async () => nameableRegions(),
  listIndicators: ({ viewer, context: { db } }) => asViewer(db, viewer, (tx) => listIndicators(tx, viewer)),
}
