import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assortativity, typeAssortativity } from './assortativity.ts'
import { degrees } from './degree.ts'
import { anyNetwork, clique, cliquePairs, path, star, ties } from './network-fixture.ts'

describe('assortativity', () => {
  it('by degree is -1 in a star, -1/2 on a path of four, not defined where all degrees are equal', () => {
    expect(assortativity(star(5), degrees(star(5)))).toBeCloseTo(-1, 12)
    expect(assortativity(path(4), degrees(path(4)))).toBeCloseTo(-0.5, 12)
    expect(assortativity(clique(4), degrees(clique(4)))).toBeNaN()
    expect(assortativity(ties([], 3), [0, 0, 0])).toBeNaN()
  })

  it('lies between -1 and 1', () => {
    fc.assert(fc.property(anyNetwork, (graph) => {
      const r = assortativity(graph, degrees(graph))
      expect(Number.isNaN(r) || Math.abs(r) <= 1 + 1e-12).toBe(true)
    }))
  })

  it('by type is 1 where ties keep within, -1 in a square of changing types', () => {
    expect(typeAssortativity(ties([...cliquePairs(0, 3), ...cliquePairs(3, 3)]), Int32Array.of(0, 0, 0, 1, 1, 1))).toBe(1)
    expect(typeAssortativity(ties([[0, 1], [1, 2], [2, 3], [3, 0]]), Int32Array.of(0, 1, 0, 1))).toBe(-1)
  })

  it('leaves out ties with an end of unknown type; one type is no mixing', () => {
    expect(typeAssortativity(ties([[0, 1], [2, 3], [0, 4], [2, 4]]), Int32Array.of(0, 0, 1, 1, -1))).toBe(1)
    expect(typeAssortativity(clique(3), Int32Array.of(0, 0, 0))).toBeNaN()
  })
})
