import { asProgram, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { hashOf } from '../ledger/canonical.ts'
import type { MeetingAct } from '../shared/contract/meetings.ts'
import { formatDate } from '../shared/format.ts'
import { groupBy } from '../shared/group.ts'
import type { Stamp } from './rules/machine.ts'
import type { Mechanism } from './rules/mechanism.ts'
import { rightsAtTable, type Meeting, type MeetingWorld } from './rules/meeting.ts'
import type { Motion } from './rules/motion.ts'
import type { Work } from './rules/work.ts'
import { readStates, type Stored } from './store.ts'

/** Who sits in a mechanism, its convenor first. */
export function membersOf({ convenor, members }: Pick<Mechanism, 'convenor' | 'members'>): number[] {
  return [...new Set([convenor, ...members])]
}

type Facts = { stamp: Stamp; members: readonly number[] } & Partial<Pick<MeetingWorld, 'motions' | 'followed' | 'deliberated' | 'heard'>>

/** What an event on a meeting is decided on. */
export function worldAt(viewer: Viewer, meeting: Parameters<typeof rightsAtTable>[0], { stamp, ...facts }: Facts): MeetingWorld {
  return { motions: new Map(), followed: new Set(), deliberated: new Set(), heard: new Set(), ...facts, ...stamp, today: formatDate(stamp.at), rights: rightsAtTable(meeting, viewer), hashOf }
}

/** The same for a meeting that stands. The mechanism is read by every member; the rest only where the event asks for it. */
export async function readTable(tx: Tx, viewer: Viewer, { item, state }: Stored<Meeting>, { stamp, act }: { stamp: Stamp; act?: MeetingAct }): Promise<MeetingWorld> {
  const mechanism = (await readStates<Mechanism>(tx, viewer, [state.mechanism])).get(state.mechanism)!
  const motions = await readMotions(tx, viewer, act === undefined ? [] : motionsFor(state, act))
  const here = [...motions].filter(([, { heldAt }]) => heldAt?.meeting === item)
  return worldAt(viewer, state, {
    stamp, members: membersOf(mechanism.state), motions,
    deliberated: new Set(here.filter(([, motion]) => motion.state === 'deliberating').map(([motion]) => motion)),
    heard: new Set([...motions.values()].flatMap(({ opinions }) => opinions.filter(({ meeting }) => meeting === item).map(({ organisation }) => organisation))),
    followed: act?.event === 'remove' ? new Set((await asProgram(tx, viewer, () => readFollows(tx, viewer, item))).keys()) : new Set(),
  })
}

/** The motions that an event is decided on: those it names, and those of the agenda where it touches what was said on them. */
function motionsFor({ agenda }: Meeting, act: MeetingAct): number[] {
  const onAgenda = agenda.items.flatMap(({ motion }) => motion ?? [])
  switch (act.event) {
    case 'decided': return [act.input.motion]
    case 'arrange': return [...onAgenda, ...act.input.items.flatMap(({ motion }) => motion ?? [])]
    case 'attend': case 'invite': return onAgenda
    default: return []
  }
}

/** The motions of those named that the viewer may see, as they stand. */
export async function readMotions(tx: Tx, viewer: Viewer, motions: readonly number[]): Promise<Map<number, Motion & { state: Exclude<Motion['state'], 'none'> }>> {
  if (motions.length === 0) return new Map()
  const seen = await tx.query<{ item: number }>(sql`select item_id as item from governance_item where cluster_id = ${viewer.cluster} and kind = 'motion' and item_id = any (${[...motions]}::bigint[])`)
  const states = await readStates<Motion & { state: Exclude<Motion['state'], 'none'> }>(tx, viewer, seen.map(({ item }) => item))
  return new Map([...states.values()].map(({ item, state }) => [item, state]))
}

export type Follow = { kind: 'work' | 'motion'; id: number; title: string; state: Work['state'] | Motion['state'] }

/** What came of the paragraphs of a meeting, by paragraph, as far as the viewer sees it. */
export async function readFollows(tx: Tx, viewer: Viewer, meeting: number): Promise<Map<number, Follow[]>> {
  const seen = await tx.query<Follow & { paragraph: number | null }>(sql`
    select item_id as id, kind, title, state, origin_paragraph as paragraph from governance_item
    where cluster_id = ${viewer.cluster} and origin_kind = 'meeting' and origin_id = ${meeting} and kind in ('work', 'motion') order by item_id`)
  const motions = await readStates<Motion>(tx, viewer, seen.filter(({ kind }) => kind === 'motion').map(({ id }) => id))
  const follows = seen.flatMap(({ paragraph, ...follow }) => (follow.kind === 'motion' ? paragraphsOf(motions.get(follow.id)!.state, meeting) : [paragraph ?? []].flat()).map((one) => ({ paragraph: one, follow })))
  return new Map([...groupBy(follows, ({ paragraph }) => paragraph)].map(([paragraph, list]) => [paragraph, list.map(({ follow }) => follow)]))
}

/** From which paragraphs a motion has come: those of the evidence it was moved with. Work comes from one. */
function paragraphsOf({ evidence }: Motion, meeting: number): number[] {
  return [...new Set(evidence.flatMap(({ ref }) => (ref.startsWith(`meeting:${meeting}:`) ? [Number(ref.split(':')[2])] : [])))]
}
