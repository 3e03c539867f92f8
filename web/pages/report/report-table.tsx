import { Fragment, useContext } from 'react'
import type { ReportBlock, ReportView } from '../../../src/shared/contract/reports.ts'
import { reportWords } from '../../words/reports.ts'
import { useText, useWords } from '../../parts/index.ts'
import { FiguresContext, Inlines } from './figure-chip.tsx'
import { BreakBefore, BreakRow } from './page-breaks.tsx'
import { leastWidths } from './places.ts'
import style from './report.module.css'

export type TableBlock = Extract<ReportBlock, { kind: 'table' }>

/** A table of the report; what is too wide for the paper scrolls in its own box on screen. */
export function ReportTable({ id, table }: { id: string; table: TableBlock }) {
  const t = useWords(reportWords)
  const { number, title, columns, rows, note } = table
  const name = [number, title].filter(Boolean).join(' ')
  const least = leastWidths(useCellTexts(table))
  return (
    <figure id={id} tabIndex={-1} className={style.table}>
      <div className={style.scroll} tabIndex={0} role="region" aria-label={name}>
        <table data-many={columns.length > 6 || undefined}>
          <caption>{name}</caption>
          <thead><tr>{columns.map((column, at) => <th key={at} scope="col" data-align={column.align} style={{ minWidth: `${least[at] ?? 0}em` }}>{column.title}</th>)}</tr></thead>
          <tbody>
            {rows.map((row, at) => (
              <Fragment key={at}>
                <BreakRow id={id} item={at} columns={columns.length} />
                <tr>{columns.map(({ align }, column) => <td key={column} data-align={align}><Inlines inlines={row[column] ?? []} /></td>)}</tr>
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > 0 && <BreakBefore id={id} item={rows.length} />}
      {note && <figcaption>{t.note}{note}</figcaption>}
    </figure>
  )
}

/** The columns as texts, headings first: what their widths follow from. */
function useCellTexts({ columns, rows }: TableBlock): string[][] {
  const say = useText()
  const figures = useContext(FiguresContext)
  const shown = new Map(figures.map((figure: ReportView['figures'][number]) => [figure.figure, say(figure.shown)]))
  return columns.map(({ title }, at) => [title, ...rows.map((row) => (row[at] ?? []).map((inline) => ('text' in inline ? inline.text : shown.get(inline.figure) ?? '')).join(''))])
}
