import type { Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { keysOf, type Text } from '../shared/vocabulary.ts'
import { decide, follow, objection, type Machine, type Stamp, type World } from './rules/machine.ts'
import type { Ask } from './rules/waits.ts'
import { appendEvents, putAsks, putItems, type Face, type Kind, type NewEvent, type Stored } from './store.ts'

/** A kind of item whose state follows from its events: its machine, what lists ask of it, which of its events are secret. */
export type Thread<S extends { state: string }, W extends World> = {
  kind: Kind; machine: Machine<S, W>
  faceOf: (state: S, item: number) => Face
  isSecret?: (state: S, event: string) => boolean
  /** What it waits for from whom, where others than its lead and its convenor are asked. */
  asksOf?: (state: S) => Ask[]
}

type Step<S, W> = { stored: Stored<S>; act: { event: string; input: unknown }; world: W }
/** What an event makes of an item, and the event to be appended. */
export type Taken<S> = { stored: Stored<S>; event: NewEvent }

/** Decides on an event, or refuses it with the reason. Nothing is written yet. */
export function advance<S extends { state: string }, W extends World>({ machine, isSecret }: Thread<S, W>, { stored: { item, version, state }, act, world }: Step<S, W>): Taken<S> {
  const payload = decide(machine, state, world, act)
  const { at, account, organisation } = world
  const next = follow(machine, state, { event: act.event, payload, at, account, organisation })
  return { stored: { item, version: version + 1, state: next }, event: { item, version: version + 1, event: act.event, payload, secret: isSecret?.(next, act.event) ?? false } }
}

/** Appends to the chain what was decided, in that order, and writes what stands after it. The chain must be locked. */
export async function writeTaken<S extends { state: string }, W extends World>(tx: Tx, viewer: Viewer, { kind, faceOf, asksOf }: Thread<S, W>, { taken, stamp }: { taken: readonly Taken<S>[]; stamp: Stamp }): Promise<void> {
  await appendEvents(tx, viewer, taken.map(({ event }) => event), stamp)
  const last = new Map(taken.map(({ stored }) => [stored.item, stored]))
  await putItems(tx, viewer, kind, [...last.values()].map((stored) => ({ ...stored, face: faceOf(stored.state, stored.item) })), stamp.at)
  if (asksOf) await putAsks(tx, viewer, [...last.values()].map(({ item, state }) => ({ item, task: faceOf(state, item).task, asks: asksOf(state) })))
}

/** Decides on an event and writes it. The chain must be locked. */
export async function takeStep<S extends { state: string }, W extends World>(tx: Tx, viewer: Viewer, thread: Thread<S, W>, step: Step<S, W>): Promise<S> {
  const { account, organisation, at } = step.world
  const taken = advance(thread, step)
  await writeTaken(tx, viewer, thread, { taken: [taken], stamp: { account, organisation, at } })
  return taken.stored.state
}

export type Allowance = { allowed: boolean; reason: Text | null }

/** What the viewer may do now, and why not. What makes an item, or follows from another, is not offered on one that is there. */
export function mayOf<S extends { state: string }, W extends World>(machine: Machine<S, W>, state: S, world: W): Record<string, Allowance> {
  const events = keysOf(machine.events).filter((event) => !machine.rules[event]!.follows && !machine.rules[event]!.from.includes('none'))
  return Object.fromEntries(events.map((event) => [event, allowanceOf(objection(machine, state, world, event))]))
}

/** What nothing speaks against is allowed. */
export function allowanceOf(against: ReturnType<typeof objection>): Allowance {
  return { allowed: against === undefined, reason: against?.text ?? null }
}

/** The face of an item that has no part of work: no parent, no lead, no progress. */
export const plainFace = { readers: 'members', parties: [], parent: null, originKind: null, originId: null, originTitle: null, originParagraph: null, lead: null, region: null, due: null, progress: null, suspended: false, urges: 0, asked: null } satisfies Partial<Face>
