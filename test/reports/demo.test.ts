import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asViewer, settingsOf, systemViewer, type Viewer } from '../../src/access/viewer.ts'
import { sql } from '../../src/db/sql.ts'
import { listRisks } from '../../src/governance/risk-list.ts'
import { proposeRisks, updateRisk } from '../../src/governance/risks.ts'
import { downloadReport } from '../../src/reports/download.ts'
import { issueReport } from '../../src/reports/issue.ts'
import { createReport, getReport } from '../../src/reports/report.ts'
import { loadDemo } from '../../src/server/demo.ts'
import type { Context } from '../../src/server/handler.ts'
import type { ReportView } from '../../src/shared/contract/reports.ts'
import { useDb } from '../support/db.ts'

const db = await useDb()
const system = settingsOf(systemViewer(''))
let dataDir = ''
afterAll(() => rm(dataDir, { recursive: true, force: true }))

/** What a report says of one name: the shown values by title. */
function shown(report: ReportView, name: string): Record<string, string> {
  return Object.fromEntries(report.figures.filter((figure) => figure.name === name).map(({ title, shown: value }) => [title.zh, value.zh]))
}

describe('the demo’s report of October', () => {
  let viewer: Viewer
  let report: ReportView
  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(os.tmpdir(), 'polycenter-report-'))
    const accounts = await db.transaction((tx) => tx.query<{ id: number }>(sql`insert into account (email, name) values ('team@demo.example', '组员') returning account_id as id`), { session: system })
    const context = { db, dataDir, files: dataDir, now: () => new Date(), baseUrl: 'http://localhost:4100' } as Context
    await loadDemo(context, accounts[0]!.id, () => {})
    const [cluster] = await db.transaction((tx) => tx.query<{ id: string; operator: number }>(sql`select cluster_id as id, operator_id as operator from cluster`), { session: system })
    viewer = { cluster: cluster!.id, account: accounts[0]!.id, organisation: cluster!.operator, actorType: 'service', role: 'administrator', centreOf: [] }
    report = await createReport(db, viewer, { period: '2026-10' })
  }, 240_000)

  test('notices the city that fell off, and names what did not come in', () => {
    expect(shown(report, 'operation.falling')['中山市 · 同比下降的指标数']).not.toBe('0')
    const words = report.blocks.flatMap((block) => (block.kind === 'paragraph' ? block.inlines.flatMap((one) => ('text' in one ? [one.text] : [])) : [])).join('')
    expect(words).toContain('中山市可比的')
    expect(words).toContain('出口额缺东莞市（待补充）；新增发明专利缺珠海市（未填报）；到位资金缺佛山市（未填报）')
    expect(shown(report, 'operation.cities')).toEqual({ 监测城市数: '6' })
  })

  test('has every node in a state, and says on each page that all is fictional', async () => {
    const states = report.figures.filter(({ name }) => name === 'chain.state').reduce((sum, { value }) => sum + value!, 0)
    expect(states).toBe(report.figures.find(({ name }) => name === 'chain.nodes')!.value)
    const html = (await downloadReport(db, viewer, report.report, { format: 'html', lang: 'en', baseUrl: 'http://localhost:4100' })).content.toString()
    expect(html).toContain('Demo data: apart from public figures')
    expect(html).toContain('http://localhost:4100/c/demo/trace/')
  })

  test('tells what became of the risk list: confirmed, raised, closed, overdue', async () => {
    await proposeRisks(db, viewer)
    const count = (view: ReportView, name: string): number => view.figures.find((figure) => figure.name === name)!.value!
    const change = (risk: { risk: number; edition: number }, changes: Omit<Parameters<typeof updateRisk>[3], 'edition'>) => updateRisk(db, viewer, risk.risk, { edition: risk.edition, ...changes })
    const [first, second, third] = await asViewer(db, viewer, (tx) => listRisks(tx, viewer, { status: 'proposed' }))
    const before = await getReport(db, viewer, report.report)
    const raised = await change(first!, { status: 'confirmed', grade: 'medium', owner: viewer.organisation, dueDate: '2099-12-31' })
    await change(second!, { status: 'confirmed', grade: 'low', dueDate: '2020-01-01' })
    const closed = await change(third!, { status: 'confirmed' })
    report = await getReport(db, viewer, report.report)
    const more = (name: string): number => count(report, name) - count(before, name)
    expect([more('risks.new'), more('risks.open'), more('risks.overdue'), more('risks.proposed')]).toEqual([3, 3, 1, -3])

    await change(closed, { status: 'closed' })
    report = await getReport(db, viewer, report.report)
    expect([more('risks.closed'), more('risks.open')]).toEqual([1, 2])

    await issueReport(db, viewer, report.report, { edition: report.edition })
    await change(raised, { grade: 'high' })
    const next = await createReport(db, viewer, { period: '2026-11' })
    expect([count(next, 'risks.raised'), count(next, 'risks.new'), count(next, 'risks.closed')]).toEqual([1, 0, 0])
    const changes = next.blocks.flatMap((block) => (block.kind === 'table' && block.title === '风险清单的变化' ? block.rows : []))
    expect(changes.map((row) => row.flatMap((cell) => cell.flatMap((piece) => ('text' in piece ? [piece.text] : []))))).toEqual([['升级', raised.title, expect.any(String), expect.any(String), '2099-12-31', '中']])
  })
})
