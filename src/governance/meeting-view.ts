import type { Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { empty, sql } from '../db/sql.ts'
import type { MeetingPage, MeetingRow } from '../shared/contract/meetings.ts'
import { meetingEvents } from '../shared/meetings.ts'
import { readNames, type Namer } from './bodies.ts'
import { readCharter } from './charter.ts'
import { showEvents } from './event-view.ts'
import { readFollows, readMotions, type Follow } from './meeting-world.ts'
import { meetingMachine, type Meeting, type MeetingWorld } from './rules/meeting.ts'
import { rightsIn } from './rules/rights.ts'
import { readState, readStates, type Stored } from './store.ts'
import { mayOf } from './thread.ts'

type Shown = { motion: number; title: string; state: MeetingPage['waiting'][number]['state'] }

/** The meetings at whose table the viewer sits, those of one mechanism where it is named; the latest first. */
export async function listMeetings(tx: Tx, viewer: Viewer, { mechanism }: { mechanism?: number | undefined }): Promise<MeetingRow[]> {
  const seen = await tx.query<{ item: number }>(sql`
    select item_id as item from governance_item where cluster_id = ${viewer.cluster} and kind = 'meeting' ${mechanism === undefined ? empty : sql`and origin_kind = 'mechanism' and origin_id = ${mechanism}`}
    order by due_date desc, item_id desc`)
  const states = await readStates<Meeting>(tx, viewer, seen.map(({ item }) => item))
  const stored = seen.map(({ item }) => states.get(item)!)
  const name = await readNames(tx, viewer, stored.map(({ state }) => state.convenor))
  return stored.map((one) => ({ ...headOf(one, name), items: one.state.agenda.items.length, paragraphs: one.state.paragraphs.length }))
}

/** Which occurrences of mechanisms have a meeting that the viewer sees: its number by `mechanism day`. */
export async function readCalled(tx: Tx, viewer: Viewer): Promise<Map<string, number>> {
  const rows = await tx.query<{ item: number; mechanism: number; day: string }>(sql`
    select item_id as item, origin_id as mechanism, due_date::text as day from governance_item where cluster_id = ${viewer.cluster} and kind = 'meeting' and origin_kind = 'mechanism'`)
  return new Map(rows.map(({ item, mechanism, day }) => [`${mechanism} ${day}`, item]))
}

/** A meeting as the viewer may see it, and what they may do at its table now. */
export async function getMeeting(tx: Tx, viewer: Viewer, meeting: number, world: MeetingWorld): Promise<MeetingPage> {
  const stored = await readState<Meeting>(tx, viewer, 'meeting', meeting)
  const { state } = stored
  const name = await readNames(tx, viewer, [state.convenor, ...state.attendance.map(({ organisation }) => organisation), ...state.paragraphs.flatMap(({ organisation }) => organisation ?? []), ...(viewer.organisation === null ? [] : [viewer.organisation])])
  const motions = await readMotions(tx, viewer, state.agenda.items.flatMap(({ motion }) => motion ?? []))
  const follows = await readFollows(tx, viewer, meeting)
  const may = mayOf(meetingMachine, state, world)
  const { assignments } = await readCharter(tx, viewer, world.today)
  return {
    ...headOf(stored, name), correcting: state.correcting, waiting: await listWaiting(tx, viewer, state),
    agenda: state.agenda.items.map(({ key, title, text, motion }) => ({ key, title, text, motion: motion === null ? null : { motion, title, state: motions.get(motion)?.state ?? 'withdrawn', here: motions.get(motion)?.heldAt?.meeting === meeting } })),
    attendance: state.attendance.map(({ organisation, presence, people }) => ({ organisation: name(organisation), presence, people, mayNote: may['attend']!.allowed && (world.rights.has('administer') || organisation === viewer.organisation) })),
    minutes: minutesOf(state, name, follows), editions: state.editions.map(({ edition, at, reason, sha256, paragraphs }) => ({ edition, at, reason, sha256, paragraphs: paragraphs.map(({ paragraph, text }) => ({ paragraph, text })) })),
    events: await showEvents(tx, viewer, meeting, meetingEvents), may: { ...may, openWork: { allowed: rightsIn(assignments, state.task, viewer).has('administer'), reason: null } },
  }
}

function headOf({ item, version, state }: Stored<Meeting>, name: Namer): Omit<MeetingRow, 'items' | 'paragraphs'> {
  const { task, title, mechanism, due, heldOn, convenor, editions } = state
  return { meeting: item, task, title, mechanism: { id: mechanism, title }, day: due, heldOn, state: state.state as MeetingRow['state'], version, convenor: name(convenor), edition: editions.length }
}

function minutesOf({ paragraphs }: Meeting, name: Namer, follows: ReadonlyMap<number, Follow[]>): MeetingPage['minutes'] {
  return paragraphs.map(({ paragraph, item, text, at, organisation, version, decision }) => ({
    paragraph, item, text, at, version, decision, organisation: organisation === null ? null : name(organisation),
    follows: (follows.get(paragraph) ?? []) as MeetingPage['minutes'][number]['follows'],
  }))
}

/** Motions of the task that are under way and stand on no agenda of this meeting yet. */
export async function listWaiting(tx: Tx, viewer: Viewer, { task, agenda }: Pick<Meeting, 'task' | 'agenda'>): Promise<Shown[]> {
  const rows = await tx.query<Shown>(sql`
    select item_id as motion, title, state from governance_item
    where cluster_id = ${viewer.cluster} and kind = 'motion' and task = ${task} and state in ('moved', 'deliberating', 'voting', 'inquorate') order by item_id limit 40`)
  return rows.filter(({ motion }) => !agenda.items.some((one) => one.motion === motion))
}
