import { describe, expect, test } from 'vitest'
import { frequencyOf, lastDayOf, monthAfter, monthsOf, periodsIn, spanOf } from './period.ts'

describe('periods', () => {
  test('months turn over at the end of the year, and know leap years', () => {
    expect([monthAfter('2026-12', 1), monthAfter('2026-01', -1), monthAfter('2026-10', -12)]).toEqual(['2027-01', '2025-12', '2025-10'])
    expect([lastDayOf('2024-02'), lastDayOf('2026-02'), lastDayOf('2026-12')]).toEqual(['2024-02-29', '2026-02-28', '2026-12-31'])
  })

  test('are a year, a quarter or a month, and nothing else', () => {
    expect(['2026', '2026-Q3', '2026-10', '2026-13', '2026-Q5', '26', 'all'].map(frequencyOf)).toEqual(['year', 'quarter', 'month', undefined, undefined, undefined, undefined])
  })

  test('hold the shorter ones in them', () => {
    expect(monthsOf('2026-Q4')).toEqual(['2026-10', '2026-11', '2026-12'])
    expect(periodsIn('2026-Q1')).toEqual(['2026-Q1', '2026-01', '2026-02', '2026-03'])
    expect(periodsIn('2026')).toHaveLength(17)
    expect([periodsIn('2026-10'), periodsIn('2026-11-22')]).toEqual([['2026-10'], ['2026-11-22']])
  })

  test('begin and end at midnight in China', () => {
    expect(spanOf('2026-12')).toEqual({ from: '2026-12-01T00:00:00+08:00', to: '2027-01-01T00:00:00+08:00' })
    expect(spanOf('2026-Q1').to).toBe('2026-04-01T00:00:00+08:00')
  })
})
