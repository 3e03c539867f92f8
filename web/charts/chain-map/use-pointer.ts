import { useEffect, type RefObject } from 'react'
import type { Chart } from './chart.ts'

type Events = {
  onHover: (node: number, left: number, top: number) => void
  onPick: (node: number) => void
  onBlock: (block: number) => void
}

/** Moves of this many pixels are a drag, less is a click. */
const dragFrom = 4

/** Drag moves, wheel and two fingers zoom, a click picks. */
export function usePointer(box: RefObject<HTMLDivElement | null>, chart: RefObject<Chart | null>, events: RefObject<Events>): void {
  useEffect(() => {
    const element = box.current
    if (!element) return
    const stopDrag = listenDrag(element, chart, events)
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      const { left, top } = element.getBoundingClientRect()
      chart.current?.zoom(-event.deltaY * (event.deltaMode === 1 ? 0.02 : 0.0009), event.clientX - left, event.clientY - top)
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => { stopDrag(); element.removeEventListener('wheel', onWheel) }
  }, [box, chart, events])
}

type Held = { x: number; y: number }

function listenDrag(element: HTMLElement, chart: RefObject<Chart | null>, events: RefObject<Events>): () => void {
  const held = new Map<number, Held>()
  let moved = 0
  const place = (event: PointerEvent): Held => {
    const { left, top } = element.getBoundingClientRect()
    return { x: event.clientX - left, y: event.clientY - top }
  }
  const onDown = (event: PointerEvent) => {
    if (event.button !== 0 || (event.target as Element).closest('button, [data-mini]')) return
    if (held.size === 0) moved = 0
    held.set(event.pointerId, place(event))
    element.setPointerCapture(event.pointerId)
  }
  const onMove = (event: PointerEvent) => {
    const now = place(event)
    const before = held.get(event.pointerId)
    if (!before) return hover(element, chart, events, now, event)
    moved += Math.abs(now.x - before.x) + Math.abs(now.y - before.y)
    if (moved < dragFrom) return
    element.dataset['dragging'] = 'true'
    drag(chart.current, held, before, now)
    held.set(event.pointerId, now)
  }
  const onUp = (event: PointerEvent) => {
    const at = held.get(event.pointerId)
    if (!held.delete(event.pointerId)) return
    delete element.dataset['dragging']
    if (event.type === 'pointerup' && moved < dragFrom && at) click(chart.current, events.current, at)
  }
  const onLeave = () => events.current.onHover(-1, 0, 0)
  const listeners = { pointerdown: onDown, pointermove: onMove, pointerup: onUp, pointercancel: onUp, pointerleave: onLeave } as const
  const entries = Object.entries(listeners) as [keyof typeof listeners, (event: PointerEvent) => void][]
  for (const [name, listener] of entries) element.addEventListener(name, listener)
  return () => { for (const [name, listener] of entries) element.removeEventListener(name, listener) }
}

/** One finger moves the map; of two, the other one stays the anchor. */
function drag(chart: Chart | null, held: ReadonlyMap<number, Held>, before: Held, now: Held): void {
  const other = [...held.values()].find((one) => one !== before)
  if (!other) return chart?.pan(now.x - before.x, now.y - before.y)
  const far = (a: Held, b: Held) => Math.hypot(a.x - b.x, a.y - b.y)
  chart?.zoom((far(now, other) - far(before, other)) * 0.004, (now.x + other.x) / 2, (now.y + other.y) / 2)
}

function hover(element: HTMLElement, chart: RefObject<Chart | null>, events: RefObject<Events>, { x, y }: Held, event: PointerEvent): void {
  if (event.pointerType === 'touch') return
  const onControl = (event.target as Element).closest('button, [data-mini]') !== null
  const found = onControl ? { node: -1, block: -1 } : chart.current?.pick(x, y) ?? { node: -1, block: -1 }
  if (found.node >= 0 || found.block >= 0) element.dataset['over'] = 'true'
  else delete element.dataset['over']
  events.current.onHover(found.node, x, y)
}

function click(chart: Chart | null, events: Events, { x, y }: Held): void {
  const found = chart?.pick(x, y)
  if (!found) return
  if (found.block >= 0) events.onBlock(found.block)
  else events.onPick(found.node)
}
