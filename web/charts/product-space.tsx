import { Button } from '@mantine/core'
import type { EChartsOption } from 'echarts'
import { useCallback, useMemo, type ReactNode } from 'react'
import type { ProductSpacePicture } from '../../src/shared/product-space-picture.ts'
import { useLanguage, useText, useWords } from '../parts/language.tsx'
import { productSpaceWords } from '../words/product-space.ts'
import { saveText } from './chart-image.ts'
import type { ChartTheme } from './chart-theme.ts'
import { Chart } from './chart.tsx'
import { graphmlOf } from '../../src/shared/graphml.ts'
import style from './product-space.module.css'

type Standing = 'lit' | 'near' | 'other'
export type ProductSpaceProps = {
  picture: ProductSpacePicture
  /** What the region is called, what it has, and the keys of what is near, the nearest first. */
  region: { name: string; has: ReadonlySet<number>; near: readonly string[] }
  onOpen: (key: string, standing: Standing) => void
  actions?: ReactNode
}

const shape = 1.7
const letters = 10

/** The product space with a region lit in it: what it has filled, what is near as numbered diamonds, all else hollow. */
export function ProductSpaceDrawing({ picture, region, onOpen, actions }: ProductSpaceProps) {
  const t = useWords(productSpaceWords)
  const say = useText()
  const { lang } = useLanguage()
  const width = Math.min(990, document.documentElement.clientWidth - 32)
  const nodes = useMemo(() => picture.nodes.map((node, n) => ({ ...node, name: say(node.name), ...standingOf(node.key, n, region) })), [picture, region, say])
  const option = useCallback((theme: ChartTheme) => optionOf(picture, nodes, { theme, tip: t.tip, scale: Math.max(0.6, width / 990) }), [picture, nodes, t, width])
  const label = t.picture(region.name, String(region.has.size), String(nodes.length))
  const save = () => saveText(graphmlOf({
    nodes: nodes.map(({ key, name, x, y, regions, pci, standing }) => ({ key, name, x, y, regions, pci, standing })), ties: picture.ties, tieFields: { proximity: 'double' }, about: { region: region.name, lang },
  }), 'product-space.graphml')
  return (
    <>
      <Chart
        label={label} option={option} height={Math.round(width / shape)} file="product-space"
        table={{ columns: [t.industry, t.standing, t.regions, 'PCI'], rows: nodes.map(({ name, standing, rank, regions, pci }) => [name, standing === 'near' ? `${t.near} ${rank}` : t[standing], regions, pci === null ? null : Number(pci.toPrecision(4))]) }}
        onSelect={({ dataIndex }) => { const node = nodes[dataIndex]; if (node) onOpen(node.key, node.standing) }}
        actions={<><Button size="compact-xs" variant="default" onClick={save}>{t.graphml}</Button>{actions}</>}
      />
      <ul className={style.legend}>
        {(['lit', 'near', 'other'] as const).map((standing) => <li key={standing}><span className={style[standing]} aria-hidden="true" />{t[standing]}</li>)}
        <li className="muted">{t.sizes}</li>
      </ul>
      <p className="muted small">{t.caption(String(picture.ties.length), String(picture.of.ties))}</p>
    </>
  )
}

function standingOf(key: string, n: number, { has, near }: ProductSpaceProps['region']): { standing: Standing; rank: number } {
  const rank = near.indexOf(key) + 1
  return { standing: has.has(n) ? 'lit' : rank > 0 ? 'near' : 'other', rank }
}

type Drawn = Omit<ProductSpacePicture['nodes'][number], 'name'> & { name: string; standing: Standing; rank: number }

function optionOf({ ties }: ProductSpacePicture, nodes: readonly Drawn[], { theme, tip, scale }: { theme: ChartTheme; tip: (regions: string) => string; scale: number }): EChartsOption {
  const most = Math.max(1, ...nodes.map(({ regions }) => regions))
  const axis = { show: false, type: 'value' as const, scale: true }
  const looks: Record<Standing, object> = {
    lit: { color: theme.accent, borderColor: theme.paper, borderWidth: 1 },
    near: { color: theme.paper, borderColor: theme.series[1], borderWidth: 2.5 },
    other: { color: theme.raised, borderColor: theme.lineStrong, borderWidth: 1.2 },
  }
  return {
    grid: { left: 30, right: 70, top: 20, bottom: 20 }, xAxis: axis, yAxis: { ...axis, inverse: true },
    series: [{
      type: 'graph', coordinateSystem: 'cartesian2d', layout: 'none', emphasis: { focus: 'adjacency' }, labelLayout: { hideOverlap: true },
      data: nodes.map(({ name, x, y, regions, standing, rank }) => ({
        name, value: [x, y], symbol: standing === 'near' ? 'diamond' : 'circle', symbolSize: (standing === 'near' ? 12 : 8) * scale + 14 * scale * Math.sqrt(regions / most), itemStyle: looks[standing],
        label: { show: standing !== 'other', position: 'right' as const, formatter: `${standing === 'near' ? `${rank} ` : ''}${name.length > letters ? `${name.slice(0, letters)}…` : name}`, color: theme.ink, fontSize: 11, textBorderColor: theme.paper, textBorderWidth: 2 },
        tooltip: { formatter: () => `${escaped(name)}<br>${tip(String(regions))}` },
      })),
      links: ties.map(([source, target, proximity]) => ({ source, target, lineStyle: { width: 0.5 + 2 * proximity, opacity: 0.25 + 0.5 * proximity } })),
      lineStyle: { color: theme.lineStrong },
    }],
  } as EChartsOption
}

function escaped(name: string): string {
  return name.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
