import type { EChartsOption } from 'echarts'
import type { DrawnSeries } from '../../src/shared/series-picture.ts'
import type { ChartTheme } from './chart-theme.ts'

export type SeriesWords = { value: string; trend: string; adjusted: string; level: string; gap: string; alerts: string; /** A value as it is written on the axis. */ number: (value: number) => string }

/** Each rule has a shape of its own, so that colour alone says nothing. */
const shapes: Record<string, { symbol: string; symbolRotate?: number }> = {
  'unusual-month': { symbol: 'diamond' }, 'unusual-change': { symbol: 'rect' }, 'level-break': { symbol: 'pin' },
  'drift-up': { symbol: 'triangle' }, 'drift-down': { symbol: 'triangle', symbolRotate: 180 },
}

/** A monthly series with its trend, its levels between breaks, its alerts, and a hollow mark on the axis for each month that is missing. */
export function seriesOption(series: DrawnSeries, words: SeriesWords, theme: ChartTheme): EChartsOption {
  const { months, values, trend, adjusted, levels, missing, alerts } = series
  const byMonth = new Map(alerts.map((alert) => [alert.month, alert]))
  const line = { type: 'line' as const, connectNulls: false, symbol: 'none', z: 2 }
  const whole = series.by === 'whole'
  return {
    legend: { top: 0, left: 0, itemWidth: 22, textStyle: { color: theme.ink }, data: [words.value, ...(whole ? [words.adjusted, words.trend, words.level] : []), words.alerts, ...(missing.length > 0 ? [words.gap] : [])] },
    grid: { left: 8, right: 24, top: 56, bottom: 8, containLabel: true },
    tooltip: { trigger: 'axis', confine: true, valueFormatter: (value) => (typeof value === 'number' ? words.number(value) : '—') },
    xAxis: { type: 'category', data: months, boundaryGap: true, axisLine: { lineStyle: { color: theme.lineStrong } }, axisTick: { show: false }, axisLabel: { color: theme.muted, hideOverlap: true } },
    yAxis: [
      { type: 'value', scale: true, axisLabel: { color: theme.muted, formatter: words.number }, splitLine: { lineStyle: { color: theme.line } } },
      { type: 'value', min: 0, max: 1, show: false },
    ],
    series: [
      { ...line, name: words.value, data: values, symbol: 'circle', symbolSize: 4, showSymbol: true, lineStyle: { color: theme.accent, width: 2 }, itemStyle: { color: theme.accent }, ...breaksOf(levels, theme) },
      ...(whole ? [
        { ...line, name: words.adjusted, data: adjusted, lineStyle: { color: theme.muted, width: 1 }, itemStyle: { color: theme.muted } },
        { ...line, name: words.trend, data: trend, lineStyle: { color: theme.ink, width: 1.5, type: 'dashed' as const }, itemStyle: { color: theme.ink } },
        { ...line, name: words.level, data: months.map((month) => levels.find(({ from, to }) => from <= month && month <= to)?.mean ?? null), step: 'start' as const, lineStyle: { color: theme.good, width: 2.5, type: 'dotted' as const }, itemStyle: { color: theme.good } },
      ] : []),
      {
        type: 'scatter', name: words.alerts, z: 5, symbol: 'diamond', symbolSize: 13, itemStyle: { color: theme.danger, borderColor: theme.paper, borderWidth: 1 }, tooltip: { show: false },
        data: months.map((month) => { const alert = byMonth.get(month); return alert && alert.value !== null ? { value: alert.value, ...shapes[alert.rule] } : '-' }),
      },
      { type: 'scatter', name: words.gap, yAxisIndex: 1, symbol: 'rect', symbolSize: [7, 12], itemStyle: { color: 'transparent', borderColor: theme.muted, borderWidth: 1.5 }, tooltip: { show: false }, data: months.map((month) => (missing.includes(month) ? 0.03 : '-')) },
    ],
  }
}

function breaksOf(levels: DrawnSeries['levels'], theme: ChartTheme): object {
  if (levels.length < 2) return {}
  return { markLine: { silent: true, symbol: 'none', label: { formatter: '{b}', color: theme.muted }, lineStyle: { color: theme.danger, type: 'solid', width: 1 }, data: levels.slice(1).map(({ from }) => ({ xAxis: from, name: from })) } }
}
