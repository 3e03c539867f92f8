import { describe, expect, test } from 'vitest'
import { readNumber } from './numbers.ts'

const value = (text: string) => readNumber(text)?.value

describe('a number as people write it', () => {
  test.each([
    ['12', 12], ['-3.5', -3.5], ['1,234', 1234], ['1，234，567.8', 1234567.8], ["1'234", 1234], ['12 345', 12345], ['１２３４', 1234], ['－５', -5], ['−5', -5], ['+7', 7],
    ['（1,234）', -1234], ['(12.5)', -12.5], ['1.2e3', 1200], ['.5', 0.5], ['007', 7], ['12.', 12],
  ])('%s is %d', (text, expected) => expect(value(text)).toBe(expected))

  test.each([
    ['61%', 61, '%'], ['61％', 61, '%'], ['3亿元', 3, '亿元'], ['¥1,000', 1000, '¥'], ['1200万元', 1200, '万元'], ['5万人', 5, '万人'], ['18个月', 18, '个月'], ['$3', 3, '$'],
  ])('%s is %d with the unit %s', (text, expected, unit) => {
    expect(readNumber(text)?.value).toBe(expected)
    expect(readNumber(text)?.unit?.written).toBe(unit)
  })

  test.each(['约3000', '～3000', '~3000', '近3000', '3000余', '3000左右'])('%s is about 3000', (text) => {
    expect(readNumber(text)).toMatchObject({ value: 3000, approximate: true })
  })

  test.each(['', 'abc', '1,5', '12,34', '1.2.3', '--5', '2024年1月', '3-5', '12abc', '1e999', '(-5)', '一百'])('“%s” is no number', (text) => {
    expect(readNumber(text)).toBeUndefined()
  })
})
