import { audienceOf, visibleTo, type Viewer } from '../access/viewer.ts'
import { empty, sql, type Sql } from '../db/sql.ts'
import { matches } from '../registry/search.ts'
import { stages } from '../shared/vocabulary.ts'

/** By what nodes are found. `stage` is a stage of the vocabulary, or the name, the id or the map's key (`stage:ID`) of a named one; `city` is where a supplier sits. */
export type NodeFilter = { text?: string; stage?: string; state?: string; kind?: string; group?: string; city?: string }

/** Whether anything is filtered at all. */
export function isFiltered({ text, stage, state, kind, group, city }: NodeFilter): boolean {
  return [text, stage, state, kind, group, city].some((value) => value !== undefined && value !== '')
}

/** The state of `node` that the viewer's audience sees, joined as `standing`. A node that was never judged is unknown. */
export function joinState(viewer: Viewer): Sql {
  return sql`left join node_state as standing on standing.cluster_id = node.cluster_id and standing.node_id = node.node_id
    and standing.audience = ${audienceOf(viewer)} and standing.valid_to is null`
}

/** The nodes that stand, are not named stages, may be seen and pass the filter. Expects `node` and `standing`. */
export function nodesWhere(viewer: Viewer, { text, stage, state, kind, group, city }: NodeFilter): Sql {
  return sql`${visibleTo(viewer, 'node')} and node.retired_at is null and node.is_stage is not true
    ${text ? sql`and (node.code = ${text} or exists (
      select 1 from search_entry where search_entry.cluster_id = node.cluster_id and search_entry.entity_kind = 'node'
        and search_entry.entity_id = node.node_id and ${matches(text)}))` : empty}
    ${stage ? inStage(stage) : empty}
    ${state ? inState(state) : empty}
    ${kind ? sql`and node.kind = ${kind}` : empty}
    ${group ? sql`and node.group_name = ${group}` : empty}
    ${city ? sql`and exists (
      select 1 from supplies join organisation on organisation.cluster_id = supplies.cluster_id and organisation.organisation_id = supplies.organisation_id
      where ${visibleTo(viewer, 'supplies')} and supplies.node_id = node.node_id and supplies.retired_at is null
        and ${visibleTo(viewer, 'organisation')} and (organisation.city_code = ${city} or organisation.region_code = ${city}))` : empty}`
}

/** Said plainly wherever it can be: the planner knows how many nodes have a state, but not what a case of it comes to. */
function inState(state: string): Sql {
  return state === 'unknown' ? sql`and coalesce(standing.state, 'unknown') = 'unknown'` : sql`and standing.state = ${state}`
}

function inStage(stage: string): Sql {
  if (stage in stages) return sql`and node.stage = ${stage}`
  const id = Number(/^(?:stage:)?(\d{1,15})$/.exec(stage)?.[1] ?? 0)
  return sql`and node.stage_id in (
    select named.node_id from node as named where named.cluster_id = node.cluster_id and named.is_stage and (named.name = ${stage} or named.node_id = ${id}))`
}
