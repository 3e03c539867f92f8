import { describe, expect, test } from 'vitest'
import { isoOfSerial, kindOfBuiltIn, kindOfFormat } from './number-format.ts'

test.each([
  ['General', 'plain'], ['0.00%', 'plain'], ['#,##0.00_);[Red](#,##0.00)', 'plain'], ['0.00E+00', 'plain'], ['"第"0"期 day"', 'plain'], ['@', 'plain'], ['G/通用格式', 'plain'],
  ['_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', 'plain'], ['¥#,##0', 'plain'],
  ['yyyy-mm-dd', 'date'], ['yyyy"年"m"月"', 'date'], ['[$-804]yyyy"年"m"月"d"日";@', 'date'], ['[DBNum1][$-804]yyyy"年"m"月"', 'date'], ['mmm-yy', 'date'], ['m/d', 'date'], ['mmmm', 'date'],
  ['yyyy/m/d h:mm', 'date-time'], ['h:mm AM/PM', 'time'], ['上午/下午h"时"mm"分"', 'time'], ['mm:ss.0', 'time'], ['[h]:mm:ss', 'duration'],
])('the format %s shows a %s', (code, kind) => {
  expect(kindOfFormat(code)).toBe(kind)
})

test('the formats that are never written down, the East Asian ones too', () => {
  expect([0, 2, 9, 10, 14, 18, 22, 27, 31, 33, 46, 49, 58].map(kindOfBuiltIn))
    .toEqual(['plain', 'plain', 'plain', 'plain', 'date', 'time', 'date-time', 'date', 'date', 'time', 'duration', 'plain', 'date'])
})

describe('day numbers', () => {
  test.each([
    [45_413, 'date', false, '2024-05-01'], [1, 'date', false, '1900-01-01'], [59, 'date', false, '1900-02-28'], [61, 'date', false, '1900-03-01'],
    [0, 'date', true, '1904-01-01'], [43_951, 'date', true, '2024-05-01'], [2_958_465, 'date', false, '9999-12-31'],
    [45_413.354166666664, 'date-time', false, '2024-05-01T08:30:00'], [45_413, 'date-time', false, '2024-05-01'], [45_413.9, 'date', false, '2024-05-01'],
    [0.354166666666667, 'time', false, '08:30:00'], [1.1458333333333333, 'duration', false, '27:30:00'], [45_413.99999999, 'date-time', false, '2024-05-02'],
  ] as const)('%d as a %s (1904: %s) is %s', (serial, kind, system1904, iso) => {
    expect(isoOfSerial(serial, kind, system1904)).toBe(iso)
  })

  test.each([[60, 'date'], [0, 'date'], [-1, 'date'], [2_958_466, 'date'], [7, 'plain']] as const)('%d as a %s is no moment and stays a number', (serial, kind) => {
    expect(isoOfSerial(serial, kind, false)).toBeUndefined()
  })
})
