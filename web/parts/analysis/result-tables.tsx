import { SegmentedControl } from '@mantine/core'
import { useCallback, useMemo, useState } from 'react'
import type { ResultView } from '../../../src/shared/contract/analyses.ts'
import { formatCount } from '../../../src/shared/format.ts'
import { headingOf, numericKinds, shownCell } from '../../../src/shared/result-words.ts'
import type { ResultCell, ResultRow } from '../../../src/shared/results.ts'
import { analysisWords } from '../../words/analyses.ts'
import { putIntoReportWords } from '../../words/put-into-report.ts'
import { download } from '../client.ts'
import { useClusterId } from '../cluster-id.ts'
import { useLanguage, useText, useWords } from '../language.tsx'
import { DataTable } from '../table/data-table.tsx'
import { useLocalRows } from '../table/rows.ts'
import { useTableState } from '../table/state.ts'
import type { Column } from '../table/types.ts'
import { useRegion } from '../region.ts'
import { Value } from '../value.tsx'
import { PutIntoReport } from './put-into-report.tsx'
import { ResultFiles } from './result-files.tsx'

/** What opening a row does, where it does something, and the row that something beside the table is about. */
type Rows = { onOpen?: (key: string) => void; current?: string | undefined }

/** The tables of a result: computed values open into their evidence, the whole is saved as a workbook. */
export function ResultTables({ result, ...rows }: { result: ResultView } & Rows) {
  const t = useWords(analysisWords)
  const say = useText()
  const [chosen, setChosen] = useState(result.tables[0]?.id)
  const table = result.tables.find(({ id }) => id === chosen) ?? result.tables[0]
  if (!table) return null
  return (
    <>
      {/* Many tables with long names roll sideways on a phone instead of widening the page. */}
      {result.tables.length > 1 && <div className="plain-box"><SegmentedControl size="xs" value={table.id} onChange={setChosen} data={result.tables.map(({ id, title }) => ({ value: id, label: say(title) }))} aria-label={t.tables} /></div>}
      <OneTable key={table.id} result={result} table={table} {...rows} />
      {table.total > table.rows.length && <p className="muted small">{t.firstRows(formatCount(table.rows.length), formatCount(table.total))}</p>}
      <ResultFiles result={result} />
    </>
  )
}

function OneTable({ result, table, onOpen, current }: { result: ResultView; table: ResultView['tables'][number] } & Rows) {
  const say = useText()
  const t = useWords(putIntoReportWords)
  const { lang } = useLanguage()
  const regionOf = useRegion()
  const cluster = useClusterId()
  const state = useTableState(['sort'])
  const named = useCallback((row: ResultRow, at: number, text: string) => (at === 0 && row.key.startsWith('region:') ? regionOf(text) : text), [regionOf])
  const columns = useMemo(() => table.columns.map((column, at): Column<ResultRow> => ({
    key: column.key, title: headingOf(column, lang), width: at === 0 ? 240 : 130, sortable: true,
    ...(numericKinds.has(column.kind) ? { align: 'end' } : {}),
    sortBy: (row) => sortable(row.cells[at]), text: (row) => sortable(row.cells[at]),
    cell: (row) => (column.computed
      ? <Value at={`result:${result.result}:${table.id}:${row.key}:${column.key}`} mark={row.inferred ? { inferred: true } : undefined} bare>{shownCell(column, row.cells[at] ?? null, lang)}</Value>
      : named(row, at, shownCell(column, row.cells[at] ?? null, lang))),
  })), [table, result.result, lang, named])
  const source = useLocalRows(table.rows, columns)
  return (
    <DataTable
      id={`result-${result.analysis}-${table.id}`} label={say(table.title)} source={source} columns={columns} state={state} rowId={(row) => row.key} current={current} {...(onOpen ? { onOpen: (row: ResultRow) => onOpen(row.key) } : {})}
      actions={(selected) => <PutIntoReport result={result} chosen={{ table: table.id, rows: [...selected].map(String), columns: table.columns.filter(({ kind }) => numericKinds.has(kind)).map(({ key }) => key) }} label={t.putRows(formatCount(selected.size))} />}
      onExport={() => download('exportResult', { params: { cluster, result: result.result, format: 'xlsx' }, query: { lang } }, `${result.analysis}.xlsx`)}
    />
  )
}

function sortable(cell: ResultCell | undefined): string | number | null {
  return typeof cell === 'boolean' ? Number(cell) : cell ?? null
}
