import { seenCells, type Camera } from './camera.ts'
import type { ChainMap, Places } from './read-map.ts'
import type { Theme } from './theme.ts'

/** How near the map is seen: names on cards, symbols, or points under the groups. */
export type Level = 'cards' | 'marks' | 'points'

/** All that a picture depends on. Nodes are numbers, -1 for none. */
export type Scene = {
  map: ChainMap
  places: Places
  folded: ReadonlySet<number>
  camera: Camera
  theme: Theme
  selected: number
  hover: number
  /** Nodes chosen in the table. */
  marked: ReadonlySet<number>
  /** Ties of the selected node that the map left out, as nodes of the map. */
  extraTies: readonly Tie[]
  /** What folded groups say of how many nodes they hold. */
  countWord: (nodes: number) => string
}

/** A tie that ends at a node or begins there. */
export type Tie = { from: number; to: number; relation: number }

const least = { cardWidth: 62, cardHeight: 17, mark: 7 }

/** The level follows from how large a cell is. */
export function levelOf({ scaleX, scaleY }: Camera): Level {
  if (scaleX >= least.cardWidth && scaleY >= least.cardHeight) return 'cards'
  return Math.min(scaleX, scaleY) >= least.mark ? 'marks' : 'points'
}

/** How large a mark is drawn, in CSS pixels: by its size in the room that a cell gives. */
export function markSize({ scaleX, scaleY }: Camera, size: number): number {
  const room = Math.min(scaleX, scaleY)
  return Math.min(room <= 4 ? Math.max(1.5, room) : room * (0.5 + 0.42 * size), 22)
}

/** The nodes that stand in the window, through the cells rather than through all nodes. */
export function* seenNodes({ places, camera }: Pick<Scene, 'places' | 'camera'>): Generator<number> {
  const seen = seenCells(camera)
  if (places.shift !== 0) return yield* within(places, seen)
  const left = Math.max(0, Math.floor(seen.x) - 1)
  const top = Math.max(0, Math.floor(seen.y) - 1)
  const right = Math.min(places.across - 1, Math.ceil(seen.x + seen.width))
  const bottom = Math.min(places.height - 1, Math.ceil(seen.y + seen.height))
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const n = places.at[row * places.across + column] ?? -1
      if (n >= 0) yield n
    }
  }
}

function* within({ x, y }: Places, seen: ReturnType<typeof seenCells>): Generator<number> {
  for (let n = 0; n < x.length; n++) if (x[n]! > seen.x - 1 && y[n]! > seen.y - 1 && x[n]! < seen.x + seen.width && y[n]! < seen.y + seen.height) yield n
}

/** The ties of a node, both ways; each leads from the input to its user. */
export function tiesOfNode({ map: { inputs, users } }: Scene, n: number): Tie[] {
  const ties: Tie[] = []
  for (let e = inputs.starts[n]!; e < inputs.starts[n + 1]!; e++) ties.push({ from: inputs.others[e]!, to: n, relation: inputs.relations[e]! })
  for (let e = users.starts[n]!; e < users.starts[n + 1]!; e++) ties.push({ from: n, to: users.others[e]!, relation: users.relations[e]! })
  return ties
}


/** What is in focus: the selected node, else the one under the pointer, with its ties. */
export function focusOf(scene: Scene): { node: number; ties: Tie[]; near: Set<number> } | null {
  const node = scene.selected >= 0 ? scene.selected : scene.hover
  if (node < 0) return null
  const ties = tiesOfNode(scene, node)
  if (node === scene.selected) for (const extra of scene.extraTies) if (!ties.some(({ from, to }) => from === extra.from && to === extra.to)) ties.push(extra)
  return { node, ties, near: new Set([node, ...ties.flatMap(({ from, to }) => [from, to])]) }
}
