import { Button } from '@mantine/core'
import type { EChartsOption } from 'echarts'
import { useCallback, useMemo } from 'react'
import { formatPercent, missingMark } from '../../src/shared/format.ts'
import type { NetworkPicture } from '../../src/shared/network-picture.ts'
import { actorTypes, keysOf } from '../../src/shared/vocabulary.ts'
import { useText, useWords } from '../parts/language.tsx'
import { actorShapes, Symbol } from '../parts/symbols.tsx'
import { networkWords } from '../words/network.ts'
import { saveText } from './chart-image.ts'
import { Chart } from './chart.tsx'
import type { ChartTheme } from './chart-theme.ts'
import { graphmlOf } from '../../src/shared/graphml.ts'
import style from './network-picture.module.css'

/** Who stands between others, by the key of a node: rank among all of the network, betweenness and constraint. */
export type Broker = { rank: number; name: string; betweenness: number; constraint: number | null }
export type Brokers = ReadonlyMap<string, Broker>
export type NetworkPictureProps = { picture: NetworkPicture; brokers: Brokers; onOpen: (key: string) => void }

/** The picture is this many times as wide as high. */
const shape = 1.6
const widest = 990
/** A community is named by its most tied member, so many letters of it; where there is room: the few largest, and those of at least so many pixels around their middle. */
const letters = 12
const alwaysNamed = 3
const roomToName = 28

/** A network of organisations: communities as circles with their numbers, types of actors by shape and colour, size by ties, brokers by a ring and their rank. */
export function NetworkDrawing({ picture, brokers, onOpen }: NetworkPictureProps) {
  const t = useWords(networkWords)
  const say = useText()
  const width = Math.min(widest, document.documentElement.clientWidth - 32)
  const option = useCallback((theme: ChartTheme) => optionOf(picture, { theme, t, brokers, scale: width / widest }), [picture, brokers, t, width])
  const rows = useMemo(() => picture.nodes.map(({ key, name, community, type, degree }) => [name, community, type ? say(actorTypes[type]) : null, degree, brokers.get(key)?.rank ?? null]), [picture, brokers, say])
  const save = () => saveText(graphmlOf({
    nodes: picture.nodes.map((node) => ({ ...node, broker: brokers.get(node.key)?.rank ?? null, betweenness: brokers.get(node.key)?.betweenness ?? null, constraint: brokers.get(node.key)?.constraint ?? null })), ties: picture.ties, about: { inferred: picture.inferred },
  }), 'network.graphml')
  const label = t.label(String(picture.nodes.length), String(picture.of.nodes), String(picture.ties.length), String(picture.of.ties))
  return (
    <>
      <Chart
        label={label} option={option} height={Math.round(width / shape)} file="network"
        table={{ columns: [t.organisation, t.community, t.type, t.ties, t.brokerRank], rows }}
        onSelect={({ seriesIndex, dataIndex }) => { const node = seriesIndex === 1 ? picture.nodes[dataIndex] : undefined; if (node) onOpen(node.key) }}
        actions={<Button size="compact-xs" variant="default" onClick={save}>{t.graphml}</Button>}
      />
      <Legend picture={picture} brokers={brokers} />
      {brokers.size > 0 && <ol className={style.brokers} aria-label={t.brokerRank}>{[...brokers].map(([key, broker]) => <li key={key}><button type="button" onClick={() => onOpen(key)}>{broker.name}</button> <span className="muted">{measuresOf(broker, t)}</span></li>)}</ol>}
      <p className={`${style.caption} muted small`}>{label}{picture.inferred ? ` ${t.inferred}` : ''}</p>
    </>
  )
}

function Legend({ picture, brokers }: Pick<NetworkPictureProps, 'picture' | 'brokers'>) {
  const t = useWords(networkWords)
  const say = useText()
  const present = keysOf(actorTypes).filter((type) => picture.nodes.some((node) => node.type === type))
  return (
    <ul className={style.legend}>
      {present.map((type) => <li key={type}><Symbol shape={actorShapes[type]} color={`var(--actor-${type})`} />{say(actorTypes[type])}</li>)}
      {picture.nodes.some(({ type }) => type === null) && <li><span className={style.unknown} aria-hidden="true" />{t.unknownType}</li>}
      <li>{brokers.size > 0 ? <><span className={style.broker} aria-hidden="true" />{t.brokers(String(brokers.size))}</> : <span className="muted">{t.findingBrokers}</span>}</li>
      <li className="muted">{t.sizes}</li>
    </ul>
  )
}

type Words = ReturnType<typeof useWords<typeof networkWords>>

type Drawn = { theme: ChartTheme; t: Words; brokers: Brokers; /** How much smaller than at its widest. */ scale: number }

