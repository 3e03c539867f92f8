import type { Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { formatDate } from '../shared/format.ts'
import { phaseOf } from '../shared/policies.ts'
import { ownVerdicts, readPolicies } from './policy-view.ts'
import { responseTo, toldNow } from './rules/policy.ts'

/** Policies that the viewer's organisation was told of and has not answered: those it qualifies for, and those that want a fact of it. */
export type PolicyBench = { told: number; missing: number }
export const noPolicies: PolicyBench = { told: 0, missing: 0 }

export async function readPolicyBench(tx: Tx, viewer: Viewer, now: Date): Promise<PolicyBench> {
  const rows = viewer.organisation === null ? [] : await tx.query<{ item: number }>(sql`select item_id as item from policy_told where cluster_id = ${viewer.cluster} and organisation_id = ${viewer.organisation}`)
  if (rows.length === 0) return { told: 0, missing: 0 }
  const today = formatDate(now)
  const open = (await readPolicies(tx, viewer, rows.map(({ item }) => item))).filter(({ state }) => {
    const told = toldNow(state, viewer.organisation)
    return told !== undefined && responseTo(state, told) === undefined && !['withdrawn', 'ended'].includes(phaseOf(state, { today, soon: today }))
  })
  const verdicts = [...(await ownVerdicts(tx, viewer, open, today)).values()]
  return { told: verdicts.filter((one) => one === 'yes').length, missing: verdicts.filter((one) => one === 'unknown').length }
}
