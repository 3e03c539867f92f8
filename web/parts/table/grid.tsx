import { useLayoutEffect, type RefObject } from 'react'
import { cellId, GridRow } from './grid-row.tsx'
import { HeaderRow } from './header-row.tsx'
import style from './table.module.css'
import type { Column, Sort } from './types.ts'
import type { GridControl } from './use-grid.ts'
import { rowHeight, type RowView } from './use-row-window.ts'

type Props<Row> = {
  id: string
  label: string
  box: RefObject<HTMLDivElement | null>
  view: RowView<Row>
  grid: GridControl
  columns: readonly Column<Row>[]
  sort: Sort
  isCurrent: (row: Row) => boolean
}

/** The grid itself: a heading line that sticks, and as many rows as the screen holds. */
export function Grid<Row>({ id, label, box, view, grid, columns, sort, isCurrent }: Props<Row>) {
  const { gridId, active } = grid
  const items = view.virtual.getVirtualItems()
  const { template, least } = tracksOf(columns)
  const isDrawn = active.row === -1 || (view.total !== 0 && items.some(({ index }) => index === active.row))
  useRoomBelow(box)
  return (
    <div
      ref={box} role="grid" aria-label={label} aria-rowcount={view.total === undefined ? -1 : view.total + 1} aria-colcount={columns.length} aria-multiselectable="true" aria-busy={view.total === undefined}
      aria-activedescendant={isDrawn ? cellId(gridId, active.row, active.column) : undefined} tabIndex={0} className={style.box} onKeyDown={grid.onKeyDown} data-table={id}
    >
      <HeaderRow gridId={gridId} columns={columns} sort={sort} template={template} least={least} active={active.row === -1 ? active.column : undefined} onSort={grid.sortBy} />
      <div role="rowgroup" className={style.body} style={{ height: view.virtual.getTotalSize(), minWidth: least }}>
        {items.map(({ index, start }) => (
          <GridRow
            key={index} gridId={gridId} index={index} top={start} height={rowHeight} row={view.at(index)} columns={columns} template={template}
            active={active.row === index ? active.column : undefined} selected={grid.isSelected(index)} current={isCurrentAt(view.at(index), isCurrent)} onSelect={grid.select} onPoint={grid.point} onOpen={grid.open}
          />
        ))}
      </div>
    </div>
  )
}

function isCurrentAt<Row>(row: Row | undefined, isCurrent: (row: Row) => boolean): boolean {
  return row !== undefined && isCurrent(row)
}

/** Columns share the width in proportion; on a phone the first one, which stays in sight, takes less than half. */
function tracksOf(columns: readonly { width: number }[]): { template: string; least: string } {
  const [first, ...rest] = columns.map(({ width }) => width)
  const firstLeast = `min(${first ?? 0}px, 46vw)`
  return {
    template: [`minmax(${firstLeast}, ${first ?? 0}fr)`, ...rest.map((width) => `minmax(${width}px, ${width}fr)`)].join(' '),
    least: `calc(${firstLeast} + ${rest.reduce((sum, width) => sum + width, 0)}px)`,
  }
}

/** The grid ends where the screen ends, wherever it begins, so that the page itself need not scroll. */
function useRoomBelow(box: RefObject<HTMLDivElement | null>): void {
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const top = `${Math.round(element.getBoundingClientRect().top + window.scrollY + 24)}px`
    if (element.style.getPropertyValue('--table-top') !== top) element.style.setProperty('--table-top', top)
  })
}
