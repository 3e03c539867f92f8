import { asViewer, type Viewer } from '../access/viewer.ts'
import { ensureAudience } from './audience.ts'
import type { Db, Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import type { PageLayout } from '../shared/contract/reports.ts'
import type { Lang } from '../shared/format.ts'
import { hashOf } from '../ledger/canonical.ts'
import { computeReport } from './compute.ts'
import { documentOf } from './document.ts'
import { freeze } from './issue.ts'
import { cleanText, readPlace } from './own-text.ts'
import type { ReportDocument } from './render/document.ts'
import { formats, layReport, renderReport, type ReportFormat } from './render-report.ts'
import { readReport, type ReportRow } from './report.ts'
import { usableBy } from './rights.ts'
import type { FrozenFigure } from './shape.ts'

export type ReportFile = { name: string; type: string; content: Buffer }
export type DownloadRequest = { format: ReportFormat; lang?: Lang; baseUrl?: string }

/** A report as a file. Of an issued report the same file comes out every time; a draft is printed from the facts as they stand. */
export async function downloadReport(db: Db, viewer: Viewer, id: number, { format, lang = 'zh', baseUrl }: DownloadRequest, now = new Date()): Promise<ReportFile> {
  const { row, document } = await readDocument(db, viewer, id, { lang, paper: format === 'pdf' || format === 'docx', baseUrl }, now)
  const content = Buffer.from(await renderReport(document, format))
  return { name: fileName(row, lang, format), type: formats[format].type, content }
}

type Unsaved = { lang: Lang; texts: Readonly<Record<string, string>> }

/** Where the pages of the PDF break; own texts that are still being written stand in it as they are typed. */
export async function layReportPages(db: Db, viewer: Viewer, id: number, { lang, texts }: Unsaved, now = new Date()): Promise<PageLayout> {
  const { document } = await readDocument(db, viewer, id, { lang, paper: true, texts }, now)
  return layReport(document)
}

type Reading = { lang: Lang; paper: boolean; baseUrl?: string; /** Own texts in place of those of a draft. */ texts?: Unsaved['texts'] }

/** The report as the renderers take it, with the claims that this reader may use. */
export async function readDocument(db: Db, viewer: Viewer, id: number, { lang, paper, baseUrl, texts = {} }: Reading, now = new Date()): Promise<{ row: ReportRow; document: ReportDocument }> {
  const row = withTexts(await asViewer(db, viewer, (tx) => readReport(tx, viewer, id), { readOnly: true }), texts)
  if (row.frozen === null) await ensureAudience(db, viewer, row.audience, now)
  const { frozen, figures } = await asViewer(db, viewer, async (tx) => (row.frozen === null
    ? freeze(tx, viewer, row, await computeReport(tx, viewer, row, now), now)
    : { frozen: row.frozen, figures: await readFigures(tx, viewer, row) }), { isolation: 'repeatable read' })
  const draft = row.frozen === null
  return { row, document: documentOf({ frozen, figures, hash: row.hash ?? hashOf(frozen), lang, draft, paper, ...(baseUrl === undefined ? {} : { baseUrl: `${baseUrl.replace(/\/$/, '')}/c/${viewer.cluster}` }), mayUse: (claim) => usableBy(viewer, claim) }) }
}

function withTexts(row: ReportRow, texts: Unsaved['texts']): ReportRow {
  const typed = Object.entries(texts).map(([key, text]) => [readPlace(key), { text: cleanText(text), edition: row.edition, by: null, at: row.madeAt, values: {} }] as const)
  return { ...row, texts: { ...row.texts, ...Object.fromEntries(typed) } }
}

async function readFigures(tx: Tx, viewer: Viewer, { report, frozen }: ReportRow): Promise<FrozenFigure[]> {
  const rows = await tx.query<{ content: FrozenFigure }>(sql`select content from figure where cluster_id = ${viewer.cluster} and report_id = ${report}`)
  const byCode = new Map(rows.map(({ content }) => [content.figure, content]))
  return frozen!.figures.flatMap(({ figure }) => byCode.get(figure) ?? [])
}

function fileName({ title, period, status, report }: ReportRow, lang: Lang, format: ReportFormat): string {
  const draft = status === 'draft' ? { zh: '-草稿', en: '-draft' }[lang] : ''
  const name = lang === 'zh' ? title.replace(/[\\/:*?"<>|\s]+/g, '') : `monthly-report-${report}`
  return `${name}-${period}${draft}.${format}`
}
