import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { listMembers } from '../access/members.ts'
import { asViewer, type Viewer } from '../access/viewer.ts'
import { viewerOfAccount } from '../access/viewer-of.ts'
import type { Db } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { actOnAppeal, createAppeal } from '../governance/appeals.ts'
import { actOnMeeting, createMeeting } from '../governance/meetings.ts'
import { actOnMechanism, createMechanism, openMechanism } from '../governance/mechanisms.ts'
import { listMotions } from '../governance/motion-view.ts'
import { actOnMotion, createMotion } from '../governance/motions.ts'
import { actOnWork, createWork } from '../governance/work.ts'
import { dayAfter, isWorkingDay } from '../shared/calendar.ts'
import { appealAct, fileAppeal } from '../shared/contract/appeals.ts'
import { governanceEndpoints, motionAct, workAct } from '../shared/contract/governance.ts'
import { meetingAct, meetingEndpoints } from '../shared/contract/meetings.ts'
import { mechanismAct, mechanismEndpoints } from '../shared/contract/mechanisms.ts'
import { AppError } from '../shared/errors.ts'
import { formatDate } from '../shared/format.ts'
import type { Context } from './handler.ts'

const daily = { day: z.number().int().max(0).describe('days before the day of loading'), who: z.string().describe('the first part of the e-mail address of a person of the demo') }
const input = z.record(z.string(), z.unknown())
const storiesSchema = z.array(z.union([
  z.strictObject({ ...daily, begins: z.enum(['motion', 'work', 'appeal', 'mechanism', 'meeting']), as: z.string(), input }),
  z.strictObject({ ...daily, on: z.string(), event: z.string(), input }),
]))
type Step = z.output<typeof storiesSchema>[number]

type Told = { id: number; version: number }
type Kind = {
  begin: (viewer: Viewer, input: unknown, now: Date) => Promise<Told>
  act: (viewer: Viewer, told: Told, act: { event: string; input: unknown }, now: Date) => Promise<Told>
}

/** Plays the stories of the demo: each act by its person and as of its day, checked like any other. Where there are motions already, nothing is played. */
export async function loadStories(context: Context, viewer: Viewer, file: string): Promise<void> {
  const { total } = await asViewer(context.db, viewer, (tx) => listMotions(tx, viewer, { offset: 0, limit: 1 }, context.now()))
  if (total > 0) return
  const kinds = kindsOf(context)
  const people = await readPeople(context, viewer)
  const told = new Map<string, Told & { kind: Kind }>()
  for (const step of storiesSchema.parse(JSON.parse(await readFile(file, 'utf8')))) {
    const now = new Date(context.now().getTime() + step.day * 86_400_000)
    const who = found(people, step.who)
    const filled = await fill(step.input, { context, viewer, people, told, day: formatDate(now) })
    if ('begins' in step) {
      const kind = kinds[step.begins]
      told.set(step.as, { kind, ...await kind.begin(who, filled, now) })
    } else {
      // What happens to one item may follow for another, whose version moves on.
      const before = { ...found(told, step.on), version: await versionOf(context, viewer, found(told, step.on).id) }
      told.set(step.on, { ...before, ...await before.kind.act(who, before, { event: step.event, input: filled }, now) })
    }
  }
}

async function versionOf({ db }: Context, viewer: Viewer, item: number): Promise<number> {
  const [row] = await asViewer(db, viewer, (tx) => tx.query<{ version: number }>(sql`select version from governance_item where cluster_id = ${viewer.cluster} and item_id = ${item}`))
  return row!.version
}

function kindsOf({ db }: Context): Record<Extract<Step, { begins: string }>['begins'], Kind> {
  return {
    motion: kindOf(db, { body: governanceEndpoints.createMotion.body, create: createMotion, acts: motionAct, act: actOnMotion, idOf: (page) => page.motion }),
    work: kindOf(db, { body: governanceEndpoints.createWork.body, create: createWork, acts: workAct, act: actOnWork, idOf: (page) => page.item }),
    appeal: kindOf(db, { body: fileAppeal, create: createAppeal, acts: appealAct, act: actOnAppeal, idOf: (page) => page.appeal }),
    mechanism: kindOf(db, { body: mechanismEndpoints.createMechanism.body, create: createMechanism, acts: mechanismAct, act: actOnMechanism, idOf: (page) => page.mechanism }),
    meeting: kindOf(db, { body: meetingEndpoints.createMeeting.body, create: createMeeting, acts: meetingAct, act: actOnMeeting, idOf: (page) => page.meeting }),
  }
}

