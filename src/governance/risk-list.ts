import { getThresholds } from '../access/clusters.ts'
import { audienceOf, reaches, visibleTo, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { empty, sql, type Sql } from '../db/sql.ts'
import type { chainEndpoints, RiskRow } from '../shared/contract/chain.ts'
import type { Answer } from '../shared/contract/index.ts'
import type { ActorType, GovernanceTask, RiskStatus } from '../shared/vocabulary.ts'
import { momentOf } from '../ledger/lists.ts'
import { listCandidates, readWrittenCharter, takesPart, type Candidates } from './charter.ts'
import { whoIs } from './rules/roles.ts'

type Row = Omit<RiskRow, 'convene' | 'own' | 'consult'>
type Tied = { node: number; id: number; name: string; actorType: ActorType | null }
type RiskEvents = Answer<typeof chainEndpoints.listRiskEvents>

/** How many items a list shows: those that wait and weigh most come first. */
const shownRisks = 2000

/** The supply-risk list as the viewer may see it, each item with those whom the role charter names. Read it with fresh states. */
export async function listRisks(tx: Tx, viewer: Viewer, { status, risk }: { status?: RiskStatus; risk?: number } = {}): Promise<RiskRow[]> {
  if (!reaches(viewer, 'member')) return []
  const rows = await tx.query<Row>(sql`
    select ${columns(viewer)}
    from risk_item
    join node on node.cluster_id = risk_item.cluster_id and node.node_id = risk_item.node_id
    left join node_state as standing on standing.cluster_id = risk_item.cluster_id and standing.node_id = risk_item.node_id
      and standing.audience = ${audienceOf(viewer)} and standing.valid_to is null
    left join organisation as owner on owner.cluster_id = risk_item.cluster_id and owner.organisation_id = risk_item.owner_id
    where ${seenBy(viewer)}
      ${status === undefined ? empty : sql`and risk_item.status = ${status}`}
      ${risk === undefined ? empty : sql`and risk_item.risk_id = ${risk}`}
    order by array_position(array['proposed', 'confirmed', 'closed', 'refused'], risk_item.status),
      array_position(array['high', 'medium', 'low'], coalesce(risk_item.grade, risk_item.proposed_grade)), risk_item.due_date nulls last, node.name, risk_item.risk_id
    limit ${shownRisks}`)
  return withRoles(tx, viewer, rows)
}

/** The team sees the whole list; a centre of the task what is confirmed or closed; an organisation what it owns. Row-level security says the same again. */
function seenBy(viewer: Viewer): Sql {
  if (reaches(viewer, 'analyst')) return sql`risk_item.cluster_id = ${viewer.cluster}`
  return sql`risk_item.cluster_id = ${viewer.cluster} and ((risk_item.status in ('confirmed', 'closed') and risk_item.task = any (${[...viewer.centreOf]}::text[]))
    or risk_item.owner_id = ${viewer.organisation}::bigint)`
}

/** The team's reasons rest on what the team sees; everybody else is shown the reasons of their own audience. */
function columns(viewer: Viewer): Sql {
  return sql`
    risk_item.risk_id as risk, risk_item.node_id as "nodeId", node.name as node, risk_item.kind, risk_item.title, coalesce(standing.state, 'unknown') as state,
    risk_item.status, risk_item.grade, risk_item.proposed_grade as "proposedGrade", risk_item.task, risk_item.owner_id as "ownerId", owner.name as owner,
    risk_item.due_date as "dueDate", risk_item.note, ${reaches(viewer, 'analyst') ? sql`risk_item.reasons` : sql`coalesce(standing.reasons, '[]')`} as reasons,
    risk_item.proposed_at as "proposedAt", risk_item.changed_at as "changedAt", risk_item.edition`
}

async function withRoles(tx: Tx, viewer: Viewer, rows: readonly Row[]): Promise<RiskRow[]> {
  if (rows.length === 0) return []
  const { assignments } = await readWrittenCharter(tx, viewer)
  const candidates = await listCandidates(tx, viewer)
  const tied = await suppliersOf(tx, viewer, rows.map(({ nodeId }) => nodeId))
  return rows.map((row) => {
    const roles = whoIs(assignments, row.task as GovernanceTask)
    const ties = tied.get(row.nodeId) ?? []
    const of = (actorTypes: ActorType[]): Candidates => ({ actorTypes, organisations: proposed(actorTypes, ties, candidates) })
    return { ...row, convene: of(roles.convene), own: of(roles.own), consult: of(roles.consult) }
  })
}

/** Who supplies the node comes before who only has the right actor type. */
function proposed(actorTypes: readonly ActorType[], ties: readonly Tied[], candidates: Awaited<ReturnType<typeof listCandidates>>): Candidates['organisations'] {
  const suppliers = ties.filter(({ actorType }) => actorType !== null && actorTypes.includes(actorType)).map(({ id, name }) => ({ id, name }))
  const others = actorTypes.flatMap((type) => candidates.get(type) ?? [])
  const met = new Set<number>()
  return [...suppliers, ...others].filter(({ id }) => !met.has(id) && met.add(id))
}

async function suppliersOf(tx: Tx, viewer: Viewer, nodes: readonly number[]): Promise<Map<number, Tied[]>> {
  const here = takesPart(await getThresholds(tx, viewer))
  const rows = await tx.query<Tied>(sql`
    select supplies.node_id as node, organisation.organisation_id as id, organisation.name, organisation.actor_type as "actorType"
    from supplies join organisation on organisation.organisation_id = supplies.organisation_id and ${visibleTo(viewer, 'organisation')}
    where ${visibleTo(viewer, 'supplies')} and supplies.node_id = any (${[...nodes]}::bigint[]) and supplies.retired_at is null and ${here}
    order by supplies.node_id, supplies.share desc nulls last, organisation.name`)
  const tied = new Map<number, Tied[]>()
  for (const row of rows) tied.set(row.node, [...(tied.get(row.node) ?? []), row])
  return tied
}

/** What happened on the risk list since a moment, oldest first: who changed what, and what the program proposed. */
export async function listRiskEvents(tx: Tx, viewer: Viewer, { from, risk }: { from?: string; risk?: number }): Promise<RiskEvents> {
  if (!reaches(viewer, 'member')) return []
  const start = from === undefined ? undefined : await momentOf(tx, viewer, from)
  return tx.query<RiskEvents[number]>(sql`
    select risk_event.risk_id as risk, node.name as node, risk_item.kind, risk_item.title, risk_event.made_at as at, account.name as by, risk_event.change
    from risk_event
    join risk_item on risk_item.cluster_id = risk_event.cluster_id and risk_item.risk_id = risk_event.risk_id
    join node on node.cluster_id = risk_event.cluster_id and node.node_id = risk_item.node_id
    left join account on account.account_id = risk_event.account_id
    where ${seenBy(viewer)}
      ${start === undefined ? empty : sql`and risk_event.made_at > ${start}::timestamptz`}
      ${risk === undefined ? empty : sql`and risk_event.risk_id = ${risk}`}
    order by risk_event.made_at, risk_event.event_id`)
}
