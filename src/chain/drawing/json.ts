import { chunked, type Chunks } from '../../shared/xml.ts'
import type { ChainDrawing } from './drawing.ts'

/** A chain map as JSON, in chunks, one node or edge a line: `{ title, nodes, edges }` as in `ChainDrawing`. */
export function toJson(drawing: ChainDrawing): Chunks {
  return chunked(lines(drawing))
}

function* lines({ title, nodes, edges }: ChainDrawing): Generator<string> {
  yield `{"title":${JSON.stringify(title)},`
  yield '"nodes":['
  for (const [i, node] of nodes.entries()) yield JSON.stringify(node) + (i < nodes.length - 1 ? ',' : '')
  yield '],'
  yield '"edges":['
  for (const [i, edge] of edges.entries()) yield JSON.stringify(edge) + (i < edges.length - 1 ? ',' : '')
  yield ']}'
}
