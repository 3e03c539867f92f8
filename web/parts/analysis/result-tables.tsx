import { SegmentedControl } from '@mantine/core'
import { useCallback, useMemo, useState } from 'react'
import type { ResultView } from '../../../src/shared/contract/analyses.ts'
import { formatCount, formatNumber, formatPercent, missingMark, type Lang } from '../../../src/shared/format.ts'
import type { ResultCell, ResultColumn, ResultRow } from '../../../src/shared/results.ts'
import { analysisWords } from '../../words/analyses.ts'
import { download } from '../client.ts'
import { useClusterId } from '../cluster-id.ts'
import { useLanguage, useText, useWords } from '../language.tsx'
import { DataTable } from '../table/data-table.tsx'
import { useLocalRows } from '../table/rows.ts'
import { useTableState } from '../table/state.ts'
import type { Column } from '../table/types.ts'
import { useRegion } from '../region.ts'
import { Value } from '../value.tsx'

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
    </>
  )
}

function OneTable({ result, table, onOpen, current }: { result: ResultView; table: ResultView['tables'][number] } & Rows) {
  const say = useText()
  const { lang } = useLanguage()
  const regionOf = useRegion()
  const cluster = useClusterId()
  const state = useTableState(['sort'])
  const named = useCallback((row: ResultRow, at: number, text: string) => (at === 0 && row.key.startsWith('region:') ? regionOf(text) : text), [regionOf])
  const columns = useMemo(() => table.columns.map((column, at): Column<ResultRow> => ({
    key: column.key, title: headingOf(column, lang), width: at === 0 ? 240 : 130, sortable: true,
    ...(numeric.has(column.kind) ? { align: 'end' } : {}),
    sortBy: (row) => sortable(row.cells[at]), text: (row) => sortable(row.cells[at]),
    cell: (row) => (column.computed
      ? <Value at={`result:${result.result}:${table.id}:${row.key}:${column.key}`} mark={row.inferred ? { inferred: true } : undefined} bare>{shown(column, row.cells[at] ?? null, lang)}</Value>
      : named(row, at, shown(column, row.cells[at] ?? null, lang))),
  })), [table, result.result, lang, named])
  const source = useLocalRows(table.rows, columns)
  return (
    <DataTable
      id={`result-${result.analysis}-${table.id}`} label={say(table.title)} source={source} columns={columns} state={state} rowId={(row) => row.key} current={current} {...(onOpen ? { onOpen: (row: ResultRow) => onOpen(row.key) } : {})}
      onExport={() => download('exportResult', { params: { cluster, result: result.result, format: 'xlsx' }, query: { lang } }, `${result.analysis}.xlsx`)}
    />
  )
}

const numeric = new Set<ResultColumn['kind']>(['number', 'integer', 'share', 'money'])

function headingOf({ title, unit }: ResultColumn, lang: Lang): string {
  if (!unit) return title[lang]
  return lang === 'zh' ? `${title.zh}（${unit.zh}）` : `${title.en} (${unit.en})`
}

function sortable(cell: ResultCell | undefined): string | number | null {
  return typeof cell === 'boolean' ? Number(cell) : cell ?? null
}

/** A cell as it is shown; the exact value stands in the drawer. */
function shown(column: ResultColumn, cell: ResultCell, lang: Lang): string {
  if (cell === null) return missingMark
  if (typeof cell === 'boolean') return cell ? '✓' : '–'
  if (typeof cell === 'string') return column.terms?.[cell]?.[lang] ?? cell
  if (column.kind === 'share') return formatPercent(cell)
  if (column.kind === 'integer') return formatCount(cell)
  if (column.kind === 'money') return formatNumber(cell, { lang, unit: '元' })
  return cell !== 0 && Math.abs(cell) < 0.001 ? cell.toExponential(2) : String(Number(cell.toPrecision(5)))
}
