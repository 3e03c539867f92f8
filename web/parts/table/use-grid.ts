/** The moving parts of the grid: which cell is active, which rows are chosen, what the keys do. */
import { useCallback, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import { isTyping } from '../keys.ts'
import { cellId, type RowId } from './grid-row.tsx'
import { actionOf, moveOf, type Cell, type GridAction } from './moves.ts'

type Wants = {
  gridId: string
  box: RefObject<HTMLDivElement | null>
  rows: number
  columns: number
  idAt: (index: number) => RowId | undefined
  scrollTo: (index: number) => void
  rowHeight: number
  open: (index: number) => void
  sort: (column: number, add: boolean) => void
  copy: () => void
}

export function useGrid(wants: Wants) {
  const [active, setActive] = useState<Cell>({ row: 0, column: 0 })
  const [selected, setSelected] = useState<ReadonlySet<RowId>>(new Set())
  const latest = useRef({ ...wants, active })
  latest.current = { ...wants, active }

  const select = useCallback((index: number) => {
    const id = latest.current.idAt(index)
    if (id === undefined) return
    setSelected((before) => {
      const next = new Set(before)
      if (!next.delete(id)) next.add(id)
      return next
    })
  }, [])
  const point = useCallback((row: number, column: number) => setActive({ row, column }), [])
  const open = useCallback((index: number) => latest.current.open(index), [])

  const act = (action: GridAction): boolean => {
    const { row, column } = active
    if (action === 'sort' || action === 'sort-add') wants.sort(column, action === 'sort-add')
    else if (action === 'copy') wants.copy()
    else if (action === 'leave') { if (selected.size === 0) return false; setSelected(new Set()) }
    else if (row < 0) wants.sort(column, false)
    else if (action === 'select') select(row)
    else if (action === 'open' || !activate(wants.box.current, cellId(wants.gridId, row, column))) wants.open(row)
    return true
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return
    const screen = Math.max(1, Math.floor((wants.box.current?.clientHeight ?? 0) / wants.rowHeight) - 2)
    const next = moveOf(event.key, active, { rows: wants.rows, columns: wants.columns, screen })
    const action = next ? undefined : actionOf(event.key)
    if (next) {
      setActive(next)
      if (next.row >= 0) wants.scrollTo(next.row)
    }
    if (next || (action && act(action))) event.preventDefault()
  }
  return { active, selected, select, point, open, onKeyDown }
}

/** Enter does what a click on the cell's own link or value would do. */
function activate(box: HTMLDivElement | null, id: string): boolean {
  const target = box?.querySelector<HTMLElement>(`#${CSS.escape(id)} :is(a, button)`)
  target?.click()
  return target !== null && target !== undefined
}
