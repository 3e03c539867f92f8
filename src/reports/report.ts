import { asProgram, asViewer, demand, reaches, type Audience, type Viewer } from '../access/viewer.ts'
import type { Db, Tx } from '../db/db.ts'
import { json, sql } from '../db/sql.ts'
import type { reportEndpoints, ReportView } from '../shared/contract/reports.ts'
import type { Answer } from '../shared/contract/index.ts'
import { AppError } from '../shared/errors.ts'
import type { Lang } from '../shared/format.ts'
import { ensureAudience, readClusterMeta } from './audience.ts'
import { compose, titleOf } from './compose/compose.ts'
import { computeReport, type ComputedReport } from './compute.ts'
import { cleanText, readPlace, valuesFor, type OwnTexts } from './own-text.ts'
import type { Placed } from './figures/analysis.ts'
import type { Figure, FrozenFigure, FrozenReport } from './shape.ts'

/** A report as the table keeps it. */
export type ReportRow = {
  report: number; period: string; title: string; status: 'draft' | 'issued'; edition: number; audience: Audience; texts: OwnTexts; placed: Placed[]
  madeAt: string; issuedAt: string | null; issuedBy: string | null; hash: string | null; frozen: FrozenReport | null
}

/** The reports a viewer may see, newest period first. Drafts are the team's. */
export function listReports(tx: Tx, viewer: Viewer): Promise<Answer<typeof reportEndpoints.listReports>> {
  return tx.query(sql`
    select report_id as report, period, title, audience, status, made_at as "madeAt", issued_at as "issuedAt", hash
    from report where cluster_id = ${viewer.cluster} and (status = 'issued' or ${reaches(viewer, 'analyst')})
    order by period desc, report_id desc`)
}

/** Drafts the monthly report of a period; there is one draft for a period, which is given back where it exists. */
export async function createReport(db: Db, viewer: Viewer, { period, audience = 'team' }: { period: string; audience?: Audience }, now = new Date()): Promise<ReportView> {
  demand(viewer, 'analyst')
  checkPeriod(period)
  const report = await asViewer(db, viewer, async (tx) => {
    await tx.query(sql`select pg_advisory_xact_lock(hashtext(${`report ${viewer.cluster} ${period} ${audience}`}))`)
    const known = await tx.query<{ id: number; status: string }>(sql`
      select report_id as id, status from report where cluster_id = ${viewer.cluster} and period = ${period} and audience = ${audience} order by status limit 1`)
    if (known[0]?.status === 'issued') throw issuedAlready(period)
    if (known[0]) return known[0].id
    const title = titleOf(await readClusterMeta(tx, viewer)).zh
    const made = await tx.query<{ id: number }>(sql`
      insert into report (cluster_id, period, title, audience, made_by) values (${viewer.cluster}, ${period}, ${title}, ${audience}, ${viewer.account}) returning report_id as id`)
    return made[0]!.id
  })
  return getReport(db, viewer, report, { now })
}

/** A month that people report on; a typing slip such as 0206-10 is none. */
function checkPeriod(period: string): void {
  const year = Number(period.slice(0, 4))
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(period) && year >= 1950 && year < 2200) return
  throw new AppError('invalid-request', { zh: `“${period}”不是月报的月份。请写成 2026-10 这样。`, en: `“${period}” is not a month to report on. Write it like 2026-10.` })
}

/** Says how a period whose report is issued can be corrected. */
export function issuedAlready(period: string): AppError {
  return new AppError('already-exists', {
    zh: `${period} 的月报已定稿，不能再起草或定稿一份。定稿不再改动；更正请写入下一期月报，数据更正后下一期自会如实反映。`,
    en: `The report of ${period} is issued, so no other one can be drafted or issued for it. An issued report never changes; put the correction into the next report, whose figures will follow the corrected data.`,
  }, { period })
}

/** A report as its readers see it: a draft from the facts as they stand, an issued one as it was frozen. */
export async function getReport(db: Db, viewer: Viewer, id: number, { lang = 'zh', now = new Date() }: { lang?: Lang; now?: Date } = {}): Promise<ReportView> {
  const row = await asViewer(db, viewer, (tx) => readReport(tx, viewer, id), { readOnly: true })
  if (row.status === 'issued') return asViewer(db, viewer, (tx) => viewIssued(tx, viewer, row, lang), { readOnly: true })
  await ensureAudience(db, viewer, row.audience, now)
  return asViewer(db, viewer, async (tx) => viewDraft(row, await computeReport(tx, viewer, row, now), lang), { isolation: 'repeatable read' })
}

/** One report, or the plain word that there is none for this viewer. */
export async function readReport(tx: Tx, viewer: Viewer, id: number, { lock = false } = {}): Promise<ReportRow> {
  const rows = await tx.query<ReportRow>(sql`
    select report.report_id as report, report.period, report.title, report.status, report.edition, report.audience, report.texts, report.placed, report.made_at as "madeAt",
      report.issued_at as "issuedAt", report.frozen ->> 'issuedBy' as "issuedBy", report.hash, report.frozen
    from report where cluster_id = ${viewer.cluster} and report_id = ${id} and (status = 'issued' or ${reaches(viewer, 'analyst')})
    ${lock ? sql`for update` : sql``}`)
  if (!rows[0]) throw new AppError('not-found', { zh: `没有编号为 ${id} 的报告，或您无权查看。请从报告列表中打开。`, en: `There is no report ${id}, or you may not see it. Open one from the list of reports.` })
  return rows[0]
}

