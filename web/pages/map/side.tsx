import { Button } from '@mantine/core'
import { IconLayoutSidebarRightCollapse, IconLayoutSidebarRightExpand } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { MapData } from '../../../src/shared/contract/chain.ts'
import { useWords } from '../../parts/index.ts'
import { chainWords } from '../../words/chain.ts'
import { NodePanel } from '../node/node-panel.tsx'
import style from './map.module.css'
import { NearTable, NodeTable } from './node-table.tsx'
import type { MapState } from './use-map-state.ts'

type Props = { map: MapState; data: MapData | undefined; marked: ReadonlySet<number>; onMark: (marked: ReadonlySet<number>) => void }

/** Beside the map: the open node, else the list of the same nodes. */
export function Side({ map, data, marked, onMark }: Props) {
  const t = useWords(chainWords)
  const wasOpen = useReturnFocus(map.open)
  if (map.open !== null) {
    return <aside className={style.side} aria-label={t.name}><NodePanel id={map.open} onClose={map.closeNode} onGo={map.openNode} onAround={map.lookAround} focus={wasOpen} /></aside>
  }
  const toggle = (
    <Button size="compact-sm" variant="subtle" leftSection={map.list ? <IconLayoutSidebarRightCollapse size={15} /> : <IconLayoutSidebarRightExpand size={15} />} onClick={() => map.table.set({ list: map.list ? 'off' : undefined })}>{map.list ? t.hideList : t.showList}</Button>
  )
  if (!map.list) return <div className={`${style.sideClosed} no-print`}>{toggle}</div>
  return (
    <aside className={style.side} aria-label={t.listOf}>
      <div className="row between no-print"><h2>{t.list}</h2>{toggle}</div>
      {map.view === 'near' ? data && <NearTable map={map} data={data} /> : <NodeTable map={map} marked={marked} onMark={onMark} />}
    </aside>
  )
}

/** Focus goes into the panel when it opens, not while one walks on with it open; closing gives it back to the map. */
function useReturnFocus(open: number | null): boolean {
  const before = useRef<number | null>(null)
  const opened = open !== null && before.current === null
  useEffect(() => {
    if (open === null && before.current !== null) document.querySelector<HTMLElement>('[data-chain-map]')?.focus({ preventScroll: true })
    before.current = open
  }, [open])
  return opened
}
