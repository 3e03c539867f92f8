type Value = string | number | null
export type GraphToSave = {
  /** Each with its `key`; what else it says stands beside it, what is not known is left out. */
  nodes: readonly ({ key: string } & Record<string, Value>)[]
  /** Ends as places in `nodes`, and a weight where `weight` names it. */
  ties: readonly (readonly [number, number, number?])[]
  weight?: string
  directed?: boolean
  /** What is said of the whole. */
  about?: Record<string, string | number | boolean>
}

/** A graph as GraphML (http://graphml.graphdrawing.org), which Gephi, yEd and Cytoscape read. */
export function graphmlOf({ nodes, ties, weight, directed = false, about = {} }: GraphToSave): string {
  const fields = [...new Set(nodes.flatMap((node) => Object.keys(node)))].filter((name) => name !== 'key')
  const typeOf = (values: readonly unknown[]): string => (values.every((value) => typeof value === 'boolean') ? 'boolean' : values.every((value) => typeof value === 'number') ? 'double' : 'string')
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...fields.map((name) => keyLine(name, 'node', typeOf(nodes.map((node) => node[name]).filter((value) => value !== null && value !== undefined)))),
    ...(weight ? [keyLine(weight, 'edge', 'double')] : []),
    ...Object.entries(about).map(([name, value]) => keyLine(name, 'graph', typeOf([value]))),
    `  <graph id="graph" edgedefault="${directed ? 'directed' : 'undirected'}">`,
    ...Object.entries(about).map(([name, value]) => `    ${dataOf(name, value)}`),
    ...nodes.map((node) => `    <node id="${escaped(node.key)}">${fields.map((name) => dataOf(name, node[name] ?? null)).join('')}</node>`),
    ...ties.map(([a, b, w], n) => `    <edge id="e${n}" source="${escaped(nodes[a]!.key)}" target="${escaped(nodes[b]!.key)}">${weight ? dataOf(weight, w ?? null) : ''}</edge>`),
    '  </graph>',
    '</graphml>',
    '',
  ].join('\n')
}

const keyLine = (name: string, of: string, type: string): string => `  <key id="${name}" for="${of}" attr.name="${name}" attr.type="${type}"/>`
const dataOf = (key: string, value: Value | boolean): string => (value === null ? '' : `<data key="${key}">${escaped(String(value))}</data>`)

/** Signs that XML keeps for itself, and those it cannot hold at all. */
function escaped(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g, '').replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
