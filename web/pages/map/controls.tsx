import { NativeSelect, SegmentedControl } from '@mantine/core'
import { useMemo, useRef } from 'react'
import type { MapData } from '../../../src/shared/contract/chain.ts'
import { keysOf, nodeKinds, nodeStates, stages } from '../../../src/shared/vocabulary.ts'
import { formatCount } from '../../../src/shared/format.ts'
import { useColumnTitle } from '../../charts/chain-map/column-title.ts'
import { FilterChips, useCall, useText, useWords, type Filter } from '../../parts/index.ts'
import { chainWords } from '../../words/chain.ts'
import { FindNode } from './find-node.tsx'
import style from './map.module.css'
import { RulesPopover } from './rules-popover.tsx'
import type { MapState } from './use-map-state.ts'

type Props = { map: MapState; data: MapData | undefined }

/** Above the map: what is looked at, a box to find a node, the filter as a sentence. */
export function MapControls({ map, data }: Props) {
  const t = useWords(chainWords)
  return (
    <div className={`${style.controls} no-print`}>
      <div className="row">
        <ViewSwitch map={map} data={data} />
        {map.view === 'near' && <Hops map={map} data={data} />}
        <FindNode onFound={(id) => { if (data && !data.ids.includes(id)) map.lookAround(id); map.openNode(id) }} onWords={(text) => { map.lookAround(null); map.table.set({ text, around: undefined }) }} />
        {map.view !== 'near' && <Filters map={map} data={data} />}
      </div>
      <div className="row">
        <span className="muted small">{data && (data.ids.length === data.total ? t.nodes(formatCount(data.total)) : t.nodesShown(formatCount(data.ids.length), formatCount(data.total)))}</span>
        <RulesPopover />
      </div>
    </div>
  )
}

/** Whole, one stage, or around a node. Stages that were seen once stay on offer while one of them is on. */
function ViewSwitch({ map, data }: Props) {
  const t = useWords(chainWords)
  const titleOf = useColumnTitle()
  const stageOptions = useStages(map, data).map(({ key, title }) => ({ value: key.replace(/^stage:/, ''), label: titleOf({ key, title }) }))
  const first = stageOptions[0]?.value
  const choose = (view: string) => {
    if (view === 'near') map.lookAround(map.selected)
    else map.table.set({ around: undefined, hops: undefined, stage: view === 'stage' ? first : undefined })
  }
  const canNear = map.selected !== null || map.view === 'near'
  return (
    <>
      <span data-hint={canNear ? undefined : t.nearHint}>
        <SegmentedControl
          size="xs" aria-label={t.view} value={map.view} onChange={choose}
          data={[{ value: 'whole', label: t.whole }, { value: 'stage', label: t.byStage, disabled: first === undefined }, { value: 'near', label: t.near, disabled: !canNear }]}
        />
      </span>
      {map.view === 'stage' && <SegmentedControl size="xs" aria-label={t.stage} value={map.table.values.stage ?? ''} onChange={(stage) => map.table.set({ stage })} data={stageOptions} />}
    </>
  )
}

type Stage = { key: string; title: string }

function useStages({ view }: MapState, data: MapData | undefined): readonly Stage[] {
  const seen = useRef<Stage[]>([])
  const whole = useCall('getMap', { query: {} }, { enabled: view === 'stage' && seen.current.length < 2 && (data?.total ?? Number.POSITIVE_INFINITY) <= 20_000, staleTime: 60_000 })
  for (const column of whole.data?.columns ?? (view === 'whole' ? data?.columns : undefined) ?? []) if (column.key !== '' && !seen.current.some(({ key }) => key === column.key)) seen.current.push(column)
  if (seen.current.length > 0) return seen.current
  return data?.columns.filter(({ key }) => key !== '') ?? keysOf(stages).map((key) => ({ key, title: '' }))
}

function Hops({ map, data }: Props) {
  const t = useWords(chainWords)
  const name = data?.names[data.ids.indexOf(map.around ?? 0)]
  return (
    <>
      <span>{name && t.nearOf(name)}</span>
      <NativeSelect size="xs" aria-label={t.hops} value={String(map.hops)} onChange={(event) => map.table.set({ hops: event.currentTarget.value })} data={[1, 2, 3, 4].map((n) => ({ value: String(n), label: t.hopsOf(n) }))} />
    </>
  )
}

function Filters({ map, data }: Props) {
  const filters = useFilters(data)
  return <FilterChips filters={filters} state={map.table} />
}

function useFilters(data: MapData | undefined): readonly Filter[] {
  const t = useWords(chainWords)
  const say = useText()
  const removable = useCall('listRemovable', {}, { staleTime: 300_000 })
  const groups = useSeenGroups(data)
  return useMemo(() => [
    { key: 'text', title: t.words, options: [] },
    { key: 'state', title: t.state, options: keysOf(nodeStates).map((value) => ({ value, label: `${nodeStates[value].symbol} ${say(nodeStates[value])}` })) },
    { key: 'kind', title: t.kind, options: keysOf(nodeKinds).map((value) => ({ value, label: say(nodeKinds[value]) })) },
    { key: 'group', title: t.group, options: groups.map((value) => ({ value, label: value })) },
    { key: 'city', title: t.city, options: (removable.data ?? []).filter(({ dimension }) => dimension === 'region').map(({ element, title }) => ({ value: element, label: title })) },
  ], [t, say, groups, removable.data])
}

const groupsAtMost = 300

/** The groups of the largest map seen so far. */
function useSeenGroups(data: MapData | undefined): readonly string[] {
  const seen = useRef<readonly string[]>([])
  return useMemo(() => {
    const here = [...new Set(data?.groups.map(({ title }) => title))].sort((a, b) => a.localeCompare(b, 'zh-Hans-CN')).slice(0, groupsAtMost)
    if (here.length > seen.current.length) seen.current = here
    return seen.current
  }, [data])
}
