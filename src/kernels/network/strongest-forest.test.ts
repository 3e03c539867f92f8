import fc from 'fast-check'
import { expect, it } from 'vitest'
import { strongestForest } from './strongest-forest.ts'

it('keeps the strongest ties of a triangle and of a part of its own', () => {
  expect(strongestForest(5, { sources: [0, 1, 2, 3], targets: [1, 2, 0, 4], weights: [3, 1, 2, 9] })).toEqual([0, 2, 3])
})

it('joins what is joined, with one tie fewer than nodes in each part', () => {
  const tie = fc.tuple(fc.nat(8), fc.nat(8), fc.integer({ min: 1, max: 9 }))
  fc.assert(fc.property(fc.array(tie, { maxLength: 30 }), (list) => {
    const of = (kept: number[]) => {
      const part = Array.from({ length: 9 }, (_, n) => n)
      for (const e of kept) {
        const [a, b] = [part[list[e]![0]]!, part[list[e]![1]]!]
        for (const [n, p] of part.entries()) if (p === a) part[n] = b
      }
      return part.map((p) => part.indexOf(p))
    }
    const kept = strongestForest(9, { sources: list.map(([a]) => a), targets: list.map(([, b]) => b), weights: list.map(([, , w]) => w) })
    expect(of(kept)).toEqual(of(list.map((_, e) => e)))
    expect(kept.length).toBe(9 - new Set(of(kept)).size)
  }))
})
