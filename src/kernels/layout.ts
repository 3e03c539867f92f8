import { buildGraph, edgeSources, mergeGraphs, reverseGraph, type Graph } from './graph.ts'
import { lateLayers } from './layers.ts'

/** What is laid out. `stage` and `group` are small numbers, -1 where there is none; edges lead from a node to its inputs, and to its kinds. */
export type LayoutInput = { requires: Graph; kinds: Graph; stage: Int32Array; group: Int32Array }

/** The band of a stage (columns x0 up to before x1, rows y0 up to before y1; the nodes without a stage, -1, come last) and the block of a group in it. */
export type Band = { stage: number; x0: number; x1: number; y0: number; y1: number }
export type Block = Band & { group: number; nodes: number }

/** Positions in whole cells, x to the right and y down; no two nodes share a cell. */
export type Layout = { x: Float32Array; y: Float32Array; bands: Band[]; blocks: Block[] }

/**
 * Positions for a chain map: stages are bands from left to right; in a band every group is a block; in a block the columns are the layers
 * (inputs left of what they go into), wide ones wrapped; in a column the nodes stand near what they are tied to: the barycentre heuristic of
 * K. Sugiyama, S. Tagawa, M. Toda, "Methods for visual understanding of hierarchical system structures", 1981. The same chain gives the same
 * picture for everyone; ties go by number. O(N log N + E) a sweep.
 */
export function layout({ requires, kinds, stage, group }: LayoutInput): Layout {
  const nodes = requires.nodes
  const inputs = mergeGraphs(nodes, [requires, kinds])
  const users = reverseGraph(inputs)
  const bands = bandsOf(stage, group, lateLayers(withinBlocks(inputs, stage, group)))
  const height = Math.max(MIN_ROWS, Math.ceil(Math.sqrt(nodes * ASPECT)))
  const result: Layout = { x: new Float32Array(nodes), y: new Float32Array(nodes), bands: [], blocks: [] }
  place(bands, height, result)
  const pull = new Float64Array(nodes)
  for (let turn = 0; turn < TURNS; turn++) {
    sweep(bands, inputs, { pull, layout: result })
    place(bands, height, result)
    reverse(bands)
    sweep(bands, users, { pull, layout: result })
    reverse(bands)
    place(bands, height, result)
  }
  return result
}

/** Rows of the shortest map, and rows for each column of a large one. */
const MIN_ROWS = 18
const ASPECT = 0.6
/** Empty rows and columns between blocks, and columns between bands: more of them on a map of many columns. */
const BLOCK_GAP = 1
const bandGap = (nodes: number): number => 1 + Math.floor(Math.sqrt(nodes) / 100)
/** Sweeps there and back. */
const TURNS = 3

/** The nodes of one layer of one group of one stage, in their order from top to bottom, and where they stand. */
type Cell = { nodes: Int32Array; column: number; top: number; columns: number }
type BlockCells = { group: number; pull: number; nodes: number; cells: Cell[] }
type BandCells = { stage: number; blocks: BlockCells[] }

/** The edges whose two ends stand in one block; the others do not bear on the columns. */
function withinBlocks(graph: Graph, stage: Int32Array, group: Int32Array): Graph {
  const from = edgeSources(graph)
  const to = graph.targets
  const kept: number[] = []
  for (let e = 0; e < to.length; e++) if (stage[from[e]!] === stage[to[e]!] && group[from[e]!] === group[to[e]!]) kept.push(e)
  return buildGraph(graph.nodes, { sources: kept.map((e) => from[e]!), targets: kept.map((e) => to[e]!) })
}

function bandsOf(stage: Int32Array, group: Int32Array, layer: Int32Array): BandCells[] {
  const rank = (n: number): number => (stage[n]! < 0 ? Infinity : stage[n]!)
  const nodes = Int32Array.from(stage, (_, n) => n)
  nodes.sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)) || group[a]! - group[b]! || layer[a]! - layer[b]! || a - b)
  const bands: BandCells[] = []
  for (let from = 0; from < nodes.length; ) {
    const first = nodes[from]!
    let to = from + 1
    while (to < nodes.length && stage[nodes[to]!] === stage[first] && group[nodes[to]!] === group[first] && layer[nodes[to]!] === layer[first]) to++
    if (bands.at(-1)?.stage !== stage[first]) bands.push({ stage: stage[first]!, blocks: [] })
    const { blocks } = bands.at(-1)!
    if (blocks.at(-1)?.group !== group[first]) blocks.push({ group: group[first]!, pull: 0, nodes: 0, cells: [] })
    blocks.at(-1)!.cells.push({ nodes: nodes.subarray(from, to), column: 0, top: 0, columns: 1 })
    blocks.at(-1)!.nodes += to - from
    from = to
  }
  return bands
}

