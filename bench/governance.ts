/**
 * How fast the workbench, the table of work by every filter of its page, and the kept health of a task answer with 500 organisations, 50 000 work items and 200 000 events, as multiples of a round
 * trip of `select 1` on the same engine.
 *
 *   npx tsc -p tsconfig.json --outDir dist-bench && node dist-bench/bench/governance.js [folder that keeps the data]
 *
 * A cluster of its own: an account for each organisation, leads as heavy-tailed as firms are, a tenth of the work alive, a sixth of that late.
 * The pages are asked in turn by the team and by members of five actor types, each time another window; `select 1` is asked between
 * them, so that all meet the same machine. Every tenth turn somebody acts first, so that nothing stays remembered for long.
 *
 * Asked for: at most 15 times `select 1`, p95 over p95, as in bench/pages.ts. Measured on two cores with nothing else at work, two runs: workbench
 * 13.0 and 14.7, the table 13.3 and 13.2, what is overdue 11.1 and 10.9, what waits 13.4 and 14.4, what is near due 6.1 and 6.9, one state 12.0
 * and 11.9, one task 10.6 and 11.3, both 7.5 and 6.5, words of a title 8.0 and 8.2; health 10.6 and 12.5 (3 ms at the median). A busy machine delays
 * `select 1` as much as a page: p95 ratios are then too low (2 to 6), and medians too high.
 */
import { asViewer, readTogetherAs, systemViewer, type Viewer } from '../src/access/viewer.ts'
import type { Db } from '../src/db/db.ts'
import { withOwner } from '../src/db/open.ts'
import { json, sql } from '../src/db/sql.ts'
import { getHealth } from '../src/governance/health.ts'
import { stampOf } from '../src/governance/motion-world.ts'
import { noMotion, type Motion } from '../src/governance/rules/motion.ts'
import { chambersOf, seatsOf, toConsult, type Body } from '../src/governance/rules/rights.ts'
import { asksOf } from '../src/governance/rules/waits.ts'
import { noWork, type Work } from '../src/governance/rules/work.ts'
import { lockChain, newItems, putAsks, putItems } from '../src/governance/store.ts'
import { plainFace } from '../src/governance/thread.ts'
import { listWork } from '../src/governance/work-view.ts'
import { openDesk, writeDesk } from '../src/governance/work-desk.ts'
import { actOnWork, openOn, openWork } from '../src/governance/work.ts'
import { getWorkbench } from '../src/governance/workbench.ts'
import { centreTasks, shippedCharter } from '../src/shared/charter.ts'
import { dayAfter } from '../src/shared/calendar.ts'
import { actorTypes, governanceTasks, keysOf, type ActorType } from '../src/shared/vocabulary.ts'
import { openHouse } from './house.ts'
import { seeded } from './matching-names.ts'

const size = { organisations: 500, work: 50_000, motions: 500 }
/** Enough for the slowest twentieth to be many askings: with fewer, the ratios of one run to the next differ by a fifth. */
const rounds = 1000
const today = '2026-11-04'
const now = new Date(`${today}T02:00:00Z`)
const random = seeded(11)
const types = keysOf(actorTypes)
const states: readonly Work['state'][] = ['open', 'accepted', 'working', 'reported', 'approved']
type Member = { organisation: number; account: number; actorType: ActorType }

const house = await openHouse(process.argv[2])
try {
  const { db } = house
  if (house.fresh) await fill(db)
  const members = await readMembers(db)
  report(await measure(db, members))
} finally {
  await house.close()
}

async function fill(db: Db): Promise<void> {
  const viewer = systemViewer('bench')
  await asViewer(db, viewer, (tx) => tx.query(sql`insert into charter (cluster_id, version, content) values ('bench', 1, ${json(shippedCharter)})`))
  await asViewer(db, viewer, (tx) => tx.query(sql`
    with made as (
      insert into organisation (cluster_id, name, actor_type, right_of_use)
      select 'bench', '机构' || n || '（虚构）', (${types}::text[])[1 + n % 5], 'cluster' from generate_series(1, ${size.organisations}::integer) as n returning organisation_id, name),
    people as (insert into account (email, name) select organisation_id || '@bench.example', name from made returning account_id, email)
    insert into member (cluster_id, account_id, organisation_id, role) select 'bench', account_id, split_part(email, '@', 1)::bigint, 'member' from people`))
  const members = await readMembers(db)
  for (let from = 0; from < size.work; from += 5000) await openWorkItems(db, members, 5000)
  await fillMotions(db, members)
  // What the server's own housekeeping does within a minute.
  await withOwner(db, (owner) => owner.exec('vacuum analyze'))
}

