import { audienceOf, readAs, visibleTo, type Viewer } from '../access/viewer.ts'
import type { Db } from '../db/db.ts'
import { prepared, sql, type Sql } from '../db/sql.ts'
import { regionName } from '../registry/regions.ts'
import type { chainEndpoints } from '../shared/contract/chain.ts'
import type { Answer } from '../shared/contract/index.ts'
import { AppError } from '../shared/errors.ts'
import { nodeStates, type NodeState, type Relation } from '../shared/vocabulary.ts'
import { joinState } from './filter.ts'
import { eventsOf, tellEvent, type Event } from './history.ts'
import { freshness, readFresh } from './states.ts'
import { shownCount, suppliersCounted } from './suppliers.ts'

type NodePage = Answer<typeof chainEndpoints.getNode>
type NodeRef = NodePage['inputsList'][number]
type Supplier = Omit<NodePage['suppliersList'][number], 'city' | 'organisation'> & { organisation: string | null; cityCode: string | null }
/** A neighbour; `side` says where it stands on this link: as what is needed (or the general), or as what needs (or the particular). */
type Link = NodeRef & { side: 'input' | 'user'; total: number }
type State = { at: string; state: NodeState }
type Stated = 'id' | 'code' | 'name' | 'kind' | 'stage' | 'stageName' | 'stageInferred' | 'group' | 'marks' | 'stockDays' | 'substitutionDays' | 'hsCode' | 'description' | 'note' | 'origins' | 'risks'
type Row = Pick<NodePage, Stated> & { links: Link[]; state: NodeState | null; reasons: NodePage['reasons'] | null; fresh: boolean | null }
/** Who supplies a node, as far as the viewer sees it and altogether, and what was. */
type Beside = { seen: number; all: number; suppliers: Supplier[]; states: State[]; events: Event[] }

/** How much of each list a page shows. */
const shownLinks = 500
const shownSuppliers = 500
const shownStates = 200

/** One node with its state, reasons, suppliers, origins, neighbours and history. Two queries share the work, side by side. */
export async function getNode(db: Db, viewer: Viewer, id: number, now = new Date()): Promise<NodePage> {
  const [row, beside] = await Promise.all([readFresh<Row>(db, viewer, pageQuery(viewer, id, now), now), readBeside(db, viewer, id)])
  if (!row) throw new AppError('not-found', { zh: `没有编号为 ${id} 的环节，或您无权查看。`, en: `There is no node ${id}, or you may not see it.` })
  const { links, state, reasons, fresh: _, ...stated } = row
  const { suppliers, seen, all } = beside
  const { suppliers: told, hidden } = shownCount(viewer, seen, all)
  const linked = (relation: Relation, side: Link['side']): Link[] => links.filter((link) => link.relation === relation && link.side === side)
  return {
    ...stated,
    state: state ?? 'unknown', reasons: reasons ?? [], why: reasons?.[0] ? { zh: reasons[0].zh, en: reasons[0].en } : null,
    suppliers: told, suppliersHidden: hidden,
    suppliersList: suppliers.flatMap(({ cityCode, organisation, ...supplier }) => (organisation === null ? [] : [{ ...supplier, organisation, city: regionName(cityCode) }])),
    ...topOriginOf(stated.origins, suppliers),
    inputs: linked('requires', 'input')[0]?.total ?? 0, dependants: linked('requires', 'user')[0]?.total ?? 0,
    inputsList: linked('requires', 'input').map(refOf), dependantsList: linked('requires', 'user').map(refOf),
    kindsList: linked('isA', 'user').map(refOf), parentsList: linked('isA', 'input').map(refOf),
    // Where the states had to be computed first, the past was read before them.
    history: historyOf(id, beside.states[0]?.state === (state ?? undefined) ? beside : await readBeside(db, viewer, id)),
  }
}

async function readBeside(db: Db, viewer: Viewer, id: number): Promise<Beside> {
  const rows = await readAs(db, viewer).query<Beside>(prepared(sql`
    select supplied.list as suppliers, supplied.seen, coalesce((select suppliers from ${suppliersCounted(sql`array[${id}::bigint]`)}), 0) as all,
      ${listOf(eventsOf(viewer, id))} as events,
      ${listOf(sql`
        select json_build_object('at', valid_from, 'state', state) as item from node_state
        where cluster_id = ${viewer.cluster} and audience = ${audienceOf(viewer)} and node_id = ${id} order by valid_from desc limit ${shownStates}`)} as states
    from (${suppliersOf(viewer, id)}) as supplied`))
  return rows[0]!
}

