import { asViewer } from '../../access/viewer.ts'
import { compare } from '../../chain/compare.ts'
import { exportChain } from '../../chain/exports.ts'
import { getMap } from '../../chain/map.ts'
import { getNode } from '../../chain/node-page.ts'
import { listNodes } from '../../chain/nodes.ts'
import { stateRules } from '../../chain/rules/states.ts'
import { ensureStates, withStates } from '../../chain/states.ts'
import { listFatalSets, listRemovable, runStress } from '../../chain/stress.ts'
import { createVersion, listVersions, reviewVersion } from '../../chain/versions.ts'
import { listRiskEvents, listRisks } from '../../governance/risk-list.ts'
import { writeRiskSheet } from '../../governance/risk-sheet.ts'
import { proposeRisks, updateRisk } from '../../governance/risks.ts'
import type { chainEndpoints } from '../../shared/contract/chain.ts'
import { passesRiskFilter } from '../../shared/risk-filter.ts'
import type { Handlers } from '../handler.ts'
import { xlsx } from './files.ts'

/** The chain map, its states, stress tests, versions, and the supply-risk list. */
export const chainHandlers: Pick<Handlers, keyof typeof chainEndpoints> = {
  getMap: ({ query, viewer, context: { db, now } }) => getMap(db, viewer, query, now()),
  listNodes: ({ query: { offset, limit, ...filter }, viewer, context: { db, now } }) =>
    listNodes(db, viewer, filter, { offset, limit }, now()),
  getNode: ({ params, viewer, context: { db, now } }) => getNode(db, viewer, params.node, now()),
  listRules: () => Promise.resolve(stateRules.map((rule) => ({ ...rule, uses: [...rule.uses] }))),
  exportChain: ({ params, query, viewer, context: { db, now } }) => exportChain(db, viewer, params.format, query, now()),
  listVersions: ({ viewer, context: { db } }) => asViewer(db, viewer, (tx) => listVersions(tx, viewer), { readOnly: true }),
  createVersion: ({ body, viewer, context: { db } }) => asViewer(db, viewer, (tx) => createVersion(tx, viewer, body)),
  reviewVersion: ({ params, body, viewer, context: { db } }) => asViewer(db, viewer, (tx) => reviewVersion(tx, viewer, params.version, body)),
  compare: async ({ query, viewer, context: { db, now } }) => {
    // Before the comparison, so that "now" is later than the states it compares.
    await ensureStates(db, viewer, now())
    return asViewer(db, viewer, (tx) => compare(tx, viewer, query), { readOnly: true })
  },
  runStress: ({ body, viewer, context: { db, now } }) => runStress(db, viewer, body, now()),
  listRemovable: ({ viewer, context: { db } }) => listRemovable(db, viewer),
  listFatalSets: ({ params, viewer, context: { db, now } }) => listFatalSets(db, viewer, params.node, now()),
  listRisks: ({ query, viewer, context: { db, now } }) => withStates(db, viewer, (tx) => listRisks(tx, viewer, query), now()),
  exportRisks: async ({ query: { lang, ...filter }, viewer, context: { db, now } }) => {
    const rows = await withStates(db, viewer, (tx) => listRisks(tx, viewer, { status: filter.status }), now())
    return xlsx(`risks-${viewer.cluster}`, await writeRiskSheet(rows.filter((row) => passesRiskFilter(row, filter, now())), lang, now()))
  },
  proposeRisks: ({ viewer, context: { db, now } }) => proposeRisks(db, viewer, now()),
  updateRisk: ({ params, body, viewer, context: { db } }) => updateRisk(db, viewer, params.risk, body),
  listRiskEvents: ({ query, viewer, context: { db } }) => asViewer(db, viewer, (tx) => listRiskEvents(tx, viewer, query), { readOnly: true }),
}
