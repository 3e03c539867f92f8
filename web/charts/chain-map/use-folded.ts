import { useCallback, useEffect, useMemo, useState } from 'react'
import type { ChainMap } from './read-map.ts'

/** Between these sizes a map opens with its groups folded: smaller ones can be read whole, larger ones are seen as points. */
const foldFrom = 250
const foldUpTo = 3000

type Folding = { folded: ReadonlySet<number>; toggle: (block: number) => void; foldAll: (fold: boolean) => void; canFold: boolean }

/** Which groups are folded. The group of the selected node always opens. */
export function useFolded(map: ChainMap, selected: number): Folding {
  const canFold = map.places.blocks.filter(({ title }) => title !== '').length > 1
  const usual = useMemo(() => (canFold && map.count > foldFrom && map.count <= foldUpTo ? allOf(map) : none), [canFold, map])
  const [kept, setKept] = useState<{ blocks: number; folded: ReadonlySet<number> } | null>(null)
  const blocks = map.places.blocks.length
  // What was folded by hand holds as long as the map has the same groups.
  const folded = kept?.blocks === blocks ? kept.folded : usual
  const put = useCallback((next: ReadonlySet<number>) => setKept({ blocks, folded: next }), [blocks])
  const block = selected < 0 ? -1 : map.blockOf[selected]!
  useEffect(() => {
    if (folded.has(block)) put(without(folded, block))
  }, [folded, block, put])
  return {
    folded, canFold,
    toggle: (b) => put(folded.has(b) ? without(folded, b) : new Set([...folded, b])),
    foldAll: (fold) => put(fold ? allOf(map) : none),
  }
}

const none: ReadonlySet<number> = new Set()

function allOf(map: ChainMap): ReadonlySet<number> {
  return new Set(map.places.blocks.keys())
}

function without(folded: ReadonlySet<number>, block: number): ReadonlySet<number> {
  const next = new Set(folded)
  next.delete(block)
  return next
}
