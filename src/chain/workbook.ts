import { writeXlsx } from 'hucre'
import { visibleTo, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { ownColumns } from '../shared/own-sheets.ts'
import { nodeKinds, providerKinds, relations, rights, stages, type SheetKind } from '../shared/vocabulary.ts'

type Cell = string | number | null
type Line = Record<string, string | number | boolean | null>

/** Nodes, inputs and supplies as three sheets that import again unchanged: what was stated, nothing that was inferred or computed. */
export async function writeWorkbook(tx: Tx, viewer: Viewer, ids: readonly number[]): Promise<Uint8Array> {
  return writeXlsx({
    sheets: [
      { name: '环节', rows: sheet('nodes', await nodeLines(tx, viewer, ids)) },
      { name: '投入与归类', rows: sheet('inputs', await linkLines(tx, viewer, ids)) },
      { name: '供给', rows: sheet('supplies', await supplyLines(tx, viewer, ids)) },
    ],
  })
}

function sheet(kind: SheetKind, lines: readonly Line[]): Cell[][] {
  const columns = ownColumns(kind)
  return [columns.map(({ title }) => title), ...lines.map((line) => columns.map(({ key }) => shown(key, line[key] ?? null)))]
}

const terms: Record<string, Record<string, { zh: string }>> = { kind: nodeKinds, stage: stages, relation: relations, providerKind: providerKinds, right: rights }

function shown(field: string, value: string | number | boolean | null): Cell {
  if (typeof value === 'boolean') return value ? '是' : '否'
  return typeof value === 'string' ? terms[field]?.[value]?.zh ?? value : value
}

/** Named stages come first, each as a row of its own without a node. */
function nodeLines(tx: Tx, viewer: Viewer, ids: readonly number[]): Promise<Line[]> {
  return tx.query<Line>(sql`
    select null as code, null as name, null as kind, null as stage, stage_entry.name as "stageName", stage_entry.code as "stageCode", null as "group",
      stage_entry.stock_days as "stockDays", stage_entry.substitution_days as "substitutionDays", null as "hsCode", stage_entry.description, stage_entry.note, stage_entry.marks -> '*' ->> 'grade' as grade, stage_entry.right_of_use as right,
      stage_entry.node_id as place, 0 as part
    from node as stage_entry
    where stage_entry.cluster_id = ${viewer.cluster} and stage_entry.is_stage and stage_entry.retired_at is null and exists (
      select 1 from node where ${visibleTo(viewer, 'node')} and node.stage_id = stage_entry.node_id and node.node_id = any (${[...ids]}::bigint[]))
    union all
    select node.code, node.name, node.kind, case when node.stage_inferred then null else node.stage end, stage_entry.name, stage_entry.code, node.group_name, node.stock_days, node.substitution_days,
      node.hs_code, node.description, node.note, node.marks -> '*' ->> 'grade', node.right_of_use, node.node_id, 1
    from node left join node as stage_entry on stage_entry.cluster_id = node.cluster_id and stage_entry.node_id = node.stage_id
    where ${visibleTo(viewer, 'node')} and node.node_id = any (${[...ids]}::bigint[])
    order by part, place`)
}

function linkLines(tx: Tx, viewer: Viewer, ids: readonly number[]): Promise<Line[]> {
  return tx.query<Line>(sql`
    select node.code as "nodeCode", node.name as node, input.code as "inputCode", input.name as input, node_link.relation, node_link.right_of_use as right
    from node_link
    join node on node.cluster_id = node_link.cluster_id and node.node_id = node_link.node_id
    join node as input on input.cluster_id = node_link.cluster_id and input.node_id = node_link.other_id
    where ${visibleTo(viewer, 'node_link')} and node_link.retired_at is null and node.retired_at is null and input.retired_at is null
      and node_link.node_id = any (${[...ids]}::bigint[]) and node_link.other_id = any (${[...ids]}::bigint[])
    order by node_link.node_id, node_link.relation, node_link.other_id`)
}

/** Who supplies, and which countries, of the nodes and of the named stages that they belong to. */
function supplyLines(tx: Tx, viewer: Viewer, ids: readonly number[]): Promise<Line[]> {
  const supplied = sql`(
    select node.node_id, node.code, node.name from node
    where ${visibleTo(viewer, 'node')} and node.retired_at is null and (node.node_id = any (${[...ids]}::bigint[])
      or node.node_id in (select part.stage_id from node as part where part.cluster_id = ${viewer.cluster} and part.node_id = any (${[...ids]}::bigint[])))) as node`
  return tx.query<Line>(sql`
    select 'country' as "providerKind", null as "providerCode", origin.country as provider, null as "providerCreditCode", null as "providerStockCode", node.code as "nodeCode", node.name as node,
      origin.share, null::double precision as "revenueShare", origin.negligible, null as origin, null as owner, null::boolean as qualified, null::boolean as capacity,
      null::boolean as certification, null::boolean as price, null as "from", null as "to", null as note, origin.marks -> '*' ->> 'grade' as grade, origin.right_of_use as right,
      node.node_id as place, 0 as part
    from ${supplied} join origin on origin.node_id = node.node_id and ${visibleTo(viewer, 'origin')} and origin.retired_at is null
    union all
    select 'organisation', organisation.code, organisation.name, organisation.credit_code, organisation.stock_code, node.code, node.name, supplies.share, supplies.revenue_share, supplies.negligible,
      supplies.origin, supplies.owner, supplies.qualified, supplies.capacity, supplies.certification, supplies.price, supplies.valid_from::text, supplies.valid_to::text, supplies.note,
      supplies.marks -> '*' ->> 'grade', supplies.right_of_use, node.node_id, 1
    from ${supplied} join supplies on supplies.node_id = node.node_id and ${visibleTo(viewer, 'supplies')} and supplies.retired_at is null
    join organisation on organisation.organisation_id = supplies.organisation_id and ${visibleTo(viewer, 'organisation')}
    order by place, part, provider`)
}