type Ways<B, A, P> = {
  body: z.ZodType<B>; create: (db: Db, viewer: Viewer, body: B, now: Date) => Promise<P>
  acts: z.ZodType<A>; act: (db: Db, viewer: Viewer, id: number, act: A, now: Date) => Promise<P>
  idOf: (page: P) => number
}

/** A kind of item by what begins one and what happens to it, each checked as a request would be. */
function kindOf<B, A, P extends { version: number }>(db: Db, { body, create, acts, act, idOf }: Ways<B, A, P>): Kind {
  const told = (page: P): Told => ({ id: idOf(page), version: page.version })
  return {
    begin: async (viewer, input, now) => told(await create(db, viewer, body.parse(input), now)),
    act: async (viewer, { id, version }, one, now) => told(await act(db, viewer, id, acts.parse({ ...one, version }), now)),
  }
}

async function readPeople({ db, now }: Context, viewer: Viewer): Promise<Map<string, Viewer>> {
  const people = new Map<string, Viewer>()
  for (const { account, email } of await listMembers(db, viewer)) {
    const person = await viewerOfAccount(db, account, viewer.cluster, now())
    if (person) people.set(email.split('@')[0]!, person)
  }
  return people
}

type Play = { context: Context; viewer: Viewer; people: Map<string, Viewer>; told: Map<string, Told>; day: string }
const dayPlaces: Record<string, (day: string, days: number) => unknown> = {
  dayAfter,
  workingDayBefore: (day, days) => lastWorkingDay(dayAfter(day, days)),
  nthOf: (day, days) => nthWorkingDay(lastWorkingDay(dayAfter(day, days))),
}
const namePlace = z.union([z.strictObject({ organisationOf: z.string() }), z.strictObject({ stateOf: z.string() }), z.strictObject({ riskOf: z.string() }), z.strictObject({ item: z.string() }), z.strictObject({ nextOf: z.string() })])

/** The input of an act with days, organisations, items and evidence in place of what names them. */
async function fill(value: unknown, play: Play): Promise<unknown> {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return Promise.all(value.map((one) => fill(one, play)))
  const [key, days] = Object.entries(value)[0] ?? ['', undefined]
  if (dayPlaces[key] && typeof days === 'number') return dayPlaces[key](play.day, days)
  const name = namePlace.safeParse(value)
  if (name.success) return resolve(name.data, play)
  return Object.fromEntries(await Promise.all(Object.entries(value).map(async ([key, one]) => [key, await fill(one, play)])))
}

async function resolve(place: z.output<typeof namePlace>, { context, viewer, people, told, day }: Play): Promise<unknown> {
  if ('organisationOf' in place) return found(people, place.organisationOf).organisation
  if ('item' in place) return found(told, place.item).id
  if ('nextOf' in place) return (await openMechanism(context.db, viewer, found(told, place.nextOf).id, new Date(day))).next
  const node = 'stateOf' in place ? place.stateOf : place.riskOf
  const rows = await asViewer(context.db, viewer, (tx) => tx.query<{ node: number; risk: number | null }>(sql`
    select node.node_id as node, max(risk_item.risk_id) as risk from node left join risk_item using (cluster_id, node_id)
    where cluster_id = ${viewer.cluster} and node.name = ${node} and node.retired_at is null group by node.node_id`))
  const row = rows[0]
  if (!row || ('riskOf' in place && row.risk === null)) throw missing(node)
  return 'stateOf' in place ? `node:${row.node}:state` : `risk:${row.risk}`
}

/** The working day on or before a day, and the how-manieth it is of its month. */
function lastWorkingDay(day: string): string {
  return isWorkingDay(day) ? day : lastWorkingDay(dayAfter(day, -1))
}

function nthWorkingDay(day: string): number {
  const first = `${day.slice(0, 7)}-01`
  return Array.from({ length: Number(day.slice(8)) }, (_, n) => dayAfter(first, n)).filter(isWorkingDay).length
}

function found<T>(among: ReadonlyMap<string, T>, name: string): T {
  const one = among.get(name)
  if (one === undefined) throw missing(name)
  return one
}

function missing(name: string): AppError {
  return new AppError('not-found', { zh: `演示的共治事例提到了“${name}”，但演示数据中没有。`, en: `The demo's stories of co-governance speak of "${name}", which the demo data do not hold.` })
}
