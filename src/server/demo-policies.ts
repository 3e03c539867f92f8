import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { asViewer, type Viewer } from '../access/viewer.ts'
import { actOnPolicy, createPolicy, qualifyPolicy } from '../governance/policies.ts'
import { listPolicies } from '../governance/policy-view.ts'
import { dayAfter } from '../shared/calendar.ts'
import { policyEndpoints } from '../shared/contract/policies.ts'
import { formatDate } from '../shared/format.ts'
import type { Context } from './handler.ts'

const { body } = policyEndpoints.createPolicy
const demoPolicies = z.array(z.strictObject({
  policy: body,
  endsInDays: z.number().int().optional().describe('days after the day of loading, so that something always ends soon'),
  tell: z.union([z.literal('qualifying'), z.array(z.string())]).describe('everybody who qualifies, or organisations by credit code'),
}))

type Loading = { file: string; organisationOf: (creditCode: string) => Promise<number> }

/** Records the policies of the demo and tells some organisations of them. Where there are policies already, they stay as they are. */
export async function loadPolicies({ db, now }: Context, viewer: Viewer, { file, organisationOf }: Loading): Promise<void> {
  const [moment, today] = [now(), formatDate(now())]
  const { total } = await asViewer(db, viewer, (tx) => listPolicies(tx, viewer, { offset: 0, limit: 1 }, today))
  if (total > 0) return
  for (const { policy, endsInDays, tell } of demoPolicies.parse(JSON.parse(await readFile(file, 'utf8')))) {
    const recorded = await createPolicy(db, viewer, { ...policy, ...(endsInDays === undefined ? {} : { validTo: dayAfter(today, endsInDays) }) }, moment)
    const chosen = tell === 'qualifying' ? (await qualifyPolicy(db, viewer, recorded.policy, { verdict: 'yes', offset: 0, limit: 1000 }, moment)).items.map(({ organisation }) => organisation.id) : await Promise.all(tell.map(organisationOf))
    if (chosen.length > 0) await actOnPolicy(db, viewer, recorded.policy, { event: 'tell', version: recorded.version, input: { organisations: chosen, text: '演示：请于到期前申报。' } }, moment)
  }
}
