import type { Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { empty, prepared, sql, type Sql } from '../db/sql.ts'
import { formatDate } from '../shared/format.ts'
import { governanceTasks, keysOf, type GovernanceTask } from '../shared/vocabulary.ts'
import { mostChanges } from './bench-lines.ts'
import { readStanding, stampOf, worldOf, type Standing } from './motion-world.ts'
import type { Motion } from './rules/motion.ts'
import { rightsIn } from './rules/rights.ts'
import { waitsFor, type Awaited } from './rules/waits.ts'
import { readStates } from './store.ts'

/** What each live motion waits for from the viewer; motions that wait for nothing of theirs are left out. */
export async function readWaiting(tx: Tx, viewer: Viewer, now: Date, known?: Standing): Promise<Map<number, Awaited[]>> {
  const live = await tx.query<{ item: number }>(prepared(sql`
    select item_id as item from governance_item where cluster_id = ${viewer.cluster} and kind = 'motion' and state in ('moved', 'deliberating', 'voting', 'inquorate')`))
  if (live.length === 0) return new Map()
  const [standing, stamp] = [known ?? await readStanding(tx, viewer, formatDate(now)), stampOf(viewer, now)]
  const states = await readStates<Motion>(tx, viewer, live.map(({ item }) => item))
  const worldIn = onceEach((task: GovernanceTask) => worldOf(standing, viewer, { task }, stamp))
  const waiting = [...states.values()].map(({ item, state }) => [item, waitsFor(state, worldIn(state.task))] as const)
  return new Map(waiting.filter(([, events]) => events.length > 0))
}

/** A function that works out each answer once. */
function onceEach<K, V>(work: (key: K) => V): (key: K) => V {
  const found = new Map<K, V>()
  return (key) => found.get(key) ?? (found.set(key, work(key)), found.get(key)!)
}

function administeredBy(viewer: Viewer, { assignments }: Pick<Standing, 'assignments'>): Sql {
  return sql`item.task = any (${administeredTasks(viewer, { assignments })}::text[])`
}

/** The tasks that the viewer convenes, or runs as the team does. */
export function administeredTasks(viewer: Viewer, { assignments }: Pick<Standing, 'assignments'>): GovernanceTask[] {
  return keysOf(governanceTasks).filter((task) => rightsIn(assignments, task, viewer).has('administer'))
}

/** What a work item, called `item` in the query, waits for from the viewer: the name of an event, or null. */
export function workWaits(viewer: Viewer, { assignments }: Pick<Standing, 'assignments'>): Sql {
  const led = sql`item.lead_id = ${viewer.organisation}::bigint`
  const administered = administeredBy(viewer, { assignments })
  return sql`case
    when item.suspended then null
    when item.state = 'open' and ${led} then 'accept'
    when item.state = 'accepted' and ${led} then 'start'
    when item.state = 'working' and ${led} then 'report'
    when item.state = 'reported' and ${administered} and not coalesce(${led}, false) then 'approve'
    when item.state = 'approved' and ${administered} and not exists (
      select 1 from governance_item as child where child.cluster_id = item.cluster_id and child.parent_id = item.item_id and child.state not in ('closed', 'cancelled')) then 'close'
  end`
}

/** The work that may wait for the viewer at all: few rows, found by an index. */
export function workAsked(viewer: Viewer, { assignments }: Pick<Standing, 'assignments'>): Sql {
  return sql`((item.lead_id = ${viewer.organisation}::bigint and item.state not in ('closed', 'cancelled')) or (${administeredBy(viewer, { assignments })} and item.state in ('reported', 'approved')))`
}

/** Settled work carries no light. */
export const settledStates = ['approved', 'closed', 'cancelled']

type WorkCounts = { waits: string | null; count: number; overdue: number }
/** From a moment, or from the beginning, to a moment, or to now. */
type Span = { from: string | null; to: string | null }
type Changes = { decided: number; motionsChanged: number; workChanged: number }
export type Bench = Changes & { motions: ReadonlyMap<Awaited, number>; work: ReadonlyMap<string, number>; overdue: number }

const emptyBench: Bench = { motions: new Map(), work: new Map(), overdue: 0, decided: 0, motionsChanged: 0, workChanged: 0 }

/** What of co-governance stands on the workbench: what waits for the viewer, what is late of theirs, and what changed between two moments. */
export async function readBench(tx: Tx, viewer: Viewer, span: Span, now: Date): Promise<Bench> {
  const changes = await countChanges(tx, viewer, span)
  if (changes === undefined) return emptyBench
  const standing = await readStanding(tx, viewer, formatDate(now))
  const motions = new Map<Awaited, number>()
  for (const event of [...(await readWaiting(tx, viewer, now, standing)).values()].flat()) motions.set(event, (motions.get(event) ?? 0) + 1)
  const work = await countWork(tx, viewer, standing, formatDate(now))
  return {
    ...changes, motions, work: new Map(work.flatMap(({ waits, count }) => (waits === null ? [] : [[waits, count] as const]))), overdue: work.reduce((sum, { overdue }) => sum + overdue, 0),
  }
}

/** Work by what it waits for from the viewer; late is what the viewer's organisation leads or what they administer. */
async function countWork(tx: Tx, viewer: Viewer, charter: Standing, today: string): Promise<WorkCounts[]> {
  const [led, administered] = [sql`item.lead_id = ${viewer.organisation}::bigint`, administeredBy(viewer, charter)]
  const work = sql`item.cluster_id = ${viewer.cluster} and item.kind = 'work'`
  return tx.query<WorkCounts>(prepared(sql`
    select waits, count(*) as count, 0 as overdue from (
      select ${workWaits(viewer, charter)} as waits from governance_item as item
      where ${work} and ${workAsked(viewer, charter)}) as asked
    where waits is not null group by waits
    union all
    select null, 0, count(*) from governance_item as item
    where ${work} and item.state in ('open', 'accepted', 'working', 'reported') and item.due_date < ${today}::date and not item.suspended and (${led} or ${administered})`))
}

/** Undefined where the viewer sees no item at all. What has changed again since is counted where it changed, too. */
async function countChanges(tx: Tx, viewer: Viewer, { from, to }: Span): Promise<Changes | undefined> {
  const within = to === null ? empty : sql`and exists (
    select 1 from governance_event as event where event.cluster_id = item.cluster_id and event.item_id = item.item_id
      and event.made_at > coalesce(${from}::timestamptz, '-infinity') and event.made_at <= ${to}::timestamptz)`
  const changed = (condition: Sql): Sql => sql`(
    select count(*) from (
      select 1 from governance_item as item where item.cluster_id = ${viewer.cluster} and item.changed_at > coalesce(${from}::timestamptz, '-infinity') and ${condition} ${within} limit ${mostChanges}) as first)`
  const rows = await tx.query<Changes & { anything: boolean }>(prepared(sql`
    select exists (select 1 from governance_item where cluster_id = ${viewer.cluster}) as anything,
      ${changed(sql`item.kind = 'motion' and item.state in ('adopted', 'rejected')`)} as decided, ${changed(sql`item.kind = 'motion' and item.state not in ('adopted', 'rejected')`)} as "motionsChanged", ${changed(sql`item.kind = 'work'`)} as "workChanged"`))
  const { anything, ...changes } = rows[0]!
  return anything ? changes : undefined
}
