import { toScreen, type Camera } from './camera.ts'
import { paintMarks } from './paint-nodes.ts'
import type { Points } from './points.ts'
import type { ChainMap, Places } from './read-map.ts'
import { levelOf, markSize } from './scene.ts'
import { unknownState, type Theme } from './theme.ts'

/**
 * The same points without a graphics card: small squares are written into an image pixel by pixel, which for 100,000 of them takes a few
 * milliseconds where a software WebGL takes a hundred times that.
 */
export function openPixels(canvas: HTMLCanvasElement): Points | undefined {
  const ctx = canvas.getContext('2d')
  if (!ctx) return undefined
  let shown: { map: ChainMap; places: Places } | undefined
  let theme: Theme | undefined
  let image: ImageData | undefined
  const clear = () => ctx.clearRect(0, 0, canvas.width, canvas.height)
  return {
    setNodes: (map, places) => { shown = { map, places } },
    setTheme: (next) => { theme = next },
    draw(camera, alpha) {
      ctx.setTransform(1, 0, 0, 1, 0, 0)
      clear()
      if (!shown || !theme) return
      if (levelOf(camera) === 'points') {
        if (image?.width !== canvas.width || image.height !== canvas.height) image = ctx.createImageData(canvas.width, canvas.height)
        writePoints(image, { ...shown, theme, camera, alpha })
        ctx.putImageData(image, 0, 0)
        return
      }
      const ratio = canvas.width / camera.view.width
      ctx.setTransform(ratio, 0, 0, ratio, 0, 0)
      ctx.globalAlpha = alpha
      paintMarks(ctx, { ...shown, theme, camera })
      ctx.globalAlpha = 1
    },
    clear,
    close: clear,
  }
}

type Picture = { map: ChainMap; places: Places; theme: Theme; camera: Camera; alpha: number }

function writePoints({ data, width, height }: ImageData, { map: { count, states, sizes }, places: { x, y }, theme, camera, alpha }: Picture): void {
  const pixels = new Uint32Array(data.buffer)
  pixels.fill(0)
  const ratio = width / camera.view.width
  const colors = Uint32Array.from(theme.states, (color, state) => packed(color, alpha * (state === unknownState ? 0.55 : 1)))
  const [left, top] = toScreen(camera, 0.5, 0.5)
  for (let n = 0; n < count; n++) {
    const size = markSize(camera, sizes[n]!)
    const fromX = Math.round((left + x[n]! * camera.scaleX - size / 2) * ratio)
    const fromY = Math.round((top + y[n]! * camera.scaleY - size / 2) * ratio)
    const side = Math.max(1, Math.round(size * ratio))
    // Also false for nodes that stand nowhere.
    if (!(fromX >= 0 && fromY >= 0 && fromX + side <= width && fromY + side <= height)) continue
    const color = colors[states[n]!]!
    for (let row = fromY; row < fromY + side; row++) pixels.fill(color, row * width + fromX, row * width + fromX + side)
  }
}

/** A colour of the tokens as one number, in the byte order of image data. */
function packed(color: string, alpha: number): number {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16))
  return ((Math.round(alpha * 255) << 24) | (blue! << 16) | (green! << 8) | red!) >>> 0
}
