import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalise, type Normalisation } from './normalise.ts'

const values = Float64Array.of(2, 4, NaN, 4, 10)
const given = (how: Normalisation, direction: 1 | -1 = 1) => [...normalise(values, direction, how)]

describe('normalisation of 2, 4, missing, 4, 10', () => {
  it('from worst to best', () => {
    expect(given({ kind: 'min-max', low: 0, high: 100 })).toEqual([0, 25, NaN, 25, 100])
    expect(given({ kind: 'min-max', low: 0, high: 100 }, -1)).toEqual([100, 75, NaN, 75, 0])
    expect(given({ kind: 'distance-to-best' })).toEqual([0, 0.25, NaN, 0.25, 1])
  })

  it('by standard deviations: the mean is 5, the deviation √12', () => {
    expect(given({ kind: 'z-score' }).map((value) => value.toFixed(4))).toEqual(['-0.8660', '-0.2887', 'NaN', '-0.2887', '1.4434'])
  })

  it('by order, equals sharing the lower number', () => {
    expect(given({ kind: 'rank' })).toEqual([1, 2, NaN, 2, 4])
    expect(given({ kind: 'borda' }, -1)).toEqual([3, 1, NaN, 1, 0])
    expect(given({ kind: 'percentile' })).toEqual([0, 1 / 3, NaN, 1 / 3, 1])
  })

  it('against the best, a target, another unit, goalposts', () => {
    expect(given({ kind: 'share-of-best' })).toEqual([0.2, 0.4, NaN, 0.4, 1])
    expect(given({ kind: 'distance-to-target', target: 6, cap: true })).toEqual([0, 0.5, NaN, 0.5, 1])
    expect(given({ kind: 'distance-to-target', target: 6, cap: false })[4]).toBe(2)
    expect(given({ kind: 'distance-to-target', target: 4, cap: false }, -1)).toEqual([expect.closeTo(4 / 3, 12), 1, NaN, 1, 0])
    expect(given({ kind: 'distance-to-unit', unit: 1, cap: false })).toEqual([0, 1, NaN, 1, 4])
    expect(given({ kind: 'goalposts', worst: 3, best: 8 })).toEqual([0, 0.2, NaN, 0.2, 1])
    expect(given({ kind: 'goalposts', worst: 8, best: 3 }, -1)).toEqual([1, 0.8, NaN, 0.8, 0])
  })
})

describe('whatever the scale', () => {
  const kinds: Normalisation[] = [{ kind: 'min-max', low: 1, high: 100 }, { kind: 'z-score' }, { kind: 'rank' }, { kind: 'borda' }, { kind: 'percentile' }, { kind: 'distance-to-best' }]
  const lists = fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 20 })

  it('changing the unit of measurement changes nothing', () => {
    fc.assert(fc.property(lists, fc.constantFrom(...kinds), fc.constantFrom(1, -1), fc.integer({ min: 1, max: 50 }), fc.integer({ min: -50, max: 50 }), (list, how, direction, by, shift) => {
      const before = normalise(Float64Array.from(list), direction as 1 | -1, how)
      const after = normalise(Float64Array.from(list, (value) => by * value + shift), direction as 1 | -1, how)
      after.forEach((value, n) => expect(value).toBeCloseTo(before[n]!, 8))
    }))
  })

  it('the better value has the higher score', () => {
    fc.assert(fc.property(lists, fc.constantFrom(...kinds), (list, how) => {
      const scores = normalise(Float64Array.from(list), -1, how)
      list.forEach((value, n) => { if (value < list[0]!) expect(scores[n]!).toBeGreaterThan(scores[0]!) })
    }))
  })

  it('equal values make no scale, and nothing makes nothing', () => {
    for (const how of [kinds[0]!, kinds[1]!, kinds[5]!]) expect([...normalise(Float64Array.of(7, 7), 1, how)]).toEqual([NaN, NaN])
    for (const how of kinds) expect([...normalise(new Float64Array(0), 1, how)]).toEqual([])
    for (const how of kinds) expect([...normalise(Float64Array.of(NaN), 1, how)]).toEqual([NaN])
  })

  it('refuses a scale without length and a direction that is none', () => {
    expect(() => given({ kind: 'min-max', low: 1, high: 1 })).toThrow('a scale from 1 to 1 has no length')
    expect(() => given({ kind: 'goalposts', worst: 2, best: 2 })).toThrow('goalposts at 2 and 2')
    expect(() => normalise(values, 0 as 1, { kind: 'rank' })).toThrow('0 is no direction')
    expect(given({ kind: 'distance-to-target', target: 1, cap: true })).toEqual([NaN, NaN, NaN, NaN, NaN])
  })
})
