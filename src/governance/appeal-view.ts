import { reaches, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { empty, sql, type Sql } from '../db/sql.ts'
import { appealEvents } from '../shared/appeals.ts'
import { isAnnounced, lightOf } from '../shared/calendar.ts'
import type { appealEndpoints, AppealRow } from '../shared/contract/appeals.ts'
import type { Answer, Checked } from '../shared/contract/index.ts'
import { appealWaits, filedBy } from './appeal-waiting.ts'
import { readNames, type Namer } from './bodies.ts'
import { listCandidates, readCharter, readWrittenCharter } from './charter.ts'
import { showEvents } from './event-view.ts'
import { appealMachine, type Appeal, type AppealWorld } from './rules/appeal.ts'
import { whoIs } from './rules/roles.ts'
import { readState, readStates, type Stored } from './store.ts'
import { mayOf } from './thread.ts'
import { administeredTasks, dueBy } from './work-conditions.ts'

type Page = Answer<typeof appealEndpoints.getAppeal>
type Filter = Checked<typeof appealEndpoints.listAppeals>['query']
type Seen = { item: number; changedAt: string }

const settledStates = ['answered', 'rated', 'withdrawn']

/** Appeals as the viewer may see them: what waits, by its date, first. */
export async function listAppeals(tx: Tx, viewer: Viewer, filter: Filter, today: string): Promise<Answer<typeof appealEndpoints.listAppeals>> {
  const waits = filter.waits === undefined ? empty : sql`and ${appealWaits(viewer, administeredTasks(viewer, await readCharter(tx, viewer, today)))}`
  const condition = sql`item.cluster_id = ${viewer.cluster} and item.kind = 'appeal' ${conditionOf(viewer, filter, today)} ${waits}`
  const total = await tx.query<{ total: number }>(sql`select count(*) as total from governance_item as item where ${condition}`)
  const seen = await tx.query<Seen>(sql`
    select item.item_id as item, item.changed_at as "changedAt" from governance_item as item
    where ${condition} order by (item.state = any (${settledStates})), item.due_date nulls last, item.item_id desc offset ${filter.offset} limit ${filter.limit}`)
  const states = await readStates<Appeal>(tx, viewer, seen.map(({ item }) => item))
  const name = await namesOf(tx, viewer, [...states.values()].map(({ state }) => state))
  return { total: total[0]!.total, items: seen.map((one) => rowOf(viewer, states.get(one.item)!, { changedAt: one.changedAt, name, today })) }
}

function conditionOf(viewer: Viewer, { state, task, light, mine }: Filter, today: string): Sql {
  return sql`
    ${state === undefined ? empty : sql`and item.state = ${state}`} ${task === undefined ? empty : sql`and item.task = ${task}`} ${light === undefined ? empty : sql`and item.state <> all (${[...settledStates]}) and ${dueBy(light, today)}`}
    ${mine === undefined ? empty : sql`and ${filedBy(viewer)}`}`
}

/** Whether the viewer may know who filed: everybody, unless it is anonymous; then no enterprise but the filer itself. */
function knows(viewer: Viewer, { anonymous, organisation }: Appeal): boolean {
  return !anonymous || reaches(viewer, 'analyst') || (organisation !== null && organisation === viewer.organisation) || (viewer.actorType !== null && viewer.actorType !== 'enterprise')
}

function namesOf(tx: Tx, viewer: Viewer, appeals: readonly Appeal[]): Promise<Namer> {
  const filers = appeals.filter((appeal) => knows(viewer, appeal)).map(({ organisation }) => organisation)
  const others = appeals.flatMap(({ owner, answers }) => [owner, ...answers.map(({ by }) => by)])
  return readNames(tx, viewer, [...filers, ...others, viewer.organisation].filter((one): one is number => one !== null))
}

function rowOf(viewer: Viewer, { item, version, state: appeal }: Stored<Appeal>, { changedAt, name, today }: { changedAt: string; name: Namer; today: string }): AppealRow {
  const { task, subject, title, anonymous, organisation, owner, due, rating, filedAt } = appeal
  return {
    appeal: item, version, task, subject, title, anonymous, state: appeal.state as AppealRow['state'], filer: organisation !== null && knows(viewer, appeal) ? name(organisation) : null,
    mine: organisation !== null && organisation === viewer.organisation, owner: owner === null ? null : name(owner), due, dueAnnounced: due === null || isAnnounced(due),
    light: lightOf({ due, settled: settledStates.includes(appeal.state), suspended: false }, today), score: rating?.score ?? null, filedAt, changedAt,
  }
}

/** An appeal with its answers, the work that came of it, and whom the charter proposes as its owner. */
export async function getAppeal(tx: Tx, viewer: Viewer, item: number, world: AppealWorld): Promise<Page> {
  const stored = await readState<Appeal>(tx, viewer, 'appeal', item)
  const seen = await tx.query<Seen>(sql`select item_id as item, changed_at as "changedAt" from governance_item where cluster_id = ${viewer.cluster} and item_id = ${item}`)
  const { text, answers, reopened, rating } = stored.state
  const name = await namesOf(tx, viewer, [stored.state])
  return {
    ...rowOf(viewer, stored, { changedAt: seen[0]!.changedAt, name, today: world.today }), text, reopened, rating,
    answers: answers.map(({ by, ...answer }) => ({ ...answer, by: by === null ? null : name(by) })),
    proposed: await proposeOwners(tx, viewer, stored.state), events: await showEvents(tx, viewer, item, appealEvents), may: mayOf(appealMachine, stored.state, world),
    workItems: await tx.query(sql`select item_id as item, title, state from governance_item where cluster_id = ${viewer.cluster} and origin_kind = 'appeal' and origin_id = ${item} order by item_id`),
  }
}

/** The charter says which actor types own what a task brings up; those with people in the cluster come first. */
async function proposeOwners(tx: Tx, viewer: Viewer, { task }: Appeal): Promise<Page['proposed']> {
  const { own } = whoIs((await readWrittenCharter(tx, viewer)).assignments, task)
  const candidates = await listCandidates(tx, viewer)
  return { actorTypes: own, organisations: own.flatMap((type) => candidates.get(type) ?? []) }
}
