import type { NetworkPicture } from '../../src/shared/network-picture.ts'

const keys = { name: 'string', community: 'int', type: 'string', degree: 'int', x: 'double', y: 'double' } as const

/** What is drawn of a network as GraphML (http://graphml.graphdrawing.org); what is not known is left out. */
export function graphmlOf({ nodes, ties, inferred }: NetworkPicture): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...Object.entries(keys).map(([key, type]) => `  <key id="${key}" for="node" attr.name="${key}" attr.type="${type}"/>`),
    '  <key id="inferred" for="graph" attr.name="inferred" attr.type="boolean"/>',
    '  <graph id="network" edgedefault="undirected">',
    `    <data key="inferred">${inferred}</data>`,
    ...nodes.map((node) => `    <node id="${escaped(node.key)}">${(Object.keys(keys) as (keyof typeof keys)[]).map((key) => dataOf(key, node[key])).join('')}</node>`),
    ...ties.map(([a, b], n) => `    <edge id="e${n}" source="${escaped(nodes[a]!.key)}" target="${escaped(nodes[b]!.key)}"/>`),
    '  </graph>',
    '</graphml>',
    '',
  ].join('\n')
}

const dataOf = (key: string, value: string | number | null): string => (value === null ? '' : `<data key="${key}">${escaped(String(value))}</data>`)

/** Signs that XML keeps for itself, and those it cannot hold at all. */
function escaped(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g, '').replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
