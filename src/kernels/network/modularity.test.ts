import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { modularity } from './modularity.ts'
import { anyNetwork, ties, twoCliques } from './network-fixture.ts'

describe('modularity', () => {
  it('of two cliques of five with one tie between: 20 of 21 ties inside, half the ends each', () => {
    expect(modularity(twoCliques(), Int32Array.of(0, 0, 0, 0, 0, 1, 1, 1, 1, 1))).toBeCloseTo(20 / 21 - 0.5, 12)
    expect(modularity(twoCliques(), Int32Array.of(0, 0, 0, 0, 0, 1, 1, 1, 1, 1), 2)).toBeCloseTo(20 / 21 - 1, 12)
  })

  it('of everybody in one community is 0, and never above 1', () => {
    fc.assert(
      fc.property(anyNetwork, fc.array(fc.nat(3), { minLength: 12, maxLength: 12 }), (graph, division) => {
        if (graph.targets.length === 0) return
        expect(modularity(graph, new Int32Array(12))).toBeCloseTo(0, 12)
        expect(modularity(graph, Int32Array.from(division))).toBeLessThan(1)
      }),
    )
  })

  it('is not defined without ties, and asks for a community of every node', () => {
    expect(modularity(ties([], 3), new Int32Array(3))).toBeNaN()
    expect(() => modularity(twoCliques(), new Int32Array(3))).toThrow('3 communities given for 10 nodes')
  })
})
