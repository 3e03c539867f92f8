import fc from 'fast-check'
import { expect, it } from 'vitest'
import { coreness } from './coreness.ts'
import { anyNetwork, cliquePairs, ties } from './network-fixture.ts'

it('a clique of four with a tail: the clique is a 3-core, the tail a 1-core, the lone node nothing', () => {
  expect([...coreness(ties([...cliquePairs(0, 4), [3, 4], [4, 5]], 7))]).toEqual([3, 3, 3, 3, 1, 1, 0])
})

it('is what taking away everyone with fewer than k ties leaves, k by k', () => {
  fc.assert(
    fc.property(anyNetwork, (graph) => {
      const slow = Array.from({ length: 12 }, () => 0)
      for (let k = 1; k < 12; k++) {
        const stays = Array.from({ length: 12 }, () => true)
        const tiesLeft = (n: number): number => graph.targets.subarray(graph.starts[n]!, graph.starts[n + 1]!).filter((other) => stays[other]).length
        for (let again = true; again; ) {
          again = false
          for (let n = 0; n < 12; n++) if (stays[n] && tiesLeft(n) < k) again = !(stays[n] = false)
        }
        for (let n = 0; n < 12; n++) if (stays[n]) slow[n] = k
      }
      expect([...coreness(graph)]).toEqual(slow)
    }),
  )
})
