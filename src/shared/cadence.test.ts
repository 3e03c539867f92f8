import fc from 'fast-check'
import { expect, test } from 'vitest'
import { occurrencesOf, type Cadence } from './cadence.ts'
import { dayAfter, isWorkingDay } from './calendar.ts'

const days = (cadence: Cadence, start: string, from: string, to: string): string[] => occurrencesOf(cadence, start, { from, to }).map(({ day }) => day)

test('the first working day of each month steps over the National Day week, and the last counts a make-up Saturday', () => {
  expect(days({ unit: 'month', every: 1, nth: 1 }, '2026-09-01', '2026-09-01', '2026-11-30')).toEqual(['2026-09-01', '2026-10-08', '2026-11-02'])
  expect(days({ unit: 'month', every: 1, nth: -1 }, '2026-02-01', '2026-02-01', '2026-02-28')).toEqual(['2026-02-28'])
})

test('a quarterly joint meeting falls in every quarter, a fortnightly one in every other week', () => {
  expect(days({ unit: 'quarter', every: 1, nth: 3 }, '2026-01-01', '2026-01-01', '2026-12-31')).toEqual(['2026-01-06', '2026-04-03', '2026-07-03', '2026-10-10'])
  expect(days({ unit: 'week', every: 2, nth: 1 }, '2026-11-02', '2026-11-01', '2026-11-30')).toEqual(['2026-11-02', '2026-11-16', '2026-11-30'])
})

test('a week without a working day has no meeting; a year not announced yet says so', () => {
  expect(days({ unit: 'week', every: 1, nth: 5 }, '2026-02-16', '2026-02-16', '2026-02-22')).toEqual([])
  expect(occurrencesOf({ unit: 'year', every: 1, nth: 1 }, '2027-01-01', { from: '2027-01-01', to: '2027-12-31' })).toEqual([{ day: '2027-01-01', announced: false }])
})

const cadences = fc.record({ unit: fc.constantFrom<Cadence['unit'][]>('week', 'month', 'quarter', 'year'), every: fc.integer({ min: 1, max: 4 }), nth: fc.integer({ min: -8, max: 8 }).filter((n) => n !== 0) })

test('whatever the cadence: working days only, in order, none before the start, and a window shows the same days as a wider one', () => {
  fc.assert(fc.property(cadences, fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 300 }), (cadence, after, length) => {
    const start = dayAfter('2025-01-01', after)
    const [from, to] = [dayAfter(start, 40), dayAfter(start, 40 + length)]
    const wide = days(cadence, start, start, dayAfter(to, 30))
    expect(wide.every((day) => isWorkingDay(day) && day >= start)).toBe(true)
    expect([...new Set(wide)].sort()).toEqual(wide)
    expect(days(cadence, start, from, to)).toEqual(wide.filter((day) => day >= from && day <= to))
  }), { seed: 13 })
})
