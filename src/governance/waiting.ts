import { asProgram, readAsProgram, type Viewer } from '../access/viewer.ts'
import type { Db, Tx } from '../db/db.ts'
import { empty, prepared, sql, type Sql } from '../db/sql.ts'
import { dayAfter } from '../shared/calendar.ts'
import { formatDate } from '../shared/format.ts'
import { groupBy } from '../shared/group.ts'
import type { TaskRight } from '../shared/governance.ts'
import { endsSoonDays } from '../shared/posts.ts'
import type { GovernanceTask } from '../shared/vocabulary.ts'
import { countAppeals, readAppeals, type AppealBench } from './appeal-waiting.ts'
import { mostChanges } from './bench-lines.ts'
import { readSitting, type Sitting } from './bodies.ts'
import { readCharter } from './charter.ts'
import { countOwn, readNext, type Coming } from './coming.ts'
import { countSeats, seatsIn, type PostCounts } from './ladder.ts'
import { everyChamberSits } from './rules/motion-conditions.ts'
import { chambersOf, rightsIn, seatsOf } from './rules/rights.ts'
import { awaited, type Awaited } from './rules/waits.ts'
import { askedOfLead } from './rules/work.ts'
import { administeredTasks, type Assigned, type Reader } from './work-conditions.ts'

type Asking = { item: number; event: Awaited; task: GovernanceTask; needs: TaskRight }

/** What each motion waits for from the viewer; motions that wait for nothing of theirs are left out. */
export async function readWaiting(tx: Tx, viewer: Viewer, now: Date): Promise<Map<number, Awaited[]>> {
  const today = formatDate(now)
  const charter = await readCharter(tx, viewer, today)
  const asked = await settleBallots(charter, ofViewer(await readAsked(tx, viewer, today), viewer, charter), (ready) => asProgram(tx, viewer, () => readSitting(tx, viewer, charter.assignments, ready)))
  return new Map([...groupBy(asked, ({ item }) => item)].map(([item, list]) => [item, awaited.filter((event) => list.some((one) => one.event === event))]))
}

/** What motions ask of the viewer's organisation, and of whoever holds a right. */
function readAsked(tx: Reader, viewer: Viewer, today: string): Promise<Asking[]> {
  return tx.query<Asking>(prepared(sql`
    select item_id as item, event, task, needs from governance_asked
    where cluster_id = ${viewer.cluster} and organisation_id in (0, ${viewer.organisation}::bigint) and from_date <= ${today}::date and (except_for is null or not ${viewer.organisation}::bigint = any (except_for))`))
}

/** What of that is asked by a right that the viewer holds. */
function ofViewer(asked: readonly Asking[], viewer: Viewer, { assignments }: Assigned): Asking[] {
  const rightsOf = onceEach((task: GovernanceTask) => rightsIn(assignments, task, viewer))
  return asked.filter(({ task, needs }) => rightsOf(task).has(needs))
}

/** A ballot can be opened only if every chamber sits: that follows from who has people in the cluster, and is looked at where it is asked. */
async function settleBallots({ assignments }: Assigned, asked: Asking[], read: (ready: number[]) => Promise<Sitting>): Promise<Asking[]> {
  const ready = asked.filter(({ event }) => event === 'openBallot')
  if (ready.length === 0) return asked
  const { conflicted, bodies } = await read(ready.map(({ item }) => item))
  const seated = onceEach((task: GovernanceTask) => ({ chambers: chambersOf(assignments, task), seats: seatsOf(assignments, task, bodies) }))
  const sits = ({ item, task }: Asking): boolean => everyChamberSits({ conflicts: conflicted.filter((one) => one.item === item) }, seated(task))
  return asked.filter((one) => one.event !== 'openBallot' || sits(one))
}

/** A function that works out each answer once. */
function onceEach<K, V>(work: (key: K) => V): (key: K) => V {
  const found = new Map<K, V>()
  return (key) => found.get(key) ?? (found.set(key, work(key)), found.get(key)!)
}

/** Work that waits: of the viewer's own as its lead, or of the whole task. */
type Waiting = { own: boolean; task: GovernanceTask; event: string; items: number }
/** From a moment, or from the beginning, to a moment, or to now. */
export type Span = { from: string; to: string }
type Changes = { decided: number; motionsChanged: number; workChanged: number }
export type Bench = Changes & { coming: Coming | null; motions: ReadonlyMap<Awaited, number>; work: ReadonlyMap<string, number>; overdue: number; seats: PostCounts; appeals: AppealBench }