function readMembers(db: Db): Promise<Member[]> {
  return asViewer(db, systemViewer('bench'), (tx) => tx.query<Member>(sql`
    select organisation_id as organisation, account_id as account, actor_type as "actorType" from member join organisation using (cluster_id, organisation_id) where role = 'member' order by 1`))
}

/** Opens items as a person does; what then happened to them is written beside: three events more each on average. */
async function openWorkItems(db: Db, members: readonly Member[], count: number): Promise<void> {
  const viewer = systemViewer('bench')
  const leads = (['T1', 'T2', 'T3', 'T4', 'T5'] as const).map((task) => ({ task, able: members.filter((one) => centreTasks(shippedCharter.assignments, one).includes(task)) }))
  await asViewer(db, viewer, async (tx) => {
    await lockChain(tx, viewer)
    const desk = await openDesk(tx, viewer, { items: [], stamp: stampOf(viewer, now), organisations: members.map(({ organisation }) => organisation) })
    for (const [n, item] of (await newItems(tx, count)).entries()) {
      const { task, able } = leads[n % 5]!
      const { organisation } = able[Math.floor(able.length * random() ** 3)]!
      openOn(desk, item, { task, title: `事项 ${item}`, text: '', lead: organisation, coOwners: [], due: dayAfter(today, Math.floor(random() * 180) - 30), region: null, department: null, parent: null, origin: { kind: 'hand', id: null, title: null } })
    }
    for (const [item, stored] of desk.stored) {
      const state = random() < 0.1 ? states[Math.floor(random() * states.length)]! : 'closed'
      desk.stored.set(item, { ...stored, version: 4, state: { ...noWork, ...stored.state, state } })
    }
    desk.taken.forEach((one, n) => { desk.taken[n] = { ...one, stored: desk.stored.get(one.stored.item)! } })
    await writeDesk(tx, desk)
    await tx.query(sql`
      insert into governance_event (cluster_id, event_id, item_id, version, event, account_id, organisation_id, payload, secret, made_at, previous_hash, hash)
      select 'bench', last.id + row_number() over (), item_id, step, 'edit', null, null, '{}', false, ${now.toISOString()}::timestamptz, '', ''
      from (select max(event_id) as id from governance_event where cluster_id = 'bench') as last, governance_item cross join generate_series(2, 4) as step
      where kind = 'work' and not exists (select 1 from governance_event as event where event.cluster_id = 'bench' and event.item_id = governance_item.item_id and event.version = step)`)
  })
}

/** Motions of which every tenth is alive: some look for support, some are deliberated, some are voted on, some are ready for the next step. */
async function fillMotions(db: Db, members: readonly Member[]): Promise<void> {
  const viewer = systemViewer('bench')
  const bodies = members.map(({ organisation, actorType }) => ({ organisation, actorType }))
  await asViewer(db, viewer, async (tx) => {
    const motions = (await newItems(tx, size.motions)).map((item, n) => ({ item, version: 1, state: motionOf(item, n, bodies) }))
    await putItems(tx, viewer, 'motion', motions.map((one) => ({ ...one, face: { ...plainFace, task: one.state.task, state: one.state.state, title: one.state.title } })), now.toISOString())
    await putAsks(tx, viewer, motions.map(({ item, state }) => ({ item, task: state.task, asks: asksOf(state) })))
  })
}

function motionOf(item: number, n: number, bodies: readonly Body[]): Motion {
  const task = keysOf(governanceTasks)[n % 5]!
  const plain: Motion = { ...noMotion, task, title: `动议 ${item}`, state: 'adopted' }
  const consulted = toConsult(shippedCharter.assignments, task, bodies).map((row) => ({ ...row, lapsed: false }))
  const alive: Partial<Motion>[] = [
    { state: 'moved', threshold: 3 }, { state: 'deliberating', consulted, consultUntil: dayAfter(today, 5) }, { state: 'deliberating', consulted, consultUntil: dayAfter(today, -1) },
    { state: 'voting', roll: seatsOf(shippedCharter.assignments, task, bodies), chambers: chambersOf(shippedCharter.assignments, task), closesOn: dayAfter(today, 2) },
  ]
  return n % 10 < 9 ? plain : { ...plain, ...alive[Math.floor(n / 10) % alive.length]! }
}

