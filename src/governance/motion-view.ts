import type { Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { empty, sql } from '../db/sql.ts'
import type { governanceEndpoints, MotionRow } from '../shared/contract/governance.ts'
import type { Answer, Checked } from '../shared/contract/index.ts'
import { actorTypes } from '../shared/vocabulary.ts'
import { motionEvents } from '../shared/governance.ts'
import { readNames, type Namer } from './bodies.ts'
import { showEvents } from './event-view.ts'
import { listMeetingsOf } from './meeting-motions.ts'
import { showPinned } from './pin.ts'
import { motionMachine, type Motion, type MotionWorld } from './rules/motion.ts'
import { hasVoted } from './rules/motion-ballot.ts'
import { waitsFor, type Awaited } from './rules/waits.ts'
import { readState, readStates, type Stored } from './store.ts'
import { mayOf } from './thread.ts'
import { readWaiting } from './waiting.ts'

type Page = Answer<typeof governanceEndpoints.getMotion>
type Filter = Checked<typeof governanceEndpoints.listMotions>['query']

/** Motions and decisions, those that wait for somebody first. */
export async function listMotions(tx: Tx, viewer: Viewer, { state, task, waits, offset, limit }: Filter, now: Date): Promise<Answer<typeof governanceEndpoints.listMotions>> {
  const waiting = await readWaiting(tx, viewer, now)
  const condition = sql`
    item.cluster_id = ${viewer.cluster} and item.kind = 'motion' ${state === undefined ? empty : sql`and item.state = ${state}`} ${task === undefined ? empty : sql`and item.task = ${task}`}
    ${waits === undefined ? empty : sql`and item.item_id = any (${[...waiting.keys()]}::bigint[])`}`
  const total = await tx.query<{ total: number }>(sql`select count(*) as total from governance_item as item where ${condition}`)
  const seen = await tx.query<Seen>(sql`
    select ${seenColumns} from governance_item as item where ${condition}
    order by array_position(array['voting', 'deliberating', 'moved', 'inquorate', 'adopted', 'rejected', 'withdrawn'], item.state), item.changed_at desc, item.item_id desc
    offset ${offset} limit ${limit}`)
  const states = await readStates<Motion>(tx, viewer, seen.map(({ item }) => item))
  const name = await readNames(tx, viewer, [...states.values()].flatMap(({ state: { organisation } }) => organisation ?? []))
  return { total: total[0]!.total, items: seen.map((one) => rowOf(states.get(one.item)!, one, { name, waits: waiting.get(one.item) ?? [] })) }
}

type Seen = { item: number; changedAt: string; work: number }
/** The work that follows from a motion is counted as far as the viewer sees it. */
const seenColumns = sql`
  item.item_id as item, item.changed_at as "changedAt",
  (select count(*) from governance_item as work where work.cluster_id = item.cluster_id and work.origin_kind = 'motion' and work.origin_id = item.item_id) as work`

function rowOf({ item, version, state }: Stored<Motion>, { changedAt, work }: Seen, { name, waits }: { name: Namer; waits: Awaited[] }): MotionRow {
  const { task, title, organisation, madeAt, method, decidedAt, reviewOn, amendment } = state
  return {
    motion: item, version, task, title, state: state.state as MotionRow['state'], mover: organisation === null ? null : name(organisation), madeAt, method, decidedAt, reviewOn, amends: amendment !== null, changedAt, work, waits,
  }
}

/** The whole thread as the viewer may see it. */
export async function getMotion(tx: Tx, viewer: Viewer, motion: number, world: MotionWorld): Promise<Page> {
  const stored = await readState<Motion>(tx, viewer, 'motion', motion)
  const { state } = stored
  const name = await readNames(tx, viewer, [...organisationsIn(state, viewer), ...(world.table?.present ?? [])])
  const seen = await tx.query<Seen>(sql`select ${seenColumns} from governance_item as item where item.cluster_id = ${viewer.cluster} and item.item_id = ${motion}`)
  const work = await tx.query<Page['workItems'][number]>(sql`
    select item_id as item, title, state from governance_item where cluster_id = ${viewer.cluster} and origin_kind = 'motion' and origin_id = ${motion} order by item_id`)
  return {
    ...rowOf(stored, seen[0]!, { name, waits: waitsFor(state, world) }), ...textsOf(state), ...ballotView(viewer, state, name),
    supporters: state.supporters.map(name), evidence: state.evidence.map((one) => showPinned(viewer, one)),
    opinions: state.opinions.map(({ opinion, organisation, stance, text, at, meeting, answer }) => ({ opinion, organisation: name(organisation), stance, text, at, meeting: meeting ?? null, answer })),
    ...await meetingsView(tx, viewer, motion, state), present: world.table?.mayNote ? world.table.present.map(name) : [],
    conflicts: state.conflicts.map(({ organisation, text }) => ({ organisation: name(organisation), text })),
    dissents: state.dissents.map(({ organisation, text, at }) => ({ organisation: name(organisation), text, at })),
    consulted: state.consulted.map(({ key, actorType, lapsed }) => ({ actorType, title: key === actorType ? actorTypes[actorType] : { zh: key, en: key }, answered: state.opinions.some(({ row }) => row === key), lapsed })),
    workItems: work, events: await showEvents(tx, viewer, motion, motionEvents), may: {
      ...mayOf(motionMachine, state, world),
      // Work is opened from a decision that was adopted, by whoever administers the task.
      openWork: { allowed: state.state === 'adopted' && world.rights.has('administer'), reason: null },
    },
  }
}

function textsOf(state: Motion): Pick<Page, 'text' | 'threshold' | 'amendment' | 'consultUntil' | 'quorum' | 'secret' | 'closesOn' | 'frozen'> {
  const { text, threshold, amendment, consultUntil, method, quorum, secret, closesOn, frozen } = state
  return { text, threshold, amendment: amendment?.rows ?? null, consultUntil, quorum: method === null ? null : quorum, secret, closesOn, frozen }
}

/** The meetings a motion came before, of those the viewer sees, and the one at which it is deliberated: that is on record for every member. */
async function meetingsView(tx: Tx, viewer: Viewer, motion: number, { heldAt }: Motion): Promise<Pick<Page, 'heldAt' | 'meetings'>> {
  const meetings = await listMeetingsOf(tx, viewer, motion)
  return {
    meetings: meetings.map(({ item, due, state, ...meeting }) => ({ ...meeting, meeting: item, day: due, state: state as Page['meetings'][number]['state'] })),
    heldAt: heldAt === undefined ? null : { ...heldAt, seen: meetings.some(({ item }) => item === heldAt.meeting) },
  }
}

/** Whether a seat has voted is seen by all; how, in a secret ballot, by nobody but itself. The count is shown when the ballot has closed. */
function ballotView(viewer: Viewer, state: Motion, name: Namer): Pick<Page, 'seats' | 'tally'> {
  return {
    tally: state.tally,
    seats: state.roll.map(({ organisation, chamber }) => {
      const open = !state.secret || organisation === viewer.organisation
      const vote = open ? state.votes.find((one) => one.organisation === organisation) : undefined
      const to = open ? state.delegations.find(({ from }) => from === organisation)?.to : undefined
      return { organisation: name(organisation), chamber, voted: hasVoted(state, organisation), choice: vote?.choice ?? null, reason: vote?.reason ?? null, delegatedTo: to ?? null }
    }),
  }
}

function organisationsIn({ organisation, supporters, opinions, conflicts, roll, dissents }: Motion, viewer: Viewer): number[] {
  const all = [organisation, viewer.organisation, ...supporters, ...[...opinions, ...conflicts, ...roll, ...dissents].map((one) => one.organisation)]
  return all.filter((one) => one !== null)
}
