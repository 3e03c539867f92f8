import { toScreen } from './camera.ts'
import { fitText, linesOf } from './paint-nodes.ts'
import type { Block } from './read-map.ts'
import { levelOf, type Scene } from './scene.ts'
import { drawSymbol, hatch, unknownState, type Theme } from './theme.ts'

type Ctx = CanvasRenderingContext2D
type Rect = { x: number; y: number; width: number; height: number }

/** Columns as pale bands, groups as frames with their names; folded groups, and groups seen from afar, tell their states. */
export function paintGrounds(ctx: Ctx, scene: Scene): void {
  const { places, camera, theme } = scene
  ctx.fillStyle = theme.raised
  for (const column of places.columns) {
    const [left] = toScreen(camera, column.x, 0)
    ctx.fillRect(left - 4, 0, column.width * camera.scaleX + 8, camera.view.height)
  }
  for (const [b, block] of places.blocks.entries()) if (block.title !== '' || scene.folded.has(b)) paintFrame(ctx, scene, b)
}

/** The rectangle of a block in the window. */
export function blockBox({ places, camera }: Scene, b: number): Rect {
  const block = places.blocks[b]!
  const [x, y] = toScreen(camera, block.x, block.y)
  return { x, y, width: block.width * camera.scaleX, height: block.height * camera.scaleY }
}

function paintFrame(ctx: Ctx, scene: Scene, b: number): void {
  const { theme, camera } = scene
  const { x, y, width, height } = blockBox(scene, b)
  if (x + width < 0 || y + height < -20 || x > camera.view.width || y > camera.view.height) return
  ctx.strokeStyle = theme.line
  ctx.lineWidth = 1
  ctx.fillStyle = theme.sunk
  ctx.beginPath()
  ctx.roundRect(x - 2, y - 1, width + 2, height + 2, 4)
  ctx.fill()
  ctx.stroke()
}

/** Names and states of the groups, over everything else. */
export function paintTitles(ctx: Ctx, scene: Scene): void {
  const far = levelOf(scene.camera) === 'points'
  for (const [b, block] of scene.places.blocks.entries()) {
    if (scene.folded.has(b)) paintFolded(ctx, scene, b)
    else if (block.title !== '') paintTitle(ctx, scene, b, far)
  }
}

function paintTitle(ctx: Ctx, scene: Scene, b: number, far: boolean): void {
  const { camera, theme, places } = scene
  const block = places.blocks[b]!
  const box = blockBox(scene, b)
  const room = Math.min(camera.scaleY, 16)
  if (box.width < 46 || (far ? box.height < 22 : room < 9)) return
  const size = far ? 12 : Math.max(10, Math.min(12, room))
  ctx.font = `600 ${size}px ${theme.font}`
  ctx.textBaseline = 'alphabetic'
  const text = `${block.title} ${block.nodes}`
  // From afar the name stands on the points: a ground of paper keeps it readable.
  const shown = fitText(ctx, text, box.width - 6)
  if (!far) {
    ctx.fillStyle = theme.muted
    ctx.fillText(shown, box.x + 1, box.y - 4)
    return
  }
  ctx.fillStyle = theme.paper
  ctx.fillRect(box.x + 2, box.y + 2, ctx.measureText(shown).width + 8, 17)
  ctx.fillStyle = theme.ink
  ctx.fillText(shown, box.x + 6, box.y + 15)
  if (box.width >= 60 && box.height >= 34) paintStrip(ctx, theme, block, { x: box.x + 4, y: box.y + 22, width: Math.min(box.width - 8, 120), height: 6 })
}

function paintFolded(ctx: Ctx, scene: Scene, b: number): void {
  const { theme, places, countWord } = scene
  const block = places.blocks[b]!
  const { x, y, width, height } = blockBox(scene, b)
  ctx.fillStyle = theme.raised
  ctx.strokeStyle = theme.lineStrong
  ctx.lineWidth = 1
  ctx.beginPath()
  ctx.roundRect(x, y + 1, width - 4, height - 4, 4)
  ctx.fill()
  ctx.stroke()
  if (height < 14 || width < 40) return
  const title = block.title === '' ? countWord(block.nodes) : block.title
  const lines = linesOfTitle(ctx, scene, title, { width: width - 18, height })
  const strip = height >= 34
  const top = y + (height - 3) / 2 - ((lines.length - 1) * 15) / 2 - (strip ? 10 : 0)
  ctx.textBaseline = 'middle'
  ctx.fillStyle = theme.ink
  for (const [i, line] of lines.entries()) ctx.fillText(line, x + 8, top + i * 15)
  if (!strip) return
  const below = top + lines.length * 15 + 3
  ctx.fillStyle = theme.muted
  ctx.font = `11px ${theme.font}`
  const count = String(block.nodes)
  ctx.fillText(count, x + 8, below)
  const wide = ctx.measureText(count).width
  paintStrip(ctx, theme, block, { x: x + 14 + wide, y: below - 6, width: width - wide - 30, height: 12 })
}

/** The name on a folded card: as many lines as there is room for, at most two. */
function linesOfTitle(ctx: Ctx, { theme }: Scene, title: string, room: { width: number; height: number }): string[] {
  ctx.font = `600 12px ${theme.font}`
  return linesOf(ctx, `＋ ${title}`, room.width, room.height >= 56 ? 2 : 1)
}

/** The states of a group as a bar of shares, each with its symbol where it fits. */
export function paintStrip(ctx: Ctx, theme: Theme, { counts, nodes }: Pick<Block, 'counts' | 'nodes'>, { x, y, width, height }: Rect): void {
  let left = x
  for (const [state, count] of counts.entries()) {
    if (count === 0 || width <= 0) continue
    const share = (count / nodes) * width
    if (state === unknownState) {
      hatch(ctx, { x: left, y, width: share, height, color: theme.lineStrong })
      ctx.strokeStyle = theme.lineStrong
      ctx.lineWidth = 1
      ctx.strokeRect(left + 0.5, y + 0.5, Math.max(0, share - 1), height - 1)
    } else {
      ctx.fillStyle = theme.states[state]!
      ctx.fillRect(left, y, Math.max(1, share - 1), height)
    }
    if (share >= 13 && height >= 12) drawSymbol(ctx, theme, state, { x: left + share / 2 - 4.5, y: y + height / 2 - 4.5, size: 9, color: state === unknownState ? theme.ink : theme.paper })
    left += share
  }
}
