import { asViewer } from '../../access/viewer.ts'
import { withStates } from '../../chain/states.ts'
import { actOnPolicy, createPolicy, openPolicy, qualifyPolicy } from '../../governance/policies.ts'
import { comparePolicy } from '../../governance/policy-indicators.ts'
import { getPolicyCoverage } from '../../governance/policy-coverage.ts'
import { listPolicies } from '../../governance/policy-view.ts'
import type { policyEndpoints } from '../../shared/contract/policies.ts'
import { formatDate } from '../../shared/format.ts'
import type { Handlers } from '../handler.ts'

/** The policy toolkit: what policies give, whom they reach, who was told. */
export const policyHandlers: Pick<Handlers, keyof typeof policyEndpoints> = {
  listPolicies: ({ query, viewer, context: { db, now } }) => withStates(db, viewer, (tx) => listPolicies(tx, viewer, query, formatDate(now())), now()),
  getPolicyCoverage: ({ query, viewer, context: { db, now } }) => withStates(db, viewer, (tx) => getPolicyCoverage(tx, viewer, query, formatDate(now())), now()),
  getPolicy: ({ params, viewer, context: { db, now } }) => openPolicy(db, viewer, params.policy, now()),
  createPolicy: ({ body, viewer, context: { db, now } }) => createPolicy(db, viewer, body, now()),
  actOnPolicy: ({ params, body, viewer, context: { db, now } }) => actOnPolicy(db, viewer, params.policy, body, now()),
  listQualifying: ({ params, query, viewer, context: { db, now } }) => qualifyPolicy(db, viewer, params.policy, query, now()),
  comparePolicy: ({ params, viewer, context: { db, now } }) => asViewer(db, viewer, (tx) => comparePolicy(tx, viewer, params.policy, formatDate(now()))),
}
