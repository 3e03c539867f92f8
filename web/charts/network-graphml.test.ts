import { expect, test } from 'vitest'
import type { NetworkPicture } from '../../src/shared/network-picture.ts'
import { graphmlOf } from './network-graphml.ts'

test('a drawn network as GraphML: nodes, ties by key, names escaped, unknown types left out', () => {
  const node = { x: 0, y: 1.5, degree: 1, community: 1 }
  const picture: NetworkPicture = {
    kind: 'network-picture', inferred: true, of: { nodes: 2, ties: 1 }, circles: [], ties: [[1, 0]],
    nodes: [{ ...node, key: 'organisation:1', name: '甲 & "乙" <丙>', type: 'research' }, { ...node, key: 'organisation:2', name: '丁\u0007', type: null }],
  }
  const text = graphmlOf(picture)
  expect(text).toContain('<data key="name">甲 &#38; &#34;乙&#34; &#60;丙&#62;</data>')
  expect(text).toContain('<edge id="e0" source="organisation:2" target="organisation:1"/>')
  expect(text).toContain('<data key="name">丁</data>')
  expect(text.match(/key="type">/g)).toHaveLength(1)
  expect(text).toContain('<data key="inferred">true</data>')
})
