import { asProgram, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { json, prepared, sql, type Sql } from '../db/sql.ts'
import { hashOf } from '../ledger/canonical.ts'
import { AppError } from '../shared/errors.ts'
import type { Recorded, Stamp } from './rules/machine.ts'
import type { Ask } from './rules/waits.ts'
import { dropEmpty, tallyItems, tallyWaiting } from './tally.ts'

export type Kind = 'motion' | 'work' | 'appeal' | 'mechanism' | 'meeting' | 'policy' | 'post'
export type Stored<S> = { item: number; version: number; state: S }

/** What lists and policies ask of an item. */
export type Face = {
  task: string; state: string; title: string; readers: 'members' | 'parties'; parties: number[]; parent: number | null; originKind: string | null; originId: number | null; originTitle: string | null; originParagraph: number | null
  lead: number | null; region: string | null; due: string | null; progress: number | null; suspended: boolean
  urges: number; /** The event that is waited for, where it is asked of the lead or the convenor alone. */ asked: string | null
}

export type EventRow = Recorded & { id: number; item: number; version: number; secret: boolean; previous: string; hash: string }

/** Whoever acts waits for the others of the cluster: the events of a cluster are one chain. */
export async function lockChain(tx: Tx, viewer: Viewer): Promise<void> {
  await tx.query(sql`select pg_advisory_xact_lock(hashtext(${`governance ${viewer.cluster}`}))`)
}

/** The state of an item that the viewer may see, read by the program: it holds what each viewer is shown their part of. */
export async function readState<S extends object>(tx: Tx, viewer: Viewer, kind: Kind, item: number): Promise<Stored<S>> {
  const seen = await tx.query(sql`select 1 from governance_item where cluster_id = ${viewer.cluster} and item_id = ${item} and kind = ${kind}`)
  if (!seen[0]) throw noSuch(kind, item)
  return (await readStates<S>(tx, viewer, [item])).get(item)!
}

export type NewEvent = { item: number; version: number; event: string; payload: unknown; secret: boolean }

/** The states of items that the viewer is known to see. */
export async function readStates<S extends object>(tx: Tx, viewer: Viewer, items: readonly number[]): Promise<Map<number, Stored<S>>> {
  const rows = await asProgram(tx, viewer, () => tx.query<Stored<S>>(prepared(sql`
    select item.item_id as item, item.version, whole.state
    from governance_item as item join governance_state as whole using (cluster_id, item_id)
    where item.cluster_id = ${viewer.cluster} and item.item_id = any (${[...items]}::bigint[])`)))
  return new Map(rows.map((row) => [row.item, row]))
}

/** Appends events, one after the other, to the chain of the cluster. The chain must be locked. */
export async function appendEvents(tx: Tx, viewer: Viewer, events: readonly NewEvent[], { at, account, organisation }: Stamp): Promise<void> {
  await asProgram(tx, viewer, async () => {
    const last = await tx.query<{ id: number; hash: string }>(sql`
      select event_id as id, hash from governance_event where cluster_id = ${viewer.cluster} order by event_id desc limit 1`)
    let { id, hash: previous } = last[0] ?? { id: 0, hash: '' }
    const rows = events.map(({ item, version, event, payload, secret }) => {
      id += 1
      const hash = hashOf({ cluster: viewer.cluster, id, item, version, event, account, organisation, payload, secret, at, previous })
      const row = { id, item, version, event, payload, secret, previous, hash }
      previous = hash
      return row
    })
    await tx.query(sql`
      insert into governance_event (cluster_id, event_id, item_id, version, event, account_id, organisation_id, payload, secret, made_at, previous_hash, hash)
      select ${viewer.cluster}, id, item, version, event, ${account}::bigint, ${organisation}::bigint, payload, secret, ${at}::timestamptz, previous, hash
      from jsonb_to_recordset(${json(rows)}) as made(id bigint, item bigint, version integer, event text, payload jsonb, secret boolean, previous text, hash text)`)
  })
}

/** The number of a new item. */
export async function newItem(tx: Tx): Promise<number> {
  return (await newItems(tx, 1))[0]!
}

/** Numbers of new items, the smallest first. */
export async function newItems(tx: Tx, count: number): Promise<number[]> {
  const rows = await tx.query<{ id: number }>(sql`select nextval('entity_id') as id from generate_series(1, ${count}::integer)`)
  return rows.map(({ id }) => id).sort((a, b) => a - b)
}

/** Writes what stands, with the version that the last event made. */
export async function putItems(tx: Tx, viewer: Viewer, kind: Kind, items: readonly (Stored<object> & { face: Face })[], at: string): Promise<void> {
  await asProgram(tx, viewer, async () => {
    await tx.query(sql`
      with made as (
        select * from jsonb_to_recordset(${json(items.map(({ item, version, face }) => ({ item, version, ...face })))}) as made(item bigint, version integer, task text, state text, title text, readers text, parties bigint[], parent bigint,
          "originKind" text, "originId" bigint, "originTitle" text, "originParagraph" integer, lead bigint, region text, due date, progress real, suspended boolean, urges integer, asked text)),
      before as (
        select was.task, was.state, was.parties, was.lead_id as lead, was.asked, was.due_date as due from governance_item as was join made on made.item = was.item_id where was.cluster_id = ${viewer.cluster}),
      put as (
        insert into governance_item (cluster_id, item_id, kind, task, state, version, title, readers, parties, parent_id, origin_kind, origin_id, origin_title, origin_paragraph, lead_id, region_code, due_date, progress, suspended, urges, asked, made_at, changed_at)
        select ${viewer.cluster}, item, ${kind}, task, state, version, title, readers, parties, parent, "originKind", "originId", "originTitle", "originParagraph", lead, region, due, progress, suspended, urges, asked, ${at}::timestamptz, ${at}::timestamptz from made
        on conflict (cluster_id, item_id) do update
        set task = excluded.task, state = excluded.state, version = excluded.version, title = excluded.title, parties = excluded.parties, lead_id = excluded.lead_id, region_code = excluded.region_code,
          due_date = excluded.due_date, progress = excluded.progress, suspended = excluded.suspended, urges = excluded.urges, asked = excluded.asked, changed_at = excluded.changed_at)
      ${kind === 'work' ? tallies(viewer) : sql`select 1`}`)
    if (kind === 'work') await tx.query(dropEmpty(viewer))
    await tx.query(sql`
      insert into governance_state (cluster_id, item_id, state)
      select ${viewer.cluster}, item, state from jsonb_to_recordset(${json(items.map(({ item, state }) => ({ item, state })))}) as made(item bigint, state jsonb)
      on conflict (cluster_id, item_id) do update set state = excluded.state`)
  })
}

/** What the items that are written add to the tallies of work, beside what they were before. */
function tallies(viewer: Viewer): Sql {
  const moved = (columns: Sql): Sql => sql`select ${columns}, 1 as one from made union all select ${columns}, -1 from before`
  return sql`, tallied as (${tallyItems(viewer, moved(sql`task, state, parties`))}) ${tallyWaiting(viewer, moved(sql`task, lead, asked, due`))}`
}

type Asked = { item: number; task: string; asks: readonly Ask[] }

/** Writes what items wait for from whom, in place of what they waited for before. */
export async function putAsks(tx: Tx, viewer: Viewer, items: readonly Asked[]): Promise<void> {
  const rows = items.flatMap(({ item, task, asks }) => asks.map(({ event, right, organisation, except, from }) => ({ item, task, event, needs: right, organisation: organisation ?? 0, except, from: from ?? '-infinity' })))
  await asProgram(tx, viewer, async () => {
    await tx.query(sql`delete from governance_asked where cluster_id = ${viewer.cluster} and item_id = any (${items.map(({ item }) => item)}::bigint[])`)
    await tx.query(sql`
      insert into governance_asked (cluster_id, item_id, event, organisation_id, task, needs, except_for, from_date)
      select ${viewer.cluster}, item, event, organisation, task, needs, "except", "from" from jsonb_to_recordset(${json(rows)}) as made(item bigint, event text, organisation bigint, task text, needs text, "except" bigint[], "from" date)`)
  })
}

/** The columns of an event, as `EventRow` names them. */
export const eventColumns = sql`
  event_id as id, item_id as item, version, event, account_id as account, organisation_id as organisation, payload, secret, made_at as at, previous_hash as previous, hash`

/** The events of an item, oldest first, as far as the viewer may read them. */
export function listEvents(tx: Tx, viewer: Viewer, item: number): Promise<EventRow[]> {
  return tx.query<EventRow>(sql`
    select ${eventColumns} from governance_event where cluster_id = ${viewer.cluster} and item_id = ${item} order by event_id`)
}

/** Refuses a write on a version that is no longer the newest, and shows both: what stands, and what was about to be written. */
export function changedMeanwhile(stands: Stored<object>, mine: object): AppError {
  return new AppError('changed-meanwhile', {
    zh: `这一项刚刚被他人改动（现为第 ${stands.version} 版），您的操作尚未生效，也没有丢失。请查看最新内容后再提交一次。`,
    en: `Somebody changed this a moment ago (version ${stands.version} stands); what you did is neither done nor lost. Look at what stands now and send it again.`,
  }, { version: stands.version, yours: mine })
}

function noSuch(kind: Kind, item: number): AppError {
  const [zh, en] = kindNames[kind]
  return new AppError('not-found', { zh: `没有编号为 ${item} 的${zh}，或您无权查看。`, en: `There is no ${en} ${item}, or you may not see it.` })
}

const kindNames: Record<Kind, [zh: string, en: string]> = {
  motion: ['动议', 'motion'], work: ['事项', 'work item'], appeal: ['诉求', 'appeal'], mechanism: ['机制', 'mechanism'], meeting: ['会议', 'meeting'], policy: ['政策', 'policy'], post: ['职务或机构', 'post or body'],
}
