import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openRandom } from '../random.ts'
import { alertLimits, changesOver, examineSeries, robustZ, unusualChanges } from './alerts.ts'
import { classicalDecomposition } from './classical.ts'
import { chanceOfCusum, fluctuation, tabularCusum } from './cusum.ts'
import { pelt, penaltyOf } from './pelt.ts'
import { stl } from './stl.ts'
import { bothTails, mannKendall } from './trend.ts'

const of = (...values: number[]): Float64Array => Float64Array.from(values)
const series = (length: number, value: (month: number) => number): Float64Array => Float64Array.from({ length }, (_, month) => value(month))
const close = (values: ArrayLike<number>, expected: ArrayLike<number>, digits = 8): void => {
  expect(values).toHaveLength(expected.length)
  for (let n = 0; n < expected.length; n++) expect(values[n]).toBeCloseTo(expected[n]!, digits)
}

/** Five years: a level, a season, and noise from a seed. */
const fiveYears = (noise: number, level: (month: number) => number = () => 100): Float64Array => {
  const random = openRandom(5)
  return series(60, (month) => level(month) + 10 * Math.sin((month * Math.PI) / 6) + noise * (random.next() - 0.5))
}

describe('decompositions', () => {
  it('find a level and a fixed season again; the classical one a straight trend too', () => {
    const season = [3, -1, 0, 2, -4, 0, 1, 1, -2, 0, 3, -3]
    const repeated = series(72, (month) => season[month % 12]!)
    const { seasonal, trend, remainder } = stl(repeated.map((value) => value + 50), { period: 12, seasonal: 'periodic' })
    close(seasonal, repeated)
    close(trend, new Float64Array(72).fill(50))
    close(remainder, new Float64Array(72))
    const rising = classicalDecomposition(repeated.map((value, month) => value + 50 + 2 * month), 12)
    close(rising.seasonal, repeated)
    close(rising.trend.subarray(6, 66), series(60, (month) => 62 + 2 * month))
    expect([5, 6, 65, 66].map((month) => Number.isNaN(rising.trend[month]))).toEqual([true, false, false, true])
  })

  it('add up to the series, and follow its unit and origin', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 30, maxLength: 60 }), fc.boolean(), (numbers, robust) => {
      const values = Float64Array.from(numbers)
      const plain = stl(values, { period: 12, seasonal: 7, robust })
      close(plain.seasonal.map((value, i) => value + plain.trend[i]! + plain.remainder[i]!), values, 6)
      const moved = stl(values.map((value) => 2 * value + 8), { period: 12, seasonal: 7 })
      close(moved.seasonal, stl(values, { period: 12, seasonal: 7 }).seasonal.map((value) => 2 * value), 5)
    }), { numRuns: 30 })
  })

  it('of the robust kind do not let one odd month bend the season', () => {
    const values = fiveYears(20)
    const bent = Float64Array.from(values)
    bent[30] = 200
    const off = (robust: boolean): number => Math.abs(stl(bent, { period: 12, seasonal: 13, robust }).seasonal[18]! - stl(values, { period: 12, seasonal: 13, robust }).seasonal[18]!)
    expect(stl(bent, { period: 12, seasonal: 13, robust: true }).weights[30]).toBe(0)
    expect(off(true)).toBeLessThan(off(false) / 2)
  })

  it('refuse gaps, short series and impossible windows', () => {
    expect(() => stl(series(24, () => 1), { period: 12, seasonal: 13 })).toThrow('24 values is too short: 25 are needed')
    expect(() => stl(series(40, (month) => (month === 7 ? NaN : 1)), { period: 12, seasonal: 13 })).toThrow('value 8 of the series is NaN')
    expect(() => stl(series(40, () => 1), { period: 12, seasonal: 4 })).toThrow('odd number')
    expect(() => stl(series(40, () => 1), { period: 1, seasonal: 7 })).toThrow('at least two points')
    expect(() => classicalDecomposition(series(23, () => 1), 12)).toThrow('too short')
    close(stl(series(40, () => 5), { period: 12, seasonal: 7, robust: true }).remainder, new Float64Array(40))
  })
})

