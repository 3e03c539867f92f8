import type { EChartsOption } from 'echarts'
import { useCallback, useMemo } from 'react'
import { formatCount } from '../../src/shared/format.ts'
import type { SpecialisationPicture } from '../../src/shared/specialisation-picture.ts'
import { useText, useWords } from '../parts/language.tsx'
import { useRegion } from '../parts/region.ts'
import { Symbol } from '../parts/symbols.tsx'
import { specialisationWords } from '../words/specialisation.ts'
import { Chart } from './chart.tsx'
import type { ChartTheme } from './chart-theme.ts'
import style from './specialisation-picture.module.css'

type Star = 'size' | 'specialisation' | 'focus'
/** Each star has a shape and a place of its own in the cell. */
const starShapes: Record<Star, string> = { size: 'M1.8 1.8H10.2V10.2H1.8z', specialisation: 'M6 1.2 11.2 10.4H.8z', focus: 'M6 .8 11.2 6 6 11.2.8 6z' }
const stars = ['size', 'specialisation', 'focus'] as const
const cellHeight = 36
/** Names of industries are cut to this many pixels, and a cell is never narrower than its stars. */
const namesWide = 150
const cellAtLeast = 38

export type SpecialisationDrawingProps = { picture: SpecialisationPicture; onOpen: (key: string) => void }

/** Regions × industries: the location quotient as number and shade, the amount as a bar, the stars as shapes. */
export function SpecialisationDrawing({ picture, onOpen }: SpecialisationDrawingProps) {
  const t = useWords(specialisationWords)
  const say = useText()
  const regionOf = useRegion()
  const { regions, industries, cells, of, threshold, measure } = picture
  const names = useMemo(() => ({ regions: regions.map(({ name }) => regionOf(name)), industries: industries.map(({ name }) => say(name)) }), [regions, industries, regionOf, say])
  const most = Math.max(...cells.map(({ amount }) => amount))
  const option = useCallback((theme: ChartTheme) => optionOf(picture, { theme, names, most }), [picture, names, most])
  const rows = useMemo(() => cells.map((cell) => [names.regions[cell.region]!, names.industries[cell.industry]!, cell.amount, cell.quotient, stars.filter((star) => cell[star]).map((star) => t[star]).join(', ')]), [cells, names, t])
  const label = t.label(formatCount(industries.length), formatCount(of.industries), formatCount(regions.length), formatCount(of.regions))
  return (
    <>
      <div className={style.scroller}>
        <div style={{ minWidth: namesWide + regions.length * cellAtLeast }}>
          <Chart
            label={label} option={option} height={80 + industries.length * cellHeight} file="specialisation" table={{ columns: [t.region, t.industry, say(measure), t.quotient, t.stars], rows }}
            onSelect={({ dataIndex }) => { const cell = cells[dataIndex]; if (cell) onOpen(cell.key) }}
          />
        </div>
      </div>
      <ul className={style.legend}>
        {stars.map((star) => <li key={star}><Symbol shape={starShapes[star]} color="var(--ink)" />{t[star]}</li>)}
        <li className="muted">{t.shades(String(threshold))}</li>
        <li className="muted">{t.bars(say(measure), formatCount(most))}</li>
      </ul>
      <p className={`${style.caption} muted small`}>{label}</p>
    </>
  )
}

type Drawn = { theme: ChartTheme; names: { regions: string[]; industries: string[] }; most: number }

function optionOf(picture: SpecialisationPicture, { theme, names, most }: Drawn): EChartsOption {
  const axis = { type: 'category' as const, axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: true, lineStyle: { color: theme.line } } }
  return {
    grid: { left: namesWide, right: 4, top: 70, bottom: 6 },
    xAxis: { ...axis, position: 'top', data: names.regions, axisLabel: { color: theme.ink, interval: 0, rotate: 45 } },
    yAxis: { ...axis, inverse: true, data: names.industries, axisLabel: { color: theme.ink, interval: 0, width: namesWide - 12, overflow: 'truncate' } },
    series: [{
      type: 'custom', data: picture.cells.map(({ region, industry }) => [region, industry]),
      tooltip: { formatter: ({ dataIndex }: { dataIndex: number }) => tipOf(picture.cells[dataIndex]!, names) },
      renderItem: ({ dataIndex }: { dataIndex: number }, api: unknown) => drawCell(api as Drawer, picture.cells[dataIndex]!, { theme, most, threshold: picture.threshold }),
    }],
  } as EChartsOption
}

type Cell = SpecialisationPicture['cells'][number]
type Drawer = { value: (dimension: number) => number; coord: (at: number[]) => number[]; size: (by: number[]) => number[] }

/** Names come from tables of others: what is put into the tip is text, never markup. */
function tipOf({ region, industry, amount, quotient }: Cell, names: Drawn['names']): string {
  const escaped = `${names.regions[region]!} · ${names.industries[industry]!}`.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
  return `${escaped}<br>${formatCount(amount)}${quotient === null ? '' : ` · LQ ${quotient.toFixed(2)}`}`
}

function drawCell({ coord, size }: Drawer, cell: Cell, { theme, most, threshold }: { theme: ChartTheme; most: number; threshold: number }): object {
  const [x, y] = coord([cell.region, cell.industry]) as [number, number]
  const [width, height] = size([1, 1]) as [number, number]
  const [left, top] = [x - width / 2 + 1, y - height / 2 + 1]
  const { quotient } = cell
  const isDark = quotient !== null && quotient >= threshold
  const fill = isDark ? theme.accent : quotient !== null && quotient >= 1 ? theme.accentSoft : theme.raised
  const ink = isDark ? theme.paper : theme.ink
  const earned = stars.flatMap((star, n) => (cell[star] ? [{ type: 'path', shape: { pathData: starShapes[star], x: x - 15 + n * 11, y: y + 1, width: 8, height: 8 }, style: { fill: ink } }] : []))
  return {
    type: 'group',
    children: [
      { type: 'rect', shape: { x: left, y: top, width: width - 2, height: height - 2 }, style: { fill, stroke: theme.line } },
      { type: 'text', style: { x, y: y - 8, text: quotient === null ? '' : quotient.toFixed(quotient < 10 ? 2 : 0), align: 'center', verticalAlign: 'middle', fill: ink, font: `11px ${theme.font}` } },
      ...earned,
      { type: 'rect', shape: { x: left + 3, y: top + height - 8, width: Math.max(2, (width - 8) * (cell.amount / most)), height: 4 }, style: { fill: ink } },
    ],
  }
}
