import { tableWords } from '../../words/table.ts'
import { useWords } from '../language.tsx'
import { cellId } from './grid-row.tsx'
import style from './table.module.css'
import type { Column, Sort } from './types.ts'

type Props<Row> = {
  gridId: string
  columns: readonly Column<Row>[]
  sort: Sort
  template: string
  least: string
  active: number | undefined
  onSort: (column: number, add: boolean) => void
}

/** The heading line: sticks to the top, sorts on a click. */
export function HeaderRow<Row>({ gridId, columns, sort, template, least, active, onSort }: Props<Row>) {
  const t = useWords(tableWords)
  return (
    <div role="rowgroup" className={style.head} style={{ minWidth: least }}>
      <div role="row" aria-rowindex={1} className={style.headRow} style={{ gridTemplateColumns: template }}>
        {columns.map((column, at) => {
          const level = sort.findIndex(({ key }) => key === column.key)
          const desc = sort[level]?.desc
          return (
            <div
              key={column.key} id={cellId(gridId, -1, at)} role="columnheader" aria-colindex={at + 1} className={style.heading}
              data-end={column.align === 'end' || undefined} data-active={active === at || undefined}
              {...(level === 0 ? { 'aria-sort': desc ? 'descending' as const : 'ascending' as const } : {})}
            >
              {column.sortable
                ? <button type="button" tabIndex={-1} className={style.sorter} data-hint={t.sortHint} onClick={(event) => onSort(at, event.shiftKey)}>{column.title}<Arrow level={level} desc={desc} many={sort.length > 1} /></button>
                : <span className={style.plainHeading}>{column.title}</span>}
            </div>
          )
        })}
      </div>
    </div>
  )
}

function Arrow({ level, desc, many }: { level: number; desc: boolean | undefined; many: boolean }) {
  const t = useWords(tableWords)
  if (level < 0) return null
  return (
    <span className={style.arrow}>
      <span aria-hidden="true">{desc ? '↓' : '↑'}{many ? level + 1 : ''}</span>
      <span className="visually-hidden">{desc ? t.sortDesc : t.sortAsc}{many ? level + 1 : ''}</span>
    </span>
  )
}
