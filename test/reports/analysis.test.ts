import { beforeAll, expect, test } from 'vitest'
import { asViewer, type Viewer } from '../../src/access/viewer.ts'
import { runHere } from '../../src/analysis/define.ts'
import { load } from '../../src/intake/load/load.ts'
import { withdrawSource } from '../../src/ledger/sources.ts'
import { downloadReport } from '../../src/reports/download.ts'
import { explainFigure } from '../../src/reports/evidence.ts'
import { issueReport, verifyReport } from '../../src/reports/issue.ts'
import { placeAnalysis, removeAnalysis } from '../../src/reports/place.ts'
import { createReport, getReport, putReportText } from '../../src/reports/report.ts'
import { packResult } from '../../src/results/content.ts'
import { ask, findKept } from '../../src/results/run.ts'
import { putResult } from '../../src/results/store.ts'
import type { ReportView } from '../../src/shared/contract/reports.ts'
import { sheetOf, usual } from '../support/cluster.ts'
import { useDb } from '../support/db.ts'
import { makeReportCluster, sourceNamed } from './cluster.ts'

const db = await useDb()
let viewer: Viewer
let report: ReportView

const compute = async (analysis = 'supplier-concentration', parameters: Record<string, unknown> = {}): Promise<number> => {
  const asked = await ask(db, viewer, analysis, parameters)
  const { definition, snapshot, key } = asked
  return (await findKept(db, viewer, asked)) ?? asViewer(db, viewer, (tx) => putResult(tx, viewer, key, { content: packResult(runHere(definition, snapshot, key.parameters)), revision: snapshot.revision, ms: 1 }))
}
/** The key of the row of 分子泵, which two organisations supply with 0.6 and 0.2. */
let pump = ''
const place = async (options: { report?: number; columns?: string[] } = {}): Promise<ReportView> => placeAnalysis(db, viewer, options.report ?? report.report, { result: await compute(), table: 'nodes', rows: [pump], ...(options.columns ? { columns: options.columns } : {}) })
const figureOf = (view: ReportView, column: string) => view.figures.find(({ name, title }) => name === 'analysis.supplier-concentration' && title.zh.endsWith(` · ${column}`))
const explain = (code: string) => asViewer(db, viewer, (tx) => explainFigure(tx, viewer, code))

beforeAll(async () => {
  viewer = await makeReportCluster(db, 'placed')
  report = await createReport(db, viewer, { period: '2026-10' })
  const { snapshot } = await ask(db, viewer, 'supplier-concentration', {})
  pump = `node:${snapshot.chain.nodes.id[snapshot.chain.nodes.name.indexOf('分子泵')]}`
})

test('a value of an analysis stands in the report as a figure with a code, a table of its own, and the facts behind it', async () => {
  const view = await place({ columns: ['lower'] })
  const figure = figureOf(view, 'HHI 下限')!
  expect(figure).toMatchObject({ value: 0.4, shown: { zh: '0.4', en: '0.4' }, title: { zh: '供给集中度 · 分子泵 · HHI 下限' } })
  expect(view.annexes.at(-1)).toMatchObject({ kind: 'table', title: '供给集中度 · 环节', rows: [[[{ text: '分子泵' }], [{ figure: figure.figure }]]], note: expect.stringMatching(/^supplier-concentration 第 1 版，方法见 docs\/methods\/concentration\.md；参数 至少几家供给方：1；计算于 .*，快照 [0-9a-f]{16}。$/) })
  const evidence = await explain(figure.figure)
  expect(evidence).toMatchObject({ value: '0.4', frozen: false, formula: { id: 'supplier-concentration', version: 1, method: 'docs/methods/concentration.md' }, snapshot: view.analyses[0]!.snapshot })
  expect(evidence.formula!.text.zh).toContain('环节 · 分子泵 · HHI 下限 = 0.4，依据 2 项事实')
  expect(evidence.inputs.map(({ title, value }) => [title.zh, value])).toEqual([['东莞精测仪器有限公司（虚构） · 供给份额 · 分子泵', '0.6'], ['深圳微谱科技有限公司（虚构） · 供给份额 · 分子泵', '0.2']])
  expect(evidence.claims.map(({ value, source }) => [value, source.file, source.row])).toEqual([['0.6', 'supplies.csv', 2], ['0.2', 'supplies.csv', 3]])
})

