import { beforeAll, expect, test } from 'vitest'
import { getCharter } from '../../src/access/clusters.ts'
import { viewerOfAccount } from '../../src/access/viewer-of.ts'
import { asViewer } from '../../src/access/viewer.ts'
import { actOnMotion, createMotion, openMotion } from '../../src/governance/motions.ts'
import { listPosts } from '../../src/governance/post-view.ts'
import { actOnPost, createPost, openPost } from '../../src/governance/posts.ts'
import { actOnWork, createWork, openWork } from '../../src/governance/work.ts'
import { getWorkbench } from '../../src/governance/workbench.ts'
import { verifyEvents } from '../../src/governance/verify.ts'
import { dayAfter } from '../../src/shared/calendar.ts'
import { shippedCharter } from '../../src/shared/charter.ts'
import type { MotionAct, WorkAct } from '../../src/shared/contract/governance.ts'
import type { PostAct } from '../../src/shared/contract/posts.ts'
import type { PostKind } from '../../src/shared/posts.ts'
import { useDb } from '../support/db.ts'
import { makePeople, type People } from './people.ts'

const db = await useDb()
let people: People
let [general, chief] = [0, 0]
let day = '2026-10-12'
const now = (): Date => new Date(`${day}T02:00:00Z`)
type Page = Awaited<ReturnType<typeof openPost>>
type Input<E extends PostAct['event']> = Partial<Extract<PostAct, { event: E }>['input']>

beforeAll(async () => { people = await makePeople(db, 'chiefs') })

const establish = (who: string, kind: PostKind, title: string, more: object = {}): Promise<Page> => createPost(db, people.as(who), { task: 'T1', kind, title, text: '', region: null, above: null, seats: [], ...more }, now())
async function next<E extends PostAct['event']>(post: number, who: string, event: E, input: Input<E>): Promise<Page> {
  const { version } = await openPost(db, people.as('team'), post, now())
  return actOnPost(db, people.as(who), post, { event, version, input: { seat: 1, person: null, ...input } } as unknown as PostAct, now())
}
async function nextOn(motion: number, who: string, event: MotionAct['event'], input: object): Promise<Awaited<ReturnType<typeof openMotion>>> {
  const { version } = await openMotion(db, people.as('team'), motion, now())
  return actOnMotion(db, people.as(who), motion, { event, version, input } as MotionAct, now())
}
const refused = (code: string, zh = ''): object => ({ code, text: { zh: expect.stringContaining(zh) as string } })
const held = (page: Page): string => page.seats.map(({ state, term, standIn }) => `${state} ${(standIn ?? term)?.organisation.name ?? '–'}`).join('; ')

test('who convenes the task sets up a post; nobody holds it yet', async () => {
  await expect(establish('association', 'generalChief', '省总链长（虚构）')).rejects.toMatchObject({ code: 'not-allowed' })
  general = (await establish('government', 'generalChief', '省总链长（虚构）')).post
  const page = await establish('team', 'chainChief', '精密仪器产业链链长（虚构）', { above: general, region: '440000' })
  chief = page.post
  expect([page.above?.name, held(page)]).toEqual(['省总链长（虚构）', 'vacant –'])
  const may = (event: string): boolean | undefined => page.may[event]?.allowed
  expect(['appoint', 'endTerm', 'substitute', 'endSubstitution'].map(may)).toEqual([true, false, false, false])
  await expect(establish('team', 'officer', '首席集群官', { seats: ['甲', '乙'] })).rejects.toMatchObject(refused('not-now', '一个席位'))
  await expect(next(general, 'team', 'edit', { above: chief } as never)).rejects.toMatchObject(refused('not-now', '绕回'))
})

test('an appointment rests on a document or a decision, and ends before the next begins', async () => {
  const government = people.organisation('government')
  await expect(next(chief, 'government', 'appoint', { organisation: government, from: day, until: '2027-10-11' })).rejects.toMatchObject(refused('not-now', '依据'))
  await expect(next(chief, 'government', 'appoint', { organisation: 987654, from: day, until: null, basis: '文件' })).rejects.toMatchObject(refused('not-now', '主体库'))
  await expect(next(chief, 'enterprise', 'appoint', { organisation: people.organisation('enterprise'), from: day, until: null, basis: '自荐' })).rejects.toMatchObject({ code: 'not-allowed' })
  expect(held(await next(chief, 'government', 'appoint', { organisation: government, person: '张某（虚构）', from: day, until: '2026-11-30', basis: '示范办〔2026〕8号（虚构）' }))).toMatch(/^endsSoon /)
  await expect(next(chief, 'team', 'appoint', { organisation: people.organisation('research'), from: '2026-11-30', until: null, basis: '文件' })).rejects.toMatchObject(refused('not-now', '先结束'))
  expect(held(await next(chief, 'team', 'appoint', { organisation: people.organisation('research'), from: '2026-12-01', until: null, basis: '文件' }))).toMatch(/^held /)
})

