import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareAround, type Month } from './before-after.ts'

const month = (n: number): string => `${Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`
const first = 2025 * 12
const series = (values: (number | null)[], from = first): Month[] => values.map((value, n) => ({ period: month(from + n), value, ref: `observation:region:1:2:${month(from + n)}`, doubtful: false }))
const said = (cautions: { zh: string }[]): string => cautions.map(({ zh }) => zh).join(' ')

test('worked by hand: twelve months at 10, then three at 13 from January 2026', () => {
  const { before, after, change, changeShare, sameMonths, cautions } = compareAround(series([...Array.from({ length: 12 }, () => 10), 13, 12, 14]), { validFrom: '2026-01-01', validTo: null })
  expect([before, after, change, changeShare, sameMonths]).toEqual([{ mean: 10, count: 12 }, { mean: 13, count: 3 }, 3, 0.3, { count: 3, change: 3 }])
  expect(said(cautions)).toMatch(/施行后只有 3 个月.*同月比较（3 个月）/)
})

test('the month in which it begins or ends is left out where it stood for a part of it only', () => {
  const uses = (validFrom: string, validTo: string | null) => compareAround(series(Array.from({ length: 18 }, () => 1)), { validFrom, validTo }).points.slice(11, 16).map(({ use }) => use)
  expect(uses('2026-01-15', null)).toEqual(['before', 'out', 'after', 'after', 'after'])
  expect(uses('2026-01-01', '2026-03-31')).toEqual(['before', 'after', 'after', 'after', 'out'])
  expect(uses('2026-01-01', '2026-03-30')).toEqual(['before', 'after', 'after', 'out', 'out'])
})

test('a month without a value is left out and said; one side alone gives no change', () => {
  const { before, cautions } = compareAround(series([4, null, 6, 8]), { validFrom: '2025-04-01', validTo: null })
  expect([before, said(cautions).includes('有 1 个月缺数')]).toEqual([{ mean: 5, count: 2 }, true])
  expect(compareAround(series([4, 5]), { validFrom: '2025-03-01', validTo: null })).toMatchObject({ change: null, after: { mean: null, count: 0 }, sameMonths: { count: 0, change: null } })
  expect(compareAround([], { validFrom: '2025-03-01', validTo: null })).toMatchObject({ change: null, before: { mean: null, count: 0 } })
})

test('a steady rise with the seasons is told by the same months, whatever the level; adding a constant moves both means and no change', () => {
  const value = fc.option(fc.integer({ min: -50, max: 50 }), { nil: null })
  fc.assert(fc.property(fc.array(value, { maxLength: 40 }), fc.integer({ min: 0, max: 30 }), fc.integer({ min: -9, max: 9 }), (values, start, more) => {
    const policy = { validFrom: `${month(first + start)}-01`, validTo: null }
    const [plain, moved] = [compareAround(series(values), policy), compareAround(series(values.map((one) => (one === null ? null : one + more))), policy)]
    expect(moved.points.map(({ use }) => use)).toEqual(plain.points.map(({ use }) => use))
    expect([moved.before.count, moved.after.count]).toEqual([plain.before.count, plain.after.count])
    if (plain.change !== null) expect(moved.change).toBeCloseTo(plain.change, 9)
    if (plain.sameMonths.change !== null) expect(moved.sameMonths.change).toBeCloseTo(plain.sameMonths.change, 9)
    expect(plain.before.count).toBeLessThanOrEqual(12)
    expect(compareAround([...series(values)].reverse(), policy)).toEqual(plain)
  }), { seed: 9 })
  const seasonal = series(Array.from({ length: 24 }, (_, n) => Math.abs((n % 12) - 6) * 5 + n))
  expect(compareAround(seasonal, { validFrom: '2026-01-01', validTo: null }).sameMonths).toEqual({ count: 12, change: 12 })
})
