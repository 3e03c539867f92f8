import type { EChartsOption } from 'echarts'
import type { DistancePicture } from '../../src/shared/distance-picture.ts'
import type { ChartTheme } from './chart-theme.ts'

type Site = NonNullable<DistancePicture['sites']>[number]
type Box = { west: number; east: number; south: number; north: number }

/** The square is twice the middle six tenths of the sites in either direction. */
const [least, most, margin] = [0.2, 0.8, 2]

/** A square that holds most of the sites, so that a few far ones do not make all others one dot. */
export function boxOf(sites: readonly Site[]): Box {
  const middle = (values: number[]): [number, number] => {
    const ascending = values.sort((a, b) => a - b)
    return [ascending[Math.floor(least * (ascending.length - 1))] ?? 0, ascending[Math.ceil(most * (ascending.length - 1))] ?? 0]
  }
  const [[west, east], [south, north]] = [middle(sites.map(({ x }) => x)), middle(sites.map(({ y }) => y))]
  const half = (Math.max(east - west, north - south, 1) / 2) * margin
  const [x, y] = [(west + east) / 2, (south + north) / 2]
  return { west: x - half, east: x + half, south: y - half, north: y + half }
}

export function isInside({ x, y }: Site, { west, east, south, north }: Box): boolean {
  return x >= west && x <= east && y >= south && y <= north
}

/** Sites where they lie, to scale: those of the kind filled diamonds, the others hollow rings. */
export function siteMapOption(sites: readonly Site[], box: Box, { theme, words }: { theme: ChartTheme; words: { member: string; other: string } }): EChartsOption {
  const axis = { type: 'value' as const, axisLine: { show: false }, axisTick: { show: false }, axisLabel: { color: theme.muted, hideOverlap: true, showMinLabel: false, showMaxLabel: false, formatter: (value: number) => String(Number(value.toPrecision(3))) }, splitLine: { lineStyle: { color: theme.line } } }
  const shown = (member: boolean) => sites.filter((site) => site.member === member).map((site) => ({ name: site.name, value: [site.x, site.y] }))
  const tip = (at: unknown): string => escaped((at as { name: string }).name)
  return {
    legend: { top: 0, left: 0, itemWidth: 14, textStyle: { color: theme.ink }, data: [words.member, words.other] },
    grid: { left: 44, right: 12, top: 32, bottom: 24 }, tooltip: { trigger: 'item', confine: true, formatter: tip },
    xAxis: { ...axis, min: box.west, max: box.east }, yAxis: { ...axis, min: box.south, max: box.north },
    series: [
      { type: 'scatter', name: words.member, z: 3, symbol: 'diamond', symbolSize: 9, itemStyle: { color: theme.accent, borderColor: theme.paper, borderWidth: 0.8 }, data: shown(true), clip: true },
      { type: 'scatter', name: words.other, z: 2, symbol: 'circle', symbolSize: 5, itemStyle: { color: 'transparent', borderColor: theme.muted, borderWidth: 1 }, data: shown(false), clip: true },
    ],
  }
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
