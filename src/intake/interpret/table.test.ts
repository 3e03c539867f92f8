import { describe, expect, test } from 'vitest'
import { sheetFrom, sheetOf, tableOf } from './fixtures.ts'
import { reasonHeading } from './marks.ts'
import { findHeading } from './bind.ts'
import { findTables } from './table.ts'

describe('finding the table of a sheet', () => {
  test('title lines and a line with the unit stand above the heading', () => {
    const table = tableOf(sheetOf([
      ['2024年企业名单', null, null], ['填报单位：某某局', null, '单位：万元'], ['企业名称', '信用代码', '营业收入'], ['甲公司', null, 12], ['乙公司', null, 13],
    ], { merges: [{ top: 0, left: 0, bottom: 0, right: 2 }] }))
    expect(table).toMatchObject({ headerRows: [2, 2], firstRow: 3, lastRow: 4, totals: [] })
    expect(table.notes).toEqual(['2024年企业名单', '填报单位：某某局 单位：万元'])
    expect(table.headings.map((heading) => [heading.letter, heading.text, heading.unit])).toEqual([['A', '企业名称', undefined], ['B', '信用代码', '万元'], ['C', '营业收入', '万元']])
  })

  test('a merged heading of two lines is read as one', () => {
    const table = tableOf(sheetOf([['城市', '第一产业', null, '第二产业', null], [null, '全市', '市辖区', '全市', '市辖区'], ['阜新市', 1, 2, 3, 4]], {
      merges: [{ top: 0, left: 0, bottom: 1, right: 0 }, { top: 0, left: 1, bottom: 0, right: 2 }, { top: 0, left: 3, bottom: 0, right: 4 }],
    }))
    expect(table.headings.map((heading) => heading.text)).toEqual(['城市', '第一产业_全市', '第一产业_市辖区', '第二产业_全市', '第二产业_市辖区'])
    expect(table.firstRow).toBe(2)
  })

  test('so is one whose merges a CSV has lost', () => {
    const table = tableOf(sheetFrom(`城市|第一产业||第二产业|
      |全市|市辖区|全市|市辖区
      阜新市|1|2|3|4`))
    expect(table.headings.map((heading) => heading.text)).toEqual(['城市', '第一产业_全市', '第一产业_市辖区', '第二产业_全市', '第二产业_市辖区'])
  })

  test('group titles over every column are part of the headings', () => {
    const table = tableOf(sheetOf([['基本信息', null, '经营', null], ['企业名称', '所在市', '营业收入', '人数'], ['甲公司', '深圳市', '保密', '无']], {
      merges: [{ top: 0, left: 0, bottom: 0, right: 1 }, { top: 0, left: 2, bottom: 0, right: 3 }],
    }))
    expect(table.headings.map((heading) => heading.text)).toEqual(['基本信息_企业名称', '基本信息_所在市', '经营_营业收入', '经营_人数'])
  })

  test('a heading merely spread over two columns does not swallow the first record', () => {
    const table = tableOf(sheetOf([['企业名称', null, '所在市'], ['甲公司', null, '深圳市'], ['乙公司', null, '广州市']], { merges: [{ top: 0, left: 0, bottom: 0, right: 1 }] }))
    expect(table.firstRow).toBe(1)
  })

  test('words of the records that could head a column do not make a record the heading', () => {
    expect(tableOf(sheetFrom(`何人|属何类|住何处
      甲|企业|深圳
      乙|公司|广州`)).headerRows).toEqual([0, 0])
  })

  test('a line of units under the heading is no record', () => {
    const table = tableOf(sheetFrom(`城市|生产总值|人口|比重
      |亿元|万人|%
      深圳市|32387|1756|12`))
    expect(table).toMatchObject({ unitLine: 1, firstRow: 2 })
    expect(table.headings.map((heading) => heading.unit)).toEqual([undefined, '亿元', '万人', '%'])
  })

  test('totals, remarks and headings that stand again are left out', () => {
    const table = tableOf(sheetFrom(`企业名称|营业收入|人数
      甲公司|1|2
      小计|1|2
      企业名称|营业收入|人数
      乙公司|3|4
      合  计|4|6
      注：数据为快报数。||
      资料来源：某某局||`))
    expect(table.totals).toEqual([2, 3, 5, 6, 7])
    expect(table.notes).toEqual(['注：数据为快报数。', '资料来源：某某局'])
  })

  test('a product called 合计 in a list of names is a product', () => {
    expect(tableOf(sheetFrom('name\n水\n合计\n油')).totals).toEqual([])
  })

  test('a section title merged across the table is left out', () => {
    const table = tableOf(sheetOf([['名称', '类别', '说明'], ['一、材料', null, null], ['硅片', '材料', 'x']], { merges: [{ top: 1, left: 0, bottom: 1, right: 2 }] }))
    expect(table.totals).toEqual([1])
  })

  test('years may head columns', () => {
    expect(tableOf(sheetOf([['城市', 2022, 2023], ['深圳市', 1, 2]])).headings.map((heading) => heading.text)).toEqual(['城市', '2022', '2023'])
  })

  test('the column of reasons in a list that comes back is no column', () => {
    expect(tableOf(sheetOf([['企业名称', reasonHeading], ['甲', '缺代码']])).headings.map((heading) => heading.text)).toEqual(['企业名称'])
  })

  test('a second table under an empty line is a table of its own; the same headings again are not', () => {
    const tables = findTables(sheetOf([
      ['主体名单', null], ['企业名称', '所在市'], ['甲公司', '深圳市'], [null], ['企业名称', '所在市'], ['乙公司', '广州市'], [], ['环节清单'], ['环节名称', '类别', '阶段'], ['硅片', '材料', '上游'],
    ]))
    expect(tables.map(({ headerRows, firstRow, lastRow, totals, notes }) => ({ headerRows, firstRow, lastRow, totals, notes }))).toEqual([
      { headerRows: [1, 1], firstRow: 2, lastRow: 5, totals: [4], notes: ['主体名单'] }, { headerRows: [8, 8], firstRow: 9, lastRow: 9, totals: [], notes: ['环节清单'] },
    ])
  })

  test.each([['numbers only', [[1, 2], [3, 4]]], ['nothing', []], ['blanks', [[null, ' '], [null]]]])('%s have no table', (_, rows) => expect(findTables(sheetOf(rows))).toEqual([]))
})

test('a unit line that begins with the word for it and shows how dates are written is no record, nor is a total that counts in words', () => {
  const rows = [
    ['供给方信用代码', '供给份额（%）', '起始日期'],
    ['单位：', '%', '年-月-日'],
    ['91440300MA5G000001', '38.9', '2025-12-01'],
    ['合计', '共 1 条', null],
  ]
  const [table] = findTables({ name: '供给', rows, rowNumbers: [1, 2, 3, 4], merges: [] })
  expect(table).toMatchObject({ unitLine: 1, firstRow: 2 })
  expect(table!.totals.includes(3) || table!.lastRow === 2).toBe(true)
})

test('a recipe names a heading of several lines by its lowest line, unless two end alike', () => {
  const [table] = findTables({
    name: '供给', rows: [['名称', '能力', null, '期间', null], [null, '产能', '认证', '起', '产能']], rowNumbers: [1, 2],
    merges: [{ top: 0, left: 1, bottom: 0, right: 2 }, { top: 0, left: 3, bottom: 0, right: 4 }, { top: 0, left: 0, bottom: 1, right: 0 }],
  })
  expect(findHeading(table?.headings ?? [], ['认证'])?.letter).toBe('C')
  expect(findHeading(table?.headings ?? [], ['产能'])).toBeUndefined()
})
