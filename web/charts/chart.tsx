import { Button } from '@mantine/core'
import type { EChartsOption } from 'echarts'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { chartWords } from '../words/charts.ts'
import { useWords } from '../parts/language.tsx'
import { saveImage } from './chart-image.ts'
import { readChartTheme, useThemeName, type ChartTheme } from './chart-theme.ts'
import style from './chart.module.css'

export type ChartTable = { columns: readonly string[]; rows: readonly (readonly (string | number | null)[])[] }

export type ChartProps = {
  /** Says what is seen, for screen readers and as the heading of the table. */
  label: string
  /** Pure: the data and the colours of the theme in, what is drawn out. Keep it between renders (`useCallback`), so that it is drawn anew only when data change. */
  option: (theme: ChartTheme) => EChartsOption
  /** The same data as a table: what a screen reader reads, and everybody who opens it. */
  table: ChartTable
  height?: number
  /** Name of the files without their ending. */
  file: string
  /** A click on something drawn: its index in its series, and the series. */
  onSelect?: (at: { dataIndex: number; seriesIndex: number; name: string }) => void
  /** Further buttons beside those that save the picture. */
  actions?: ReactNode
}

/** A chart: drawn as SVG in the colours of the theme, saved as a picture, and readable as a table. */
export function Chart({ label, option, table, height = 360, file, onSelect, actions }: ChartProps) {
  const t = useWords(chartWords)
  const [box, chart] = useDrawn(option, onSelect)
  return (
    <figure className={style.figure}>
      <div ref={box} role="img" aria-label={label} style={{ height }} className={style.box} />
      <figcaption className={`${style.tools} no-print`}>
        <Button size="compact-xs" variant="default" onClick={() => void saveImage(chart.current, box.current, `${file}.svg`)}>{t.svg}</Button>
        <Button size="compact-xs" variant="default" onClick={() => void saveImage(chart.current, box.current, `${file}.png`)}>{t.png}</Button>
        {actions}
      </figcaption>
      <details className={style.table}>
        <summary>{t.asTable}</summary>
        <div className="plain-box">
          <table className="plain">
            <caption className="visually-hidden">{label}</caption>
            <thead><tr>{table.columns.map((column) => <th key={column} scope="col">{column}</th>)}</tr></thead>
            <tbody>{table.rows.slice(0, rowsAtMost).map((row, n) => <tr key={n}>{row.map((cell, at) => (at === 0 ? <th key={at} scope="row">{cell ?? '—'}</th> : <td key={at}>{cell ?? '—'}</td>))}</tr>)}</tbody>
          </table>
        </div>
        {table.rows.length > rowsAtMost && <p className="muted small">{t.firstRows(String(rowsAtMost), String(table.rows.length))}</p>}
      </details>
    </figure>
  )
}

const rowsAtMost = 500

type Opened = Awaited<ReturnType<typeof open>>

function useDrawn(option: ChartProps['option'], onSelect: ChartProps['onSelect']) {
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<Opened | null>(null)
  /**
   * How often the box of a chart took another size: each time all is drawn anew, for a library that only moves what it drew leaves lines and
   * bars of a narrow box behind. Counted, for a box may be narrow for a moment only.
   */
  const [sizes, setSizes] = useState(0)
  const name = useThemeName()
  const select = useRef(onSelect)
  select.current = onSelect
  useEffect(() => {
    let left = false
    let observer: ResizeObserver | undefined
    void open(box.current).then((opened) => {
      if (left || !opened || !box.current) return opened?.dispose()
      chart.current = opened
      opened.on('click', ({ dataIndex, seriesIndex = 0, name: clicked }) => select.current?.({ dataIndex, seriesIndex, name: clicked }))
      observer = new ResizeObserver(([entry]) => {
        const { width, height } = entry!.contentRect
        opened.resize()
        if (width > 0 && height > 0) setSizes((before) => before + 1)
      })
      return observer.observe(box.current)
    })
    return () => {
      left = true
      observer?.disconnect()
      chart.current?.dispose()
      chart.current = null
    }
  }, [])
  useEffect(() => {
    const theme = box.current && readChartTheme(box.current)
    if (sizes > 0 && theme) chart.current?.setOption({ ...baseOf(theme), ...option(theme) }, { notMerge: true })
  }, [sizes, option, name])
  return [box, chart] as const
}

async function open(element: HTMLElement | null) {
  const { openChart } = await import('./echarts.ts')
  return element ? openChart(element) : null
}

/** What every chart is drawn with unless its option says otherwise. Nothing moves. */
function baseOf({ ink, font }: ChartTheme): EChartsOption {
  return { animation: false, textStyle: { color: ink, fontFamily: font, fontSize: 12 }, grid: { left: 8, right: 16, top: 24, bottom: 8, containLabel: true }, tooltip: { trigger: 'item', confine: true } }
}
