import { asProgram, asViewer, type Viewer } from '../access/viewer.ts'
import type { Db, Tx } from '../db/db.ts'
import { json, sql } from '../db/sql.ts'
import { compareCharters, faultsOf, type RoleAssignment } from '../shared/charter.ts'
import type { governanceEndpoints, MotionAct } from '../shared/contract/governance.ts'
import type { Answer, Checked } from '../shared/contract/index.ts'
import { AppError } from '../shared/errors.ts'
import { namePosts, readWrittenCharter } from './charter.ts'
import { getMotion } from './motion-view.ts'
import { readWorld, stampOf } from './motion-world.ts'
import { pin, preparePins } from './pin.ts'
import { motionMachine, noMotion, type Motion, type MotionWorld } from './rules/motion.ts'
import { asksOf } from './rules/waits.ts'
import { changedMeanwhile, lockChain, newItem, readState, type Face } from './store.ts'
import { plainFace, takeStep, type Thread } from './thread.ts'

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
    const world = { ...await readWorld(tx, viewer, stored.state, stamp), pinned: await pinAll(tx, viewer, refs, stamp.at) }
    const state = await takeStep(tx, viewer, motionThread, { stored, act, world })
    if (act.event === 'closeBallot' && state.state === 'adopted' && state.amendment) await adoptCharter(tx, viewer, motion, state)
    return getMotion(tx, viewer, motion, await readWorld(tx, viewer, state, stamp))
  })
}

/** The whole thread of a motion, and what the viewer may do on it now. */
export function openMotion(db: Db, viewer: Viewer, motion: number, now: Date): Promise<Page> {
  return asViewer(db, viewer, async (tx) => {
    const { state } = await readState<Motion>(tx, viewer, 'motion', motion)
    return getMotion(tx, viewer, motion, await readWorld(tx, viewer, state, stampOf(viewer, now)))
  })
}

/** Every member reads a motion; who moved it is its party. A secret ballot is read by whoever cast it. */
const motionThread: Thread<Motion, MotionWorld> = {
  kind: 'motion', machine: motionMachine,
  faceOf: ({ task, title, state, organisation, evidence }) => ({ ...plainFace, task, title, state, parties: organisation === null ? [] : [organisation], ...originOf(evidence) }),
  isSecret: ({ secret }, event) => secret && (event === 'castVote' || event === 'delegate'), asksOf,
}

/** The meeting from whose minutes it was moved. */
function originOf(evidence: Motion['evidence']): Pick<Face, 'originKind' | 'originId'> {
  const minutes = evidence.find(({ ref }) => ref.startsWith('meeting:'))
  return minutes ? { originKind: 'meeting', originId: Number(minutes.ref.split(':')[1]) } : { originKind: null, originId: null }
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
