import type { Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import type { policyEndpoints } from '../shared/contract/policies.ts'
import type { Answer, Checked } from '../shared/contract/index.ts'
import { verdicts, type Verdict } from '../shared/policies.ts'
import { keysOf } from '../shared/vocabulary.ts'
import { readFacts, type Known } from './policy-facts.ts'
import { knowsTold, linesOf, readNaming, toldView } from './policy-view.ts'
import { answerLines, verdictOf } from './rules/eligibility.ts'
import { toldNow, type Policy, type PolicyWorld, type Told } from './rules/policy.ts'
import type { Stored } from './store.ts'

type Qualifying = Answer<typeof policyEndpoints.listQualifying>
type Query = Checked<typeof policyEndpoints.listQualifying>['query']

const order = keysOf(verdicts)

/**
 * Which organisations qualify for a policy, those that do first, with the answer to each rule. Judged by what whoever asks may see; somebody
 * who does not run the task sees what it comes to for their own organisation.
 */
export async function listQualifying(tx: Tx, viewer: Viewer, { state }: Stored<Policy>, { query, world }: { query: Query; world: PolicyWorld }): Promise<Qualifying> {
  const own = viewer.organisation === null ? [] : [viewer.organisation]
  const lines = linesOf(state)
  const facts = await readFacts(tx, viewer, lines, { organisations: world.rights.has('administer') ? null : own, today: world.today })
  const judged = facts.map((one) => ({ ...one, verdict: verdictOf(answerLines(lines, one)), told: toldTo(viewer, state, one.organisation, world) })).filter((one) => matches(one, query))
  const counts = { yes: 0, unknown: 0, no: 0 }
  for (const { verdict } of judged) counts[verdict] += 1
  const asked = judged.filter(({ verdict }) => query.verdict === undefined || verdict === query.verdict).sort((one, other) => order.indexOf(one.verdict) - order.indexOf(other.verdict))
  const { organisation: name } = await readNaming(tx, viewer, [state])
  const items = asked.slice(query.offset, query.offset + query.limit).map(({ verdict, told, ...one }) => ({
    organisation: { id: one.organisation, name: one.name }, actorType: one.actorType, verdict, answers: answerLines(lines, one), told: toldView(state, told, name),
  }))
  return { total: asked.length, counts, items }
}

/** What the viewer may know of an organisation's having been told. */
function toldTo(viewer: Viewer, state: Policy, organisation: number, { rights }: PolicyWorld): Told | undefined {
  const told = toldNow(state, organisation)
  return knowsTold(viewer, rights) || organisation === viewer.organisation || (viewer.organisation !== null && told?.by === viewer.organisation) ? told : undefined
}

function matches({ name, told }: Known & { told: Told | undefined }, query: Query): boolean {
  return (query.text === undefined || name.includes(query.text)) && (query.told === undefined || (query.told === 'true') === (told !== undefined))
}

/** What the rules come to for the organisations that are about to be told. */
export async function judgeAll(tx: Tx, viewer: Viewer, policy: Policy, { organisations, today }: { organisations: readonly number[]; today: string }): Promise<Map<number, Verdict>> {
  if (organisations.length === 0) return new Map()
  const lines = linesOf(policy)
  const facts = await readFacts(tx, viewer, lines, { organisations, today })
  return new Map(facts.map((one) => [one.organisation, verdictOf(answerLines(lines, one))]))
}
