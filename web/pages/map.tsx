import { Button } from '@mantine/core'
import { lazy, Suspense, useMemo, useState } from 'react'
import { Link } from 'wouter'
import type { MapData } from '../../src/shared/contract/chain.ts'
import { addressOf, Empty, Loaded, Loading, PageHead, Unseen, useCall, useCan, useKeyLines, useWords } from '../parts/index.ts'
import { chainWords } from '../words/chain.ts'
import { MapControls } from './map/controls.tsx'
import { ExportMenu } from './map/export-menu.tsx'
import { Legend } from './map/legend.tsx'
import { Side } from './map/side.tsx'
import style from './map/map.module.css'
import { useMapState } from './map/use-map-state.ts'

// The drawing comes apart from the page, so that words and controls stand at once; it is fetched while the data is.
const drawing = import('../charts/chain-map/chain-map.tsx')
const ChainMap = lazy(async () => ({ default: (await drawing).ChainMap }))

/** The chain map, the table beside it, and the node that is open. */
export default function MapPage() {
  const t = useWords(chainWords)
  const can = useCan()
  const map = useMapState()
  const query = useCall('getMap', { query: map.query }, { keepPrevious: true, staleTime: 60_000, refetchInterval: (answer) => (answer?.stale ? 1500 : false) })
  const [marked, setMarked] = useState<ReadonlySet<number>>(new Set())
  useMapKeyLines()
  const load = can('analyst') && <Button component={Link} href="/intake">{t.load}</Button>
  const empty = query.data?.total === 0
  return (
    <>
      <PageHead title={t.title} lead={t.lead} action={!empty && <><Button component={Link} variant="default" href="/versions">{t.versions}</Button><ExportMenu query={map.query} /></>} />
      {empty && !can('analyst') ? <Unseen /> : empty ? <Empty title={t.emptyTitle} action={<>{load}<Button component="a" variant="default" download href={addressOf('getTemplate', { params: { kind: 'nodes' } })}>{t.template}</Button></>}>{t.emptyWhat}</Empty> : (
        <>
          {!can('analyst') && <p className={`muted small ${style.sight}`}>{t.byWhatYouSee}</p>}
          <MapControls map={map} data={query.data} />
          <div className={style.layout} data-side={map.open !== null ? 'node' : map.list ? 'list' : undefined}>
            <div className={style.map} data-old={query.isPlaceholderData || undefined}>
              <Loaded query={query} isEmpty={(data) => data.ids.length === 0} empty={<NoneOnMap onClear={map.clear} />}>
                {(data) => <Suspense fallback={<Loading />}><Drawn map={map} data={data} marked={marked} /></Suspense>}
              </Loaded>
            </div>
            <Side map={map} data={query.data} marked={marked} onMark={setMarked} />
          </div>
          {query.data && <Legend map={map} data={query.data} />}
        </>
      )}
    </>
  )
}

function Drawn({ map, data, marked }: { map: ReturnType<typeof useMapState>; data: MapData; marked: ReadonlySet<number> }) {
  const node = useCall('getNode', { params: { node: map.selected ?? 0 } }, { enabled: map.selected !== null && (data.truncated || map.open !== null) })
  const ties = useMemo(() => {
    if (!data.truncated || !node.data || node.data.id !== map.selected) return null
    return { inputs: node.data.inputsList.map(({ id }) => id), users: node.data.dependantsList.map(({ id }) => id) }
  }, [data.truncated, node.data, map.selected])
  return <ChainMap data={data} selected={map.selected} marked={marked} ties={ties} onSelect={map.select} onOpen={map.openNode} onEscape={map.escape} />
}

function NoneOnMap({ onClear }: { onClear: () => void }) {
  const t = useWords(chainWords)
  return <div className={style.none}><Empty title={t.noneTitle} action={<Button variant="default" onClick={onClear}>{t.clear}</Button>}>{t.noneWhat}</Empty></div>
}

function useMapKeyLines(): void {
  const t = useWords(chainWords)
  useKeyLines(useMemo(() => [
    { keys: ['←', '→'], what: t.keyWalk }, { keys: ['↑', '↓'], what: t.keyColumn }, { keys: ['Enter'], what: t.keyOpen }, { keys: ['Esc'], what: t.keyClose },
    { keys: ['+', '-'], what: t.keyZoom }, { keys: ['0'], what: t.keyFit }, { keys: ['Shift ←↑→↓'], what: t.keyMove }, { keys: ['/'], what: t.keyFind },
  ], [t]))
}
