import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { patience, runs } from '../../../test/support/fuzz.ts'
import { AppError } from '../../shared/errors.ts'
import { recipeSchema, sheetFields } from '../../shared/sheets.ts'
import { keysOf, sheetKinds } from '../../shared/vocabulary.ts'
import type { Cell, Merge } from '../reading/workbook.ts'
import { shippedRecipes } from '../recipes/index.ts'
import { readDate, readPeriod } from './dates.ts'
import { guess, guessAs } from './guess.ts'
import { readAs, sheetFrom, sheetOf, valuesOf } from './fixtures.ts'
import { readNumber } from './numbers.ts'
import { problemWorkbook } from './problem-sheet.ts'
import { readRows } from './rows.ts'
import { findTables } from './table.ts'
import { readUnit, splitUnit, unitOfLine } from './units.ts'

const words = ['企业名称', '信用代码', '城市', '年份', '产品', '原材料', '供应商', '份额（%）', '营业收入（万元）', '合计', '注：x', '单位：万元', '万元', '%', '2014', '—', '保密', '61%', 'name', 'constructor', '__proto__', 'toString', '是', '\n', '　']
const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.constantFrom(...words), fc.string({ maxLength: 12 }), fc.string({ unit: 'binary', maxLength: 8 }), fc.double(), fc.integer(), fc.boolean(), fc.constant(null),
)
const merge: fc.Arbitrary<Merge> = fc.tuple(fc.nat(8), fc.nat(5), fc.nat(3), fc.nat(3)).map(([top, left, height, width]) => ({ top, left, bottom: top + height, right: left + width }))
const grid = fc.record({ rows: fc.array(fc.array(cell, { maxLength: 7 }), { maxLength: 12 }), merges: fc.array(merge, { maxLength: 4 }) })

describe('whatever a sheet holds', () => {
  test('it is read or refused in words, never with a crash', async () => {
    await fc.assert(fc.asyncProperty(grid, async ({ rows, merges }) => {
      const sheet = sheetOf(rows, { merges })
      for (const table of findTables(sheet)) {
        const guesses = [guess(table, sheet, { name: '2014.csv' }, shippedRecipes), ...keysOf(sheetKinds).map((kind) => guessAs(kind, table, sheet, { name: 'x' }))]
        for (const found of guesses) if (found) await readOrRefuse(() => readRows(sheet, table, found.recipe), (result) => problemWorkbook([{ sheet, table, problems: result.problems }]))
        for (const recipe of shippedRecipes) await readOrRefuse(() => readRows(sheet, table, recipe))
      }
    }), runs(150))
  }, patience(60_000))

  test('its numbers add up: every record is taken or refused', () => {
    fc.assert(fc.property(grid, ({ rows, merges }) => {
      const sheet = sheetOf(rows, { merges })
      for (const table of findTables(sheet)) {
        const found = guess(table, sheet, { name: 'x.csv' }, [])
        if (!found) continue
        const result = readRows(sheet, table, found.recipe)
        expect(result.summary.accepted + result.summary.rejected).toBe(result.total)
        for (const row of result.rows) expect(result.rejectedRows.has(row.row)).toBe(false)
        for (const { message } of result.problems) expect(message.zh.length * message.en.length).toBeGreaterThan(0)
      }
    }), runs(100))
  }, patience(60_000))

  test.each(['__proto__', 'constructor', 'toString'])('an indicator may be called %s', (heading) => {
    expect(valuesOf(readAs(sheetFrom(`城市|年份|${heading}\n深圳市|2014|12\n广州市|2014|15`)))).toMatchObject([{ indicator: heading, value: 12 }, { indicator: heading, value: 15 }])
  })

  test('a recipe of any kind is no recipe, or the sheet is read by it or refused in words', async () => {
    const heading = fc.constantFrom(...words)
    const field = fc.constantFrom(...new Set(Object.values(sheetFields).flatMap((fields) => Object.keys(fields))), 'x', '__proto__')
    const value = fc.oneof(heading, fc.string(), fc.double(), fc.boolean())
    const recipe = fc.record({
      name: fc.oneof(fc.constant('r'), fc.string()), kind: fc.constantFrom(...keysOf(sheetKinds), 'x'), headings: fc.dictionary(field, fc.array(heading, { minLength: 1, maxLength: 2 })),
      constants: fc.dictionary(field, value), words: fc.dictionary(field, fc.dictionary(heading, value)), fillers: fc.dictionary(field, fc.dictionary(heading, fc.string())),
      units: fc.dictionary(field, fc.oneof(heading, fc.string())), wide: fc.boolean(), inputFirst: fc.boolean(), when: heading,
      bounds: fc.dictionary(field, fc.record({ min: fc.double(), max: fc.double() }, { requiredKeys: [] })),
    }, { requiredKeys: ['name', 'kind', 'headings'] })
    await fc.assert(fc.asyncProperty(grid, recipe, async ({ rows, merges }, given) => {
      const parsed = recipeSchema.safeParse(given)
      const sheet = sheetOf(rows, { merges })
      if (parsed.success) for (const table of findTables(sheet)) await readOrRefuse(() => readRows(sheet, table, parsed.data))
    }), runs(150))
  }, patience(60_000))

  test('texts of any kind are read without a crash', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.string({ unit: 'grapheme' })), (text) => {
      for (const read of [readNumber, readDate, readPeriod, readUnit, splitUnit, unitOfLine]) read(text)
    }), runs(100))
  })
})

const name = fc.constantFrom('甲公司', '乙公司', '丙厂', 'ACME Ltd')
const record = fc.record({
  企业名称: name, '营业收入（万元）': fc.oneof(fc.integer({ min: 0, max: 1e6 }), fc.constantFrom('1,234', '约5', '多')), 所在市: fc.constantFrom('深圳市', '广州', '火星'), 成立日期: fc.constantFrom('2020-01-01', '某天', '2020年'),
})

test('reading does not depend on the order of the columns', () => {
  const columns = ['企业名称', '营业收入（万元）', '所在市', '成立日期'] as const
  fc.assert(fc.property(fc.array(record, { minLength: 1, maxLength: 8 }), fc.shuffledSubarray([...columns], { minLength: 4 }), (records, order) => {
    const read = (heads: readonly (keyof typeof records[0])[]) => {
      const { rows, problems } = readAs(sheetOf([[...heads], ...records.map((each) => heads.map((head) => each[head]))]), 'organisations')
      return { values: rows.map((row) => row.values), problems: problems.map(({ row, heading, code }) => `${row} ${heading} ${code}`).sort() }
    }
    expect(read(order)).toEqual(read(columns))
  }))
})

test('a number written with separators, full width or brackets is the same number', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 1e12 }), fc.integer({ min: 0, max: 99 }), (whole, cents) => {
    const plain = `${whole}.${String(cents).padStart(2, '0')}`
    const value = Number(plain)
    const grouped = `${whole.toLocaleString('en')}.${plain.split('.')[1]}`
    const wide = [...grouped].map((character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0)).join('')
    expect([plain, grouped, wide].map((text) => readNumber(text)?.value)).toEqual([value, value, value])
    expect(readNumber(`（${grouped}）`)?.value).toBe(-value)
  }))
})

async function readOrRefuse<R>(read: () => R, then?: (result: R) => Promise<unknown>): Promise<void> {
  try {
    const result = read()
    await then?.(result)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
}
