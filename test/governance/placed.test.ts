import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asProgram, asViewer, readTogetherAs, systemViewer } from '../../src/access/viewer.ts'
import { sql, type Sql } from '../../src/db/sql.ts'
import { askedOf, askedOfLead, noWork, workMachine, type Work } from '../../src/governance/rules/work.ts'
import { replay } from '../../src/governance/rules/machine.ts'
import { listEvents } from '../../src/governance/store.ts'
import { listWork } from '../../src/governance/work-view.ts'
import { actOnWork, createWork, openWork } from '../../src/governance/work.ts'
import { getWorkbench } from '../../src/governance/workbench.ts'
import { dayAfter } from '../../src/shared/calendar.ts'
import type { WorkAct } from '../../src/shared/contract/governance.ts'
import { AppError } from '../../src/shared/errors.ts'
import { useDb, withOwner } from '../support/db.ts'
import { makePeople } from './people.ts'

const db = await useDb()
const people = await makePeople(db, 'placed')
const today = '2026-11-04'
const now = new Date(`${today}T02:00:00Z`)
const names = ['team', 'government', 'enterprise', 'rival'] as const
type Step = { who: (typeof names)[number]; event: string; item: number }

const inputs: Record<string, () => object> = {
  accept: () => ({}), start: () => ({}), report: () => ({ text: '完成', evidence: ['https://example.org/report'] }), approve: () => ({}), close: () => ({}), sendBack: () => ({ reason: '材料不全' }),
  urge: () => ({ text: '请报结' }), suspend: () => ({ reason: '等待批复' }), resume: () => ({}), cancel: () => ({ reason: '不再需要' }), escalate: () => ({ to: people.organisation('government'), text: '请协调' }),
  extend: () => ({ due: dayAfter(today, 30), reason: '供应商延迟' }), edit: () => ({ title: '改名', lead: people.organisation('rival') }),
}
/** Three of four steps are guided: what the item waits for, by whoever it waits for, so that runs get far. */
const guided = 'guided'
const events = Object.keys(inputs).flatMap((one) => [one, guided, guided, guided])
const steps: fc.Arbitrary<Step[]> = fc.array(fc.record({ who: fc.constantFrom(...names), event: fc.constantFrom(...events), item: fc.nat(3) }), { minLength: 30, maxLength: 40 })

const reached = new Set<string | null>()

test('whatever happens to work in whatever order: what lists show is what the log replays to, and what waits for somebody is what they may do', async () => {
  await fc.assert(fc.asyncProperty(steps, async (wanted) => {
    const items = await openTree()
    for (const step of wanted) {
      await act(step, items[step.item]!)
      await checkPlaced(items)
      expect(await tallied()).toEqual(await recounted())
    }
    await checkWaits(items)
  }), { numRuns: 3, seed: 3 })
  // The property would hold of work that never gets anywhere.
  expect([...reached]).toEqual(expect.arrayContaining(['accept', 'start', 'report', 'approve', 'close', null]))
})

test('a cluster that comes from an older version is tallied as if it had always been', async () => {
  const before = await tallied()
  const filled = /insert into governance_waiting[^;]+;/.exec(readFileSync('migrations/0024_waiting.sql', 'utf8'))![0]
  await withOwner(db, (owner) => owner.exec(`delete from governance_waiting; ${filled}`))
  expect(await tallied()).toEqual(before)
})

/** An item with two sub-tasks, and one that stands alone. */
async function openTree(): Promise<number[]> {
  const open = async (title: string, lead: string, parent: number | null) => (await createWork(db, people.as('team'), { task: 'T2', title, text: '', lead: people.organisation(lead), coOwners: [], due: dayAfter(today, -1), region: null, department: null, parent }, now)).item
  const above = await open('上级', 'government', null)
  return [above, await open('验证', 'enterprise', above), await open('协同', 'rival', above), await open('单项', 'enterprise', null)]
}

/** What the rules refuse leaves no trace. */
async function act(step: Step, item: number): Promise<void> {
  const { version, state, suspended, lead } = await openWork(db, people.as('team'), item, now)
  const asked = step.event === guided ? askedOf({ state, suspended }, []) : null
  const event = asked ?? step.event
  const who = asked === null ? step.who : names.find((name) => name !== 'team' && people.organisation(name) === lead!.id && askedOfLead.includes(asked)) ?? 'team'
  const input = inputs[event]?.()
  if (input) await unlessRefused(() => actOnWork(db, people.as(who), item, { event, version, input } as WorkAct, now))
}

async function unlessRefused(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
}

async function replayed(item: number): Promise<Work> {
  const log = await asViewer(db, people.as('team'), (tx) => asProgram(tx, people.as('team'), () => listEvents(tx, people.as('team'), item)))
  return replay(workMachine, noWork, log)
}

