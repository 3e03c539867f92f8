import { reaches, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { empty, prepared, sql, type Sql } from '../db/sql.ts'
import { isAnnounced, lightOf, workingDayAfter } from '../shared/calendar.ts'
import type { governanceEndpoints, WorkRow } from '../shared/contract/governance.ts'
import type { Answer, Checked } from '../shared/contract/index.ts'
import { workEvents } from '../shared/governance.ts'
import { readNames, type Namer } from './bodies.ts'
import { readCharter } from './charter.ts'
import { showEvents } from './event-view.ts'
import { showPinned } from './pin.ts'
import { objection } from './rules/machine.ts'
import { noWork, workMachine, type Work, type WorkWorld } from './rules/work.ts'
import { readState, readStates, type Stored } from './store.ts'
import { allowanceOf, mayOf } from './thread.ts'
import { administeredTasks, settledStates, workAsked, workWaits } from './waiting.ts'

type Page = Answer<typeof governanceEndpoints.getWork>
type Filter = Checked<typeof governanceEndpoints.listWork>['query']
export type WorkFilter = Omit<Filter, 'offset' | 'limit'>
/** An item with what lists show beside its state. */
export type WorkSeen = { stored: Stored<Work>; seen: Seen }
type Charter = Parameters<typeof workWaits>[1]
type Seen = { item: number; progress: number; changedAt: string; waits: keyof typeof workEvents | null }

const nearDays = 5

/** Work items as the viewer may see them: what is late first. */
export async function listWork(tx: Tx, viewer: Viewer, filter: Filter, today: string): Promise<Answer<typeof governanceEndpoints.listWork>> {
  const charter = await readCharter(tx, viewer, today)
  const condition = wantedBy(viewer, charter, filter, today)
  return { total: await countBy(tx, viewer, filter, condition), mayOpen: administeredTasks(viewer, charter), items: await readRows(tx, viewer, charter, { today, condition: sql`${condition} ${inOrder} offset ${filter.offset} limit ${filter.limit}` }) }
}

/** All that a filter leaves, in the order of the list. */
export async function readSeen(tx: Tx, viewer: Viewer, filter: WorkFilter, today: string): Promise<WorkSeen[]> {
  const charter = await readCharter(tx, viewer, today)
  return readAll(tx, viewer, charter, sql`${wantedBy(viewer, charter, filter, today)} ${inOrder}`)
}

// Written as the index has it.
const inOrder = sql`order by (item.state in ('approved', 'closed', 'cancelled')), item.due_date, item.item_id`

/** How many a filter leaves. Where it asks of nothing but task and state, those in tasks that the viewer sees whole are tallied already. */
async function countBy(tx: Tx, viewer: Viewer, { state, task, ...others }: WorkFilter, condition: Sql): Promise<number> {
  const tallied = Object.entries(others).every(([key, value]) => value === undefined || key === 'offset' || key === 'limit')
  if (!tallied) return countAll(tx, sql`select count(*) as total from governance_item as item where ${condition}`)
  const whole = reaches(viewer, 'analyst') ? sql`true` : sql`task = any (${[...viewer.centreOf]}::text[])`
  return countAll(tx, sql`
    select coalesce(sum(items), 0)::bigint as total from governance_tally
    where cluster_id = ${viewer.cluster} and kind = 'work' ${state === undefined ? empty : sql`and state = ${state}`} ${task === undefined ? empty : sql`and task = ${task}`}
      and organisation_id = case when ${whole} then 0 else ${viewer.organisation}::bigint end`)
}

async function countAll(tx: Tx, q: Sql): Promise<number> {
  return (await tx.query<{ total: number }>(prepared(q)))[0]!.total
}

function wantedBy(viewer: Viewer, charter: Charter, filter: WorkFilter, today: string): Sql {
  return sql`item.cluster_id = ${viewer.cluster} and item.kind = 'work' ${conditionOf(filter, today)} ${filter.waits === undefined ? empty : sql`and ${workAsked(viewer, charter)} and ${workWaits(viewer, charter)} is not null`}`
}

function conditionOf({ state, task, light, lead, motion, risk, appeal, text }: WorkFilter, today: string): Sql {
  return sql`
    ${state === undefined ? empty : sql`and item.state = ${state}`} ${task === undefined ? empty : sql`and item.task = ${task}`} ${lead === undefined ? empty : sql`and item.lead_id = ${lead}`}
    ${motion === undefined ? empty : sql`and item.origin_kind = 'motion' and item.origin_id = ${motion}`} ${risk === undefined ? empty : sql`and item.origin_kind = 'risk' and item.origin_id = ${risk}`}
    ${appeal === undefined ? empty : sql`and item.origin_kind = 'appeal' and item.origin_id = ${appeal}`}
    ${text === undefined ? empty : sql`and strpos(lower(item.title), lower(${text})) > 0`} ${litBy(light, sql`item.state in ('open', 'accepted', 'working', 'reported')`, today)}`
}

/** What is not settled and past its date, or within a few working days of it. */
export function litBy(light: 'overdue' | 'near' | undefined, alive: Sql, today: string): Sql {
  if (light === undefined) return empty
  const range = light === 'overdue' ? sql`item.due_date < ${today}::date` : sql`item.due_date between ${today}::date and ${workingDayAfter(today, nearDays).day}::date`
  return sql`and ${alive} and not item.suspended and ${range}`
}

/** What rows show beside their state. */
function seenColumns(viewer: Viewer, charter: Charter): Sql {
  return sql`item.item_id as item, item.progress, item.changed_at as "changedAt", ${workWaits(viewer, charter)} as waits`
}

async function readRows(tx: Tx, viewer: Viewer, charter: Charter, { condition, today }: { condition: Sql; today: string }): Promise<WorkRow[]> {
  const all = await readAll(tx, viewer, charter, condition)
  const name = await readNames(tx, viewer, all.map(({ stored }) => stored.state.lead))
  return all.map(({ stored, seen }) => rowOf(stored, seen, name, today))
}

async function readAll(tx: Tx, viewer: Viewer, charter: Charter, condition: Sql): Promise<WorkSeen[]> {
  const seen = await tx.query<Seen>(prepared(sql`select ${seenColumns(viewer, charter)} from governance_item as item where ${condition}`))
  const states = await readStates<Work>(tx, viewer, seen.map(({ item }) => item))
  return seen.map((one) => ({ stored: states.get(one.item)!, seen: one }))
}

function rowOf({ item, version, state: work }: Stored<Work>, { progress, changedAt, waits }: Seen, name: Namer, today: string): WorkRow {
  const { task, title, lead, due, region, parent, origin, urges, madeAt, suspended } = work
  return {
    item, version, task, title, state: work.state as WorkRow['state'], lead: name(lead), due, dueAnnounced: due === null || isAnnounced(due), region, parent, origin, urges: urges.length, madeAt, changedAt,
    light: lightOf({ due, settled: settledStates.includes(work.state), suspended }, today), progress, waits: waits === null ? [] : [waits],
  }
}

/** A work item with its sub-tasks, reports and everything that happened to it. */
export async function getWork(tx: Tx, viewer: Viewer, item: number, world: WorkWorld): Promise<Page> {
  const stored = await readState<Work>(tx, viewer, 'work', item)
  const { text, department, coOwners, suspended, lead, reports } = stored.state
  const charter = await readCharter(tx, viewer, world.today)
  const seen = await tx.query<Seen>(sql`select ${seenColumns(viewer, charter)} from governance_item as item where item.cluster_id = ${viewer.cluster} and item.item_id = ${item}`)
  const name = await readNames(tx, viewer, [lead, ...coOwners, ...(viewer.organisation === null ? [] : [viewer.organisation])])
  return {
    ...rowOf(stored, seen[0]!, name, world.today), text, department, suspended, coOwners: coOwners.map(name),
    children: await readRows(tx, viewer, charter, { condition: sql`item.cluster_id = ${viewer.cluster} and item.parent_id = ${item} order by item.item_id`, today: world.today }),
    reports: reports.map((report) => ({ ...report, evidence: report.evidence.map((one) => showPinned(viewer, one)) })),
    events: await showEvents(tx, viewer, item, workEvents, name), may: { open: allowanceOf(openObjection(stored.state, world)), ...mayOf(workMachine, stored.state, world) },
  }
}

/** Under an item that stands, to open means to open a sub-task. */
function openObjection({ state }: Work, world: WorkWorld): ReturnType<typeof objection> {
  if (state === 'closed' || state === 'cancelled') return { right: false, text: { zh: '事项已了结，不能再分解。', en: 'The item is settled and takes no sub-tasks.' } }
  return objection(workMachine, noWork, world, 'open')
}
