import type { Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import type { MeetingPack } from '../shared/contract/meetings.ts'
import { readNames } from './bodies.ts'
import { listMeetingsOf } from './meeting-motions.ts'
import { readMotions } from './meeting-world.ts'
import { showPinned } from './pin.ts'
import type { Meeting } from './rules/meeting.ts'
import { readState } from './store.ts'

/** How much of the open work a pack lists, and how many decisions it looks back on. */
const [mostWork, mostDecisions] = [60, 10]

/** What is laid before a meeting, as whoever takes it may see it: evidence as it was pinned, work that is open or overdue, what was decided last. */
export async function readPack(tx: Tx, viewer: Viewer, meeting: number, today: string): Promise<MeetingPack> {
  const { state } = await readState<Meeting>(tx, viewer, 'meeting', meeting)
  const motions = await readMotions(tx, viewer, state.agenda.items.flatMap(({ motion }) => motion ?? []))
  const name = await readNames(tx, viewer, [...motions.values()].flatMap(({ opinions }) => opinions.map(({ organisation }) => organisation)))
  const shown: MeetingPack['motions'] = []
  for (const [motion, { title, state: stands, evidence, opinions }] of motions) {
    const earlier = (await listMeetingsOf(tx, viewer, motion)).filter(({ item, due }) => item !== meeting && due <= state.due).map(({ item, title: of, due, heldOn }) => ({ meeting: item, title: of, day: heldOn ?? due }))
    const said = opinions.filter((one) => one.meeting === meeting).map(({ organisation, stance, text, answer }) => ({ organisation: name(organisation), stance, text, answer }))
    shown.push({ motion, title, state: stands, evidence: evidence.map((one) => showPinned(viewer, one)), earlier, opinions: said })
  }
  return {
    motions: shown,
    ...await readWork(tx, viewer, state, today), decisions: await readDecisions(tx, viewer, state),
  }
}

type WorkRow = Omit<MeetingPack['work'][number], 'lead'> & { lead: number | null; total: number }

/** Open work of the task: what is overdue first, then what came from this mechanism. */
async function readWork(tx: Tx, viewer: Viewer, { task, mechanism }: Meeting, today: string): Promise<Pick<MeetingPack, 'work' | 'moreWork'>> {
  const rows = await tx.query<WorkRow>(sql`
    select item.item_id as item, item.title, item.state, item.lead_id as lead, item.due_date::text as due, coalesce(item.due_date < ${today}::date and not item.suspended, false) as overdue,
      exists (
        select 1 from governance_item as meeting
        where meeting.cluster_id = item.cluster_id and meeting.item_id = item.origin_id and item.origin_kind = 'meeting' and meeting.origin_kind = 'mechanism' and meeting.origin_id = ${mechanism}) as "fromHere",
      count(*) over () as total
    from governance_item as item
    where item.cluster_id = ${viewer.cluster} and item.kind = 'work' and item.task = ${task} and item.state in ('open', 'accepted', 'working', 'reported', 'approved')
    order by overdue desc, "fromHere" desc, item.due_date, item.item_id limit ${mostWork}`)
  const name = await readNames(tx, viewer, rows.flatMap(({ lead }) => lead ?? []))
  return { work: rows.map(({ item, title, state, lead, due, overdue, fromHere }) => ({ item, title, state, lead: lead === null ? null : name(lead), due, overdue, fromHere })), moreWork: (rows[0]?.total ?? 0) - rows.length }
}

async function readDecisions(tx: Tx, viewer: Viewer, { task }: Meeting): Promise<MeetingPack['decisions']> {
  const last = await tx.query<{ item: number }>(sql`
    select item_id as item from governance_item where cluster_id = ${viewer.cluster} and kind = 'motion' and task = ${task} and state in ('adopted', 'rejected') order by changed_at desc, item_id desc limit ${mostDecisions}`)
  const decided = await readMotions(tx, viewer, last.map(({ item }) => item))
  return last.map(({ item }) => {
    const { title, state, decidedAt, frozen, reviewOn } = decided.get(item)!
    return { motion: item, title, state, decidedAt: decidedAt!, frozen, reviewOn }
  })
}
