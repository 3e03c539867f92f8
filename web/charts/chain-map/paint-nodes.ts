import { toScreen } from './camera.ts'
import { levelOf, markSize, seenNodes, type Scene } from './scene.ts'
import { drawSymbol, hatch, markSprite, unknownState } from './theme.ts'

type Ctx = CanvasRenderingContext2D

/** Symbols without names, or points where there is no room for symbols. */
export function paintMarks(ctx: Ctx, scene: Pick<Scene, 'map' | 'places' | 'camera' | 'theme'>, nodes: Iterable<number> = seenNodes(scene)): void {
  const { map, places, camera, theme } = scene
  const ratio = window.devicePixelRatio || 1
  for (const n of nodes) {
    const [x, y] = toScreen(camera, places.x[n]! + 0.5, places.y[n]! + 0.5)
    const size = markSize(camera, map.sizes[n]!)
    if (size < 5) {
      ctx.fillStyle = theme.states[map.states[n]!]!
      ctx.fillRect(x - size / 2, y - size / 2, size, size)
    } else ctx.drawImage(markSprite(theme, map.states[n]!, Math.round(size * ratio)), x - size / 2, y - size / 2, size, size)
  }
}

/** Names beside the marks, the best-tied first, where no other name stands yet. */
export function paintNames(ctx: Ctx, scene: Scene, first: Iterable<number>): void {
  const { map, places, camera, theme } = scene
  const taken = new Set<string>()
  if (levelOf(camera) === 'marks') for (const n of seenNodes(scene)) takeMark(taken, toScreen(camera, places.x[n]! + 0.5, places.y[n]! + 0.5), markSize(camera, map.sizes[n]!))
  const order: number[] = [...first, ...(camera.scaleX >= 14 ? [...seenNodes(scene)].sort((a, b) => map.sizes[b]! - map.sizes[a]! || a - b).slice(0, 400) : [])]
  const important = new Set(first)
  ctx.font = `12px ${theme.font}`
  ctx.textBaseline = 'middle'
  ctx.lineWidth = 3
  ctx.lineJoin = 'round'
  for (const n of order) {
    if (Number.isNaN(places.x[n]!)) continue
    const [x, y] = toScreen(camera, places.x[n]! + 0.5, places.y[n]! + 0.5)
    const text = fitText(ctx, map.captions[n]!, 170)
    const left = x + markSize(camera, map.sizes[n]!) / 2 + 3
    const must = important.has(n)
    if (!take(taken, left, y, ctx.measureText(text).width) && !must) continue
    ctx.strokeStyle = theme.paper
    ctx.strokeText(text, left, y)
    ctx.fillStyle = theme.ink
    ctx.fillText(text, left, y)
  }
}

/** Names don't cover the marks of others. */
function takeMark(taken: Set<string>, [x, y]: [number, number], size: number): void {
  const half = size * 0.4
  for (const left of [x - half, x + half]) for (const top of [y - half, y + half]) taken.add(`${Math.floor(left / 16)} ${Math.floor(top / 16)}`)
}

/** Takes the room for a name in a raster of 16 × 16 pixels; false where some of it is taken. */
function take(taken: Set<string>, left: number, y: number, width: number): boolean {
  const wanted: string[] = []
  for (let at = Math.floor(left / 16); at <= Math.floor((left + width) / 16); at++) for (const row of [Math.floor((y - 7) / 16), Math.floor((y + 7) / 16)]) wanted.push(`${at} ${row}`)
  if (wanted.some((key) => taken.has(key))) return false
  for (const key of wanted) taken.add(key)
  return true
}

/** Room of the symbol on a card. */
const strip = 18

/** Cards with state, symbol and name. */
export function paintCards(ctx: Ctx, scene: Scene, nodes: Iterable<number> = seenNodes(scene)): void {
  ctx.font = `${scene.camera.scaleX < 112 ? 11 : 12}px ${scene.theme.font}`
  ctx.textBaseline = 'middle'
  for (const n of nodes) paintCard(ctx, scene, n)
}

