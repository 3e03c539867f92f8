import { asProgram, type Viewer } from '../access/viewer.ts'
import type { Tx } from '../db/db.ts'
import { json, prepared, sql } from '../db/sql.ts'
import { hashOf } from '../ledger/canonical.ts'
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
type Parts = Answer<typeof healthEndpoints.getHealthParts>
type Types = ReadonlyMap<number, ActorType | null>
type Basis = { events: number; day: string; types: Types; countedOn: string; convenors: Map<GovernanceTask, number[]> }

const typeIn = (types: Types) => (organisation: number | null): ActorType | null => (organisation === null ? null : types.get(organisation) ?? null)

/** How co-governance fares, as the viewer may see it: by actor type for all, by organisation for itself and for who convenes. */
export async function getHealth(tx: Tx, viewer: Viewer, now: Date): Promise<Health> {
  const basis = await ensureCounted(tx, viewer, now)
  const rows = await tx.query<{ task: GovernanceTask; organisation: number; content: Omit<Health['tasks'][number], 'task'> | HealthFigures }>(prepared(sql`
    select task, organisation_id as organisation, content from governance_health where cluster_id = ${viewer.cluster} order by task, organisation_id`))
  const own = rows.filter(({ organisation }) => organisation !== 0)
  const name = await readNames(tx, viewer, own.map(({ organisation }) => organisation))
  const typeOf = typeIn(basis.types)
  return {
    events: basis.events, day: basis.day,
    tasks: rows.filter(({ organisation }) => organisation === 0).map(({ task, content }) => ({ task, ...(content as Omit<Health['tasks'][number], 'task'>) })),
    organisations: own.map(({ task, organisation, content }) => ({ organisation: name(organisation), task, actorType: typeOf(organisation), figures: content as HealthFigures })),
  }
}

/** What the figures depend on: the head of the log, the day, and who is what by the charter. */
async function readBasis(tx: Tx, viewer: Viewer, now: Date): Promise<Basis> {
  const day = formatDate(now)
  const { assignments, version, bodies } = await readStanding(tx, viewer, day)
  return asProgram(tx, viewer, async () => {
    const heads = await tx.query<{ events: number }>(prepared(sql`select coalesce(max(event_id), 0) as events from governance_event where cluster_id = ${viewer.cluster}`))
    const known = await tx.query<{ organisation: number; actorType: ActorType | null }>(prepared(sql`select organisation_id as organisation, actor_type as "actorType" from organisation where cluster_id = ${viewer.cluster} and retired_at is null`))
    const types = new Map([...known, ...bodies].map(({ organisation, actorType }) => [organisation, actorType] as const))
    const convenors = new Map(keysOf(governanceTasks).map((task) => [task, bodies.filter((body) => rightsIn(assignments, task, { ...body, role: 'member' }).has('administer')).map(({ organisation }) => organisation)]))
    const { events } = heads[0]!
    return { events, day, types, convenors, countedOn: hashOf({ events, day, version, types: [...types], convenors: [...convenors] }) }
  })
}

/** Counts anew where anything has changed that the figures depend on. */
async function ensureCounted(tx: Tx, viewer: Viewer, now: Date): Promise<Basis> {
  const basis = await readBasis(tx, viewer, now)
  await asProgram(tx, viewer, async () => {
    const kept = await tx.query<{ countedOn: string }>(sql`select counted_on as "countedOn" from governance_counted where cluster_id = ${viewer.cluster} limit 1`)
    if (kept[0]?.countedOn === basis.countedOn) return
    await tx.query(sql`select pg_advisory_xact_lock(hashtext(${`health ${viewer.cluster}`}))`)
    const counted = (await readHistories(tx, viewer)).flatMap((history) => countedIn(history, basis.day))
    await keep(tx, viewer, basis, counted)
  })
  return basis
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

async function keep(tx: Tx, viewer: Viewer, { types, convenors, countedOn }: Basis, counted: readonly Counted[]): Promise<void> {
  const typeOf = typeIn(types)
  const byTask = keysOf(governanceTasks).map((task) => ({ task, counted: counted.filter((one) => one.task === task) }))
  const rows = byTask.flatMap(({ task, counted: own }) => {
    const types = Object.fromEntries(keysOf(actorTypes).map((type) => [type, figuresOf(own, type, typeOf)]))
    const organisations = [...groupBy(own, ({ organisation }) => organisation)].filter((entry): entry is [number, Counted[]] => entry[0] !== null)
    return [{ task, organisation: 0, convenors: [], content: { all: figuresOf(own, null, typeOf), types } as object }, ...organisations.map(([organisation, list]) => ({ task, organisation, convenors: convenors.get(task)!, content: figuresOf(list, null, typeOf) as object }))]
  })
  await tx.query(sql`delete from governance_health where cluster_id = ${viewer.cluster}`)
  await tx.query(sql`
    insert into governance_health (cluster_id, task, organisation_id, convenors, content)
    select ${viewer.cluster}, task, organisation, convenors, content from jsonb_to_recordset(${json(rows)}) as made(task text, organisation bigint, convenors bigint[], content jsonb)`)
  await tx.query(sql`delete from governance_counted where cluster_id = ${viewer.cluster}`)
  await tx.query(sql`
    insert into governance_counted (cluster_id, task, counted_on, content)
    select ${viewer.cluster}, task, ${countedOn}, counted from jsonb_to_recordset(${json(byTask)}) as made(task text, counted jsonb)`)
}

type Wanted = Checked<typeof healthEndpoints.getHealthParts>
const titles: Record<string, Text> = { ...motionEvents, ...appealEvents, ...workEvents }

/** What a figure was counted from, with the events; of what the viewer may not see only how much it is. */
export async function getHealthParts(tx: Tx, viewer: Viewer, { params: { task, figure }, query: { actorType, organisation, offset, limit } }: Wanted, now: Date): Promise<Parts> {
  const { types } = await ensureCounted(tx, viewer, now)
  if (organisation !== undefined) await checkSees(tx, viewer, task, organisation)
  const kept = await asProgram(tx, viewer, () => tx.query<{ content: Counted[] }>(sql`select content from governance_counted where cluster_id = ${viewer.cluster} and task = ${task}`))
  const counted = (kept[0]?.content ?? []).filter((one) => organisation === undefined || one.organisation === organisation)
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
  throw new AppError('not-found', { zh: '没有这个主体在这项任务中的数字，或你无权查看：它们只给该主体自己、任务的主持方和集群团队看。', en: 'There are no figures of this organisation in this task, or you may not see them: they are for itself, for who convenes the task, and for the team.' })
}
