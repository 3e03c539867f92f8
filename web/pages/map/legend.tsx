import { useMemo } from 'react'
import type { MapData } from '../../../src/shared/contract/chain.ts'
import { formatCount } from '../../../src/shared/format.ts'
import { keysOf, nodeStates, type NodeState } from '../../../src/shared/vocabulary.ts'
import { StateBadge, useText, useWords } from '../../parts/index.ts'
import { chainWords } from '../../words/chain.ts'
import style from './map.module.css'
import type { MapState } from './use-map-state.ts'

/** The states with their symbols and how many nodes on the map have them; a press filters by one. */
export function Legend({ map, data }: { map: MapState; data: MapData }) {
  const t = useWords(chainWords)
  const say = useText()
  const counts = useMemo(() => countStates(data), [data])
  const now = map.table.values.state
  const toggle = (state: NodeState) => map.table.set({ state: now === state ? undefined : state })
  return (
    <section className={style.legend} aria-label={t.legend}>
      <ul>
        {keysOf(nodeStates).map((state) => {
          const count = formatCount(counts.get(state) ?? 0)
          return (
            <li key={state}>
              {map.view === 'near' ? <span className={style.legendItem}><StateBadge state={state} /> {count}</span> : (
                <button type="button" className={style.legendItem} aria-pressed={now === state} aria-label={t.legendFilter(say(nodeStates[state]), count)} onClick={() => toggle(state)}><StateBadge state={state} /> {count}</button>
              )}
            </li>
          )
        })}
      </ul>
      <p className="muted small">{[data.stale && t.stale, t.sizeMeans, data.truncated && (map.view === 'near' ? t.nearTruncated : t.truncated)].filter(Boolean).join(' · ')}</p>
    </section>
  )
}

function countStates({ states }: MapData): Map<NodeState, number> {
  const counts = new Map<NodeState, number>()
  for (const state of states) counts.set(state, (counts.get(state) ?? 0) + 1)
  return counts
}
