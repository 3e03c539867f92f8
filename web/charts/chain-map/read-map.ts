import type { MapData } from '../../../src/shared/contract/chain.ts'
import { keysOf, nodeStates, type NodeState } from '../../../src/shared/vocabulary.ts'
import { captionOf, levelOfLoss, type Losses, type MapColouring } from './losses.ts'

/** States by number, in the order of the vocabulary. */
export const stateKeys: readonly NodeState[] = keysOf(nodeStates)

/** A rectangle in cells, with how many of its nodes are in each state. */
export type Box = { x: number; y: number; width: number; height: number }
export type Column = Box & { key: string; title: string; nodes: number; counts: Int32Array }
/** A group of one column; the nodes of a column without a group make one block without a title. */
export type Block = Box & { column: number; title: string; nodes: number; counts: Int32Array }

/** Ties of node `n`: `others[starts[n] .. starts[n + 1]]`, 0 for requires and 1 for isA alongside. */
export type Ties = { starts: Int32Array; others: Int32Array; relations: Uint8Array }

/**
 * Where everything stands, in cells; nodes of folded blocks stand nowhere (NaN). Each column is moved right by `shift` more than the one
 * before it; but for that all nodes stand in whole cells, of which `at` tells the node.
 */
export type Places = { x: Float32Array; y: Float32Array; columns: readonly Column[]; blocks: readonly Block[]; width: number; height: number; shift: number; at: Int32Array; across: number }

/** A chain map ready to be drawn: what the server sent, indexed. */
export type ChainMap = {
  count: number
  ids: readonly number[]
  names: readonly string[]
  /** Names as they are written on the map: with the share that is lost, where losses are shown. */
  captions: readonly string[]
  /** Numbers of the states, or of the levels of loss. */
  states: Uint8Array
  colouring: MapColouring
  /** 0 to 1: how well tied a node is. */
  sizes: Float32Array
  blockOf: Int32Array
  inputs: Ties
  users: Ties
  indexOf: ReadonlyMap<number, number>
  /** As the server placed it, nothing folded. */
  places: Places
  truncated: boolean
  edges: number
}

/** Indexes what the server sent, coloured by states or by what is lost. O(nodes + edges + cells). */
export function readMap(data: MapData, losses: Losses | null = null): ChainMap {
  const count = data.ids.length
  const x = Float32Array.from(data.x)
  const y = Float32Array.from(data.y)
  const states = losses ? Uint8Array.from(data.ids, (id) => levelOfLoss(losses, id)) : Uint8Array.from(data.states, (state) => stateKeys.indexOf(state))
  const most = data.sizes.reduce((max, size) => Math.max(max, size), 1)
  const columns = readColumns(data, states)
  const { blocks, blockOf } = readBlocks(data, columns, states)
  const width = Math.max(1, ...columns.map((column) => column.x + column.width))
  const height = Math.max(1, ...blocks.map((block) => block.y + block.height))
  const places: Places = { x, y, columns, blocks, width, height, shift: 0, ...cellsOf({ x, y, columns, height, shift: 0 }) }
  return {
    count, ids: data.ids, names: data.names, captions: losses ? data.names.map((name, n) => captionOf(losses, data.ids[n]!, name)) : data.names, states, colouring: losses ? 'losses' : 'states', sizes: Float32Array.from(data.sizes, (size) => size / most), blockOf,
    inputs: tiesOf(count, data.edges, 'inputs'), users: tiesOf(count, data.edges, 'users'),
    indexOf: new Map(data.ids.map((id, n) => [id, n])), places, truncated: data.truncated, edges: data.edges.length / 3,
  }
}

/** Which node stands in which cell, row by row. */
export function cellsOf(places: Pick<Places, 'x' | 'y' | 'columns' | 'height' | 'shift'>): { at: Int32Array; across: number } {
  const { x, y, columns, height } = places
  const across = 1 + x.reduce((most, _, n) => Math.max(most, Number.isNaN(x[n]!) ? 0 : wholeX(places, x[n]!)), 0)
  const at = new Int32Array(across * Math.ceil(height + columns.length * places.shift)).fill(-1)
  for (let n = 0; n < x.length; n++) if (!Number.isNaN(x[n]!)) at[y[n]! * across + wholeX(places, x[n]!)] = n
  return { at, across }
}