test('who holds it names somebody of their own to stand in; another organisation only by act of who administers', async () => {
  const standIn = (who: string, organisation: string): Promise<Page> => next(chief, who, 'substitute', { organisation: people.organisation(organisation), from: '2026-12-10', until: '2026-12-15', reason: '代为出席' })
  await expect(standIn('enterprise', 'enterprise')).rejects.toMatchObject(refused('not-now', '只有任职单位'))
  await expect(standIn('research', 'enterprise')).rejects.toMatchObject(refused('not-now', '本单位'))
  expect((await standIn('research', 'research')).seats[0]!.next[0]!.standIns).toHaveLength(1)
  await expect(next(chief, 'team', 'substitute', { organisation: people.organisation('association'), from: '2026-11-25', until: '2026-12-05', reason: '跨任期' })).rejects.toMatchObject(refused('not-now', '任期之内'))
  await next(chief, 'team', 'substitute', { organisation: people.organisation('association'), from: '2026-10-20', until: '2026-10-25', reason: '出访' })
  expect(await seenOn('2026-10-20')).toEqual(['association（虚构）', null])
  expect(await seenOn('2026-10-26')).toEqual([expect.stringMatching(/./), '张某（虚构）'])
  expect(await seenOn('2026-12-01')).toEqual(['research（虚构）', null])
})

async function seenOn(today: string): Promise<unknown[]> {
  const { posts } = await asViewer(db, people.as('service'), (tx) => listPosts(tx, people.as('service'), today))
  const { term, standIn } = posts.find(({ post }) => post === chief)!.seats[0]!
  return [(standIn ?? term)!.organisation.name, (standIn ?? term)!.person]
}

test('the charter names a post by a decision of the centres; from then on whoever holds it on the day is the centre', async () => {
  const rows = shippedCharter.assignments.filter(({ task }) => task === 'T3')
  const amendment = [...rows, { task: 'T3' as const, layer: 'development' as const, actorType: 'government' as const, part: 'centre' as const, duty: { zh: '牵头攻关', en: 'Leads the breakthrough' }, postId: chief }]
  const move = (post: number): Promise<{ motion: number }> => createMotion(db, people.as('association'), { task: 'T3', title: '链长牵头攻关', text: '链长成为核心技术攻关的中心。', threshold: 1, evidence: ['https://example.org/plan'], amendment: amendment.map((row) => ('postId' in row ? { ...row, postId: post } : row)) }, now())
  await expect(move(123456)).rejects.toMatchObject(refused('invalid-request', '123456'))
  const { motion } = await move(chief)
  await nextOn(motion, 'team', 'openDeliberation', { consultUntil: day, method: 'chambers', quorum: 0, secret: false })
  day = dayAfter(day, 1)
  await nextOn(motion, 'team', 'openBallot', { closesOn: day })
  for (const who of ['enterprise', 'research']) await nextOn(motion, who, 'castVote', { choice: 'yes' })
  day = dayAfter(day, 1)
  expect(await nextOn(motion, 'team', 'closeBallot', {})).toMatchObject({ state: 'adopted' })
  const charter = await getCharter(db, people.as('service'), now())
  expect(charter.assignments.find(({ postId }) => postId === chief)).toMatchObject({ post: { zh: '精密仪器产业链链长（虚构）' }, chamber: '精密仪器产业链链长（虚构）' })
  expect(charter.posts).toEqual([{ post: chief, holders: [expect.objectContaining({ id: people.organisation('government') })] }])
  expect(charter.assignments.some((row) => 'holders' in row)).toBe(false)
  expect([await centreIn('government', '2026-10-15'), await centreIn('government', '2026-10-22'), await centreIn('association', '2026-10-22'), await centreIn('association', '2026-10-26')]).toEqual([true, false, true, false])
  expect((await openPost(db, people.as('service'), chief, now())).named).toMatchObject([{ task: 'T3', part: 'centre' }])
})

/** Whether somebody is a centre of T3 on a day, as each of their calls finds it. */
async function centreIn(who: string, on: string): Promise<boolean> {
  const viewer = await viewerOfAccount(db, people.as(who).account!, 'chiefs', new Date(`${on}T02:00:00Z`))
  return viewer!.centreOf.includes('T3')
}

