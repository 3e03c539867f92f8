import { test } from 'vitest'
import { aShareFiles, openHouse, requestFor } from '../../bench/house.ts'
import { importFiles } from '../../src/intake/import.ts'
import { refreshStates } from '../../src/chain/states.ts'
import { createReport } from '../../src/reports/report.ts'
import { issueReport } from '../../src/reports/issue.ts'
import { downloadReport } from '../../src/reports/download.ts'
import { explainFigure } from '../../src/reports/evidence.ts'
import { asViewer } from '../../src/access/viewer.ts'
test('scale', { timeout: 900_000 }, async () => {
  const house = await openHouse()
  const t = async <T,>(name: string, work: () => Promise<T>): Promise<T> => { const at = performance.now(); const r = await work(); console.log(name, Math.round(performance.now() - at)); return r }
  try {
    const { dataDir, viewer } = house
    const real = house.db
    let log = false
    const db = { ...real, query: real.query.bind(real), exec: real.exec.bind(real), close: real.close.bind(real), engine: real.engine, transaction: (work: (t: unknown) => Promise<unknown>, options: never) => real.transaction((tx) => work({
  exec: tx.exec.bind(tx), copyIn: tx.copyIn.bind(tx), copyText: tx.copyText.bind(tx), copyOut: tx.copyOut.bind(tx),
  query: async (q: { text: string }) => { const t = performance.now(); const r = await tx.query(q as never); const ms = performance.now() - t; if (ms > 200 && log) { console.log(Math.round(ms), q.text.replace(/\s+/g, ' ').slice(0, 400)) } return r },
}), options) } as never as typeof real
    for (const file of aShareFiles()!) await t('import ' + file, async () => importFiles(db, dataDir, viewer, await requestFor(house, [file])))
    await t('states', () => refreshStates(db, viewer.cluster, 'team'))
    log = true
    await t('draft 1', () => createReport(db, viewer, { period: '2026-11' }))
    const report = await t('draft', () => createReport(db, viewer, { period: '2026-11' }))
    console.log(report.figures.length, report.figures.filter((f) => f.name.startsWith('registry') || f.name.startsWith('chain.state') ).map((f) => f.title.zh + ' ' + f.shown.zh).join('\n'))
    await t('explain', () => asViewer(db, viewer, (tx) => explainFigure(tx, viewer, report.figures.find((f) => f.name === 'chain.nodes')!.figure)))
    const issued = await t('issue', () => issueReport(db, viewer, report.report, { edition: report.edition }))
    for (const format of ['html', 'docx', 'xlsx', 'pdf'] as const) await t(format, async () => console.log((await downloadReport(db, viewer, issued.report, { format })).content.length))
  } finally { await house.close() }
})
