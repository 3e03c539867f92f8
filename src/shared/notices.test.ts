import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isDue, isQuiet, type NoticeRule } from './notices.ts'

/** A moment on the clock of China. */
const china = (text: string): Date => new Date(`${text}:00+08:00`)
const rule = (given: Partial<NoticeRule>): NoticeRule => ({ pace: 'daily', hour: 8, quiet: null, ...given })

describe('a digest', () => {
  it('comes once a day, at its hour in China', () => {
    const last = china('2026-11-26T08:01')
    expect(isDue(rule({}), last, china('2026-11-27T07:59'))).toBe(false)
    expect(isDue(rule({}), last, china('2026-11-27T08:00'))).toBe(true)
    expect(isDue(rule({}), china('2026-11-27T08:00'), china('2026-11-27T23:59'))).toBe(false)
  })

  it('comes on Mondays, or as soon as the program runs again after one', () => {
    const weekly = rule({ pace: 'weekly' })
    expect(isDue(weekly, china('2026-11-23T08:00'), china('2026-11-29T22:00'))).toBe(false)
    expect(isDue(weekly, china('2026-11-23T08:00'), china('2026-11-30T08:00'))).toBe(true)
    expect(isDue(weekly, china('2026-11-23T08:00'), china('2026-12-02T15:00'))).toBe(true)
  })

  it('keeps the quiet hours, over midnight too, and comes after them', () => {
    const quiet = rule({ pace: 'soon', quiet: { from: 22, to: 7 } })
    expect(['21:59', '22:00', '03:00', '06:59', '07:00'].map((hour) => isDue(quiet, null, china(`2026-11-27T${hour}`)))).toEqual([true, false, false, false, true])
  })

  it('at the pace of what is new comes every quarter of an hour at most', () => {
    const soon = rule({ pace: 'soon' })
    expect(isDue(soon, china('2026-11-27T09:00'), china('2026-11-27T09:14'))).toBe(false)
    expect(isDue(soon, china('2026-11-27T09:00'), china('2026-11-27T09:15'))).toBe(true)
    expect(isDue(rule({ pace: 'none' }), null, china('2026-11-27T09:15'))).toBe(false)
  })

  it('comes just as often as there are days or weeks, however often one looks', () => {
    const start = china('2026-11-23T00:00').getTime()
    fc.assert(fc.property(fc.constantFrom('daily' as const, 'weekly' as const), fc.integer({ min: 0, max: 23 }), fc.integer({ min: 1, max: 180 }), (pace, hour, minutes) => {
      let last: Date | null = new Date(start)
      let count = 0
      for (let at = start; at < start + 28 * 86_400_000; at += minutes * 60_000) {
        if (!isDue(rule({ pace, hour }), last, new Date(at))) continue
        last = new Date(at)
        count++
      }
      // The first look was at midnight of a Monday, before or at the hour of that day.
      expect(count - (pace === 'daily' ? 28 : 4)).toBeGreaterThanOrEqual(-1)
      expect(count).toBeLessThanOrEqual(pace === 'daily' ? 28 : 4)
    }))
  })

  it('knows an hour as quiet or not, never as both', () => {
    const hour = fc.integer({ min: 0, max: 23 })
    fc.assert(fc.property(hour, hour, hour, (from, to, at) => { if (from !== to) expect(isQuiet({ from, to }, at)).toBe(!isQuiet({ from: to, to: from }, at)) }))
    expect(isQuiet({ from: 5, to: 5 }, 5)).toBe(false)
  })
})
