import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { hasGolden, type GoldenCheck } from './check.ts'
import { families } from './index.ts'
import { accuracyPage, linesOf, roundUp, saysTheSame, type Measured } from './table.ts'

const file = path.resolve(import.meta.dirname, '../../docs/reference/accuracy.md')
const measured = new Map<GoldenCheck, Measured>()

if (!hasGolden) console.log('../shared/golden is not beside this checkout: comparisons with reference results are skipped; kernels are still proved by their own examples.')

for (const { title, checks } of families) {
  describe.skipIf(!hasGolden)(title, () => {
    for (const check of checks) {
      test(`${check.quantity} of ${check.data} equals ${check.against}`, () => {
        const found = check.measure()
        measured.set(check, found)
        expect(found.values, 'values compared').toBeGreaterThan(0)
        expect(found.deviation).toBeLessThanOrEqual(check.tolerance)
      })
    }
  })
}

test.skipIf(!hasGolden)('the committed table of accuracy says what was measured (else: RENEW=1 npx vitest run test/golden)', () => {
  const page = accuracyPage(families, measured)
  if (process.env.RENEW === '1') writeFileSync(file, page)
  const committed = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const [old, fresh] = [linesOf(committed), linesOf(page)]
  expect(old.map((cells) => cells.slice(0, -1))).toEqual(fresh.map((cells) => cells.slice(0, -1)))
  expect(fresh.filter((cells, n) => !saysTheSame(old[n]!, cells))).toEqual([])
})

test('deviations are rounded up to a power of ten', () => {
  expect([0, 3e-16, 1e-9, 1.1e-9, 0.5, Infinity].map(roundUp)).toEqual(['0', '1e-15', '1e-9', '1e-8', '1e0', '∞'])
})

test('a line is stale when words, tolerance or values differ, or the deviation by more than one power of ten', () => {
  const line = (deviation: string, tolerance = '1e-9') => ['Family', 'x', 'data', 'paper', '12', tolerance, deviation]
  expect(saysTheSame(line('1e-13'), line('0'))).toBe(true)
  expect(saysTheSame(line('1e-10'), line('1e-11'))).toBe(true)
  expect(saysTheSame(line('1e-10'), line('1e-8'))).toBe(false)
  expect(saysTheSame(line('1e-10'), line('1e-10', '1e-7'))).toBe(false)
  expect(saysTheSame(line('1e-3'), line('0'))).toBe(false)
})
