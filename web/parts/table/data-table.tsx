/**
 * The table of every list: virtual rows over windows of the server, sorted, filtered, worked by keyboard. It is one tab stop;
 * the active cell moves with the arrows, Enter does what a click on the cell would do.
 */
import { useMemo, useRef, type ReactNode } from 'react'
import { formatCount } from '../../../src/shared/format.ts'
import { tableWords } from '../../words/table.ts'
import { useKeyLines } from '../keys.ts'
import { useWords } from '../language.tsx'
import { Empty, Failure } from '../states.tsx'
import { InGridContext } from '../value.tsx'
import { Grid } from './grid.tsx'
import type { RowId } from './grid-row.tsx'
import { gridKeyLines } from './key-lines.ts'
import { useHiddenColumns } from './memory.ts'
import type { Source } from './rows.ts'
import type { TableState } from './state.ts'
import style from './table.module.css'
import { Toolbar } from './toolbar.tsx'
import type { Column, Filter } from './types.ts'
import { useCopy } from './use-copy.ts'
import { useGrid } from './use-grid.ts'
import { useRowWindow } from './use-row-window.ts'

export type DataTableProps<Row> = {
  /** Names the table in what is kept on this machine. */
  id: string
  /** Read out by screen readers: “Organisations”. */
  label: string
  source: Source<Row>
  columns: readonly Column<Row>[]
  state: TableState<Record<string, string | undefined>>
  rowId: (row: Row) => RowId
  /** Where a row opens to, inside the cluster: `/map/node/12`. */
  href?: (row: Row) => string
  /** Or what opening does, where it is not a page. */
  onOpen?: (row: Row) => void
  filters?: readonly Filter[]
  /** The button to save the list as a sheet, with the filters that are on. */
  onExport?: () => Promise<void>
  /** What stands here when there is nothing at all: no filter is on and no row came. */
  empty?: ReactNode
  /** Acts on chosen rows; shown while some are chosen. */
  actions?: (selected: ReadonlySet<RowId>, clear: () => void) => ReactNode
  /** The row that something beside the table is about. */
  current?: RowId | undefined
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { id, label, source, state, rowId, filters = [] } = props
  const t = useWords(tableWords)
  const box = useRef<HTMLDivElement>(null)
  const [hidden, setHidden] = useHiddenColumns(id, props.columns.filter((column) => column.hidden).map(({ key }) => key))
  const columns = useMemo(() => props.columns.filter((column, at) => at === 0 || !hidden.includes(column.key)), [props.columns, hidden])
  const view = useRowWindow(source, state.sort, box)
  const copying = useCopy(source, state.sort, columns, rowId)
  const grid = useGrid({
    box, view, columns, state, rowId, href: props.href, onOpen: props.onOpen,
    copy: (selected) => void copying.copy(selected, view.total ?? 0),
  })
  useKeyLines(useMemo(() => gridKeyLines(t), [t]))

  if (view.total === 0 && props.empty && !filters.some(({ key }) => state.values[key])) return <>{props.empty}</>
  return (
    <InGridContext value={true}>
      <Toolbar
        id={id} filters={filters} state={state} columns={props.columns} hidden={hidden} onHidden={setHidden} total={view.total}
        selected={grid.selected.size} selectedActions={grid.selected.size > 0 ? props.actions?.(grid.selected, grid.clear) : undefined}
        copyMessage={copying.message} onCopy={() => void copying.copy(grid.selected, view.total ?? 0)} onExport={props.onExport} onLeave={() => box.current?.focus()}
      />
      {view.error && <Failure error={view.error} onRetry={view.retry} />}
      <Grid id={id} label={label} box={box} view={view} grid={grid} columns={columns} sort={state.sort} isCurrent={(row) => props.current !== undefined && rowId(row) === props.current} />
      {view.total === 0 && <Empty title={t.none}>{t.noneWhat}</Empty>}
      <p className={style.printNote}>{t.printed(formatCount(view.total))}</p>
      <p className="visually-hidden" role="status">{view.total === undefined ? '' : t.count(formatCount(view.total))}</p>
    </InGridContext>
  )
}
