import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { recipeSchema } from '../../shared/sheets.ts'
import { codesOf, guessed, sheetFrom, sheetOf, tableOf, valuesOf } from '../interpret/fixtures.ts'
import { readRows, type ReadResult } from '../interpret/rows.ts'
import { findTables } from '../interpret/table.ts'
import { previewTable, previewTables } from '../preview.ts'
import { sharedData } from '../reading/fixtures.ts'
import { readWorkbook } from '../reading/read.ts'
import type { Sheet } from '../reading/workbook.ts'
import { findShippedRecipe, shippedRecipes } from './index.ts'

function readKnown(sheet: Sheet, file = 'x.csv'): ReadResult & { recipe: string } {
  const found = guessed(sheet, file, shippedRecipes)
  if (!found.known) throw new Error(`no recipe recognised ${file}`)
  return { ...readRows(sheet, tableOf(sheet), found.recipe), recipe: found.recipe.name }
}

test('recipes have names of their own and are valid as files', () => {
  expect(new Set(shippedRecipes.map(({ name }) => name)).size).toBe(shippedRecipes.length)
  for (const recipe of shippedRecipes) expect(recipeSchema.parse(JSON.parse(JSON.stringify(recipe)))).toEqual(recipe)
  expect(findShippedRecipe('eto-inputs')?.kind).toBe('nodes')
  expect(findShippedRecipe('none')).toBeUndefined()
})

describe('a later release of the chip-chain tables', () => {
  test('providers: a column of aliases, countries without a code', () => {
    const result = readKnown(sheetFrom(`provider_name|alias|provider_id|provider_type|country
      USA|United States|P1|country|
      Canon|Canon ANELVA|P159|organization|JPN
      Various companies||P370|organization|Various countries`))
    expect(result.recipe).toBe('eto-providers')
    expect(valuesOf(result)).toEqual([
      { code: 'P1', name: 'USA', otherNames: ['United States'], providerKind: 'country' }, { code: 'P159', name: 'Canon', otherNames: ['Canon ANELVA'], providerKind: 'organisation', country: 'JPN' },
      { code: 'P370', name: 'Various companies', providerKind: 'organisation' },
    ])
    expect(codesOf(result)).toEqual(['4 unknown-country'])
  })

  test('provision: shares per cent without the sign, a year, a source, columns in another order', () => {
    const result = readKnown(sheetFrom(`provided_id|provided_name|share_provided|year|source|provider_name|provider_id
      N49|Wet tools|11.4|2024|CSET|ACM Research|P313
      N60|Process control|0.0|2024|CSET|FRA|P132
      N20|EUV|100.0|2024|CSET|ASML|P88
      S1|Design|61%|2019||USA|P1
      N96|Substrates||2019||Zhuhai Yueya|P300`))
    expect(result.recipe).toBe('eto-provision')
    expect(valuesOf(result).map(({ share, period }) => [share, period])).toEqual([[0.114, '2024'], [0, '2024'], [1, '2024'], [0.61, '2019'], [undefined, '2019']])
    expect(result.problems).toEqual([])
  })

  test('inputs: other order, more columns, a new type', () => {
    const result = readKnown(sheetFrom(`input_id|input_name|type|stage_name|stage_id|description|year
      N0|Chip design|process|Design|S1|x|2022
      N1|Advanced CPUs|design_resource||||2019`))
    expect(result.recipe).toBe('eto-inputs')
    expect(valuesOf(result)).toMatchObject([{ code: 'N0', kind: 'process', stageCode: 'S1' }, { code: 'N1', kind: 'product' }])
  })

  test('sequence: a row may state both relations, and one that states neither is refused', () => {
    const result = readKnown(sheetFrom(`input_name|input_id|goes_into_name|goes_into_id|is_type_of_name|is_type_of_id
      A|N1|B|N2|C|N3
      D|N4||||`))
    expect(valuesOf(result)).toEqual([
      { node: 'B', nodeCode: 'N2', input: 'A', inputCode: 'N1', relation: 'requires' }, { node: 'A', nodeCode: 'N1', input: 'C', inputCode: 'N3', relation: 'isA' },
    ])
    expect(codesOf(result)).toEqual(['3 missing-required'])
  })

  test('sequence without links of one sort still loads', () => {
    expect(valuesOf(readKnown(sheetFrom(`input_id|goes_into_id
      N1|N2`)))).toEqual([{ nodeCode: 'N2', inputCode: 'N1', relation: 'requires' }])
  })
})

test('the industry of each company becomes its industry', () => {
  const result = readKnown(sheetFrom(`company_code|industry_code|industry_name|company_name|rel
    600001.SH|230103|特殊钢材（虚构）|甲股份|所属行业
    000002.SZ|640206|仪表（虚构）|乙股份|所属行业`), 'company_industry.json')
  expect(result.recipe).toBe('a-share-company-industry')
  expect(valuesOf(result)).toEqual([
    { stockCode: '600001.SH', shortName: '甲股份', industry: '特殊钢材（虚构）' }, { stockCode: '000002.SZ', shortName: '乙股份', industry: '仪表（虚构）' },
  ])
})

