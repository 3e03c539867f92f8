import { beforeAll, describe, expect, test } from 'vitest'
import { asViewer, type Viewer } from '../../src/access/viewer.ts'
import { sql } from '../../src/db/sql.ts'
import { listRisks } from '../../src/governance/risk-list.ts'
import { proposeRisks, updateRisk } from '../../src/governance/risks.ts'
import { load } from '../../src/intake/load/load.ts'
import { restoreSource, withdrawSource } from '../../src/ledger/sources.ts'
import { downloadReport } from '../../src/reports/download.ts'
import { explainFigure } from '../../src/reports/evidence.ts'
import { issueReport, verifyReport } from '../../src/reports/issue.ts'
import { createReport, getReport, listReports, putReportText } from '../../src/reports/report.ts'
import type { ReportView } from '../../src/shared/contract/reports.ts'
import { sheetOf, usual } from '../support/cluster.ts'
import { useDb } from '../support/db.ts'
import { makeReportCluster, observationsOf, sourceNamed } from './cluster.ts'

const db = await useDb()

function figure(report: ReportView, name: string, title?: string) {
  const found = report.figures.filter((one) => one.name === name && (title === undefined || one.title.zh.includes(title)))
  expect(found, `${name} ${title ?? ''}`).toHaveLength(1)
  return found[0]!
}

/** The text of the report as a reader sees it, figures as they are shown. */
function textOf(report: ReportView): string {
  const shown = new Map(report.figures.map((one) => [one.figure, one.shown.zh]))
  const words = (pieces: readonly ({ text: string } | { figure: string })[]): string => pieces.map((piece) => ('text' in piece ? piece.text : shown.get(piece.figure))).join('')
  return [...report.blocks, ...report.annexes].map((block) => {
    if (block.kind === 'paragraph') return words(block.inlines)
    if (block.kind === 'table') return `${block.number} ${block.title}\n${block.rows.map((row) => row.map(words).join(' | ')).join('\n')}`
    return block.text
  }).join('\n')
}

