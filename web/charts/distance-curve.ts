import type { CustomSeriesOption, EChartsOption, LineSeriesOption } from 'echarts'
import type { DistancePicture } from '../../src/shared/distance-picture.ts'
import type { ChartTheme } from './chart-theme.ts'

export type DistanceWords = { distance: string; observed: string; mean: string; local: string; global: string; average: string }

type Values = readonly (number | null)[]

/** The curve with its bands: the global one filled between dashes, the local one between dots; triangles where the curve leaves the global band. */
export function distanceCurveOption({ function: kind, radii, observed, mean, local, global }: DistancePicture, words: DistanceWords, theme: ChartTheme): EChartsOption {
  const plain = { type: 'line' as const, symbol: 'none', connectNulls: false, silent: true }
  const at = (values: Values): (number | null)[][] => radii.map((radius, k) => [radius, values[k] ?? null])
  const bounds = (name: string, { lower, upper }: DistancePicture['global'], lineStyle: LineSeriesOption['lineStyle']): LineSeriesOption[] =>
    [lower, upper].map((values) => ({ ...plain, name, data: at(values), lineStyle, itemStyle: { color: theme.muted } }))
  return {
    legend: { top: 0, left: 0, itemWidth: 26, textStyle: { color: theme.ink }, data: [words.observed, words.mean, words.global, words.local] },
    grid: { left: 8, right: 52, top: 62, bottom: 28, containLabel: true },
    tooltip: { trigger: 'axis', confine: true, valueFormatter: (value) => (typeof value === 'number' ? String(Number(value.toPrecision(4))) : '—') },
    xAxis: { type: 'value', min: 0, max: radii.at(-1) ?? 1, name: words.distance, nameLocation: 'middle', nameGap: 28, nameTextStyle: { color: theme.muted }, axisLabel: { color: theme.muted, hideOverlap: true }, splitLine: { show: false } },
    yAxis: { type: 'value', min: 0, name: kind, nameTextStyle: { color: theme.muted, align: 'left' }, axisLabel: { color: theme.muted }, splitLine: { lineStyle: { color: theme.line } } },
    series: [
      filled(radii, global, theme),
      ...bounds(words.global, global, { color: theme.lineStrong, type: 'dashed', width: 1.2 }),
      ...bounds(words.local, local, { color: theme.muted, type: 'dotted', width: 1.4 }),
      { ...plain, name: words.mean, data: at(mean), lineStyle: { color: theme.muted, width: 1 }, itemStyle: { color: theme.muted } },
      {
        type: 'line', name: words.observed, z: 4, connectNulls: false, lineStyle: { color: theme.accent, width: 2.2 }, itemStyle: { color: theme.accent }, symbol: 'circle', symbolSize: 4, showAllSymbol: true,
        data: radii.map((radius, k) => ({ value: [radius, observed[k] ?? null] as [number, number], ...markOf(observed[k], global, k) })),
        ...(kind === 'Kd' ? {} : { markLine: { silent: true, symbol: 'none', data: [{ yAxis: 1 }], lineStyle: { color: theme.ink, width: 0.8, type: 'solid' as const }, label: { formatter: words.average, position: 'end' as const, color: theme.muted } } }),
      },
    ],
  }
}

export function markOf(value: number | null | undefined, { lower, upper }: DistancePicture['global'], k: number): { symbol?: string; symbolSize?: number; symbolRotate?: number } {
  const [low, high] = [lower[k], upper[k]]
  if (value === null || value === undefined || low === null || low === undefined || high === null || high === undefined || (value >= low && value <= high)) return {}
  return { symbol: 'triangle', symbolSize: 9, ...(value < low ? { symbolRotate: 180 } : {}) }
}

/** The band as a surface: one for each run of distances at which it is known. */
function filled(radii: readonly number[], { lower, upper }: DistancePicture['global'], theme: ChartTheme): CustomSeriesOption {
  const runs: number[][] = []
  radii.forEach((_, k) => {
    if (lower[k] === null || upper[k] === null) return
    if (runs.at(-1)?.at(-1) === k - 1) runs.at(-1)!.push(k)
    else runs.push([k])
  })
  return {
    type: 'custom', silent: true, z: 1, tooltip: { show: false }, data: runs.map((run) => [radii[run[0]!]!, lower[run[0]!]!]),
    renderItem: ({ dataIndex }, api) => {
      const run = runs[dataIndex] ?? []
      const along = (values: Values): number[][] => run.map((k) => api.coord([radii[k]!, values[k]!]))
      return { type: 'polygon', shape: { points: [...along(upper), ...along(lower).reverse()] }, style: { fill: theme.accentSoft } }
    },
  }
}
