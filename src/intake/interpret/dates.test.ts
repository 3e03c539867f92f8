import { describe, expect, test } from 'vitest'
import { periodInTitle, readDate, readPeriod } from './dates.ts'

describe('dates', () => {
  test.each<[string | number, string]>([
    ['2024-01-05', '2024-01-05'], ['2024/1/5', '2024-01-05'], ['2024年1月5日', '2024-01-05'], ['2024.1.5', '2024-01-05'], ['20240105', '2024-01-05'], [20240105, '2024-01-05'], ['2024-01-05T08:30:00', '2024-01-05'],
    [45296, '2024-01-05'], ['45296', '2024-01-05'], ['２０２４年１月５日', '2024-01-05'], ['5 Jan 2024', '2024-01-05'], ['January 5, 2024', '2024-01-05'],
  ])('%s is %s', (cell, date) => expect(readDate(cell)).toEqual({ date, precise: true }))

  test.each<[string | number, string]>([['2024', '2024-01-01'], [2024, '2024-01-01'], ['2024年', '2024-01-01'], ['2024.1', '2024-01-01'], ['2024年3月', '2024-03-01'], ['202403', '2024-03-01']])(
    '%s is kept as %s and known to be imprecise', (cell, date) => expect(readDate(cell)).toEqual({ date, precise: false }))

  test.each<string | number>(['2024-02-30', '2024/13/1', 'soon', '', 7, -1, 1e12, '12', '长期'])('%s is no date', (cell) => expect(readDate(cell)).toBeUndefined())
})

describe('periods', () => {
  test.each<[string | number, string]>([
    ['2024', '2024'], [2024, '2024'], ['2024年', '2024'], ['2024年度', '2024'], ['2024Q1', '2024-Q1'], ['2024年一季度', '2024-Q1'], ['2024年第三季度', '2024-Q3'], ['Q2 2024', '2024-Q2'], ['2024-Q4', '2024-Q4'],
    ['2024-10', '2024-10'], ['2024年10月', '2024-10'], ['2024年1月份', '2024-01'], ['2024/1', '2024-01'], ['202410', '2024-10'], [202410, '2024-10'], ['2024-10-31', '2024-10'], [45596, '2024-10'],
  ])('%s is %s', (cell, period) => expect(readPeriod(cell)).toBe(period))

  test.each<string | number>(['2024-13', 'Q5 2024', '去年', '', '2024年1-10月', 3])('%s is no period', (cell) => expect(readPeriod(cell)).toBeUndefined())

  test.each([
    ['中国2014年地级以上城市年末单位从业人员统计', '2014'], ['2024年10月工作月报', '2024-10'], ['2024年三季度运行情况', '2024-Q3'], ['1999-2018 Cities data', undefined], ['企业名单', undefined], ['2024年1-10月汇总', undefined], ['panel_2020.xlsx', '2020'],
  ])('the title “%s” speaks of %s', (title, period) => expect(periodInTitle(title)).toBe(period))
})