/**
 * What of co-governance stands on the workbench: what waits for the viewer, what is late of theirs, and what changed in a span or else since
 * they marked the page as seen. Everything is asked at once, the charter beside what it is then held against.
 */
export async function readBench(db: Db, read: Reader, viewer: Viewer, { span, now }: { span: Span | undefined; now: Date }): Promise<Bench> {
  const today = formatDate(now)
  const [charter, asked, waiting, seats, changes, next, appeals] = await Promise.all([
    readCharter(read, viewer, today), readAsked(read, viewer, today), readWork(read, viewer, today), countSeats(read, viewer, { today, until: dayAfter(today, endsSoonDays) }), countChanges(read, viewer, span), readNext(read, viewer), readAppeals(read, viewer, today)])
  const [settled, coming] = await Promise.all([
    settleBallots(charter, ofViewer(asked, viewer, charter), (ready) => readSitting(readAsProgram(db, viewer), viewer, charter.assignments, ready)), next && countOwn(read, viewer, next)])
  const administered = administeredTasks(viewer, charter)
  return { ...changes, ...countWork(waiting, administered), motions: countEach(settled.map(({ event }) => event)), seats: seatsIn(seats, administered), appeals: countAppeals(appeals, administered), coming }
}

function countEach<K>(list: readonly K[]): Map<K, number> {
  return list.reduce((counts, one) => counts.set(one, (counts.get(one) ?? 0) + 1), new Map<K, number>())
}

/** What waits by task and event, as it was tallied: of the viewer's own work, and of all of the tasks that they see whole. */
function readWork(tx: Reader, viewer: Viewer, today: string): Promise<Waiting[]> {
  return tx.query<Waiting>(prepared(sql`
    select organisation_id <> 0 as own, task, event, sum(items)::bigint as items from governance_waiting
    where cluster_id = ${viewer.cluster} and organisation_id in (0, ${viewer.organisation}::bigint) and from_date <= ${today}::date
    group by organisation_id <> 0, task, event`))
}

/** The same for the viewer, by `reasonsToWait`; late is what the viewer's organisation leads or what they administer. */
function countWork(waiting: readonly Waiting[], administered: readonly GovernanceTask[]): Pick<Bench, 'work' | 'overdue'> {
  const sum = (condition: (one: Waiting) => boolean): number => waiting.reduce((total, one) => total + (condition(one) ? one.items : 0), 0)
  const convenes = ({ task }: Waiting): boolean => administered.includes(task)
  const asLead = (event: string): number => sum((one) => one.own && one.event === event)
  const asConvenor = (event: string): number => sum((one) => !one.own && one.event === event && convenes(one))
  // The lead does not accept its own report.
  const approve = asConvenor('approve') - sum((one) => one.own && one.event === 'approve' && convenes(one))
  return {
    work: new Map([...askedOfLead.map((event) => [event, asLead(event)] as const), ['approve', approve], ['close', asConvenor('close')]]),
    overdue: asConvenor('urge') + sum((one) => one.own && one.event === 'urge' && !convenes(one)),
  }
}

/** What has changed again since is counted where it changed, too. */
async function countChanges(tx: Reader, viewer: Viewer, span: Span | undefined): Promise<Changes> {
  const since = span === undefined ? sql`coalesce((select seen_at from member where cluster_id = ${viewer.cluster} and account_id = ${viewer.account}), '-infinity')` : sql`${span.from}::timestamptz`
  const within = span === undefined ? empty : sql`and exists (
    select 1 from governance_event as event where event.cluster_id = item.cluster_id and event.item_id = item.item_id
      and event.made_at > ${span.from}::timestamptz and event.made_at <= ${span.to}::timestamptz)`
  const changed = (condition: Sql): Sql => sql`
    select count(*) from (
      select 1 from governance_item as item where item.cluster_id = ${viewer.cluster} and item.changed_at > (select since from me) and ${condition} ${within} limit ${mostChanges}) as first`
  // Row-level security makes each reading of items costly to begin: motions are read in one, for those that are decided and for the others.
  const rows = await tx.query<Changes>(prepared(sql`
    with me as materialized (select ${since} as since),
      motion as materialized (select is_decided, changed from (values (true), (false)) as part(is_decided) cross join lateral (${changed(sql`item.kind = 'motion' and (item.state in ('adopted', 'rejected')) = is_decided`)}) as counted(changed))
    select (${changed(sql`item.kind = 'work'`)}) as "workChanged", (select changed from motion where is_decided) as decided, (select changed from motion where not is_decided) as "motionsChanged"`))
  return rows[0]!
}
