import type { Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { json, sql } from '../db/sql.ts'
import { dayAfter } from '../shared/calendar.ts'
import type { MeetingAct } from '../shared/contract/meetings.ts'
import { formatDate } from '../shared/format.ts'
import { readMotions } from './meeting-world.ts'
import { motionThread } from './motion-thread.ts'
import { readWorld } from './motion-world.ts'
import type { Stamp } from './rules/machine.ts'
import type { Meeting } from './rules/meeting.ts'
import type { Motion } from './rules/motion.ts'
import { readStates, type Stored } from './store.ts'
import { takeStep } from './thread.ts'

/** How long, in days, the deliberation of a motion goes on at least in writing when its meeting is cancelled: who meant to speak there has not been heard. */
const leastInWriting = 7

/** What follows from a meeting for the motions deliberated there, whoever presides: it was held, or it is not and they go on in writing. */
export async function tellMotions(tx: Tx, viewer: Viewer, { item, state, act }: { item: number; state: Meeting; act: MeetingAct }, stamp: Stamp): Promise<void> {
  if (act.event !== 'rise' && act.event !== 'cancel') return
  const motions = await readMotions(tx, viewer, state.agenda.items.flatMap(({ motion }) => motion ?? []))
  for (const [motion, { heldAt, state: stands, consultUntil }] of motions) {
    if (stands !== 'deliberating' || heldAt?.meeting !== item) continue
    const least = dayAfter(formatDate(stamp.at), leastInWriting)
    await follow(tx, viewer, motion, act.event === 'rise' ? { event: 'meet', input: { heldOn: state.heldOn } } : { event: 'changeForm', input: { consultUntil: consultUntil! > least ? consultUntil : least, reason: act.input.reason } }, stamp)
  }
}

async function follow(tx: Tx, viewer: Viewer, motion: number, act: { event: string; input: object }, stamp: Stamp): Promise<void> {
  const stored = (await readStates<Motion>(tx, viewer, [motion])).get(motion)!
  const world = await readWorld(tx, viewer, stored.state, stamp)
  await takeStep(tx, viewer, motionThread, { stored, act, world: { ...world, rights: new Set([...world.rights, 'administer']) } })
}

export type OnAgenda = Pick<Stored<Meeting>, 'item'> & Pick<Meeting, 'title' | 'due' | 'heldOn' | 'state'> & { /** Whether it still stands there. */ stands: boolean }

/** The meetings, of those at whose table the viewer sits, on whose agenda a motion stands or stood; the latest first. */
export async function listMeetingsOf(tx: Tx, viewer: Viewer, motion: number): Promise<OnAgenda[]> {
  const seen = await tx.query<{ item: number }>(sql`
    select distinct event.item_id as item from governance_event as event join governance_item as item on item.cluster_id = event.cluster_id and item.item_id = event.item_id and item.kind = 'meeting'
    where event.cluster_id = ${viewer.cluster} and event.event in ('call', 'arrange', 'take') and (event.payload -> 'items' @> ${json([{ motion }])} or event.payload @> ${json({ motion })})`)
  const meetings = [...(await readStates<Meeting>(tx, viewer, seen.map(({ item }) => item))).values()]
  return meetings.map(({ item, state: { title, due, heldOn, state, agenda } }) => ({ item, title, due, heldOn, state, stands: agenda.items.some((one) => one.motion === motion) })).sort((a, b) => b.due.localeCompare(a.due) || b.item - a.item)
}
