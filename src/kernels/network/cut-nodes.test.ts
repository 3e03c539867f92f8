import fc from 'fast-check'
import { expect, it } from 'vitest'
import { connectedComponents } from './components.ts'
import { cutNodes } from './cut-nodes.ts'
import { anyNetwork, path, ties, twoCliques } from './network-fixture.ts'
import { edgeSources, type UndirectedGraph } from '../graph.ts'

it('the two ends of the only bridge, the inside of a path, however long', () => {
  expect([...cutNodes(twoCliques())].flatMap((cut, n) => (cut ? [n] : []))).toEqual([4, 5])
  expect(cutNodes(path(100_000)).reduce((sum, cut) => sum + cut, 0)).toBe(99_998)
})

it('are those whose removal leaves more components', () => {
  const without = (graph: UndirectedGraph, gone: number): number => {
    const from = edgeSources(graph)
    const left = [...from.keys()].filter((e) => from[e] !== gone && graph.targets[e] !== gone)
    return connectedComponents(ties(left.map((e) => [from[e]!, graph.targets[e]!]), 12)).sizes.length - 1
  }
  fc.assert(
    fc.property(anyNetwork, (graph) => {
      const before = connectedComponents(graph).sizes.length
      expect([...cutNodes(graph)]).toEqual([...Array(12).keys()].map((n) => (without(graph, n) > before ? 1 : 0)))
    }),
  )
})