/** Writes one place of the analyst's own text. Whoever wrote there since the given edition is not overwritten. */
export async function putReportText(db: Db, viewer: Viewer, id: number, { key, text, edition }: { key: string; text: string; edition: number }, now = new Date()): Promise<ReportView> {
  demand(viewer, 'analyst')
  const place = readPlace(key)
  return asViewer(db, viewer, async (tx) => {
    const row = await readReport(tx, viewer, id, { lock: true })
    if (row.status === 'issued') throw issuedNow(row.period)
    const clean = cleanText(text)
    const written = row.texts[place]
    if (edition > row.edition || (written && written.edition > edition)) throw writtenMeanwhile(row, { key: place, text: clean })
    const computed = await computeReport(tx, viewer, row, now)
    const by = await tx.query<{ name: string }>(sql`select name from account where account_id = ${viewer.account}::bigint`)
    const own = { text: clean, edition: row.edition + 1, by: by[0]?.name ?? null, at: now.toISOString(), values: valuesFor(clean, computed.book) }
    const texts = { ...row.texts, [place]: own }
    await tx.query(sql`update report set texts = ${json(texts)}, edition = edition + 1 where cluster_id = ${viewer.cluster} and report_id = ${id}`)
    return viewDraft({ ...row, texts, edition: row.edition + 1 }, computed, 'zh')
  })
}

/** Nothing can be written into an issued report. */
export function issuedNow(period: string): AppError {
  return new AppError('issued-report', {
    zh: `${period} 的月报已定稿，文字不能再改。请把补充写入下一期月报。`, en: `The report of ${period} is issued and can no longer be written in. Put it into the next report.`,
  })
}

function writtenMeanwhile({ texts, edition }: ReportRow, { key, text }: { key: keyof OwnTexts; text: string }): AppError {
  const now = texts[key]
  return new AppError('changed-meanwhile', {
    zh: `“${key}”一处刚由${now?.by ?? '他人'}改过，您写的没有存入，原样附在下面。请对照后再存。`,
    en: `“${key}” was changed by ${now?.by ?? 'somebody'} a moment ago; what you typed was not stored and is given back below. Compare and store again.`,
  }, { key, yours: text, theirs: now?.text ?? '', by: now?.by ?? null, edition })
}

function viewDraft(row: ReportRow, computed: ComputedReport, lang: Lang): ReportView {
  const { title, blocks, annexes } = compose(computed, row.texts, lang)
  return {
    ...headOf(row), title, snapshot: computed.facts.chain.snapshot, blocks, annexes, figures: computed.book.all.map((figure) => figureView(figure)), withdrawnSources: [], analyses: row.placed.map((placed) => placedView(placed, row, computed)),
  }
}

function placedView({ key, analysis, version, snapshot, revision, parameters, title, table, rows, columns }: Placed, { audience }: ReportRow, { meta }: ComputedReport): ReportView['analyses'][number] {
  return { key, analysis, version, snapshot, parameters, title, audience, table: table.id, tableTitle: table.title, rows: rows.map((row) => row.key), columns: columns.map((column) => column.key), stale: revision !== meta.revision }
}

function headOf({ report, period, title, status, edition, issuedAt, issuedBy, hash }: ReportRow): Omit<ReportView, 'blocks' | 'annexes' | 'figures' | 'withdrawnSources' | 'snapshot' | 'analyses'> {
  return { report, period, title, status, edition, issuedAt, issuedBy, hash }
}

function figureView(figure: Pick<Figure, 'code' | 'name' | 'title' | 'value' | 'shown' | 'unit' | 'missing' | 'mark'>): ReportView['figures'][number] {
  const { code, name, title, value, shown, unit, missing, mark } = figure
  return { figure: code, name, title, value, shown, unit, missing, mark }
}

type IssuedFigure = Omit<FrozenFigure, 'claims' | 'inputs'>

async function viewIssued(tx: Tx, viewer: Viewer, row: ReportRow, lang: Lang): Promise<ReportView> {
  const frozen = row.frozen!
  const rows = await tx.query<{ content: IssuedFigure }>(sql`
    select content - 'claims' - 'inputs' as content from figure where cluster_id = ${viewer.cluster} and report_id = ${row.report}`)
  const byCode = new Map(rows.map(({ content }) => [content.figure, content]))
  const withdrawn = await withdrawnOf(tx, viewer, [...new Set(rows.flatMap(({ content }) => content.sources))])
  const figures = frozen.figures.flatMap(({ figure }) => byCode.get(figure) ?? [])
  return {
    ...headOf(row), title: frozen[lang].title, snapshot: frozen.snapshot, blocks: frozen[lang].blocks, annexes: frozen[lang].annexes,
    figures: figures.map((figure) => figureView({ ...figure, code: figure.figure, mark: { ...figure.mark, ...(figure.sources.some((source) => withdrawn.ids.has(source)) ? { withdrawn: true } : {}) } })),
    withdrawnSources: withdrawn.names, analyses: [],
  }
}

/** Which of the sources have been withdrawn by now; the names of those the viewer may not see are not told. */
export async function withdrawnOf(tx: Tx, viewer: Viewer, sources: readonly number[]): Promise<{ ids: Set<number>; names: string[] }> {
  const gone = (): Promise<{ id: number; name: string }[]> => tx.query(sql`
    select source_id as id, name from source where cluster_id = ${viewer.cluster} and source_id = any (${[...sources]}::bigint[]) and withdrawn_at is not null order by source_id`)
  const all = await asProgram(tx, viewer, gone)
  return { ids: new Set(all.map(({ id }) => id)), names: (await gone()).map(({ name }) => name) }
}
