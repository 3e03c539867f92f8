import { beforeAll, describe, expect, test } from 'vitest'
import { asViewer, readTogetherAs } from '../../src/access/viewer.ts'
import { listMotions } from '../../src/governance/motion-view.ts'
import { actOnMotion, createMotion } from '../../src/governance/motions.ts'
import { actOnManyWork, actOnWork, createWork } from '../../src/governance/work.ts'
import { listWork } from '../../src/governance/work-view.ts'
import { getWorkbench, markSeen } from '../../src/governance/workbench.ts'
import type { MotionAct, WorkAct } from '../../src/shared/contract/governance.ts'
import { useDb } from '../support/db.ts'
import { makePeople, type People } from './people.ts'

const db = await useDb()
const now = (): Date => new Date('2026-11-04T02:00:00Z')
const today = '2026-11-04'
let people: People
let motion = 0
const items: number[] = []

beforeAll(async () => {
  people = await makePeople(db, 'waiting')
  motion = (await createMotion(db, people.as('association'), { task: 'T2', title: '分子泵替代', text: '两年内完成验证。', threshold: 1, evidence: [`node:${people.made.ids.choke}:state`] }, now())).motion
})

const motions = (who: string, waits?: 'true') => asViewer(db, people.as(who), (tx) => listMotions(tx, people.as(who), { offset: 0, limit: 50, waits }, now()))
const work = (who: string, filter: object = {}) => listWork(readTogetherAs(db, people.as(who)), people.as(who), { offset: 0, limit: 50, ...filter }, today)
const bench = (who: string) => getWorkbench(db, people.as(who), now())
const kinds = async (who: string, column: 'waiting' | 'changed' | 'late'): Promise<string[]> => (await bench(who))[column].map(({ kind }) => kind).filter((kind) => kind.startsWith('governance'))
const waitsOf = async (who: string): Promise<string[]> => (await motions(who)).items.find((one) => one.motion === motion)!.waits

async function act(who: string, event: MotionAct['event'], input: object): Promise<void> {
  const { version } = (await motions('team')).items.find((one) => one.motion === motion)!
  await actOnMotion(db, people.as(who), motion, { event, version, input } as MotionAct, now())
}

async function actOnItem(who: string, item: number, event: WorkAct['event'], input: object = {}): Promise<void> {
  await actOnWork(db, people.as(who), item, { event, version: await versionOf(item), input } as WorkAct, now())
}

const versionOf = async (item: number): Promise<number> => (await work('team')).items.find((one) => one.item === item)!.version
const open = async (title: string, due: string | null): Promise<void> => {
  const fields = { task: 'T2' as const, title, text: '', coOwners: [], due, region: null, department: null, parent: null }
  items.push((await createWork(db, people.as('team'), { ...fields, lead: people.organisation('enterprise') }, now())).item)
}

describe('a motion says what it waits for from whoever looks', () => {
  test('its convenor may open the deliberation; a service organisation is asked for nothing', async () => {
    expect(await waitsOf('government')).toContain('openDeliberation')
    expect(await waitsOf('service')).not.toContain('openDeliberation')
    expect((await motions('government', 'true')).items.map((one) => one.motion)).toEqual([motion])
  })

  test('while it is deliberated, the research institute is asked, and is asked no more once it has spoken', async () => {
    await act('government', 'openDeliberation', { consultUntil: '2026-11-11', method: 'chambers', quorum: 0.5, secret: false })
    expect(await kinds('research', 'waiting')).toEqual(['governance-speak'])
    await act('research', 'speak', { stance: 'for', text: '验证周期应不少于半年。' })
    expect(await waitsOf('research')).toEqual([])
    expect(await kinds('government', 'waiting')).toContain('governance-answerOpinion')
  })
})

describe('work on the workbench', () => {
  test('what is late stands with whom it concerns, and with nobody else', async () => {
    await open('深圳验证', '2026-11-03')
    await open('东莞验证', '2026-12-01')
    expect(await kinds('enterprise', 'late')).toEqual(['governance-overdue'])
    expect(await kinds('enterprise', 'waiting')).toContain('governance-accept')
    expect([await kinds('research', 'late'), (await work('research', { waits: 'true' })).total]).toEqual([[], 0])
  })

  test('what changed is told until it was marked as seen', async () => {
    expect(await kinds('team', 'changed')).toEqual(['governance-motions', 'governance-work'])
    await asViewer(db, people.as('team'), (tx) => markSeen(tx, people.as('team')))
    expect((await bench('team')).seenAt).not.toBeNull()
  })

  test('what changed in a period is told whether it was seen or not', async () => {
    const inPeriod = async (period: string): Promise<string[]> => (await getWorkbench(db, people.as('team'), now(), period)).changed.map(({ kind }) => kind).filter((kind) => kind.startsWith('governance'))
    expect(await Promise.all(['2026-11', '2026-Q4', '2026-10', '2027'].map(inPeriod))).toEqual([['governance-motions', 'governance-work'], ['governance-motions', 'governance-work'], [], []])
  })

  test('each state waits for somebody else', async () => {
    const waits = async (who: string): Promise<string[]> => (await work(who)).items.find(({ item }) => item === items[0])!.waits
    expect([await waits('enterprise'), await waits('team')]).toEqual([['accept'], []])
    await actOnItem('enterprise', items[0]!, 'accept')
    expect(await waits('enterprise')).toEqual(['start'])
    await actOnItem('enterprise', items[0]!, 'start')
    expect(await waits('enterprise')).toEqual(['report'])
    await actOnItem('enterprise', items[0]!, 'report', { text: '已验证', evidence: [`node:${people.made.ids.choke}:state`] })
    expect([await waits('enterprise'), await waits('team')]).toEqual([[], ['approve']])
  })
})

describe('the same on many items', () => {
  test('what one refuses is told with its reason and does not keep the others back', async () => {
    const many = await Promise.all(items.map(async (item) => ({ item, act: { event: 'accept' as const, version: await versionOf(item), input: {} } })))
    const { done, refused } = await actOnManyWork(db, people.as('enterprise'), many, now())
    expect([done, refused.map(({ item, title }) => [item, title])]).toEqual([1, [[items[0], '深圳验证']]])
    expect(refused[0]!.reason.zh).not.toBe('')
    expect((await work('team')).items.find(({ item }) => item === items[1])!.state).toBe('accepted')
  })

  test('a date that stands is not moved without a reason; where none stands one is set', async () => {
    await open('无期限的事项', null)
    const due = async (item: number, to: string) => actOnManyWork(db, people.as('team'), [{ item, act: { event: 'edit', version: await versionOf(item), input: { due: to } } }], now())
    expect((await due(items[2]!, '2026-12-31')).refused).toEqual([])
    expect((await due(items[2]!, '2027-12-31')).refused[0]!.reason.zh).toContain('延期')
    await actOnItem('team', items[2]!, 'extend', { due: '2027-01-15', reason: '供应商延迟' })
  })

  test('an item decided on an older version is refused, and what stands is untouched', async () => {
    const { done, refused } = await actOnManyWork(db, people.as('team'), [{ item: items[1]!, act: { event: 'edit', version: 1, input: { title: '改名' } } }], now())
    expect([done, refused.length]).toEqual([0, 1])
    expect((await work('team')).items.map(({ title }) => title)).not.toContain('改名')
  })
})
