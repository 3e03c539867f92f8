import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalKey, normaliseText } from './normalise.ts'
import { parseName } from './parse.ts'

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'深圳市（）()【】 　.,有限公司集團股份乾著鍾ＡＢａ１é́ßİΣ') }),
)

describe('normal key', () => {
  it('is one for all spellings of a name', () => {
    const spellings = ['华为技术有限公司', '華為技術有限公司', ' 华为技术 有限公司', '【华为】技术（有限公司）', '华为·技术有限公司']
    expect(new Set(spellings.map(normalKey))).toEqual(new Set(['华为技术有限公司']))
    expect(normalKey('ＡＢＢ（中国） 有限公司')).toBe('abb中国有限公司')
    expect(normalKey('乾照光電')).toBe(normalKey('乾照光电'))
  })

  it('keeps different names apart', () => {
    expect(normalKey('甲科技（虚构）')).not.toBe(normalKey('甲科技'))
    expect(normalKey('Müller GmbH')).not.toBe(normalKey('Muller GmbH'))
  })

  it('changes nothing the second time', () => {
    fc.assert(fc.property(anyText, (text) => void expect(normalKey(normalKey(text))).toBe(normalKey(text))), { numRuns: 2000 })
    fc.assert(fc.property(anyText, (text) => void expect(normaliseText(normaliseText(text))).toBe(normaliseText(text))), { numRuns: 2000 })
  })
})

describe('a Chinese name', () => {
  it.each([
    ['深圳市汇川技术股份有限公司', '440300', '汇川', '技术', '股份有限公司'],
    ['華為技術有限公司', undefined, '华为', '技术', '有限公司'],
    ['创业黑马（北京）科技股份有限公司', '110000', '创业黑马', '科技', '股份有限公司'],
    ['上海凤凰企业（集团）股份有限公司', '310000', '凤凰', '企业', '集团股份有限公司'],
    ['中国嘉陵工业股份有限公司(集团)', undefined, '中国嘉陵', '工业', '集团股份有限公司'],
    ['大连港股份有限公司', '210200', '大连', '港', '股份有限公司'],
    ['上海银行股份有限公司', '310000', '上海', '银行', '股份有限公司'],
    ['东方明珠新媒体股份有限公司', undefined, '东方明珠', '新媒体', '股份有限公司'],
    ['广东省计量科学研究院', '440000', '广东', '计量科学', '研究院'],
    ['广东省仪器仪表行业协会', '440000', '广东', '仪器仪表行业', '协会'],
    ['深圳大学', '440300', '深圳', '', '大学'],
    ['东莞市横沥五金厂', '441900', '横沥', '五金', '厂'],
    ['恒林股份', undefined, '恒林', '', '股份'],
    ['海尔智家', undefined, '海尔智家', '', ''],
    ['深圳创新投资合伙企业（有限合伙）', '440300', '创新', '投资', '合伙企业(有限合伙)'],
  ])('%s', (raw, region, brand, trade, form) => {
    expect(parseName(raw)).toMatchObject({ raw, region, brand, trade, form, isChinese: true, fictional: false })
  })

  it('tells a branch from its parent', () => {
    expect(parseName('深圳市汇川技术股份有限公司苏州分公司')).toMatchObject({ brand: '汇川', form: '股份有限公司', branch: '苏州分公司' })
    expect(parseName('招商银行股份有限公司深圳分行').branch).toBe('深圳分行')
    expect(parseName('深圳市汇川技术股份有限公司').branch).toBeUndefined()
  })

  it('sees that a firm is fictional', () => {
    expect(parseName('深圳精测仪器有限公司（虚构）')).toMatchObject({ brand: '精测', form: '有限公司', fictional: true })
  })

  it('finds the English name behind', () => {
    expect(parseName('华为技术有限公司 Huawei Technologies Co., Ltd.')).toMatchObject({ form: '有限公司', latin: 'huawei technologies co., ltd.' })
  })
})

describe('a name in an alphabet', () => {
  it.each([
    ['Siemens AG', 'siemens', 'AG'], ['Siemens Aktiengesellschaft', 'siemens', 'AG'], ['Siemens Aktiengeselschaft', 'siemens', 'AG'],
    ['Carl Zeiss SMT GmbH', 'carl zeiss smt', 'GmbH'], ['Apple, Inc.', 'apple', 'Inc'], ['Bowne L.L.C.', 'bowne', 'LLC'],
    ['Tokyo Electron K.K.', 'tokyo electron', 'KK'], ['Shenzhen Inovance Technology Co., Ltd.', 'shenzhen inovance technology', 'Ltd'],
    ['OOO "Romashka"', 'romashka', 'LLC'], ['FABERLIC Sp. z o.o.', 'faberlic', 'Sp. z o.o.'], ['A.B.C. Company', 'abc', 'Co'],
    ['Société Générale S.A.', 'societe generale', 'SA'], ['Brigade Forty-Four', 'brigade 44', ''],
  ])('%s', (raw, brand, form) => {
    expect(parseName(raw)).toMatchObject({ brand, form, isChinese: false })
  })

  it('takes the country out', () => {
    expect(parseName('Hitachi High-Tech (Singapore) Pte. Ltd.')).toMatchObject({ region: 'SGP', form: 'Pte Ltd' })
  })
})

it('takes any text apart without failing', () => {
  fc.assert(fc.property(anyText, (text) => void expect(parseName(text).raw).toBe(text)), { numRuns: 1000 })
})
