import { describe, expect, it } from 'vitest'
import { readTyped } from './typed.ts'

describe('a value stated by hand', () => {
  it('is a number where the field takes numbers, separators and full-width digits included', () => {
    expect(readTyped('organisation:7:revenue', '1,284,000')).toBe(1_284_000)
    expect(readTyped('organisation:7:employees', '３２０')).toBe(320)
    expect(readTyped('observation:region:4403:2:2026-10', '-4.5')).toBe(-4.5)
  })
  it('takes a percentage as a fraction of one where the field is a share, and nowhere else', () => {
    expect(readTyped('supplies:7:12:share', '35%')).toBe(0.35)
    expect(readTyped('origin:12:JPN', '61%')).toBe(0.61)
    expect(readTyped('organisation:7:revenue', '35%')).toBe('35%')
  })
  it('leaves codes and names as they are typed, even when they look like numbers', () => {
    expect(readTyped('organisation:7:stockCode', '000651')).toBe('000651')
    expect(readTyped('organisation:7:name', ' 粤测仪器 ')).toBe('粤测仪器')
  })
  it('hands on what does not fit, for the server to say what is wrong', () => {
    expect(readTyped('organisation:7:revenue', '约三亿')).toBe('约三亿')
  })
})
