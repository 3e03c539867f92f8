import { memo, type CSSProperties, type ReactNode } from 'react'
import { tableWords } from '../../words/table.ts'
import { useWords } from '../language.tsx'
import style from './table.module.css'
import type { Column } from './types.ts'

export type RowId = string | number
type Props<Row> = {
  gridId: string
  index: number
  top: number
  height: number
  row: Row | undefined
  columns: readonly Column<Row>[]
  template: string
  active: number | undefined
  selected: boolean
  current: boolean
  onSelect: (index: number) => void
  onPoint: (row: number, column: number) => void
  onOpen: (index: number) => void
}

export function cellId(gridId: string, row: number, column: number): string {
  return `${gridId}-${row}-${column}`
}

function GridRowOf<Row>({ gridId, index, top, height, row, columns, template, active, selected, current, onSelect, onPoint, onOpen }: Props<Row>) {
  const t = useWords(tableWords)
  const place: CSSProperties = { transform: `translateY(${top}px)`, height, gridTemplateColumns: template }
  return (
    <div role="row" aria-rowindex={index + 2} aria-selected={selected} aria-current={current || undefined} className={style.row} style={place} data-active={active !== undefined || undefined} data-waiting={row === undefined || undefined} onDoubleClick={() => onOpen(index)}>
      {columns.map((column, at) => (
        <div
          key={column.key} id={cellId(gridId, index, at)} role={at === 0 ? 'rowheader' : 'gridcell'} aria-colindex={at + 1}
          className={style.cell} data-end={column.align === 'end' || undefined} data-active={active === at || undefined} onMouseDown={() => onPoint(index, at)}
        >
          {at === 0 && row !== undefined && <SelectBox selected={selected} label={t.selectRow} onToggle={() => onSelect(index)} />}
          <CellContent row={row} column={column} waiting={at === 0 ? t.rowLoading : undefined} />
        </div>
      ))}
    </div>
  )
}

/** Rows are drawn again only when something of theirs has changed. */
export const GridRow = memo(GridRowOf) as typeof GridRowOf

function CellContent<Row>({ row, column, waiting }: { row: Row | undefined; column: Column<Row>; waiting: string | undefined }): ReactNode {
  if (row !== undefined) return <span className={style.content}>{column.cell(row)}</span>
  return <span className={style.bone}>{waiting && <span className="visually-hidden">{waiting}</span>}</span>
}

function SelectBox({ selected, label, onToggle }: { selected: boolean; label: string; onToggle: () => void }) {
  return <span className={style.pick}><input type="checkbox" tabIndex={-1} checked={selected} aria-label={label} onChange={onToggle} /></span>
}
