import { audienceOf, visibleTo, type Viewer } from '../access/viewer.ts'
import type { Db } from '../db/db.ts'
import { sql, type Sql } from '../db/sql.ts'
import { regionName } from '../registry/regions.ts'
import type { chainEndpoints } from '../shared/contract/chain.ts'
import type { Answer } from '../shared/contract/index.ts'
import { AppError } from '../shared/errors.ts'
import { nodeStates, type NodeState } from '../shared/vocabulary.ts'
import { joinState } from './filter.ts'
import { eventsOf, tellEvent, type Event } from './history.ts'
import { counted, rowColumns, rowJoins } from './nodes.ts'
import { freshness, readFresh } from './states.ts'
import { countSuppliers, shownCount } from './suppliers.ts'

type NodePage = Answer<typeof chainEndpoints.getNode>
type Row = Omit<NodePage, 'suppliers' | 'suppliersHidden' | 'history' | 'suppliersList'> & {
  seen: number
  suppliersList: (Omit<NodePage['suppliersList'][number], 'city'> & { cityCode: string | null })[]
  states: { at: string; state: NodeState }[]
  events: Event[]
  fresh: boolean | null
}

/** How much of each list a page shows. */
const shownLinks = 500
const shownSuppliers = 500
const shownStates = 200

/** One node with its state, reasons, suppliers, origins, neighbours and history, in one query. */
export async function getNode(db: Db, viewer: Viewer, id: number, now = new Date()): Promise<NodePage> {
  const [found, counts] = await Promise.all([readFresh<Row>(db, viewer, pageQuery(viewer, id, now), now), countSuppliers(db, viewer, [id])])
  if (!found) throw new AppError('not-found', { zh: `没有编号为 ${id} 的环节，或你无权查看。`, en: `There is no node ${id}, or you may not see it.` })
  const { states, events, suppliersList, fresh: _, ...row } = found
  const all = counts.get(id) ?? 0
  return {
    ...counted(viewer, row, all),
    suppliersHidden: shownCount(viewer, row.seen, all).hidden,
    suppliersList: suppliersList.map(({ cityCode, ...supplier }) => ({ ...supplier, city: regionName(cityCode) })),
    history: [...changesOf(id, states), ...events.map(tellEvent)].map((one) => ({ ...one, at: isoMoment(one.at) })).sort((a, b) => (a.at < b.at ? 1 : -1)),
  }
}

function pageQuery(viewer: Viewer, id: number, now: Date): Sql {
  return sql`
    select ${freshness(viewer, now)} as fresh, ${rowColumns(viewer)}, 'requires' as relation, ${listOf(eventsOf(viewer, id))} as events,
      node.stock_days as "stockDays", node.substitution_days as "substitutionDays", node.hs_code as "hsCode", node.description, node.note,
      coalesce(standing.reasons, '[]') as reasons,
      ${suppliersOf(viewer, id)} as "suppliersList",
      ${listOf(sql`
        select jsonb_build_object('country', country, 'share', share, 'negligible', negligible) as item from origin
        where ${visibleTo(viewer, 'origin')} and node_id = ${id} and retired_at is null order by share desc nulls last, country`)} as origins,
      ${linksOf(viewer, id, 'requires', 'inputs')} as "inputsList", ${linksOf(viewer, id, 'requires', 'users')} as "dependantsList",
      ${linksOf(viewer, id, 'isA', 'users')} as "kindsList", ${linksOf(viewer, id, 'isA', 'inputs')} as "parentsList",
      ${listOf(sql`
        select jsonb_build_object('at', valid_from, 'state', state) as item from node_state
        where cluster_id = ${viewer.cluster} and audience = ${audienceOf(viewer)} and node_id = ${id} order by valid_from desc limit ${shownStates}`)} as states,
      ${listOf(sql`
        select jsonb_build_object('risk', risk_id, 'title', title, 'status', status, 'grade', grade) as item from risk_item
        where cluster_id = ${viewer.cluster} and node_id = ${id} order by changed_at desc`)} as risks
    from node ${rowJoins(viewer)}
    where ${visibleTo(viewer, 'node')} and node.node_id = ${id} and node.retired_at is null`
}

/** A list as one JSON value, so that a page is one query; `query` gives rows with one column `item`, in their order. */
function listOf(query: Sql): Sql {
  return sql`coalesce((select jsonb_agg(item) from (${query}) as listed), '[]')`
}

function suppliersOf(viewer: Viewer, id: number): Sql {
  return listOf(sql`
    select jsonb_build_object('organisationId', supplies.organisation_id, 'organisation', organisation.name, 'cityCode', coalesce(organisation.city_code, organisation.region_code),
      'share', supplies.share, 'revenueShare', supplies.revenue_share, 'negligible', supplies.negligible, 'origin', supplies.origin, 'owner', supplies.owner,
      'qualified', supplies.qualified, 'capacity', supplies.capacity, 'certification', supplies.certification, 'price', supplies.price, 'marks', supplies.marks) as item
    from supplies join organisation on organisation.organisation_id = supplies.organisation_id and ${visibleTo(viewer, 'organisation')}
    where ${visibleTo(viewer, 'supplies')} and supplies.node_id = ${id} and supplies.retired_at is null
    order by supplies.share desc nulls last, supplies.revenue_share desc nulls last, organisation.name limit ${shownSuppliers}`)
}

/** Neighbours along one relation: what the node needs (or is a kind of), or what needs it (or is a kind of it). */
function linksOf(viewer: Viewer, id: number, relation: 'requires' | 'isA', side: 'inputs' | 'users'): Sql {
  const [own, other] = side === 'inputs' ? [sql`node_link.node_id`, sql`node_link.other_id`] : [sql`node_link.other_id`, sql`node_link.node_id`]
  return listOf(sql`
    select jsonb_build_object('id', node.node_id, 'name', node.name, 'state', coalesce(standing.state, 'unknown'), 'relation', node_link.relation) as item
    from node_link join node on node.cluster_id = node_link.cluster_id and node.node_id = ${other}
    ${joinState(viewer)}
    where ${visibleTo(viewer, 'node_link')} and ${own} = ${id} and node_link.relation = ${relation} and node_link.retired_at is null
      and ${visibleTo(viewer, 'node')} and node.retired_at is null
    order by node.name, node.node_id limit ${shownLinks}`)
}

/** The moments at which the state became another; a change of reasons alone is none. */
function changesOf(id: number, states: Row['states']): NodePage['history'] {
  return states
    .filter(({ state }, n) => states[n + 1]?.state !== state)
    .map(({ at, state }) => ({ at, ref: `node:${id}:state`, text: { zh: `状态：${nodeStates[state].zh}`, en: `State: ${nodeStates[state].en}` } }))
}

/** JSON from the database writes moments with an offset; everything else here with Z and six digits. */
function isoMoment(text: string): string {
  const [seconds, fraction = ''] = text.replace(/\+00:00$|Z$/, '').split('.')
  return `${seconds}.${fraction.padEnd(6, '0')}Z`
}

