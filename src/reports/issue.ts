import { asViewer, demand, type Viewer } from '../access/viewer.ts'
import { ensureAudience } from './audience.ts'
import type { Db, Tx } from '../db/db.ts'
import { json, sql } from '../db/sql.ts'
import type { ReportView } from '../shared/contract/reports.ts'
import { AppError } from '../shared/errors.ts'
import { hashOf } from '../ledger/canonical.ts'
import { compose } from './compose/compose.ts'
import { computeReport, type ComputedReport } from './compute.ts'
import { freezeFigures } from './freeze.ts'
import { ownPlaces, staleIn, type OwnPlace } from './own-text.ts'
import { getReport, issuedAlready, issuedNow, readReport, type ReportRow } from './report.ts'
import type { FrozenFigure, FrozenReport } from './shape.ts'

/**
 * Issues a report: at one moment of the data everything is computed, the words of both languages and every figure with all its
 * claims are copied, and the whole is hashed. Nothing that happens to the data later reaches it.
 */
export async function issueReport(db: Db, viewer: Viewer, id: number, { edition }: { edition: number }, now = new Date()): Promise<ReportView> {
  demand(viewer, 'analyst')
  const { audience } = await asViewer(db, viewer, (tx) => readReport(tx, viewer, id), { readOnly: true })
  await ensureAudience(db, viewer, audience, now)
  await atOneMoment(() => asViewer(db, viewer, async (tx) => {
    const row = await readReport(tx, viewer, id, { lock: true })
    await refuse(tx, viewer, row, edition)
    const computed = await computeReport(tx, viewer, row, now)
    refuseStale(row, computed)
    const { frozen, figures } = await freeze(tx, viewer, row, computed, now)
    await keepFigures(tx, viewer, row, figures)
    await tx.query(sql`
      update report set status = 'issued', frozen = ${json(frozen)}, hash = ${hashOf(frozen)}, issued_by = ${viewer.account}, issued_at = ${frozen.issuedAt}::timestamptz
      where cluster_id = ${viewer.cluster} and report_id = ${id}`)
  }, { isolation: 'repeatable read' }))
  return getReport(db, viewer, id, { now })
}

/** Somebody who wrote in the same instant makes the database refuse the moment; at the next one what they wrote is seen. */
async function atOneMoment(work: () => Promise<void>, attempts = 3): Promise<void> {
  try {
    await work()
  } catch (error) {
    const serialization = typeof error === 'object' && error !== null && 'code' in error && error.code === '40001'
    if (!serialization || attempts <= 1) throw error
    await atOneMoment(work, attempts - 1)
  }
}

/** The report as it would be frozen now: what is issued, and what a draft is printed from. */
export async function freeze(tx: Tx, viewer: Viewer, row: ReportRow, computed: ComputedReport, now: Date): Promise<{ frozen: FrozenReport; figures: FrozenFigure[] }> {
  const figures = await freezeFigures(tx, viewer, computed)
  const person = await tx.query<{ name: string }>(sql`select name from account where account_id = ${viewer.account}::bigint`)
  const { issuer, demo } = computed.meta
  const frozen: FrozenReport = {
    version: 1, cluster: viewer.cluster, period: row.period, audience: row.audience, issuer, demo, issuedAt: now.toISOString(), issuedBy: person[0]?.name ?? null, snapshot: computed.facts.chain.snapshot,
    zh: compose(computed, row.texts, 'zh'), en: compose(computed, row.texts, 'en'), figures: figures.map((figure) => ({ figure: figure.figure, sha256: hashOf(figure) })),
  }
  return { frozen, figures }
}

async function refuse(tx: Tx, viewer: Viewer, row: ReportRow, edition: number): Promise<void> {
  if (row.status === 'issued') throw issuedNow(row.period)
  const other = await tx.query(sql`
    select 1 from report where cluster_id = ${viewer.cluster} and period = ${row.period} and audience = ${row.audience} and status = 'issued'`)
  if (other.length > 0) throw issuedAlready(row.period)
  if (row.edition === edition) return
  throw new AppError('changed-meanwhile', {
    zh: '报告文字在您打开之后又有改动，尚未定稿。请看过最新文字再定稿。', en: 'The text of the report was changed after you opened it, so it was not issued. Read what stands now, then issue it.',
  }, { edition: row.edition })
}

/** What a person wrote around a number holds only for that number: they must see the new one before it is frozen for ever. */
function refuseStale({ texts }: ReportRow, { book }: ComputedReport): void {
  const stale = (Object.keys(ownPlaces) as OwnPlace[]).flatMap((key) => {
    const own = texts[key]
    return own ? staleIn(own, book).map((figure) => ({ key, figure, before: own.values[figure] ?? null, now: book.byCode.get(figure)?.shown.zh ?? null })) : []
  })
  if (stale.length === 0) return
  const places = [...new Set(stale.map(({ key }) => key))]
  throw new AppError('changed-meanwhile', {
    zh: `自撰文字（${places.map((key) => ownPlaces[key].zh).join('、')}）引用的数字写成之后有变化，尚未定稿。请核对文字并重新保存，再定稿。`,
    en: `Figures quoted in your own text (${places.map((key) => ownPlaces[key].en).join(', ')}) have changed since it was written, so the report was not issued. Check the text, store it again, then issue.`,
  }, { stale })
}

async function keepFigures(tx: Tx, viewer: Viewer, { report, audience }: ReportRow, figures: readonly FrozenFigure[]): Promise<void> {
  await tx.query(sql`
    insert into figure (cluster_id, figure_id, report_id, name, content, audience)
    select ${viewer.cluster}, code, ${report}, name, content::jsonb, ${audience}
    from unnest(${figures.map(({ figure }) => figure)}::text[], ${figures.map(({ name }) => name)}::text[], ${figures.map((figure) => JSON.stringify(figure))}::text[]) as kept (code, name, content)`)
}

/** Whether an issued report is still what was hashed: its words and each of its figures. Answers what differs. */
export async function verifyReport(tx: Tx, viewer: Viewer, id: number): Promise<string[]> {
  const row = await readReport(tx, viewer, id)
  if (row.frozen === null) return []
  const rows = await tx.query<{ code: string; content: FrozenFigure }>(sql`
    select figure_id as code, content from figure where cluster_id = ${viewer.cluster} and report_id = ${id}`)
  const kept = new Map(rows.map(({ code, content }) => [code, hashOf(content)]))
  return [
    ...(hashOf(row.frozen) === row.hash ? [] : ['report']),
    ...row.frozen.figures.filter(({ figure, sha256 }) => kept.get(figure) !== sha256).map(({ figure }) => figure),
  ]
}
