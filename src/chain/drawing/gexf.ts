import { nodeStates, stages } from '../../shared/vocabulary.ts'
import { chunked, escapeXml, type Chunks } from '../../shared/xml.ts'
import type { ChainDrawing, DrawnNode } from './drawing.ts'
import { stateColours } from '../../shared/state-colours.ts'

/** A chain map as GEXF 1.3 (https://gexf.net), in chunks, with the colours of the states and the positions where there are any. */
export function toGexf(drawing: ChainDrawing): Chunks {
  return chunked(lines(drawing))
}

const attributes = ['kind', 'stage', 'state', 'stateName', 'stageName', 'group'] as const

function* lines({ title, nodes, edges }: ChainDrawing): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>'
  yield '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">'
  yield `  <meta><creator>Polycenter</creator><description>${escapeXml(title)}</description></meta>`
  yield '  <graph defaultedgetype="directed" mode="static">'
  yield '    <attributes class="node">'
  for (const [i, name] of attributes.entries()) yield `      <attribute id="${i}" title="${name}" type="string"/>`
  yield '    </attributes>'
  yield '    <attributes class="edge"><attribute id="0" title="relation" type="string"/></attributes>'
  yield '    <nodes>'
  for (const node of nodes) yield nodeOf(node)
  yield '    </nodes>'
  yield '    <edges>'
  for (const [i, { source, target, relation }] of edges.entries()) {
    yield `      <edge id="${i}" source="${escapeXml(source)}" target="${escapeXml(target)}"><attvalues><attvalue for="0" value="${relation}"/></attvalues></edge>`
  }
  yield '    </edges>'
  yield '  </graph>'
  yield '</gexf>'
}

function nodeOf(node: DrawnNode): string {
  const { id, name, kind, stage, state, group, x, y } = node
  const values = [kind, stage, state, nodeStates[state].zh, stage && stages[stage].zh, group]
  const attvalues = values.map((value, i) => (value ? `<attvalue for="${i}" value="${escapeXml(value)}"/>` : '')).join('')
  const place = x === undefined || y === undefined ? '' : `<viz:position x="${x}" y="${-y}" z="0"/>`
  return `      <node id="${escapeXml(id)}" label="${escapeXml(name)}"><attvalues>${attvalues}</attvalues>${place}<viz:color ${channels(stateColours[state])}/></node>`
}

function channels(colour: string): string {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16))
  return `r="${r}" g="${g}" b="${b}"`
}
