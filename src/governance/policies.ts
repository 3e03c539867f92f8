import { asProgram, asViewer, type Viewer } from '../access/viewer.ts'
import { ensureStates } from '../chain/states.ts'
import type { Db, Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import type { Answer, Checked } from '../shared/contract/index.ts'
import type { PolicyAct, policyEndpoints } from '../shared/contract/policies.ts'
import { formatDate } from '../shared/format.ts'
import { readCharter } from './charter.ts'
import { stampOf } from './motion-world.ts'
import { judgeAll, listQualifying } from './policy-qualify.ts'
import { resolveMentions } from './policy-refs.ts'
import { getPolicy } from './policy-view.ts'
import type { Stamp } from './rules/machine.ts'
import { noPolicy, policyMachine, quietEvents, type Policy, type PolicyWorld } from './rules/policy.ts'
import { rightsIn } from './rules/rights.ts'
import { changedMeanwhile, lockChain, newItem, readState } from './store.ts'
import { plainFace, takeStep, type Thread } from './thread.ts'

type Page = Answer<typeof policyEndpoints.getPolicy>
type NewPolicy = Checked<typeof policyEndpoints.createPolicy>['body']
type Query = Checked<typeof policyEndpoints.listQualifying>['query']

const thread: Thread<Policy, PolicyWorld> = {
  kind: 'policy', machine: policyMachine, faceOf: ({ task, title, state, validTo }) => ({ ...plainFace, task, title, state, due: validTo }), isSecret: (_, event) => quietEvents.includes(event),
}

/** Records a policy; whom it reaches follows from its rules. */
export async function createPolicy(db: Db, viewer: Viewer, input: NewPolicy, now: Date): Promise<Page> {
  await ensureStates(db, viewer, now)
  return asViewer(db, viewer, async (tx) => {
    await lockChain(tx, viewer)
    const world = await worldOf(tx, viewer, { ...noPolicy, task: input.task }, { stamp: stampOf(viewer, now), involved: [] })
    const item = await newItem(tx)
    await takeStep(tx, viewer, thread, { stored: { item, version: 0, state: noPolicy }, act: { event: 'record', input: await resolveMentions(tx, viewer, input) }, world })
    return getPolicy(tx, viewer, item, world)
  })
}

/** One event on a policy, decided on the version that was read. Who is told is judged at that moment. */
export async function actOnPolicy(db: Db, viewer: Viewer, item: number, act: PolicyAct, now: Date): Promise<Page> {
  await ensureStates(db, viewer, now)
  return asViewer(db, viewer, async (tx) => {
    await lockChain(tx, viewer)
    const stored = await readState<Policy>(tx, viewer, 'policy', item)
    if (stored.version !== act.version) throw changedMeanwhile(stored, act)
    const involved = act.event === 'tell' ? act.input.organisations : []
    const world = await worldOf(tx, viewer, stored.state, { stamp: stampOf(viewer, now), involved })
    const input = act.event === 'amend' ? await resolveMentions(tx, viewer, act.input) : act.input
    await takeStep(tx, viewer, thread, { stored, act: { event: act.event, input }, world })
    if (involved.length > 0) await keepTold(tx, viewer, { item, organisations: involved, at: world.at })
    return getPolicy(tx, viewer, item, world)
  })
}

export async function openPolicy(db: Db, viewer: Viewer, item: number, now: Date): Promise<Page> {
  await ensureStates(db, viewer, now)
  return asViewer(db, viewer, async (tx) => {
    const { state } = await readState<Policy>(tx, viewer, 'policy', item)
    return getPolicy(tx, viewer, item, await worldOf(tx, viewer, state, { stamp: stampOf(viewer, now), involved: [] }))
  })
}

/** Which organisations qualify, and why. */
export async function qualifyPolicy(db: Db, viewer: Viewer, item: number, query: Query, now: Date): Promise<Answer<typeof policyEndpoints.listQualifying>> {
  await ensureStates(db, viewer, now)
  return asViewer(db, viewer, async (tx) => {
    const stored = await readState<Policy>(tx, viewer, 'policy', item)
    return listQualifying(tx, viewer, stored, { query, world: await worldOf(tx, viewer, stored.state, { stamp: stampOf(viewer, now), involved: [] }) })
  })
}

async function keepTold(tx: Tx, viewer: Viewer, { item, organisations, at }: { item: number; organisations: readonly number[]; at: string }): Promise<void> {
  await asProgram(tx, viewer, () => tx.query(sql`
    insert into policy_told (cluster_id, organisation_id, item_id, told_at)
    select distinct ${viewer.cluster}, organisation, ${item}::bigint, ${at}::timestamptz from unnest(${[...organisations]}::bigint[]) as organisation
    on conflict (cluster_id, organisation_id, item_id) do update set told_at = excluded.told_at`))
}

async function worldOf(tx: Tx, viewer: Viewer, policy: Policy, { stamp, involved }: { stamp: Stamp; involved: readonly number[] }): Promise<PolicyWorld> {
  const { assignments } = await readCharter(tx, viewer, formatDate(stamp.at))
  const today = formatDate(stamp.at)
  const judged = await judgeAll(tx, viewer, policy, { organisations: involved, today })
  return { ...stamp, today, rights: rightsIn(assignments, policy.task, viewer), verdictOf: (organisation) => judged.get(organisation) }
}
