/** The moving parts of the grid: which cell is active, which rows are chosen, what the keys do. */
import { useCallback, useId, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import { useLocation } from 'wouter'
import { isTyping } from '../keys.ts'
import { cellId, type RowId } from './grid-row.tsx'
import { actionOf, moveOf, type Cell, type GridAction } from './moves.ts'
import type { TableState } from './state.ts'
import { nextSort, type Column } from './types.ts'
import { rowHeight, type RowView } from './use-row-window.ts'

type Wants<Row> = {
  box: RefObject<HTMLDivElement | null>
  view: RowView<Row>
  columns: readonly Column<Row>[]
  state: TableState<Record<string, string | undefined>>
  rowId: (row: Row) => RowId
  href: ((row: Row) => string) | undefined
  onOpen: ((row: Row) => void) | undefined
  copy: (selected: ReadonlySet<RowId>) => void
}

export type GridControl = {
  gridId: string
  active: Cell
  selected: ReadonlySet<RowId>
  isSelected: (index: number) => boolean
  select: (index: number) => void
  clear: () => void
  point: (row: number, column: number) => void
  open: (index: number) => void
  sortBy: (column: number, add: boolean) => void
  onKeyDown: (event: KeyboardEvent) => void
}

export function useGrid<Row>(wants: Wants<Row>): GridControl {
  const { box, view, columns, state, rowId } = wants
  const gridId = useId().replaceAll(':', '')
  const [active, setActive] = useState<Cell>({ row: 0, column: 0 })
  const { selected, idAt, select, clear } = useSelection(view, rowId)
  const open = useOpen(wants)
  const point = useCallback((row: number, column: number) => setActive({ row, column }), [])
  const sortBy = (at: number, add: boolean) => {
    const column = columns[at]
    if (column?.sortable) state.setSort(nextSort(state.sort, column.key, add))
  }

  const act = (action: GridAction): boolean => {
    const { row, column } = active
    if (action === 'leave') return clear()
    if (action === 'copy') wants.copy(selected)
    else if (action === 'sort' || action === 'sort-add' || row < 0) sortBy(column, action === 'sort-add')
    else if (action === 'select') select(row)
    else if (action === 'open' || !activate(box.current, cellId(gridId, row, column))) open(row)
    return true
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return
    const screen = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / rowHeight) - 2)
    const next = moveOf(event.key, active, { rows: view.total ?? 0, columns: columns.length, screen })
    const action = next ? undefined : actionOf(event.key)
    if (next) {
      setActive(next)
      if (next.row >= 0) view.virtual.scrollToIndex(next.row, { align: 'auto' })
      showColumn(box.current, cellId(gridId, -1, next.column))
    }
    if (next || (action && act(action))) event.preventDefault()
  }
  const isSelected = (index: number) => { const id = idAt(index); return id !== undefined && selected.has(id) }
  return { gridId, active, selected, isSelected, select, clear, point, open, sortBy, onKeyDown }
}

function useSelection<Row>(view: RowView<Row>, rowId: (row: Row) => RowId) {
  const [selected, setSelected] = useState<ReadonlySet<RowId>>(new Set())
  const idAt = (index: number) => { const row = view.at(index); return row === undefined ? undefined : rowId(row) }
  const latest = useRef(idAt)
  latest.current = idAt
  const select = useCallback((index: number) => {
    const id = latest.current(index)
    if (id === undefined) return
    setSelected((before) => {
      const next = new Set(before)
      if (!next.delete(id)) next.add(id)
      return next
    })
  }, [])
  /** Whether there was anything to let go of: else Escape is for somebody else. */
  const clear = () => { setSelected(new Set()); return selected.size > 0 }
  return { selected, idAt, select, clear }
}

/** Opens a row by its number; never a new function, so that rows need not be drawn again for it. */
function useOpen<Row>(wants: Wants<Row>): (index: number) => void {
  const [, navigate] = useLocation()
  const latest = useRef({ ...wants, navigate })
  latest.current = { ...wants, navigate }
  return useCallback((index: number) => {
    const { view, onOpen, href, navigate: go } = latest.current
    const row = view.at(index)
    if (row === undefined) return
    if (onOpen) onOpen(row)
    else if (href) go(href(row))
  }, [])
}

/** Enter does what a click on the cell's own link or value would do. */
function activate(box: HTMLDivElement | null, id: string): boolean {
  const target = box?.querySelector<HTMLElement>(`#${CSS.escape(id)} :is(a, button)`)
  target?.click()
  return target !== null && target !== undefined
}

/** Brings the column of the active cell into sight, beside the first one that always is. */
function showColumn(box: HTMLDivElement | null, headingId: string): void {
  const heading = box?.querySelector<HTMLElement>(`#${CSS.escape(headingId)}`)
  const first = heading?.parentElement?.firstElementChild
  if (!box || !heading || !(first instanceof HTMLElement) || heading === first) return
  const left = heading.offsetLeft - first.offsetWidth
  const right = heading.offsetLeft + heading.offsetWidth - box.clientWidth
  if (box.scrollLeft > left) box.scrollLeft = left
  else if (box.scrollLeft < right) box.scrollLeft = right
}