describe('a draft', () => {
  let viewer: Viewer
  let report: ReportView
  beforeAll(async () => {
    viewer = await makeReportCluster(db, 'draft')
    report = await createReport(db, viewer, { period: '2026-10' })
  })

  test('is one for a period, whoever asks again', async () => {
    expect((await createReport(db, viewer, { period: '2026-10' })).report).toBe(report.report)
    expect(await asViewer(db, viewer, (tx) => listReports(tx, viewer))).toMatchObject([{ period: '2026-10', status: 'draft', title: '演示集群工作月报' }])
  })

  test('adds up the cities that reported and names the others, never counting them as zero', () => {
    expect(figure(report, 'operation.total', '营业收入')).toMatchObject({ value: 18e8, unit: '元', shown: { zh: '18.00亿元' }, title: { zh: '营业收入 · 2市合计' } })
    expect(textOf(report)).toContain('营业收入缺珠海市（未填报）、东莞市（本期未收到数据）')
    expect(figure(report, 'operation.place', '营业收入 · 珠海市')).toMatchObject({ value: null, missing: { zh: '未填报' }, shown: { zh: '—' } })
    expect(figure(report, 'operation.place', '营业收入 · 东莞市')).toMatchObject({ value: null, missing: { zh: '本期未收到数据' } })
    expect(figure(report, 'operation.cities')).toMatchObject({ value: 4 })
    expect(figure(report, 'operation.reporting', '营业收入')).toMatchObject({ value: 2 })
  })

  test('compares only cities with a value at both times', () => {
    expect(figure(report, 'operation.total-month', '营业收入').value).toBeCloseTo((18 - 20) / 20, 12)
    expect(figure(report, 'operation.total-year', '营业收入').value).toBeCloseTo((18 - 18) / 18, 12)
    expect(figure(report, 'operation.place-year', '营业收入 · 深圳市').value).toBeCloseTo(0.2, 12)
    expect(figure(report, 'operation.place-year', '营业收入 · 珠海市')).toMatchObject({ value: null, missing: { zh: '本期或上年同月缺数，无法比较' } })
    expect(textOf(report)).toContain('营业收入 | 同比 | 深圳市 | 20.0% | 广州市 | -25.0%')
    expect(textOf(report)).toContain('广州市可比的1项指标中有1项同比下降')
  })

  test('does not add rates, tells their change in points, and marks what is not plausible', () => {
    expect(report.figures.filter((one) => one.name === 'operation.total' && one.title.zh.includes('增速'))).toEqual([])
    expect(figure(report, 'operation.place-month', '工业增加值增速 · 深圳市')).toMatchObject({ value: 0.7, unit: 'points', shown: { zh: '0.7个百分点' } })
    expect(figure(report, 'operation.place', '工业增加值增速 · 广州市').mark).toMatchObject({ implausible: true })
    expect(textOf(report)).toContain('有待核实的数值：广州市工业增加值增速362.0%')
  })

  test('shows the province apart and leaves it out of the total', () => {
    expect(figure(report, 'operation.place', '营业收入 · 广东省')).toMatchObject({ value: 90e8 })
    expect(textOf(report)).toContain('营业收入 | 广东省 | 90.00亿元 | — | — | 合计外')
  })

  test('counts organisations by type and tier, nodes by state', () => {
    expect(figure(report, 'registry.organisations')).toMatchObject({ value: 3, mark: { grade: 'B' } })
    expect(figure(report, 'registry.new')).toMatchObject({ value: 3 })
    expect(figure(report, 'registry.actor-type', '企业')).toMatchObject({ value: 2 })
    expect(figure(report, 'registry.tier', '小巨人')).toMatchObject({ value: 1 })
    expect(figure(report, 'chain.nodes')).toMatchObject({ value: 3 })
    expect(figure(report, 'chain.unknown-share').value).toBeCloseTo(2 / 3, 12)
    expect(figure(report, 'chain.node-suppliers', '分子泵')).toMatchObject({ value: 2 })
    expect(figure(report, 'chain.node-suppliers', '离子源')).toMatchObject({ value: null, missing: { zh: '没有可用的供给主张' } })
    expect(figure(report, 'chain.node-substitution', '离子源')).toMatchObject({ value: null, missing: { zh: '没有主张' } })
  })

  test('gives every figure a code of its own that stays the same', async () => {
    const codes = report.figures.map((one) => one.figure)
    expect(new Set(codes).size).toBe(codes.length)
    expect(codes.every((code) => /^[A-HJKMNP-TV-Z][0-9A-HJKMNP-TV-Z]{5}$/.test(code))).toBe(true)
    expect((await getReport(db, viewer, report.report)).figures.map((one) => one.figure)).toEqual(codes)
  })

  test('opens every figure that stands in it, in both languages', async () => {
    const english = await getReport(db, viewer, report.report, { lang: 'en' })
    expect(english.title).toBe('Monthly report: 演示集群')
    const known = new Set(report.figures.map((one) => one.figure))
    for (const { blocks, annexes } of [report, english]) {
      const marks = [...blocks, ...annexes].flatMap((block) => (block.kind === 'paragraph' ? block.inlines : block.kind === 'table' ? block.rows.flat(2) : []))
      expect(marks.flatMap((mark) => ('figure' in mark && !known.has(mark.figure) ? [mark.figure] : []))).toEqual([])
    }
    expect(JSON.stringify(english.blocks.filter((block) => block.kind !== 'own'))).not.toMatch(/undefined|NaN|\{[a-z]+\}/)
  })

  test('says honestly that nothing was recorded where nothing was', () => {
    expect(textOf(report)).toContain('本期无登记。')
  })

  test('is of a month, and says so of anything else', async () => {
    for (const period of ['0026-10', '2026-13', '9999-12', '2026']) await expect(createReport(db, viewer, { period })).rejects.toMatchObject({ code: 'invalid-request' })
  })

  test('a member and a guest do not see a draft', async () => {
    for (const role of ['member', 'guest'] as const) {
      const other: Viewer = { ...viewer, role, organisation: 99, centreOf: ['T1', 'T2'] }
      expect(await asViewer(db, other, (tx) => listReports(tx, other))).toEqual([])
      await expect(getReport(db, other, report.report)).rejects.toMatchObject({ code: 'not-found' })
      await expect(createReport(db, other, { period: '2026-11' })).rejects.toMatchObject({ code: 'not-allowed' })
    }
  })
})

