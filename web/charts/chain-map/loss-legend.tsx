import { useCallback } from 'react'
import { formatCount, formatPercent } from '../../../src/shared/format.ts'
import { Symbol, useWords } from '../../parts/index.ts'
import { chainWords } from '../../words/chain.ts'
import style from './chain-map.module.css'
import { levelOfLoss, lossFrom, lossShapes, noLoss, unknownLoss, type Losses } from './losses.ts'

/** How a level of loss is said. */
export function useLossWord(): (level: number) => string {
  const t = useWords(chainWords)
  return useCallback((level: number) => {
    if (level === unknownLoss) return t.lossUnknown
    if (level === noLoss) return t.lossNone
    const [from, to] = [lossFrom[level]!, lossFrom[level - 1]]
    if (to === undefined) return t.lossAtLeast(formatPercent(from))
    return from === 0 ? t.lossBelow(formatPercent(to)) : t.lossBetween(formatPercent(from), formatPercent(to))
  }, [t])
}

/** The levels of loss with their symbols, and how many nodes of the map lose so much. */
export function LossLegend({ losses, ids }: { losses: Losses; ids: readonly number[] }) {
  const t = useWords(chainWords)
  const lossWord = useLossWord()
  const counts = lossShapes.map(() => 0)
  for (const id of ids) counts[levelOfLoss(losses, id)]!++
  return (
    <ul className={style.losses} aria-label={t.lossLegend}>
      {lossShapes.map((shape, level) => <li key={shape}><Symbol shape={shape} color={level === unknownLoss ? 'var(--state-unknown)' : `var(--loss-${level})`} /> {lossWord(level)} {formatCount(counts[level]!)}</li>)}
    </ul>
  )
}
