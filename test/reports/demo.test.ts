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

const real = await useDb()
const db = { ...real, query: real.query.bind(real), exec: real.exec.bind(real), close: real.close.bind(real), engine: real.engine, transaction: (work: never, options: never) => real.transaction((tx) => (work as (t: unknown) => unknown)({
  exec: tx.exec.bind(tx), copyIn: tx.copyIn.bind(tx), copyText: tx.copyText.bind(tx), copyOut: tx.copyOut.bind(tx),
  query: async (q: { text: string }) => { const t = performance.now(); const r = await tx.query(q as never); const ms = performance.now() - t; if (ms > 300 && (globalThis as never as {log: boolean}).log) { console.log(Math.round(ms), q.text.replace(/\s+/g, ' ').slice(0, 300)); if (ms > 2000) console.log((await tx.query({ ...q, text: 'explain analyze ' + q.text } as never)).map((r) => Object.values(r as object)[0]).join('\n')) } return r },
}), options) } as never as typeof real
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
    ;(globalThis as never as {log: boolean}).log = true
    console.time('draft')
    report = await createReport(db, viewer, { period: '2026-10' })
    console.timeEnd('draft')
  }, 120_000)

  test('x', { timeout: 300_000 }, async () => {
    console.log(report.figures.length, JSON.stringify(report).length)
    for (const format of ['pdf', 'docx'] as const) {
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
