import { asProgram, asViewer, type Viewer } from '../access/viewer.ts'
import type { Db, Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { appealSubjects } from '../shared/appeals.ts'
import { placeIn } from '../shared/charter.ts'
import type { AppealAct, appealEndpoints } from '../shared/contract/appeals.ts'
import type { Answer, Checked } from '../shared/contract/index.ts'
import { formatDate } from '../shared/format.ts'
import { getAppeal } from './appeal-view.ts'
import { readActorTypes, readBodies } from './bodies.ts'
import { readCharter } from './charter.ts'
import { stampOf } from './motion-world.ts'
import { appealMachine, filerEvents, noAppeal, type Appeal, type AppealWorld } from './rules/appeal.ts'
import type { Stamp } from './rules/machine.ts'
import { rightsIn } from './rules/rights.ts'
import { changedMeanwhile, lockChain, newItem, readState, type Face } from './store.ts'
import { plainFace, takeStep, type Thread } from './thread.ts'

type Page = Answer<typeof appealEndpoints.getAppeal>
type NewAppeal = Checked<typeof appealEndpoints.createAppeal>['body']

const appealThread: Thread<Appeal, AppealWorld> = {
  kind: 'appeal', machine: appealMachine, faceOf, isSecret: ({ anonymous }, event) => anonymous && filerEvents.includes(event),
}

/** Files an appeal. It waits at the task that its subject names. */
export function createAppeal(db: Db, viewer: Viewer, input: NewAppeal, now: Date): Promise<Page> {
  return asViewer(db, viewer, async (tx) => {
    await lockChain(tx, viewer)
    const stamp = stampOf(viewer, now)
    const item = await newItem(tx)
    // Before the item, which its filer sees by this row.
    if (input.anonymous && viewer.organisation !== null) await keepFiler(tx, viewer, item, viewer.organisation)
    const world = await readWorld(tx, viewer, { ...noAppeal, task: appealSubjects[input.subject].task }, { stamp, involved: [] })
    const state = await takeStep(tx, viewer, appealThread, { stored: { item, version: 0, state: noAppeal }, act: { event: 'file', input }, world })
    return getAppeal(tx, viewer, item, await readWorld(tx, viewer, state, { stamp, involved: [] }))
  })
}

/** One event on an appeal, decided on the version that was read. */
export function actOnAppeal(db: Db, viewer: Viewer, item: number, act: AppealAct, now: Date): Promise<Page> {
  return asViewer(db, viewer, async (tx) => {
    await lockChain(tx, viewer)
    const stored = await readState<Appeal>(tx, viewer, 'appeal', item)
    if (stored.version !== act.version) throw changedMeanwhile(stored, act)
    const stamp = stampOf(viewer, now)
    const world = await readWorld(tx, viewer, stored.state, { stamp, involved: act.event === 'triage' ? [act.input.owner] : [] })
    const state = await takeStep(tx, viewer, appealThread, { stored, act, world })
    return getAppeal(tx, viewer, item, await readWorld(tx, viewer, state, { stamp, involved: [] }))
  })
}

/** An appeal with everything that happened to it, and what the viewer may do on it now. */
export function openAppeal(db: Db, viewer: Viewer, item: number, now: Date): Promise<Page> {
  return asViewer(db, viewer, async (tx) => {
    const { state } = await readState<Appeal>(tx, viewer, 'appeal', item)
    return getAppeal(tx, viewer, item, await readWorld(tx, viewer, state, { stamp: stampOf(viewer, now), involved: [] }))
  })
}

/** Lists and policies never learn who filed an anonymous appeal: the filer is none of its parties. */
function faceOf({ task, title, state, anonymous, organisation, owner, due }: Appeal): Face {
  const parties = [...(anonymous ? [] : [organisation]), owner].filter((one): one is number => one !== null)
  return { ...plainFace, task, title, state, readers: 'parties', parties, lead: owner, due }
}

async function keepFiler(tx: Tx, viewer: Viewer, item: number, organisation: number): Promise<void> {
  await asProgram(tx, viewer, () => tx.query(sql`insert into appeal_filer (cluster_id, item_id, organisation_id) values (${viewer.cluster}, ${item}, ${organisation})`))
}

async function readWorld(tx: Tx, viewer: Viewer, { task }: Appeal, { stamp, involved }: { stamp: Stamp; involved: readonly number[] }): Promise<AppealWorld> {
  const { assignments } = await readCharter(tx, viewer, formatDate(stamp.at))
  const bodies = new Map((await readBodies(tx, viewer)).map(({ organisation, actorType }) => [organisation, actorType]))
  const others = await readActorTypes(tx, viewer, involved)
  return {
    ...stamp, today: formatDate(stamp.at), rights: rightsIn(assignments, task, viewer),
    placeOf: (organisation, of) => placeIn(assignments, of, { organisation, actorType: others.get(organisation) ?? bodies.get(organisation) ?? null })?.part,
  }
}
