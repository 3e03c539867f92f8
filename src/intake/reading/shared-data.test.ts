import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { sharedData } from './fixtures.ts'
import { readWorkbook } from './read.ts'
import type { Workbook } from './workbook.ts'

const present = sharedData('ckg_a_share/company.json') !== undefined

function load(path: string): Promise<Workbook> {
  const found = sharedData(path)
  if (found === undefined) throw new Error(`${path} is missing beside the checkout`)
  return readWorkbook(readFileSync(found), { name: path.split('/').at(-1) as string })
}

describe.skipIf(!present)('the sample data beside the checkout (skipped where it is missing)', () => {
  test.each([
    ['company.json', 'jsonl', 'utf-8', 4654],
    ['industry.json', 'jsonl', 'utf-8', 511],
    ['product.json', 'jsonl', 'utf-8', 95_559],
    ['company_industry.json', 'jsonl', 'utf-8', 4430],
    ['industry_industry.json', 'jsonl', 'utf-8', 480],
    ['industry_up.json', 'jsonl', 'utf-8', 335],
    ['company_product.jsonl', 'jsonl', 'utf-8', 53_785],
    ['product_product.jsonl', 'jsonl', 'utf-8', 110_153],
    ['stock_basic.csv', 'csv', 'utf-8', 5448],
    ['stock_basic_gbk_2021.csv', 'csv', 'gb18030', 4347],
    ['stock_concept_gbk_2021.csv', 'csv', 'gb18030', 11_402],
  ])('A-share graph: %s is %s in %s with %d records', async (file, format, encoding, records) => {
    const workbook = await load(`ckg_a_share/${file}`)
    expect(workbook).toMatchObject({ format, encoding })
    expect(workbook.sheets[0]?.rows.length).toBe(records + 1)
    expect(workbook.sheets[0]?.rowNumbers.length).toBe(records + 1)
  })

  test.each([['stages', 3], ['inputs', 79], ['sequence', 93], ['providers', 294], ['provision', 660]])('chip chain: %s has %d records, each as wide as its heading', async (table, records) => {
    const { sheets } = await load(`eto_chip_supply_chain/v2025-01/${table}.csv`)
    const [heading, ...rows] = sheets[0]?.rows ?? []
    expect(rows.length).toBe(records)
    expect(Math.max(...rows.map((row) => row.length))).toBeLessThanOrEqual(heading?.length ?? 0)
  })

  test('the panel of cities is 1,989 rows by 20 columns, no cell empty', async () => {
    const [sheet] = (await load('cn_city_panel/1999-2018 Cities data.xlsx')).sheets
    expect(sheet?.rows.length).toBe(1990)
    expect(sheet?.rows.every((row) => row.length === 20 && row.every((cell) => cell !== null))).toBe(true)
  })

  test.each([
    ['correct', 'html', 51, 4], ['error', 'xls', 51, 6], ['error2', 'html', 36, 3], ['error3', 'html', 51, 4], ['error4', 'html', 52, 8], ['error5', 'csv', 319, 0],
  ])('yearbook: %s.xls is %s with %d rows and %d merged headings', async (file, format, rows, merges) => {
    const workbook = await load(`cn_city_panel/yearbook_xls/${file}.xls`)
    expect(workbook.format).toBe(format)
    expect(workbook.sheets.map((sheet) => [sheet.rows.length, sheet.merges.length])).toEqual([[rows, merges]])
  })

  test('yearbook: cnki.xls has a password', async () => {
    const refusal = await load('cn_city_panel/yearbook_xls/cnki.xls').catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(AppError)
    expect(refusal).toMatchObject({ code: 'file-password', text: { zh: expect.stringContaining('cnki.xls') } })
  })
})
