import { reaches, visibleTo, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { empty, join, prepared, sql, type Sql } from '../db/sql.ts'
import { isAnnounced, lightOf } from '../shared/calendar.ts'
import type { governanceEndpoints, WorkRow } from '../shared/contract/governance.ts'
import type { Answer, Checked } from '../shared/contract/index.ts'
import { workEvents } from '../shared/governance.ts'
import type { GovernanceTask } from '../shared/vocabulary.ts'
import { readNames } from './bodies.ts'
import { readCharter } from './charter.ts'
import { showEvents } from './event-view.ts'
import { showPinned } from './pin.ts'
import { objection } from './rules/machine.ts'
import { askedOfLead, noWork, workMachine, type Work, type WorkWorld } from './rules/work.ts'
import { readState, readStates, type Stored } from './store.ts'
import { allowanceOf, mayOf } from './thread.ts'
import { administeredTasks, asksOfViewer, isSettled, litBy, reasonsToWait, settledStates, type Assigned, type Reader } from './work-conditions.ts'

type Page = Answer<typeof governanceEndpoints.getWork>
type Filter = Checked<typeof governanceEndpoints.listWork>['query']
export type WorkFilter = Omit<Filter, 'offset' | 'limit'>
/** An item with what lists show beside its state. */
export type WorkSeen = { stored: Stored<Work>; seen: { item: number; progress: number; changedAt: string } }

/** Work items as the viewer may see them: what is late first. Only what waits for somebody needs the charter before it is asked for. */
export async function listWork(tx: Reader, viewer: Viewer, filter: Filter, today: string): Promise<Answer<typeof governanceEndpoints.listWork>> {
  const reading = readCharter(tx, viewer, today)
  const [charter, { rows, total }] = await Promise.all([reading, filter.waits === undefined ? readWindow(tx, viewer, noCharter, filter, today) : reading.then((known) => readWindow(tx, viewer, known, filter, today))])
  const eyes = { viewer, administered: administeredTasks(viewer, charter), today }
  return { total, mayOpen: eyes.administered, items: rows.map((row) => rowOf(row, eyes)) }
}

const noCharter: Assigned = { assignments: [] }

/** A window of what a filter leaves, and how much that is. */
async function readWindow(tx: Reader, viewer: Viewer, charter: Assigned, filter: Filter, today: string): Promise<{ rows: Line[]; total: number }> {
  const wanted = wantedBy(viewer, charter, filter, today)
  const tally = tallyOf(viewer, charter, filter)
  // Without a tally all that is wanted is found anyway, to be counted: it is put in order from there.
  const [found, from, total] = tally ? [sql`with`, sql`(${wanted})`, tally] : [sql`with wanted as materialized (${wanted}),`, sql`wanted`, sql`select count(*) from wanted`]
  const rows = await tx.query<Line & { total: number }>(prepared(sql`
    ${found} page as materialized (select item.item_id, item.lead_id from ${from} as item ${inOrder(filter)} offset ${filter.offset} limit ${filter.limit})
    select ${lineColumns(viewer)}, (${total}) as total
    from governance_item as item ${withLead(viewer, sql`select lead_id from page`)}
    where item.cluster_id = ${viewer.cluster} and item.item_id = any (array(select item_id from page)) ${inOrder(filter)}`))
  return { rows, total: rows[0]?.total ?? await countAll(tx, tally ?? sql`with wanted as materialized (${wanted}) select count(*) from wanted`) }
}

/** All that a filter leaves, in the order of the list. */
export async function readSeen(tx: Tx, viewer: Viewer, filter: WorkFilter, today: string): Promise<WorkSeen[]> {
  const wanted = wantedBy(viewer, await readCharter(tx, viewer, today), filter, today)
  const seen = await tx.query<WorkSeen['seen']>(prepared(sql`
    select item.item_id as item, item.progress, item.changed_at as "changedAt" from (${wanted}) as wanted
    join governance_item as item on item.cluster_id = ${viewer.cluster} and item.item_id = wanted.item_id ${inOrder(filter)}`))
  const states = await readStates<Work>(tx, viewer, seen.map(({ item }) => item))
  return seen.map((one) => ({ stored: states.get(one.item)!, seen: one }))
}

/** What is settled comes last; of one state all is settled or nothing is. */
function inOrder({ state }: WorkFilter): Sql {
  return sql`order by ${state === undefined ? sql`${isSettled},` : empty} item.due_date, item.item_id`
}

/** How many a filter leaves, where it asks of nothing but task and state, or of nothing but what waits: those in tasks that the viewer sees whole are tallied already. */
function tallyOf(viewer: Viewer, charter: Assigned, { state, task, waits, ...others }: WorkFilter): Sql | undefined {
  const tallied = Object.entries(others).every(([key, value]) => value === undefined || key === 'offset' || key === 'limit')
  if (!tallied || (waits !== undefined && (state ?? task) !== undefined)) return undefined
  if (waits !== undefined) return waitingTally(viewer, charter)
  const asked = sql`cluster_id = ${viewer.cluster} and kind = 'work' ${state === undefined ? empty : sql`and state = ${state}`} ${task === undefined ? empty : sql`and task = ${task}`}`
  if (reaches(viewer, 'analyst')) return sql`select coalesce(sum(items), 0)::bigint from governance_tally where ${asked} and organisation_id = 0`
  return sql`
    select coalesce(sum(items), 0)::bigint from (
      select items from governance_tally where ${asked} and organisation_id = 0 and task = any (${[...viewer.centreOf]}::text[])
      union all
      select items from governance_tally where ${asked} and organisation_id = ${viewer.organisation}::bigint and task <> all (${[...viewer.centreOf]}::text[])) as tallied`
}

/** As many as `reasonsToWait` find: what their convenor is asked for, without what it leads itself and has reported, and what the lead is asked for. */
function waitingTally(viewer: Viewer, charter: Assigned): Sql {
  const administered = sql`any (${administeredTasks(viewer, charter)}::text[])`
  const ofLead = sql`any (${[...askedOfLead]}::text[])`
  const waiting = sql`from governance_waiting where cluster_id = ${viewer.cluster} and organisation_id =`
  return sql`
    select coalesce(sum(waiting), 0)::bigint from (
      select items as waiting ${waiting} 0 and task = ${administered} and event in ('approve', 'close')
      union all
      select items ${waiting} ${viewer.organisation}::bigint and event = ${ofLead}
      union all
      select -items ${waiting} ${viewer.organisation}::bigint and task = ${administered} and event = 'approve') as counted`
}

async function countAll(tx: Reader, total: Sql): Promise<number> {
  return (await tx.query<{ total: number }>(prepared(sql`select (${total}) as total`)))[0]!.total
}

/** The items that a filter leaves. What waits for somebody waits for one of two reasons, each found in an index of its own. */
function wantedBy(viewer: Viewer, charter: Assigned, { waits, ...filter }: WorkFilter, today: string): Sql {
  const reasons = waits === undefined ? [asParty(viewer, filter)] : reasonsToWait(viewer, charter)
  const source = filter.text === undefined ? sql`governance_item` : sql`work_titled(${filter.text})`
  const parts = reasons.map((reason) => sql`
    select item.item_id, item.lead_id, item.state, item.due_date from ${source} as item where item.cluster_id = ${viewer.cluster} and item.kind = 'work' ${conditionOf(filter, today)} and ${reason}`)
  return join(parts, sql` union all `)
}

/** Who is a centre of none of the tasks that are asked for sees there what they are a party of, and that alone is looked at; so it is already where titles are searched. */
function asParty(viewer: Viewer, { task, text }: WorkFilter): Sql {
  const seesWhole = text !== undefined || reaches(viewer, 'analyst') || (task === undefined ? viewer.centreOf.length > 0 : viewer.centreOf.includes(task))
  return seesWhole ? sql`true` : sql`item.item_id in (select work_as_party(${task ?? null}))`
}

function conditionOf({ state, task, light, lead, motion, risk, appeal }: Omit<WorkFilter, 'waits' | 'text'>, today: string): Sql {
  return sql`
    ${state === undefined ? empty : sql`and item.state = ${state}`} ${task === undefined ? empty : sql`and item.task = ${task}`} ${lead === undefined ? empty : sql`and item.lead_id = ${lead}`}
    ${motion === undefined ? empty : sql`and item.origin_kind = 'motion' and item.origin_id = ${motion}`} ${risk === undefined ? empty : sql`and item.origin_kind = 'risk' and item.origin_id = ${risk}`}
    ${appeal === undefined ? empty : sql`and item.origin_kind = 'appeal' and item.origin_id = ${appeal}`}
    ${litBy(light, today)}`
}

/** What a row shows, as it is placed beside the state. */
type Line = Pick<WorkRow, 'item' | 'version' | 'task' | 'title' | 'state' | 'due' | 'region' | 'parent' | 'urges' | 'madeAt' | 'changedAt' | 'progress'> & {
  lead: number; leadName: string | null; suspended: boolean; originKind: Exclude<WorkRow['origin']['kind'], 'hand'> | null; originId: number | null; originTitle: string | null; originParagraph: number | null; asked: string | null
}

/** The lead by name, as far as the viewer may see it. */
function lineColumns(viewer: Viewer): Sql {
  return sql`
    item.item_id as item, item.version, item.task, item.title, item.state, item.lead_id as lead, coalesce(led.name, (select operator_name from cluster where cluster_id = ${viewer.cluster} and operator_id = item.lead_id)) as "leadName",
    item.due_date as due, item.region_code as region, item.parent_id as parent, item.origin_kind as "originKind", item.origin_id as "originId", item.origin_title as "originTitle", item.origin_paragraph as "originParagraph",
    item.urges, item.made_at as "madeAt", item.changed_at as "changedAt", item.suspended, item.progress, item.asked`
}

/** The organisations that lead: each is looked up once. */
function withLead(viewer: Viewer, leads: Sql): Sql {
  return sql`
    left join (select organisation_id, name from organisation where ${visibleTo(viewer, 'organisation')} and organisation_id = any (array(${leads}))) as led on led.organisation_id = item.lead_id`
}

/** Who looks, and when. */
type Eyes = { viewer: Viewer; administered: readonly GovernanceTask[]; today: string }

async function readRows(tx: Tx, eyes: Eyes, condition: Sql): Promise<WorkRow[]> {
  const { viewer } = eyes
  const own = sql`item.cluster_id = ${viewer.cluster} and ${condition}`
  const rows = await tx.query<Line>(prepared(sql`
    select ${lineColumns(viewer)} from governance_item as item ${withLead(viewer, sql`select lead_id from governance_item as item where ${own}`)} where ${own} order by item.item_id`))
  return rows.map((row) => rowOf(row, eyes))
}

function rowOf(line: Line, { viewer, administered, today }: Eyes): WorkRow {
  const { due, state, suspended, lead, leadName, originKind, originId, originTitle, originParagraph } = line
  return {
    item: line.item, version: line.version, task: line.task, title: line.title, state, lead: { id: lead, name: leadName ?? `#${lead}` }, due, dueAnnounced: due === null || isAnnounced(due), region: line.region, parent: line.parent,
    origin: originParagraph === null ? { kind: originKind ?? 'hand', id: originId, title: originTitle } : { kind: originKind ?? 'hand', id: originId, title: originTitle, paragraph: originParagraph },
    progress: line.progress, urges: line.urges, madeAt: line.madeAt, changedAt: line.changedAt,
    light: lightOf({ due, settled: settledStates.includes(state), suspended }, today), waits: asksOfViewer(line, viewer, administered),
  }
}

/** A work item with its sub-tasks, reports and everything that happened to it. */
export async function getWork(tx: Tx, viewer: Viewer, item: number, world: WorkWorld): Promise<Page> {
  const stored = await readState<Work>(tx, viewer, 'work', item)
  const { text, department, coOwners, suspended, lead, reports, escalations } = stored.state
  const charter = await readCharter(tx, viewer, world.today)
  const eyes = { viewer, administered: administeredTasks(viewer, charter), today: world.today }
  const [row] = await readRows(tx, eyes, sql`item.item_id = ${item}`)
  const { above } = world
  const name = await readNames(tx, viewer, [lead, ...coOwners, ...escalations.map(({ to }) => to), ...(above?.organisation ? [above.organisation] : []), ...(viewer.organisation === null ? [] : [viewer.organisation])])
  return {
    ...row!, text, department, suspended, coOwners: coOwners.map(name),
    above: above?.organisation ? { post: { id: above.post, name: above.title }, holder: name(above.organisation) } : null,
    escalations: escalations.map(({ to, post, text: why, at }) => ({ to: name(to), post: post?.title ?? null, text: why, at })),
    children: await readRows(tx, eyes, sql`item.parent_id = ${item}`),
    reports: reports.map((report) => ({ ...report, evidence: report.evidence.map((one) => showPinned(viewer, one)) })),
    events: await showEvents(tx, viewer, item, workEvents), may: { open: allowanceOf(openObjection(stored.state, world)), ...mayOf(workMachine, stored.state, world) },
  }
}

/** Under an item that stands, to open means to open a sub-task. */
function openObjection({ state }: Work, world: WorkWorld): ReturnType<typeof objection> {
  if (state === 'closed' || state === 'cancelled') return { right: false, text: { zh: '事项已了结，不能再分解。', en: 'The item is settled and takes no sub-tasks.' } }
  return objection(workMachine, noWork, world, 'open')
}
