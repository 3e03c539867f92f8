import { depthFor, fitCamera, lookAt, panBy, resized, showCell, toCell, zoomAt, type Camera, type Frame } from './camera.ts'
import { paintScene, pointsFrom } from './paint.ts'
import { openPixels } from './pixels.ts'
import { openPoints, type Points } from './points.ts'
import { nodeAt, type ChainMap, type Places } from './read-map.ts'
import { levelOf, type Scene, type Tie } from './scene.ts'
import { readTheme } from './theme.ts'

/** Width of a cell from which a name can be read. */
const readable = 110

export type ChartEvents = {
  /** After every picture. */
  onFrame: (camera: Camera, places: Places) => void
  countWord: (nodes: number) => string
}

/** A map, which of its groups are folded, and where everything therefore stands. */
export type Shown = { map: ChainMap; folded: ReadonlySet<number>; places: Places }

/** A chain map on two canvases. It draws when something changed, at most once a frame. */
export type Chart = {
  setMap: (shown: Shown) => void
  setFocus: (focus: { selected?: number; hover?: number; marked?: ReadonlySet<number>; extraTies?: readonly Tie[] }) => void
  /** Brings a node into sight. */
  show: (node: number) => void
  /** Looks at one column of the map. */
  showColumn: (column: number) => void
  fit: () => void
  zoom: (by: number, left?: number, top?: number) => void
  pan: (right: number, down: number) => void
  /** The node, else the folded block, at a place of the window. */
  pick: (left: number, top: number) => { node: number; block: number }
  middle: () => { x: number; y: number }
  lookAt: (x: number, y: number) => void
  setTheme: () => void
  setCountWord: (word: (nodes: number) => string) => void
  resize: () => void
  scene: () => Scene
  close: () => void
}

const padding: Frame['padding'] = { top: 68, right: 58, bottom: 16, left: 12 }

/** Opens a chart in a box that holds two canvases, the one for points below. */
export function openChart(box: HTMLElement, [below, above]: readonly [HTMLCanvasElement, HTMLCanvasElement], { map: first, folded, places }: Shown, events: ChartEvents): Chart {
  const view = () => ({ width: Math.max(1, box.clientWidth), height: Math.max(1, box.clientHeight) })
  const frameOf = ({ width, height }: Places): Frame => ({ width, height, padding })
  const scene: Scene = {
    map: first, places, folded, camera: fitCamera(view(), frameOf(places)), theme: readTheme(box, first.colouring), selected: -1, hover: -1, marked: new Set(), extraTies: [], countWord: events.countWord,
  }
  let points: Points | undefined
  let asked = 0
  const draw = () => {
    asked = 0
    paintScene(above, points, scene)
    events.onFrame(scene.camera, scene.places)
  }
  const change = (part: Partial<Scene>) => {
    Object.assign(scene, part)
    asked ||= requestAnimationFrame(draw)
  }
  const resize = () => {
    const { width, height } = view()
    for (const canvas of [below, above]) {
      canvas.width = Math.round(width * devicePixelRatio)
      canvas.height = Math.round(height * devicePixelRatio)
    }
    change({ camera: resized(scene.camera, { width, height }) })
    if (scene.selected >= 0) showSelected()
  }
  const showSelected = () => {
    const { camera, selected } = scene
    if (!Number.isNaN(scene.places.x[selected]!)) change({ camera: showCell(camera, scene.places.x[selected]! + 0.5, scene.places.y[selected]! + 0.5, camera.depth) })
  }
  const setPlaces = () => {
    if (scene.map.count > pointsFrom) {
      points ??= openPoints(below) ?? openPixels(below)
      points?.setTheme(scene.theme)
      points?.setNodes(scene.map, scene.places)
    } else points?.clear()
  }
  setPlaces()
  resize()
  return {
    ...moves(scene, change),
    setMap(next) {
      // The same picture with other states keeps the view; another picture is seen whole.
      const same = next.places.width === scene.places.width && next.places.height === scene.places.height && next.map.count === scene.map.count
      const theme = next.map.colouring === scene.theme.colouring ? scene.theme : readTheme(box, next.map.colouring)
      change({ ...next, theme, camera: same ? scene.camera : fitCamera(view(), frameOf(next.places)), hover: -1 })
      setPlaces()
    },
    setFocus: change,
    setTheme() {
      change({ theme: readTheme(box, scene.map.colouring) })
      setPlaces()
    },
    setCountWord: (countWord) => change({ countWord }),
    resize,
    scene: () => scene,
    close() {
      cancelAnimationFrame(asked)
      points?.close()
    },
  }
}

type Moves = Pick<Chart, 'show' | 'showColumn' | 'fit' | 'zoom' | 'pan' | 'pick' | 'middle' | 'lookAt'>

function moves(scene: Scene, change: (part: Partial<Scene>) => void): Moves {
  return {
    show(node) {
      const { places, camera } = scene
      if (Number.isNaN(places.x[node]!)) return
      // Where names can be read already, nothing comes nearer by itself.
      const depth = levelOf(camera) === 'cards' ? 0 : Math.min(0.9, depthFor(camera, readable))
      change({ camera: showCell(camera, places.x[node]! + 0.5, places.y[node]! + 0.5, depth) })
    },
    showColumn(c) {
      const column = scene.places.columns[c]
      if (!column) return
      const { camera, places } = scene
      const wanted = depthFor(camera, (camera.view.width - padding.left - padding.right) / column.width)
      change({ camera: lookAt(camera, column.x + column.width / 2, places.height / 2, wanted) })
    },
    fit: () => change({ camera: fitCamera(scene.camera.view, scene.camera.frame) }),
    zoom: (by, left, top) => change({ camera: zoomAt(scene.camera, by, left, top) }),
    pan: (right, down) => change({ camera: panBy(scene.camera, right, down) }),
    lookAt: (x, y) => change({ camera: lookAt(scene.camera, x, y) }),
    middle: () => ({ x: scene.camera.x, y: scene.camera.y }),
    pick: (left, top) => pick(scene, left, top),
  }
}

/** From afar a point is smaller than a finger: the cells around are tried too. */
function pick({ camera, places, folded }: Scene, left: number, top: number): { node: number; block: number } {
  const [x, y] = toCell(camera, left, top)
  const reach = levelOf(camera) === 'points' ? Math.ceil(3 / Math.min(camera.scaleX, camera.scaleY)) : 0
  for (let r = 0; r <= Math.min(reach, 3); r++) {
    for (let dy = -r; dy <= r; dy++) {
      for (let dx = -r; dx <= r; dx++) {
        const n = nodeAt(places, x + dx, y + dy)
        if (n >= 0) return { node: n, block: -1 }
      }
    }
  }
  const block = [...folded].find((b) => contains(places.blocks[b], x, y))
  return { node: -1, block: block ?? -1 }
}

function contains(box: { x: number; y: number; width: number; height: number } | undefined, x: number, y: number): boolean {
  return box !== undefined && x >= box.x && y >= box.y && x < box.x + box.width && y < box.y + box.height
}
