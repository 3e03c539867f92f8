import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonical, hashOf } from '../ledger/canonical.ts'
import { isAdditive } from './facts/additive.ts'
import { cleanText, chipsIn, piecesOf } from './own-text.ts'
import { usableBy } from './rights.ts'

describe('canonical JSON', () => {
  test('does not depend on the order of keys, and survives a round through a database', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).reverse())
      expect(canonical(turned)).toBe(canonical(value))
      expect(hashOf(JSON.parse(JSON.stringify(value)))).toBe(hashOf(value))
    }))
  })

  test('a changed number changes the hash', () => {
    expect(hashOf({ value: 1 })).not.toBe(hashOf({ value: 2 }))
  })
})

describe('what may be added up', () => {
  test.each([
    ['营业收入', '元', true], ['新增发明专利', '件', true], ['用工人数', '人', true],
    ['工业增加值增速', '%', false], ['研发投入强度', '元', false], ['人均产值', '元', false], ['景气指数', 'index', false],
    ['单位产值能耗', '吨/元', false], ['营业收入全国位次', '人', false], ['平均交货周期', '天', false], ['未注明单位的数', null, false],
  ])('%s in %s: %s', (indicator, unit, additive) => expect(isAdditive(indicator, unit)).toBe(additive))
})

describe('own text', () => {
  test('is taken apart and put together again without loss', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.string(), fc.constant('[[K7GRDZ]]'), fc.constant('['), fc.constant(']]'))), (parts) => {
      const text = parts.join('')
      expect(piecesOf(text).map((piece) => ('text' in piece ? piece.text : `[[${piece.figure}]]`)).join('')).toBe(text)
    }))
  })

  test('holds after cleaning only what every database and document can hold, and cleaning it again changes nothing', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), (units) => {
      const text = String.fromCharCode(...units)
      const clean = cleanText(text)
      expect(clean).not.toMatch(/(?![\n\t])\p{Cc}|\p{Surrogate}/u)
      expect(cleanText(clean)).toBe(clean)
    }))
  })

  test('knows the figures it speaks of, once each', () => {
    expect(chipsIn('甲[[K7GRDZ]]乙[[PRASZB]]丙[[K7GRDZ]]')).toEqual(['K7GRDZ', 'PRASZB'])
  })
})

describe('who may use a kept claim', () => {
  const claim = { right: 'centres', giverId: 7, task: 'T2', subjectKind: 'organisation', subjectId: 9 } as const
  const viewer = { cluster: 'c', account: 1, organisation: 1, actorType: null, role: 'member', centreOf: [] } as const
  test.each([
    ['a member who is no centre of the task', {}, false],
    ['a centre of the task', { centreOf: ['T2'] as const }, true],
    ['a centre of another task', { centreOf: ['T1'] as const }, false],
    ['the giver', { organisation: 7 }, true],
    ['the organisation it speaks of', { organisation: 9 }, true],
    ['a guest of that organisation', { organisation: 9, role: 'guest' as const }, false],
    ['an analyst', { role: 'analyst' as const }, true],
  ])('%s', (_, who, may) => expect(usableBy({ ...viewer, ...who }, claim)).toBe(may))

  test('what its giver keeps is theirs alone', () => {
    expect(usableBy({ ...viewer, role: 'administrator' }, { ...claim, right: 'owner' })).toBe(false)
    expect(usableBy({ ...viewer, organisation: 7 }, { ...claim, right: 'owner' })).toBe(true)
  })
})
