import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyNetwork, clique, star, ties } from './network-fixture.ts'
import { pageRank } from './page-rank.ts'

describe('page rank', () => {
  it('of a star: the middle has what balances its leaves', () => {
    // c = 0.15 / 4 + 0.85 × 3 l and l = 0.15 / 4 + 0.85 c / 3
    const c = ((0.15 / 4) * (1 + 3 * 0.85)) / (1 - 0.85 ** 2)
    const values = pageRank(star(4))
    expect(values[0]).toBeCloseTo(c, 12)
    expect(values[3]).toBeCloseTo((1 - c) / 3, 12)
  })

  it('is even in a clique and among nodes without ties', () => {
    for (const value of [...pageRank(clique(4)), ...pageRank(ties([], 4))]) expect(value).toBeCloseTo(0.25, 12)
  })

  it('adds up to one', () => {
    fc.assert(fc.property(anyNetwork, (graph) => { expect(pageRank(graph).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12) }))
  })

  it('refuses a damping of one, with which a walker may never settle', () => {
    expect(() => pageRank(clique(3), 1)).toThrow('damping of 1')
    expect(pageRank(ties([], 0))).toHaveLength(0)
  })
})
