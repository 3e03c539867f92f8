import { readAs, visibleTo, type Viewer } from '../access/viewer.ts'
import type { Db } from '../db/db.ts'
import { sql, type Sql } from '../db/sql.ts'
import { totalOf } from '../registry/totals.ts'
import { AppError } from '../shared/errors.ts'
import { stages, type NodeKind, type NodeState, type Stage } from '../shared/vocabulary.ts'
import { stageKeys } from './columns.ts'
import { joinState } from './filter.ts'
import type { Selection } from './map-data.ts'
import { freshness, readStanding } from './states.ts'

/** How many nodes a neighbourhood shows on each side. A node with more neighbours than that fills its side alone. */
const perSide = 300

type Neighbour = { id: number; name: string; kind: NodeKind | null; stage: Stage | null; stageId: number | null; stageName: string | null; group: string | null; state: NodeState }
type Row = { nodes: Neighbour[]; edges: number[]; above: number; below: number; revision: number; fresh: boolean | null }

/**
 * The nodes within some hops of a node, upstream along the inputs and downstream along the uses, nearest first, in one query by index:
 * the whole map is never read, and states that are still to be computed are not waited for: without `fresh` they are those of before.
 */
export async function readNeighbourhood(db: Db, viewer: Viewer, { node, hops }: { node: number; hops: number }, now: Date): Promise<{ selection: Selection; complete: boolean; fresh: boolean }> {
  const found = await readStanding<Row>(db, viewer, neighbourhoodQuery(viewer, node, hops, now), now)
  const { nodes, edges, above, below, revision, fresh } = found!
  if (!nodes.some(({ id }) => id === node)) throw new AppError('not-found', { zh: `没有编号为 ${node} 的环节，或您无权查看。`, en: `There is no node ${node}, or you may not see it.` })
  return { selection: { ...selectionOf(nodes, edges), total: await countNodes(db, viewer, revision) }, complete: above <= perSide && below <= perSide, fresh: fresh === true }
}

function neighbourhoodQuery(viewer: Viewer, node: number, hops: number, now: Date): Sql {
  return sql`
    with recursive up (id, hop) as (
      select ${node}::bigint, 0
      union
      select next.id, up.hop + 1 from up cross join lateral (${neighbours(viewer, 'inputs', sql`up.id`)}) as next where up.hop < ${hops}::int),
    down (id, hop) as (
      select ${node}::bigint, 0
      union
      select next.id, down.hop + 1 from down cross join lateral (${neighbours(viewer, 'users', sql`down.id`)}) as next where down.hop < ${hops}::int),
    above as materialized (select id from up limit ${perSide + 1}),
    below as materialized (select id from down limit ${perSide + 1}),
    met as materialized (select id from above union select id from below),
    shown as materialized (
      select node.node_id as id, node.name, node.kind, node.stage, node.stage_id, stage_entry.name as stage_name, node.group_name, coalesce(standing.state, 'unknown') as state
      from met join node on node.node_id = met.id ${joinState(viewer)}
      left join node as stage_entry on stage_entry.cluster_id = node.cluster_id and stage_entry.node_id = node.stage_id
      where ${visibleTo(viewer, 'node')} and node.retired_at is null)
    select
      (select coalesce(json_agg(json_build_object('id', id, 'name', name, 'kind', kind, 'stage', stage, 'stageId', stage_id, 'stageName', stage_name, 'group', group_name, 'state', state) order by id), '[]') from shown) as nodes,
      (select coalesce(array_agg(unnested order by source, target, relation, place), '{}') from (
        select node_link.node_id as source, node_link.other_id as target, node_link.relation, ends.place, ends.unnested
        from shown join node_link on node_link.node_id = shown.id
        cross join lateral (values (1, node_link.node_id), (2, node_link.other_id), (3, case node_link.relation when 'requires' then 0::bigint else 1 end)) as ends (place, unnested)
        where ${visibleTo(viewer, 'node_link')} and node_link.retired_at is null and node_link.other_id in (select id from shown)) as edge) as edges,
      (select count(*) from above) as above, (select count(*) from below) as below, (select revision from cluster where cluster_id = ${viewer.cluster}) as revision, ${freshness(viewer, now)} as fresh`
}

/** How many nodes the map has for this viewer. */
function countNodes(db: Db, viewer: Viewer, revision: number): Promise<number> {
  return totalOf(db, viewer, { list: 'map', asOf: String(revision) }, async () => {
    const rows = await readAs(db, viewer).query<{ total: number }>(sql`
      select count(*) as total from node where ${visibleTo(viewer, 'node')} and retired_at is null and is_stage is not true`)
    return rows[0]!.total
  })
}

/** The neighbours of a node along all relations: its inputs and what it is a kind of are upstream by need, its users downstream. */
function neighbours(viewer: Viewer, side: 'inputs' | 'users', of: Sql): Sql {
  const [own, other] = side === 'inputs' ? [sql`node_link.node_id`, sql`node_link.other_id`] : [sql`node_link.other_id`, sql`node_link.node_id`]
  return sql`
    select ${other} as id from node_link
    where ${visibleTo(viewer, 'node_link')} and ${own} = ${of} and node_link.retired_at is null
    order by ${other} limit ${perSide + 1}`
}

function selectionOf(nodes: readonly Neighbour[], ends: readonly number[]): Omit<Selection, 'total'> {
  const place = new Map(nodes.map(({ id }, n) => [id, n]))
  const edges: number[] = []
  for (let e = 0; e < ends.length; e += 3) edges.push(place.get(ends[e]!)!, place.get(ends[e + 1]!)!, ends[e + 2]!)
  const groups = [...new Set(nodes.flatMap(({ group }) => group ?? []))].sort()
  const named = nodes.some(({ stage, stageId }) => stage === null && stageId !== null)
  const stageIds = [...new Set(nodes.flatMap(({ stageId }) => stageId ?? []))].sort((a, b) => a - b)
  return {
    ids: nodes.map(({ id }) => id), names: nodes.map(({ name }) => name), states: nodes.map(({ state }) => state), kinds: nodes.map(({ kind }) => kind),
    columns: named ? stageIds.map((id) => ({ key: `stage:${id}`, title: nodes.find(({ stageId }) => stageId === id)?.stageName ?? '' })) : stageKeys.map((key) => ({ key, title: stages[key].zh })),
    columnOf: Int32Array.from(nodes, ({ stage, stageId }) => (named ? stageIds.indexOf(stageId ?? -1) : stageKeys.indexOf(stage!))),
    groupOf: Int32Array.from(nodes, ({ group }) => (group === null ? -1 : groups.indexOf(group))), groups, edges,
  }
}
