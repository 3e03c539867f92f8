import { visibleTo, type Audience, type Viewer } from '../../access/viewer.ts'
import { nameOf } from '../../analysis/analysis.ts'
import { nodeStates as nodeStatesAnalysis } from '../../analysis/node-states.ts'
import type { Tx } from '../../db/db.ts'
import { sql, type Sql } from '../../db/sql.ts'
import { keysOf, nodeStates, type Grade, type NodeState } from '../../shared/vocabulary.ts'
import { stateClaims, type ClaimSet } from '../claim-sets.ts'

/** How many nodes a report lists; the whole list leaves from the map's page. */
export const listedNodes = 300

export type NodeReason = { zh: string; en: string; claimIds: number[] }
export type NodeFacts = {
  id: number; code: string | null; name: string; kind: string | null; stage: string | null
  state: NodeState; before: NodeState | null; reasons: NodeReason[]
  /** The claims of its name, its suppliers, its time of substitution. */
  nameClaims: number[]; supplyClaims: number[]; suppliers: number
  substitutionDays: number | null; substitutionClaims: number[]
}
type Claimed = { set: ClaimSet; claims: number; grade: Grade | null }
export type StateCount = Claimed & { state: NodeState; count: number }
export type ChainFacts = {
  /** What the states were computed from; null where they never were. */
  snapshot: string | null
  /** Facts have changed since the states were computed. */
  stale: boolean
  total: number
  /** The claims behind all nodes and their states. */
  all: Claimed
  states: StateCount[]
  /** The gravest first. */
  nodes: NodeFacts[]
  changed: NodeFacts[]
  changedTotal: number
}

/** Nodes by state, the gravest with their reasons, and those whose state is another than when the window began. */
export async function readChain(tx: Tx, viewer: Viewer, { audience, from, revision }: { audience: Audience; from: string; revision: number }): Promise<ChainFacts> {
  const computed = await tx.query<{ snapshot: string; revision: number }>(sql`
    select snapshot, revision from computed where cluster_id = ${viewer.cluster} and name = ${nameOf(nodeStatesAnalysis)} and audience = ${audience}`)
  const { all, states } = await readStates(tx, viewer, audience)
  const changedTotal = await tx.query<{ count: number }>(sql`select count(*) as count from ${standing(viewer, audience)} and ${isChanged(from)}`)
  const changes = changedTotal[0]!.count
  return {
    snapshot: computed[0]?.snapshot ?? null, stale: computed[0] !== undefined && computed[0].revision !== revision, total: states.reduce((sum, { count }) => sum + count, 0),
    all, states: computed[0] ? states : [],
    nodes: await readNodes(tx, viewer, standing(viewer, audience), from),
    changed: changes === 0 ? [] : await readNodes(tx, viewer, sql`${standing(viewer, audience)} and ${isChanged(from)}`, from),
    changedTotal: changes,
  }
}

/** The nodes of each state, and how many claims stand behind them: every state is named, also where no node has it. */
async function readStates(tx: Tx, viewer: Viewer, audience: Audience): Promise<{ all: Claimed; states: StateCount[] }> {
  const counts = await tx.query<{ state: NodeState; count: number }>(sql`
    select node_state.state, count(*) as count from ${standing(viewer, audience)} group by node_state.state`)
  const claims = await tx.query<{ state: NodeState | null; claims: number; grade: Grade | null }>(sql`
    select state, count(distinct claim_id) as claims, max(grade) as grade from (${stateClaims(viewer, { audience, state: 'all' })}) as member group by grouping sets ((state), ())`)
  const claimed = (state: NodeState | null): Claimed => {
    const found = claims.find((one) => one.state === state)
    return { set: { name: 'nodesInState', parameters: { audience, state: state ?? 'all' } }, claims: found?.claims ?? 0, grade: found?.grade ?? null }
  }
  return { all: claimed(null), states: keysOf(nodeStates).map((state) => ({ state, count: counts.find((one) => one.state === state)?.count ?? 0, ...claimed(state) })) }
}

/** The states that stand, of nodes that are. */
function standing(viewer: Viewer, audience: Audience): Sql {
  return sql`node_state
    join node on node.cluster_id = node_state.cluster_id and node.node_id = node_state.node_id
    where node_state.cluster_id = ${viewer.cluster} and node_state.audience = ${audience} and node_state.valid_to is null
      and ${visibleTo(viewer, 'node')} and node.retired_at is null`
}

function before(from: string): Sql {
  return sql`(select earlier.state from node_state as earlier
    where earlier.cluster_id = node_state.cluster_id and earlier.audience = node_state.audience and earlier.node_id = node_state.node_id
      and earlier.valid_from <= ${from}::timestamptz and earlier.valid_to > ${from}::timestamptz)`
}

function isChanged(from: string): Sql {
  return sql`node_state.valid_from > ${from}::timestamptz and ${before(from)} <> node_state.state`
}

const gravest = sql`array_position(array['broken', 'choke', 'bottleneck', 'weak', 'unknown', 'ordinary', 'strength'], node_state.state)`

function readNodes(tx: Tx, viewer: Viewer, nodes: Sql, from: string): Promise<NodeFacts[]> {
  const claims = (condition: Sql): Sql => sql`coalesce((
    select array_agg(claim.claim_id order by claim.claim_id) from claim where ${visibleTo(viewer, 'claim')} and claim.ended_at is null and ${condition}), '{}')`
  const own = (predicate: string, value: Sql): Sql => claims(sql`
    claim.subject_kind = 'node' and claim.subject_id = listed.id and claim.object_id = 0 and claim.predicate = ${predicate} and ${value}`)
  return tx.query<NodeFacts>(sql`
    with listed as (
      select node.node_id as id, node.code, node.name, node.kind, node.stage, node_state.state, ${before(from)} as before, node_state.reasons,
        node.substitution_days as "substitutionDays", ${gravest} as place
      from ${nodes} order by ${gravest}, node.code nulls last, node.name, node.node_id limit ${listedNodes}),
    supplied as (
      select supplies.node_id, count(distinct supplies.organisation_id) as suppliers, array_agg(claim.claim_id order by claim.claim_id) as claims
      from listed
      join supplies on ${visibleTo(viewer, 'supplies')} and supplies.node_id = listed.id and supplies.retired_at is null
      join organisation as part on part.cluster_id = supplies.cluster_id and (part.organisation_id = supplies.organisation_id or part.merged_into = supplies.organisation_id)
      join claim on ${visibleTo(viewer, 'claim')} and claim.subject_kind = 'organisation' and claim.subject_id = part.organisation_id
        and claim.predicate = 'supplies' and claim.object_id = supplies.node_id and claim.ended_at is null
      group by supplies.node_id)
    select listed.*, coalesce(supplied.suppliers, 0) as suppliers, coalesce(supplied.claims, '{}') as "supplyClaims",
      ${own('name', sql`claim.value_text = listed.name`)} as "nameClaims",
      ${own('substitutionDays', sql`claim.value_number = listed."substitutionDays"`)} as "substitutionClaims"
    from listed left join supplied on supplied.node_id = listed.id
    order by listed.place, listed.code nulls last, listed.name, listed.id`)
}
