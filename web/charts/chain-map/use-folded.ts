import { useCallback, useEffect, useMemo } from 'react'
import { useSearchParams } from 'wouter'
import { readFold, writeFold } from './fold-address.ts'
import type { ChainMap } from './read-map.ts'

/** Between these sizes a map opens with its groups folded: smaller ones can be read whole, larger ones are seen as points. */
const foldFrom = 250
const foldUpTo = 3000

type Folding = { folded: ReadonlySet<number>; toggle: (block: number) => void; foldAll: (fold: boolean) => void; canFold: boolean }

/** Which groups are folded. What was folded by hand stands in the address, so that it can be sent and taken back. The group of the selected node always opens. */
export function useFolded(map: ChainMap, selected: number): Folding {
  const [search, setSearch] = useSearchParams()
  const canFold = map.places.blocks.filter(({ title }) => title !== '').length > 1
  const usual = useMemo(() => (canFold && map.count > foldFrom && map.count <= foldUpTo ? allOf(map) : none), [canFold, map])
  const written = JSON.stringify(search.getAll('fold'))
  const folded = useMemo(() => (written === '[]' ? usual : readFold(map, JSON.parse(written) as string[])), [written, usual, map])
  const put = useCallback((next: ReadonlySet<number>, replace = false) => setSearch((before) => {
    before.delete('fold')
    if (!isSame(next, usual)) for (const word of writeFold(map, next)) before.append('fold', word)
    return before
  }, { replace }), [map, usual, setSearch])
  const block = selected < 0 ? -1 : map.blockOf[selected]!
  useEffect(() => {
    if (folded.has(block)) put(without(folded, block), true)
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

function isSame(one: ReadonlySet<number>, other: ReadonlySet<number>): boolean {
  return one.size === other.size && [...one].every((block) => other.has(block))
}
