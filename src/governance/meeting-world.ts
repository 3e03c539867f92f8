import { asProgram, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { hashOf } from '../ledger/canonical.ts'
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

type Facts = { stamp: Stamp; members: readonly number[]; motions?: MeetingWorld['motions'] | undefined; followed?: ReadonlySet<number> | undefined }

/** What an event on a meeting is decided on. */
export function worldAt(viewer: Viewer, meeting: Parameters<typeof rightsAtTable>[0], { stamp, members, motions = new Map(), followed = new Set() }: Facts): MeetingWorld {
  return { ...stamp, today: formatDate(stamp.at), rights: rightsAtTable(meeting, viewer), members, motions, followed, hashOf }
}

/** The same for a meeting that stands, with the motions named. The mechanism is read by every member. */
export async function readTable(tx: Tx, viewer: Viewer, { item, state }: Stored<Meeting>, { stamp, motions }: { stamp: Stamp; motions: readonly number[] }): Promise<MeetingWorld> {
  const mechanism = (await readStates<Mechanism>(tx, viewer, [state.mechanism])).get(state.mechanism)!
  const followed = await asProgram(tx, viewer, () => readFollows(tx, viewer, item))
  return worldAt(viewer, state, { stamp, members: membersOf(mechanism.state), motions: await readMotions(tx, viewer, motions), followed: new Set(followed.keys()) })
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
  const seen = await tx.query<{ item: number; kind: Follow['kind'] }>(sql`
    select item_id as item, kind from governance_item where cluster_id = ${viewer.cluster} and origin_kind = 'meeting' and origin_id = ${meeting} and kind in ('work', 'motion') order by item_id`)
  const states = await readStates<Work | Motion>(tx, viewer, seen.map(({ item }) => item))
  const follows = seen.flatMap(({ item, kind }) => {
    const { state } = states.get(item)!
    return paragraphsOf(state, meeting).map((paragraph) => ({ paragraph, follow: { kind, id: item, title: state.title, state: state.state } }))
  })
  return new Map([...groupBy(follows, ({ paragraph }) => paragraph)].map(([paragraph, list]) => [paragraph, list.map(({ follow }) => follow)]))
}

/** From which paragraphs work or a motion has come: work says it of itself, a motion by the evidence it was moved with. */
function paragraphsOf(state: Work | Motion, meeting: number): number[] {
  if ('origin' in state) return state.origin.paragraph === undefined ? [] : [state.origin.paragraph]
  return [...new Set(state.evidence.flatMap(({ ref }) => (ref.startsWith(`meeting:${meeting}:`) ? [Number(ref.split(':')[2])] : [])))]
}