async function checkPlaced(items: readonly number[]): Promise<void> {
  const states = new Map<number, Work>()
  for (const item of items) states.set(item, await replayed(item))
  const rows = await asViewer(db, people.as('team'), (tx) => tx.query(sql`
    select item_id as item, state, title, lead_id as lead, due_date as due, suspended, urges, origin_title as "originTitle", asked from governance_item where item_id = any (${[...items]}::bigint[]) order by item_id`))
  const below = (item: number): string[] => [...states.values()].filter(({ parent }) => parent === item).map(({ state }) => state)
  const placed = [...states].map(([item, state]) => {
    const { title, lead, due, suspended, urges, origin } = state
    return { item, state: state.state, title, lead, due, suspended, urges: urges.length, originTitle: origin.title, asked: askedOf(state, below(item)) }
  })
  for (const { asked } of placed) reached.add(asked)
  expect(rows).toEqual(placed)
}

async function checkWaits(items: readonly number[]): Promise<void> {
  for (const who of names) {
    const list = await listWork(readTogetherAs(db, people.as(who)), people.as(who), { offset: 0, limit: 1000 }, today)
    const waiting = await listWork(readTogetherAs(db, people.as(who)), people.as(who), { offset: 0, limit: 1000, waits: 'true' }, today)
    expect(waiting.items.map(({ item }) => item)).toEqual(list.items.filter(({ waits }) => waits.length > 0).map(({ item }) => item))
    expect([waiting.total, list.total]).toEqual([waiting.items.length, list.items.length])
    await checkWorkbench(who, list)
    for (const { item, waits } of list.items.filter((one) => items.includes(one.item))) {
      const { may } = await openWork(db, people.as(who), item, now)
      expect(waits.filter((event) => !may[event]!.allowed)).toEqual([])
      for (const event of ['approve', 'close'] as const) if (may[event]!.allowed) expect(waits.includes(event)).toBe(true)
    }
  }
}

const asProgramOf = (query: Sql): Promise<Record<string, unknown>[]> => asViewer(db, systemViewer('placed'), (tx) => tx.query(query))

function tallied(): Promise<unknown[]> {
  return asProgramOf(sql`
    select task, event as what, organisation_id as organisation, from_date as "from", items from governance_waiting
    union all select task, state, organisation_id, null, items from governance_tally where items <> 0 order by 1, 2, 3, 4`)
}

/** What the tallies say, counted from the items. */
function recounted(): Promise<unknown[]> {
  return asProgramOf(sql`
    with work as (select * from governance_item where kind = 'work'),
      of_whom as (select work.*, whose.organisation from work cross join lateral (values (0::bigint), (lead_id)) as whose(organisation))
    select task, asked as what, organisation, '-infinity'::date as "from", count(*) as items from of_whom where asked is not null group by 1, 2, 3
    union all select task, 'urge', organisation, due_date + 1, count(*) from of_whom where state in ('open', 'accepted', 'working', 'reported') and not suspended and due_date is not null group by 1, 2, 3, 4
    union all select task, state, party, null, count(*) from work cross join lateral unnest(parties || 0::bigint) as party group by 1, 2, 3 order by 1, 2, 3, 4`)
}

/** The lines of the workbench say what the list of work says. */
async function checkWorkbench(who: (typeof names)[number], { items, mayOpen }: Awaited<ReturnType<typeof listWork>>): Promise<void> {
  const { waiting, late } = await getWorkbench(db, people.as(who), now)
  const counts = Object.fromEntries([...waiting, ...late].map(({ kind, count }) => [kind, count]))
  for (const event of ['accept', 'start', 'report', 'approve', 'close'] as const) {
    expect([event, counts[`governance-${event}`] ?? 0]).toEqual([event, items.filter(({ waits }) => waits.includes(event)).length])
  }
  const concerns = items.filter(({ light, lead, task }) => light === 'overdue' && (lead?.id === people.as(who).organisation || mayOpen.includes(task)))
  expect(counts['governance-overdue'] ?? 0).toBe(concerns.length)
}

test('a title is found by any part of it, whatever its case, by whoever may see the item', async () => {
  const titled = async (who: (typeof names)[number] | 'service', text: string): Promise<string[]> => (await listWork(readTogetherAs(db, people.as(who)), people.as(who), { offset: 0, limit: 100, text }, today)).items.map(({ title }) => title)
  const title = 'Ⅱ期 ABF 载板（100%）_验证'
  await createWork(db, people.as('team'), { task: 'T2', title, text: '', lead: people.organisation('enterprise'), coOwners: [], due: null, region: null, department: null, parent: null }, now)
  for (const part of ['载', '载板', 'abf', 'ABF 载', '0%）_', '）_验证', title]) expect([part, await titled('team', part)]).toEqual([part, [title]])
  for (const part of ['载验', 'abff', '100_', '证验']) expect([part, await titled('team', part)]).toEqual([part, []])
  expect([await titled('enterprise', '载板'), await titled('service', '载板')]).toEqual([[title], []])
  expect(await titled('team', '')).toEqual((await listWork(readTogetherAs(db, people.as('team')), people.as('team'), { offset: 0, limit: 100 }, today)).items.map((one) => one.title))
})