function optionOf({ nodes, ties, circles, inferred }: NetworkPicture, { theme, t, brokers, scale }: Drawn): EChartsOption {
  const largest = Math.max(1, ...nodes.map(({ degree }) => degree))
  const box = boundsOf(circles)
  const pixels = (widest * scale) / (box.x1 - box.x0)
  const named = new Set(circles.filter(({ radius }, n) => n < alwaysNamed || radius * pixels >= roomToName).map(({ community }) => nodes.filter((node) => node.community === community).reduce((most, node) => (node.degree > most.degree ? node : most))))
  const axis = { show: false, type: 'value' as const }
  return {
    grid: { left: 4, right: 4, top: 4, bottom: 4 },
    xAxis: { ...axis, min: box.x0, max: box.x1 },
    yAxis: { ...axis, min: box.y0, max: box.y1, inverse: true },
    series: [
      {
        type: 'custom', coordinateSystem: 'cartesian2d', silent: true, z: 1, data: circles.map(({ x, y, radius, community }) => [x, y, radius, community]), renderItem: (_, api) => drawCircle(api, theme),
      },
      {
        type: 'graph', coordinateSystem: 'cartesian2d', layout: 'none', z: 2, emphasis: { focus: 'adjacency' },
        data: nodes.map((node) => ({
          name: node.name, value: [node.x, node.y], symbol: node.type ? `path://${actorShapes[node.type]}` : 'circle', symbolSize: Math.max(3, (5 + 15 * Math.sqrt(node.degree / largest)) * scale),
          itemStyle: { ...(node.type ? { color: theme.actors[node.type], borderColor: theme.paper, borderWidth: 0.7 } : { color: theme.paper, borderColor: theme.muted, borderWidth: 1.2 }), ...(brokers.has(node.key) ? { borderColor: theme.ink, borderWidth: 2.5 } : {}) },
          label: { show: named.has(node) || brokers.has(node.key), position: 'right' as const, formatter: labelOf(node, brokers), color: theme.ink, fontSize: 11, textBorderColor: theme.paper, textBorderWidth: 2 },
          tooltip: { formatter: () => tipOf(node, t, brokers) },
        })),
        links: ties.map(([source, target]) => ({ source, target })),
        labelLayout: { hideOverlap: true },
        lineStyle: { color: theme.lineStrong, width: 0.7, opacity: ties.length > 400 ? 0.3 : 0.6, curveness: 0.08, type: inferred ? 'dashed' : 'solid' },
      },
    ],
  } as EChartsOption
}

/** A broker is named in the list below the picture: here its rank is enough. */
function labelOf({ key, name }: NetworkPicture['nodes'][number], brokers: Brokers): string {
  return String(brokers.get(key)?.rank ?? (name.length > letters ? `${name.slice(0, letters)}…` : name))
}

/** Names come from tables of others: what is put into the tip is text, never markup. */
function tipOf({ key, name, community, degree }: NetworkPicture['nodes'][number], t: Words, brokers: Brokers): string {
  const escaped = name.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
  const broker = brokers.get(key)
  const tip = `${escaped}<br>${t.tip(String(community), String(degree))}`
  return broker ? `${tip}<br>${t.broker(String(broker.rank))} · ${measuresOf(broker, t)}` : tip
}

function measuresOf({ betweenness, constraint }: Omit<Broker, 'rank' | 'name'>, t: Words): string {
  return t.measures(formatPercent(betweenness), constraint === null ? missingMark : constraint.toFixed(2))
}

/** The picture with one unit as long across as up, for a box of the shape above. */
function boundsOf(circles: NetworkPicture['circles']): { x0: number; x1: number; y0: number; y1: number } {
  const x0 = Math.min(0, ...circles.map(({ x, radius }) => x - radius)) - 1
  const x1 = Math.max(0, ...circles.map(({ x, radius }) => x + radius)) + 1
  const y0 = Math.min(0, ...circles.map(({ y, radius }) => y - radius)) - 1
  const y1 = Math.max(0, ...circles.map(({ y, radius }) => y + radius)) + 1
  const wider = Math.max(0, shape * (y1 - y0) - (x1 - x0)) / 2
  const higher = Math.max(0, (x1 - x0) / shape - (y1 - y0)) / 2
  return { x0: x0 - wider, x1: x1 + wider, y0: y0 - higher, y1: y1 + higher }
}

type Drawer = { value: (dimension: number) => number; coord: (at: number[]) => number[]; size: (by: number[]) => number[] }

function drawCircle(api: unknown, { raised, line, muted, font }: ChartTheme): object {
  const { value, coord, size } = api as Drawer
  const [x, y] = coord([value(0), value(1)]) as [number, number]
  const [rx, ry] = size([value(2), value(2)]) as [number, number]
  return {
    type: 'group',
    children: [
      { type: 'ellipse', shape: { cx: x, cy: y, rx: Math.abs(rx), ry: Math.abs(ry) }, style: { fill: raised, stroke: line, lineWidth: 1 } },
      { type: 'text', style: { x, y: y - Math.abs(ry) - 1, text: String(value(3)), align: 'center', verticalAlign: 'bottom', fill: muted, font: `11px ${font}` } },
    ],
  }
}