describe('a classification of industries and statistics on it', () => {
  const previewOf = (sheet: Sheet, name: string, asked?: Parameters<typeof previewTable>[4]) => previewTable(sheet, { table: tableOf(sheet), n: 0 }, { name }, shippedRecipes, asked)
  const list = sheetFrom(`code|name
    230000|钢铁（虚构）
    230103|特殊钢材（虚构）`)
  test.each([
    ['industry.json', list, /company_industry\.json/],
    ['industry_industry.json', sheetFrom(`from_code|from_industry|rel|to_industry|to_code
      230103|特殊钢材（虚构）|上级行业|钢铁（虚构）|230000`), /最细一级.*company_industry\.json/],
    ['industry_up.json', sheetFrom(`industry|ups.焦炭（虚构）|ups.铁矿石（虚构）
      特殊钢材（虚构）|4|2`), /product_product\.jsonl/],
  ])('%s holds nothing to load, and says what to load instead', (name, sheet, what) => {
    const preview = previewOf(sheet, name)
    expect(preview).toMatchObject({ kind: null, recipe: null, known: false })
    expect(preview.instead?.zh).toMatch(what)
    expect(preview.instead?.en).toContain('need not be loaded')
  })

  test('whoever says what such a table is, and a list of another name, is not talked out of it', () => {
    expect(previewOf(list, 'industry.json', { kind: 'nodes' })).toMatchObject({ kind: 'nodes', instead: null })
    expect(previewOf(list, 'parts.json').instead).toBeNull()
  })
})

test('a list with one column “name” is one of products only when the file says so', () => {
  const sheet = sheetOf([['name'], ['水']])
  expect(guessed(sheet, 'product.json', shippedRecipes).known).toBe(true)
  expect(guessed(sheet, 'people.json', shippedRecipes).known).toBe(false)
})

const present = sharedData('ckg_a_share/company.json') !== undefined

async function readFile(path: string): Promise<{ sheet: Sheet; file: string }> {
  const file = path.split('/').at(-1)!
  const { sheets } = await readWorkbook(readFileSync(sharedData(path)!), { name: file })
  return { sheet: sheets[0]!, file }
}

async function readKnownFile(path: string): Promise<ReadResult & { recipe: string }> {
  const { sheet, file } = await readFile(path)
  return readKnown(sheet, file)
}

