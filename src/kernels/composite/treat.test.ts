import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { logTransform, type LogKind } from './log-transform.ts'
import { shapeOf, spreadOf } from './moments.ts'
import { TREATMENT, treat } from './treat.ts'
import { winsorise } from './winsorise.ts'

const numbers = (least = 5) => fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: least, maxLength: 40 }).map((list) => Float64Array.from(list))
const oneToTen = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]

describe('the shape of an indicator', () => {
  it('is what a spreadsheet says: 3, 4, 5, 2, 3, 4, 5, 6, 4, 7 has skewness 0.359543 and excess kurtosis −0.151800', () => {
    const { skewness, kurtosis } = shapeOf(Float64Array.of(3, 4, 5, 2, 3, 4, 5, 6, 4, 7))
    expect(skewness).toBeCloseTo(0.359543, 6)
    expect(kurtosis).toBeCloseTo(-0.1518, 6)
  })

  it('does not change with the unit of measurement, and passes over missing values', () => {
    const values = Float64Array.of(1, 2, 4, 8, 16, 3)
    const scaled = shapeOf(Float64Array.from([...values, NaN], (value) => 1000 * value + 7))
    expect(scaled.skewness).toBeCloseTo(shapeOf(values).skewness, 10)
    expect(scaled.kurtosis).toBeCloseTo(shapeOf(values).kurtosis, 10)
  })

  it('is undefined for too few values and for equal ones', () => {
    expect(shapeOf(Float64Array.of(1, 2)).skewness).toBeNaN()
    expect(shapeOf(Float64Array.of(1, 2, 3)).kurtosis).toBeNaN()
    expect(shapeOf(Float64Array.of(5, 5, 5, 5, 5)).skewness).toBeNaN()
    expect(spreadOf(Float64Array.of(NaN)).min).toBeNaN()
  })
})

describe('winsorising', () => {
  it('draws in the farthest value until the indicator is well shaped: of 1 … 10, 30, 100 only 100 has to come in', () => {
    const { values, moved } = winsorise(Float64Array.of(...oneToTen, 30, 100))
    expect([...values]).toEqual([...oneToTen, 30, 30])
    expect(moved).toBe(1)
  })

  it('draws in at the low end where the indicator is skewed to it', () => {
    expect(winsorise(Float64Array.of(...oneToTen, -100)).values[10]).toBe(1)
  })

  it('stops at the most that may be moved', () => {
    expect(winsorise(Float64Array.of(...oneToTen, ...oneToTen, 1e3, 1e6), { most: 1 }).moved).toBe(1)
  })

  it('never turns an order round and never leaves the range', () => {
    fc.assert(fc.property(numbers(), (given) => {
      const { values } = winsorise(given)
      for (let a = 0; a < given.length; a++) for (let b = 0; b < given.length; b++) if (given[a]! < given[b]!) expect(values[a]!).toBeLessThanOrEqual(values[b]!)
      expect(spreadOf(values).max).toBeLessThanOrEqual(spreadOf(given).max)
      expect(spreadOf(values).min).toBeGreaterThanOrEqual(spreadOf(given).min)
    }))
  })
})

describe('taking logarithms', () => {
  const values = Float64Array.of(0, 9, 99)

  it('by hand: ln(x + 1) of 0, 9, 99 is 0, ln 10, ln 100', () => {
    expect([...logTransform(values, 'shifted-by-one')]).toEqual([0, Math.log(10), Math.log(100)])
    expect([...logTransform(values, 'scaled')].map((value) => value.toFixed(6))).toEqual(['0.000000', Math.log((98 * 9) / 99 + 1).toFixed(6), Math.log(99).toFixed(6)])
    expect([...logTransform(values, { boxCox: 0 })]).toEqual([...logTransform(values, 'shifted-by-one')])
    expect([...logTransform(values, { boxCox: 1 })]).toEqual([...values])
    expect(logTransform(values, 'shifted')[0]).toBeCloseTo(Math.log(0.99), 12)
  })

  it('keeps the order, whatever the kind', () => {
    const kinds: LogKind[] = ['shifted', 'shifted-by-one', { boxCox: 0.5 }, { boxCox: -1 }]
    fc.assert(fc.property(numbers(), fc.constantFrom(...kinds), (given, kind) => {
      const logged = logTransform(given, kind)
      for (let n = 1; n < given.length; n++) if (given[n]! > given[0]!) expect(logged[n]!).toBeGreaterThanOrEqual(logged[0]!)
    }))
  })

  it('refuses what has no logarithm, and what would turn the order round', () => {
    expect(() => logTransform(values, 'natural')).toThrow('the logarithm of 0 is not defined')
    expect(() => logTransform(Float64Array.of(0.1, 0.5), 'scaled')).toThrow('turn the order round')
    expect(() => logTransform(values, { boxCox: NaN })).toThrow(RangeError)
  })

  it('leaves equal and missing values as they are', () => {
    expect([...logTransform(Float64Array.of(4, 4, NaN), 'shifted')]).toEqual([4, 4, NaN])
  })
})

describe('the treatment of outliers', () => {
  const wild = Float64Array.from({ length: 40 }, (_, n) => Math.exp(n ** 1.4 / 10))

  it('leaves a well-shaped indicator alone', () => {
    expect(treat(Float64Array.from(oneToTen))).toMatchObject({ moved: 0, logged: false, settled: true })
  })

  it('takes the logarithm where drawing in was not enough, of the values as given or as drawn in', () => {
    const ofGiven = treat(wild, { ...TREATMENT, most: 1 })
    const ofDrawn = treat(wild, { ...TREATMENT, most: 1, logOf: 'winsorised' })
    expect(ofGiven).toMatchObject({ logged: true, moved: 0 })
    expect(ofDrawn).toMatchObject({ logged: true, moved: 1 })
    expect(ofDrawn.values[39]).toBe(ofDrawn.values[38])
    expect(ofGiven.values[39]).toBeGreaterThan(ofGiven.values[38]!)
  })

  it('says where outliers remain even so', () => {
    const spike = Float64Array.from({ length: 200 }, (_, n) => (n === 0 ? 1e9 : n % 2))
    expect(treat(spike, { ...TREATMENT, most: 0 }).settled).toBe(false)
  })

  it('of equal and of missing values treats nothing', () => {
    for (const values of [[3, 3, 3, 3, 3], [NaN, NaN], []]) expect([...treat(Float64Array.from(values)).values]).toEqual(values)
  })
})
