import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { centralization, degreeEntropy, degrees, density, strengths } from './degree.ts'
import { anyNetwork, clique, path, star, ties } from './network-fixture.ts'

describe('degree and strength', () => {
  it('counts ties and adds their weights', () => {
    const graph = ties([[0, 1, 2], [0, 2, 0.5]], 4)
    expect([...degrees(graph)]).toEqual([2, 1, 1, 0])
    expect([...strengths(graph)]).toEqual([2.5, 2, 0.5, 0])
  })

  it('adds up to twice the ties', () => {
    fc.assert(fc.property(anyNetwork, (graph) => { expect(degrees(graph).reduce((sum, d) => sum + d, 0)).toBe(graph.targets.length) }))
  })
})

describe('figures of the whole', () => {
  it('a clique is as dense as can be, one node has no density', () => {
    expect(density(clique(5))).toBe(1)
    expect(density(path(4))).toBe(0.5)
    expect(density(clique(1))).toBeNaN()
  })

  it('a star is drawn to one node altogether, a clique not at all', () => {
    expect(centralization(degrees(star(6)), 5 * 4)).toBe(1)
    expect(centralization(degrees(clique(6)), 5 * 4)).toBe(0)
    expect(centralization([], 0)).toBeNaN()
  })

  it('ties spread evenly over four nodes have the entropy ln 4; no ties have none', () => {
    expect(degreeEntropy(ties([[0, 1], [1, 2], [2, 3], [3, 0]]))).toBeCloseTo(Math.log(4), 12)
    expect(degreeEntropy(ties([], 3))).toBe(0)
  })
})
