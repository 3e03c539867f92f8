import { asViewer, demand, type Audience, type Viewer } from '../access/viewer.ts'
import type { Db, Tx } from '../db/db.ts'
import { json, sql } from '../db/sql.ts'
import { hashOf } from '../ledger/canonical.ts'
import { listFacts } from '../ledger/evidence.ts'
import { factsBehind, inputsOf } from '../results/explain.ts'
import { givenWords } from '../results/given.ts'
import { getKept, type Kept } from '../results/store.ts'
import type { ReportView } from '../shared/contract/reports.ts'
import { AppError } from '../shared/errors.ts'
import { numericKinds, rowNamer } from '../shared/result-words.ts'
import type { ResultTable } from '../shared/results.ts'
import { readClusterMeta, speakAs, viewerOf } from './audience.ts'
import type { Placed, PlacedCell } from './figures/analysis.ts'
import { both } from './figures/wording.ts'
import { getReport, issuedNow, readReport, type ReportRow } from './report.ts'

/** Which part of a result is put into a report: rows and columns by key; unless named those that are there already, and at first all columns that hold numbers. */
export type PlaceRequest = { result: number; table: string; rows?: readonly string[] | undefined; columns?: readonly string[] | undefined }

/** How many values of one table a report takes: more is an appendix, which the export of the result is for. */
const cellsAtMost = 200

/**
 * Puts values of a result into a draft. Each becomes a figure that keeps its value and the claims behind it as they stand now; further
 * rows of the same table join those that are there, and a newer result of the same analysis and parameters renews them.
 */
export async function placeAnalysis(db: Db, viewer: Viewer, report: number, request: PlaceRequest, now = new Date()): Promise<ReportView> {
  demand(viewer, 'analyst')
  const row = await asViewer(db, viewer, (tx) => readReport(tx, viewer, report), { readOnly: true })
  refuseIssued(row)
  const kept = await asViewer(db, viewer, (tx) => getKept(tx, viewer, request.result), { readOnly: true })
  refuseNarrower(kept, row)
  const placed = await compose(db, viewer, { row, kept, request })
  const isKept = await keep(db, viewer, report, (before, edition) => (edition === row.edition ? [...before.filter(({ key }) => key !== placed.key), placed] : undefined))
  // Somebody changed the report meanwhile: what they put in is looked at again, so that nothing of it is lost.
  return isKept ? getReport(db, viewer, report, { now }) : placeAnalysis(db, viewer, report, request, now)
}

/** Takes the values of a table out of a draft again. */
export async function removeAnalysis(db: Db, viewer: Viewer, report: number, key: string, now = new Date()): Promise<ReportView> {
  demand(viewer, 'analyst')
  await keep(db, viewer, report, (before) => {
    const rest = before.filter((one) => one.key !== key)
    if (rest.length === before.length) throw new AppError('not-found', { zh: '报告中没有这一项分析结果，可能已被移除。', en: 'The report has no such result of an analysis; it may have been taken out already.' })
    return rest
  })
  return getReport(db, viewer, report, { now })
}

/** Changes what was put into a draft; answers whether there was something to change. */
async function keep(db: Db, viewer: Viewer, report: number, change: (before: readonly Placed[], edition: number) => Placed[] | undefined): Promise<boolean> {
  return asViewer(db, viewer, async (tx) => {
    const row = await readReport(tx, viewer, report, { lock: true })
    refuseIssued(row)
    const placed = change(row.placed, row.edition)
    if (placed) await tx.query(sql`update report set placed = ${json(placed)}, edition = edition + 1 where cluster_id = ${viewer.cluster} and report_id = ${report}`)
    return placed !== undefined
  })
}

function refuseIssued({ status, period }: ReportRow): void {
  if (status === 'issued') throw issuedNow(period)
}

const openness: readonly Audience[] = ['team', 'centres', 'cluster', 'public']

/** A report tells its readers nothing that was computed from what they may not see. */
function refuseNarrower({ head }: Kept, { audience }: ReportRow): void {
  if (openness.indexOf(head.audience) >= openness.indexOf(audience)) return
  throw new AppError('not-allowed', {
    zh: '这项结果用到了报告读者无权查看的数据。请按报告读者的范围重新计算，再放入报告。', en: 'This result draws on data that the readers of the report may not see. Compute it for the audience of the report, then put it in.',
  }, { result: head.audience, report: audience })
}

type Making = { row: ReportRow; kept: Kept; request: PlaceRequest }