function pageQuery(viewer: Viewer, id: number, now: Date): Sql {
  return sql`
    select ${freshness(viewer, now)} as fresh,
      node.node_id as id, node.code, node.name, node.kind, node.stage, stage_entry.name as "stageName", node.stage_inferred as "stageInferred", node.group_name as "group",
      node.stock_days as "stockDays", node.substitution_days as "substitutionDays", node.hs_code as "hsCode", node.description, node.note, node.marks,
      ${linksOf(viewer, id)} as links, standing.state, standing.reasons,
      ${listOf(sql`
        select json_build_object('country', country, 'share', share, 'negligible', negligible) as item from origin
        where ${visibleTo(viewer, 'origin')} and node_id = ${id} and retired_at is null order by share desc nulls last, country`)} as origins,
      ${listOf(sql`
        select json_build_object('risk', risk_id, 'kind', kind, 'title', title, 'status', status, 'grade', grade) as item from risk_item
        where cluster_id = ${viewer.cluster} and node_id = ${id} order by changed_at desc`)} as risks
    from node ${joinState(viewer)}
    left join node as stage_entry on stage_entry.cluster_id = node.cluster_id and stage_entry.node_id = node.stage_id
    where ${visibleTo(viewer, 'node')} and node.node_id = ${id} and node.retired_at is null`
}

/** A list as one JSON value, so that a page is one query; `query` gives rows with one column `item`, in their order. */
function listOf(query: Sql): Sql {
  return sql`coalesce((select json_agg(item) from (${query}) as listed), '[]')`
}

/** The suppliers that the viewer may see, the largest first, and how many there are. One whose name they may not see has none. */
function suppliersOf(viewer: Viewer, id: number): Sql {
  return sql`
    select coalesce(json_agg(item) filter (where place <= ${shownSuppliers}), '[]') as list, count(*) as seen
    from (
      select row_number() over (order by supplies.share desc nulls last, supplies.revenue_share desc nulls last, organisation.name) as place,
        json_build_object('organisationId', supplies.organisation_id, 'organisation', organisation.name, 'cityCode', coalesce(organisation.city_code, organisation.region_code),
          'share', supplies.share, 'revenueShare', supplies.revenue_share, 'negligible', supplies.negligible, 'origin', supplies.origin, 'owner', supplies.owner,
          'qualified', supplies.qualified, 'capacity', supplies.capacity, 'certification', supplies.certification, 'price', supplies.price, 'marks', supplies.marks) as item
      from supplies left join organisation on organisation.organisation_id = supplies.organisation_id and ${visibleTo(viewer, 'organisation')}
      where ${visibleTo(viewer, 'supplies')} and supplies.node_id = ${id} and supplies.retired_at is null
      order by place) as listed`
}

/** Neighbours along both relations and on both sides, with how many there are of each. */
function linksOf(viewer: Viewer, id: number): Sql {
  const link = (side: Link['side'], own: Sql, other: Sql): Sql => sql`
    select ${other} as id, relation, ${side} as side from node_link
    where ${visibleTo(viewer, 'node_link')} and ${own} = ${id} and retired_at is null`
  return listOf(sql`
    select json_build_object('id', node_id, 'name', name, 'state', state, 'relation', relation, 'side', side, 'total', total) as item
    from (
      select node.node_id, node.name, coalesce(standing.state, 'unknown') as state, link.relation, link.side, count(*) over kept as total,
        row_number() over (kept order by node.name, node.node_id) as place
      from (${link('input', sql`node_link.node_id`, sql`node_link.other_id`)} union all ${link('user', sql`node_link.other_id`, sql`node_link.node_id`)}) as link
      join node on node.node_id = link.id
      ${joinState(viewer)}
      where ${visibleTo(viewer, 'node')} and node.retired_at is null
      window kept as (partition by link.relation, link.side)) as ranked
    where place <= ${shownLinks} order by place`)
}

function refOf({ id, name, state, relation }: Link): NodeRef {
  return { id, name, state, relation }
}

/** The largest origin: by the shares of countries where there are any, else by the shares of suppliers. */
function topOriginOf(origins: NodePage['origins'], suppliers: readonly Supplier[]): Pick<NodePage, 'topOrigin' | 'topOriginShare'> {
  const shares = new Map<string, number>()
  for (const { country, share } of origins) if (share !== null) shares.set(country, share)
  if (shares.size === 0) for (const { origin, share } of suppliers) if (origin !== null && share !== null) shares.set(origin, (shares.get(origin) ?? 0) + share)
  const [top] = [...shares].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  return { topOrigin: top?.[0] ?? null, topOriginShare: top?.[1] ?? null }
}

/** What was said, and the moments at which the state became another (a change of reasons alone is none), newest first. */
function historyOf(id: number, { states, events }: Beside): NodePage['history'] {
  const changes = states
    .filter(({ state }, n) => states[n + 1]?.state !== state)
    .map(({ at, state }) => ({ at, ref: `node:${id}:state`, text: { zh: `状态：${nodeStates[state].zh}`, en: `State: ${nodeStates[state].en}` } }))
  return [...changes, ...events.map(tellEvent)].map((one) => ({ ...one, at: isoMoment(one.at) })).sort((a, b) => (a.at < b.at ? 1 : -1))
}

/** JSON from the database writes moments with an offset; everything else here with Z and six digits. */
function isoMoment(text: string): string {
  const [seconds, fraction = ''] = text.replace(/\+00:00$|Z$/, '').split('.')
  return `${seconds}.${fraction.padEnd(6, '0')}Z`
}
