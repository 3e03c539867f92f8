import { describe, expect, it } from 'vitest'
import { openRandom } from '../random.ts'
import { betweenness } from './betweenness.ts'
import { star, ties } from './network-fixture.ts'
import { drawSources, sampledBetweenness } from './sampled-betweenness.ts'

describe('betweenness from drawn sources', () => {
  const random = openRandom(3)
  const graph = ties(Array.from({ length: 1200 }, () => [Math.floor(400 * random.next() ** 2), random.integer(400)]), 400)
  const exact = betweenness(graph)

  it('lies within the stated bound at every node, for every one of twenty seeds', () => {
    for (let seed = 0; seed < 20; seed++) {
      const { betweenness: estimate, within } = sampledBetweenness(graph, { samples: 200, seed })
      expect(estimate.every((b, n) => Math.abs(b - exact[n]!) <= within[n]!)).toBe(true)
    }
  })

  it('is bound more narrowly by more sources, and most narrowly where few paths pass', () => {
    const few = sampledBetweenness(graph, { samples: 100, seed: 1 }).within
    const many = sampledBetweenness(graph, { samples: 10_000, seed: 1 }).within
    expect(many.every((w, n) => w < few[n]!)).toBe(true)
    const order = [...exact.keys()].sort((a, b) => exact[a]! - exact[b]!)
    expect(many[order[0]!]).toBeLessThan(many[order.at(-1)!]!)
  })

  it('is not far from the truth on the whole: over seeds the mean of the estimates nears it', () => {
    const runs = Array.from({ length: 40 }, (_, seed) => sampledBetweenness(graph, { samples: 100, seed: seed + 100 }).betweenness)
    const top = exact.indexOf(Math.max(...exact))
    const mean = runs.reduce((sum, run) => sum + run[top]!, 0) / runs.length
    expect(Math.abs(mean / exact[top]! - 1)).toBeLessThan(0.05)
  })

  it('is the same for the same seed', () => {
    expect(sampledBetweenness(graph, { samples: 50, seed: 9 })).toEqual(sampledBetweenness(graph, { samples: 50, seed: 9 }))
  })

  it('never claims more than is possible: the bound ends at the number of pairs', () => {
    expect(sampledBetweenness(star(5), { samples: 2, seed: 1 }).within[0]).toBeLessThanOrEqual(6)
  })

  it('refuses fewer than two sources and a confidence outside 0 … 1; has nothing to say without nodes', () => {
    expect(() => drawSources(5, 1, 1)).toThrow('at least 2')
    expect(() => drawSources(5, NaN, 1)).toThrow('NaN sources')
    expect(() => sampledBetweenness(graph, { samples: 2, seed: 1, confidence: 1 })).toThrow('confidence of 1')
    expect(sampledBetweenness(ties([], 0), { samples: 2, seed: 1 }).betweenness).toHaveLength(0)
  })
})
