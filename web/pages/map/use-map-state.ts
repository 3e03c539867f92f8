import { useCallback, useEffect, useMemo, useState } from 'react'
import { useTableState, type Input, type TableState } from '../../parts/index.ts'

type Query = NonNullable<Input<'getMap'>['query']>
type Values = { text?: string; stage?: string; state?: string; kind?: string; group?: string; city?: string; node?: string; around?: string; hops?: string; list?: string }
const keys = ['text', 'stage', 'state', 'kind', 'group', 'city', 'node', 'around', 'hops', 'list'] as const
export const filterKeys = ['text', 'state', 'kind', 'group', 'city'] as const

/** What the map page looks at. All of it but the selection stands in the address bar, so that a view can be sent. */
export type MapState = {
  table: TableState<Values>
  view: 'whole' | 'stage' | 'near'
  query: Query
  /** The node that is selected on the map, and the one whose panel is open. */
  selected: number | null
  open: number | null
  around: number | null
  hops: number
  list: boolean
  select: (id: number | null) => void
  openNode: (id: number) => void
  closeNode: () => void
  lookAround: (id: number | null) => void
  escape: () => void
  clear: () => void
}

export function useMapState(): MapState {
  const table = useTableState<Values>(keys)
  const { values, set } = table
  const open = numberOf(values.node)
  const around = numberOf(values.around)
  const hops = Math.min(4, Math.max(1, numberOf(values.hops) ?? 1))
  const [selected, setSelected] = useState<number | null>(open ?? around)
  useEffect(() => { if (open !== null) setSelected(open) }, [open])
  const query = useMemo(() => queryOf(values, around, hops), [values, around, hops])
  const openNode = useCallback((id: number) => set({ node: String(id) }), [set])
  const closeNode = () => set({ node: undefined })
  return {
    table, query, selected, open, around, hops, openNode, closeNode,
    view: around !== null ? 'near' : values.stage ? 'stage' : 'whole',
    list: values.list !== 'off',
    select(id) {
      setSelected(id)
      if (open !== null) set({ node: id === null ? undefined : String(id) })
    },
    lookAround(id) {
      if (id !== null) setSelected(id)
      set({ around: id === null ? undefined : String(id), ...(id === null ? { hops: undefined } : {}) })
    },
    escape() {
      if (open !== null) closeNode()
      else setSelected(null)
    },
    clear: () => set(Object.fromEntries(['stage', ...filterKeys].map((key) => [key, undefined]))),
  }
}

function queryOf(values: Values, node: number | null, hops: number): Query {
  if (node !== null) return { node, hops }
  return Object.fromEntries(['stage', ...filterKeys].flatMap((key) => { const value = values[key as keyof Values]; return value ? [[key, value]] : [] })) as Query
}

function numberOf(text: string | undefined): number | null {
  return text !== undefined && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null
}