test('further columns of the same table join those that are there, and codes stay', async () => {
  const before = figureOf(await getReport(db, viewer, report.report), 'HHI 下限')!.figure
  const view = await place({ columns: ['upper'] })
  expect(view.analyses).toMatchObject([{ rows: [pump], columns: ['lower', 'upper'], stale: false }])
  expect(figureOf(view, 'HHI 下限')!.figure).toBe(before)
  expect(figureOf(view, 'HHI 上限')).toMatchObject({ value: 0.44 })
})

test('what is no value of the result, and what narrower readers computed, is refused in words', async () => {
  const result = await compute()
  await expect(placeAnalysis(db, viewer, report.report, { result, table: 'nodes', rows: ['node:9999'] })).rejects.toMatchObject({ code: 'not-found', message: expect.stringContaining('node:9999') })
  await expect(placeAnalysis(db, viewer, report.report, { result, table: 'nodes', rows: [pump], columns: ['beauty'] })).rejects.toMatchObject({ code: 'not-found', message: expect.stringContaining('beauty') })
  const forAll = await createReport(db, viewer, { period: '2026-10', audience: 'public' })
  await expect(place({ report: forAll.report })).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(removeAnalysis(db, viewer, report.report, '0123456789ab')).rejects.toMatchObject({ code: 'not-found' })
})

test('when the facts change, the draft keeps the value and says so; computed anew it follows, under its old code', async () => {
  const old = await compute()
  await load(db, viewer, { ...usual, sheets: [sheetOf('supplies', [{ providerCode: 'A1', nodeCode: 'N2', share: 0.8 }], { file: 'corrected.csv' })] })
  const view = await getReport(db, viewer, report.report)
  const figure = figureOf(view, 'HHI 下限')!
  expect(figure).toMatchObject({ value: 0.4, mark: { stale: true } })
  expect(view.analyses).toMatchObject([{ stale: true }])
  await expect(placeAnalysis(db, viewer, report.report, { result: old, table: 'nodes', rows: [pump] })).rejects.toMatchObject({ code: 'changed-meanwhile' })
  const renewed = figureOf(await place(), 'HHI 下限')!
  expect(renewed).toMatchObject({ figure: figure.figure, value: expect.closeTo(0.68, 12), shown: { zh: '0.68' } })
  expect(renewed.mark.stale).toBeUndefined()
})

test('issued, the figure stays and traces whatever happens to the data, and stands in every file', async () => {
  const drafted = await getReport(db, viewer, report.report)
  const { figure } = figureOf(drafted, 'HHI 下限')!
  const written = await putReportText(db, viewer, report.report, { key: 'risks', text: `分子泵的集中度不低于[[${figure}]]。`, edition: drafted.edition })
  await issueReport(db, viewer, report.report, { edition: written.edition })
  const evidence = await explain(figure)
  const files = await Promise.all((['html', 'xlsx', 'docx', 'pdf'] as const).map((format) => downloadReport(db, viewer, report.report, { format })))
  await load(db, viewer, { ...usual, sheets: [sheetOf('supplies', [{ providerCode: 'A3', nodeCode: 'N2', share: 0.1 }], { file: 'later.csv' })] })
  const withdrawn = await sourceNamed(db, viewer, 'corrected.csv')
  await asViewer(db, viewer, (tx) => withdrawSource(tx, viewer, withdrawn, '有误'))
  const after = await getReport(db, viewer, report.report)
  expect(figureOf(after, 'HHI 下限')).toMatchObject({ figure, shown: { zh: '0.68' }, mark: { withdrawn: true } })
  expect(await asViewer(db, viewer, (tx) => verifyReport(tx, viewer, report.report))).toEqual([])
  expect(await explain(figure)).toMatchObject({ value: evidence.value, frozen: true, formula: evidence.formula, inputs: evidence.inputs, snapshot: evidence.snapshot, claims: evidence.claims.map(({ id, value }) => ({ id, value })) })
  expect(files[0]!.content.toString()).toMatch(new RegExp(`${figure}[\\s\\S]*docs/methods/concentration\\.md`))
  for (const [n, format] of (['html', 'xlsx', 'docx', 'pdf'] as const).entries()) expect((await downloadReport(db, viewer, report.report, { format })).content.equals(files[n]!.content), format).toBe(true)
  await expect(place()).rejects.toMatchObject({ code: 'issued-report' })
})