describe('the analyst’s own text', () => {
  let viewer: Viewer
  let report: ReportView
  beforeAll(async () => {
    viewer = await makeReportCluster(db, 'texts')
    report = await createReport(db, viewer, { period: '2026-10' })
  })
  const own = (view: ReportView, key: string) => view.blocks.find((block) => block.kind === 'own' && block.key === key) as Extract<ReportView['blocks'][number], { kind: 'own' }>

  test('keeps what was written, figures in it included', async () => {
    const total = figure(report, 'operation.total', '营业收入')
    report = await putReportText(db, viewer, report.report, { key: 'operation', text: ` 两市合计[[${total.figure.toLowerCase()}]]，低于上月。`, edition: report.edition })
    expect(own(report, 'operation')).toMatchObject({ text: `两市合计[[${total.figure}]]，低于上月。`, stale: [] })
  })

  test('refuses a figure that the report does not have, and a place that is none', async () => {
    await expect(putReportText(db, viewer, report.report, { key: 'operation', text: '[[ZZZZZZ]]', edition: report.edition })).rejects.toMatchObject({ code: 'invalid-request', details: { figures: ['ZZZZZZ'] } })
    await expect(putReportText(db, viewer, report.report, { key: 'nowhere', text: '', edition: report.edition })).rejects.toMatchObject({ code: 'invalid-request' })
  })

  test('two analysts at once: the second loses nothing and is told; other places do not disturb', async () => {
    const { edition } = report
    const write = (key: string, text: string) => putReportText(db, viewer, report.report, { key, text, edition })
    const results = await Promise.allSettled([write('problems', '甲写的'), write('problems', '乙写的'), write('risks', '丙写的')])
    const refused = results.filter((one) => one.status === 'rejected')
    expect(refused).toHaveLength(1)
    expect(refused[0]!.reason).toMatchObject({ code: 'changed-meanwhile', details: { key: 'problems', yours: expect.stringMatching(/^[甲乙]写的$/), theirs: expect.stringMatching(/^[甲乙]写的$/) } })
    report = await getReport(db, viewer, report.report)
    expect(own(report, 'risks').text).toBe('丙写的')
    expect(textOf(report)).not.toContain('本期无登记。')
  })

  test('what no database can hold is left out of a text', async () => {
    report = await putReportText(db, viewer, report.report, { key: 'next-steps', text: 'a\u0000b\ud800c\r\nd', edition: report.edition })
    expect(own(report, 'next-steps').text).toBe('abc\nd')
  })

  test('a sentence whose figure has changed is marked, and is not issued until somebody has read it', async () => {
    const total = figure(report, 'operation.total', '营业收入').figure
    await load(db, viewer, { ...usual, sheets: [observationsOf([{ indicator: '营业收入', subject: '东莞市', period: '2026-10', value: 4e8, unit: '元' }], 'late.csv')] })
    report = await getReport(db, viewer, report.report)
    expect(figure(report, 'operation.total', '营业收入')).toMatchObject({ figure: total, value: 22e8 })
    expect(own(report, 'operation').stale).toEqual([total])
    await expect(issueReport(db, viewer, report.report, { edition: report.edition })).rejects.toMatchObject({
      code: 'changed-meanwhile', details: { stale: [{ key: 'operation', figure: total, before: '18.00亿元', now: '22.00亿元' }] } })
    report = await putReportText(db, viewer, report.report, { key: 'operation', text: `三市合计[[${total}]]。`, edition: report.edition })
    expect(own(report, 'operation').stale).toEqual([])
    await expect(issueReport(db, viewer, report.report, { edition: report.edition - 1 })).rejects.toMatchObject({ code: 'changed-meanwhile' })
    report = await issueReport(db, viewer, report.report, { edition: report.edition })
    await expect(putReportText(db, viewer, report.report, { key: 'operation', text: '改', edition: report.edition })).rejects.toMatchObject({ code: 'issued-report' })
  })
})

