import { visibleTo, type Viewer } from '../access/viewer.ts'
import type { Db, Tx } from '../db/db.ts'
import { empty, sql, type Sql } from '../db/sql.ts'
import { orderBy } from '../registry/organisations.ts'
import { readRevision, totalOf } from '../registry/totals.ts'
import type { NodeRow } from '../shared/contract/chain.ts'
import { AppError } from '../shared/errors.ts'
import { nodeStates } from '../shared/vocabulary.ts'
import { joinState, nodesWhere, type NodeFilter } from './filter.ts'
import { readComputed, withStates } from './states.ts'
import { countSuppliers, shownCount } from './suppliers.ts'

type Page = { offset: number; limit: number }
type Asked = NodeFilter & { sort?: string; reasons?: 'true'; after?: number }
type Row = Omit<NodeRow, 'suppliers'> & { seen: number }

const supplied = (viewer: Viewer): Sql => sql`(
  select count(*) from supplies where ${visibleTo(viewer, 'supplies')} and supplies.node_id = node.node_id and supplies.retired_at is null)`
const inputs = (viewer: Viewer): Sql => sql`(
  select count(*) from node_link where ${visibleTo(viewer, 'node_link')} and node_link.node_id = node.node_id and node_link.relation = 'requires' and node_link.retired_at is null)`
const dependants = (viewer: Viewer): Sql => sql`(
  select count(*) from node_link where ${visibleTo(viewer, 'node_link')} and node_link.other_id = node.node_id and node_link.relation = 'requires' and node_link.retired_at is null)`

/** The largest origin: by the shares of countries where there are any, else by the shares of suppliers. */
function topOrigin(viewer: Viewer): Sql {
  return sql`left join lateral (
    select country, share from (
      select origin.country, origin.share, 1 as place from origin
      where ${visibleTo(viewer, 'origin')} and origin.node_id = node.node_id and origin.retired_at is null and origin.share is not null
      union all
      select supplies.origin, sum(supplies.share), 2 from supplies
      where ${visibleTo(viewer, 'supplies')} and supplies.node_id = node.node_id and supplies.retired_at is null and supplies.origin is not null and supplies.share is not null
      group by supplies.origin) as held
    order by place, share desc, country limit 1) as top on true`
}

/** The columns of a node as lists and pages show it. Expects `node`, `standing`, `stage_entry` and `top`. */
function rowColumns(viewer: Viewer): Sql {
  return sql`
    node.node_id as id, node.code, node.name, node.kind, node.stage, stage_entry.name as "stageName", node.stage_inferred as "stageInferred", node.group_name as "group",
    coalesce(standing.state, 'unknown') as state,
    case when standing.reasons -> 0 is not null then jsonb_build_object('zh', standing.reasons -> 0 ->> 'zh', 'en', standing.reasons -> 0 ->> 'en') end as why,
    ${supplied(viewer)} as seen, top.country as "topOrigin", top.share as "topOriginShare", ${inputs(viewer)} as inputs, ${dependants(viewer)} as dependants, node.marks`
}

/** The joins that `rowColumns` expects. */
function rowJoins(viewer: Viewer): Sql {
  return sql`${joinState(viewer)}
    left join node as stage_entry on stage_entry.cluster_id = node.cluster_id and stage_entry.node_id = node.stage_id
    ${topOrigin(viewer)}`
}

/** A window of the nodes, filtered and sorted. `after` goes on in the order of names behind a node: unlike an offset it costs the same however far it has gone. */
export async function listNodes(db: Db, viewer: Viewer, { sort, reasons, after, ...filter }: Asked, page: Page, now = new Date()): Promise<{ total: number; items: NodeRow[] }> {
  if (after !== undefined && (sort !== undefined || page.offset > 0)) throw afterAlone()
  const where = nodesWhere(viewer, filter)
  const order = orderBy(sort, sortable(viewer), sql`node.node_id`, sql`node.name`)
  // A list that asks nothing of the states need not look each of them up on its way to the window.
  const from = filter.state || sort?.includes('state') ? sql`node ${joinState(viewer)}` : sql`node`
  const { total, rows } = await withStates(db, viewer, async (tx) => ({
    total: await countOf(db, tx, viewer, { filter, from }),
    rows: await tx.query<Row>(sql`
      select ${rowColumns(viewer)} ${reasons ? sql`, coalesce(standing.reasons, '[]') as reasons` : empty}
      from (
        select node.* from ${from} where ${where} ${after === undefined ? empty : await behind(tx, viewer, after)}
        order by ${order} offset ${page.offset} limit ${page.limit}) as node
      ${rowJoins(viewer)}
      order by ${order}`),
  }), now)
  const all = await countSuppliers(db, viewer, rows.map(({ id }) => id))
  return { total, items: rows.map((row) => counted(viewer, row, all.get(row.id) ?? 0)) }
}

/** What was found by a text is counted each time: it is quick, and nobody asks for the same words again. */
async function countOf(db: Db, tx: Tx, viewer: Viewer, { filter, from }: { filter: NodeFilter; from: Sql }): Promise<number> {
  const count = async (): Promise<number> => (await tx.query<{ total: number }>(sql`select count(*) as total from ${from} where ${nodesWhere(viewer, filter)}`))[0]!.total
  if (filter.text) return count()
  return totalOf(db, viewer, { list: `nodes ${JSON.stringify(filter)}`, asOf: `${await readRevision(tx, viewer)} ${await readComputed(tx, viewer)}` }, count)
}

async function behind(tx: Tx, viewer: Viewer, after: number): Promise<Sql> {
  const rows = await tx.query<{ name: string }>(sql`select name from node where ${visibleTo(viewer, 'node')} and node_id = ${after}`)
  if (!rows[0]) throw new AppError('not-found', { zh: `没有编号为 ${after} 的环节，或你无权查看，无法从其后继续。`, en: `There is no node ${after}, or you may not see it: the list can't go on behind it.` })
  return sql`and (node.name, node.node_id) > (${rows[0].name}, ${after}::bigint)`
}

function afterAlone(): AppError {
  return new AppError('invalid-request', { zh: 'after 只用于按名称排序的清单，不能与 sort 或 offset 同用。请去掉其一。', en: '“after” goes on in the order of names: it can\'t stand beside “sort” or “offset”. Leave one of them out.' })
}

/** A row with the number of suppliers that the viewer may be told. */
function counted<R extends { seen: number }>(viewer: Viewer, { seen, ...row }: R, all: number): Omit<R, 'seen'> & { suppliers: number | null } {
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
