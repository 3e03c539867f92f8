import { visibleTo, type Audience, type Viewer } from '../../access/viewer.ts'
import type { Tx } from '../../db/db.ts'
import { sql } from '../../db/sql.ts'
import { formatDate } from '../../shared/format.ts'
import { keysOf, riskGrades, type NodeState, type RiskGrade, type RiskStatus } from '../../shared/vocabulary.ts'
import { groupBy } from '../../shared/group.ts'
import { lastDayOf, monthAfter } from '../../shared/period.ts'
import type { ReportWindow } from './window.ts'

/** How many items of the list a report carries. */
export const listedRisks = 300

export type RiskItem = {
  id: number; nodeId: number; node: string; kind: string; title: string; status: RiskStatus; grade: RiskGrade | null; proposedGrade: RiskGrade | null
  state: NodeState | null; owner: string | null; dueDate: string | null; note: string | null; proposedAt: string
  /** The claims its reasons rest on, else those of the node's name: the risk is about that node. */
  claims: number[]
  /** When it was confirmed and closed, and what grade it had before it was raised or lowered, within the window. */
  confirmedAt: string | null; closedAt: string | null; gradeBefore: RiskGrade | null
}
export type RiskFacts = {
  /** The list is for the team and the centres; other audiences get no figures of it. */
  shown: boolean
  proposed: RiskItem[]
  /** Confirmed and not closed. */
  open: RiskItem[]
  fresh: RiskItem[]
  raised: RiskItem[]
  lowered: RiskItem[]
  closed: RiskItem[]
  overdue: RiskItem[]
  /** Due in the month after the period. */
  due: RiskItem[]
}

/** The supply-risk list, and what became of it within the window. */
export async function readRisks(tx: Tx, viewer: Viewer, { audience, window, period }: { audience: Audience; window: ReportWindow; period: string }): Promise<RiskFacts> {
  const shown = audience === 'team' || audience === 'centres'
  const items = shown ? await readItems(tx, viewer, audience) : []
  const events = groupBy(shown ? await readEvents(tx, viewer, window) : [], ({ risk }) => risk)
  const told = items.map((item) => withEvents(item, events.get(item.id) ?? []))
  const open = told.filter(({ status }) => status === 'confirmed')
  const today = formatDate(window.to)
  const next = monthAfter(period, 1)
  return {
    shown, open,
    proposed: told.filter(({ status }) => status === 'proposed'),
    fresh: told.filter(({ confirmedAt }) => confirmedAt !== null),
    raised: open.filter(({ confirmedAt, grade, gradeBefore }) => confirmedAt === null && rank(gradeBefore) < rank(grade)),
    lowered: open.filter(({ confirmedAt, grade, gradeBefore }) => confirmedAt === null && gradeBefore !== null && rank(gradeBefore) > rank(grade)),
    closed: told.filter(({ closedAt }) => closedAt !== null),
    overdue: open.filter(({ dueDate }) => dueDate !== null && dueDate < today),
    due: open.filter(({ dueDate }) => dueDate !== null && dueDate >= `${next}-01` && dueDate <= lastDayOf(next)),
  }
}

/** From the lowest to the highest; without a grade there is nothing to compare. */
function rank(grade: RiskGrade | null): number {
  return grade === null ? Number.NaN : -keysOf(riskGrades).indexOf(grade)
}

type ItemRow = Omit<RiskItem, 'confirmedAt' | 'closedAt' | 'gradeBefore'>

function readItems(tx: Tx, viewer: Viewer, audience: Audience): Promise<ItemRow[]> {
  return tx.query<ItemRow>(sql`
    select risk_item.risk_id as id, risk_item.node_id as "nodeId", node.name as node, risk_item.kind, risk_item.title, risk_item.status, risk_item.grade,
      risk_item.proposed_grade as "proposedGrade", node_state.state, owner.name as owner, risk_item.due_date as "dueDate", risk_item.note, risk_item.proposed_at as "proposedAt",
      case when cardinality(risk_item.claim_ids) > 0 then risk_item.claim_ids else coalesce((
        select array_agg(claim.claim_id) from claim where ${visibleTo(viewer, 'claim')} and claim.subject_kind = 'node' and claim.subject_id = risk_item.node_id
          and claim.predicate = 'name' and claim.object_id = 0 and claim.ended_at is null), '{}') end as claims
    from risk_item
    left join node on node.cluster_id = risk_item.cluster_id and node.node_id = risk_item.node_id
    left join node_state on node_state.cluster_id = risk_item.cluster_id and node_state.node_id = risk_item.node_id and node_state.audience = ${audience} and node_state.valid_to is null
    left join organisation as owner on owner.cluster_id = risk_item.cluster_id and owner.organisation_id = risk_item.owner_id
    where risk_item.cluster_id = ${viewer.cluster} and risk_item.status <> 'refused'
    order by array_position(array['high', 'medium', 'low'], risk_item.grade), risk_item.due_date nulls last, risk_item.risk_id`)
}

type Difference<T> = { before: T; after: T }
type Event = { risk: number; at: string; change: { status?: Difference<RiskStatus>; grade?: Difference<RiskGrade | null> } }

function readEvents(tx: Tx, viewer: Viewer, { from, to }: ReportWindow): Promise<Event[]> {
  return tx.query<Event>(sql`
    select risk_id as risk, made_at as at, change from risk_event
    where cluster_id = ${viewer.cluster} and made_at > ${from}::timestamptz and made_at <= ${to}::timestamptz
    order by made_at, event_id`)
}

/** A risk that was taken back before anybody confirmed it was never on the list, so it does not leave it either. */
function withEvents(item: ItemRow, events: readonly Event[]): RiskItem {
  const confirmed = events.find(({ change }) => change.status?.after === 'confirmed')
  const closed = events.findLast(({ change }) => change.status?.before === 'confirmed' && change.status.after === 'closed')
  const graded = events.find(({ change }) => change.grade !== undefined)
  return {
    ...item, gradeBefore: graded?.change.grade?.before ?? null,
    confirmedAt: confirmed && (item.status === 'confirmed' || item.status === 'closed') ? confirmed.at : null,
    closedAt: closed && item.status === 'closed' ? closed.at : null,
  }
}
