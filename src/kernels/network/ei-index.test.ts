import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eiIndex } from './ei-index.ts'
import { anyNetwork, clique, ties } from './network-fixture.ts'

describe('E–I index', () => {
  // Two firms (type 0) tied to each other, one of them to two institutes (type 1), one node of unknown type.
  const graph = ties([[0, 1, 2], [0, 2], [0, 3], [1, 4, 5]])
  const type = Int32Array.of(0, 0, 1, 1, -1)

  it('is external less internal over both: two units inside, two outside give 0', () => {
    const { whole, byNode, byType, between, unknown } = eiIndex(graph, type, 2)
    expect(whole).toBe(0)
    expect([...byNode]).toEqual([0, -1, 1, 1, NaN])
    expect([...byType]).toEqual([0, 1])
    expect([...between]).toEqual([2, 2, 2, 0])
    expect(unknown).toBe(5)
  })

  it('says what the sizes of the types alone would give: two and two make four pairs across and two inside', () => {
    expect(eiIndex(graph, type, 2).ifAllWereTied).toBeCloseTo(1 / 3, 12)
    const types = Int32Array.of(0, 0, 1, 1, 2)
    const { whole, ifAllWereTied } = eiIndex(clique(5), types, 3)
    expect(whole).toBeCloseTo(ifAllWereTied, 12)
  })

  it('is not defined without a tie that counts, and refuses a type that is not there', () => {
    expect(eiIndex(ties([], 2), Int32Array.of(0, 1), 2).whole).toBeNaN()
    expect(eiIndex(ties([], 0), new Int32Array(0), 0).whole).toBeNaN()
    expect(() => eiIndex(clique(2), Int32Array.of(0, 2), 2)).toThrow('type 2 is not one of 2')
  })

  it('accounts for every tie', () => {
    fc.assert(
      fc.property(anyNetwork, fc.array(fc.integer({ min: -1, max: 2 }), { minLength: 12, maxLength: 12 }), (graph, types) => {
        const { between, unknown } = eiIndex(graph, Int32Array.from(types), 3)
        let sum = unknown
        for (let a = 0; a < 3; a++) for (let b = a; b < 3; b++) sum += between[a * 3 + b]!
        expect(sum).toBe(graph.weights.reduce((total, w) => total + w, 0) / 2)
      }),
    )
  })
})
