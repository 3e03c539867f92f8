import { readAs, visibleTo, type Viewer } from '../access/viewer.ts'
import type { Db } from '../db/db.ts'
import { empty, prepared, sql, type Sql } from '../db/sql.ts'
import { orderBy } from '../registry/organisations.ts'
import { startNear, type Mark } from '../registry/ruler.ts'
import { totalOf } from '../registry/totals.ts'
import type { NodeRow } from '../shared/contract/chain.ts'
import { AppError } from '../shared/errors.ts'
import { nodeStates } from '../shared/vocabulary.ts'
import { isFiltered, joinState, nodesWhere, type NodeFilter } from './filter.ts'
import { readAsOf } from './states.ts'
import { shownCount, suppliersCounted } from './suppliers.ts'

type Page = { offset: number; limit: number }
type Asked = NodeFilter & { sort?: string; reasons?: 'true'; after?: number }
type Row = Omit<NodeRow, 'suppliers'> & { seen: number; all: number }

const supplied = (viewer: Viewer): Sql => sql`(
  select count(*) from supplies where ${visibleTo(viewer, 'supplies')} and supplies.node_id = node.node_id and supplies.retired_at is null)`
const inputs = (viewer: Viewer): Sql => sql`(
  select count(*) from node_link where ${visibleTo(viewer, 'node_link')} and node_link.node_id = node.node_id and node_link.relation = 'requires' and node_link.retired_at is null)`
const dependants = (viewer: Viewer): Sql => sql`(
  select count(*) from node_link where ${visibleTo(viewer, 'node_link')} and node_link.other_id = node.node_id and node_link.relation = 'requires' and node_link.retired_at is null)`

/** For each node of a window, counted at once: the suppliers the viewer may see, all suppliers, inputs and dependants, and the largest origin. Expects `page`. */
function rowJoins(viewer: Viewer): Sql {
  const shown = sql`any ((select array_agg(node_id) from page)::bigint[])`
  const links = (own: Sql): Sql => sql`
    select ${own} as id, count(*) as number from node_link
    where ${visibleTo(viewer, 'node_link')} and ${own} = ${shown} and node_link.relation = 'requires' and node_link.retired_at is null group by 1`
  return sql`${joinState(viewer)}
    left join node as stage_entry on stage_entry.cluster_id = node.cluster_id and stage_entry.node_id = node.stage_id
    left join (
      select supplies.node_id as id, count(*) as number from supplies
      where ${visibleTo(viewer, 'supplies')} and supplies.node_id = ${shown} and supplies.retired_at is null group by 1) as supplied on supplied.id = node.node_id
    left join ${suppliersCounted(sql`(select array_agg(node_id) from page)`)} as every on every.node_id = node.node_id
    left join (${links(sql`node_link.node_id`)}) as needed on needed.id = node.node_id
    left join (${links(sql`node_link.other_id`)}) as needing on needing.id = node.node_id
    left join (${topOrigins(viewer, shown)}) as top on top.id = node.node_id`
}

/** The largest origin of each node: by the shares of countries where there are any, else by the shares of suppliers. */
function topOrigins(viewer: Viewer, shown: Sql): Sql {
  return sql`
    select distinct on (id) id, country, share from (
      select origin.node_id as id, origin.country, origin.share, 1 as place from origin
      where ${visibleTo(viewer, 'origin')} and origin.node_id = ${shown} and origin.retired_at is null and origin.share is not null
      union all
      select supplies.node_id, supplies.origin, sum(supplies.share), 2 from supplies
      where ${visibleTo(viewer, 'supplies')} and supplies.node_id = ${shown} and supplies.retired_at is null and supplies.origin is not null and supplies.share is not null
      group by supplies.node_id, supplies.origin) as held
    order by id, place, share desc, country`
}

/** The columns of a node as lists show it. Expects `node` and `rowJoins`. */
const rowColumns: Sql = sql`
  node.node_id as id, node.code, node.name, node.kind, node.stage, stage_entry.name as "stageName", node.stage_inferred as "stageInferred", node.group_name as "group",
  coalesce(standing.state, 'unknown') as state,
  case when standing.reasons -> 0 is not null then json_build_object('zh', standing.reasons -> 0 ->> 'zh', 'en', standing.reasons -> 0 ->> 'en') end as why,
  coalesce(supplied.number, 0) as seen, coalesce(every.suppliers, 0) as all, top.country as "topOrigin", top.share as "topOriginShare",
  coalesce(needed.number, 0) as inputs, coalesce(needing.number, 0) as dependants, node.marks`