describe('PELT', () => {
  it('finds the step between the third and the fourth value', () => {
    expect([...pelt(of(0, 0, 0, 9, 9, 9), { change: 'mean', penalty: 4, shortest: 1 })]).toEqual([3])
    expect([...pelt(of(0, 0, 0, 9, 9, 9), { change: 'mean', penalty: 400, shortest: 1 })]).toEqual([])
  })

  it('is never dearer than any other set of breaks, with and without the length term', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 2, maxLength: 9 }), fc.integer({ min: 1, max: 3 }), fc.boolean(), (numbers, shortest, lengthTerm) => {
      if (numbers.length < shortest) return
      const values = Float64Array.from(numbers)
      const costOf = (breaks: number[]): number => {
        const ends = [0, ...breaks, values.length]
        let cost = 3 * breaks.length
        for (let k = 1; k < ends.length; k++) {
          const part = values.subarray(ends[k - 1], ends[k])
          if (part.length < shortest) return Infinity
          const mean = part.reduce((sum, value) => sum + value, 0) / part.length
          cost += part.reduce((sum, value) => sum + (value - mean) ** 2, 0) + (lengthTerm ? Math.log(part.length) : 0)
        }
        return cost
      }
      let least = Infinity
      for (let set = 0; set < 2 ** (values.length - 1); set++) least = Math.min(least, costOf([...Array(values.length - 1).keys()].filter((bit) => (set >> bit) & 1).map((bit) => bit + 1)))
      expect(costOf([...pelt(values, { change: 'mean', penalty: 3, shortest, lengthTerm })])).toBeCloseTo(least, 8)
    }))
  })

  it('finds a change of variance, and finds the same in the reverse', () => {
    const random = openRandom(3)
    const values = series(80, (month) => (random.next() - 0.5) * (month < 40 ? 1 : 20))
    const parameters = { change: 'variance', penalty: penaltyOf('bic', 'variance', 80), shortest: 2 } as const
    const [found] = pelt(values, parameters)
    expect(Math.abs(found! - 40)).toBeLessThan(4)
    expect([...pelt(Float64Array.from(values).reverse(), parameters)]).toEqual([80 - found!])
  })

  it('refuses gaps, negative penalties and segments of nothing', () => {
    expect(() => pelt(of(1, NaN), { change: 'mean', penalty: 1, shortest: 1 })).toThrow('value 2')
    expect(() => pelt(of(1, 2), { change: 'mean', penalty: -1, shortest: 1 })).toThrow('penalty of -1')
    expect(() => pelt(of(1, 2), { change: 'variance', penalty: 1, shortest: 1 })).toThrow('from 2')
    expect([...pelt(series(30, () => 4), { change: 'mean-and-variance', penalty: 10, shortest: 2 })]).toEqual([])
  })
})

describe('CUSUM and fluctuation', () => {
  it('add what lies above one allowance: mean 0, deviation 1, then three values of 2.5 give 2, 4, 6', () => {
    const { up, down, alarm } = tabularCusum(of(-Math.SQRT1_2, Math.SQRT1_2, 2.5, 2.5, 2.5), { reference: 2 })
    close(up.subarray(2), [2 + up[1]!, 4 + up[1]!, 6 + up[1]!])
    close(down.subarray(1), [0, 0, 0, 0])
    expect([...alarm]).toEqual([0, 0, 0, 0, 1])
  })

  it('turn round with the sign of the series', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 26, maxLength: 40 }), (numbers) => {
      const values = Float64Array.from([...numbers, 1, 2].reverse())
      close(tabularCusum(values).up, tabularCusum(values.map((value) => -value)).down)
    }))
  })

  it('of a step are largest at the step', () => {
    const step = series(60, (month) => (month < 20 ? 0 : 1) + (month % 2) / 10)
    expect(fluctuation(step, 'cusum').at).toBe(20)
    expect(chanceOfCusum(fluctuation(step, 'cusum').statistic)).toBeLessThan(0.001)
    expect(chanceOfCusum(1.358)).toBeCloseTo(0.05, 3)
    expect(chanceOfCusum(0)).toBe(1)
  })

  it('refuse what does not vary, what is short and windows that hold nothing', () => {
    expect(() => tabularCusum(series(30, () => 3))).toThrow('nothing to measure a drift by')
    expect(() => tabularCusum(series(5, (month) => month))).toThrow('too short')
    expect(() => tabularCusum(of(1, 2), { reference: 1 })).toThrow('at least two')
    for (const kind of ['cusum', 'recursive', 'mosum'] as const) expect(() => fluctuation(series(9, () => 3), kind)).toThrow('nothing fluctuates')
    expect(() => fluctuation(of(1, 2, 3, 4), 'mosum', 0.1)).toThrow('holds 0')
  })
})

