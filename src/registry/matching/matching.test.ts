import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeCreditCode } from '../codes/credit-code.ts'
import { bigrams, compareOrganisations, createMatcher, pinyinKeys } from './index.ts'
import type { Known } from './index.ts'

const codeA = makeCreditCode({ authority: '9', category: '1', regionCode: '440300', serial: '11111111' })
const codeB = makeCreditCode({ authority: '9', category: '1', regionCode: '440300', serial: '22222222' })
const inovance: Known = { name: '深圳市汇川技术股份有限公司', stockCode: '300124.SZ', otherNames: ['汇川技术', 'Shenzhen Inovance Technology Co., Ltd.'] }

const verdict = (a: Known, b: Known) => compareOrganisations(a, b).verdict
const reasonsOf = (a: Known, b: Known) => compareOrganisations(a, b).reasons.map(({ key }) => key)

describe('two records are the same without asking', () => {
  it('when the credit code is', () => {
    expect(compareOrganisations({ name: '甲公司', creditCode: codeA }, { name: '乙公司', creditCode: codeA.toLowerCase() })).toMatchObject({
      verdict: 'same', score: 1, reasons: [{ key: 'creditCodeEqual', zh: '信用代码相同' }, { key: 'nameDifferent' }],
    })
  })

  it('when the stock code is, in whatever spelling', () => {
    expect(verdict(inovance, { name: '汇川', stockCode: 'SZ300124' })).toBe('same')
  })

  it('when the full name is, however written', () => {
    expect(verdict(inovance, { name: '深圳市匯川技術股份有限公司 ' })).toBe('same')
    expect(verdict({ name: 'ＡＢＢ（中国）有限公司' }, { name: 'ABB(中国)有限公司' })).toBe('same')
  })
})

describe('a person is asked', () => {
  it.each(['深圳汇川技术股份有限公司', '汇川技术（深圳）股份有限公司', '深圳市汇川技术有限公司', '汇川技术', '深圳市慧川技术股份有限公司', 'Shenzhen Inovance Technologies Ltd'])(
    'about %s',
    (name) => expect(verdict(inovance, { name })).toBe('ask'),
  )

  it('across scripts, by sound, trade and region', () => {
    expect(verdict({ name: 'Huawei Technologies' }, { name: '华为技术有限公司' })).toBe('ask')
    expect(verdict({ name: 'BYD', region: 'China' }, { name: '比亚迪股份有限公司', region: '深圳' })).toBe('ask')
    expect(verdict({ name: 'Jinhong Gas' }, { name: '苏州金宏气体股份有限公司' })).toBe('ask')
    expect(verdict({ name: 'Jinhong Gas' }, { name: '锦泓时装集团股份有限公司' })).toBe('different')
    expect(verdict({ name: 'Shanghai Hexin Co' }, { name: '广州禾信仪器股份有限公司' })).toBe('different')
  })

  it('about initials and the short names of public bodies', () => {
    expect(verdict({ name: 'TSMC' }, { name: 'Taiwan Semiconductor Manufacturing Company Limited' })).toBe('ask')
    expect(verdict({ name: '广东省科技厅' }, { name: '广东省科学技术厅' })).toBe('ask')
  })

  it('when the full name is equal but region or codes speak against it', () => {
    const name = '华信科技有限公司'
    expect(verdict({ name, region: '440300' }, { name, region: '320500' })).toBe('ask')
    expect(verdict({ name, region: '深圳市南山区' }, { name, region: '440000' })).toBe('same')
    expect(verdict({ name, creditCode: codeA }, { name, creditCode: `${codeA.slice(0, 17)}?` })).toBe('ask')
    expect(verdict({ name, stockCode: '600001' }, { name, stockCode: '600002' })).toBe('ask')
  })

  it('with reasons in words', () => {
    expect(reasonsOf({ name: '广东德豪润达电气股份有限公司' }, { name: '安徽德豪润达电气股份有限公司' })).toEqual(
      expect.arrayContaining(['brandEqual', 'tradeEqual', 'regionDifferent']),
    )
  })
})

describe('two records are different', () => {
  it('when both carry a valid credit code and the codes differ', () => {
    const name = '深圳市汇川技术股份有限公司'
    expect(compareOrganisations({ name, creditCode: codeA }, { name, creditCode: codeB })).toMatchObject({ verdict: 'different', score: 0 })
  })

  it.each([
    ['深圳市汇川技术股份有限公司', '深圳市汇川技术股份有限公司苏州分公司'],
    ['深圳精测仪器有限公司', '深圳精测仪器有限公司（虚构）'],
    ['深圳市汇川技术股份有限公司', '深圳市大族激光科技股份有限公司'],
    ['江苏银行股份有限公司', '南京银行股份有限公司'],
    ['Siemens Aktiengesellschaft', 'Volkswagen Aktiengesellschaft'],
    ['Bank of China (Hong Kong) Limited', 'Bank of China (Singapore) Limited'],
    ['KKR Asian Fund III L.P.', 'KKR Asian Fund IV L.P.'],
    ['', ''],
    ['。', '，'],
  ])('%s, %s', (a, b) => expect(verdict({ name: a }, { name: b })).toBe('different'))
})

