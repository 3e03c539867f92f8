/**
 * The table of every list: virtual rows over windows of the server, sorted, filtered, worked by keyboard. It is one tab stop;
 * the active cell moves with the arrows, Enter does what a click on the cell would do.
 */
import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useId, useMemo, useRef, useState, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import { formatCount } from '../../../src/shared/format.ts'
import { tableWords } from '../../words/table.ts'
import { useKeyLines } from '../keys.ts'
import { useWords } from '../language.tsx'
import { Empty, Failure } from '../states.tsx'
import { InGridContext } from '../value.tsx'
import { useCopy } from './use-copy.ts'
import { cellId, GridRow, type RowId } from './grid-row.tsx'
import { HeaderRow } from './header-row.tsx'
import { gridKeyLines } from './key-lines.ts'
import { useHiddenColumns } from './memory.ts'
import { useWindows, type Source } from './rows.ts'
import type { TableState } from './state.ts'
import style from './table.module.css'
import { Toolbar } from './toolbar.tsx'
import { nextSort, type Column, type Filter } from './types.ts'
import { useGrid } from './use-grid.ts'

export type DataTableProps<Row> = {
  /** Names the table in what is kept on this machine. */
  id: string
  /** Read out by screen readers: “Organisations”. */
  label: string
  source: Source<Row>
  columns: readonly Column<Row>[]
  state: TableState<Record<string, string | undefined>>
  rowId: (row: Row) => RowId
  /** Where a row opens to, inside the cluster: `/nodes/12`. */
  href?: (row: Row) => string
  /** Or what opening does, where it is not a page. */
  onOpen?: (row: Row) => void
  filters?: readonly Filter[]
  /** The button to save the list as a sheet, with the filters that are on. */
  onExport?: () => Promise<void>
  /** What stands here when there is nothing at all: no filter is on and no row came. */
  empty?: ReactNode
  /** Acts on chosen rows; shown while some are chosen. */
  actions?: (selected: ReadonlySet<RowId>) => ReactNode
}

const rowHeight = 36

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { id, label, source, state, rowId, filters = [], empty } = props
  const t = useWords(tableWords)
  const [, navigate] = useLocation()
  const [hidden, setHidden] = useHiddenColumns(id, props.columns.filter((column) => column.hidden).map(({ key }) => key))
  const columns = useMemo(() => props.columns.filter((column, at) => at === 0 || !hidden.includes(column.key)), [props.columns, hidden])
  const box = useRef<HTMLDivElement>(null)
  const gridId = useId().replaceAll(':', '')
  const [range, setRange] = useState({ first: 0, last: 30 })
  const windows = useWindows(source, state.sort, range.first, range.last)
  const total = windows.total ?? 0

  const virtual = useVirtualizer({ count: windows.total ?? 12, getScrollElement: () => box.current, estimateSize: () => rowHeight, overscan: 10, scrollPaddingStart: rowHeight })
  const items = virtual.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 30
  useEffect(() => setRange({ first, last }), [first, last])
  useEffect(() => { box.current?.scrollTo({ top: 0 }) }, [source, state.sort])

  const openRow = useCallback((index: number) => {
    const row = windows.at(index)
    if (row === undefined) return
    if (props.onOpen) props.onOpen(row)
    else if (props.href) navigate(props.href(row))
  }, [windows, props.onOpen, props.href, navigate])
  const sortBy = (at: number, add: boolean) => {
    const column = columns[at]
    if (column?.sortable) state.setSort(nextSort(state.sort, column.key, add))
  }
  const idAt = (index: number) => { const row = windows.at(index); return row === undefined ? undefined : rowId(row) }
  const copying = useCopy(source, state.sort, columns, rowId)
  const grid = useGrid({
    gridId, box, rows: total, columns: columns.length, rowHeight, idAt, open: openRow, sort: sortBy,
    scrollTo: (index) => virtual.scrollToIndex(index, { align: 'auto' }), copy: () => void copying.copy(grid.selected, total),
  })
  useKeyLines(useMemo(() => gridKeyLines(t), [t]))

  const filtered = filters.some(({ key }) => state.values[key])
  if (windows.total === 0 && !filtered && empty) return <>{empty}</>
  const template = columns.map(({ width }) => `minmax(${width}px, ${width}fr)`).join(' ')
  const least = columns.reduce((sum, { width }) => sum + width, 0)
  const shown = items.some(({ index }) => index === grid.active.row) || grid.active.row === -1
  return (
    <InGridContext value={true}>
      <Toolbar
        id={id} label={label} filters={filters} state={state} columns={props.columns} hidden={hidden} onHidden={setHidden} total={windows.total}
        selected={grid.selected.size} selectedActions={grid.selected.size > 0 ? props.actions?.(grid.selected) : undefined}
        copyMessage={copying.message} onCopy={() => void copying.copy(grid.selected, total)} onExport={props.onExport} onLeave={() => box.current?.focus()}
      />
      {windows.error && <Failure error={windows.error} onRetry={windows.retry} />}
      <div
        ref={box} role="grid" aria-label={label} aria-rowcount={windows.total === undefined ? -1 : total + 1} aria-colcount={columns.length} aria-multiselectable="true" aria-busy={windows.total === undefined}
        aria-activedescendant={shown && total > 0 ? cellId(gridId, grid.active.row, grid.active.column) : undefined}
        tabIndex={0} className={style.box} onKeyDown={grid.onKeyDown} data-table={id}
      >
        <HeaderRow gridId={gridId} columns={columns} sort={state.sort} template={template} least={least} active={grid.active.row === -1 ? grid.active.column : undefined} onSort={sortBy} />
        <div role="rowgroup" className={style.body} style={{ height: virtual.getTotalSize(), minWidth: least }}>
          {items.map(({ index, start }) => (
            <GridRow
              key={index} gridId={gridId} index={index} top={start} height={rowHeight} row={windows.at(index)} columns={columns} template={template}
              active={grid.active.row === index ? grid.active.column : undefined} selected={grid.selected.has(idAt(index) ?? '')}
              onSelect={grid.select} onPoint={grid.point} onOpen={grid.open}
            />
          ))}
        </div>
      </div>
      {windows.total === 0 && <Empty title={t.none}>{t.noneWhat}</Empty>}
      <p className="visually-hidden" role="status">{windows.total === undefined ? '' : t.count(formatCount(total))}</p>
    </InGridContext>
  )
}
