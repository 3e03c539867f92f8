import type { Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import type { Answer } from '../shared/contract/index.ts'
import type { postEndpoints } from '../shared/contract/posts.ts'
import { postEvents } from '../shared/posts.ts'
import { readNames, type Namer } from './bodies.ts'
import { readCharter } from './charter.ts'
import { showEvents } from './event-view.ts'
import { postMachine, seatsOn, type Post, type PostWorld, type StandIn, type Term } from './rules/post.ts'
import { readState, readStates, type Stored } from './store.ts'
import { mayOf } from './thread.ts'
import { administeredTasks } from './work-conditions.ts'

type Page = Answer<typeof postEndpoints.getPost>
type List = Answer<typeof postEndpoints.listPosts>
type Row = List['posts'][number]
type Seat = Row['seats'][number]
type Around = { name: Namer; today: string; titles: ReadonlyMap<number, string>; assignments: Awaited<ReturnType<typeof readCharter>>['assignments'] }

/** Posts and bodies with their seats on a day: those that stand first. */
export async function listPosts(tx: Tx, viewer: Viewer, today: string): Promise<List> {
  const { assignments } = await readCharter(tx, viewer, today)
  const seen = await tx.query<{ post: number; title: string }>(sql`
    select item_id as post, title from governance_item where cluster_id = ${viewer.cluster} and kind = 'post' order by state = 'abolished', item_id`)
  const states = await readStates<Post>(tx, viewer, seen.map(({ post }) => post))
  const name = await readNames(tx, viewer, [...states.values()].flatMap(({ state }) => organisationsOf(state)))
  const around = { name, today, titles: new Map(seen.map(({ post, title }) => [post, title])), assignments }
  return { posts: seen.map(({ post }) => rowOf(states.get(post)!, around)), mayEstablish: administeredTasks(viewer, { assignments }) }
}

export async function getPost(tx: Tx, viewer: Viewer, item: number, world: PostWorld): Promise<Page> {
  const stored = await readState<Post>(tx, viewer, 'post', item)
  const { state } = stored
  const holders = seatsOn(state, world.today).flatMap(({ term, standIn }) => [term, standIn].flatMap((one) => one?.organisation ?? []))
  const conflicts = await readConflicts(tx, viewer, holders)
  const name = await readNames(tx, viewer, [...organisationsOf(state), ...holders, ...(viewer.organisation === null ? [] : [viewer.organisation])])
  const titles = await tx.query<{ post: number; title: string }>(sql`select item_id as post, title from governance_item where cluster_id = ${viewer.cluster} and item_id = ${state.above}::bigint`)
  const { assignments } = await readCharter(tx, viewer, world.today)
  return {
    ...rowOf(stored, { name, today: world.today, titles: new Map(titles.map(({ post, title }) => [post, title])), assignments }),
    conflicts: conflicts.map(({ organisation, motion, title, ...rest }) => ({ ...rest, organisation: name(organisation), motion: { id: motion, name: title } })),
    events: await showEvents(tx, viewer, item, postEvents), may: mayOf(postMachine, state, world),
  }
}

type Conflict = { organisation: number; motion: number; title: string; text: string; at: string }

/** The conflicts of interest that organisations declared in motions that are not decided yet, as far as the viewer reads them. */
async function readConflicts(tx: Tx, viewer: Viewer, organisations: readonly number[]): Promise<Conflict[]> {
  if (organisations.length === 0) return []
  return tx.query<Conflict>(sql`
    select event.organisation_id as organisation, item.item_id as motion, item.title, event.payload ->> 'text' as text, event.made_at as at
    from governance_item as item join governance_event as event using (cluster_id, item_id)
    where item.cluster_id = ${viewer.cluster} and item.kind = 'motion' and event.event = 'declareConflict' and event.organisation_id = any (${[...organisations]}::bigint[])
    order by event.event_id desc`)
}

function organisationsOf({ terms }: Post): number[] {
  return terms.flatMap(({ organisation, standIns }) => [organisation, ...standIns.map((one) => one.organisation)])
}

function rowOf({ item, version, state: post }: Stored<Post>, { name, today, titles, assignments }: Around): Row {
  const { task, kind, title, text, region, above } = post
  return {
    post: item, version, task, kind, state: post.state as Row['state'], title, text, region, above: above === null ? null : { id: above, name: titles.get(above) ?? `#${above}` },
    seats: seatsOn(post, today).map(({ term, standIn, next, past, ...seat }): Seat => ({
      ...seat, term: term && termOf(term, name), standIn: standIn && standInOf(standIn, name), next: next.map((one) => termOf(one, name)), past: past.map((one) => termOf(one, name)),
    })),
    named: assignments.filter(({ postId }) => postId === item).map((row) => ({ task: row.task, part: row.part, duty: row.duty })),
  }
}

function termOf({ term, person, from, until, basis, ended, organisation, standIns }: Term, name: Namer): Seat['past'][number] {
  return { term, person, from, until, basis, ended, organisation: name(organisation), standIns: standIns.map((one) => standInOf(one, name)) }
}

function standInOf({ organisation, ...rest }: StandIn, name: Namer): NonNullable<Seat['standIn']> {
  return { ...rest, organisation: name(organisation) }
}
