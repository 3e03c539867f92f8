import { readAs, readAsProgram, type Viewer } from '../access/viewer.ts'
import type { Db, Tx } from '../db/db.ts'
import { empty, join, prepared, sql, type Sql } from '../db/sql.ts'
import { dayAfter } from '../shared/calendar.ts'
import { formatDate } from '../shared/format.ts'
import { groupBy } from '../shared/group.ts'
import { endsSoonDays } from '../shared/posts.ts'
import { governanceTasks, keysOf, type GovernanceTask } from '../shared/vocabulary.ts'
import { mostChanges } from './bench-lines.ts'
import { bodiesQuery, readBodies } from './bodies.ts'
import { readCharter, type Charter } from './charter.ts'
import { countSeats, type PostCounts } from './ladder.ts'
import type { Motion } from './rules/motion.ts'
import { everyChamberSits } from './rules/motion-conditions.ts'
import { chambersOf, rightsIn, seatsOf, type Body } from './rules/rights.ts'
import { awaited, type Awaited } from './rules/waits.ts'
import { readStates, statesQuery, type Stored } from './store.ts'
import { administeredTasks, litBy, reasonsToWait, type Assigned, type Reader } from './work-conditions.ts'

type Asking = { item: number; event: Awaited }

/** What each motion waits for from the viewer; motions that wait for nothing of theirs are left out. */
export async function readWaiting(tx: Tx, viewer: Viewer, now: Date): Promise<Map<number, Awaited[]>> {
  const today = formatDate(now)
  const charter = await readCharter(tx, viewer, today)
  const asked = await settleBallots(charter, await readAsked(tx, viewer, charter, today), async (items) => ({ states: [...(await readStates<Motion>(tx, viewer, items)).values()], bodies: await readBodies(tx, viewer) }))
  return new Map([...groupBy(asked, ({ item }) => item)].map(([item, list]) => [item, awaited.filter((event) => list.some((one) => one.event === event))]))
}

/** What motions ask of the viewer, by the rights they hold in each task. */
function readAsked(tx: Reader, viewer: Viewer, { assignments }: Assigned, today: string): Promise<Asking[]> {
  const rights = keysOf(governanceTasks).flatMap((task) => [...rightsIn(assignments, task, viewer)].map((right) => `${task} ${right}`))
  return tx.query<Asking>(prepared(sql`
    select item_id as item, event from governance_asked
    where cluster_id = ${viewer.cluster} and organisation_id in (0, ${viewer.organisation}::bigint) and from_date <= ${today}::date and task || ' ' || needs = any (${rights}::text[])
      and (except_for is null or not ${viewer.organisation}::bigint = any (except_for))`))
}

type Rests = { states: Stored<Motion>[]; bodies: Body[] }

/** A ballot can be opened only if every chamber sits: that follows from who has people in the cluster, and is looked at where it is asked. */
async function settleBallots({ assignments }: Assigned, asked: Asking[], read: (items: number[]) => Promise<Rests>): Promise<Asking[]> {
  const ready = asked.filter(({ event }) => event === 'openBallot').map(({ item }) => item)
  if (ready.length === 0) return asked
  const { states, bodies } = await read(ready)
  const seatsIn = onceEach((task: GovernanceTask) => ({ chambers: chambersOf(assignments, task), seats: seatsOf(assignments, task, bodies) }))
  const sitting = new Set(states.filter(({ state }) => everyChamberSits(state, seatsIn(state.task))).map(({ item }) => item))
  return asked.filter(({ item, event }) => event !== 'openBallot' || sitting.has(item))
}

/** A function that works out each answer once. */
function onceEach<K, V>(work: (key: K) => V): (key: K) => V {
  const found = new Map<K, V>()
  return (key) => found.get(key) ?? (found.set(key, work(key)), found.get(key)!)
}

type WorkCounts = { waits: string | null; count: number; overdue: number }
/** From a moment, or from the beginning, to a moment, or to now. */
type Span = { from: string | null; to: string | null }
type Changes = { decided: number; motionsChanged: number; workChanged: number }
export type Bench = Changes & { motions: ReadonlyMap<Awaited, number>; work: ReadonlyMap<string, number>; overdue: number; seats: PostCounts }

const emptyBench: Bench = { motions: new Map(), work: new Map(), overdue: 0, seats: { vacant: 0, ending: 0 }, decided: 0, motionsChanged: 0, workChanged: 0 }

/** What of co-governance stands on the workbench: what waits for the viewer, what is late of theirs, and what changed between two moments. */
export async function readBench(db: Db, viewer: Viewer, span: Promise<Span>, now: Date): Promise<Bench> {
  const today = formatDate(now)
  const read = readAs(db, viewer)
  const [changes, { asked, work, seats }] = await Promise.all([span.then((known) => countChanges(read, viewer, known)), readCharter(read, viewer, today).then((charter) => readOpen(db, viewer, charter, now))])
  if (changes === undefined) return emptyBench
  return {
    ...changes, motions: countEach(asked.map(({ event }) => event)),
    work: new Map(work.flatMap(({ waits, count }) => (waits === null ? [] : [[waits, count] as const]))), overdue: work.reduce((sum, { overdue }) => sum + overdue, 0), seats,
  }
}

async function readOpen(db: Db, viewer: Viewer, charter: Charter, now: Date): Promise<{ asked: Asking[]; work: WorkCounts[]; seats: PostCounts }> {
  const [read, program, today] = [readAs(db, viewer), readAsProgram(db, viewer), formatDate(now)]
  const asking = readAsked(read, viewer, charter, today).then((found) => settleBallots(charter, found, async (items) => {
    const [states, bodies] = await Promise.all([program.query<Stored<Motion>>(statesQuery(viewer, items)), program.query<Body>(bodiesQuery(viewer))])
    return { states, bodies }
  }))
  const seating = countSeats(read, viewer, administeredTasks(viewer, charter), { today, until: dayAfter(today, endsSoonDays) })
  const [asked, work, seats] = await Promise.all([asking, countWork(read, viewer, charter, today), seating])
  return { asked, work, seats }
}

function countEach<K>(list: readonly K[]): Map<K, number> {
  return list.reduce((counts, one) => counts.set(one, (counts.get(one) ?? 0) + 1), new Map<K, number>())
}

/** Work by what it waits for from the viewer; late is what the viewer's organisation leads or what they administer. */
function countWork(tx: Reader, viewer: Viewer, charter: Assigned, today: string): Promise<WorkCounts[]> {
  const work = sql`item.cluster_id = ${viewer.cluster} and item.kind = 'work'`
  const asked = reasonsToWait(viewer, charter).map((reason) => sql`select item.asked as waits, count(*) as count, 0 as overdue from governance_item as item where ${work} and ${reason} group by item.asked`)
  const late = sql`
    select null as waits, 0 as count, count(*) as overdue from governance_item as item
    where ${work} ${litBy('overdue', today)} and (item.lead_id = ${viewer.organisation}::bigint or item.task = any (${administeredTasks(viewer, charter)}::text[]))`
  return tx.query<WorkCounts>(prepared(join([...asked, late], sql` union all `)))
}

/** Undefined where the viewer sees no item at all. What has changed again since is counted where it changed, too. */
async function countChanges(tx: Reader, viewer: Viewer, { from, to }: Span): Promise<Changes | undefined> {
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
