import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withoutWeights } from '../graph.ts'
import { eigenvectorCentrality } from './eigenvector.ts'
import { anyNetwork, clique, cliquePairs, path, star, ties } from './network-fixture.ts'

describe('eigenvector centrality', () => {
  it('of a star of five is one in the middle and 1 / √4 outside, although a star swings', () => {
    const values = eigenvectorCentrality(star(5))
    expect(values[0]).toBe(1)
    for (const leaf of values.slice(1)) expect(leaf).toBeCloseTo(0.5, 12)
  })

  it('is the same for all of a clique', () => {
    for (const value of eigenvectorCentrality(clique(6))) expect(value).toBeCloseTo(1, 12)
  })

  it('follows the sine along a path', () => {
    const values = eigenvectorCentrality(path(9))
    for (let n = 0; n < 9; n++) expect(values[n]).toBeCloseTo(Math.sin(((n + 1) * Math.PI) / 10), 10)
  })

  it('stands in the largest component alone, and nowhere without ties', () => {
    expect([...eigenvectorCentrality(ties([[0, 1], ...cliquePairs(2, 4)], 7))].map(Number.isNaN)).toEqual([true, true, false, false, false, false, true])
    expect([...eigenvectorCentrality(ties([], 2))]).toEqual([NaN, NaN])
    expect(eigenvectorCentrality(ties([], 0))).toHaveLength(0)
  })

  it('is in proportion to the sum over neighbours', () => {
    fc.assert(
      fc.property(anyNetwork, (graph) => {
        const values = eigenvectorCentrality(graph)
        const ratios = [...values.keys()].filter((n) => values[n]! > 1e-3).map((n) => {
          let sum = 0
          for (let e = graph.starts[n]!; e < graph.starts[n + 1]!; e++) sum += graph.weights[e]! * values[graph.targets[e]!]!
          return sum / values[n]!
        })
        for (const ratio of ratios) expect(ratio / ratios[0]!).toBeCloseTo(1, 8)
      }),
    )
  })

  it('says so when it does not settle', () => {
    expect(() => eigenvectorCentrality(withoutWeights(path(3000)), 1000)).toThrow('did not settle in 1000 steps')
  })
})
