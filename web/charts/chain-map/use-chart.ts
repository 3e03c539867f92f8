import { useEffect, useRef, type RefObject } from 'react'
import type { Camera } from './camera.ts'
import { openChart, type Chart } from './chart.ts'
import type { ChainMap, Places } from './read-map.ts'
import type { Tie } from './scene.ts'

type Wants = {
  map: ChainMap
  folded: ReadonlySet<number>
  places: Places
  selected: number
  hover: number
  marked: ReadonlySet<number>
  extraTies: readonly Tie[]
  onFrame: (camera: Camera, places: Places) => void
  countWord: (nodes: number) => string
}

type Refs = { box: RefObject<HTMLDivElement | null>; below: RefObject<HTMLCanvasElement | null>; above: RefObject<HTMLCanvasElement | null> }

/** A chart that lives as long as its box and follows what React knows. */
export function useChart({ box, below, above }: Refs, wants: Wants): RefObject<Chart | null> {
  const chart = useRef<Chart | null>(null)
  const latest = useRef(wants)
  latest.current = wants
  const { map, folded, places, selected, hover, marked, extraTies, countWord } = wants
  useEffect(() => {
    if (!box.current || !below.current || !above.current) return
    const opened = openChart(box.current, [below.current, above.current], latest.current, {
      onFrame: (camera, places) => latest.current.onFrame(camera, places), countWord: latest.current.countWord,
    })
    chart.current = opened
    const stop = follow(box.current, opened)
    return () => { stop(); opened.close(); chart.current = null }
  }, [box, below, above])
  const drawn = useRef(places)
  useEffect(() => {
    if (drawn.current !== places) chart.current?.setMap({ map, folded, places })
    drawn.current = places
  }, [map, folded, places])
  useEffect(() => chart.current?.setFocus({ selected, hover, marked, extraTies }), [places, selected, hover, marked, extraTies])
  useEffect(() => chart.current?.setCountWord(countWord), [countWord])
  return chart
}

/** Follows the size of the box and the theme. */
function follow(box: HTMLElement, chart: Chart): () => void {
  const sizes = new ResizeObserver(() => chart.resize())
  sizes.observe(box)
  const themes = new MutationObserver(() => chart.setTheme())
  themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-mantine-color-scheme'] })
  void document.fonts.ready.then(() => chart.resize())
  return () => { sizes.disconnect(); themes.disconnect() }
}
