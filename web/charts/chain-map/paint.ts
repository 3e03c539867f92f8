import { toScreen } from './camera.ts'
import { paintFocusTies, paintQuietTies } from './paint-edges.ts'
import { paintGrounds, paintTitles } from './paint-groups.ts'
import { cardBox, paintCards, paintMarks, paintNames } from './paint-nodes.ts'
import type { Points } from './points.ts'
import { focusOf, levelOf, markSize, type Scene } from './scene.ts'

/** From so many nodes on they are points of a canvas of their own, drawn by the graphics card where there is one. */
export const pointsFrom = 3000
/** How strongly what is not in focus is still seen. */
const dimmed = 0.3

/** One picture of the scene: grounds, quiet ties, nodes, what is in focus, titles. */
export function paintScene(canvas: HTMLCanvasElement, points: Points | undefined, scene: Scene): void {
  const ctx = canvas.getContext('2d')
  if (!ctx) return
  const { camera, map, selected } = scene
  const level = levelOf(camera)
  const alpha = selected >= 0 && level !== 'points' ? dimmed : 1
  const byPoints = map.count > pointsFrom && points !== undefined && level !== 'cards'
  ctx.setTransform(canvas.width / camera.view.width, 0, 0, canvas.height / camera.view.height, 0, 0)
  ctx.clearRect(0, 0, camera.view.width, camera.view.height)
  if (!byPoints) paintGrounds(ctx, scene)
  if (selected < 0) paintQuietTies(ctx, scene)
  if (byPoints) points.draw(camera, alpha)
  else points?.clear()
  ctx.globalAlpha = alpha
  if (level === 'cards') paintCards(ctx, scene)
  else if (!byPoints) paintMarks(ctx, scene)
  ctx.globalAlpha = 1
  paintFocus(ctx, scene)
  paintTitles(ctx, scene)
}

function paintFocus(ctx: CanvasRenderingContext2D, scene: Scene): void {
  const focus = focusOf(scene)
  const level = levelOf(scene.camera)
  const near = [...(focus?.near ?? [])].filter((n) => !Number.isNaN(scene.places.x[n]!))
  if (focus) paintFocusTies(ctx, scene, focus.node, focus.ties)
  const more = [...scene.marked].filter((n) => !focus?.near.has(n) && !Number.isNaN(scene.places.x[n]!))
  const hover = scene.hover >= 0 && scene.hover !== focus?.node && !focus?.near.has(scene.hover) ? [scene.hover] : []
  const nodes = [...near, ...hover, ...more]
  if (level === 'cards') paintCards(ctx, scene, nodes)
  else {
    paintMarks(ctx, scene, nodes)
    paintNames(ctx, scene, level === 'marks' ? [...hover, ...near] : [...hover, ...(focus ? [focus.node] : [])])
  }
  for (const n of more) ring(ctx, scene, n, scene.theme.accent, 1.5)
  if (scene.hover >= 0) ring(ctx, scene, scene.hover, scene.theme.lineStrong, 1.5)
  if (scene.selected >= 0) ring(ctx, scene, scene.selected, scene.theme.accent, 3)
}

function ring(ctx: CanvasRenderingContext2D, scene: Scene, n: number, color: string, width: number): void {
  const { places, camera, map } = scene
  if (Number.isNaN(places.x[n]!)) return
  ctx.strokeStyle = color
  ctx.lineWidth = width
  ctx.beginPath()
  if (levelOf(camera) === 'cards') {
    const box = cardBox(scene, n)
    ctx.roundRect(box.x - 2, box.y - 2, box.width + 4, box.height + 4, 4)
  } else {
    const [x, y] = toScreen(camera, places.x[n]! + 0.5, places.y[n]! + 0.5)
    ctx.arc(x, y, Math.max(6, markSize(camera, map.sizes[n]!) / 2 + 3), 0, 2 * Math.PI)
  }
  ctx.stroke()
}
