import { describe, expect, it } from 'vitest'
import { countryLabel, findCountry, findCountryName, listCountries } from './country.ts'
import { findRegion, listRegions, parentRegion, regionLabel, regionOf, regionsAgree } from './region.ts'
import { parseStockCode } from './stock-code.ts'

describe('stock code', () => {
  it.each(['688268.SH', '688268', 'SH688268', 'sh.688268', '６８８２６８.ＳＨ', ' 688268 .SS', '688268.XSHG'])('%s is one share', (text) => {
    expect(parseStockCode(text)).toEqual({ ok: true, code: '688268', exchange: 'SH', full: '688268.SH' })
  })

  it('knows the three exchanges, and says so when it does not', () => {
    expect(parseStockCode('000001')).toMatchObject({ exchange: 'SZ' })
    expect(parseStockCode('830799')).toMatchObject({ exchange: 'BJ' })
    expect(parseStockCode('700000')).toEqual({ ok: true, code: '700000', exchange: undefined, full: '700000' })
  })

  it.each(['', '12345', '1234567', '688268.XX', 'SH688268.SH', 'AAPL'])('refuses “%s”', (text) => {
    expect(parseStockCode(text).ok).toBe(false)
  })
})

describe('country', () => {
  it.each([
    ['美国', 'USA'], ['USA', 'USA'], ['us', 'USA'], ['U.S.', 'USA'], ['United States', 'USA'], ['the United States of America', 'USA'],
    ['日本', 'JPN'], ['Japan', 'JPN'], ['JP', 'JPN'], ['中国台湾', 'TWN'], ['台湾', 'TWN'], ['Taiwan', 'TWN'], ['中国香港', 'HKG'], ['Hong Kong', 'HKG'],
    ['中国', 'CHN'], ['韩国', 'KOR'], ['South Korea', 'KOR'], ['朝鲜', 'PRK'], ['英国', 'GBR'], ['UK', 'GBR'], ['荷兰', 'NLD'], ['The Netherlands', 'NLD'],
    ['德国', 'DEU'], ['Czech Republic', 'CZE'], ['Türkiye', 'TUR'], ['Côte d’Ivoire', 'CIV'], ['MAL', 'MYS'], ['MYS', 'MYS'], ['俄罗斯', 'RUS'],
  ])('%s is %s', (text, code) => {
    expect(findCountry(text)).toBe(code)
  })

  it('finds none for other words', () => {
    expect(findCountry('广东')).toBeUndefined()
    expect(findCountry('')).toBeUndefined()
    expect(findCountryName('in')).toBeUndefined()
  })

  it('names all 249 in both languages', () => {
    expect(listCountries()).toHaveLength(249)
    for (const code of listCountries()) expect(findCountry(countryLabel(code)!.zh)).toBe(code)
    for (const code of listCountries()) expect(findCountry(countryLabel(code)!.en)).toBe(code)
    expect(countryLabel('TWN')).toEqual({ zh: '中国台湾', en: 'Taiwan, China' })
    expect(countryLabel('XXX')).toBeUndefined()
  })
})

describe('region', () => {
  it.each([
    ['广东省', '440000'], ['广东', '440000'], ['Guangdong', '440000'], ['Guangdong Province', '440000'], ['深圳市', '440300'], ['深圳', '440300'],
    ['Shenzhen', '440300'], ['440300', '440300'], ['44', '440000'], ['4403', '440300'], ['440305001000', '440305'], ['广东省深圳市南山区', '440305'],
    ['北京', '110000'], ['110100', '110000'], ['内蒙古', '150000'], ['内蒙', '150000'], ['广西', '450000'], ['恩施', '422800'], ["Xi'an", '610100'], ['Xian', '610100'],
    ['Tibet', '540000'], ['昆山市', '320583'], ['江苏昆山', '320583'], ['吉林', '220000'], ['吉林市', '220200'], ['广东 · 东莞', '441900'],
  ])('%s is %s', (text, code) => {
    expect(findRegion(text)?.code).toBe(code)
  })

  it.each(['', '999999', '鼓楼区', 'Suzhou', '东方', '美国', '深圳汇川'])('finds none for “%s”', (text) => {
    expect(findRegion(text)).toBeUndefined()
  })

  it('finds the longest region at the head of a name', () => {
    expect(regionOf('深圳市汇川技术')).toMatchObject({ region: { code: '440300' }, length: 3 })
    expect(regionOf('浙江义乌小商品')).toMatchObject({ region: { code: '330782' }, length: 4 })
    expect(regionOf('东方明珠')).toBeUndefined()
    expect(regionOf('中山大学')).toBeUndefined()
  })

  it('knows what lies in what', () => {
    expect(regionsAgree('440000', '440305')).toBe(true)
    expect(regionsAgree('440300', '440100')).toBe(false)
    expect(parentRegion('440305')?.code).toBe('440300')
    expect(parentRegion('110108')?.code).toBe('110000')
    expect(regionLabel(findRegion('440305')!)).toEqual({ zh: '广东省深圳市南山区', en: 'Nanshan, Shenzhen, Guangdong' })
    expect(listRegions('province')).toHaveLength(34)
  })
})
