import { asViewer, type Viewer } from '../access/viewer.ts'
import type { Db, Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import type { Answer, Checked } from '../shared/contract/index.ts'
import type { MechanismAct, mechanismEndpoints } from '../shared/contract/mechanisms.ts'
import { formatDate } from '../shared/format.ts'
import { mechanismEvents } from '../shared/mechanisms.ts'
import { readNames, type Namer } from './bodies.ts'
import { readCharter } from './charter.ts'
import { showEvents } from './event-view.ts'
import { readCalled } from './meeting-view.ts'
import { stampOf } from './motion-world.ts'
import type { Stamp, World } from './rules/machine.ts'
import { datesOf, mechanismMachine, noMechanism, type Mechanism } from './rules/mechanism.ts'
import { rightsAtTable } from './rules/meeting.ts'
import { rightsIn } from './rules/rights.ts'
import { changedMeanwhile, lockChain, newItem, readState, readStates, type Stored } from './store.ts'
import { mayOf, plainFace, takeStep, type Thread } from './thread.ts'

type Page = Answer<typeof mechanismEndpoints.getMechanism>
type Row = Answer<typeof mechanismEndpoints.listMechanisms>[number]
type NewMechanism = Checked<typeof mechanismEndpoints.createMechanism>['body']

const thread: Thread<Mechanism, World> = {
  kind: 'mechanism', machine: mechanismMachine, faceOf: ({ task, title, state }) => ({ ...plainFace, task, title, state }),
}

/** Sets up a mechanism; its dates follow from its cadence. */
export function createMechanism(db: Db, viewer: Viewer, input: NewMechanism, now: Date): Promise<Page> {
  return asViewer(db, viewer, async (tx) => {
    await lockChain(tx, viewer)
    const world = await worldOf(tx, viewer, input.task, stampOf(viewer, now))
    const item = await newItem(tx)
    await takeStep(tx, viewer, thread, { stored: { item, version: 0, state: noMechanism }, act: { event: 'found', input }, world })
    return getMechanism(tx, viewer, item, world)
  })
}

/** One event on a mechanism, decided on the version that was read. */
export function actOnMechanism(db: Db, viewer: Viewer, item: number, act: MechanismAct, now: Date): Promise<Page> {
  return asViewer(db, viewer, async (tx) => {
    await lockChain(tx, viewer)
    const stored = await readState<Mechanism>(tx, viewer, 'mechanism', item)
    if (stored.version !== act.version) throw changedMeanwhile(stored, act)
    const world = await worldOf(tx, viewer, stored.state.task, stampOf(viewer, now))
    await takeStep(tx, viewer, thread, { stored, act, world })
    return getMechanism(tx, viewer, item, world)
  })
}

export function openMechanism(db: Db, viewer: Viewer, item: number, now: Date): Promise<Page> {
  return asViewer(db, viewer, async (tx) => {
    const { state } = await readState<Mechanism>(tx, viewer, 'mechanism', item)
    return getMechanism(tx, viewer, item, await worldOf(tx, viewer, state.task, stampOf(viewer, now)))
  })
}

/** What follows for a mechanism from its meeting, whoever presides there. What stands on record already, by hand or by a change of the cadence, stays. */
export async function followMeeting(tx: Tx, viewer: Viewer, item: number, act: { event: 'hold' | 'skip' | 'deliver'; input: { due: string; [more: string]: unknown } }, stamp: Stamp): Promise<void> {
  const stored = await readState<Mechanism>(tx, viewer, 'mechanism', item)
  const world = await worldOf(tx, viewer, stored.state.task, stamp)
  const day = datesOf(stored.state, world.today).find(({ day: one }) => one === act.input.due)
  const fits = act.event === 'deliver' ? ['held', 'delivered'] : ['coming', 'overdue']
  if (day === undefined || !fits.includes(day.state) || (act.event !== 'deliver' && stored.state.state !== 'running')) return
  await takeStep(tx, viewer, thread, { stored, act, world: { ...world, rights: new Set([...world.rights, 'administer']) } })
}

/** Mechanisms with their dates: those that run first. */
export async function listMechanisms(tx: Tx, viewer: Viewer, today: string): Promise<Row[]> {
  const seen = await tx.query<{ item: number }>(sql`
    select item_id as item from governance_item where cluster_id = ${viewer.cluster} and kind = 'mechanism' order by state = 'ended', task, item_id`)
  const states = await readStates<Mechanism>(tx, viewer, seen.map(({ item }) => item))
  const name = await namesOf(tx, viewer, [...states.values()].map(({ state }) => state))
  const called = await readCalled(tx, viewer)
  return seen.map(({ item }) => rowOf(states.get(item)!, { name, called, today }))
}

async function getMechanism(tx: Tx, viewer: Viewer, item: number, world: World): Promise<Page> {
  const stored = await readState<Mechanism>(tx, viewer, 'mechanism', item)
  const name = await namesOf(tx, viewer, [stored.state])
  const mayCall = rightsAtTable({ convenor: stored.state.convenor, attendance: [] }, viewer).has('administer')
  return {
    ...rowOf(stored, { name, called: await readCalled(tx, viewer), today: world.today }), events: await showEvents(tx, viewer, item, mechanismEvents),
    may: { ...mayOf(mechanismMachine, stored.state, world), callMeeting: { allowed: mayCall && stored.state.state === 'running', reason: null } },
  }
}

function namesOf(tx: Tx, viewer: Viewer, mechanisms: readonly Mechanism[]): Promise<Namer> {
  const own = viewer.organisation === null ? [] : [viewer.organisation]
  return readNames(tx, viewer, [...own, ...mechanisms.flatMap(({ convenor, members, meetings }) => [convenor, ...members, ...meetings.flatMap(({ attended }) => attended)])])
}

type Beside = { name: Namer; called: ReadonlyMap<string, number>; today: string }

function rowOf({ item, version, state: mechanism }: Stored<Mechanism>, { name, called, today }: Beside): Row {
  const { meetings: _, convenor, members, ...rest } = mechanism
  const occurrences = datesOf(mechanism, today).map(({ due: __, skipped: ___, attended, ...one }) => ({ ...one, attended: attended.map(name), meeting: called.get(`${item} ${one.day}`) ?? null }))
  return { ...rest, state: mechanism.state as Row['state'], mechanism: item, version, convenor: name(convenor), members: members.map(name), occurrences, next: occurrences.find(({ state }) => state === 'coming')?.day ?? null }
}

async function worldOf(tx: Tx, viewer: Viewer, task: Mechanism['task'], stamp: Stamp): Promise<World> {
  const { assignments } = await readCharter(tx, viewer, formatDate(stamp.at))
  return { ...stamp, today: formatDate(stamp.at), rights: rightsIn(assignments, task, viewer) }
}
