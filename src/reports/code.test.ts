import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assignCodes, codeOf, readCode } from './code.ts'

const key = fc.record({ cluster: fc.string(), period: fc.string(), audience: fc.string(), name: fc.string(), scope: fc.string() })

test('the same figure always has the same code, without a letter that is mistaken for a digit', () => {
  fc.assert(fc.property(key, (one) => {
    expect(codeOf({ ...one })).toBe(codeOf(one))
    expect(codeOf(one)).toMatch(/^[A-HJKMNP-TV-Z][0-9A-HJKMNP-TV-Z]{5}$/)
  }))
})

test('no two figures of a report share a code, nor take one that is taken', () => {
  fc.assert(fc.property(fc.uniqueArray(key, { selector: (one) => JSON.stringify(one), maxLength: 50 }), (keys) => {
    const taken = new Set(keys.slice(0, 3).map((one) => codeOf(one)))
    const codes = assignCodes(keys, taken)
    expect(new Set(codes).size).toBe(keys.length)
    expect(codes.some((code) => taken.has(code))).toBe(false)
    expect(assignCodes(keys, taken)).toEqual(codes)
  }))
})

test('a code is read as people type it', () => {
  fc.assert(fc.property(key, (one) => {
    const code = codeOf(one)
    expect(readCode(code.toLowerCase())).toBe(code)
    expect(readCode(`[[${code}]]`)).toBe(code)
    expect(readCode(`figure:${code}`)).toBe(code)
    expect(readCode(code.slice(0, 1) + code.slice(1).replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(code)
  }))
})
