import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { constraint, effectiveSize } from './constraint.ts'
import { anyNetwork, clique, star, ties } from './network-fixture.ts'

describe('constraint', () => {
  it('of a broker among four strangers is 1 / 4, of each stranger 1', () => {
    expect([...constraint(star(5))]).toEqual([0.25, 1, 1, 1, 1])
  })

  it('in a triangle: (1/2 + 1/2 · 1/2)² twice', () => {
    for (const value of constraint(clique(3))) expect(value).toBeCloseTo(2 * 0.75 ** 2, 12)
  })

  it('weighs ties: three quarters of the strength in one tie, a quarter in the other, the two strangers', () => {
    expect(constraint(ties([[0, 1, 3], [0, 2, 1]]))[0]).toBeCloseTo(0.75 ** 2 + 0.25 ** 2, 12)
  })

  it('does not change with the unit of the weights', () => {
    fc.assert(fc.property(anyNetwork, (graph) => { expect(constraint({ ...graph, weights: graph.weights.map((w) => w * 1024) })).toEqual(constraint(graph)) }))
  })

  it('is not defined for a node without ties', () => {
    expect([...constraint(ties([[0, 1]], 3))]).toEqual([1, 1, NaN])
  })
})

describe('effective size', () => {
  it('counts the strangers: four of four in a star, one of four in a clique', () => {
    expect(effectiveSize(star(5)).size[0]).toBe(4)
    expect(effectiveSize(clique(5)).size[0]).toBe(1)
    expect(effectiveSize(clique(5)).efficiency[0]).toBe(0.25)
    expect(effectiveSize(ties([], 1)).size[0]).toBeNaN()
  })

  it('lies between one and the number of neighbours', () => {
    fc.assert(
      fc.property(anyNetwork, (graph) => {
        for (const [n, size] of effectiveSize(graph).size.entries()) {
          const degree = graph.starts[n + 1]! - graph.starts[n]!
          if (degree > 0) expect(size >= 1 - 1e-12 && size <= degree).toBe(true)
        }
      }),
    )
  })
})
