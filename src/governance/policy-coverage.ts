import { audienceOf, visibleTo, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { dayAfter } from '../shared/calendar.ts'
import type { Answer, Checked } from '../shared/contract/index.ts'
import type { policyEndpoints } from '../shared/contract/policies.ts'
import { endsSoonDays, phaseOf, standsNow } from '../shared/policies.ts'
import type { NodeState } from '../shared/vocabulary.ts'
import type { Namer } from './bodies.ts'
import { readWrittenCharter } from './charter.ts'
import { riskStates } from './grading.ts'
import { readNaming, readPolicies } from './policy-view.ts'
import { coverNodes, coverTasks, findEnding, findOverlaps, tasksOf, type Placed } from './rules/coverage.ts'
import type { Policy } from './rules/policy.ts'
import type { Stored } from './store.ts'

type Coverage = Answer<typeof policyEndpoints.getPolicyCoverage>
type Query = Checked<typeof policyEndpoints.getPolicyCoverage>['query']
type Covered = Coverage['nodes']['items'][number]

const millisecondsADay = 86_400_000

/** Where policies stand: task by actor type, node by task, what overlaps, what ends soon. Nodes at risk that none names are gaps. */
export async function getPolicyCoverage(tx: Tx, viewer: Viewer, query: Query, today: string): Promise<Coverage> {
  const stored = await readPolicies(tx, viewer)
  const policies = stored.map((one) => placedOf(one, today)).filter(({ phase }) => standsNow(phase))
  const { node: name } = await readNaming(tx, viewer, stored.map(({ state }) => state))
  const { assignments } = await readWrittenCharter(tx, viewer)
  return {
    policies: policies.map(({ nodes: __, actorTypes: ___, ...one }) => one), tasks: coverTasks(policies, assignments), whole: wholeOf(policies),
    nodes: await coveredNodes(tx, viewer, policies, query),
    overlaps: findOverlaps(policies).map(({ nodes, ...one }) => ({ ...one, nodes: nodes.map(name) })), ending: endingOf(policies, name, today),
  }
}

function placedOf({ item, state }: Stored<Policy>, today: string): Placed {
  const { title, task, tasks, instrument, validTo, actorTypes, nodes } = state
  return { policy: item, title, task, tasks, instrument, validTo, actorTypes, nodes, phase: phaseOf(state, { today, soon: dayAfter(today, endsSoonDays) }) }
}

function wholeOf(policies: readonly Placed[]): Coverage['whole'] {
  const cells: Coverage['whole'] = {}
  for (const one of policies.filter(({ nodes }) => nodes.length === 0)) for (const task of tasksOf(one)) cells[task] = [...(cells[task] ?? []), one.policy]
  return cells
}

function endingOf(policies: readonly Placed[], name: Namer, today: string): Coverage['ending'] {
  return findEnding(policies).map(({ policy, validTo, leaves }) => ({ policy, validTo, days: Math.round((Date.parse(validTo) - Date.parse(today)) / millisecondsADay), leaves: leaves.map(name) }))
}

/** Nodes at risk and nodes that a policy names, the gravest first. */
async function coveredNodes(tx: Tx, viewer: Viewer, policies: readonly Placed[], { gaps, offset, limit }: Query): Promise<Coverage['nodes']> {
  const cells = coverNodes(policies)
  const rows = await tx.query<{ id: number; name: string; state: NodeState | null }>(sql`
    select node.node_id as id, node.name, standing.state
    from node
    left join node_state as standing on standing.cluster_id = node.cluster_id and standing.node_id = node.node_id and standing.audience = ${audienceOf(viewer)} and standing.valid_to is null
    where ${visibleTo(viewer, 'node')} and node.retired_at is null and node.is_stage is not true and (standing.state = any (${[...riskStates]}::text[]) or node.node_id = any (${[...cells.keys()]}::bigint[]))
    order by array_position(${[...riskStates]}::text[], standing.state) nulls last, node.name, node.node_id`)
  const covered = rows.map(({ id, name, state }): Covered => ({ node: { id, name }, state, gap: !cells.has(id), cells: cells.get(id) ?? {} }))
  const asked = covered.filter(({ gap }) => gap || gaps === undefined)
  return { total: asked.length, gaps: covered.filter(({ gap }) => gap).length, items: asked.slice(offset, offset + limit) }
}
