import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatCount, formatDate, formatDateTime, formatLongDate, formatMonth, formatNumber, formatPercent, formatPeriod, unitName } from './format.ts'

describe('numbers as people write them', () => {
  it('scales money to 亿元, 万元 and 元 in Chinese', () => {
    expect(formatNumber(211_457_000_000, { lang: 'zh', unit: 'yuan' })).toBe('2,114.57亿元')
    expect(formatNumber(2114.57, { lang: 'zh', unit: '亿元' })).toBe('2,114.57亿元')
    expect(formatNumber(35_600, { lang: 'zh', unit: '元' })).toBe('3.56万元')
    expect(formatNumber(980, { lang: 'zh', unit: 'CNY' })).toBe('980元')
    expect(formatNumber(-120_000_000, { lang: 'zh', unit: 'yuan' })).toBe('-1.20亿元')
    expect(formatNumber(1_500_000, { lang: 'zh', unit: 'USD' })).toBe('150.00万美元')
  })
  it('scales money to bn and m in English', () => {
    expect(formatNumber(211_457_000_000, { lang: 'en', unit: 'yuan' })).toBe('CNY 211.5 bn')
    expect(formatNumber(7_728_000, { lang: 'en', unit: 'yuan' })).toBe('CNY 7.7 m')
    expect(formatNumber(980, { lang: 'en', unit: 'yuan' })).toBe('CNY 980')
  })
  it('takes the next scale when rounding reaches it', () => {
    expect(formatNumber(99_999_999, { lang: 'zh', unit: 'yuan' })).toBe('1.00亿元')
    expect(formatNumber(999_999_999, { lang: 'en', unit: 'yuan' })).toBe('CNY 1.0 bn')
  })
  it('writes shares with one decimal', () => {
    expect(formatNumber(86.567, { lang: 'zh', unit: '%' })).toBe('86.6%')
    expect(formatNumber(0.86567, { lang: 'en', unit: 'ratio' })).toBe('86.6%')
    expect(formatNumber(-1.25, { lang: 'zh', unit: 'points', digits: 2 })).toBe('-1.25个百分点')
    expect(formatPercent(1.036)).toBe('103.6%')
  })
  it('writes counts and other units', () => {
    expect(formatNumber(4654, { lang: 'zh', unit: '家' })).toBe('4,654家')
    expect(formatNumber(4654, { lang: 'en', unit: 'firms' })).toBe('4,654 firms')
    expect(formatNumber(0.254, { lang: 'en', unit: 'index', digits: 3 })).toBe('0.254')
    expect(formatCount(95559)).toBe('95,559')
    expect(formatNumber(0, { lang: 'zh', unit: '家' })).toBe('0家')
    expect(formatNumber(51900, { lang: 'en', unit: '人' })).toBe('51,900 persons')
    expect(formatNumber(86, { lang: 'en', unit: '件' })).toBe('86 items')
  })
  it('names a unit beside a number that is not scaled', () => {
    expect(['yuan', '万元', '%', 'ratio', '家', 'count'].map((unit) => unitName(unit, 'zh'))).toEqual(['元', '万元', '%', '%', '家', ''])
    expect(['yuan', 'points', 'count', '人', '件', '台时'].map((unit) => unitName(unit, 'en'))).toEqual(['CNY', 'pp', '', 'persons', 'items', '台时'])
  })
  it('never shows a missing value as a number', () => {
    for (const missing of [null, undefined, Number.NaN, Number.POSITIVE_INFINITY]) {
      for (const unit of ['yuan', '%', '家', 'count']) expect(formatNumber(missing, { lang: 'zh', unit })).toBe('—')
      expect(formatCount(missing)).toBe('—')
      expect(formatPercent(missing)).toBe('—')
    }
  })
  it('keeps the value: what is written reads back within rounding', () => {
    fc.assert(fc.property(fc.double({ min: -1e13, max: 1e13, noNaN: true }), (value) => {
      const text = formatNumber(value, { lang: 'zh', unit: 'yuan' })
      const [, number, scale] = /^(-?[\d,]+(?:\.\d+)?)(亿|万)?元$/.exec(text) ?? []
      const size = scale === '亿' ? 1e8 : scale === '万' ? 1e4 : 1
      expect(Math.abs(Number(number?.replaceAll(',', '')) * size - value)).toBeLessThanOrEqual(size * 0.00501 + Math.abs(value) * 1e-12)
    }))
  })
})

describe('dates and periods', () => {
  it('writes days, moments and months', () => {
    expect(formatDate('2026-11-22')).toBe('2026-11-22')
    expect(formatDate('2026-11-22T17:30:00Z')).toBe('2026-11-23')
    expect(formatDateTime('2026-11-22T17:30:00Z')).toBe('2026-11-23 01:30')
    expect(formatLongDate('2026-11-05', 'zh')).toBe('2026年11月5日')
    expect(formatLongDate(new Date('2026-11-05T00:00:00Z'), 'en')).toBe('5 November 2026')
    expect(formatMonth('2026-11', 'zh')).toBe('2026年11月')
    expect(formatMonth('2026-11', 'en')).toBe('November 2026')
  })
  it('writes periods of any grain', () => {
    expect(formatPeriod('2026', 'zh')).toBe('2026年')
    expect(formatPeriod('2026-Q3', 'zh')).toBe('2026年第三季度')
    expect(formatPeriod('2026-Q3', 'en')).toBe('Q3 2026')
    expect(formatPeriod('2026-10', 'en')).toBe('October 2026')
    expect(formatPeriod('2026-10-01', 'en')).toBe('2026-10-01')
  })
  it('shows what is not a date as it was written, and nothing as a dash', () => {
    expect(formatDate('约2020年')).toBe('约2020年')
    expect(formatMonth('2026-13', 'zh')).toBe('2026-13')
    expect(formatDate(undefined)).toBe('—')
    expect(formatPeriod('', 'zh')).toBe('—')
  })
})
