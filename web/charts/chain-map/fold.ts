import { cellsOf, type Block, type ChainMap, type Column, type Places } from './read-map.ts'

/** Rows and columns that a folded group takes, and the empty row or column beside a block. */
const FOLDED = { rows: 3, columns: 4 }
const GAP = 1
/** A column is at least this high before its blocks go on in a further shelf. */
const LEAST_HEIGHT = 18
/** Maps up to this size are packed as lists, so that every name can be read at once. */
const PACKED_UP_TO = 400
/** Pixels that a card asks for, and a window it is packed for: the same for everyone, so that the picture is too. */
const CARD = { width: 130, height: 21 }
const WINDOW = { width: 1000, height: 560 }

/**
 * Where everything stands. A large map stands as the server placed it. Where groups are folded, or the map is small enough for its names to
 * be read, the blocks of each column are stacked anew in the server's order: folded ones as a card, small ones as lists.
 */
export function foldPlaces(map: ChainMap, folded: ReadonlySet<number>): Places {
  const packed = map.count - nodesOf(map, folded) <= PACKED_UP_TO
  if (folded.size === 0 && !packed) return map.places
  if (!packed) return arrange(map, { folded, limit: Math.max(LEAST_HEIGHT, Math.ceil(Math.sqrt(folded.size) * 4), tallest(map.places.blocks, folded)), packed })
  const tries = [12, 15, 18, 22, 26, 30, 36, 44].map((limit) => arrange(map, { folded, limit, packed }))
  return tries.reduce((best, next) => (roomOf(next) > roomOf(best) + 1e-9 ? next : best))
}

/** How well cards can be read: 1 where they have the room they ask for. */
function roomOf({ width, height }: Places): number {
  return Math.min(WINDOW.width / width / CARD.width, WINDOW.height / height / CARD.height)
}

function nodesOf({ places: { blocks } }: ChainMap, folded: ReadonlySet<number>): number {
  return [...folded].reduce((sum, b) => sum + (blocks[b]?.nodes ?? 0), 0)
}

function tallest(blocks: readonly Block[], folded: ReadonlySet<number>): number {
  return blocks.reduce((most, block, b) => (folded.has(b) ? most : Math.max(most, block.height)), 0)
}

type Way = { folded: ReadonlySet<number>; limit: number; packed: boolean }

function arrange(map: ChainMap, way: Way): Places {
  const { places } = map
  const blocks = places.blocks.map((block, b): Block => ({ ...block, ...sizeOf(block, way.folded.has(b), way) }))
  const columns = stackColumns(places, blocks, way.limit)
  const { x, y } = way.packed ? listNodes(map, blocks, way.folded) : moveNodes(map, blocks, way.folded)
  const width = Math.max(1, ...columns.map((column) => column.x + column.width))
  const height = Math.max(1, ...blocks.map((block) => block.y + block.height))
  return { x, y, columns, blocks, width, height, shift: columnGap, ...cellsOf({ x, y, columns, height, shift: columnGap }) }
}

function sizeOf({ width, height, nodes }: Block, isFolded: boolean, { limit, packed }: Way): { width: number; height: number } {
  if (isFolded) return packed ? { width: 1, height: FOLDED.rows } : { width: FOLDED.columns, height: FOLDED.rows }
  if (!packed) return { width, height }
  const columns = Math.max(1, Math.ceil(nodes / limit))
  return { width: columns, height: Math.max(1, Math.ceil(nodes / columns)) }
}

/** Stacks each column's blocks from the top, in shelves from the left; answers the columns where they now stand. */
function stackColumns({ columns, blocks: before }: Places, blocks: readonly Block[], limit: number): Column[] {
  let left = 0
  const stacked = columns.map((column, c) => {
    const own = blocks.map((block, b) => ({ block, was: before[b]! })).filter(({ was }) => was.column === c)
    own.sort((a, b) => a.was.x - b.was.x || a.was.y - b.was.y)
    const right = stack(own.map(({ block }) => block), left, limit)
    const placed = { ...column, x: left, width: right - left }
    left = right + columnGap
    return placed
  })
  centre(blocks, columns.length)
  return stacked
}

/** Between columns, in cells: enough for the ties to turn. */
const columnGap = 0.4

function stack(blocks: readonly Block[], left: number, limit: number): number {
  let top = 0
  let shelf = left
  let right = left
  for (const block of blocks) {
    if (top > 0 && top + block.height > limit) {
      top = 0
      shelf = right
    }
    block.x = shelf
    block.y = top
    right = Math.max(right, shelf + block.width)
    top += block.height + GAP
  }
  return right
}

/** Moves every column down to the middle of the highest. */
function centre(blocks: readonly Block[], columns: number): void {
  const bottoms = new Int32Array(columns)
  for (const { column, y, height } of blocks) bottoms[column] = Math.max(bottoms[column]!, y + height)
  const highest = bottoms.reduce((most, bottom) => Math.max(most, bottom), 0)
  for (const block of blocks) block.y += Math.floor((highest - bottoms[block.column]!) / 2)
}

type XY = { x: Float32Array; y: Float32Array }

/** Nodes keep their place within their block. */
function moveNodes({ places, blockOf, count }: ChainMap, blocks: readonly Block[], folded: ReadonlySet<number>): XY {
  const x = new Float32Array(count).fill(Number.NaN)
  const y = new Float32Array(count).fill(Number.NaN)
  for (let n = 0; n < count; n++) {
    const b = blockOf[n]!
    if (folded.has(b)) continue
    x[n] = places.x[n]! - places.blocks[b]!.x + blocks[b]!.x
    y[n] = places.y[n]! - places.blocks[b]!.y + blocks[b]!.y
  }
  return { x, y }
}

/** Nodes as lists in their block, in the server's order: inputs before what they go into. */
function listNodes({ places, blockOf, count }: ChainMap, blocks: readonly Block[], folded: ReadonlySet<number>): XY {
  const x = new Float32Array(count).fill(Number.NaN)
  const y = new Float32Array(count).fill(Number.NaN)
  const next = new Int32Array(blocks.length)
  const order = Array.from({ length: count }, (_, n) => n).sort((a, b) => places.x[a]! - places.x[b]! || places.y[a]! - places.y[b]!)
  for (const n of order) {
    const b = blockOf[n]!
    if (folded.has(b)) continue
    const block = blocks[b]!
    const place = next[b]!++
    x[n] = block.x + Math.floor(place / block.height)
    y[n] = block.y + (place % block.height)
  }
  return { x, y }
}
