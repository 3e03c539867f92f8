import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { corePeriphery } from './core-periphery.ts'
import { anyNetwork, clique, cliquePairs, star, ties } from './network-fixture.ts'

describe('core and periphery', () => {
  it('a clique of four with a leaf at each: the clique is the core, nothing misfits', () => {
    const { core, size, misfits, fitWithin } = corePeriphery(ties([...cliquePairs(0, 4), [0, 4], [1, 5], [2, 6], [3, 7]]))
    expect([...core]).toEqual([1, 1, 1, 1, 0, 0, 0, 0])
    expect([size, misfits, fitWithin]).toEqual([4, 0, 1])
  })

  it('a star is a core of one, tied to all', () => {
    expect(corePeriphery(star(6))).toMatchObject({ size: 1, misfits: 0, fitTiedToAll: 1 })
  })

  it('has a defined answer at the edges: all core in a clique, no core without ties or nodes', () => {
    expect(corePeriphery(clique(4))).toMatchObject({ misfits: 0, fitTiedToAll: NaN })
    expect(corePeriphery(ties([], 3))).toMatchObject({ size: 0, misfits: 0 })
    expect(corePeriphery(ties([], 0))).toMatchObject({ size: 0 })
  })

  it('misfits as little as the best of all 4,096 divisions', () => {
    fc.assert(
      fc.property(anyNetwork, (graph) => {
        const row = Array.from({ length: 12 }, (_, n) => graph.targets.subarray(graph.starts[n]!, graph.starts[n + 1]!).reduce((bits, other) => bits | (1 << other), 0))
        const bitsOf = (word: number): number => word.toString(2).replaceAll('0', '').length
        let fewest = Infinity
        for (let core = 0; core < 4096; core++) {
          let inCore = 0
          let inPeriphery = 0
          for (let n = 0; n < 12; n++) {
            if (core & (1 << n)) inCore += bitsOf(row[n]! & core)
            else inPeriphery += bitsOf(row[n]! & ~core)
          }
          const size = bitsOf(core)
          fewest = Math.min(fewest, (size * (size - 1) - inCore + inPeriphery) / 2)
        }
        expect(corePeriphery(graph).misfits).toBe(fewest)
      }),
      { numRuns: 20 },
    )
  })
})
