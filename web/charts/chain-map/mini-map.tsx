import { useEffect, useRef, type PointerEvent, type RefObject } from 'react'
import type { Camera } from './camera.ts'
import { seenCells } from './camera.ts'
import style from './chain-map.module.css'
import type { Chart } from './chart.ts'
import type { ChainMap, Places } from './read-map.ts'
import { readTheme } from './theme.ts'

const most = { width: 150, height: 84 }

/** The whole map in a corner, with the window in it; a press looks there. For the pointer only: the keyboard has its own ways. */
export function MiniMap({ map, places, chart, frame, themeKey }: { map: ChainMap; places: Places; chart: RefObject<Chart | null>; frame: RefObject<HTMLDivElement | null>; themeKey: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const { width, height } = sizeOf(places)
  useEffect(() => paintMini(canvas.current, map, places), [map, places, themeKey])
  const aim = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons !== 1) return
    const { left, top } = event.currentTarget.getBoundingClientRect()
    chart.current?.lookAt(((event.clientX - left) / width) * places.width, ((event.clientY - top) / height) * places.height)
  }
  return (
    <div className={style.mini} data-mini aria-hidden="true" style={{ width, height }} onPointerDown={(event) => { event.currentTarget.setPointerCapture(event.pointerId); aim(event) }} onPointerMove={aim}>
      <canvas ref={canvas} width={width} height={height} />
      <div ref={frame} className={style.miniView} />
    </div>
  )
}

function sizeOf({ width, height }: Places): { width: number; height: number } {
  const shape = Math.min(Math.max(height / width, 0.3), most.height / most.width)
  return { width: most.width, height: Math.round(most.width * shape) }
}

/** Moves the frame of the window over the small map. */
export function placeMiniFrame(frame: HTMLDivElement | null, camera: Camera, places: Places): void {
  if (!frame) return
  const { width, height } = sizeOf(places)
  const seen = seenCells(camera)
  const clamp = (value: number, size: number) => Math.min(Math.max(value / size, 0), 1)
  const [left, right] = [clamp(seen.x, places.width), clamp(seen.x + seen.width, places.width)]
  const [top, bottom] = [clamp(seen.y, places.height), clamp(seen.y + seen.height, places.height)]
  frame.style.transform = `translate(${left * width}px, ${top * height}px)`
  frame.style.width = `${(right - left) * width}px`
  frame.style.height = `${(bottom - top) * height}px`
  if (frame.parentElement) frame.parentElement.style.visibility = right - left > 0.98 && bottom - top > 0.98 ? 'hidden' : 'visible'
}

function paintMini(canvas: HTMLCanvasElement | null, map: ChainMap, places: Places): void {
  const ctx = canvas?.getContext('2d')
  if (!canvas || !ctx) return
  const theme = readTheme(canvas, map.colouring)
  const [x, y] = [canvas.width / places.width, canvas.height / places.height]
  ctx.clearRect(0, 0, canvas.width, canvas.height)
  ctx.fillStyle = map.count > pointsUpTo ? theme.lineStrong : theme.muted
  for (const [b, block] of places.blocks.entries()) if (map.count > pointsUpTo || isFolded(map, b, places)) ctx.fillRect(block.x * x, block.y * y, Math.max(1, block.width * x - 1), Math.max(1, block.height * y - 1))
  if (map.count > pointsUpTo) return
  for (let n = 0; n < map.count; n++) {
    if (Number.isNaN(places.x[n]!)) continue
    ctx.fillStyle = theme.states[map.states[n]!]!
    ctx.fillRect(places.x[n]! * x, places.y[n]! * y, Math.max(1, x * 0.8), Math.max(1, y * 0.7))
  }
}

/** Larger maps are shown as their groups: points would run into each other. */
const pointsUpTo = 3000

/** A folded block has nodes of which none stands anywhere. */
function isFolded({ blockOf }: ChainMap, block: number, { x }: Places): boolean {
  const first = blockOf.indexOf(block)
  return first >= 0 && Number.isNaN(x[first]!)
}