type Page = { name: string; ask: (viewer: Viewer, turn: number) => Promise<unknown> }

async function measure(db: Db, members: readonly Member[]): Promise<Map<string, number[]>> {
  const viewers: Viewer[] = [{ ...systemViewer('bench'), role: 'analyst' }, ...types.map((type) => {
    const one = members.find(({ actorType }) => actorType === type)!
    return { cluster: 'bench', ...one, role: 'member' as const, centreOf: centreTasks(shippedCharter.assignments, one) }
  })]
  const table = (filter: object): Page['ask'] => (viewer, turn) => listWork(readTogetherAs(db, viewer), viewer, { offset: (turn * 137) % 2000, limit: 100, ...filter }, today)
  const pages: Page[] = [
    { name: 'select 1', ask: () => db.query(sql`select 1`) },
    { name: 'workbench', ask: (viewer) => getWorkbench(db, viewer, now) },
    { name: 'table of work', ask: table({}) },
    { name: 'what is overdue', ask: table({ light: 'overdue' }) },
    { name: 'what waits for me', ask: table({ waits: 'true' }) },
    { name: 'what is near due', ask: table({ light: 'near' }) },
    { name: 'one state', ask: table({ state: 'closed' }) },
    { name: 'one task', ask: table({ task: 'T1' }) },
    { name: 'one task, one state', ask: table({ task: 'T2', state: 'working' }) },
    { name: 'words of a title', ask: (viewer, turn) => listWork(readTogetherAs(db, viewer), viewer, { offset: 0, limit: 100, text: `事项 ${1000 + turn * 7}` }, today) },
  ]
  const acted = (await asViewer(db, systemViewer('bench'), (tx) => tx.query<{ item: number }>(sql`select item_id as item from governance_item where kind = 'work' and state = 'open' order by 1 limit 100`))).map(({ item }) => item)
  const times = new Map(pages.map(({ name }) => [name, [] as number[]]))
  // Each connection has planned each statement before anything counts.
  for (let turn = -60; turn < rounds; turn++) {
    const viewer = viewers[(turn + 240) % viewers.length]!
    if (turn % 10 === 0) await act(db, acted[((turn + 240) / 10) % acted.length]!)
    for (const { name, ask } of pages) {
      const start = performance.now()
      await ask(viewer, turn + 60)
      if (turn >= 0) times.get(name)!.push(performance.now() - start)
    }
  }
  times.set('health, kept', await measureHealth(db, viewers))
  return times
}

/** Health is kept until something happens: it is asked for when nothing does. */
async function measureHealth(db: Db, viewers: readonly Viewer[]): Promise<number[]> {
  const times: number[] = []
  for (let turn = -24; turn < rounds; turn++) {
    const viewer = viewers[(turn + 240) % viewers.length]!
    const start = performance.now()
    await asViewer(db, viewer, (tx) => getHealth(tx, viewer, { task: 'T1', offset: 0, limit: 50 }, now))
    if (turn >= 0) times.push(performance.now() - start)
  }
  return times
}

async function act(db: Db, item: number): Promise<void> {
  const viewer = systemViewer('bench')
  const { version } = await openWork(db, viewer, item, now)
  await actOnWork(db, viewer, item, { event: 'urge', version, input: { text: '请报结' } }, now)
}

function report(times: ReadonlyMap<string, number[]>): void {
  const at = (list: readonly number[], part: number): number => [...list].sort((a, b) => a - b)[Math.floor(list.length * part)]!
  const one = times.get('select 1')!
  const ratio = (a: number, b: number): number => Math.round((a / b) * 10) / 10
  console.table(Object.fromEntries([...times].map(([name, list]) => [name, {
    'p50 ms': at(list, 0.5).toFixed(2), 'p95 ms': at(list, 0.95).toFixed(2), 'p50 ×': ratio(at(list, 0.5), at(one, 0.5)), 'p95 ×': ratio(at(list, 0.95), at(one, 0.95)),
  }])))
}
