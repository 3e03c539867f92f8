import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wilsonInterval } from './wilson.ts'

test('8 of 10, worked by hand', () => {
  const { low, high } = wilsonInterval(8, 10)!
  expect(low).toBeCloseTo(0.4902, 4)
  expect(high).toBeCloseTo(0.9433, 4)
})

test('of nothing nothing is known; none and all of a few still leave much open', () => {
  expect(wilsonInterval(0, 0)).toBeNull()
  // z² / (n + z²) of the other side.
  expect(wilsonInterval(0, 3)).toEqual({ low: 0, high: expect.closeTo(3.841459 / 6.841459, 6) as number })
  expect(wilsonInterval(3, 3)).toEqual({ low: expect.closeTo(3 / 6.841459, 6) as number, high: 1 })
})

test('the share lies within; yes and no mirror each other; more counts of the same share say more', () => {
  const counts = fc.integer({ min: 1, max: 10_000 }).chain((of) => fc.tuple(fc.integer({ min: 0, max: of }), fc.constant(of)))
  fc.assert(fc.property(counts, ([yes, of]) => {
    const { low, high } = wilsonInterval(yes, of)!
    const mirrored = wilsonInterval(of - yes, of)!
    const more = wilsonInterval(yes * 4, of * 4)!
    expect(0 <= low && low <= yes / of + 1e-12 && yes / of <= high + 1e-12 && high <= 1).toBe(true)
    expect(low).toBeCloseTo(1 - mirrored.high, 9)
    expect(more.high - more.low).toBeLessThan(high - low)
  }))
})

test('what is no share of a count is refused', () => {
  for (const [yes, of] of [[2, 1], [-1, 3], [0.5, 2]] as const) expect(() => wilsonInterval(yes, of)).toThrow(`${yes} of ${of}`)
})
