import { beforeAll, expect, test } from 'vitest'
import { asViewer, systemViewer } from '../../src/access/viewer.ts'
import { sql } from '../../src/db/sql.ts'
import { exportCalendar } from '../../src/governance/calendar.ts'
import { actOnMechanism, createMechanism, openMechanism } from '../../src/governance/mechanisms.ts'
import { verifyEvents } from '../../src/governance/verify.ts'
import type { MechanismAct } from '../../src/shared/contract/mechanisms.ts'
import { useDb } from '../support/db.ts'
import { makePeople, type People } from './people.ts'

const db = await useDb()
let people: People
let mechanism: number
const now = (): Date => new Date('2026-10-12T02:00:00Z')
type Page = Awaited<ReturnType<typeof openMechanism>>

beforeAll(async () => { people = await makePeople(db, 'meets') })

const found = (who: string): Promise<Page> => createMechanism(db, people.as(who), {
  task: 'T1', title: '政企联席会', kind: 'jointMeeting', cadence: { unit: 'month', every: 1, nth: 1 }, start: '2026-09-01', convenor: people.organisation('government'), members: [people.organisation('enterprise')], inputs: '诉求清单', outputs: '会议纪要', template: '',
}, now())
async function next<E extends MechanismAct['event']>(who: string, event: E, input: Extract<MechanismAct, { event: E }>['input']): Promise<Page> {
  const { version } = await openMechanism(db, people.as('team'), mechanism, now())
  return actOnMechanism(db, people.as(who), mechanism, { event, version, input } as MechanismAct, now())
}
const states = ({ occurrences }: Page): string[] => occurrences.slice(0, 3).map(({ day, state }) => `${day} ${state}`)

test('who convenes the task sets it up; its dates come by themselves, on working days', async () => {
  await expect(found('association')).rejects.toMatchObject({ code: 'not-allowed' })
  const page = await found('government')
  mechanism = page.mechanism
  expect([page.next, ...states(page)]).toEqual(['2026-11-02', '2026-09-01 overdue', '2026-10-08 overdue', '2026-11-02 coming'])
})

test('an occurrence is held, then its output delivered; a day that is none is refused', async () => {
  await expect(next('team', 'hold', { due: '2026-10-09', heldOn: '2026-10-09', attended: [], text: '' })).rejects.toMatchObject({ code: 'not-now' })
  await expect(next('team', 'deliver', { due: '2026-10-08', title: '纪要' })).rejects.toMatchObject({ code: 'not-now' })
  expect((await openMechanism(db, people.as('government'), mechanism, now())).may['deliver']).toMatchObject({ allowed: false, reason: { zh: expect.stringContaining('还没有召开过') as string } })
  expect(states(await next('government', 'hold', { due: '2026-10-08', heldOn: '2026-10-09', attended: [people.organisation('enterprise')], text: '' }))[1]).toBe('2026-10-08 held')
  expect(states(await next('government', 'deliver', { due: '2026-10-08', title: '会议纪要' }))[1]).toBe('2026-10-08 delivered')
})

test('one that is not held says why: it is no failure in silence, delivers nothing, and is cancelled in the calendar', async () => {
  expect(states(await next('government', 'skip', { due: '2026-11-02', reason: '与省里的会议冲突' }))[2]).toBe('2026-11-02 skipped')
  await expect(next('government', 'deliver', { due: '2026-11-02', title: '纪要' })).rejects.toMatchObject({ code: 'not-now' })
  await expect(next('government', 'hold', { due: '2026-11-02', heldOn: '2026-10-10', attended: [], text: '' })).rejects.toMatchObject({ code: 'not-now' })
  const file = await exportCalendar(db, people.as('association'), { baseUrl: 'https://p.example', now: now() })
  expect(file.split('BEGIN:VEVENT').find((event) => event.includes('20261102'))).toContain('STATUS:CANCELLED')
})

test('every member takes the dates along as a calendar; what was held stays when the cadence changes; the log replays', async () => {
  const { cluster } = people.as('association')
  await asViewer(db, systemViewer(cluster), (tx) => tx.query(sql`update cluster set name = '示例集群' where cluster_id = ${cluster}`))
  const file = await exportCalendar(db, people.as('association'), { baseUrl: 'https://p.example', now: now() })
  expect(file).toContain('X-WR-CALNAME:示例集群\r\n')
  expect(file).toContain('DTSTART;VALUE=DATE:20261102\r\nSUMMARY:政企联席会')
  const page = await next('team', 'edit', { cadence: { unit: 'quarter', every: 1, nth: -1 } })
  expect(states(page)).toEqual(['2026-09-30 overdue', '2026-10-08 delivered', '2026-11-02 skipped'])
  expect(await verifyEvents(db, people.as('team'))).toMatchObject({ intact: true, differing: [] })
})
