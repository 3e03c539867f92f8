import { asProgram, asViewer, type Viewer } from '../access/viewer.ts'
import type { Db, Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import type { governanceEndpoints, WorkAct } from '../shared/contract/governance.ts'
import type { Answer, Checked } from '../shared/contract/index.ts'
import { placeIn } from '../shared/charter.ts'
import { AppError } from '../shared/errors.ts'
import { formatDate } from '../shared/format.ts'
import type { GovernanceTask } from '../shared/vocabulary.ts'
import { readActorTypes, readBodies } from './bodies.ts'
import { readCharter } from './charter.ts'
import { stampOf } from './motion-world.ts'
import { pin, preparePins } from './pin.ts'
import type { Stamp } from './rules/machine.ts'
import { rightsIn } from './rules/rights.ts'
import { noWork, progressOf, workMachine, type Origin, type Work, type WorkWorld } from './rules/work.ts'
import { changedMeanwhile, lockChain, newItem, readState, type Face, type Stored } from './store.ts'
import { takeStep, type Thread } from './thread.ts'
import { getWork } from './work-view.ts'

type Page = Answer<typeof governanceEndpoints.getWork>
export type NewWork = Checked<typeof governanceEndpoints.createWork>['body']

/** Opens a work item: from a decision, from a risk, under another item, or by hand. */
export function createWork(db: Db, viewer: Viewer, wanted: NewWork, now: Date): Promise<Page> {
  return asViewer(db, viewer, async (tx) => {
    await lockChain(tx, viewer)
    const { motion, risk, appeal, parent, ...fields } = wanted
    const origin = await originOf(tx, viewer, fields.task, { motion, risk, appeal })
    if (parent !== null) await checkParent(tx, viewer, parent, fields.task)
    const stamp = stampOf(viewer, now)
    const world = await readWorld(tx, viewer, { ...noWork, task: fields.task }, { stamp, involved: [fields.lead, ...fields.coOwners] })
    const item = await newItem(tx)
    await write(tx, viewer, { item, version: 0, state: noWork }, { event: 'open', input: { ...fields, origin, parent } }, world)
    return getWork(tx, viewer, item, world)
  })
}

/** One event on a work item, decided on the version that was read. */
export async function actOnWork(db: Db, viewer: Viewer, item: number, act: WorkAct, now: Date): Promise<Page> {
  const refs = act.event === 'report' ? act.input.evidence : []
  await preparePins(db, viewer, refs, now)
  return asViewer(db, viewer, async (tx) => {
    await lockChain(tx, viewer)
    const stamp = stampOf(viewer, now)
    const pinned: WorkWorld['pinned'] = []
    for (const ref of refs) pinned.push(await pin(tx, viewer, { ref }, stamp.at))
    const state = await actOnce(tx, viewer, { item, act, stamp, pinned })
    return getWork(tx, viewer, item, await readWorld(tx, viewer, state, { stamp, involved: [], item }))
  })
}

export type Many = { item: number; act: WorkAct }[]
export type ManyDone = Answer<typeof governanceEndpoints.actOnManyWork>

/** Events on many items in one go. What one item refuses does not keep the others back; each refusal is told with its reason. */
export function actOnManyWork(db: Db, viewer: Viewer, many: Many, now: Date): Promise<ManyDone> {
  return asViewer(db, viewer, async (tx) => {
    await lockChain(tx, viewer)
    const stamp = stampOf(viewer, now)
    const refused: ManyDone['refused'] = []
    for (const { item, act } of many) {
      // Everything that can be refused is, before the first row of an item is written.
      await actOnce(tx, viewer, { item, act, stamp, pinned: [] }).catch(async (error: unknown) => {
        if (!(error instanceof AppError)) throw error
        refused.push({ item, title: await titleOf(tx, viewer, item), reason: error.text })
      })
    }
    return { done: many.length - refused.length, refused }
  })
}

async function titleOf(tx: Tx, viewer: Viewer, item: number): Promise<string> {
  const rows = await tx.query<{ title: string }>(sql`select title from governance_item where cluster_id = ${viewer.cluster} and item_id = ${item}`)
  return rows[0]?.title ?? `#${item}`
}

/** Decides an event on the version that was read, and writes it. The chain must be locked. */
async function actOnce(tx: Tx, viewer: Viewer, { item, act, stamp, pinned }: { item: number; act: WorkAct; stamp: Stamp; pinned: WorkWorld['pinned'] }): Promise<Work> {
  const stored = await readState<Work>(tx, viewer, 'work', item)
  if (stored.version !== act.version) throw changedMeanwhile(stored, act)
  const world = { ...await readWorld(tx, viewer, stored.state, { stamp, involved: involvedIn(act), item }), pinned }
  return write(tx, viewer, stored, act, world)
}

/** A work item with all that belongs to it, and what the viewer may do on it now. */
export function openWork(db: Db, viewer: Viewer, item: number, now: Date): Promise<Page> {
  return asViewer(db, viewer, async (tx) => {
    const { state } = await readState<Work>(tx, viewer, 'work', item)
    return getWork(tx, viewer, item, await readWorld(tx, viewer, state, { stamp: stampOf(viewer, now), involved: [], item }))
  })
}

function involvedIn(act: WorkAct): number[] {
  if (act.event === 'escalate') return [act.input.to]
  return act.event === 'edit' ? [...(act.input.coOwners ?? []), ...(act.input.lead === undefined ? [] : [act.input.lead])] : []
}

/** Its sub-tasks show in its face, and what it has come to shows in what stands above it. */
async function write(tx: Tx, viewer: Viewer, stored: Stored<Work>, act: { event: string; input: unknown }, world: WorkWorld): Promise<Work> {
  const children = (await childrenOf(tx, viewer, stored.item)).map(({ progress }) => progress)
  const workThread: Thread<Work, WorkWorld> = { kind: 'work', machine: workMachine, faceOf: (work) => faceOf(work, children) }
  const next = await takeStep(tx, viewer, workThread, { stored, act, world })
  await refreshAbove(tx, viewer, next.parent)
  return next
}

function faceOf(work: Work, children: readonly number[]): Face {
  const { task, state, title, parent, origin, lead, coOwners, escalations, region, due, suspended } = work
  return {
    task, state, title, readers: 'parties', parties: [...new Set([lead, ...coOwners, ...escalations.map(({ to }) => to)])], parent,
    originKind: origin.kind === 'hand' ? null : origin.kind, originId: origin.id, lead, region, due, progress: progressOf(state, children), suspended,
  }
}

type Child = { state: string; progress: number }

/** The sub-tasks of an item. Cancelled ones count for nothing. */
function childrenOf(tx: Tx, viewer: Viewer, item: number | undefined): Promise<Child[]> {
  if (item === undefined) return Promise.resolve([])
  return asProgram(tx, viewer, () => tx.query<Child>(sql`
    select state, progress from governance_item where cluster_id = ${viewer.cluster} and parent_id = ${item} and state <> 'cancelled' order by item_id`))
}

/** What a sub-task has come to shows in all items above it. */
async function refreshAbove(tx: Tx, viewer: Viewer, parent: number | null): Promise<void> {
  for (let above = parent; above !== null;) {
    const children = await childrenOf(tx, viewer, above)
    const rows: { state: string; parent: number | null }[] = await asProgram(tx, viewer, () => tx.query(sql`select state, parent_id as parent from governance_item where cluster_id = ${viewer.cluster} and item_id = ${above}`))
    const { state, parent: next } = rows[0]!
    const progress = progressOf(state, children.map((child) => child.progress))
    await asProgram(tx, viewer, () => tx.query(sql`update governance_item set progress = ${progress} where cluster_id = ${viewer.cluster} and item_id = ${above}`))
    above = next
  }
}

/** What an event on a work item is decided on. */
export async function readWorld(tx: Tx, viewer: Viewer, { task }: Work, { stamp, involved, item }: { stamp: Stamp; involved: readonly number[]; item?: number }): Promise<WorkWorld> {
  const { assignments } = await readCharter(tx, viewer)
  const bodies = new Map((await readBodies(tx, viewer)).map(({ organisation, actorType }) => [organisation, actorType]))
  const others = await readActorTypes(tx, viewer, involved)
  return {
    ...stamp, today: formatDate(stamp.at), rights: rightsIn(assignments, task, viewer), pinned: [], children: (await childrenOf(tx, viewer, item)).map(({ state }) => state),
    placeOf: (organisation) => placeIn(assignments, task, { organisation, actorType: others.get(organisation) ?? bodies.get(organisation) ?? null })?.part,
  }
}

/** A work item that carries out a decision follows from one that was adopted, in the same task. */
async function originOf(tx: Tx, viewer: Viewer, task: GovernanceTask, { motion, risk, appeal }: Record<'motion' | 'risk' | 'appeal', number | undefined>): Promise<Origin> {
  if (motion !== undefined) {
    const rows = await tx.query<{ title: string; state: string; task: string }>(sql`select title, state, task from governance_item where cluster_id = ${viewer.cluster} and item_id = ${motion} and kind = 'motion'`)
    if (!rows[0] || rows[0].state !== 'adopted' || rows[0].task !== task) throw new AppError('not-now', { zh: '只有同一任务中已通过的决策可以立项。', en: 'Work is opened from a decision of the same task that was adopted.' })
    return { kind: 'motion', id: motion, title: rows[0].title }
  }
  if (appeal !== undefined) return appealOrigin(tx, viewer, task, appeal)
  if (risk === undefined) return { kind: 'hand', id: null, title: null }
  const rows = await tx.query<{ title: string; status: string }>(sql`select title, status from risk_item where cluster_id = ${viewer.cluster} and risk_id = ${risk}`)
  if (rows[0]?.status !== 'confirmed') throw new AppError('not-now', { zh: '只有已确认的风险可以立项。', en: 'Work is opened from a risk that was confirmed.' })
  return { kind: 'risk', id: risk, title: rows[0].title }
}

/** Work follows from an appeal once it was triaged to the same task. Who filed it stays with the appeal. */
async function appealOrigin(tx: Tx, viewer: Viewer, task: GovernanceTask, appeal: number): Promise<Origin> {
  const rows = await tx.query<{ title: string; state: string; task: string }>(sql`select title, state, task from governance_item where cluster_id = ${viewer.cluster} and item_id = ${appeal} and kind = 'appeal'`)
  if (rows[0] && ['triaged', 'answered', 'rated'].includes(rows[0].state) && rows[0].task === task) return { kind: 'appeal', id: appeal, title: rows[0].title }
  throw new AppError('not-now', { zh: '只有已分办到同一任务的诉求可以立项。', en: 'Work is opened from an appeal that was triaged to the same task.' })
}

async function checkParent(tx: Tx, viewer: Viewer, parent: number, task: string): Promise<void> {
  const { state } = await readState<Work>(tx, viewer, 'work', parent)
  if (state.task === task && state.state !== 'closed' && state.state !== 'cancelled') return
  throw new AppError('not-now', { zh: '子事项须与上级事项同属一项任务，且上级尚未了结。', en: 'A sub-task belongs to the task of the item above it, which is not settled yet.' })
}
