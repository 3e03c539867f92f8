import { useCallback, useMemo } from 'react'
import type { ResultView } from '../../../src/shared/contract/analyses.ts'
import { formatCount } from '../../../src/shared/format.ts'
import { Chart } from '../../charts/chart.tsx'
import type { ChartTheme } from '../../charts/chart-theme.ts'
import { useWords } from '../../parts/index.ts'
import { systemicWords } from '../../words/systemic.ts'
import style from './systemic.module.css'

/** Every organisation by its rank: a straight line in the logarithms is a heavy tail, a step at the left a systemic core. */
export function Curve({ result, selected, onSelect }: { result: ResultView; selected: string | undefined; onSelect: (key: string) => void }) {
  const t = useWords(systemicWords)
  const { points, zeros } = useMemo(() => pointsOf(result), [result])
  const option = useCallback(({ accent, danger, raised, ink, muted, line }: ChartTheme) => ({
    grid: { left: 8, right: 24, top: 24, bottom: 28, containLabel: true },
    xAxis: { type: 'log' as const, name: t.rank, nameLocation: 'middle' as const, nameGap: 26, nameTextStyle: { color: muted }, min: 1, axisLabel: { color: muted }, splitLine: { show: false } },
    yAxis: { type: 'log' as const, name: 'ESRI', nameTextStyle: { color: muted }, axisLabel: { color: muted }, splitLine: { lineStyle: { color: line } } },
    tooltip: { trigger: 'item' as const, confine: true, formatter: (at: unknown) => { const point = points[(at as { dataIndex: number }).dataIndex]; return point ? `${point.rank}. ${escaped(point.name)}<br/>ESRI ${Number(point.value.toPrecision(4))}${point.inferred ? ` (${t.inferred})` : ''}` : '' } },
    series: [{
      type: 'scatter' as const, symbolSize: 8,
      data: points.map(({ key, rank, value, inferred, name }) => ({
        value: [rank, value], itemStyle: { color: inferred ? raised : accent, borderColor: accent, borderWidth: 1.5 },
        ...(key === selected ? { symbol: 'diamond', symbolSize: 17, itemStyle: { color: danger, borderColor: ink, borderWidth: 1.5 }, label: { show: true, formatter: name, position: 'right' as const, color: ink } } : {}),
      })),
    }],
  }), [points, selected, t])
  if (points.length === 0) return null
  const table = { columns: [t.organisation, t.rank, 'ESRI', t.basis], rows: points.map(({ name, rank, value, inferred }) => [name, rank, value, inferred ? t.inferred : null]) }
  return (
    <div className={style.curve}>
      <Chart label={t.curve} option={option} table={table} file="systemic-risk" height={340} onSelect={({ dataIndex }) => { const point = points[dataIndex]; if (point) onSelect(point.key) }} />
      <p className="muted small">{t.curveHint} {zeros > 0 && t.zeros(formatCount(zeros))}</p>
    </div>
  )
}

function pointsOf({ tables }: ResultView) {
  const table = tables[0]
  const at = table?.columns.findIndex(({ key }) => key === 'esri') ?? -1
  const known = (table?.rows ?? []).flatMap(({ key, cells, inferred }) => (typeof cells[at] === 'number' ? [{ key, name: String(cells[0]), value: cells[at], inferred: inferred === true }] : []))
  const points = known.filter(({ value }) => value > 0).sort((a, b) => b.value - a.value).map((point, n) => ({ ...point, rank: n + 1 }))
  return { points, zeros: known.length - points.length }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
