import { asViewer, type Viewer } from '../access/viewer.ts'
import type { Db } from '../db/db.ts'
import type { analysisEndpoints, ResultView } from '../shared/contract/analyses.ts'
import type { Answer } from '../shared/contract/index.ts'
import type { ResultTable } from '../shared/results.ts'
import { getSections } from '../snapshot/sections.ts'
import { givenWords } from './given.ts'
import { analysisOf } from './run.ts'
import { getKept } from './store.ts'

/** A kept result as a page shows it, with the first rows of each table. */
export async function viewResult(db: Db, viewer: Viewer, id: number, rows: number): Promise<ResultView> {
  const { head, result } = await asViewer(db, viewer, (tx) => getKept(tx, viewer, id), { readOnly: true })
  const definition = analysisOf(head.analysis)
  const { title, method, needs, version, graph } = definition
  const now = await getSections(db, viewer, needs, head.audience).catch(() => undefined)
  return {
    ...head, title, method, given: givenWords(definition, head.parameters), current: now?.id === head.snapshot && version === head.version,
    tables: result.tables.map((table) => ({ ...table, rows: table.rows.slice(0, rows), total: table.rows.length })),
    notes: result.notes, cautions: result.cautions, detail: result.detail ?? null, graph: graph !== undefined,
  }
}

type Comparison = Answer<typeof analysisEndpoints.compareResults>
const comparedAtMost = 5000

/** Two results of one analysis, row by row: what came, what went, and every number before and after. */
export async function compareResults(db: Db, viewer: Viewer, before: number, after: number): Promise<Comparison> {
  const [one, other] = await asViewer(db, viewer, async (tx) => [await getKept(tx, viewer, before), await getKept(tx, viewer, after)] as const, { readOnly: true })
  return {
    before: one.head, after: other.head, sameVersion: one.head.analysis === other.head.analysis && one.head.version === other.head.version,
    sameParameters: JSON.stringify(one.head.parameters) === JSON.stringify(other.head.parameters),
    tables: other.result.tables.flatMap((table) => {
      const old = one.result.tables.find(({ id }) => id === table.id)
      return old ? [compareTables(old, table)] : []
    }),
  }
}

const numeric = new Set(['number', 'integer', 'share', 'money'])

function compareTables(old: ResultTable, table: ResultTable): Comparison['tables'][number] {
  const columns = table.columns.flatMap((column, at) => {
    const from = old.columns.findIndex(({ key }) => key === column.key)
    return numeric.has(column.kind) && from >= 0 ? [{ column, at, from }] : []
  })
  const number = (cell: unknown): number | null => (typeof cell === 'number' ? cell : null)
  const earlier = new Map(old.rows.map((row) => [row.key, row]))
  const rows: Comparison['tables'][number]['rows'] = table.rows.map((row) => {
    const was = earlier.get(row.key)
    earlier.delete(row.key)
    return { key: row.key, label: String(row.cells[0] ?? row.key), change: was ? 'both' : 'added', cells: columns.map(({ at, from }) => ({ before: number(was?.cells[from]), after: number(row.cells[at]) })) }
  })
  for (const row of earlier.values()) rows.push({ key: row.key, label: String(row.cells[0] ?? row.key), change: 'removed', cells: columns.map(({ from }) => ({ before: number(row.cells[from]), after: null })) })
  return { id: table.id, title: table.title, columns: columns.map(({ column: { key, title } }) => ({ key, title })), rows: rows.slice(0, comparedAtMost), total: rows.length }
}
