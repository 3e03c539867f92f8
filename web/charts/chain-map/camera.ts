import type { Box } from './read-map.ts'

/**
 * A view of the cells. The two axes have scales of their own: from afar the map fills the window, near by a cell has the shape of a
 * card. `depth` is 0 where all is seen and 1 where a card is at its best.
 */
export type Camera = { depth: number; x: number; y: number; scaleX: number; scaleY: number; view: View; frame: Frame }
/** The window in CSS pixels, and what of the cells there is to see. */
export type View = { width: number; height: number }
export type Frame = { width: number; height: number; padding: { top: number; right: number; bottom: number; left: number } }

/** Pixels of a cell at depth 1. */
const CARD = { width: 190, height: 46 }
const DEEPEST = 1.25

/** A camera that sees everything. */
export function fitCamera(view: View, frame: Frame): Camera {
  return look({ view, frame, depth: 0, x: frame.width / 2, y: frame.height / 2 })
}

type Aim = Pick<Camera, 'view' | 'frame' | 'depth' | 'x' | 'y'>

function look({ view, frame, depth, x, y }: Aim): Camera {
  const [farX, farY] = farScales(view, frame)
  const scaleX = farX ** (1 - depth) * Math.max(CARD.width, farX) ** depth
  const scaleY = farY ** (1 - depth) * Math.max(CARD.height, farY) ** depth
  return { view, frame, depth, scaleX, scaleY, x: kept(x, frame.width), y: kept(y, frame.height) }
}

function farScales({ width, height }: View, { width: cellsX, height: cellsY, padding }: Frame): [number, number] {
  const x = Math.max(40, width - padding.left - padding.right) / cellsX
  const y = Math.max(40, height - padding.top - padding.bottom) / cellsY
  return [Math.min(x, CARD.width * 1.15), Math.min(y, CARD.height * 1.1)]
}

/** The middle of the window never leaves the map. */
function kept(at: number, size: number): number {
  return Math.min(Math.max(at, 0), size)
}

/** Where a point of the cells stands in the window. The padding moves the middle, so that headings hide nothing. */
export function toScreen({ x, y, scaleX, scaleY, view, frame: { padding } }: Camera, cellX: number, cellY: number): [number, number] {
  return [(view.width + padding.left - padding.right) / 2 + (cellX - x) * scaleX, (view.height + padding.top - padding.bottom) / 2 + (cellY - y) * scaleY]
}

/** Which point of the cells stands at a place of the window. */
export function toCell({ x, y, scaleX, scaleY, view, frame: { padding } }: Camera, left: number, top: number): [number, number] {
  return [(left - (view.width + padding.left - padding.right) / 2) / scaleX + x, (top - (view.height + padding.top - padding.bottom) / 2) / scaleY + y]
}

/** Nearer or farther; the cell under the given place of the window stays there. */
export function zoomAt(camera: Camera, by: number, left = camera.view.width / 2, top = camera.view.height / 2): Camera {
  const [cellX, cellY] = toCell(camera, left, top)
  const next = look({ ...camera, depth: Math.min(Math.max(0, camera.depth + by), DEEPEST) })
  const [movedX, movedY] = toCell(next, left, top)
  return look({ ...next, x: next.x + cellX - movedX, y: next.y + cellY - movedY })
}

/** Moved by pixels. */
export function panBy(camera: Camera, right: number, down: number): Camera {
  return look({ ...camera, x: camera.x - right / camera.scaleX, y: camera.y - down / camera.scaleY })
}

/** Looks at a point, as near as asked for. */
export function lookAt(camera: Camera, x: number, y: number, depth = camera.depth): Camera {
  return look({ ...camera, x, y, depth: Math.min(Math.max(0, depth), DEEPEST) })
}

/** The same place seen through another window. */
export function resized(camera: Camera, view: View): Camera {
  return look({ ...camera, view })
}

/** The cells that are in the window. */
export function seenCells(camera: Camera): Box {
  const [x, y] = toCell(camera, 0, 0)
  const [right, bottom] = toCell(camera, camera.view.width, camera.view.height)
  return { x, y, width: right - x, height: bottom - y }
}

/** Moves just so far that a cell comes into the window, and nearer where its name could not be read. */
export function showCell(camera: Camera, x: number, y: number, leastDepth: number): Camera {
  if (camera.depth < leastDepth) return lookAt(camera, x, y, leastDepth)
  const [left, top] = toScreen(camera, x, y)
  const { width, height } = camera.view
  const { padding } = camera.frame
  const marginX = Math.min(120, width / 4)
  const marginY = Math.min(70, height / 4)
  const over = (at: number, from: number, to: number): number => (at < from ? at - from : at > to ? at - to : 0)
  return panBy(camera, -over(left, padding.left + marginX, width - marginX), -over(top, padding.top + marginY, height - padding.bottom - marginY))
}

/** The depth from which cells are at least so wide. */
export function depthFor({ view, frame }: Camera, width: number): number {
  const [far] = farScales(view, frame)
  if (far >= width || far >= CARD.width) return 0
  return Math.min(1, Math.log(width / far) / Math.log(CARD.width / far))
}
