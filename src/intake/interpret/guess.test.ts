import { describe, expect, test } from 'vitest'
import { recipeSchema } from '../../shared/sheets.ts'
import { fieldsOf } from './bind.ts'
import { guess, guessAs } from './guess.ts'
import { guessed, sheetFrom, sheetOf, tableOf } from './fixtures.ts'

const headings = (line: string) => guessed(sheetFrom(`${line}\n${line.split('|').map(() => '甲').join('|')}`))

describe('what a sheet holds is guessed from its headings', () => {
  test.each([
    ['organisations', '序号|企业名称|统一社会信用代码|法定代表人|注册地址|所属行业'],
    ['organisations', 'Company name|Credit code|City|Industry|Employees|Revenue (RMB million)'],
    ['organisations', '单位名称|单位性质|所在市|成立时间|备注'],
    ['nodes', '环节名称|类别|阶段|分组|库存天数|替代周期'],
    ['nodes', '产品名称|产品类型|产业链位置|说明'],
    ['inputs', '产品|原材料|关系'],
    ['inputs', 'from_entity|to_entity|rel'],
    ['supplies', '供应商名称|产品名称|市场份额|原产国'],
    ['supplies', 'Supplier|Product|Share|Country of origin|Qualified'],
    ['supplies', '企业名称|供应环节|供货占比|是否合格'],
    ['supplies', '配套企业|配套产品|采购比例|来源国家或地区'],
    ['organisations', '单位详细名称|所属地市|从业人员期末人数'],
    ['observations', '指标|地区|年份|数值|单位'],
    ['observations', 'Indicator|Region|Year|Value|Unit'],
  ])('%s: %s', (kind, line) => expect(headings(line).kind).toBe(kind))

  test('each field says from which heading it was taken, and why', () => {
    const found = guessed(sheetFrom(`企业全称（盖章）|主营业务收入(万元)|联系地址信息|其他列
      深圳甲仪器有限公司|1|某路|x`))
    expect(found.kind).toBe('organisations')
    expect(found.fields).toEqual([
      { field: 'name', letter: 'A', text: '企业全称（盖章）', why: 'exact' }, { field: 'revenue', letter: 'B', text: '主营业务收入(万元)', why: 'exact' }, { field: 'address', letter: 'C', text: '联系地址信息', why: 'similar' },
    ])
    expect(found.unmapped.map((heading) => heading.text)).toEqual(['其他列'])
    expect(found.known).toBe(false)
  })

  test('the words of the screen head a sheet, too', () => {
    expect(headings('供应商|供应产品|供应占比|来源国家或地区|实际控制人').fields.map(({ field }) => field)).toEqual(['provider', 'node', 'share', 'origin', 'owner'])
  })

  test('a list as an office sends it round', () => {
    const found = guessed(sheetFrom(`附件1
      深圳市精密仪器企业情况表
      序号|企业名称|所在地市|主营产品|2023年营业收入（万元）|从业人员数（人）|联系人|联系电话
      1|甲公司|深圳市|示波器|100|20|张三|123`))
    expect(found.kind).toBe('organisations')
    expect(found.fields.map(({ field }) => field)).toEqual(['name', 'city', 'revenue', 'employees'])
    expect(found.alternatives.map(({ kind }) => kind)).toContain('supplies')
  })

  test('a year under a wide heading does not hide what is meant', () => {
    const found = headings('单位名称|生产经营情况_2025年营业收入|生产经营情况_从业人数')
    expect(found.fields.map(({ field }) => field)).toEqual(['name', 'revenue', 'employees'])
  })

  test('values speak where headings do not', () => {
    const found = guessed(sheetFrom(`列一|列二
      深圳甲仪器有限公司|https://a.example
      广州乙设备有限公司|https://b.example`))
    expect(found.fields.map(({ field, why }) => [field, why])).toEqual([['name', 'values'], ['website', 'values']])
    expect(found.confidence).toBeLessThan(0.9)
  })

  test('a code that many bearers share is none of theirs', () => {
    const found = guessed(sheetFrom(`id|concept_name|ts_code|name
      TS0|疫苗|000788.SZ|北大医药
      TS0|疫苗|600056.SH|中国医药
      TS0|疫苗|600664.SH|哈药股份
      TS1|高铁|601766.SH|中国中车`))
    expect(found.fields.map(({ field, text }) => [field, text])).toEqual([['stockCode', 'ts_code'], ['name', 'name']])
    expect(headings('id|name|ts_code').fields.map(({ field }) => field)).toContain('code')
  })

  test('a share in % is not taken for an amount of money', () => {
    expect(headings('企业名称|研发投入占比（%）|信用代码').fields.map(({ field }) => field)).toEqual(['name', 'creditCode'])
  })

  test('two kinds that fit as well are not told apart with confidence', () => {
    const found = headings('code|name')
    expect(found.confidence).toBeLessThanOrEqual(0.5)
    expect(found.alternatives.map(({ kind }) => kind)).toContain('nodes')
  })

  test('a sheet about something else is not guessed', () => {
    const sheet = sheetFrom(`甲|乙|丙
      子|丑|寅`)
    expect(guess(tableOf(sheet), sheet, { name: 'x.csv' }, [])).toBeUndefined()
  })

  test('a kind that a person chooses is tried whatever fits', () => {
    const sheet = sheetFrom(`产品|丙
      子|寅`)
    expect(guessAs('supplies', tableOf(sheet), sheet, { name: 'x.csv' })).toMatchObject({ kind: 'supplies', confidence: 0, fields: [{ field: 'node', letter: 'A' }] })
  })

  test('every guess is a recipe that can be kept', () => {
    const { recipe } = headings('企业名称|信用代码')
    expect(recipeSchema.parse(JSON.parse(JSON.stringify(recipe)))).toEqual(recipe)
  })
})

