import type { Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { keysOf, type Text } from '../shared/vocabulary.ts'
import { decide, follow, objection, type Machine, type World } from './rules/machine.ts'
import { appendEvent, putItem, type Face, type Kind, type Stored } from './store.ts'

/** A kind of item whose state follows from its events: its machine, what lists ask of it, which of its events are secret. */
export type Thread<S extends { state: string }, W extends World> = {
  kind: Kind; machine: Machine<S, W>
  faceOf: (state: S) => Face
  isSecret?: (state: S, event: string) => boolean
}

type Step<S, W> = { stored: Stored<S>; act: { event: string; input: unknown }; world: W }

/** Decides on an event, appends it to the chain and writes what stands after it. The chain must be locked. */
export async function takeStep<S extends { state: string }, W extends World>(tx: Tx, viewer: Viewer, thread: Thread<S, W>, { stored: { item, version, state }, act, world }: Step<S, W>): Promise<S> {
  const { kind, machine, faceOf, isSecret } = thread
  const payload = decide(machine, state, world, act)
  const { at, account, organisation } = world
  const next = follow(machine, state, { event: act.event, payload, at, account, organisation })
  await appendEvent(tx, viewer, { item, version: version + 1, event: act.event, payload, secret: isSecret?.(next, act.event) ?? false }, world)
  await putItem(tx, viewer, kind, { item, version: version + 1, state: next }, faceOf(next), at)
  return next
}

export type Allowance = { allowed: boolean; reason: Text | null }

/** What the viewer may do now, and why not. What makes an item is not offered on one that is there. */
export function mayOf<S extends { state: string }, W extends World>(machine: Machine<S, W>, state: S, world: W): Record<string, Allowance> {
  const events = keysOf(machine.events).filter((event) => !machine.rules[event]!.from.includes('none'))
  return Object.fromEntries(events.map((event) => [event, allowanceOf(objection(machine, state, world, event))]))
}

/** What nothing speaks against is allowed. */
export function allowanceOf(against: ReturnType<typeof objection>): Allowance {
  return { allowed: against === undefined, reason: against?.text ?? null }
}

/** The face of an item that has no part of work: no parent, no lead, no progress. */
export const plainFace = { readers: 'members', parties: [], parent: null, originKind: null, originId: null, lead: null, region: null, due: null, progress: null, suspended: false } satisfies Partial<Face>
