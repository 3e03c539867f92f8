import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { settingsOf, systemViewer, type Viewer } from '../../src/access/viewer.ts'
import { sql } from '../../src/db/sql.ts'
import { proposeRisks } from '../../src/governance/risks.ts'
import { downloadReport } from '../../src/reports/download.ts'
import { issueReport } from '../../src/reports/issue.ts'
import { createReport } from '../../src/reports/report.ts'
import type { Context } from '../../src/server/handler.ts'
import { loadDemo } from '../../src/server/demo.ts'
import type { ReportView } from '../../src/shared/contract/reports.ts'
import { useDb } from '../support/db.ts'

const db = await useDb()
let dataDir = ''
afterAll(() => rm(dataDir, { recursive: true, force: true }))

describe('the demo’s report of October', () => {
  let viewer: Viewer
  let report: ReportView
  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(os.tmpdir(), 'polycenter-report-'))
    const accounts = await db.transaction((tx) => tx.query<{ id: number }>(sql`insert into account (email, name) values ('admin@demo.example', '管理员') returning account_id as id`), { session: settingsOf(systemViewer('')) })
    const context = { db, dataDir, files: dataDir, now: () => new Date(), baseUrl: 'http://localhost:4100' } as Context
    await loadDemo(context, accounts[0]!.id, () => {})
    const cluster = await db.transaction((tx) => tx.query<{ id: string; operator: number }>(sql`select cluster_id as id, operator_id as operator from cluster`), { session: settingsOf(systemViewer('')) })
    viewer = { cluster: cluster[0]!.id, account: accounts[0]!.id, organisation: cluster[0]!.operator, actorType: 'service', role: 'administrator', centreOf: [] }
    await proposeRisks(db, viewer)
    console.time('draft')
    report = await createReport(db, viewer, { period: '2026-10' })
    console.timeEnd('draft')
  }, 120_000)

  test('x', async () => {
    console.log(report.figures.length, JSON.stringify(report).length)
    for (const format of ['html', 'docx', 'xlsx', 'pdf'] as const) {
      console.time(format)
      const file = await downloadReport(db, viewer, report.report, { format, baseUrl: 'http://localhost:4100' })
      console.timeEnd(format)
      const { writeFile } = await import('node:fs/promises')
      await writeFile(`/tmp/report.${format}`, file.content)
      console.log(file.name, file.content.length)
    }
    console.time('issue')
    const issued = await issueReport(db, viewer, report.report, { edition: report.edition })
    console.timeEnd('issue')
    expect(issued.hash).not.toBeNull()
  })
})
