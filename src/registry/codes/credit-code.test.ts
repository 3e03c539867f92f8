import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeCreditCode, parseCreditCode } from './credit-code.ts'

const golden = path.resolve(import.meta.dirname, '../../../../shared/data/uscc')
const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
const code = fc
  .record({
    authority: fc.constantFrom('1', '5', '9'),
    category: fc.constantFrom('1', '2', '3'),
    regionCode: fc.integer({ min: 110000, max: 999999 }).map(String),
    serial: fc.array(fc.constantFrom(...alphabet), { minLength: 8, maxLength: 8 }).map((characters) => characters.join('')),
  })
  .map(makeCreditCode)

describe('credit code', () => {
  it.skipIf(!existsSync(golden))('accepts 200 real codes and refuses the broken ones (shared data)', () => {
    const valid = readFileSync(path.join(golden, 'valid_uscc.txt'), 'utf8').trim().split(/\s+/)
    expect(valid).toHaveLength(200)
    expect(valid.filter((text) => !parseCreditCode(text).ok)).toEqual([])
    const invalid = readFileSync(path.join(golden, 'invalid_uscc.csv'), 'utf8').trim().split(/\r?\n/).slice(1)
    expect(invalid.map((line) => parseCreditCode(line.split(',')[0]!).ok)).toEqual([false, false, false, false])
  })

  it('puts right what sheets do to a code', () => {
    expect(parseCreditCode(' ９１１５２２０１ 0783 7786-2e ')).toMatchObject({ ok: false })
    expect(parseCreditCode('９１４４０３００ 1922 03821n')).toMatchObject({ ok: false })
    const made = makeCreditCode({ authority: '9', category: '1', regionCode: '440300', serial: 'MA5ABCDE' })
    const spoilt = `\u3000${made.toLowerCase().replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))} `
    expect(parseCreditCode(spoilt)).toMatchObject({ ok: true, code: made, regionCode: '440300', fictional: false, category: { zh: '企业' } })
  })

  it('marks codes under a region that does not exist as fictional', () => {
    const made = makeCreditCode({ authority: '9', category: '1', regionCode: '990001', serial: '00000001' })
    expect(parseCreditCode(made)).toMatchObject({ ok: true, fictional: true, warning: undefined })
  })

  it('says which character is wrong, and which check character was due', () => {
    expect(reason('12345')).toContain('18位')
    expect(reason('91110000600037341N')).toContain('校验位应为“L”')
    expect(reason('9111000060003IOZSV')).toContain('第14位“I”')
    expect(reason('C1110000600037341L')).toContain('登记管理部门')
  })

  it('only warns when the organisation code inside fails its own check', () => {
    const made = makeCreditCode({ authority: '9', category: '1', regionCode: '440300', serial: '12345678' })
    const other = [...alphabet].map((last) => made.slice(0, 16) + (made[16] === '7' ? '8' : '7') + last).find((text) => parseCreditCode(text).ok)!
    expect(parseCreditCode(other)).toMatchObject({ ok: true, warning: { zh: expect.stringContaining('组织机构代码') } })
  })

  it('catches every change of a single character', () => {
    fc.assert(
      fc.property(code, fc.integer({ min: 0, max: 17 }), fc.constantFrom(...alphabet), (made, at, other) => {
        fc.pre(made[at] !== other)
        expect(parseCreditCode(made).ok).toBe(true)
        expect(parseCreditCode(made.slice(0, at) + other + made.slice(at + 1)).ok).toBe(false)
      }),
    )
  })

  it('refuses any text without failing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseCreditCode(text)))
  })
})

function reason(text: string): string {
  const parsed = parseCreditCode(text)
  return parsed.ok ? '' : parsed.reason.zh
}