async function compose(db: Db, viewer: Viewer, { row, kept: { head, result }, request }: Making): Promise<Placed> {
  const table = result.tables.find(({ id }) => id === request.table)
  if (!table) throw new AppError('not-found', { zh: `结果中没有表“${request.table}”。`, en: `The result has no table “${request.table}”.` })
  const key = hashOf([head.analysis, head.parameters, table.id]).slice(0, 12)
  const before = row.placed.find((one) => one.key === key)
  const columns = chosenColumns(table, request.columns, before)
  const rows = chosenRows(table, request.rows ?? [], before)
  if (rows.length * columns.length > cellsAtMost) {
    throw new AppError('invalid-request', { zh: `一张表最多放入 ${cellsAtMost} 个值，选了 ${rows.length * columns.length} 个。请少选几行，全表可另存为 xlsx。`, en: `A report takes at most ${cellsAtMost} values of one table; these are ${rows.length * columns.length}. Choose fewer rows; the whole table can be saved as xlsx.` })
  }
  const { definition, snapshot, trace } = await factsBehind(db, viewer, head)
  const cells = rows.flatMap((one) => columns.map(({ key: column, at }) => ({ row: one.key, column, value: one.cells[at] ?? null, inferred: one.inferred === true, facts: trace({ table: table.id, row: one.key, column }) })))
  const names = { zh: rowNamer(table.columns, table.rows, 'zh'), en: rowNamer(table.columns, table.rows, 'en') }
  return {
    key, analysis: head.analysis, version: head.version, snapshot: head.snapshot, revision: snapshot.revision, parameters: head.parameters, given: givenWords(definition, head.parameters), title: definition.title, summary: definition.summary, method: definition.method,
    table: { id: table.id, title: table.title, about: table.columns[0]!.title }, rows: rows.map((one) => ({ key: one.key, label: both((lang) => names[lang](one)) })),
    columns: columns.map(({ at }) => table.columns[at]!), cells: await readCells(db, viewer, row.audience, cells), computedAt: head.computedAt,
  }
}

function chosenColumns({ columns }: ResultTable, asked: readonly string[] | undefined, before: Placed | undefined): { key: string; at: number }[] {
  const there = before?.columns.map(({ key }) => key)
  const wanted = new Set([...(there ?? []), ...(asked ?? there ?? columns.filter(({ kind }) => numericKinds.has(kind)).map(({ key }) => key))])
  const unknown = (asked ?? []).filter((key) => !columns.some((column) => column.key === key))
  if (unknown.length > 0) throw noSuch('列', 'column', unknown)
  return columns.flatMap(({ key }, at) => (wanted.has(key) ? [{ key, at }] : []))
}

/** Those that are there first, then what is asked for, in the order asked; rows that a newer result no longer has fall away. */
function chosenRows({ rows }: ResultTable, asked: readonly string[], before: Placed | undefined): ResultTable['rows'] {
  const known = new Map(rows.map((row) => [row.key, row]))
  const unknown = asked.filter((key) => !known.has(key))
  if (unknown.length > 0) throw noSuch('行', 'row', unknown)
  const wanted = new Set([...(before?.rows.map(({ key }) => key) ?? []), ...asked])
  const chosen = [...wanted].flatMap((key) => known.get(key) ?? [])
  if (chosen.length > 0) return chosen
  throw new AppError('not-found', { zh: '没有选定任何一行，或原有的行在新的结果中都已不存在。请从结果页上选取，或将其移除。', en: 'No row was chosen, or none of those in the report is in the new result. Choose from the page of the result, or take them out.' })
}

function noSuch(zh: string, en: string, keys: readonly string[]): AppError {
  const list = keys.slice(0, 5).join(', ')
  return new AppError('not-found', { zh: `结果的表中没有这些${zh}：${list}。请从结果页上选取。`, en: `The table of the result has no ${en} ${list}. Choose from the page of the result.` })
}

/** Looks up the facts behind every cell, as the readers of the report may see them. */
async function readCells(db: Db, viewer: Viewer, audience: Audience, cells: readonly (Pick<PlacedCell, 'row' | 'column' | 'value' | 'inferred'> & { facts: readonly string[] })[]): Promise<PlacedCell[]> {
  return asViewer(db, viewer, async (tx) => {
    const { operator } = await readClusterMeta(tx, viewer)
    const reader = viewerOf(viewer, audience, operator)
    return speakAs(tx, viewer, reader, async () => {
      // Cells of one row mostly rest on the same facts.
      const known = new Map<string, Awaited<ReturnType<typeof readFacts>>>()
      const made: PlacedCell[] = []
      for (const { facts, ...cell } of cells) {
        const same = facts.join(' ')
        const found = known.get(same) ?? await readFacts(tx, reader, facts)
        known.set(same, found)
        made.push({ ...cell, ...found })
      }
      return made
    })
  }, { readOnly: true, isolation: 'repeatable read' })
}

async function readFacts(tx: Tx, reader: Viewer, addresses: readonly string[]): Promise<Pick<PlacedCell, 'inputs' | 'facts' | 'claims' | 'grade'>> {
  const facts = await listFacts(tx, reader, addresses)
  const inputs = (await inputsOf(tx, reader, addresses)).map(({ claim, ...input }) => ({ ...input, claims: [claim] }))
  return { inputs, facts: addresses.length, claims: [...new Set(facts.map(({ claim }) => claim))], grade: facts.map(({ grade }) => grade).sort().at(-1) ?? null }
}
