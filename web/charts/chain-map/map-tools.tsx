import { ActionIcon } from '@mantine/core'
import { IconArrowsMaximize, IconFold, IconFoldDown, IconMinus, IconPlus } from '@tabler/icons-react'
import type { ReactNode, RefObject } from 'react'
import { useWords } from '../../parts/index.ts'
import { chainWords } from '../../words/chain.ts'
import style from './chain-map.module.css'
import type { Chart } from './chart.ts'

type Props = { chart: RefObject<Chart | null>; folded: boolean; canFold: boolean; onFold: (fold: boolean) => void }

/** Zoom, show all, fold: what the keys do, for the pointer. */
export function MapTools({ chart, folded, canFold, onFold }: Props) {
  const t = useWords(chainWords)
  return (
    <div className={`${style.tools} no-print`} role="group" aria-label={t.tools}>
      <Tool word={t.zoomIn} onClick={() => chart.current?.zoom(0.15)}><IconPlus size={16} /></Tool>
      <Tool word={t.zoomOut} onClick={() => chart.current?.zoom(-0.15)}><IconMinus size={16} /></Tool>
      <Tool word={t.fit} onClick={() => chart.current?.fit()}><IconArrowsMaximize size={16} /></Tool>
      {canFold && <Tool word={folded ? t.unfold : t.fold} onClick={() => onFold(!folded)}>{folded ? <IconFoldDown size={16} /> : <IconFold size={16} />}</Tool>}
    </div>
  )
}

function Tool({ word, onClick, children }: { word: string; onClick: () => void; children: ReactNode }) {
  return <ActionIcon variant="default" size={30} radius={0} bd={0} aria-label={word} data-hint={word} onClick={onClick}>{children}</ActionIcon>
}
