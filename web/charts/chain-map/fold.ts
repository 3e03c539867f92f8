import { cellsOf, type Block, type ChainMap, type Column, type Places } from './read-map.ts'

/** Rows and columns that a folded group takes, and the empty row or column beside a block. */
const FOLDED_ROWS = 2
const FOLDED_COLUMNS = 2
const GAP = 1
/** A column is at least this high before its blocks go on in a further shelf. */
const LEAST_HEIGHT = 18

/**
 * Places with some groups folded to a card each: in every column the blocks are stacked anew in their order, so that what is folded
 * gives its room away. With nothing folded the picture is the server's, the same for everyone.
 */
export function foldPlaces(map: ChainMap, folded: ReadonlySet<number>): Places {
  if (folded.size === 0) return map.places
  const { places } = map
  const limit = Math.max(LEAST_HEIGHT, Math.ceil(Math.sqrt(folded.size) * 3), tallest(places.blocks, folded))
  const blocks = places.blocks.map((block, b): Block => (folded.has(b) ? { ...block, width: FOLDED_COLUMNS, height: FOLDED_ROWS } : { ...block }))
  const columns = stackColumns(places, blocks, limit)
  const { x, y } = moveNodes(map, blocks, folded)
  const width = Math.max(1, ...columns.map((column) => column.x + column.width))
  const height = Math.max(1, ...blocks.map((block) => block.y + block.height))
  return { x, y, columns, blocks, width, height, at: cellsOf(x, y, width, height) }
}

function tallest(blocks: readonly Block[], folded: ReadonlySet<number>): number {
  return blocks.reduce((most, block, b) => (folded.has(b) ? most : Math.max(most, block.height)), 0)
}

/** Stacks each column's blocks from the top, in shelves from the left; answers the columns where they now stand. */
function stackColumns({ columns, blocks: before }: Places, blocks: readonly Block[], limit: number): Column[] {
  let left = 0
  const stacked = columns.map((column, c) => {
    const own = blocks.map((block, b) => ({ block, was: before[b]! })).filter(({ was }) => was.column === c)
    own.sort((a, b) => a.was.x - b.was.x || a.was.y - b.was.y)
    const right = stack(own.map(({ block }) => block), left, limit)
    const next = columns[c + 1]
    const placed = { ...column, x: left, width: right - left }
    left = right + (next ? Math.max(GAP, next.x - column.x - column.width) : 0)
    return placed
  })
  centre(blocks, columns.length)
  return stacked
}

function stack(blocks: readonly Block[], left: number, limit: number): number {
  let top = 0
  let shelf = left
  let right = left
  for (const block of blocks) {
    if (top > 0 && top + block.height > limit) {
      top = 0
      shelf = right + GAP
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

function moveNodes({ places, blockOf, count }: ChainMap, blocks: readonly Block[], folded: ReadonlySet<number>): { x: Float32Array; y: Float32Array } {
  const x = new Float32Array(count)
  const y = new Float32Array(count)
  for (let n = 0; n < count; n++) {
    const b = blockOf[n]!
    const to = blocks[b]!
    const from = places.blocks[b]!
    x[n] = folded.has(b) ? Number.NaN : places.x[n]! - from.x + to.x
    y[n] = folded.has(b) ? Number.NaN : places.y[n]! - from.y + to.y
  }
  return { x, y }
}
