import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hhi } from './hhi.ts'

const golden = fileURLToPath(new URL('../../../shared/golden/metrics/01_concentration_german_states', import.meta.url))

describe('HHI', () => {
  it('is the sum of squared shares: 50, 30 and 20 % give 0.38', () => {
    expect(hhi(Float64Array.of(0.5, 0.3, 0.2)).value).toBeCloseTo(0.38, 12)
  })

  it('scales shares that miss one by rounding: 52, 31 and 21 % are taken for the whole', () => {
    expect(hhi(Float64Array.of(0.52, 0.31, 0.21)).value).toBeCloseTo((0.52 ** 2 + 0.31 ** 2 + 0.21 ** 2) / 1.04 ** 2, 12)
  })

  it('gives bounds where a share is missing: 60 % known leaves 40 % spread thin or in one hand', () => {
    const { value, lower, upper } = hhi(Float64Array.of(0.6, NaN))
    expect(value).toBeNaN()
    expect(lower).toBeCloseTo(0.36, 12)
    expect(upper).toBeCloseTo(0.52, 12)
  })

  it('gives bounds where the shares leave a rest that nobody is listed for', () => {
    const { value, lower, upper } = hhi(Float64Array.of(0.4, 0.2))
    expect(value).toBeNaN()
    expect([lower, upper].map((bound) => bound.toFixed(4))).toEqual(['0.2000', '0.3600'])
  })

  it('knows nothing of no holders, and nothing of holders without shares', () => {
    for (const shares of [[], [NaN, NaN]]) expect(hhi(Float64Array.from(shares))).toEqual({ value: NaN, lower: 0, upper: 1 })
  })

  it('is undefined for contradictory shares', () => {
    for (const shares of [[0.9, 0.9], [-0.1, 1], [1.2]]) expect(hhi(Float64Array.from(shares)).upper).toBeNaN()
  })

  it('lies between its bounds whatever the missing shares turn out to be', () => {
    const parts = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(parts, fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), (sizes, hidden) => {
        const sum = sizes.reduce((a, b) => a + b, 0)
        const shares = Float64Array.from(sizes, (size) => size / sum)
        const truth = hhi(shares).value
        const { lower, upper } = hhi(shares.map((share, i) => (hidden[i] ? NaN : share)))
        expect(lower).toBeLessThanOrEqual(truth + 1e-9)
        expect(upper).toBeGreaterThanOrEqual(truth - 1e-9)
      }),
    )
  })

  it.skipIf(!existsSync(golden))('agrees with the published values for the German states', () => {
    const rows = table(`${golden}/input_employment.csv`)
    for (const { region, hhi: published } of table(`${golden}/out_region.csv`)) {
      const values = rows.filter((row) => row.region === region).map(({ emp }) => Number(emp))
      const sum = values.reduce((a, b) => a + b, 0)
      expect(hhi(Float64Array.from(values, (value) => value / sum)).value).toBeCloseTo(Number(published), 12)
    }
  })
})

function table(file: string): Record<string, string>[] {
  const [head, ...rows] = readFileSync(file, 'utf8').trim().split('\n').map((line) => line.split(','))
  return rows.map((row) => Object.fromEntries(row.map((value, i) => [head![i]!, value])))
}
