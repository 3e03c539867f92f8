import { nodeStates, stages } from '../../shared/vocabulary.ts'
import { chunked, escapeXml, type Chunks } from '../../shared/xml.ts'
import type { ChainDrawing, DrawnNode } from './drawing.ts'

/**
 * A chain map as GraphML (http://graphml.graphdrawing.org), in chunks. Names, kinds, stages, states and positions are data of the nodes, the
 * relation is data of the edges; missing values are left out, not written as empty.
 */
export function toGraphml(drawing: ChainDrawing): Chunks {
  return chunked(lines(drawing))
}

const nodeKeys = ['name', 'kind', 'stage', 'state', 'stateName', 'stageName', 'group'] as const

function* lines({ title, nodes, edges }: ChainDrawing): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>'
  yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">'
  yield '  <key id="title" for="graph" attr.name="title" attr.type="string"/>'
  for (const key of nodeKeys) yield `  <key id="${key}" for="node" attr.name="${key}" attr.type="string"/>`
  for (const key of ['x', 'y']) yield `  <key id="${key}" for="node" attr.name="${key}" attr.type="double"/>`
  yield '  <key id="relation" for="edge" attr.name="relation" attr.type="string"/>'
  yield '  <graph id="chain" edgedefault="directed">'
  yield `    ${data('title', title)}`
  for (const node of nodes) yield `    <node id="${escapeXml(node.id)}">${valuesOf(node)}</node>`
  for (const [i, { source, target, relation }] of edges.entries()) yield `    <edge id="e${i}" source="${escapeXml(source)}" target="${escapeXml(target)}">${data('relation', relation)}</edge>`
  yield '  </graph>'
  yield '</graphml>'
}

function valuesOf(node: DrawnNode): string {
  const values: Record<string, string | number | null | undefined> = {
    name: node.name,
    kind: node.kind,
    stage: node.stage,
    state: node.state,
    stateName: nodeStates[node.state].zh,
    stageName: node.stage && stages[node.stage].zh,
    group: node.group,
    x: node.x,
    y: node.y,
  }
  return Object.entries(values).map(([key, value]) => (value === null || value === undefined ? '' : data(key, String(value)))).join('')
}

function data(key: string, value: string): string {
  return `<data key="${key}">${escapeXml(value)}</data>`
}