/** The node in whose cell a point lies, or -1. */
export function nodeAt(places: Places, x: number, y: number): number {
  const column = wholeX(places, x)
  if (column < 0 || y < 0 || column >= places.across) return -1
  return places.at[Math.floor(y) * places.across + column] ?? -1
}

function wholeX({ columns, shift }: Pick<Places, 'columns' | 'shift'>, x: number): number {
  return Math.floor(x + 1e-3 - (shift === 0 ? 0 : columnAt(columns, x + 1e-3) * shift))
}

function readColumns({ columns, x }: MapData, states: Uint8Array): Column[] {
  const read = columns.map((column) => ({ ...column, y: 0, height: 0, nodes: 0, counts: new Int32Array(stateKeys.length) }))
  for (let n = 0; n < x.length; n++) {
    const column = read[columnAt(read, x[n]!)]
    if (!column) continue
    column.nodes++
    column.counts[states[n]!]!++
  }
  return read
}

/** The column in which a cell lies; columns stand from left to right. */
export function columnAt(columns: readonly Box[], x: number): number {
  for (let c = columns.length - 1; c >= 0; c--) if (columns[c]!.x <= x) return c
  return -1
}

function readBlocks(data: MapData, columns: readonly Column[], states: Uint8Array): { blocks: Block[]; blockOf: Int32Array } {
  const { x, y } = data
  const empty = () => new Int32Array(stateKeys.length)
  const blocks: Block[] = data.groups.map((group) => ({ ...group, column: columnAt(columns, group.x), nodes: 0, counts: empty() }))
  const inGroup = cellsOfGroups(data)
  const loose = new Map<number, number>()
  const blockOf = new Int32Array(x.length)
  for (let n = 0; n < x.length; n++) {
    let b = inGroup(x[n]!, y[n]!)
    if (b < 0) {
      const column = columnAt(columns, x[n]!)
      b = loose.get(column) ?? blocks.push({ x: x[n]!, y: y[n]!, width: 1, height: 1, column, title: '', nodes: 0, counts: empty() }) - 1
      loose.set(column, b)
      stretch(blocks[b]!, x[n]!, y[n]!)
    }
    blockOf[n] = b
    blocks[b]!.nodes++
    blocks[b]!.counts[states[n]!]!++
  }
  return { blocks, blockOf }
}

/** Groups never overlap, so one number for each cell says whose it is. */
function cellsOfGroups({ groups }: MapData): (x: number, y: number) => number {
  const width = groups.reduce((most, group) => Math.max(most, group.x + group.width), 0)
  const height = groups.reduce((most, group) => Math.max(most, group.y + group.height), 0)
  const cells = new Int32Array(width * height).fill(-1)
  for (const [g, group] of groups.entries()) {
    for (let row = group.y; row < group.y + group.height; row++) cells.fill(g, row * width + group.x, row * width + group.x + group.width)
  }
  return (x, y) => (x < width && y < height ? cells[y * width + x]! : -1)
}

function stretch(box: Box, x: number, y: number): void {
  const right = Math.max(box.x + box.width, x + 1)
  const bottom = Math.max(box.y + box.height, y + 1)
  box.x = Math.min(box.x, x)
  box.y = Math.min(box.y, y)
  box.width = right - box.x
  box.height = bottom - box.y
}

/** Ties seen from one end: `users` from an input, `inputs` from its user. A kind stands on the side of the inputs of what it is a kind of. */
function tiesOf(count: number, edges: readonly number[], side: 'inputs' | 'users'): Ties {
  const ends = (e: number): [number, number] => ((edges[e + 2] === 0) === (side === 'inputs') ? [edges[e]!, edges[e + 1]!] : [edges[e + 1]!, edges[e]!])
  const starts = new Int32Array(count + 1)
  for (let e = 0; e < edges.length; e += 3) starts[ends(e)[0] + 1]!++
  for (let n = 0; n < count; n++) starts[n + 1]! += starts[n]!
  const next = starts.slice()
  const others = new Int32Array(edges.length / 3)
  const relations = new Uint8Array(edges.length / 3)
  for (let e = 0; e < edges.length; e += 3) {
    const [own, other] = ends(e)
    const place = next[own]!++
    others[place] = other
    relations[place] = edges[e + 2]!
  }
  return { starts, others, relations }
}
