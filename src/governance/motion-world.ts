import type { Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { hashOf } from '../ledger/canonical.ts'
import { compareCharters, placeIn, type RoleAssignment } from '../shared/charter.ts'
import { formatDate } from '../shared/format.ts'
import { readBodies } from './bodies.ts'
import { readCharter } from './charter.ts'
import type { Stamp } from './rules/machine.ts'
import { rightsAtTable, type Meeting } from './rules/meeting.ts'
import type { Motion, MotionWorld } from './rules/motion.ts'
import { chambersOf, rightsIn, seatsOf, toConsult, type Body } from './rules/rights.ts'
import { readStates } from './store.ts'

/** Who acts, for whom, and when. */
export function stampOf({ account, organisation }: Viewer, now: Date): Stamp {
  return { at: now.toISOString(), account, organisation }
}

/** The charter that stands and who has people in the cluster: what the rights of everybody follow from. */
export type Standing = { assignments: RoleAssignment[]; version: number; bodies: Body[] }

export async function readStanding(tx: Tx, viewer: Viewer, today: string): Promise<Standing> {
  const { version, assignments } = await readCharter(tx, viewer, today)
  return { version, assignments, bodies: await readBodies(tx, viewer) }
}

/** What an event on a motion is decided on, by the charter that stands and the memberships of now. */
export async function readWorld(tx: Tx, viewer: Viewer, motion: Motion, stamp: Stamp): Promise<MotionWorld> {
  const standing = await readStanding(tx, viewer, formatDate(stamp.at))
  const { amendment } = motion
  const charterMoved = amendment !== null && amendment.base !== standing.version && await hasMoved(tx, viewer, motion, standing.assignments)
  const world = worldOf(standing, viewer, motion, stamp)
  return { ...world, charterMoved, table: await readMotionTable(tx, viewer, motion, { standing, rights: world.rights }) }
}

/** The table at which a motion is deliberated. Who has no place in the task by the charter was there, but has no opinion to give on it. */
async function readMotionTable(tx: Tx, viewer: Viewer, { heldAt, task, state }: Motion, { standing: { assignments, bodies }, rights }: { standing: Standing; rights: MotionWorld['rights'] }): Promise<MotionWorld['table']> {
  if (heldAt === undefined || state !== 'deliberating') return null
  const { state: meeting } = (await readStates<Meeting>(tx, viewer, [heldAt.meeting])).get(heldAt.meeting)!
  const there = new Set(meeting.attendance.filter(({ presence }) => presence === 'present' || presence === 'represented').map(({ organisation }) => organisation))
  const own = rightsAtTable(meeting, viewer)
  return {
    present: bodies.filter(({ organisation, actorType }) => there.has(organisation) && placeIn(assignments, task, { organisation, actorType }) !== undefined).map(({ organisation }) => organisation),
    heldOn: meeting.heldOn, mayNote: own.has('administer') || (own.has('speak') && rights.has('administer')),
  }
}

/** The same for many motions on one reading, as if no charter had moved under an amendment. */
export function worldOf({ assignments, version, bodies }: Standing, viewer: Viewer, { task }: Pick<Motion, 'task'>, stamp: Stamp): MotionWorld {
  return {
    ...stamp, today: formatDate(stamp.at), rights: rightsIn(assignments, task, viewer), chambers: chambersOf(assignments, task), seats: seatsOf(assignments, task, bodies),
    consult: toConsult(assignments, task, bodies), charterVersion: version, charterMoved: false, called: null, table: null, pinned: [], hashOf,
  }
}

/** Whether the rows of the motion's task differ from those its amendment was written against. */
async function hasMoved(tx: Tx, viewer: Viewer, { task, amendment }: Motion, assignments: readonly RoleAssignment[]): Promise<boolean> {
  const rows = await tx.query<{ content: { assignments: RoleAssignment[] } }>(sql`select content from charter where cluster_id = ${viewer.cluster} and version = ${amendment!.base}`)
  const of = (all: readonly RoleAssignment[]): RoleAssignment[] => all.filter((row) => row.task === task)
  return compareCharters(of(rows[0]?.content.assignments ?? []), of(assignments)).length > 0
}
