import { asViewer, type Viewer } from '../access/viewer.ts'
import type { Db, Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import type { governanceEndpoints, WorkAct } from '../shared/contract/governance.ts'
import type { Answer, Checked } from '../shared/contract/index.ts'
import { AppError } from '../shared/errors.ts'
import type { GovernanceTask, Text } from '../shared/vocabulary.ts'
import { stampOf } from './motion-world.ts'
import { pin, preparePins } from './pin.ts'
import type { Meeting } from './rules/meeting.ts'
import { noWork, type Origin, type Work, type WorkWorld } from './rules/work.ts'
import { changedMeanwhile, lockChain, newItem, readState, type Stored } from './store.ts'
import { decideOn, onDesk, openDesk, worldOn, writeDesk, type Desk } from './work-desk.ts'
import { getWork } from './work-view.ts'

type Page = Answer<typeof governanceEndpoints.getWork>
export type NewWork = Checked<typeof governanceEndpoints.createWork>['body']

/** Opens a work item: from a decision, from a risk, from a paragraph of minutes, under another item, or by hand. */
export function createWork(db: Db, viewer: Viewer, wanted: NewWork, now: Date): Promise<Page> {
  return asViewer(db, viewer, async (tx) => {
    await lockChain(tx, viewer)
    const { motion, risk, appeal, meeting, parent, ...fields } = wanted
    const origin = meeting === undefined ? await originOf(tx, viewer, fields.task, { motion, risk, appeal }) : await meetingOrigin(tx, viewer, fields.task, meeting)
    const desk = await openDesk(tx, viewer, { items: parent === null ? [] : [parent], stamp: stampOf(viewer, now), organisations: [fields.lead, ...fields.coOwners], ladder: true })
    const opened = openOn(desk, await newItem(tx), { ...fields, origin, parent })
    await writeDesk(tx, desk)
    return getWork(tx, viewer, opened.item, worldOn(desk, opened))
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
    const desk = await openDesk(tx, viewer, { items: [item], stamp, organisations: involvedIn(act), ladder: true })
    const next = actOnce(desk, item, act, pinned)
    await writeDesk(tx, desk)
    return getWork(tx, viewer, item, worldOn(desk, next))
  })
}

export type Many = { item: number; act: WorkAct }[]
export type ManyDone = Answer<typeof governanceEndpoints.actOnManyWork>

/** Events on many items in one go. What one item refuses does not keep the others back; each refusal is told with its reason. */
export function actOnManyWork(db: Db, viewer: Viewer, many: Many, now: Date): Promise<ManyDone> {
  return asViewer(db, viewer, async (tx) => {
    await lockChain(tx, viewer)
    const desk = await openDesk(tx, viewer, { items: many.map(({ item }) => item), stamp: stampOf(viewer, now), organisations: many.flatMap(({ act }) => involvedIn(act)) })
    const refused = many.flatMap(({ item, act }) => {
      const reason = refusalOf(() => actOnce(desk, item, act))
      return reason ? [{ item, title: desk.stored.get(item)?.state.title ?? `#${item}`, reason }] : []
    })
    await writeDesk(tx, desk)
    return { done: many.length - refused.length, refused }
  })
}

/** Why something was refused; undefined where it was not. */
export function refusalOf(work: () => unknown): Text | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    if (error instanceof AppError) return error.text
    throw error
  }
}

/** Decides an event on the version that was read. */
function actOnce(desk: Desk, item: number, act: WorkAct, pinned?: WorkWorld['pinned']): Stored<Work> {
  const stored = onDesk(desk, item)
  if (stored.version !== act.version) throw changedMeanwhile(stored, act)
  return decideOn(desk, stored, [act], pinned)
}

export type Opened = Omit<NewWork, 'motion' | 'risk' | 'appeal' | 'meeting'> & { origin: Origin }

/** Opens an item on the desk; the item above it must lie there. */
export function openOn(desk: Desk, item: number, { origin, ...fields }: Opened): Stored<Work> {
  if (fields.parent !== null) checkParent(onDesk(desk, fields.parent), fields.task)
  return decideOn(desk, { item, version: 0, state: { ...noWork, task: fields.task } }, [{ event: 'open', input: { ...fields, origin } }])
}

/** A work item with all that belongs to it, and what the viewer may do on it now. */
export function openWork(db: Db, viewer: Viewer, item: number, now: Date): Promise<Page> {
  return asViewer(db, viewer, async (tx) => {
    const desk = await openDesk(tx, viewer, { items: [item], stamp: stampOf(viewer, now), organisations: [], ladder: true })
    return getWork(tx, viewer, item, worldOn(desk, onDesk(desk, item)))
  })
}

function involvedIn(act: WorkAct): number[] {
  if (act.event === 'escalate') return act.input.to === undefined ? [] : [act.input.to]
  return act.event === 'edit' ? [...(act.input.coOwners ?? []), ...(act.input.lead === undefined ? [] : [act.input.lead])] : []
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

/** Work follows from what was said at a meeting of the same task, and says in which paragraph. */
async function meetingOrigin(tx: Tx, viewer: Viewer, task: GovernanceTask, { meeting, paragraph }: { meeting: number; paragraph: number }): Promise<Origin> {
  const { state } = await readState<Meeting>(tx, viewer, 'meeting', meeting)
  if (state.task === task && state.paragraphs.some((one) => one.paragraph === paragraph)) return { kind: 'meeting', id: meeting, title: `${state.title} ${state.due}`, paragraph }
  throw new AppError('not-now', { zh: `会议纪要中没有第 ${paragraph} 段，或会议属于另一项任务。`, en: `The minutes hold no paragraph ${paragraph}, or the meeting is of another task.` })
}

function checkParent({ state }: Stored<Work>, task: string): void {
  if (state.task === task && state.state !== 'closed' && state.state !== 'cancelled') return
  throw new AppError('not-now', { zh: '子事项须与上级事项同属一项任务，且上级尚未了结。', en: 'A sub-task belongs to the task of the item above it, which is not settled yet.' })
}
