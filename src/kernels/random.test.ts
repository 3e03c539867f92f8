import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openRandom, shuffle } from './random.ts'

it('gives the same numbers for the same seed and others for the next one', () => {
  const draw = (seed: number) => Array.from({ length: 5 }, openRandom(seed).next)
  expect(draw(7)).toEqual(draw(7))
  expect(draw(7)).not.toEqual(draw(8))
})

it('spreads evenly: a thousand draws in ten bins each hold about a hundred', () => {
  const random = openRandom(1)
  const bins = new Int32Array(10)
  for (let n = 0; n < 10_000; n++) bins[random.integer(10)]!++
  const chiSquare = bins.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)
  expect(chiSquare).toBeLessThan(27.9) // The 0.1 % point of chi-square with nine degrees of freedom.
})

it('shuffles: everything stays, in another order', () => {
  fc.assert(fc.property(fc.integer(), fc.integer({ min: 0, max: 50 }), (seed, size) => {
    const shuffled = shuffle(Int32Array.from({ length: size }, (_, n) => n), openRandom(seed))
    expect([...shuffled].sort((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, n) => n))
  }))
})
