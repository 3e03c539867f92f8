import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closenessOf, distancesFrom } from './distances.ts'
import { anyNetwork, path, star, ties } from './network-fixture.ts'

describe('closeness', () => {
  it('on a path of three the middle is at distance one from all', () => {
    const { closeness, harmonic, meanDistance, diameter } = closenessOf(distancesFrom(path(3)))
    expect([...closeness]).toEqual([2 / 3, 1, 2 / 3])
    expect([...harmonic]).toEqual([0.75, 1, 0.75])
    expect(meanDistance).toBeCloseTo(4 / 3, 12)
    expect(diameter).toBe(2)
  })

  it('counts by the share that is reached where the network falls apart; a node without ties has none', () => {
    const { closeness, harmonic } = closenessOf(distancesFrom(ties([[0, 1], [2, 3], [3, 4]], 6)))
    expect([...closeness]).toEqual([1 / 5, 1 / 5, (2 / 3) * (2 / 5), 2 / 5, (2 / 3) * (2 / 5), NaN])
    expect(harmonic[5]).toBe(0)
  })

  it('has a defined answer without nodes and with one', () => {
    expect(closenessOf(distancesFrom(ties([], 0)))).toMatchObject({ meanDistance: NaN, diameter: 0 })
    expect(closenessOf(distancesFrom(ties([], 1))).closeness[0]).toBeNaN()
  })
})

describe('distances', () => {
  it('are the same however the sources are cut', () => {
    const graph = ties(Array.from({ length: 300 }, (_, n) => [(n * 7) % 97, (n * n * 5 + 1) % 97]), 97)
    const whole = distancesFrom(graph)
    const parts = [[0, 5], [5, 40], [40, 97]].map(([from, to]) => distancesFrom(graph, from, to))
    expect(parts.flatMap(({ sum }) => [...sum])).toEqual([...whole.sum])
    expect(parts.flatMap(({ inverse }) => [...inverse])).toEqual([...whole.inverse])
  })

  it('are those of relaxing every pair', () => {
    fc.assert(
      fc.property(anyNetwork, (graph) => {
        const way = [...Array(12).keys()].map((a) => [...Array(12).keys()].map((b) => (a === b ? 0 : Infinity)))
        for (let n = 0; n < 12; n++) for (let e = graph.starts[n]!; e < graph.starts[n + 1]!; e++) way[n]![graph.targets[e]!] = 1
        for (let k = 0; k < 12; k++) for (let a = 0; a < 12; a++) for (let b = 0; b < 12; b++) way[a]![b] = Math.min(way[a]![b]!, way[a]![k]! + way[k]![b]!)
        const { reached, sum, largest } = distancesFrom(graph)
        const finite = way.map((row) => row.filter((d) => d > 0 && d < Infinity))
        expect([...reached]).toEqual(finite.map((row) => row.length))
        expect([...sum]).toEqual(finite.map((row) => row.reduce((total, d) => total + d, 0)))
        expect([...largest]).toEqual(finite.map((row) => Math.max(0, ...row)))
      }),
    )
  })

  it('reach the leaves of a star wider than a word of bits', () => {
    const { sum } = distancesFrom(star(100))
    expect([sum[0], sum[1], sum[99]]).toEqual([99, 1 + 2 * 98, 1 + 2 * 98])
  })
})
