import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clustering, findTriangles } from './clustering.ts'
import { anyNetwork, clique, star, ties } from './network-fixture.ts'

describe('clustering', () => {
  // A triangle 0 1 2 and a tail 3 at 2.
  const graph = ties([[0, 1, 4], [1, 2, 1], [0, 2, 1], [2, 3, 1]])

  it('is the share of pairs of neighbours that are tied', () => {
    const { local, average, transitivity } = clustering(graph)
    expect([...local]).toEqual([1, 1, 1 / 3, NaN])
    expect(average).toBeCloseTo((1 + 1 + 1 / 3) / 4, 12)
    expect(transitivity).toBeCloseTo(3 / 5, 12)
  })

  it('weighs a pair by the mean of its two ties: at node 2, with ties of 1, the third of before', () => {
    expect([...clustering(graph).weighted]).toEqual([1, 1, 1 / 3, NaN])
    expect(clustering(ties([[0, 1, 4], [1, 2, 1], [0, 2, 1], [0, 3, 1]])).weighted[0]).toBeCloseTo(5 / (6 * 2), 12)
  })

  it('is one in a clique, nothing in a star, and not defined where no two ties meet', () => {
    expect(clustering(clique(6))).toMatchObject({ average: 1, transitivity: 1 })
    expect(clustering(star(6))).toMatchObject({ average: 0, transitivity: 0 })
    expect(clustering(ties([[0, 1]])).transitivity).toBeNaN()
    expect(clustering(ties([], 0)).average).toBeNaN()
  })

  it('finds the triangles that trying all triples finds', () => {
    fc.assert(
      fc.property(anyNetwork, (graph) => {
        const tied = (a: number, b: number): boolean => graph.targets.subarray(graph.starts[a]!, graph.starts[a + 1]!).includes(b)
        const slow = Array.from({ length: 12 }, () => 0)
        for (let a = 0; a < 12; a++) for (let b = 0; b < a; b++) for (let c = 0; c < b; c++) if (tied(a, b) && tied(b, c) && tied(a, c)) for (const n of [a, b, c]) slow[n]!++
        expect([...findTriangles(graph).triangles]).toEqual(slow)
      }),
    )
  })
})