describe('an issued report', () => {
  let viewer: Viewer
  let draft: ReportView
  let issued: ReportView
  const formats = ['docx', 'pdf', 'xlsx', 'html'] as const
  const bytes = async (): Promise<string[]> => Promise.all(formats.map(async (format) => (await downloadReport(db, viewer, issued.report, { format, baseUrl: 'http://localhost:4100' })).content.toString('base64')))
  beforeAll(async () => {
    viewer = await makeReportCluster(db, 'issued')
    await load(db, viewer, { ...usual, sheets: [sheetOf('organisations', [{ name: '东莞精测仪器有限公司（虚构）', code: 'A1', tier: 'singleChampion' }], { file: 'champions.csv' })] })
    await proposeRisks(db, viewer)
    const [risk] = await asViewer(db, viewer, (tx) => listRisks(tx, viewer))
    await updateRisk(db, viewer, risk!.risk, { edition: risk!.edition, status: 'confirmed', grade: 'high' })
    draft = await createReport(db, viewer, { period: '2026-10' })
    issued = await issueReport(db, viewer, draft.report, { edition: draft.edition })
  })

  test('keeps codes and values of the draft, and shows its hash', async () => {
    expect(issued).toMatchObject({ status: 'issued', hash: expect.stringMatching(/^[0-9a-f]{64}$/), issuedBy: 'Analyst', withdrawnSources: [] })
    expect(issued.figures.map(({ figure: code, value }) => [code, value])).toEqual(draft.figures.map(({ figure: code, value }) => [code, value]))
    expect(await asViewer(db, viewer, (tx) => verifyReport(tx, viewer, issued.report))).toEqual([])
  })

  test('EVERY figure leads to formula, claims, file and row, and its claims make its value again', async () => {
    expect([figure(issued, 'quality.conflicts').value, figure(issued, 'risks.open').value, figure(issued, 'chain.state', '卡点').value]).toEqual([1, 1, 1])
    for (const one of issued.figures) {
      const evidence = await asViewer(db, viewer, (tx) => explainFigure(tx, viewer, one.figure))
      const label = `${one.figure} ${one.name} ${one.title.zh}`
      expect(evidence, label).toMatchObject({ ref: `figure:${one.figure}`, frozen: true })
      expect(evidence.formula?.text.zh, label).not.toBe('')
      // What was decided and done rests on the log of events instead.
      if (one.value !== null && one.value !== 0 && evidence.formula!.id !== 'count-of-items') expect(evidence.claims.length, label).toBeGreaterThan(0)
      for (const claim of evidence.claims) {
        expect(claim.source.file, label).toBeTruthy()
        expect(claim.source.sheet, label).toBeTruthy()
        expect(claim.source.row, label).toBeGreaterThan(1)
        expect(claim.right, label).toBeTruthy()
      }
      if (one.value === null) continue
      const numbers = evidence.claims.flatMap(({ value, period }) => (value === null ? [] : [{ value: Number(value), period }]))
      const sum = (period?: string): number => numbers.filter((claim) => period === undefined || claim.period === period).reduce((total, { value }) => total + value, 0)
      const now = sum('2026-10')
      const then = sum() - now
      const again: Record<string, () => number> = {
        'as-claimed': () => numbers[0]!.value,
        'sum-of-claims': () => sum(),
        'count-of-claims': () => evidence.claimsTotal,
        'count-of-nodes': () => evidence.inputs.length,
        'count-of-pairs': () => evidence.inputs.length / 2,
        'count-of-risks': () => evidence.inputs.length,
        'count-of-items': () => evidence.inputs.length,
        'count-of-changes': () => evidence.inputs.length,
        'count-of-conflicts': () => evidence.inputs.length,
        'count-of-suppliers': () => (one.value === 0 ? 0 : evidence.claimsTotal),
        'count-of-questions': () => evidence.claimsTotal / 2,
        'sum-of-states': () => issued.figures.filter(({ name }) => name === 'chain.state').reduce((total, { value }) => total + value!, 0),
        'change': () => (one.unit === 'points' ? now - then : (now - then) / then),
        'share': () => evidence.inputs.length / issued.figures.find(({ name }) => name === 'chain.nodes')!.value!,
      }
      expect(again[evidence.formula!.id], `${label}: ${evidence.formula!.id}`).toBeDefined()
      expect(again[evidence.formula!.id]!(), label).toBeCloseTo(one.value, 9)
    }
  })

  test('a figure is traced from its printed code, however it is typed', async () => {
    const { figure: code } = figure(issued, 'operation.total', '营业收入')
    const evidence = await asViewer(db, viewer, (tx) => explainFigure(tx, viewer, ` ${code.toLowerCase()} `))
    expect(evidence).toMatchObject({ ref: `figure:${code}`, value: '1800000000', unit: '元', formula: { text: { zh: expect.stringContaining('广州市 6.00亿元 + 深圳市 12.00亿元') as string } } })
    expect(evidence.claims.find(({ value }) => value === '1200000000')).toMatchObject({ grade: 'B', right: 'cluster', period: '2026-10', source: { file: 'observations.csv', sheet: 'observations', row: 4, column: 'D', url: null } })
    expect(evidence.inputs.find(({ title }) => title.zh === '珠海市 · 营业收入 · 2026年10月')).toMatchObject({ value: null })
    await expect(asViewer(db, viewer, (tx) => explainFigure(tx, viewer, 'A00000'))).rejects.toMatchObject({ code: 'not-found' })
  })

  test('does not change when data change: values, words and bytes stay, the withdrawn source is named', async () => {
    const before = await bytes()
    const source = await sourceNamed(db, viewer, 'observations.csv')
    const { reports } = await asViewer(db, viewer, (tx) => withdrawSource(tx, viewer, source, '数据有误'))
    expect(reports).toEqual(['演示集群工作月报'])
    await load(db, viewer, { ...usual, sheets: [observationsOf([{ indicator: '营业收入', subject: '深圳市', period: '2026-10', value: 99e8, unit: '元' }], 'corrected.csv')] })
    const after = await getReport(db, viewer, issued.report)
    expect(after.withdrawnSources).toEqual(['observations.csv'])
    expect(figure(after, 'operation.total', '营业收入')).toMatchObject({ value: 18e8, mark: { withdrawn: true } })
    expect(figure(after, 'registry.organisations').mark.withdrawn).toBeUndefined()
    const unmarked = after.figures.map((one) => ({ ...one, mark: Object.fromEntries(Object.entries(one.mark).filter(([sign]) => sign !== 'withdrawn')) }))
    expect({ ...after, withdrawnSources: [], figures: unmarked }).toEqual(issued)
    expect(await bytes()).toEqual(before)
    expect(await asViewer(db, viewer, (tx) => verifyReport(tx, viewer, issued.report))).toEqual([])
    const evidence = await asViewer(db, viewer, (tx) => explainFigure(tx, viewer, figure(issued, 'operation.total', '营业收入').figure))
    expect(evidence.claims.filter(({ source: { withdrawn } }) => withdrawn)).toHaveLength(evidence.claims.length)
    await asViewer(db, viewer, (tx) => restoreSource(tx, viewer, source))
  })

  test('cannot be issued or drafted again, and says how to correct it', async () => {
    await expect(createReport(db, viewer, { period: '2026-10' })).rejects.toMatchObject({ code: 'already-exists', text: { zh: expect.stringContaining('下一期') as string } })
    await expect(issueReport(db, viewer, issued.report, { edition: issued.edition })).rejects.toMatchObject({ code: 'issued-report' })
  })

  test('the next report begins where this one ended', async () => {
    const next = await createReport(db, viewer, { period: '2026-11' })
    expect(figure(next, 'registry.new')).toMatchObject({ value: 0 })
    expect(textOf(next)).toContain('自2026年10月月报定稿')
    expect(new Set([...next.figures, ...issued.figures].map((one) => one.figure)).size).toBe(next.figures.length + issued.figures.length)
  })

  test('a changed row of the database shows in the check of the hash', async () => {
    const { figure: code } = figure(issued, 'registry.organisations')
    await asViewer(db, viewer, async (tx) => {
      await tx.query(sql`update figure set content = jsonb_set(content, '{value}', '4') where figure_id = ${code}`)
      expect(await verifyReport(tx, viewer, issued.report)).toEqual([code])
      await tx.query(sql`update figure set content = jsonb_set(content, '{value}', '3') where figure_id = ${code}`)
    })
  })
})

