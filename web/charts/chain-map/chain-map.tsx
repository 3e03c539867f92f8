import { useComputedColorScheme } from '@mantine/core'
import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { MapData } from '../../../src/shared/contract/chain.ts'
import { formatCount } from '../../../src/shared/format.ts'
import { nodeStates } from '../../../src/shared/vocabulary.ts'
import { StateBadge, useText, useWords } from '../../parts/index.ts'
import { chainWords } from '../../words/chain.ts'
import type { Camera } from './camera.ts'
import style from './chain-map.module.css'
import { foldPlaces } from './fold.ts'
import { Headings, placeHeadings } from './headings.tsx'
import { actOnKey } from './keys.ts'
import type { Losses } from './losses.ts'
import { useLossWord } from './loss-legend.tsx'
import { MapTools } from './map-tools.tsx'
import { MiniMap, placeMiniFrame } from './mini-map.tsx'
import { readMap, stateKeys, type Places } from './read-map.ts'
import type { Tie } from './scene.ts'
import { useChart } from './use-chart.ts'
import { useFolded } from './use-folded.ts'
import { usePointer } from './use-pointer.ts'

export type ChainMapProps = {
  data: MapData
  /** Colours the map by what is lost instead of by states. */
  losses?: Losses
  /** Ids of nodes. */
  selected: number | null
  marked: ReadonlySet<number>
  /** All ties of the selected node, where the map may have left some out: what it needs, and what needs it. */
  ties: { inputs: readonly number[]; users: readonly number[] } | null
  onSelect: (id: number | null) => void
  onOpen: (id: number) => void
  onEscape: () => void
}

/** The chain map: two canvases, headings, a small map, keys. From 40 nodes to 100,000. */
export function ChainMap({ data, losses, selected, marked, ties, onSelect, onOpen, onEscape }: ChainMapProps) {
  const t = useWords(chainWords)
  const scheme = useComputedColorScheme('light')
  const map = useMemo(() => readMap(data, losses), [data, losses])
  const at = selected === null ? -1 : map.indexOf.get(selected) ?? -1
  const { folded, toggle, foldAll, canFold } = useFolded(map, at)
  const places = useMemo(() => foldPlaces(map, folded), [map, folded])
  const [hover, setHover] = useState({ node: -1, left: 0, top: 0 })
  const refs = { box: useRef<HTMLDivElement>(null), below: useRef<HTMLCanvasElement>(null), above: useRef<HTMLCanvasElement>(null) }
  const headings = useRef<HTMLDivElement>(null)
  const mini = useRef<HTMLDivElement>(null)
  const markedAt = useMemo(() => new Set([...marked].flatMap((id) => map.indexOf.get(id) ?? [])), [marked, map])
  const extraTies = useExtraTies(map.indexOf, at, ties)
  const countWord = useCallback((n: number) => t.nodes(formatCount(n)), [t])
  const onFrame = useCallback((camera: Camera, now: Places) => {
    placeHeadings(headings.current, camera, now)
    placeMiniFrame(mini.current, camera, now)
  }, [])
  const chart = useChart(refs, { map, folded, places, selected: at, hover: hover.node, marked: markedAt, extraTies, onFrame, countWord })
  useShown(chart, at, folded)
  const events = useRef({ onHover: (_node: number, _left: number, _top: number) => {}, onPick: (_node: number) => {}, onBlock: toggle })
  events.current = {
    onHover: (node, left, top) => setHover((before) => (before.node === node && node < 0 ? before : { node, left, top })),
    onPick: (node) => { if (node < 0) onSelect(null); else onOpen(map.ids[node]!) },
    onBlock: toggle,
  }
  usePointer(refs.box, chart, events)
  const [said, setSaid] = useState('')
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey || !chart.current) return
    const done = actOnKey(event.key, event.shiftKey, { chart: chart.current, map, places, at })
    if (!done) return
    event.preventDefault()
    if (done.select !== undefined) onSelect(map.ids[done.select]!)
    setSaid(done.nothing ? t.noWay : '')
    if (done.open && at >= 0) onOpen(map.ids[at]!)
    if (done.escape) onEscape()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the map is worked by keys of its own
    <div ref={refs.box} className={style.box} role="application" aria-label={t.mapLabel(formatCount(map.count))} tabIndex={0} onKeyDown={onKeyDown} data-chain-map>
      <canvas ref={refs.below} className={style.canvas} aria-hidden="true" />
      <canvas ref={refs.above} className={style.canvas} aria-hidden="true" />
      <Headings ref={headings} columns={places.columns} withStates={map.colouring === 'states'} onChoose={(c) => chart.current?.showColumn(c)} />
      {map.count > 40 && <MiniMap map={map} places={places} chart={chart} frame={mini} themeKey={scheme} />}
      <MapTools chart={chart} folded={folded.size > 0} canFold={canFold} onFold={foldAll} />
      <HoverLabel map={map} hover={hover} box={refs.box.current} />
      <Announced map={map} at={at} extra={said} />
    </div>
  )
}

type Map = ReturnType<typeof readMap>

/** Ties that the map left out, as nodes of the map. */
function useExtraTies(indexOf: ReadonlyMap<number, number>, at: number, ties: ChainMapProps['ties']): readonly Tie[] {
  return useMemo(() => {
    if (at < 0 || !ties) return []
    const inputs = ties.inputs.flatMap((id) => indexOf.get(id) ?? []).map((from) => ({ from, to: at, relation: 0 }))
    const users = ties.users.flatMap((id) => indexOf.get(id) ?? []).map((to) => ({ from: at, to, relation: 0 }))
    return [...inputs, ...users]
  }, [indexOf, at, ties])
}

function useShown(chart: ReturnType<typeof useChart>, at: number, folded: ReadonlySet<number>): void {
  useEffect(() => { if (at >= 0) chart.current?.show(at) }, [chart, at, folded])
}

function HoverLabel({ map, hover: { node, left, top }, box }: { map: Map; hover: { node: number; left: number; top: number }; box: HTMLDivElement | null }) {
  const lossWord = useLossWord()
  const name = map.captions[node]
  if (name === undefined || !box) return null
  const right = left > box.clientWidth / 2
  const low = top > box.clientHeight - 80
  const place = { ...(right ? { right: box.clientWidth - left + 12 } : { left: left + 14 }), ...(low ? { bottom: box.clientHeight - top + 10 } : { top: top + 14 }) }
  return <div className={style.label} style={place} aria-hidden="true"><strong>{name}</strong><br />{map.colouring === 'states' ? <StateBadge state={stateKeys[map.states[node]!]!} /> : lossWord(map.states[node]!)}</div>
}

/** Says which node is in focus, for those who hear the map. */
function Announced({ map, at, extra }: { map: Map; at: number; extra: string }) {
  const t = useWords(chainWords)
  const say = useText()
  const lossWord = useLossWord()
  const name = map.captions[at]
  const tied = (ties: Map['inputs']) => formatCount(ties.starts[at + 1]! - ties.starts[at]!)
  const words = name === undefined ? '' : t.announce(name, map.colouring === 'states' ? say(nodeStates[stateKeys[map.states[at]!]!]) : lossWord(map.states[at]!), tied(map.inputs), tied(map.users))
  return <p className="visually-hidden" role="status">{extra || words}</p>
}
