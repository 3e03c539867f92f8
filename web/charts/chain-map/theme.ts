import { stateShapes } from '../../../src/shared/state-colours.ts'
import { lossShapes, type MapColouring } from './losses.ts'
import { stateKeys } from './read-map.ts'

/** What the painters need of the design's tokens, in the theme that is on. */
export type Theme = {
  ink: string; muted: string; line: string; lineStrong: string; paper: string; raised: string; sunk: string; accent: string; marked: string
  font: string
  colouring: MapColouring
  /** By the number of the state. */
  states: readonly string[]
}

/** Reads the tokens where the map stands, for what the map is coloured by. */
export function readTheme(element: Element, colouring: MapColouring): Theme {
  const style = getComputedStyle(element)
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return {
    ink: token('ink'), muted: token('muted'), line: token('line'), lineStrong: token('line-strong'), paper: token('paper'), raised: token('raised'), sunk: token('sunk'),
    accent: token('accent'), marked: token('marked'), font: style.fontFamily, colouring, states: stateKeys.map((state, s) => token(colouring === 'states' || state === 'unknown' ? `state-${state}` : `loss-${s}`)),
  }
}

type Shape = { path: Path2D; /** An area; the others are lines. */ solid: boolean }
const shapeOf = (path: string): Shape => ({ path: new Path2D(path), solid: path.endsWith('z') })
const shapes: Record<MapColouring, readonly Shape[]> = { states: stateKeys.map((state) => shapeOf(stateShapes[state])), losses: lossShapes.map(shapeOf) }

/** Draws a state's symbol into a square of `size` with its corner at x, y. */
export function drawSymbol(ctx: CanvasRenderingContext2D, { colouring }: Theme, state: number, { x, y, size, color }: { x: number; y: number; size: number; color: string }): void {
  const { path, solid } = shapes[colouring][state]!
  ctx.save()
  ctx.translate(x, y)
  ctx.scale(size / 12, size / 12)
  ctx.lineJoin = 'round'
  ctx.lineCap = 'round'
  ctx.strokeStyle = color
  ctx.fillStyle = color
  ctx.lineWidth = solid ? 0.6 : 1.9
  if (solid) ctx.fill(path)
  ctx.stroke(path)
  ctx.restore()
}

/** Hatches a rectangle: what is unknown never looks like a plain colour. */
export function hatch(ctx: CanvasRenderingContext2D, { x, y, width, height, color }: { x: number; y: number; width: number; height: number; color: string }): void {
  ctx.save()
  ctx.beginPath()
  ctx.rect(x, y, width, height)
  ctx.clip()
  ctx.strokeStyle = color
  ctx.lineWidth = 1
  ctx.beginPath()
  for (let at = x - height; at < x + width; at += 4) {
    ctx.moveTo(at, y + height)
    ctx.lineTo(at + height, y)
  }
  ctx.stroke()
  ctx.restore()
}

export const unknownState = stateKeys.indexOf('unknown')

const sprites = new WeakMap<Theme, Map<number, HTMLCanvasElement>>()

/** A state's mark, drawn once for each size and theme. */
export function markSprite(theme: Theme, state: number, pixels: number): HTMLCanvasElement {
  const known = sprites.get(theme) ?? new Map<number, HTMLCanvasElement>()
  sprites.set(theme, known)
  const key = state * 1000 + pixels
  const found = known.get(key)
  if (found) return found
  const canvas = document.createElement('canvas')
  canvas.width = pixels
  canvas.height = pixels
  const ctx = canvas.getContext('2d')
  if (ctx) paintMark(ctx, theme, state, pixels)
  known.set(key, canvas)
  return canvas
}

/** The mark itself; the unknown one is hollow and hatched. */
export function paintMark(ctx: CanvasRenderingContext2D, theme: Theme, state: number, pixels: number): void {
  const color = theme.states[state]!
  if (state !== unknownState) return drawSymbol(ctx, theme, state, { x: 0, y: 0, size: pixels, color })
  ctx.fillStyle = theme.raised
  ctx.fillRect(0.5, 0.5, pixels - 1, pixels - 1)
  hatch(ctx, { x: 0, y: 0, width: pixels, height: pixels, color: theme.line })
  ctx.strokeStyle = color
  ctx.lineWidth = Math.max(1, pixels / 14)
  ctx.strokeRect(0.5, 0.5, pixels - 1, pixels - 1)
  if (pixels >= 9) drawSymbol(ctx, theme, state, { x: pixels * 0.18, y: pixels * 0.14, size: pixels * 0.66, color: theme.ink })
}
