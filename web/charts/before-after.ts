import type { EChartsOption } from 'echarts'
import type { ChartTheme } from './chart-theme.ts'

type Drawn = { points: readonly { period: string; value: number | null; use: 'before' | 'after' | 'out'; doubtful: boolean }[]; before: { mean: number | null }; after: { mean: number | null }; start: string }
export type BeforeAfterWords = { value: string; before: string; after: string; start: string; number: (value: number) => string }

/** A monthly series with the mean of either side, and where the policy begins. Months left out are hollow, doubtful ones diamonds. */
export function beforeAfterOption({ points, before, after, start }: Drawn, words: BeforeAfterWords, theme: ChartTheme): EChartsOption {
  const months = points.map(({ period }) => period)
  const mean = (use: 'before' | 'after', value: number | null): (number | null)[] => points.map((point) => (point.use === use ? value : null))
  const line = { type: 'line' as const, connectNulls: false, symbol: 'none', z: 2 }
  return {
    legend: { top: 0, left: 0, itemWidth: 22, textStyle: { color: theme.ink }, data: [words.value, words.before, words.after] },
    grid: { left: 8, right: 24, top: 48, bottom: 8, containLabel: true },
    tooltip: { trigger: 'axis', confine: true, valueFormatter: (value) => (typeof value === 'number' ? words.number(value) : '—') },
    xAxis: { type: 'category', data: months, boundaryGap: true, axisLine: { lineStyle: { color: theme.lineStrong } }, axisTick: { show: false }, axisLabel: { color: theme.muted, hideOverlap: true } },
    yAxis: { type: 'value', scale: true, axisLabel: { color: theme.muted, formatter: words.number }, splitLine: { lineStyle: { color: theme.line } } },
    series: [
      {
        ...line, name: words.value, lineStyle: { color: theme.accent, width: 2 }, itemStyle: { color: theme.accent }, symbolSize: 6, showSymbol: true,
        data: points.map(({ value, use, doubtful }) => ({ value: value ?? '-', symbol: doubtful ? 'diamond' : 'circle', itemStyle: use === 'out' ? { color: theme.paper, borderColor: theme.accent, borderWidth: 1.5 } : { color: theme.accent } })),
        ...(months.includes(start) ? { markLine: { silent: true, symbol: 'none', label: { formatter: words.start, color: theme.muted }, lineStyle: { color: theme.ink, type: 'solid', width: 1 }, data: [{ xAxis: start }] } } : {}),
      },
      { ...line, name: words.before, data: mean('before', before.mean), lineStyle: { color: theme.muted, width: 2, type: 'dashed' }, itemStyle: { color: theme.muted } },
      { ...line, name: words.after, data: mean('after', after.mean), lineStyle: { color: theme.good, width: 2, type: 'dotted' }, itemStyle: { color: theme.good } },
    ],
  }
}