test('a holder that declared a conflict of interest does not vote: the chamber of the post decides once somebody stands in', async () => {
  const { motion } = await createMotion(db, people.as('association'), { task: 'T3', title: '分子泵攻关', text: '两年内完成。', threshold: 1, evidence: ['https://example.org/plan'] }, now())
  await nextOn(motion, 'government', 'declareConflict', { text: '持有一家供应商的股份' })
  await nextOn(motion, 'team', 'openDeliberation', { consultUntil: day, method: 'chambers', quorum: 0, secret: false })
  day = dayAfter(day, 1)
  await expect(nextOn(motion, 'team', 'openBallot', { closesOn: day })).rejects.toMatchObject(refused('not-now', '没有可表决的主体'))
  await next(chief, 'team', 'substitute', { organisation: people.organisation('association'), from: day, until: day, reason: '任职者回避' })
  const open = await nextOn(motion, 'team', 'openBallot', { closesOn: day })
  expect(open.seats.filter(({ chamber }) => chamber === '精密仪器产业链链长（虚构）').map(({ organisation }) => organisation.id)).toEqual([people.organisation('association')])
  await expect(nextOn(motion, 'government', 'castVote', { choice: 'yes' })).rejects.toMatchObject({ code: 'not-allowed' })
  await nextOn(motion, 'association', 'castVote', { choice: 'yes' })
  day = dayAfter(day, 1)
  expect((await openPost(db, people.as('service'), chief, now())).conflicts).toMatchObject([{ motion: { id: motion }, text: '持有一家供应商的股份' }])
})

test('a post that the charter names is not abolished; a term is ended with a reason by who holds it', async () => {
  await expect(next(chief, 'team', 'abolish', { reason: '合并' })).rejects.toMatchObject(refused('not-now', '章程'))
  await expect(next(chief, 'enterprise', 'endTerm', { term: 1, on: day, reason: '代为辞任' })).rejects.toMatchObject(refused('not-now', '只有'))
  expect(held(await next(chief, 'government', 'endTerm', { term: 1, on: day, reason: '调任' }))).toMatch(/^endsSoon/)
  day = dayAfter(day, 1)
  expect(held(await openPost(db, people.as('team'), chief, now()))).toBe('vacant –')
})

test('vacancies stand on the workbench of those who can appoint, and of nobody else', async () => {
  expect([await linesOf('team'), await linesOf('government'), await linesOf('association')]).toEqual([['2 个席位空缺'], ['2 个席位空缺'], []])
  await next(general, 'team', 'appoint', { organisation: people.organisation('government'), from: day, until: dayAfter(day, 30), basis: '文件' })
  expect(await linesOf('team')).toEqual(['1 个席位空缺', '1 个席位的任期 60 天内届满，无人继任'])
})

async function linesOf(who: string): Promise<string[]> {
  const { waiting } = await getWorkbench(db, people.as(who), now())
  return waiting.filter(({ kind }) => kind.startsWith('posts-')).map(({ text }) => text.zh)
}

test('overdue work is escalated to the post above: past one that is vacant, to whoever holds the next, and no further than the last', async () => {
  const fields = { task: 'T2' as const, title: '分子泵验证', text: '', lead: people.organisation('enterprise'), coOwners: [], due: day, region: '440300', department: null, parent: null }
  const { item, above } = await createWork(db, people.as('team'), fields, now())
  expect(above).toMatchObject({ post: { id: general }, holder: { id: people.organisation('government') } })
  day = dayAfter(day, 1)
  const nextWork = async (event: WorkAct['event'], input: object): Promise<Awaited<ReturnType<typeof openWork>>> => actOnWork(db, people.as('team'), item, { event, version: (await openWork(db, people.as('team'), item, now())).version, input } as WorkAct, now())
  await nextWork('urge', { text: '请抓紧' })
  const escalated = await nextWork('escalate', { text: '逾期一日' })
  expect([escalated.events.at(-1)!.payload, escalated.above]).toEqual([{ to: people.organisation('government'), text: '逾期一日', post: { id: general, title: '省总链长（虚构）' } }, null])
  expect(escalated.escalations).toMatchObject([{ to: { id: people.organisation('government') }, post: '省总链长（虚构）', text: '逾期一日' }])
  await expect(nextWork('escalate', { text: '仍未办结' })).rejects.toMatchObject(refused('not-now', '没有可提级的上一级职务'))
})

test('the log replays to what stands', async () => {
  expect(await verifyEvents(db, people.as('team'))).toMatchObject({ intact: true, differing: [] })
})
