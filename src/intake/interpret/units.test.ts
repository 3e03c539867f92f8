import { describe, expect, test } from 'vitest'
import { readUnit, splitUnit, unitOfLine } from './units.ts'

describe('units', () => {
  test.each([
    ['万元', '元', 1e4], ['亿元', '元', 1e8], ['元', '元', 1], ['千元', '元', 1e3], ['百万元', '元', 1e6], ['RMB million', '元', 1e6], ['million yuan', '元', 1e6], ['人民币万元', '人民币万元', NaN],
    ['万人', '人', 1e4], ['人', '人', 1], ['万美元', '美元', 1e4], ['USD million', '美元', 1e6], ['%', '%', 1], ['百分比', '%', 1], ['个月', '天', 30], ['天', '天', 1], ['吨', '吨', 1], ['平方米', '平方米', 1],
  ])('%s is %s times %d', (text, name, factor) => {
    const unit = readUnit(text)
    if (Number.isNaN(factor)) return expect(unit).toBeUndefined()
    expect(unit).toMatchObject({ name, factor })
  })

  test.each(['市', '全市', '名称', '', '占GDP比重', '当年价格'])('“%s” is no unit', (text) => expect(readUnit(text)).toBeUndefined())

  test.each([
    ['营业收入（万元）', '营业收入', '万元'], ['营业收入(单位：亿元)', '营业收入', '亿元'], ['地区生产总值_当年价格_全市_万元', '地区生产总值_当年价格_全市', '万元'], ['第三产业占GDP的比重_全市_百分比', '第三产业占GDP的比重_全市', '百分比'],
    ['绿化覆盖率_市辖区_百分比%', '绿化覆盖率_市辖区', '百分比%'], ['失业率%', '失业率', '%'], ['Revenue (RMB million)', 'Revenue', 'RMB million'], ['企业名称（全称）', '企业名称（全称）', undefined], ['财政收入 市 占GDP比重', '财政收入 市 占GDP比重', undefined],
    ['公厕数量', '公厕数量', undefined],
  ])('the heading %s names %s in %s', (heading, label, unit) => expect(splitUnit(heading)).toEqual(unit === undefined ? { label } : { label, unit }))

  test.each([['单位：万元', '万元'], ['单位:%', '%'], ['（单位：亿元）', '亿元'], ['计量单位：人', '人'], ['Unit: million yuan', 'million yuan'], ['填报单位：某某局', undefined], ['单位：万元、人', undefined], ['2024年汇总表', undefined]])(
    'the line “%s” states %s', (line, unit) => expect(unitOfLine(line)).toBe(unit))
})
