import { asViewer, type Viewer } from '../access/viewer.ts'
import type { Db, Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import type { MeetingAct, MeetingPage, meetingEndpoints } from '../shared/contract/meetings.ts'
import type { Checked } from '../shared/contract/index.ts'
import { AppError } from '../shared/errors.ts'
import { formatDate } from '../shared/format.ts'
import { getMeeting, listWaiting } from './meeting-view.ts'
import { tellMotions } from './meeting-motions.ts'
import { membersOf, readMotions, readTable, worldAt } from './meeting-world.ts'
import { followMeeting } from './mechanisms.ts'
import { stampOf } from './motion-world.ts'
import type { Stamp } from './rules/machine.ts'
import { datesOf, type Mechanism } from './rules/mechanism.ts'
import { firstAgenda, meetingMachine, noMeeting, touchedAt, type Meeting, type MeetingWorld } from './rules/meeting.ts'
import type { MotionWorld } from './rules/motion.ts'
import { changedMeanwhile, lockChain, newItem, readState, type Stored } from './store.ts'
import { plainFace, takeStep, type Thread } from './thread.ts'

/** A meeting is seen by those who sit at its table; row-level security says so apart. */
const thread: Thread<Meeting, MeetingWorld> = {
  kind: 'meeting', machine: meetingMachine,
  faceOf: ({ task, title, state, due, mechanism, convenor, attendance }) => ({
    ...plainFace, task, title: `${title} ${due}`, state, readers: 'parties', parties: [...new Set([convenor, ...attendance.map(({ organisation }) => organisation)])], originKind: 'mechanism', originId: mechanism, due,
  }),
}

/** Calls the meeting of one occurrence of a mechanism: invites its members, and begins the agenda with what is prescribed and what waits. */
export function createMeeting(db: Db, viewer: Viewer, occurrence: Occurrence, now: Date): Promise<MeetingPage> {
  return asViewer(db, viewer, async (tx) => {
    await lockChain(tx, viewer)
    const stored = await callMeeting(tx, viewer, occurrence, now)
    return getMeeting(tx, viewer, stored.item, await readTable(tx, viewer, stored, { stamp: stampOf(viewer, now) }))
  })
}

type Occurrence = Checked<typeof meetingEndpoints.createMeeting>['body']

async function callMeeting(tx: Tx, viewer: Viewer, { mechanism, day }: Occurrence, now: Date): Promise<Stored<Meeting>> {
  const { state: found } = await readState<Mechanism>(tx, viewer, 'mechanism', mechanism)
  await checkDay(tx, viewer, { mechanism, day, found, today: formatDate(now) })
  const { task, title, convenor } = found
  const invited = membersOf(found)
  const world = worldAt(viewer, { convenor, attendance: invited.map((organisation) => ({ organisation })) }, { stamp: stampOf(viewer, now), members: invited })
  const items = firstAgenda(found, await listWaiting(tx, viewer, { task, agenda: noMeeting.agenda }))
  const item = await newItem(tx)
  const state = await takeStep(tx, viewer, thread, { stored: { item, version: 0, state: noMeeting }, act: { event: 'call', input: { task, mechanism, title, convenor, due: day, invited, items } }, world })
  return { item, version: 1, state }
}

/** A motion comes before a meeting, which is called for it where it was not yet: it stands on the agenda, and the meeting is not over. The chain must be locked. */
export async function bringBefore(tx: Tx, viewer: Viewer, motion: number, at: { meeting: number } | Occurrence, now: Date): Promise<MotionWorld['called']> {
  const stored = 'meeting' in at ? await readState<Meeting>(tx, viewer, 'meeting', at.meeting) : await callMeeting(tx, viewer, at, now)
  const { item, state } = stored
  const stands = meetingMachine.rules['take']!.from.includes(state.state) && state.agenda.items.some((one) => one.motion === motion)
  if (!stands) {
    const world = { ...await readTable(tx, viewer, stored, { stamp: stampOf(viewer, now) }), motions: await readMotions(tx, viewer, [motion]) }
    await takeStep(tx, viewer, thread, { stored, act: { event: 'take', input: { motion } }, world })
  }
  return { meeting: item, title: state.title, day: state.due }
}

/** One event at the table. Who changes a part that somebody else has changed since it was read is told so, and nothing is lost. */
export function actOnMeeting(db: Db, viewer: Viewer, meeting: number, act: MeetingAct, now: Date): Promise<MeetingPage> {
  return asViewer(db, viewer, async (tx) => {
    await lockChain(tx, viewer)
    const stored = await readState<Meeting>(tx, viewer, 'meeting', meeting)
    if (act.version < touchedAt(stored.state, act)) throw changedMeanwhile(stored, act)
    const world = await readTable(tx, viewer, stored, { stamp: stampOf(viewer, now), act })
    const state = await takeStep(tx, viewer, thread, { stored, act, world })
    await tellMechanism(tx, viewer, { item: meeting, state, act }, stampOf(viewer, now))
    await tellMotions(tx, viewer, { item: meeting, state, act }, stampOf(viewer, now))
    return getMeeting(tx, viewer, meeting, world)
  })
}

/** A meeting with its agenda, attendance and minutes. */
export function openMeeting(db: Db, viewer: Viewer, meeting: number, now: Date): Promise<MeetingPage> {
  return asViewer(db, viewer, async (tx) => {
    const stored = await readState<Meeting>(tx, viewer, 'meeting', meeting)
    return getMeeting(tx, viewer, meeting, await readTable(tx, viewer, stored, { stamp: stampOf(viewer, now) }))
  })
}

/** The version that stands: what a watcher is told. */
export function versionOf(db: Db, viewer: Viewer, meeting: number): Promise<number> {
  return asViewer(db, viewer, async (tx) => (await readState<Meeting>(tx, viewer, 'meeting', meeting)).version)
}

/** What the meeting came to shows in its mechanism: it was held with these, its minutes are an output, or why it is not held. */
async function tellMechanism(tx: Tx, viewer: Viewer, { item, state, act }: { item: number; state: Meeting; act: MeetingAct }, stamp: Stamp): Promise<void> {
  const { due, heldOn, attendance, editions } = state
  if (act.event === 'cancel') return followMeeting(tx, viewer, state.mechanism, { event: 'skip', input: { due, reason: act.input.reason } }, stamp)
  const attended = attendance.filter(({ presence }) => presence === 'present' || presence === 'represented').map(({ organisation }) => organisation)
  if (act.event === 'rise') return followMeeting(tx, viewer, state.mechanism, { event: 'hold', input: { due, heldOn: heldOn!, attended, text: '' } }, stamp)
  if (act.event === 'approve') return followMeeting(tx, viewer, state.mechanism, { event: 'deliver', input: { due, title: editions.length > 1 ? `会议纪要（第 ${editions.length} 版）` : '会议纪要', ref: `meeting:${item}` } }, stamp)
}

type Wanted = { mechanism: number; day: string; found: Mechanism; today: string }

/** A meeting is called for a day of the mechanism that is neither held nor dropped, and once. */
async function checkDay(tx: Tx, viewer: Viewer, { mechanism, day, found, today }: Wanted): Promise<void> {
  const called = await tx.query<{ item: number }>(sql`
    select item_id as item from governance_item where cluster_id = ${viewer.cluster} and kind = 'meeting' and origin_kind = 'mechanism' and origin_id = ${mechanism} and due_date = ${day}::date and state <> 'cancelled'`)
  if (called[0]) throw new AppError('already-exists', { zh: `${day} 的会议已经召集（编号 ${called[0].item}）。`, en: `The meeting of ${day} is called already (number ${called[0].item}).` }, { meeting: called[0].item })
  const open = datesOf(found, today).some((one) => one.day === day && (one.state === 'coming' || one.state === 'overdue'))
  if (!open) throw new AppError('not-now', { zh: `机制的日程中没有 ${day}，或这一次已记为召开或不召开。`, en: `The mechanism has no occurrence on ${day}, or it is recorded as held or not held.` })
}