type Sweep = { pull: Float64Array; layout: Layout }

/** One pass over all columns: each is ordered by the columns before it, which have just been ordered; then the blocks by their nodes. */
function sweep(bands: readonly BandCells[], ties: Graph, { pull, layout: { x, y } }: Sweep): void {
  const byPull = (a: number, b: number): number => pull[a]! - pull[b]! || a - b
  for (const { blocks } of bands) {
    for (const block of blocks) {
      block.pull = 0
      for (const cell of block.cells) {
        for (const n of cell.nodes) {
          pull[n] = barycentre(ties, n, y)
          block.pull += pull[n]! / block.nodes
        }
        cell.nodes.sort(byPull)
        seat(cell, x, y)
      }
    }
    blocks.sort((a, b) => a.pull - b.pull || a.group - b.group)
  }
}

/** The mean row of what a node is tied to; a node without ties stays where it is. */
function barycentre({ starts, targets }: Graph, n: number, y: Float32Array): number {
  const first = starts[n]!
  const last = starts[n + 1]!
  if (first === last) return y[n]!
  let sum = 0
  for (let e = first; e < last; e++) sum += y[targets[e]!]!
  return sum / (last - first)
}

/** Turns the order of the columns round; the order of blocks from top to bottom stays. */
function reverse(bands: BandCells[]): void {
  bands.reverse()
  for (const { blocks } of bands) for (const { cells } of blocks) cells.reverse()
}

/** Stacks the blocks of each band from the top; a band that would pass `height` goes on in a further shelf to its right. */
function place(bands: readonly BandCells[], height: number, result: Layout): void {
  result.bands = []
  result.blocks = []
  let left = 0
  for (const { stage, blocks } of bands) {
    const band: Band = { stage, x0: left, x1: left, y0: 0, y1: 0 }
    let top = 0
    for (const block of blocks) {
      const rows = rowsOf(block, height)
      if (top > 0 && top + rows > height) {
        top = 0
        left = band.x1 + BLOCK_GAP
      }
      const right = placeBlock(block, rows, { left, top }, result)
      result.blocks.push({ stage, group: block.group, x0: left, x1: right, y0: top, y1: top + rows, nodes: block.nodes })
      band.x1 = Math.max(band.x1, right)
      band.y1 = Math.max(band.y1, top + rows)
      top += rows + BLOCK_GAP
    }
    result.bands.push(band)
    left = band.x1 + bandGap(result.x.length)
  }
  centre(bands, result)
}

/** Moves every band down to the middle of the highest. */
function centre(bands: readonly BandCells[], { y, bands: placed, blocks }: Layout): void {
  const highest = placed.reduce((most, { y1 }) => Math.max(most, y1), 0)
  for (const [i, band] of placed.entries()) {
    const down = Math.floor((highest - band.y1) / 2)
    if (down === 0) continue
    for (const { cells } of bands[i]!.blocks) {
      for (const cell of cells) {
        cell.top += down
        for (const n of cell.nodes) y[n]! += down
      }
    }
    for (const block of blocks) if (block.stage === band.stage) [block.y0, block.y1] = [block.y0 + down, block.y1 + down]
    ;[band.y0, band.y1] = [down, band.y1 + down]
  }
}

/** As many rows as the widest layer needs, but neither more than the map is high nor much more than the block is wide. */
function rowsOf({ cells, nodes }: BlockCells, height: number): number {
  const widest = cells.reduce((most, cell) => Math.max(most, cell.nodes.length), 0)
  return Math.min(widest, height, Math.max(MIN_ROWS, Math.ceil(Math.sqrt(nodes))))
}

/** Layers are columns; a layer with more nodes than rows takes as many columns as it needs. Answers the column after the last. */
function placeBlock({ cells }: BlockCells, rows: number, { left, top }: { left: number; top: number }, { x, y }: Layout): number {
  let column = left
  for (const cell of cells) {
    cell.column = column
    cell.columns = Math.ceil(cell.nodes.length / rows)
    cell.top = top + Math.floor((rows - Math.ceil(cell.nodes.length / cell.columns)) / 2)
    seat(cell, x, y)
    column += cell.columns
  }
  return column
}

/** Fills a cell row by row, so that the order of its nodes is their height even where they take several columns. */
function seat({ nodes, column, top, columns }: Cell, x: Float32Array, y: Float32Array): void {
  for (let i = 0; i < nodes.length; i++) {
    x[nodes[i]!] = column + (i % columns)
    y[nodes[i]!] = top + Math.floor(i / columns)
  }
}
