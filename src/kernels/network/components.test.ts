import fc from 'fast-check'
import { expect, it } from 'vitest'
import { connectedComponents } from './components.ts'
import { anyNetwork, ties } from './network-fixture.ts'

it('numbers what hangs together from the largest down', () => {
  const { component, sizes } = connectedComponents(ties([[0, 1], [3, 4], [4, 5]], 7))
  expect([...component]).toEqual([1, 1, 2, 0, 0, 0, 3])
  expect([...sizes]).toEqual([3, 2, 1, 1])
})

it('two nodes are in one component if and only if a way leads from one to the other', () => {
  fc.assert(
    fc.property(anyNetwork, (graph) => {
      const reach = [...Array(12).keys()].map((a) => [...Array(12).keys()].map((b) => a === b))
      for (let n = 0; n < 12; n++) for (let e = graph.starts[n]!; e < graph.starts[n + 1]!; e++) reach[n]![graph.targets[e]!] = true
      for (let k = 0; k < 12; k++) for (let a = 0; a < 12; a++) for (let b = 0; b < 12; b++) reach[a]![b] ||= reach[a]![k]! && reach[k]![b]!
      const { component } = connectedComponents(graph)
      expect(reach).toEqual([...component].map((a) => [...component].map((b) => a === b)))
    }),
  )
})

it('has none without nodes', () => {
  expect(connectedComponents(ties([], 0)).sizes).toHaveLength(0)
})