describe('a known recipe asks nothing', () => {
  const sheet = sheetFrom(`企业名称|信用代码|自报产值（万元）
    甲公司||5`)
  const kept = recipeSchema.parse({ name: '月报', kind: 'organisations', recognisedBy: ['企业名称', '自报产值'], headings: { name: ['企业名称'], revenue: ['自报产值'] } })

  test('it is taken when all its headings are there, in any width, case, unit and order', () => {
    const shuffled = sheetFrom(`自报产值（亿元）|企业 名称|其他
      5|甲公司|x`)
    for (const each of [sheet, shuffled]) expect(guessed(each, 'x.xlsx', [kept])).toMatchObject({ known: true, confidence: 1, recipe: { name: '月报' } })
  })

  test('it is not taken when one is missing, or the file is called otherwise', () => {
    expect(guessed(sheet, 'x.xlsx', [{ ...kept, recognisedBy: ['企业名称', '别的'] }]).known).toBe(false)
    expect(guessed(sheet, 'x.xlsx', [{ ...kept, fileName: '年报' }]).known).toBe(false)
    expect(guessed(sheet, '2024年报.xlsx', [{ ...kept, fileName: '年报' }]).known).toBe(true)
  })

  test('of two that recognise a sheet the one that knows more of it is taken', () => {
    const fuller = { ...kept, name: '全', headings: { ...kept.headings, creditCode: ['信用代码'] } }
    expect(guessed(sheet, 'x.xlsx', [kept, fuller]).recipe.name).toBe('全')
  })

  test('one that wants no other headings is passed over when there are some', () => {
    expect(guessed(sheet, 'x.xlsx', [{ ...kept, exactly: true }]).known).toBe(false)
  })
})

test('every heading a template writes is known', () => {
  for (const kind of ['organisations', 'nodes', 'inputs', 'supplies', 'observations'] as const) {
    const titles = Object.values(fieldsOf(kind)).map((field) => field.title.zh)
    const sheet = sheetOf([titles, titles.map((_, i) => `v${i}`)])
    expect(guessAs(kind, tableOf(sheet), sheet, { name: 'x.xlsx' }).unmapped.map((heading) => heading.text)).toEqual([])
  }
})
