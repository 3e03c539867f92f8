import { useEffect, useRef } from 'react'
import { evidenceWords } from '../../words/evidence.ts'
import { useWords } from '../language.tsx'
import { useCall } from '../queries.ts'
import { Loaded } from '../states.tsx'
import type { Output } from '../client.ts'
import style from './evidence.module.css'

/** The source row itself: the sheet's heading line, the rows around it, the cell marked. */
export function SourceRow({ claim }: { claim: number }) {
  const query = useCall('getSourceRow', { params: { claim } }, { staleTime: Number.POSITIVE_INFINITY })
  return <Loaded query={query}>{(row) => <RowTable row={row} />}</Loaded>
}

function RowTable({ row: { heading, rows, markedColumn, sheet, name } }: { row: Output<'getSourceRow'> }) {
  const t = useWords(evidenceWords)
  const marked = useRef<HTMLTableCellElement>(null)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Brought into view inside its own box only: the drawer must not jump.
    const cell = marked.current
    if (cell && box.current) box.current.scrollLeft = Math.max(0, cell.offsetLeft - box.current.clientWidth / 2 + cell.clientWidth / 2)
  }, [rows])
  const width = Math.max(heading.length, ...rows.map(({ cells }) => cells.length))
  const columns = Array.from({ length: width }, (_, at) => at)
  return (
    <div className={style.sheetBox} ref={box} tabIndex={0} role="region" aria-label={`${t.sourceRow} · ${name} · ${sheet}`}>
      <table className={style.sheet}>
        <thead><tr><th scope="col"><span className="visually-hidden">{t.rowNumber}</span></th>{columns.map((at) => <th key={at} scope="col" data-marked={at === markedColumn || undefined}>{heading[at] ?? ''}</th>)}</tr></thead>
        <tbody>
          {rows.map(({ row, cells, marked: isRow }) => (
            <tr key={row} data-marked={isRow || undefined}>
              <th scope="row">{row}</th>
              {columns.map((at) => {
                const isCell = isRow && at === markedColumn
                return <td key={at} ref={isCell ? marked : undefined} data-cell={isCell || undefined}>{isCell ? <mark>{String(cells[at] ?? '')}</mark> : String(cells[at] ?? '')}</td>
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
