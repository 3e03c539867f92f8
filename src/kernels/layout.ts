import { mergeGraphs, reverseGraph, type Graph } from './graph.ts'
import { layers } from './layers.ts'

/** What is laid out. `stage` and `group` are small numbers, -1 where there is none; edges lead from a node to its inputs, and to its kinds. */
export type LayoutInput = { requires: Graph; kinds: Graph; stage: Int32Array; group: Int32Array }

/** The band of a stage (columns x0 up to before x1, rows 0 up to before y1; the nodes without a stage, -1, come last) and the block of a group in it. */
export type Band = { stage: number; x0: number; x1: number; y1: number }
export type Block = Band & { group: number; y0: number; nodes: number }

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
  const bands = bandsOf(stage, group, layers(inputs))
  const height = Math.max(MIN_ROWS, Math.ceil(Math.sqrt(nodes * ASPECT)))
  const result: Layout = { x: new Float32Array(nodes), y: new Float32Array(nodes), bands: [], blocks: [] }
  place(bands, height, result)
  const pull = new Float64Array(nodes)
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    barycentres(inputs, users, result.y, pull)
    order(bands, pull)
    place(bands, height, result)
  }
  return result
}

/** Rows of the shortest map, and rows for each column of a large one. */
const MIN_ROWS = 18
const ASPECT = 0.6
/** Empty columns between bands, empty rows and columns between blocks. */
const BAND_GAP = 2
const BLOCK_GAP = 1
const SWEEPS = 4

/** A cell holds the nodes of one layer of one group of one stage, in their order from top to bottom. */
type Cells = { group: number; pull: number; nodes: number; cells: Int32Array[] }
type BandCells = { stage: number; blocks: Cells[] }

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
    blocks.at(-1)!.cells.push(nodes.subarray(from, to))
    blocks.at(-1)!.nodes += to - from
    from = to
  }
  return bands
}

/** The mean row of what a node is tied to, and of itself, so that a node without ties stays where it is. */
function barycentres(inputs: Graph, users: Graph, y: Float32Array, pull: Float64Array): void {
  for (let n = 0; n < y.length; n++) {
    let sum = y[n]!
    let ties = 1
    for (const { starts, targets } of [inputs, users]) {
      for (let e = starts[n]!; e < starts[n + 1]!; e++) sum += y[targets[e]!]!
      ties += starts[n + 1]! - starts[n]!
    }
    pull[n] = sum / ties
  }
}

function order(bands: readonly BandCells[], pull: Float64Array): void {
  const byPull = (a: number, b: number): number => pull[a]! - pull[b]! || a - b
  for (const { blocks } of bands) {
    for (const block of blocks) {
      block.pull = 0
      for (const cell of block.cells) {
        cell.sort(byPull)
        for (const n of cell) block.pull += pull[n]! / block.nodes
      }
    }
    blocks.sort((a, b) => a.pull - b.pull || a.group - b.group)
  }
}

/** Stacks the blocks of each band from the top; a band that would pass `height` goes on in a further shelf to its right. */
function place(bands: readonly BandCells[], height: number, result: Layout): void {
  result.bands = []
  result.blocks = []
  let left = 0
  for (const { stage, blocks } of bands) {
    const band: Band = { stage, x0: left, x1: left, y1: 0 }
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
    left = band.x1 + BAND_GAP
  }
}

/** As many rows as the widest layer needs, but neither more than the map is high nor much more than the block is wide. */
function rowsOf({ cells, nodes }: Cells, height: number): number {
  const widest = cells.reduce((most, cell) => Math.max(most, cell.length), 0)
  return Math.min(widest, height, Math.max(MIN_ROWS, Math.ceil(Math.sqrt(nodes))))
}

/** Layers are columns; a layer with more nodes than rows is filled row by row over as many columns as it needs, so that order stays height. */
function placeBlock({ cells }: Cells, rows: number, { left, top }: { left: number; top: number }, { x, y }: Layout): number {
  let column = left
  for (const cell of cells) {
    const columns = Math.ceil(cell.length / rows)
    const used = Math.ceil(cell.length / columns)
    const down = top + Math.floor((rows - used) / 2)
    for (let i = 0; i < cell.length; i++) {
      x[cell[i]!] = column + (i % columns)
      y[cell[i]!] = down + Math.floor(i / columns)
    }
    column += columns
  }
  return column
}
