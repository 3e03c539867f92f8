import { asProgram, asViewer, type Viewer } from '../access/viewer.ts'
import type { Db, Tx } from '../db/db.ts'
import { json, sql } from '../db/sql.ts'
import { compareCharters, faultsOf, type RoleAssignment } from '../shared/charter.ts'
import type { governanceEndpoints, MotionAct } from '../shared/contract/governance.ts'
import type { Answer, Checked } from '../shared/contract/index.ts'
import { AppError } from '../shared/errors.ts'
import { namePosts, readWrittenCharter } from './charter.ts'
import { bringBefore } from './meetings.ts'
import { getMotion } from './motion-view.ts'
import { motionThread } from './motion-thread.ts'
import { readWorld, stampOf } from './motion-world.ts'
import { pin, preparePins } from './pin.ts'
import { noMotion, type Motion, type MotionWorld } from './rules/motion.ts'
import { changedMeanwhile, lockChain, newItem, readState } from './store.ts'
import { takeStep } from './thread.ts'

type Page = Answer<typeof governanceEndpoints.getMotion>
export type NewMotion = Checked<typeof governanceEndpoints.createMotion>['body']

/** Moves: states what shall be decided, with the evidence there is. */
export async function createMotion(db: Db, viewer: Viewer, motion: NewMotion, now: Date): Promise<Page> {
  await preparePins(db, viewer, motion.evidence, now)
  return asViewer(db, viewer, async (tx) => {
    await lockChain(tx, viewer)
    const stamp = stampOf(viewer, now)
    const { task, title, text, threshold } = motion
    const charter = await readWrittenCharter(tx, viewer)
    const amendment = motion.amendment === undefined ? null : { base: charter.version, rows: checkAmendment(task, await namePosts(tx, viewer, motion.amendment), charter.assignments) }
    const world = { ...await readWorld(tx, viewer, { ...noMotion, task }, stamp), pinned: await pinAll(tx, viewer, motion.evidence.map((ref) => ({ ref })), stamp.at) }
    const item = await newItem(tx)
    const act = { event: 'move', input: { task, title, text, threshold, amendment } }
    await takeStep(tx, viewer, motionThread, { stored: { item, version: 0, state: noMotion }, act, world })
    return getMotion(tx, viewer, item, world)
  })
}

/** One event on a motion: whoever decided on a version that is no longer the newest is told so, and nothing is lost. */
export async function actOnMotion(db: Db, viewer: Viewer, motion: number, act: MotionAct, now: Date): Promise<Page> {
  const refs = act.event === 'addEvidence' ? [act.input] : []
  await preparePins(db, viewer, refs.map(({ ref }) => ref), now)
  return asViewer(db, viewer, async (tx) => {
    await lockChain(tx, viewer)
    const stored = await readState<Motion>(tx, viewer, 'motion', motion)
    if (stored.version !== act.version) throw changedMeanwhile(stored, act)
    const stamp = stampOf(viewer, now)
    const called = await bringBeforeMeeting(tx, viewer, motion, act, now)
    const world = { ...await readWorld(tx, viewer, stored.state, stamp), called, pinned: await pinAll(tx, viewer, refs, stamp.at) }
    const state = await takeStep(tx, viewer, motionThread, { stored, act, world })
    if (act.event === 'closeBallot' && state.state === 'adopted' && state.amendment) await adoptCharter(tx, viewer, motion, state)
    return getMotion(tx, viewer, motion, await readWorld(tx, viewer, state, stamp))
  })
}

/** The meeting at which the event has it deliberated. What is not to be done on the motion is not done on the meeting either: all of it is one transaction. */
async function bringBeforeMeeting(tx: Tx, viewer: Viewer, motion: number, act: MotionAct, now: Date): Promise<MotionWorld['called']> {
  const at = act.event === 'openDeliberation' || act.event === 'changeForm' ? act.input.heldAt : undefined
  return at === undefined ? null : bringBefore(tx, viewer, motion, at, now)
}

/** The whole thread of a motion, and what the viewer may do on it now. */
export function openMotion(db: Db, viewer: Viewer, motion: number, now: Date): Promise<Page> {
  return asViewer(db, viewer, async (tx) => {
    const { state } = await readState<Motion>(tx, viewer, 'motion', motion)
    return getMotion(tx, viewer, motion, await readWorld(tx, viewer, state, stampOf(viewer, now)))
  })
}

function pinAll(tx: Tx, viewer: Viewer, refs: readonly { ref: string; note?: string | undefined }[], at: string): Promise<MotionWorld['pinned']> {
  return refs.reduce<Promise<MotionWorld['pinned']>>(async (before, one) => [...await before, await pin(tx, viewer, one, at)], Promise.resolve([]))
}

/** An amendment speaks of one task, whose centres decide on it; it must leave a charter that can stand, and change something. */
function checkAmendment(task: string, rows: readonly RoleAssignment[], assignments: readonly RoleAssignment[]): RoleAssignment[] {
  const own = rows.map((row): RoleAssignment => ({ ...row }))
  const present = assignments.filter((row) => row.task === task)
  const faults = faultsOf(own)
  if (own.some((row) => row.task !== task)) faults.push({ zh: '一项动议只能修改它所属任务的内容。', en: 'A motion changes the rows of its own task only.' })
  if (compareCharters(present, own).length === 0) faults.push({ zh: '与现行章程没有差别。', en: 'It says the same as the charter that stands.' })
  if (faults.length > 0) throw new AppError('invalid-request', { zh: `章程不能这样修改。${faults.map(({ zh }) => zh).join('')}`, en: `The charter cannot be changed so. ${faults.map(({ en }) => en).join(' ')}` })
  return own
}

/** The charter changes by this decision and in no other way. */
async function adoptCharter(tx: Tx, viewer: Viewer, motion: number, { task, amendment }: Motion): Promise<void> {
  const { version, assignments } = await readWrittenCharter(tx, viewer)
  const next = [...assignments.filter((row) => row.task < task), ...amendment!.rows, ...assignments.filter((row) => row.task > task)]
  await asProgram(tx, viewer, () => tx.query(sql`
    insert into charter (cluster_id, version, content, motion_id) values (${viewer.cluster}, ${version + 1}, ${json({ assignments: next })}, ${motion})`))
}