describe.skipIf(!present)('the sample data beside the checkout (skipped where it is missing)', () => {
  test('chip chain: 3 stages, 79 nodes, 62 goes-into and 31 is-a links, 294 provider rows, 660 provision rows', async () => {
    const read = (table: string) => readKnownFile(`eto_chip_supply_chain/v2025-01/${table}.csv`)
    const [stages, inputs, sequence, providers, provision] = await Promise.all(['stages', 'inputs', 'sequence', 'providers', 'provision'].map(read))
    expect([stages, inputs, sequence, providers, provision].map((each) => [each!.recipe, each!.summary.accepted, each!.problems.length])).toEqual([
      ['eto-stages', 3, 0], ['eto-inputs', 79, 0], ['eto-sequence', 93, 0], ['eto-providers', 294, 0], ['eto-provision', 660, 0],
    ])
    const count = <T>(list: readonly T[], test: (item: T) => boolean) => list.filter(test).length
    const links = valuesOf(sequence!)
    expect([count(links, (link) => link.relation === 'requires'), count(links, (link) => link.relation === 'isA')]).toEqual([62, 31])
    expect(count(valuesOf(provision!), (row) => row.share !== undefined)).toBe(206)
    expect(count(valuesOf(provision!), (row) => row.negligible === true)).toBe(73)
    const organisations = valuesOf(providers!).filter((row) => row.providerKind === 'organisation')
    expect(new Set(organisations.map((row) => row.code)).size).toBe(274)
    expect(valuesOf(inputs!).every((row) => row.kind !== undefined)).toBe(true)
  })

  test('A-share graph: companies and products', async () => {
    expect((await readKnownFile('ckg_a_share/company.json')).summary).toMatchObject({ rows: 4654, accepted: 4654, warnings: 0 })
    expect((await readKnownFile('ckg_a_share/product.json')).summary).toMatchObject({ rows: 95_559, accepted: 95_559, warnings: 0 })
    const industries = await readKnownFile('ckg_a_share/company_industry.json')
    expect(industries.summary).toMatchObject({ accepted: 4430 })
    expect(industries.rows.every(({ values }) => typeof values.industry === 'string')).toBe(true)
  })

  test.each(['industry', 'industry_industry', 'industry_up'])('A-share graph: %s.json is told apart and says what to load instead', async (name) => {
    const file = `ckg_a_share/${name}.json`
    const { sheets } = await readWorkbook(readFileSync(sharedData(file)!), { name: `${name}.json` })
    expect(sheets.flatMap((sheet) => previewTables(sheet, { name: `${name}.json` }, shippedRecipes)).map(({ kind, instead }) => [kind, instead?.en.includes('need not be loaded')])).toEqual([[null, true]])
  })

  test('A-share graph: of 110,153 links the self-loops are refused, each by name', async () => {
    const { summary, problems, rows } = await readKnownFile('ckg_a_share/product_product.jsonl')
    expect(summary).toMatchObject({ rows: 110_153, rejected: 108, accepted: 110_045, codes: { 'self-loop': 108 } })
    expect(problems.filter(({ message }) => message.zh.includes('以自己为投入')).length).toBe(107)
    expect(problems.every(({ message, value }) => message.zh.includes(value!.slice(0, 20)))).toBe(true)
    expect(rows.filter(({ values }) => values.relation === 'isA').length).toBe(52_936)
  })

  test('A-share graph: of 53,785 weights 763 are negative, 48 above one, 14,714 a filler', async () => {
    const { summary, rows } = await readKnownFile('ckg_a_share/company_product.jsonl')
    expect(summary).toMatchObject({ rows: 53_785, rejected: 811, codes: { 'negative-share': 763, 'share-over-one': 48, 'line-break': 6 } })
    expect(rows.filter(({ blanks }) => blanks?.revenueShare !== undefined).length).toBe(14_714)
    expect(rows.every(({ values }) => values.share === undefined)).toBe(true)
  })

  test('A-share graph: the stock lists carry codes, short names and regions', async () => {
    const { rows, summary } = await readKnownFile('ckg_a_share/stock_basic.csv')
    expect(summary).toMatchObject({ rows: 5448, accepted: 5448 })
    expect(rows.filter(({ values }) => values.region === '440300').length).toBe(424)
    expect(rows.filter(({ values }) => values.region === '440000').length).toBe(463)
    expect((await readKnownFile('ckg_a_share/stock_basic_gbk_2021.csv')).summary).toMatchObject({ rows: 4347, accepted: 4347, warnings: 0 })
  })

  test('panel of cities: 287 cities, 18 indicators, impossible values marked', async () => {
    const { sheet, file } = await readFile('cn_city_panel/1999-2018 Cities data.xlsx')
    const found = guessed(sheet, file, shippedRecipes)
    expect(found).toMatchObject({ kind: 'observations', recipe: { wide: true } })
    const { rows, problems, summary } = readRows(sheet, tableOf(sheet), found.recipe)
    expect(summary).toMatchObject({ rows: 1989, accepted: 1989, readings: 1989 * 18 })
    expect(new Set(rows.map(({ values }) => values.subject)).size).toBe(287)
    expect(problems).toContainEqual(expect.objectContaining({ code: 'implausible', row: 116, column: 'P', value: '362', severity: 'warning' }))
    expect(problems).toContainEqual(expect.objectContaining({ code: 'implausible', row: 844, column: 'D', value: '0.53237776' }))
    expect(rows.find(({ row, columns }) => row === 116 && columns.value === 'P')).toMatchObject({ flag: 'implausible', values: { value: 362, unit: '%' } })
    expect(rows.find(({ row, columns }) => row === 2 && columns.value === 'C')?.values).toMatchObject({ value: 11_954_500_000, unit: '元' })
  })

  test.each([['correct', 276, '2014'], ['error', 276, '2014'], ['error2', 155, '2014'], ['error3', 276, '2014'], ['error4', 276, '2014']])('yearbook: %s.xls gives %d observations of %s', async (name, readings, period) => {
    const { sheet, file } = await readFile(`cn_city_panel/yearbook_xls/${name}.xls`)
    const { recipe } = guessed(sheet, file)
    const { summary, rows } = readRows(sheet, tableOf(sheet), recipe)
    expect(summary).toMatchObject({ readings, rejected: 0 })
    expect(rows.every(({ values }) => values.period === period && values.subjectKind === 'region')).toBe(true)
  })

  test('yearbook: error5.xls names no year and is refused in one sentence, until somebody gives it', async () => {
    const { sheet, file } = await readFile('cn_city_panel/yearbook_xls/error5.xls')
    const { recipe } = guessed(sheet, file)
    const refused = readRows(sheet, tableOf(sheet), recipe)
    expect(refused.rows).toEqual([])
    expect(refused.problems).toMatchObject([{ code: 'missing-required', field: 'period' }])
    const given = readRows(sheet, tableOf(sheet), { ...recipe, constants: { ...recipe.constants, period: '2014' } })
    expect(given.summary).toMatchObject({ rows: 318, rejected: 0 })
    expect(given.rows.filter(({ blanks }) => blanks?.value === 'NA').length).toBeGreaterThan(0)
  })

  test('110,153 records are interpreted in well under a second of CPU', async () => {
    const { sheet } = await readFile('ckg_a_share/product_product.jsonl')
    const recipe = findShippedRecipe('a-share-product-product')!
    const start = process.cpuUsage()
    readRows(sheet, findTables(sheet)[0]!, recipe)
    const { user, system } = process.cpuUsage(start)
    expect((user + system) / 1e6).toBeLessThan(1)
  })
})