describe('comparing', () => {
  const name = fc.oneof(
    fc.string(),
    fc.string({ unit: fc.constantFrom(...'深圳市广州汇川大族激光技术科技股份有限公司集团分（）') }),
    fc.constantFrom('Siemens AG', 'Siemens Aktiengesellschaft', 'SiemensAG', '汇川技术', '深圳市汇川技术股份有限公司', 'Bank of China', 'Bank of Chima Limited'),
  )
  const known = fc.record(
    { name, otherNames: fc.array(name, { maxLength: 2 }), creditCode: fc.constantFrom(codeA, codeB, '123'), stockCode: fc.constantFrom('300124', '688268.SH'), region: fc.constantFrom('深圳', '广东', 'Japan', '320500') },
    { requiredKeys: ['name'] },
  )

  it('does not depend on the order of the two', () => {
    fc.assert(fc.property(known, known, (a, b) => void expect(compareOrganisations(a, b)).toEqual(compareOrganisations(b, a))), { numRuns: 500 })
  })

  it('keeps the score between 0 and 1 and agrees with the verdict', () => {
    fc.assert(
      fc.property(known, known, (a, b) => {
        const { score, verdict: said } = compareOrganisations(a, b)
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(1)
        if (said === 'different') expect(score).toBeLessThan(0.62)
      }),
      { numRuns: 500 },
    )
  })
})

describe('matcher', () => {
  const list: Known[] = [
    { id: 'a', ...inovance },
    { id: 'b', name: '深圳市大族激光科技股份有限公司', creditCode: codeA },
    { id: 'c', name: '广州海格通信集团股份有限公司' },
    { id: 'd', name: 'Carl Zeiss SMT GmbH', otherNames: ['蔡司'] },
    { id: 'e', name: '深圳市大族数控科技股份有限公司' },
  ]
  const matcher = createMatcher(list)
  const first = (candidate: Known) => matcher.find(candidate)[0]

  it('finds by code, old name, short name and slip of the pen', () => {
    expect(matcher.size).toBe(5)
    expect(first({ name: '改了名的公司', creditCode: codeA })).toMatchObject({ known: { id: 'b' }, verdict: 'same' })
    expect(first({ name: '蔡司' })).toMatchObject({ known: { id: 'd' }, verdict: 'ask' })
    expect(first({ name: '海格通信' })).toMatchObject({ known: { id: 'c' }, verdict: 'ask' })
    expect(first({ name: 'Carl Zeis SMT' })).toMatchObject({ known: { id: 'd' }, verdict: 'ask' })
    expect(first({ name: 'Haige Communications' })).toMatchObject({ known: { id: 'c' }, verdict: 'ask' })
    expect(first({ name: '大族激光科技（深圳）股份有限公司' })).toMatchObject({ known: { id: 'b' }, verdict: 'ask' })
  })

  it('keeps to the limit and to one order', () => {
    expect(matcher.find({ name: '深圳市大族科技股份有限公司' }, 2)).toHaveLength(2)
    expect(matcher.find({ name: '深圳' })).toEqual(createMatcher(list).find({ name: '深圳' }))
  })

  it('answers with nothing where there is nothing', () => {
    expect(createMatcher([]).find({ name: '深圳' })).toEqual([])
    expect(matcher.find({ name: '' })).toEqual([])
    expect(matcher.find({ name: '龘龘龘' })).toEqual([])
  })

  it('finds every one of a list by its own name', () => {
    const names = fc.uniqueArray(fc.string({ unit: fc.constantFrom(...'深圳汇川大族激光技术科技有限公司abcd'), minLength: 2 }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(names, (all) => {
        const some = createMatcher(all.map((name) => ({ name })))
        for (const name of all) expect(some.find({ name })[0]?.verdict).toBe('same')
      }),
      { numRuns: 50 },
    )
  })
})

describe('search keys', () => {
  it('are the distinct pairs of neighbouring characters', () => {
    expect(bigrams('汇川技术')).toEqual(['汇川', '川技', '技术'])
    expect(bigrams('（匯川） 匯川')).toEqual(['汇川', '川汇'])
    expect(bigrams('铁')).toEqual(['铁'])
    expect(bigrams(' ')).toEqual([])
  })

  it('are pinyin in full and by initials, read in context', () => {
    expect(pinyinKeys('汇川技术')).toEqual({ full: 'huichuanjishu', initials: 'hcjs' })
    expect(pinyinKeys('重庆长安银行')).toEqual({ full: 'chongqingchanganyinhang', initials: 'cqcayh' })
    expect(pinyinKeys('5G 绿色LED')).toEqual({ full: '5glvseled', initials: '5glsled' })
  })
})