describe('Mann–Kendall and Sen', () => {
  it('of 1, 3, 2, 4: five pairs rise, one falls; S = 4, variance 26/3, slope 0.75', () => {
    const { s, variance, z, tau, slope } = mannKendall(of(1, 3, 2, 4))
    close([s, variance, z, tau, slope], [4, 26 / 3, 3 / Math.sqrt(26 / 3), 4 / 6, 0.75])
  })

  it('change sign with the series and nothing with its origin', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 3, maxLength: 20 }), (numbers) => {
      const values = Float64Array.from(numbers)
      const [there, back, moved] = [mannKendall(values), mannKendall(values.map((value) => -value)), mannKendall(values.map((value) => value + 100))]
      close([back.s, back.slope, back.p, moved.s, moved.slope], [-there.s, -there.slope, there.p, there.s, there.slope])
    }))
  })

  it('know no trend in what is constant, and refuse short, gappy and too long series', () => {
    expect(mannKendall(of(2, 2, 2))).toMatchObject({ s: 0, z: 0, p: 1, slope: 0 })
    expect(() => mannKendall(of(1, 2))).toThrow('too short')
    expect(() => mannKendall(of(1, NaN, 2))).toThrow('value 2')
    expect(() => mannKendall(series(5001, () => 1))).toThrow('at most 5000')
    close([bothTails(1.959963984540054), bothTails(4)], [0.05, 6.334248366623996e-5], 12)
  })
})

describe('alerts', () => {
  it('say nothing of five quiet years', () => {
    expect(examineSeries(fiveYears(1)).alerts.filter(({ rule }) => rule !== 'unusual-month' && !rule.startsWith('drift'))).toEqual([])
  })

  it('name the odd month and by how much it is off', () => {
    const values = fiveYears(1)
    values[45] = 200
    const [found] = examineSeries(values).alerts.filter(({ rule, at }) => rule === 'unusual-month' && at === 45)
    expect(found!.seen).toBeGreaterThan(alertLimits.unusual)
  })

  it('name the month from which the level is another, and that it drifts up', () => {
    const { alerts, levels } = examineSeries(fiveYears(1, (month) => (month < 36 ? 100 : 130)))
    const [found] = alerts.filter(({ rule }) => rule === 'level-break')
    expect(Math.abs(found!.at - 36)).toBeLessThanOrEqual(1)
    expect(found!.seen).toBeGreaterThan(0)
    expect(levels.map(({ mean }) => Math.round(mean))).toEqual([100, 130])
    expect(alerts.some(({ rule, at }) => rule === 'drift-up' && at >= 35 && at <= 37)).toBe(true)
    expect(alerts.map(({ at }) => at)).toEqual([...alerts].map(({ at }) => at).sort((a, b) => a - b))
  })

  it('are not made up for constant, short or gappy series', () => {
    expect(examineSeries(series(60, () => 7)).alerts).toEqual([])
    expect(() => examineSeries(series(30, () => 7))).toThrow('36 are needed')
    expect(() => examineSeries(series(60, (month) => (month === 3 ? NaN : 7)))).toThrow('value 4')
    expect(robustZ(of(1, 1, 1, 9))[3]).toBeNaN()
    close(robustZ(of(1, 2, 3, 4, 5)), [-2, -1, 0, 1, 2].map((value) => value / 1.4826))
  })

  it('of a short series compare each change over a year with the others: ten rise by a tenth, the eleventh falls by a half', () => {
    const first = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120]
    const second = first.map((value, month) => value * (month === 10 ? 0.5 : 1.1 + month / 1000))
    const values = of(...first, ...second)
    values[23] = NaN
    expect(unusualChanges(values, true).map(({ rule, at }) => [rule, at])).toEqual([['unusual-change', 22]])
    expect(changesOver(values, 12, true)[22]).toBeCloseTo(-0.5, 12)
    expect(changesOver(values, 12, false)[22]).toBeCloseTo(-55, 12)
    expect(changesOver(values, 12, true)[23]).toBeNaN()
    expect(() => unusualChanges(values.subarray(0, 21), true)).toThrow('9 changes over a year are known: 10 are needed')
    expect(unusualChanges(series(24, () => 3), true)).toEqual([])
    const firms = series(24, (month) => (month < 12 ? 60 : month === 20 ? 62 : 61))
    for (const unit of [1, 10_000, 0.01]) expect(unusualChanges(firms.map((value) => value * unit), true)).toEqual([])
    expect(unusualChanges(firms.map((value) => value + (value > 61 ? 8 : 0)), true)).toHaveLength(1)
  })
})
