import { holdingsOn } from '../access/holdings.ts'
import { asProgram, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { empty, json, prepared, sql } from '../db/sql.ts'
import { appealEvents } from '../shared/appeals.ts'
import type { healthEndpoints, HealthFigures } from '../shared/contract/health.ts'
import type { Answer, Checked } from '../shared/contract/index.ts'
import { AppError } from '../shared/errors.ts'
import { formatDate } from '../shared/format.ts'
import { motionEvents, workEvents } from '../shared/governance.ts'
import { groupBy } from '../shared/group.ts'
import { actorTypes, governanceTasks, keysOf, type ActorType, type GovernanceTask, type Text } from '../shared/vocabulary.ts'
import { readNames } from './bodies.ts'
import { readStanding } from './motion-world.ts'
import { countedIn, figuresOf, partsOf, type Counted, type History } from './rules/health.ts'
import { rightsIn } from './rules/rights.ts'
import { eventColumns, type EventRow } from './store.ts'

type Health = Answer<typeof healthEndpoints.getHealth>
type Window = Checked<typeof healthEndpoints.getHealth>['query']
type Parts = Answer<typeof healthEndpoints.getHealthParts>
type Types = ReadonlyMap<number, ActorType | null>
/** What the kept figures were counted on. */
type Basis = { events: number; day: string; countedOn: string }
/** Who is what by the charter, which the figures are told by. */
type Roles = { types: Types; convenors: ReadonlyMap<GovernanceTask, number[]> }

const typeIn = (types: Types) => (organisation: number | null): ActorType | null => (organisation === null ? null : types.get(organisation) ?? null)

type Row = { task: GovernanceTask; organisation: number; actorType: ActorType | null; content: Omit<Health['tasks'][number], 'task'> | HealthFigures; total: number }

/** How co-governance fares, as the viewer may see it: by actor type for all, by organisation, a window of them, for itself and for who convenes. */
export async function getHealth(tx: Tx, viewer: Viewer, { task, offset, limit }: Window, now: Date): Promise<Health> {
  const { events, day } = await ensureCounted(tx, viewer, now)
  const kept = sql`governance_health where cluster_id = ${viewer.cluster} ${task === undefined ? empty : sql`and task = ${task}`}`
  const rows = await tx.query<Row>(prepared(sql`
    (select task, organisation_id as organisation, null as "actorType", content, 0::bigint as total from ${kept} and organisation_id = 0 order by task)
    union all
    (select task, organisation_id, actor_type, content, (select count(*) from ${kept} and organisation_id <> 0) from ${kept} and organisation_id <> 0 order by task, organisation_id offset ${offset} limit ${limit})`))
  const own = rows.filter(({ organisation }) => organisation !== 0)
  const name = await readNames(tx, viewer, own.map(({ organisation }) => organisation))
  return {
    events, day, total: own[0]?.total ?? 0,
    tasks: rows.filter(({ organisation }) => organisation === 0).map((row) => ({ task: row.task, ...(row.content as Omit<Health['tasks'][number], 'task'>) })),
    organisations: own.map((row) => ({ organisation: name(row.organisation), task: row.task, actorType: row.actorType, figures: row.content as HealthFigures })),
  }
}

/**
 * What the figures depend on, in few words: the head of the log, the day, the charter with who holds its posts, the state of the facts, by
 * which organisations have their actor types, and who has people in the cluster.
 */
async function readBasis(tx: Tx, viewer: Viewer, now: Date): Promise<Basis & { kept: boolean }> {
  const day = formatDate(now)
  const rows = await tx.query<{ events: number; standing: string; keptOn: string | null }>(prepared(sql`
    select (select coalesce(max(event_id), 0) from governance_event where cluster_id = ${viewer.cluster}) as events,
      md5(concat_ws(' ', revision, operator_id, operator_type, (select max(version) from charter where cluster_id = ${viewer.cluster}), ${holdingsOn(viewer.cluster, day)},
        (select sum(merged_into + organisation_id) from organisation where cluster_id = ${viewer.cluster} and merged_into is not null),
        (select sum(hashtextextended(concat_ws(' ', member.account_id, organisation_id, role), 0)) from member join account on account.account_id = member.account_id and disabled_at is null where cluster_id = ${viewer.cluster}))) as standing,
      (select counted_on from governance_counted where cluster_id = ${viewer.cluster} limit 1) as "keptOn"
    from cluster where cluster_id = ${viewer.cluster}`))
  const { events, standing, keptOn } = rows[0]!
  const countedOn = `${events} ${day} ${standing}`
  return { events, day, countedOn, kept: countedOn === keptOn }
}

/** Counts anew where anything has changed that the figures depend on. */
async function ensureCounted(tx: Tx, viewer: Viewer, now: Date): Promise<Basis> {
  return asProgram(tx, viewer, async () => {
    const found = await readBasis(tx, viewer, now)
    if (found.kept) return found
    await tx.query(sql`select pg_advisory_xact_lock(hashtext(${`health ${viewer.cluster}`}))`)
    // Somebody else may have counted while this one waited.
    const basis = await readBasis(tx, viewer, now)
    if (basis.kept) return basis
    const counted = (await readHistories(tx, viewer)).flatMap((history) => countedIn(history, basis.day))
    await keep(tx, viewer, { ...basis, ...await readRoles(tx, viewer, basis.day) }, counted)
    return basis
  })
}

async function readRoles(tx: Tx, viewer: Viewer, day: string): Promise<Roles> {
  const { assignments, bodies } = await readStanding(tx, { ...viewer, role: 'system' }, day)
  const known = await tx.query<{ organisation: number; actorType: ActorType | null }>(prepared(sql`select organisation_id as organisation, actor_type as "actorType" from organisation where cluster_id = ${viewer.cluster} and retired_at is null`))
  return {
    types: new Map([...known, ...bodies].map(({ organisation, actorType }) => [organisation, actorType] as const)),
    convenors: new Map(keysOf(governanceTasks).map((task) => [task, bodies.filter((body) => rightsIn(assignments, task, { ...body, role: 'member' }).has('administer')).map(({ organisation }) => organisation)])),
  }
}

async function readHistories(tx: Tx, viewer: Viewer): Promise<History[]> {
  const events = await tx.query<EventRow & { kind: History['kind'] }>(sql`
    select ${eventColumns}, (select kind from governance_item as item where item.cluster_id = event.cluster_id and item.item_id = event.item_id) as kind
    from governance_event as event where cluster_id = ${viewer.cluster} order by event_id`)
  const histories = new Map<number, { item: number; kind: History['kind']; events: EventRow[] }>()
  for (const event of events) {
    if (!['motion', 'work', 'appeal'].includes(event.kind)) continue
    const history = histories.get(event.item) ?? { item: event.item, kind: event.kind, events: [] }
    history.events.push(event)
    histories.set(event.item, history)
  }
  return [...histories.values()]
}

async function keep(tx: Tx, viewer: Viewer, { types, convenors, countedOn }: Basis & Roles, counted: readonly Counted[]): Promise<void> {
  const typeOf = typeIn(types)
  const byTask = keysOf(governanceTasks).map((task) => ({ task, counted: counted.filter((one) => one.task === task) }))
  const rows = byTask.flatMap(({ task, counted: own }) => {
    const types = Object.fromEntries(keysOf(actorTypes).map((type) => [type, figuresOf(own, type, typeOf)]))
    const organisations = [...groupBy(own, ({ organisation }) => organisation)].filter((entry): entry is [number, Counted[]] => entry[0] !== null)
    return [{ task, organisation: 0, actorType: null as ActorType | null, convenors: [] as number[], content: { all: figuresOf(own, null, typeOf), types } as object }, ...organisations.map(([organisation, list]) => ({ task, organisation, actorType: typeOf(organisation), convenors: convenors.get(task)!, content: figuresOf(list, null, typeOf) as object }))]
  })
  await tx.query(sql`delete from governance_health where cluster_id = ${viewer.cluster}`)
  await tx.query(sql`
    insert into governance_health (cluster_id, task, organisation_id, actor_type, convenors, content)
    select ${viewer.cluster}, task, organisation, "actorType", convenors, content from jsonb_to_recordset(${json(rows)}) as made(task text, organisation bigint, "actorType" text, convenors bigint[], content jsonb)`)
  await tx.query(sql`delete from governance_counted where cluster_id = ${viewer.cluster}`)
  await tx.query(sql`
    insert into governance_counted (cluster_id, task, counted_on, content)
    select ${viewer.cluster}, task, ${countedOn}, counted from jsonb_to_recordset(${json(byTask)}) as made(task text, counted jsonb)`)
}

type Wanted = Checked<typeof healthEndpoints.getHealthParts>
const titles: Record<string, Text> = { ...motionEvents, ...appealEvents, ...workEvents }

/** What a figure was counted from, with the events; of what the viewer may not see only how much it is. */
export async function getHealthParts(tx: Tx, viewer: Viewer, { params: { task, figure }, query: { actorType, organisation, offset, limit } }: Wanted, now: Date): Promise<Parts> {
  await ensureCounted(tx, viewer, now)
  if (organisation !== undefined) await checkSees(tx, viewer, task, organisation)
  const kept = await asProgram(tx, viewer, () => tx.query<{ content: Counted[] }>(sql`select content from governance_counted where cluster_id = ${viewer.cluster} and task = ${task}`))
  const counted = (kept[0]?.content ?? []).filter((one) => organisation === undefined || one.organisation === organisation)
  const types = new Map((await asProgram(tx, viewer, () => tx.query<{ organisation: number; actorType: ActorType | null }>(sql`
    select organisation_id as organisation, actor_type as "actorType" from governance_health where cluster_id = ${viewer.cluster} and task = ${task}`))).map((row) => [row.organisation, row.actorType]))
  const parts = partsOf(counted, figure, organisation === undefined ? actorType ?? null : null, typeIn(types))
  const seen = new Map((await tx.query<{ item: number; kind: History['kind']; title: string }>(sql`
    select item_id as item, kind, title from governance_item where cluster_id = ${viewer.cluster} and item_id = any (${[...new Set(parts.map(({ item }) => item))]}::bigint[])`)).map((row) => [row.item, row]))
  const visible = parts.filter(({ item }) => seen.has(item))
  const shown = visible.slice(offset, offset + limit)
  const events = new Map((await tx.query<{ id: number; event: string; at: string; organisation: number | null }>(sql`
    select event_id as id, event, made_at as at, organisation_id as organisation from governance_event where cluster_id = ${viewer.cluster} and event_id = any (${shown.flatMap((part) => part.events)}::bigint[])`)).map((row) => [row.id, row]))
  const name = await readNames(tx, viewer, shown.flatMap((part) => part.organisation ?? []))
  return {
    total: visible.length, hidden: parts.length - visible.length,
    items: shown.map((part) => {
      const own = part.events.flatMap((id) => events.get(id) ?? [])
      // Who filed an anonymous appeal is not told by the event that hides it.
      const tells = part.organisation !== null && own.length === part.events.length
      return { item: part.item, kind: seen.get(part.item)!.kind, title: seen.get(part.item)!.title, organisation: tells ? name(part.organisation!) : null, value: part.value, events: own.map(({ id, event, at }) => ({ id, title: titles[event]!, at })) }
    }),
  }
}

/** The figures of one organisation are its own, and of who convenes the task: the policy of the kept rows says so too. */
async function checkSees(tx: Tx, viewer: Viewer, task: GovernanceTask, organisation: number): Promise<void> {
  const rows = await tx.query(sql`select 1 from governance_health where cluster_id = ${viewer.cluster} and task = ${task} and organisation_id = ${organisation}`)
  if (rows.length > 0) return
  throw new AppError('not-found', { zh: '没有这个主体在这项任务中的数字，或您无权查看：它们只给该主体自己、任务的主持方和集群团队看。', en: 'There are no figures of this organisation in this task, or you may not see them: they are for itself, for who convenes the task, and for the team.' })
}