describe('who may see what', () => {
  test('claims that a reader may not use are not shown; the number of them only where there are three parties or more', async () => {
    const viewer = await makeReportCluster(db, 'rights', { right: 'owner' })
    const draft = await createReport(db, viewer, { period: '2026-10' })
    const issued = await issueReport(db, viewer, draft.report, { edition: draft.edition })
    const total = figure(issued, 'operation.total', '营业收入')
    const cities = figure(issued, 'operation.cities')
    const mine = await asViewer(db, viewer, (tx) => explainFigure(tx, viewer, total.figure))
    expect(mine).toMatchObject({ claimsTotal: 3, formula: { text: { zh: expect.stringContaining('12.00亿元') as string } } })
    const other: Viewer = { ...viewer, organisation: 77 }
    const theirs = await asViewer(db, other, (tx) => explainFigure(tx, other, total.figure))
    expect(theirs.claims).toEqual([])
    expect(theirs.formula?.text.zh).not.toContain('12.00')
    expect(theirs.inputs.every(({ value }) => value === null)).toBe(true)
    expect((await asViewer(db, other, (tx) => explainFigure(tx, other, cities.figure))).claimsTotal).toBe(4)
    const single = figure(issued, 'operation.place', '营业收入 · 深圳市')
    expect((await asViewer(db, other, (tx) => explainFigure(tx, other, single.figure))).claimsTotal).toBe(0)
    const html = (await downloadReport(db, other, issued.report, { format: 'html' })).content.toString()
    expect(html).not.toContain('observations.csv，observations')
    expect((await downloadReport(db, viewer, issued.report, { format: 'html' })).content.toString()).toContain('observations.csv，observations')
  })

  test('a member and a guest see neither the team’s issued report nor its figures', async () => {
    const viewer = await makeReportCluster(db, 'members')
    const draft = await createReport(db, viewer, { period: '2026-10' })
    const issued = await issueReport(db, viewer, draft.report, { edition: draft.edition })
    for (const role of ['member', 'guest'] as const) {
      const other: Viewer = { ...viewer, role, organisation: 99, centreOf: ['T1', 'T2'] }
      await expect(getReport(db, other, issued.report)).rejects.toMatchObject({ code: 'not-found' })
      await expect(asViewer(db, other, (tx) => explainFigure(tx, other, issued.figures[0]!.figure))).rejects.toMatchObject({ code: 'not-found' })
      await expect(downloadReport(db, other, issued.report, { format: 'html' })).rejects.toMatchObject({ code: 'not-found' })
    }
  })

  test('a report for all members holds only what they may use', async () => {
    const viewer = await makeReportCluster(db, 'public')
    const draft = await createReport(db, viewer, { period: '2026-10', audience: 'cluster' })
    expect(textOf(draft)).toContain('风险清单不在本报告受众的使用权之内')
    expect(figure(draft, 'chain.node-suppliers', '分子泵')).toMatchObject({ value: null, missing: { zh: '没有可用的供给主张' } })
    const issued = await issueReport(db, viewer, draft.report, { edition: draft.edition })
    const member: Viewer = { ...viewer, role: 'member', organisation: 99, centreOf: [] }
    const seen = await getReport(db, member, issued.report)
    expect(figure(seen, 'operation.total', '营业收入')).toMatchObject({ value: 18e8 })
    const evidence = await asViewer(db, member, (tx) => explainFigure(tx, member, figure(seen, 'operation.total', '营业收入').figure))
    expect(evidence.claims).toHaveLength(3)
  })
})
