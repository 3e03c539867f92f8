import { toScreen } from './camera.ts'
import { blockBox } from './paint-groups.ts'
import type { ChainMap } from './read-map.ts'
import { cardBox } from './paint-nodes.ts'
import { levelOf, type Scene, type Tie } from './scene.ts'

type Ctx = CanvasRenderingContext2D
type Point = readonly [number, number]

/** A map with so few ties shows them all, faintly; larger ones show bundles between groups. */
const allUpTo = 500
const bundlesAtMost = 60

/** The quiet ties: all of a small map, bundles between the groups of a large one. */
export function paintQuietTies(ctx: Ctx, scene: Scene): void {
  const { map, theme } = scene
  ctx.strokeStyle = theme.lineStrong
  ctx.globalAlpha = map.edges <= allUpTo ? 0.4 : 0.22
  if (map.edges <= allUpTo) for (const tie of allTies(map)) paintTie(ctx, scene, tie, 0.8)
  else for (const { from, to, count } of bundlesOf(map)) paintBundle(ctx, scene, { from, to, count })
  ctx.globalAlpha = 1
}

/** The ties of what is in focus: inputs in the accent's colour, uses in ink, kinds dashed, each with a tip. */
export function paintFocusTies(ctx: Ctx, scene: Scene, node: number, ties: readonly Tie[]): void {
  const { theme } = scene
  ctx.globalAlpha = ties.length > 150 ? 0.35 : 0.95
  for (const tie of ties) {
    ctx.strokeStyle = tie.to === node ? theme.accent : theme.ink
    ctx.fillStyle = ctx.strokeStyle
    paintTie(ctx, scene, tie, 1.5)
    if (ties.length <= 150) paintTip(ctx, scene, tie)
  }
  ctx.globalAlpha = 1
}

function* allTies({ count, inputs }: ChainMap): Generator<Tie> {
  for (let n = 0; n < count; n++) for (let e = inputs.starts[n]!; e < inputs.starts[n + 1]!; e++) yield { from: inputs.others[e]!, to: n, relation: inputs.relations[e]! }
}

function paintTie(ctx: Ctx, scene: Scene, { from, to, relation }: Tie, width: number): void {
  const start = endOf(scene, from, 'right')
  const end = endOf(scene, to, 'left')
  ctx.lineWidth = width
  ctx.setLineDash(relation === 1 ? [4, 3] : [])
  ctx.beginPath()
  curve(ctx, start, end)
  ctx.stroke()
  ctx.setLineDash([])
}

/** Where a tie leaves or enters a node, or the card of its folded group. */
function endOf(scene: Scene, n: number, side: 'left' | 'right'): Point {
  const { places, camera, map } = scene
  if (Number.isNaN(places.x[n]!)) {
    const box = blockBox(scene, map.blockOf[n]!)
    return [side === 'left' ? box.x : box.x + box.width - 4, box.y + box.height / 2]
  }
  if (levelOf(camera) !== 'cards') return toScreen(camera, places.x[n]! + 0.5, places.y[n]! + 0.5)
  const box = cardBox(scene, n)
  return [side === 'left' ? box.x : box.x + box.width, box.y + box.height / 2]
}

function curve(ctx: Ctx, [x0, y0]: Point, [x1, y1]: Point): void {
  const bend = x1 > x0 ? (x1 - x0) / 2 : Math.max(24, Math.min(80, (x0 - x1) / 3))
  ctx.moveTo(x0, y0)
  ctx.bezierCurveTo(x0 + bend, y0, x1 - bend, y1, x1, y1)
}

function paintTip(ctx: Ctx, scene: Scene, { to }: Tie): void {
  const [x, y] = endOf(scene, to, 'left')
  ctx.beginPath()
  ctx.moveTo(x, y)
  ctx.lineTo(x - 7, y - 3.5)
  ctx.lineTo(x - 7, y + 3.5)
  ctx.fill()
}

type Bundle = { from: number; to: number; count: number }
const bundled = new WeakMap<ChainMap, Bundle[]>()

/** Ties counted between groups, the thickest ones; counted once for a map. */
function bundlesOf(map: ChainMap): Bundle[] {
  const known = bundled.get(map)
  if (known) return known
  const counts = new Map<number, number>()
  const blocks = map.places.blocks.length
  for (const { from, to } of allTies(map)) {
    const key = map.blockOf[from]! * blocks + map.blockOf[to]!
    if (map.places.blocks[map.blockOf[from]!]!.column !== map.places.blocks[map.blockOf[to]!]!.column || map.places.columns.length === 1) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const bundles = [...counts].map(([key, count]) => ({ from: Math.floor(key / blocks), to: key % blocks, count })).sort((a, b) => b.count - a.count).slice(0, bundlesAtMost)
  bundled.set(map, bundles)
  return bundles
}

function paintBundle(ctx: Ctx, scene: Scene, { from, to, count }: Bundle): void {
  const start = blockBox(scene, from)
  const end = blockBox(scene, to)
  ctx.lineWidth = Math.min(8, 0.6 + Math.log2(count + 1) * 0.6)
  ctx.beginPath()
  curve(ctx, [start.x + start.width, start.y + start.height / 2], [end.x, end.y + end.height / 2])
  ctx.stroke()
}
