import { buildGraph, type Graph } from '../../kernels/graph.ts'
import { layout } from '../../kernels/layout.ts'
import { stages, type Stage } from '../../shared/vocabulary.ts'
import type { ChainDrawing, DrawnEdge } from './drawing.ts'

const stageOrder = Object.keys(stages) as Stage[]

/** The drawing with a cell for every node: the given ones if all nodes have theirs, else those of the layout kernel, the same for everyone. */
export function placeDrawing(drawing: ChainDrawing): ChainDrawing {
  const { nodes, edges } = drawing
  if (nodes.every(({ x, y }) => x !== undefined && y !== undefined)) return drawing
  const groups = [...new Set(nodes.flatMap(({ group }) => group ?? []))].sort()
  const groupNumber = new Map(groups.map((group, i) => [group, i]))
  const place = new Map(nodes.map(({ id }, i) => [id, i]))
  const { x, y } = layout({
    requires: graphOf(edges.filter(({ relation }) => relation === 'requires'), place),
    kinds: graphOf(edges.filter(({ relation }) => relation === 'isA'), place),
    stage: Int32Array.from(nodes, ({ stage }) => (stage === null ? -1 : stageOrder.indexOf(stage))),
    group: Int32Array.from(nodes, ({ group }) => (group === undefined ? -1 : groupNumber.get(group)!)),
  })
  return { ...drawing, nodes: nodes.map((node, i) => ({ ...node, x: x[i]!, y: y[i]! })) }
}

/** From a node to its inputs, and from the general to its kinds: against the direction in which edges are drawn. */
function graphOf(edges: readonly DrawnEdge[], place: ReadonlyMap<string, number>): Graph {
  const drawn = edges.filter(({ source, target }) => place.has(source) && place.has(target))
  return buildGraph(place.size, { sources: drawn.map(({ target }) => place.get(target)!), targets: drawn.map(({ source }) => place.get(source)!) })
}
