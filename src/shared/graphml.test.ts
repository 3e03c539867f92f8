import { expect, test } from 'vitest'
import { graphmlOf } from './graphml.ts'

test('a graph as GraphML: nodes, ties by key with their weight, names escaped, what is not known left out', () => {
  const text = graphmlOf({
    nodes: [{ key: 'organisation:1', name: '甲 & "乙" <丙>', degree: 1, type: 'research' }, { key: 'organisation:2', name: '丁\u0007', degree: 1, type: null }],
    ties: [[1, 0, 0.5, null]], tieFields: { proximity: 'double', inferred: 'boolean' }, about: { inferred: true },
  })
  expect(text).toContain('<data key="node.name">甲 &amp; &quot;乙&quot; &lt;丙&gt;</data>')
  expect(text).toContain('<edge id="e0" source="organisation:2" target="organisation:1"><data key="edge.proximity">0.5</data></edge>')
  expect(text).toContain('<data key="node.name">丁</data>')
  expect(text).toContain('<key id="node.degree" for="node" attr.name="degree" attr.type="double"/>')
  expect(text.match(/key="node.type">/g)).toHaveLength(1)
  expect(text).toContain('<data key="graph.inferred">true</data>')
})
