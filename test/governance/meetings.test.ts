import { beforeAll, expect, test } from 'vitest'
import { asViewer } from '../../src/access/viewer.ts'
import { readPack } from '../../src/governance/meeting-pack.ts'
import { listMeetings } from '../../src/governance/meeting-view.ts'
import { watchMeeting } from '../../src/governance/meeting-watch.ts'
import { actOnMeeting, createMeeting, openMeeting } from '../../src/governance/meetings.ts'
import { downloadMeetingPaper } from '../../src/reports/meeting-download.ts'
import { createMechanism, openMechanism } from '../../src/governance/mechanisms.ts'
import { createMotion, openMotion } from '../../src/governance/motions.ts'
import { verifyEvents } from '../../src/governance/verify.ts'
import { createWork } from '../../src/governance/work.ts'
import type { MeetingAct, MeetingPage } from '../../src/shared/contract/meetings.ts'
import { useDb } from '../support/db.ts'
import { makePeople, type People } from './people.ts'

const db = await useDb()
const now = (): Date => new Date('2026-11-02T02:00:00Z')
let people: People
let mechanism: number
let meeting: number
let motion: number

beforeAll(async () => {
  people = await makePeople(db, 'sits')
  const found = await createMechanism(db, people.as('team'), {
    task: 'T2', title: '政企联席会', kind: 'jointMeeting', cadence: { unit: 'month', every: 1, nth: 1 }, start: '2026-11-01', convenor: people.organisation('government'), members: [people.organisation('enterprise'), people.organisation('association')],
    inputs: '诉求清单', outputs: '会议纪要', template: '1. 上次事项\n2. 交期',
  }, now())
  mechanism = found.mechanism
  motion = (await createMotion(db, people.as('association'), { task: 'T2', title: '建立备份产能', text: '为光栅建立备份产能', threshold: 1, evidence: ['https://example.org/a'] }, now())).motion
})

type Act = { [E in MeetingAct['event']]: [E, Extract<MeetingAct, { event: E }>['input']] }[MeetingAct['event']]
const open = (who: string): Promise<MeetingPage> => openMeeting(db, people.as(who), meeting, now())
async function act(who: string, [event, input]: Act, version?: number): Promise<MeetingPage> {
  const read = version ?? (await open('team')).version
  return actOnMeeting(db, people.as(who), meeting, { event, version: read, input } as MeetingAct, now())
}
const attend = (who: string, whom: string, presence: 'present' | 'absent' | 'represented'): Promise<MeetingPage> => act(who, ['attend', { organisation: people.organisation(whom), presence, people: '' }])

test('the convenor calls an occurrence once; its agenda begins with inputs, template and the motions that wait', async () => {
  await expect(createMeeting(db, people.as('enterprise'), { mechanism, day: '2026-11-02' }, now())).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(createMeeting(db, people.as('government'), { mechanism, day: '2026-11-03' }, now())).rejects.toMatchObject({ code: 'not-now' })
  const page = await createMeeting(db, people.as('government'), { mechanism, day: '2026-11-02' }, now())
  meeting = page.meeting
  expect(page.agenda.map(({ title, motion: stands }) => [title, stands?.motion])).toEqual([['诉求清单', undefined], ['上次事项', undefined], ['交期', undefined], ['建立备份产能', motion]])
  expect(page.attendance.map(({ organisation, presence }) => [organisation.id, presence])).toEqual(['government', 'enterprise', 'association'].map((who) => [people.organisation(who), null]))
  await expect(createMeeting(db, people.as('team'), { mechanism, day: '2026-11-02' }, now())).rejects.toMatchObject({ code: 'already-exists' })
  const dates = (await openMechanism(db, people.as('enterprise'), mechanism, now())).occurrences
  expect(dates.find(({ day }) => day === '2026-11-02')?.meeting).toBe(meeting)
})