/** A window of the nodes, filtered and sorted. `after` goes on in the order of names behind a node: unlike an offset it costs the same however far it has gone. */
export async function listNodes(db: Db, viewer: Viewer, { sort, reasons, after, ...filter }: Asked, page: Page, now = new Date()): Promise<{ total: number; items: NodeRow[] }> {
  if (after !== undefined && (sort !== undefined || page.offset > 0)) throw afterAlone()
  const asOf = await readAsOf(db, viewer, now)
  // A list that asks nothing of the states need not look each of them up on its way to the window.
  const from = filter.state || sort?.includes('state') ? sql`node ${joinState(viewer)}` : sql`node`
  const list: List = { filter, from, where: nodesWhere(viewer, filter), asOf }
  const window = async (): Promise<Row[]> => {
    const start = after === undefined ? await startOf(db, viewer, list, { sort, offset: page.offset }) : { after: await markOf(db, viewer, after), offset: 0 }
    const query = windowQuery(viewer, list, { ...start, sort, limit: page.limit, reasons: reasons !== undefined })
    // The list as it opens is planned once; what is filtered or sorted otherwise is planned for what it asks.
    return readAs(db, viewer).query<Row>(sort === undefined && !isFiltered(filter) ? prepared(query) : query)
  }
  const [total, rows] = await Promise.all([countOf(db, viewer, list), window()])
  return { total, items: rows.map((row) => counted(viewer, row)) }
}

type List = { filter: NodeFilter; from: Sql; where: Sql; /** The state of all that the list is made from. */ asOf: string }
type Window = { after?: Mark; offset: number; sort: string | undefined; limit: number; reasons: boolean }

function windowQuery(viewer: Viewer, { from, where }: List, { after, offset, sort, limit, reasons }: Window): Sql {
  const order = orderBy(sort, sortable(viewer), sql`node.node_id`, sql`node.name`)
  return sql`
    with page as materialized (
      select node.* from ${from} where ${where} ${after ? sql`and (node.name, node.node_id) > (${after.name}, ${after.id}::bigint)` : empty}
      order by ${order} offset ${offset} limit ${limit})
    select ${rowColumns} ${reasons ? sql`, coalesce(standing.reasons, '[]') as reasons` : empty}
    from page as node ${rowJoins(viewer)}
    order by ${order}`
}

/** What was found by a text is counted each time: it is quick, and nobody asks for the same words again. */
function countOf(db: Db, viewer: Viewer, { filter, from, where, asOf }: List): Promise<number> {
  const count = async (): Promise<number> => (await readAs(db, viewer).query<{ total: number }>(sql`select count(*) as total from ${from} where ${where}`))[0]!.total
  return filter.text ? count() : totalOf(db, viewer, { list: listName(filter), asOf }, count)
}

async function startOf(db: Db, viewer: Viewer, { filter, from, where, asOf }: List, { sort, offset }: { sort: string | undefined; offset: number }): Promise<{ after?: Mark; offset: number }> {
  if (sort !== undefined || filter.text) return { offset }
  return startNear(db, viewer, { list: listName(filter), asOf, offset }, sql`select node.name, node.node_id as id from ${from} where ${where}`)
}

const listName = (filter: NodeFilter): string => `nodes ${JSON.stringify(filter)}`

async function markOf(db: Db, viewer: Viewer, after: number): Promise<Mark> {
  const rows = await readAs(db, viewer).query<Mark>(sql`select name, node_id as id from node where ${visibleTo(viewer, 'node')} and node_id = ${after}`)
  if (!rows[0]) throw new AppError('not-found', { zh: `没有编号为 ${after} 的环节，或您无权查看，无法从其后继续。`, en: `There is no node ${after}, or you may not see it: the list can't go on behind it.` })
  return rows[0]
}

function afterAlone(): AppError {
  return new AppError('invalid-request', { zh: 'after 只用于按名称排序的清单，不能与 sort 或 offset 同用。请去掉其一。', en: '“after” goes on in the order of names: it can\'t stand beside “sort” or “offset”. Leave one of them out.' })
}

/** A row with the number of suppliers that the viewer may be told. */
function counted<R extends { seen: number; all: number }>(viewer: Viewer, { seen, all, ...row }: R): Omit<R, 'seen' | 'all'> & { suppliers: number | null } {
  return { ...row, suppliers: shownCount(viewer, seen, all).suppliers }
}

const stateOrder = Object.keys(nodeStates)

function sortable(viewer: Viewer): Record<string, Sql> {
  return {
    name: sql`node.name`, code: sql`node.code`, kind: sql`node.kind`, stage: sql`array_position(array['upstream', 'midstream', 'downstream'], node.stage)`, stageName: sql`node.stage_id`,
    group: sql`node.group_name`, state: sql`array_position(${stateOrder}::text[], coalesce(standing.state, 'unknown'))`,
    suppliers: supplied(viewer), inputs: inputs(viewer), dependants: dependants(viewer),
    stockDays: sql`node.stock_days`, substitutionDays: sql`node.substitution_days`,
  }
}
