import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { announcedYears, dayAfter, isAnnounced, isWorkingDay, lightOf, workingDayAfter, workingDaysUntil } from './calendar.ts'

describe('the working-day calendar of the mainland', () => {
  test('people rest over Spring Festival 2026 and make up for it on two Saturdays', () => {
    expect(isWorkingDay('2026-02-14')).toBe(true)
    expect(isWorkingDay('2026-02-16')).toBe(false)
    expect(isWorkingDay('2026-02-28')).toBe(true)
    expect(workingDayAfter('2026-02-13', 2)).toEqual({ day: '2026-02-24', announced: true })
  })

  test('of a year that is not announced only weekends are known, and that is said', () => {
    expect(isAnnounced('2027-01-04')).toBe(false)
    expect(workingDayAfter('2026-12-31', 1)).toEqual({ day: '2027-01-01', announced: false })
  })

  test('a make-up day is a weekend day, and a holiday takes at least one working weekday or is a weekend', () => {
    for (const { work, rest, year } of announcedYears) {
      expect(work.every((day) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()))).toBe(true)
      expect(rest.every(([from, to]) => from <= to && from.startsWith(String(year)))).toBe(true)
      expect(work.some((day) => rest.some(([from, to]) => from <= day && day <= to))).toBe(false)
    }
  })

  test('counting forward and counting back agree', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 1, max: 60 }), (start, count) => {
      const from = dayAfter('2025-01-01', start)
      const { day } = workingDayAfter(from, count)
      expect(isWorkingDay(day)).toBe(true)
      expect(workingDaysUntil(from, day)).toBe(count)
    }))
  })

  test('work is near due within five working days, overdue the day after', () => {
    const light = (due: string | null, more = {}) => lightOf({ due, settled: false, suspended: false, ...more }, '2026-02-13')
    expect(light('2026-02-27')).toBe('near')
    expect(light('2026-03-02')).toBe('onTime')
    expect(light('2026-02-12')).toBe('overdue')
    expect(light('2026-02-12', { suspended: true })).toBe('suspended')
    expect(light('2026-02-12', { settled: true })).toBe('none')
    expect(light(null)).toBe('none')
  })
})
