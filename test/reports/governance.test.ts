import { beforeAll, describe, expect, test } from 'vitest'
import { asViewer } from '../../src/access/viewer.ts'
import { actOnAppeal, createAppeal } from '../../src/governance/appeals.ts'
import { explainThread } from '../../src/governance/explain.ts'
import { createMotion } from '../../src/governance/motions.ts'
import { actOnWork, createWork } from '../../src/governance/work.ts'
import { explainFigure } from '../../src/reports/evidence.ts'
import { issueReport } from '../../src/reports/issue.ts'
import { createReport, getReport } from '../../src/reports/report.ts'
import type { Evidence } from '../../src/shared/contract/ledger.ts'
import type { ReportView } from '../../src/shared/contract/reports.ts'
import { makePeople, type People } from '../governance/people.ts'
import { useDb } from '../support/db.ts'

const db = await useDb()
const october = new Date('2026-10-20T02:00:00Z')
const november = new Date('2026-11-10T02:00:00Z')
let people: People
let work: number
let appeal: number
let moved: number
let report: ReportView

beforeAll(async () => {
  people = await makePeople(db, 'told')
  const [team, government] = [people.as('team'), people.as('government')]
  const fields = { task: 'T2' as const, text: '', coOwners: [], department: null, region: null, parent: null, lead: people.organisation('enterprise') }
  work = (await createWork(db, team, { ...fields, title: '分子泵替代验证', due: '2026-10-30' }, october)).item
  await createWork(db, team, { ...fields, title: '四极杆中试', due: '2026-11-20' }, october)
  await actOnWork(db, people.as('enterprise'), work, { event: 'accept', version: 1, input: {} }, october)
  appeal = (await createAppeal(db, people.as('enterprise'), { subject: 'supply', title: '分子泵交期过长', text: '已达十个月。', anonymous: true }, october)).appeal
  await actOnAppeal(db, government, appeal, { event: 'triage', version: 1, input: { task: 'T2', owner: people.organisation('government') } }, october)
  await createAppeal(db, people.as('rival'), { subject: 'supply', title: '四极杆断供', text: '已停供一个月。', anonymous: true }, november)
  moved = (await createMotion(db, people.as('association'), { task: 'T2', title: '分子泵联合攻关', text: '两年内完成两家供应商的验证。', threshold: 2, evidence: [`node:${people.made.ids.choke}:state`] }, october)).motion
  report = await createReport(db, team, { period: '2026-10', audience: 'centres' }, november)
})

const value = (name: string): number | null | undefined => report.figures.find((one) => one.name === name)?.value
/** What a figure opens into, as the analyst sees it. */
function opened(name: string, about = ''): Promise<Evidence> {
  const { figure } = report.figures.find((one) => one.name === name && one.title.zh.startsWith(about))!
  return asViewer(db, people.as('team'), (tx) => explainFigure(tx, people.as('team'), figure, november))
}

describe('the month as it was worked', () => {
  test('counts what was opened, what is late, what falls due next month, what was asked for', () => {
    expect(Object.fromEntries(['work-opened', 'work-closed', 'work-running', 'work-late', 'work-due', 'appeals-filed', 'appeals-answered', 'appeals-waiting', 'appeals-late', 'adopted'].map((name) => [name, value(`governance.${name}`)]))).toEqual({
      'work-opened': 2, 'work-closed': 0, 'work-running': 2, 'work-late': 1, 'work-due': 1, 'appeals-filed': 2, 'appeals-answered': 0, 'appeals-waiting': 2, 'appeals-late': 1, adopted: 0,
    })
  })

  test('each line of its tables opens to the item, and from there to the log and the evidence', async () => {
    expect(tableOf('本期决策与事项')).toEqual([['分子泵替代验证', '安全可控', '已认领', '甲方精工有限公司（虚构）', '2026-10-30'], ['四极杆中试', '安全可控', '待认领', '甲方精工有限公司（虚构）', '2026-11-20']])
    expect(tableOf('到期与逾期的事项').map(([title]) => title)).toEqual(['分子泵替代验证', '四极杆中试'])
    const { inputs } = await opened('governance.item', '分子泵替代验证')
    expect(inputs).toMatchObject([{ ref: `work:${work}:state`, value: 'accepted', title: { zh: expect.stringMatching(/日志第 \d+ 条，[0-9a-f]{12}/) as string } }])
    const log = await asViewer(db, people.as('team'), (tx) => explainThread(tx, people.as('team'), inputs[0]!.ref))
    expect(log.formula?.text.zh).toMatch(/^已认领\n2026-10-20 10:00 立项（日志第 \d+ 条，.*）\n2026-10-20 10:00 认领/)
    const motion = await asViewer(db, people.as('research'), (tx) => explainThread(tx, people.as('research'), `motion:${moved}:state`))
    expect(motion.inputs).toMatchObject([{ ref: `node:${people.made.ids.choke}:state` }])
  })

  test('a count opens to the items it counts', async () => {
    expect((await opened('governance.work-late')).inputs.map(({ ref }) => ref)).toEqual([`work:${work}:state`])
    expect((await opened('governance.appeals-late')).inputs.map(({ ref }) => ref)).toEqual([`appeal:${appeal}:state`])
  })

  test('who filed an anonymous appeal stands nowhere in it', async () => {
    expect(tableOf('诉求')).toEqual([['分子泵交期过长', '安全可控', '待答复', '示范市工业和信息化局（虚构）', '2026-11-03'], ['四极杆断供', '安全可控', '待分办', '—', '2026-11-12']])
    await expect(asViewer(db, people.as('rival'), (tx) => explainThread(tx, people.as('rival'), `appeal:${appeal}:state`))).resolves.toMatchObject({ formula: { text: { zh: expect.not.stringContaining('提出诉求') as string } } })
  })

  test('what happens afterwards changes the draft, and never what was issued', async () => {
    await actOnWork(db, people.as('enterprise'), work, { event: 'start', version: 2, input: {} }, november)
    const draft = await getReport(db, people.as('team'), report.report, { now: november })
    expect(draft.figures.find(({ name, title }) => name === 'governance.item' && title.zh.startsWith('分子泵替代验证'))?.shown.zh).toBe('办理中')
    const issued = await issueReport(db, people.as('team'), report.report, { edition: draft.edition }, november)
    await actOnWork(db, people.as('team'), work, { event: 'cancel', version: 3, input: { reason: '并入他项' } }, november)
    const kept = await getReport(db, people.as('team'), report.report, { now: november })
    expect(kept).toEqual(issued)
    expect(kept.figures.find(({ name }) => name === 'governance.work-running')?.value).toBe(2)
  })

  test('a report for the public says nothing of it', async () => {
    const open = await createReport(db, people.as('team'), { period: '2026-10', audience: 'public' }, november)
    expect(open.figures.filter(({ name }) => name.startsWith('governance.'))).toEqual([])
  })
})

/** The rows of a table of the report, figures as they are shown. */
function tableOf(title: string): string[][] {
  const shown = new Map(report.figures.map((one) => [one.figure, one.shown.zh]))
  const table = report.blocks.find((block) => block.kind === 'table' && block.title === title)
  if (table?.kind !== 'table') throw new Error(`There is no table ${title}.`)
  return table.rows.map((row) => row.map((cell) => cell.map((piece) => ('text' in piece ? piece.text : shown.get(piece.figure)!)).join('')))
}
