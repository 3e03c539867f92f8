import type { Audience, Viewer } from '../../access/viewer.ts'
import type { Tx } from '../../db/db.ts'
import { sql } from '../../db/sql.ts'
import { formatDate } from '../../shared/format.ts'
import type { GovernanceTask } from '../../shared/vocabulary.ts'
import { lastDayOf, monthAfter } from '../../shared/period.ts'
import type { ReportWindow } from './window.ts'

export type ThreadKind = 'motion' | 'work' | 'appeal'

/** A motion, a piece of work or an appeal, as it stands, with the event of the log that made it so. */
export type ThreadItem = {
  kind: ThreadKind; id: number; title: string; task: GovernanceTask; state: string; lead: string | null; dueDate: string | null; suspended: boolean
  /** Null where that event is not for the audience: who filed an anonymous appeal. */
  event: { id: number; hash: string } | null
  /** Made within the window. */
  fresh: boolean
  /** What happened to it within the window. */
  happened: string[]
  /** Claims that were pinned to it as evidence. */
  claims: number[]
}

export type GovernanceFacts = {
  /** Decisions are for every member; work and appeals for the team and the centres; the public gets no figures of either. */
  shown: { decisions: boolean; work: boolean }
  adopted: ThreadItem[]
  rejected: ThreadItem[]
  opened: ThreadItem[]
  closed: ThreadItem[]
  /** Neither closed nor cancelled. */
  running: ThreadItem[]
  late: ThreadItem[]
  /** Due in the month after the period. */
  due: ThreadItem[]
  filed: ThreadItem[]
  answered: ThreadItem[]
  waiting: ThreadItem[]
  lateAppeals: ThreadItem[]
}

/** What was decided, done and asked for within the window, and what stands at its end. */
export async function readGovernance(tx: Tx, viewer: Viewer, { audience, window, period }: { audience: Audience; window: ReportWindow; period: string }): Promise<GovernanceFacts> {
  const shown = { decisions: audience !== 'public', work: audience === 'team' || audience === 'centres' }
  const items = await readItems(tx, viewer, window)
  const motions = shown.decisions ? items.filter(({ kind }) => kind === 'motion') : []
  const work = shown.work ? items.filter(({ kind }) => kind === 'work') : []
  const appeals = shown.work ? items.filter(({ kind }) => kind === 'appeal') : []
  const running = work.filter(({ state }) => state !== 'closed' && state !== 'cancelled')
  const waiting = appeals.filter(({ state }) => state === 'filed' || state === 'triaged')
  const today = formatDate(window.to)
  const next = monthAfter(period, 1)
  const isLate = ({ dueDate, suspended, state }: ThreadItem): boolean => dueDate !== null && dueDate < today && !suspended && state !== 'approved'
  return {
    shown, running, waiting,
    adopted: motions.filter(({ happened, state }) => happened.includes('closeBallot') && state === 'adopted'),
    rejected: motions.filter(({ happened, state }) => happened.includes('closeBallot') && state === 'rejected'),
    opened: work.filter(({ fresh }) => fresh),
    closed: work.filter(({ happened, state }) => happened.includes('close') && state === 'closed'),
    late: running.filter(isLate),
    due: running.filter(({ dueDate }) => dueDate !== null && dueDate >= `${next}-01` && dueDate <= lastDayOf(next)),
    filed: appeals.filter(({ fresh }) => fresh),
    answered: appeals.filter(({ happened, state }) => happened.includes('answer') && state !== 'triaged'),
    lateAppeals: waiting.filter(isLate),
  }
}

/** What ended before the window and was not touched in it is history, told by an earlier report. */
function readItems(tx: Tx, viewer: Viewer, { from, to }: ReportWindow): Promise<ThreadItem[]> {
  return tx.query<ThreadItem>(sql`
    with happened as (
      select item_id, array_agg(event order by event_id) as events from governance_event
      where cluster_id = ${viewer.cluster} and made_at > ${from}::timestamptz and made_at <= ${to}::timestamptz group by item_id),
    told as (
      select item.*, coalesce(happened.events, '{}') as events from governance_item as item left join happened using (item_id)
      where item.cluster_id = ${viewer.cluster} and item.kind in ('motion', 'work', 'appeal')
        and (happened.events is not null or item.state <> all ('{adopted,rejected,withdrawn,closed,cancelled,answered,rated}'))),
    pinned as (
      select item_id, array_agg(distinct substr(ref, 7)::bigint order by substr(ref, 7)::bigint) as claims
      from (select item_id, jsonb_path_query(event.payload, '$.**.ref') #>> '{}' as ref from told join governance_event as event using (cluster_id, item_id)) as evidence
      where ref ~ '^claim:[0-9]{1,15}$' group by item_id)
    select told.kind, told.item_id as id, told.title, told.task, told.state, lead.name as lead, told.due_date as "dueDate", told.suspended,
      case when event.event_id is not null then jsonb_build_object('id', event.event_id, 'hash', event.hash) end as event,
      told.made_at > ${from}::timestamptz and told.made_at <= ${to}::timestamptz as fresh, told.events as happened, coalesce(pinned.claims, '{}') as claims
    from told
    left join governance_event as event on event.cluster_id = told.cluster_id and event.item_id = told.item_id and event.version = told.version
    left join pinned on pinned.item_id = told.item_id
    left join organisation as lead on lead.cluster_id = told.cluster_id and lead.organisation_id = told.lead_id
    order by told.due_date nulls last, told.item_id`)
}
