import { layout, type Layout } from '../kernels/layout.ts'
import { buildGraph } from '../kernels/graph.ts'
import type { MapData } from '../shared/contract/chain.ts'
import type { NodeKind, NodeState } from '../shared/vocabulary.ts'

/** What is to be drawn, by position: `edges` are flat triples of positions and 0 for requires, 1 for isA; columns and groups are numbers, -1 for none. */
export type Selection = {
  total: number
  ids: number[]
  names: string[]
  states: NodeState[]
  kinds: (NodeKind | null)[]
  columnOf: Int32Array
  columns: readonly { key: string; title: string }[]
  groupOf: Int32Array
  groups: readonly string[]
  edges: readonly number[]
  /** Ties of each node within the whole, from which its size follows; within the selection where the whole was not read. */
  ties?: Int32Array
}

/** More edges than this are no picture any more: the ties between the best-connected nodes are drawn, and the map says that it left some out. */
const drawnEdges = 20_000

/** Places a selection: stages as columns, groups as blocks, the same picture for everyone. */
export function drawMap(selection: Selection, complete = true): MapData {
  const { ids, names, states, kinds, columnOf, groupOf, edges } = selection
  const ties = selection.ties ?? tiesOf(ids.length, edges)
  const placed = layout({ requires: graphOf(ids.length, edges, 0), kinds: graphOf(ids.length, edges, 1), stage: columnOf, group: groupOf })
  const drawn = edges.length / 3 <= drawnEdges ? [...edges] : bestTied(edges, ties)
  return {
    total: selection.total,
    columns: columnsOf(placed, selection), groups: groupsOf(placed, selection),
    ids, names, x: Array.from(placed.x), y: Array.from(placed.y), states, kinds,
    sizes: Array.from(ties, (count) => Math.round(Math.log2(count + 1) * 100) / 100),
    columnOf: Array.from(columnOf, (column) => placed.bands.findIndex(({ stage }) => stage === column)),
    edges: drawn, truncated: !complete || drawn.length < edges.length, stale: false,
  }
}

/** Inputs lead from a node to what it needs; kinds from the general to the particular. */
function graphOf(nodes: number, edges: readonly number[], relation: 0 | 1) {
  const sources: number[] = []
  const targets: number[] = []
  for (let e = 0; e < edges.length; e += 3) {
    if (edges[e + 2] !== relation) continue
    sources.push(edges[e + relation]!)
    targets.push(edges[e + 1 - relation]!)
  }
  return buildGraph(nodes, { sources, targets })
}

function tiesOf(nodes: number, edges: readonly number[]): Int32Array {
  const ties = new Int32Array(nodes)
  for (let e = 0; e < edges.length; e += 3) {
    ties[edges[e]!]!++
    ties[edges[e + 1]!]!++
  }
  return ties
}

function bestTied(edges: readonly number[], ties: Int32Array): number[] {
  const order = Int32Array.from({ length: edges.length / 3 }, (_, e) => e)
  const weight = (e: number): number => Math.min(ties[edges[3 * e]!]!, ties[edges[3 * e + 1]!]!)
  order.sort((a, b) => weight(b) - weight(a) || a - b)
  return Array.from(order.subarray(0, drawnEdges).sort()).flatMap((e) => [edges[3 * e]!, edges[3 * e + 1]!, edges[3 * e + 2]!])
}

/** One column for each band; the nodes without a stage stand in a last one. */
function columnsOf({ bands }: Layout, { columns }: Selection): MapData['columns'] {
  return bands.map(({ stage, x0, x1 }) => ({ ...(columns[stage] ?? { key: '', title: '' }), x: x0, width: x1 - x0 }))
}

function groupsOf({ blocks }: Layout, { groups }: Selection): MapData['groups'] {
  return blocks
    .filter(({ group }) => group >= 0)
    .map(({ group, x0, x1, y0, y1, nodes }) => ({ title: groups[group]!, x: x0, y: y0, width: x1 - x0, height: y1 - y0, nodes }))
}
