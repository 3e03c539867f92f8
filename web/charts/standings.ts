import type { EChartsOption } from 'echarts'
import type { ChartTheme } from './chart-theme.ts'

/** Where a unit stands: the interval, its median, and the extremes of all draws. */
export type Standing = { name: string; low: number; median: number; high: number; best: number; worst: number }
export type StandingWords = { place: string; interval: string; median: string; extremes: string }

/** Half of what a place takes up on the axis, less a gap, so that a sure place is seen as one. */
const half = 0.4

/** Intervals of places, the first on top. */
export function standingsOption(standings: readonly Standing[], words: StandingWords, theme: ChartTheme): EChartsOption {
  const last = standings.length
  return {
    legend: { data: [words.interval, words.median, words.extremes], top: 0, left: 0, selectedMode: false, textStyle: { color: theme.ink } },
    grid: { left: 8, right: 24, top: 36, bottom: 28, containLabel: true },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, confine: true, formatter: (given) => tell(standings[([given].flat()[0] as { dataIndex: number }).dataIndex]!, words) },
    xAxis: {
      type: 'value', min: 0, max: last + 1, interval: Math.max(1, Math.ceil(last / 12)), name: words.place, nameLocation: 'middle', nameGap: 26, splitLine: { lineStyle: { color: theme.line } },
      axisLabel: { color: theme.muted, formatter: (place: number) => (place >= 1 && place <= last ? String(place) : '') },
    },
    yAxis: { type: 'category', inverse: true, data: standings.map(({ name }) => name), axisTick: { show: false }, axisLine: { lineStyle: { color: theme.lineStrong } }, axisLabel: { color: theme.ink } },
    series: [
      { type: 'bar', stack: 'interval', silent: true, barWidth: 12, itemStyle: { color: 'transparent' }, data: standings.map(({ low }) => low - half) },
      { type: 'bar', stack: 'interval', name: words.interval, itemStyle: { color: theme.accentSoft, borderColor: theme.accent, borderWidth: 1 }, data: standings.map(({ low, high }) => high - low + 2 * half) },
      {
        type: 'custom', name: words.extremes, color: theme.muted, z: 3, data: standings.map(({ best, worst }, n) => [best, n, worst]), encode: { x: [0, 2], y: 1 },
        renderItem: (_, api) => {
          const [from, y] = api.coord([Number(api.value(0)) - half, api.value(1)]) as [number, number]
          const [to] = api.coord([Number(api.value(2)) + half, api.value(1)]) as [number, number]
          return { type: 'line', shape: { x1: from, y1: y, x2: to, y2: y }, style: { stroke: theme.muted, lineWidth: 2 } }
        },
      },
      { type: 'scatter', name: words.median, symbol: 'diamond', symbolSize: 10, itemStyle: { color: theme.accent }, data: standings.map(({ median }, n) => [median, n]), z: 5 },
    ],
  }
}

function tell({ name, low, median, high, best, worst }: Standing, words: StandingWords): string {
  const safe = name.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return `${safe}<br>${words.interval}: ${low} – ${high}<br>${words.median}: ${median}<br>${words.extremes}: ${best} – ${worst}`
}
