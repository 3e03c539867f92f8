import type { Ref } from 'react'
import { formatCount } from '../../../src/shared/format.ts'
import { useWords } from '../../parts/index.ts'
import { chainWords } from '../../words/chain.ts'
import { StateStrip } from '../state-strip.tsx'
import { toScreen, type Camera } from './camera.ts'
import { useColumnTitle } from './column-title.ts'
import style from './chain-map.module.css'
import { stateKeys, type Column, type Places } from './read-map.ts'

type Props = { ref: Ref<HTMLDivElement>; columns: readonly Column[]; withStates: boolean; onChoose: (column: number) => void }

/** The stages above their columns, with how many nodes are in which state. */
export function Headings({ ref, columns, withStates, onChoose }: Props) {
  const t = useWords(chainWords)
  const titleOf = useColumnTitle()
  return (
    <div ref={ref} className={style.headings}>
      {columns.map((column, c) => {
        const title = titleOf(column)
        return (
          <button key={column.key} type="button" className={style.heading} data-hint={t.goStage(title, formatCount(column.nodes))} onClick={() => onChoose(c)}>
            <span className={style.headingTitle}>{title} <span className={style.headingCount}>{formatCount(column.nodes)}</span></span>
            {withStates && <StateStrip counts={stateKeys.map((state, s) => ({ state, count: column.counts[s]! }))} />}
          </button>
        )
      })}
    </div>
  )
}

/** Moves the headings over their columns, kept in sight as long as any of the column is. */
export function placeHeadings(box: HTMLDivElement | null, camera: Camera, { columns }: Places): void {
  if (!box) return
  for (const [c, column] of columns.entries()) {
    const heading = box.children[c]
    if (!(heading instanceof HTMLElement)) continue
    const [left] = toScreen(camera, column.x, 0)
    const right = left + column.width * camera.scaleX
    const from = Math.max(left - 4, 0)
    const width = Math.max(0, Math.min(right + 4, camera.view.width) - from)
    heading.style.transform = `translateX(${from}px)`
    heading.style.width = `${width}px`
    heading.style.visibility = width < 16 ? 'hidden' : 'visible'
  }
}