/** The rectangle of a node's card in the window. */
export function cardBox({ places, camera }: Scene, n: number): { x: number; y: number; width: number; height: number } {
  const [x, y] = toScreen(camera, places.x[n]!, places.y[n]!)
  const height = Math.min(camera.scaleY * 0.86, 44)
  const gap = Math.min(24, 5 + camera.scaleX * 0.03)
  return { x: x + 2, y: y + (camera.scaleY - height) / 2, width: camera.scaleX - gap, height }
}

function paintCard(ctx: Ctx, scene: Scene, n: number): void {
  const { map, theme, marked } = scene
  const { x, y, width, height } = cardBox(scene, n)
  const state = map.states[n]!
  const color = theme.states[state]!
  ctx.fillStyle = marked.has(n) ? theme.marked : theme.raised
  ctx.strokeStyle = color
  ctx.lineWidth = 1 + map.sizes[n]!
  ctx.beginPath()
  ctx.roundRect(x, y, width, height, 3)
  ctx.fill()
  if (state === unknownState) hatch(ctx, { x, y, width: strip, height, color: theme.lineStrong })
  else {
    ctx.fillStyle = color
    ctx.fillRect(x, y, strip, height)
  }
  ctx.beginPath()
  ctx.roundRect(x, y, width, height, 3)
  ctx.stroke()
  if (state === unknownState) {
    ctx.fillStyle = theme.raised
    ctx.fillRect(x + 3, y + height / 2 - 7, 12, 14)
  }
  drawSymbol(ctx, theme, state, { x: x + 3, y: y + height / 2 - 6, size: 12, color: state === unknownState ? theme.ink : theme.paper })
  paintLines(ctx, linesOf(ctx, map.captions[n]!, width - strip - 5, height >= 32 ? 2 : 1), { x: x + strip + 3, y: y + height / 2, color: theme.ink })
}

function paintLines(ctx: Ctx, lines: readonly string[], { x, y, color }: { x: number; y: number; color: string }): void {
  ctx.fillStyle = color
  for (const [i, line] of lines.entries()) ctx.fillText(line, x, y + 0.5 + (i - (lines.length - 1) / 2) * 14)
}

const kept = new Map<string, string[]>()
const keptAtMost = 20_000

/** A name broken into lines of a width; what does not fit ends in an ellipsis. */
export function linesOf(ctx: Ctx, text: string, width: number, most: number): string[] {
  const key = `${Math.round(width)} ${most} ${ctx.font} ${text}`
  const known = kept.get(key)
  if (known) return known
  if (kept.size > keptAtMost) kept.clear()
  const lines = most > 1 && ctx.measureText(text).width > width ? twoLines(ctx, text, width) : [fitText(ctx, text, width)]
  kept.set(key, lines)
  return lines
}

/** Breaks between words or anywhere in Chinese. */
function twoLines(ctx: Ctx, text: string, width: number): string[] {
  const parts = text.match(/[⺀-鿿！-｠]|[^\s⺀-鿿！-｠]+\s*|\s+/gu) ?? [text]
  let first = ''
  let used = 0
  for (const part of parts) {
    if (ctx.measureText(first + part).width > width) break
    first += part
    used++
  }
  if (used === 0) return [fitText(ctx, text, width)]
  return [first.trim(), fitText(ctx, parts.slice(used).join('').trim(), width)]
}

/** The longest beginning that fits, with an ellipsis. */
export function fitText(ctx: Ctx, text: string, width: number): string {
  if (ctx.measureText(text).width <= width) return text
  let [low, high] = [0, text.length]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (ctx.measureText(`${text.slice(0, middle)}…`).width <= width) low = middle
    else high = middle - 1
  }
  return low === 0 ? '' : `${text.slice(0, low).trimEnd()}…`
}
