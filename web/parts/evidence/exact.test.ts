import { describe, expect, it } from 'vitest'
import { exactValue } from './exact.ts'

describe('the exact value of the drawer', () => {
  it('keeps every digit and adds separators and the unit', () => {
    expect(exactValue('organisation:7:revenue', '9062000', null, 'zh')).toBe('9,062,000 元')
    expect(exactValue('organisation:7:revenue', '9062000', null, 'en')).toBe('CNY 9,062,000')
    expect(exactValue('node:12:substitutionDays', '420', null, 'en')).toBe('420 days')
    expect(exactValue('observation:region:4403:2:2026-10', '7.33', '亿元', 'zh')).toBe('7.33 亿元')
  })
  it('writes shares as percentages without the dust of binary fractions', () => expect(exactValue('supplies:7:12:share', '0.07', null, 'en')).toBe('7%'))
  it('says terms in the language of the screen', () => {
    expect(exactValue('organisation:7:actorType', 'research', null, 'zh')).toBe('科研机构')
    expect(exactValue('node:12:state', 'choke', null, 'en')).toBe('Choke point')
    expect(exactValue('supplies:7:12:qualified', 'false', null, 'zh')).toBe('否')
  })
  it('leaves codes and names alone', () => {
    expect(exactValue('organisation:7:stockCode', '000651', null, 'zh')).toBe('000651')
    expect(exactValue('organisation:7:creditCode', '919944191001822355', null, 'zh')).toBe('919944191001822355')
  })
})