test('whoever does not sit at the table sees nothing of it, a centre of the task no more than others', async () => {
  for (const who of ['rival', 'research']) {
    expect(await asViewer(db, people.as(who), (tx) => listMeetings(tx, people.as(who), {}))).toEqual([])
    await expect(open(who)).rejects.toMatchObject({ code: 'not-found' })
    await expect(watchMeeting(db, people.as(who), meeting)).rejects.toMatchObject({ code: 'not-found' })
    expect((await openMechanism(db, people.as(who), mechanism, now())).occurrences.every((one) => one.meeting === null)).toBe(true)
  }
  expect(await asViewer(db, people.as('association'), (tx) => listMeetings(tx, people.as('association'), { mechanism }))).toHaveLength(1)
})

test('two type at once: new paragraphs stand beside each other, the later change of the same one is told and not lost', async () => {
  await expect(act('enterprise', ['write', { text: '早了', item: null }])).rejects.toMatchObject({ code: 'not-now' })
  const { version } = await act('government', ['open', { heldOn: '2026-11-02' }])
  const told = (await watchMeeting(db, people.as('association'), meeting))[Symbol.asyncIterator]()
  expect((await told.next()).value).toEqual({ version })
  await act('enterprise', ['write', { text: '光栅交期已延至 20 周。', item: 3 }], version)
  const both = await act('association', ['write', { text: '会员反映同样问题。', item: 3 }], version)
  expect((await told.next()).value.version).toBeGreaterThan(version)
  await told.return!()
  expect(both.minutes.map(({ text }) => text)).toEqual(['光栅交期已延至 20 周。', '会员反映同样问题。'])
  await act('government', ['write', { paragraph: 1, text: '光栅交期已延至 22 周。', item: 3 }], both.version)
  await expect(act('enterprise', ['write', { paragraph: 1, text: '光栅交期约 20 周。', item: 3 }], both.version)).rejects.toMatchObject({ code: 'changed-meanwhile', details: { yours: { input: { text: '光栅交期约 20 周。' } } } })
  expect((await open('team')).minutes[0]!.text).toBe('光栅交期已延至 22 周。')
})

test('a paragraph becomes work that names it, or a motion with the minutes as evidence; it decides nothing itself', async () => {
  const lead = people.organisation('enterprise')
  const fields = { task: 'T2' as const, title: '验证国产光栅', text: '', lead, coOwners: [], due: null, region: null, department: null, parent: null }
  const work = await createWork(db, people.as('government'), { ...fields, meeting: { meeting, paragraph: 1 } }, now())
  expect(work.origin).toEqual({ kind: 'meeting', id: meeting, title: '政企联席会 2026-11-02', paragraph: 1 })
  await expect(createWork(db, people.as('government'), { ...fields, meeting: { meeting, paragraph: 9 } }, now())).rejects.toMatchObject({ code: 'not-now' })
  const moved = await createMotion(db, people.as('association'), { task: 'T2', title: '共担验证费用', text: '三方共担', threshold: 1, evidence: [`meeting:${meeting}:2`] }, now())
  expect(moved.evidence[0]).toMatchObject({ value: '会员反映同样问题。', title: { zh: '纪要：政企联席会 2026-11-02 第 2 段' } })
  const page = await open('association')
  expect(page.minutes.map(({ follows }) => follows.map(({ kind, id }) => [kind, id]))).toEqual([[], [['motion', moved.motion]]])
  expect((await open('government')).minutes[0]!.follows).toMatchObject([{ kind: 'work', id: work.item }])
  await expect(act('enterprise', ['remove', { paragraph: 1 }])).rejects.toMatchObject({ code: 'not-now' })
  await expect(act('government', ['decided', { paragraph: 2, motion }])).rejects.toMatchObject({ code: 'not-now' })
  // Who is neither a centre nor sat there learns that there is evidence, and no more.
  const research = await openMotion(db, people.as('research'), moved.motion, now())
  expect(research.evidence[0]).toMatchObject({ title: null, value: null })
  await expect(createMotion(db, people.as('rival'), { task: 'T2', title: '借题', text: '…', threshold: 1, evidence: [`meeting:${meeting}:1`] }, now())).rejects.toMatchObject({ code: 'not-found' })
})

