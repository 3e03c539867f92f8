import { chunked, escapeXml, type Chunks } from './xml.ts'

type Value = string | number | boolean | null
type FieldType = 'string' | 'double' | 'boolean'

export type GraphToSave = {
  /** Each with its `key`; what else it says stands beside it, what is not known is left out. */
  nodes: readonly ({ key: string } & Record<string, Value>)[]
  /** Ends as places in `nodes`, then a value for each of `tieFields`. */
  ties: Iterable<readonly [number, number, ...Value[]]>
  tieFields?: Record<string, FieldType>
  directed?: boolean
  /** What is said of the whole. */
  about?: Record<string, string | number | boolean>
}

/** A graph as GraphML (http://graphml.graphdrawing.org), which Gephi, yEd and Cytoscape read, in chunks. */
export function graphmlChunks(graph: GraphToSave): Chunks {
  return chunked(linesOf(graph))
}

/** The same as one text, for what is drawn. */
export function graphmlOf(graph: GraphToSave): string {
  return [...graphmlChunks(graph)].join('')
}

function* linesOf({ nodes, ties, tieFields = {}, directed = false, about = {} }: GraphToSave): Generator<string> {
  const fields = fieldsOf(nodes)
  const tieNames = Object.keys(tieFields)
  yield '<?xml version="1.0" encoding="UTF-8"?>'
  yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
  for (const [name, type] of fields) yield keyLine('node', name, type)
  for (const name of tieNames) yield keyLine('edge', name, tieFields[name]!)
  for (const [name, value] of Object.entries(about)) yield keyLine('graph', name, typeOf(value))
  yield `  <graph id="graph" edgedefault="${directed ? 'directed' : 'undirected'}">`
  for (const [name, value] of Object.entries(about)) yield `    ${dataOf('graph', name, value)}`
  for (const node of nodes) yield `    <node id="${escapeXml(node.key)}">${[...fields.keys()].map((name) => dataOf('node', name, node[name] ?? null)).join('')}</node>`
  let n = 0
  for (const [a, b, ...values] of ties) {
    yield `    <edge id="e${n++}" source="${escapeXml(nodes[a]!.key)}" target="${escapeXml(nodes[b]!.key)}">${tieNames.map((name, at) => dataOf('edge', name, values[at] ?? null)).join('')}</edge>`
  }
  yield '  </graph>'
  yield '</graphml>'
}

/** What the nodes say beside their key; values of several types are texts. */
function fieldsOf(nodes: GraphToSave['nodes']): Map<string, FieldType> {
  const fields = new Map<string, FieldType | undefined>()
  for (const node of nodes) {
    for (const [name, value] of Object.entries(node)) {
      if (name === 'key') continue
      const type = value === null ? undefined : typeOf(value)
      const known = fields.get(name)
      fields.set(name, known === undefined ? type : type === undefined || type === known ? known : 'string')
    }
  }
  return new Map([...fields].map(([name, type]) => [name, type ?? 'string']))
}

function typeOf(value: string | number | boolean): FieldType {
  return typeof value === 'number' ? 'double' : typeof value === 'boolean' ? 'boolean' : 'string'
}

// Ids of keys are of the whole file: what is said of a node and of an edge under one name are two.
const keyLine = (of: string, name: string, type: string): string => `  <key id="${of}.${name}" for="${of}" attr.name="${name}" attr.type="${type}"/>`
const dataOf = (of: string, name: string, value: Value): string => (value === null ? '' : `<data key="${of}.${name}">${escapeXml(String(value))}</data>`)
