import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quantile } from './quantile.ts'

const list = (...values: number[]): Float64Array => Float64Array.from(values)

describe('a quantile', () => {
  it('worked by hand: between two values in proportion, the ends at 0 and 1, none of none', () => {
    expect(quantile(list(2, 3, 5), 0.25)).toBe(2.5)
    expect(quantile(list(2, 3, 5), 0.75)).toBe(4)
    expect(quantile(list(2, 3, 5), 0)).toBe(2)
    expect(quantile(list(2, 3, 5), 1)).toBe(5)
    expect(quantile(list(7), 0.3)).toBe(7)
    expect(quantile(list(), 0.5)).toBeNaN()
  })

  it('grows with p and stays between the ends', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1 }), share, share, (values, p, q) => {
      const ascending = Float64Array.from(values).sort()
      const [low, high] = [quantile(ascending, Math.min(p, q)), quantile(ascending, Math.max(p, q))]
      expect(low).toBeLessThanOrEqual(high)
      expect(low).toBeGreaterThanOrEqual(ascending[0]!)
      expect(high).toBeLessThanOrEqual(ascending.at(-1)!)
    }))
  })
})