test('the pack lays before the table the evidence as pinned, open work and the last decisions', async () => {
  const viewer = people.as('government')
  const pack = await asViewer(db, viewer, (tx) => readPack(tx, viewer, meeting, '2026-11-02'))
  expect(pack).toMatchObject({ motions: [{ motion, evidence: [{ ref: 'https://example.org/a' }] }], work: [{ title: '验证国产光栅', fromHere: true, overdue: false }], moreWork: 0, decisions: [] })
})

test('pack and minutes leave as docx, PDF and HTML from one template, with what their reader may see', async () => {
  const paper = async (who: string, which: 'pack' | 'minutes', format: 'docx' | 'pdf' | 'html') => downloadMeetingPaper(db, people.as(who), meeting, { paper: which, format }, now())
  const [docx, pdf] = [await paper('government', 'pack', 'docx'), await paper('government', 'pack', 'pdf')]
  expect([docx.name, docx.content.subarray(0, 2).toString(), pdf.content.subarray(0, 5).toString()]).toEqual(['政企联席会会议材料-2026-11-02.docx', 'PK', '%PDF-'])
  const pack = String((await paper('government', 'pack', 'html')).content)
  for (const said of ['一、会议安排', '上次事项', '待议动议及其证据', 'https://example.org/a', '验证国产光栅（本机制会议所定）']) expect(pack).toContain(said)
  // The association is no centre of the task and no party of that work.
  expect(String((await paper('association', 'pack', 'html')).content)).not.toContain('验证国产光栅')
  const minutes = String((await paper('government', 'minutes', 'html')).content)
  for (const said of ['[1] 光栅交期已延至 22 周。', '会议形成的事项与动议', '草稿']) expect(minutes).toContain(said)
  await expect(paper('rival', 'pack', 'html')).rejects.toMatchObject({ code: 'not-found' })
})

test('it closes when everybody is accounted for; the mechanism shows it held; approved minutes are frozen, a correction is another edition', async () => {
  await expect(attend('enterprise', 'association', 'absent')).rejects.toMatchObject({ code: 'not-now' })
  await attend('enterprise', 'enterprise', 'present')
  await expect(act('government', ['rise', {}])).rejects.toMatchObject({ code: 'not-now' })
  await attend('government', 'government', 'present')
  await attend('government', 'association', 'absent')
  await act('government', ['rise', {}])
  const held = async () => (await openMechanism(db, people.as('team'), mechanism, now())).occurrences.find(({ day }) => day === '2026-11-02')!
  expect(await held()).toMatchObject({ state: 'held', attended: [{ id: people.organisation('government') }, { id: people.organisation('enterprise') }] })
  const { version } = await open('government')
  await act('enterprise', ['write', { text: '补记。', item: null }])
  await expect(act('government', ['approve', {}], version)).rejects.toMatchObject({ code: 'changed-meanwhile' })
  await expect(act('enterprise', ['approve', {}])).rejects.toMatchObject({ code: 'not-allowed' })
  const approved = await act('government', ['approve', {}])
  expect([approved.state, approved.editions.length, (await held()).outputs]).toMatchObject(['approved', 1, [{ title: '会议纪要', ref: `meeting:${meeting}` }]])
  await expect(act('enterprise', ['write', { text: '再记', item: null }])).rejects.toMatchObject({ code: 'not-now' })
  await act('government', ['correct', { reason: '交期有误' }])
  await act('enterprise', ['write', { paragraph: 1, text: '光栅交期已延至 21 周。', item: 3 }])
  const corrected = await act('government', ['approve', {}])
  expect(corrected.editions.map(({ reason, paragraphs }) => [reason, paragraphs[0]!.text])).toEqual([[null, '光栅交期已延至 22 周。'], ['交期有误', '光栅交期已延至 21 周。']])
  expect(await verifyEvents(db, people.as('team'))).toMatchObject({ intact: true, differing: [] })
})
