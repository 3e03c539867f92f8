import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { useEffect, useState, type RefObject } from 'react'
import { useWindows, windowSize, type Source, type Windows } from './rows.ts'
import type { Sort } from './types.ts'

export const rowHeight = 36
/** Placeholder rows before the first answer says how many there are. */
const firstGuess = 12

export type RowView<Row> = Windows<Row> & { virtual: Virtualizer<HTMLDivElement, Element> }

/** Which rows are on screen, and their contents as far as they have come. */
export function useRowWindow<Row>(source: Source<Row>, sort: Sort, box: RefObject<HTMLDivElement | null>): RowView<Row> {
  // Windows, not rows: scrolling within them is no reason to render once more.
  const [from, setFrom] = useState(0)
  const [to, setTo] = useState(0)
  const windows = useWindows(source, sort, from, to)
  const virtual = useVirtualizer<HTMLDivElement, Element>({
    count: windows.total ?? firstGuess, getScrollElement: () => box.current, estimateSize: () => rowHeight, overscan: 10, scrollPaddingStart: rowHeight,
  })
  const items = virtual.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    setFrom(Math.floor(first / windowSize))
    setTo(Math.floor(last / windowSize))
  }, [first, last])
  useEffect(() => { box.current?.scrollTo({ top: 0 }) }, [source, sort, box])
  return { ...windows, virtual }
}
