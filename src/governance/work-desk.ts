import { asProgram, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { json, sql } from '../db/sql.ts'
import { placeIn, type RoleAssignment } from '../shared/charter.ts'
import { AppError } from '../shared/errors.ts'
import { formatDate } from '../shared/format.ts'
import type { ActorType } from '../shared/vocabulary.ts'
import { readActorTypes, readBodies } from './bodies.ts'
import { readCharter } from './charter.ts'
import { readLadder } from './ladder.ts'
import { postAbove, type Rung } from './rules/ladder.ts'
import type { Stamp } from './rules/machine.ts'
import { rightsIn } from './rules/rights.ts'
import { askedOf, progressOf, workMachine, type Work, type WorkWorld } from './rules/work.ts'
import { readStates, type Face, type Stored } from './store.ts'
import { dropEmpty, tallyWaiting } from './tally.ts'
import { advance, writeTaken, type Taken, type Thread } from './thread.ts'

export type Child = { state: string; progress: number }

/**
 * Work items as one reading found them, with all that events on them are decided on. Steps are decided here one after the other, each on
 * what the one before made, and are written together.
 */
export type Desk = {
  viewer: Viewer; stamp: Stamp; assignments: readonly RoleAssignment[]; types: ReadonlyMap<number, ActorType | null>; ladder: readonly Rung[]
  stored: Map<number, Stored<Work>>; children: Map<number, Map<number, Child>>; taken: Taken<Work>[]
}

/** `ladder`: whether the posts to which work is escalated are asked for. */
type Wanted = { items: readonly number[]; stamp: Stamp; organisations: readonly number[]; ladder?: boolean }

/** Reads the items of those named that the viewer may see. The chain must be locked if steps are to be taken. */
export async function openDesk(tx: Tx, viewer: Viewer, { items, stamp, organisations, ladder: wantsLadder = false }: Wanted): Promise<Desk> {
  const { assignments } = await readCharter(tx, viewer, formatDate(stamp.at))
  const ladder = wantsLadder ? await readLadder(tx, viewer, formatDate(stamp.at)) : []
  const bodies = (await readBodies(tx, viewer)).map(({ organisation, actorType }) => [organisation, actorType] as const)
  const seen = await tx.query<{ item: number }>(sql`
    select item_id as item from governance_item where cluster_id = ${viewer.cluster} and kind = 'work' and item_id = any (${[...items]}::bigint[])`)
  const found = seen.map(({ item }) => item)
  const stored = found.length === 0 ? new Map<number, Stored<Work>>() : await readStates<Work>(tx, viewer, found)
  return {
    viewer, stamp, assignments, ladder, types: new Map([...bodies, ...(await readActorTypes(tx, viewer, [...organisations, ...ladder.flatMap(({ organisation }) => organisation ?? [])]))]), stored, children: await childrenOf(tx, viewer, found), taken: [],
  }
}

/** An item on the desk, or a refusal. */
export function onDesk({ stored }: Desk, item: number): Stored<Work> {
  const found = stored.get(item)
  if (!found) throw new AppError('not-found', { zh: `没有编号为 ${item} 的事项，或您无权查看。`, en: `There is no work item ${item}, or you may not see it.` })
  return found
}

/** What an event on a work item is decided on. */
export function worldOn(desk: Desk, { item, state: { task, region, lead, escalations } }: Stored<Work>, pinned: WorkWorld['pinned'] = []): WorkWorld {
  const { viewer, stamp, assignments, types, ladder } = desk
  return {
    ...stamp, today: formatDate(stamp.at), rights: rightsIn(assignments, task, viewer), pinned, children: childrenOn(desk, item),
    above: postAbove(ladder, { region, lead, reached: escalations.findLast(({ post }) => post !== undefined)?.post?.id ?? null }),
    placeOf: (organisation) => placeIn(assignments, task, { organisation, actorType: types.get(organisation) ?? null })?.part,
  }
}

type Act = { event: string; input: unknown }

/** Decides on events of one item: all of them, or with the reason of the first that is refused none. */
export function decideOn(desk: Desk, stored: Stored<Work>, acts: readonly Act[], pinned?: WorkWorld['pinned']): Stored<Work> {
  let at = stored
  const taken = acts.map((act) => {
    const one = advance(thread(desk), { stored: at, act, world: worldOn(desk, at, pinned) })
    at = one.stored
    return one
  })
  desk.taken.push(...taken)
  desk.stored.set(at.item, at)
  const { parent, state } = at.state
  if (parent !== null) desk.children.get(parent)?.set(at.item, { state, progress: progressOn(desk, at) })
  return at
}

/** How many events are written at a time. */
const atOnce = 1000

/** Writes what was decided; what sub-tasks have come to then shows in all that stands above them. */
export async function writeDesk(tx: Tx, desk: Desk, onWritten: (events: number) => void = () => {}): Promise<void> {
  const { viewer, taken, stamp } = desk
  for (let from = 0; from < taken.length; from += atOnce) {
    await writeTaken(tx, viewer, thread(desk), { taken: taken.slice(from, from + atOnce), stamp })
    onWritten(Math.min(from + atOnce, taken.length))
  }
  await refreshAbove(tx, viewer, new Set(taken.flatMap(({ stored }) => stored.state.parent ?? [])))
}

function thread(desk: Desk): Thread<Work, WorkWorld> {
  return { kind: 'work', machine: workMachine, faceOf: (state, item) => ({ ...faceOf(state, progressOn(desk, { item, state })), asked: askedOf(state, childrenOn(desk, item)) }) }
}

/** The states of an item's sub-tasks. */
function childrenOn({ children }: Desk, item: number): string[] {
  return [...(children.get(item)?.values() ?? [])].map(({ state }) => state)
}

/** Cancelled sub-tasks count for nothing. */
function progressOn({ children }: Desk, { item, state }: Pick<Stored<Work>, 'item' | 'state'>): number {
  const live = [...(children.get(item)?.values() ?? [])].filter((child) => child.state !== 'cancelled')
  return progressOf(state.state, live.map(({ progress }) => progress))
}

function faceOf({ task, state, title, parent, origin, lead, coOwners, escalations, region, due, suspended, urges }: Work, progress: number): Omit<Face, 'asked'> {
  return {
    task, state, title, readers: 'parties', parties: [...new Set([lead, ...coOwners, ...escalations.map(({ to }) => to)])], parent,
    originKind: origin.kind === 'hand' ? null : origin.kind, originId: origin.id, originTitle: origin.title, originParagraph: origin.paragraph ?? null, lead, region, due, progress, suspended, urges: urges.length,
  }
}

/** The sub-tasks of items, by item. */
async function childrenOf(tx: Tx, viewer: Viewer, items: readonly number[]): Promise<Map<number, Map<number, Child>>> {
  const children = new Map(items.map((item) => [item, new Map<number, Child>()]))
  if (items.length === 0) return children
  const rows = await asProgram(tx, viewer, () => tx.query<Child & { item: number; parent: number }>(sql`
    select item_id as item, parent_id as parent, state, progress from governance_item where cluster_id = ${viewer.cluster} and parent_id = any (${[...items]}::bigint[]) order by item_id`))
  for (const { item, parent, ...child } of rows) children.get(parent)!.set(item, child)
  return children
}

type Above = Pick<Work, 'state' | 'suspended' | 'parent'> & { item: number; below: number[]; states: string[] }

/** What sub-tasks have come to shows in all items above them, a level at a time: how far they are, and whether they can be closed. */
async function refreshAbove(tx: Tx, viewer: Viewer, parents: ReadonlySet<number>): Promise<void> {
  for (let level = parents; level.size > 0;) {
    const items = await asProgram(tx, viewer, () => tx.query<Above>(sql`
      select item.item_id as item, item.state, item.suspended, item.parent_id as parent, array_agg(child.state) as states, array_agg(child.progress::float8) filter (where child.state <> 'cancelled') as below
      from governance_item as item join governance_item as child on child.cluster_id = item.cluster_id and child.parent_id = item.item_id
      where item.cluster_id = ${viewer.cluster} and item.item_id = any (${[...level]}::bigint[]) group by item.item_id, item.state, item.suspended, item.parent_id`))
    const come = items.map((one) => ({ item: one.item, progress: progressOf(one.state, one.below ?? []), asked: askedOf(one, one.states) }))
    await asProgram(tx, viewer, () => tx.query(sql`
      with come as (select * from jsonb_to_recordset(${json(come)}) as come(item bigint, progress real, asked text)),
        before as (select come.item, was.task, was.lead_id as lead, was.due_date as due, was.asked from governance_item as was join come on come.item = was.item_id where was.cluster_id = ${viewer.cluster}),
        put as (update governance_item set progress = come.progress, asked = come.asked from come where cluster_id = ${viewer.cluster} and item_id = come.item)
      ${tallyWaiting(viewer, sql`select task, lead, asked, due, -1 as one from before union all select before.task, before.lead, come.asked, before.due, 1 from before join come using (item)`)}`))
    await asProgram(tx, viewer, () => tx.query(dropEmpty(viewer)))
    level = new Set(items.flatMap(({ parent }) => parent ?? []))
  }
}
