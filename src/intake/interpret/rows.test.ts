import { describe, expect, test } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { makeCreditCode } from '../../registry/codes/credit-code.ts'
import { codesOf, guessed, readAs, sheetFrom, sheetOf, tableOf, valuesOf } from './fixtures.ts'
import { readRows } from './rows.ts'

const creditCode = makeCreditCode({ authority: '9', category: '1', regionCode: '990001', serial: 'MA000001' })

describe('organisations', () => {
  test('a list as teams keep it', () => {
    const result = readAs(sheetFrom(`企业名称|统一社会信用代码|单位性质|所在省|所在市|营业收入（万元）|研发投入（亿元）|员工人数|成立时间|曾用名|梯度
      　深圳甲仪器有限公司|${creditCode}|企业|广东省|深圳市|１，２００|0.5|约300人|2008年5月16日|老甲厂；更老甲厂|专精特新小巨人`))
    expect(result.problems.map((problem) => problem.code)).toEqual(['approximate'])
    expect(result.rows[0]).toEqual({
      row: 2, flag: 'approximate',
      values: {
        name: '深圳甲仪器有限公司', creditCode, actorType: 'enterprise', region: '440300', city: '440300', revenue: 12_000_000, researchSpending: 50_000_000, employees: 300, established: '2008-05-16',
        formerNames: ['老甲厂', '更老甲厂'], tier: 'littleGiant',
      },
      columns: { name: 'A', creditCode: 'B', actorType: 'C', region: 'E', city: 'E', revenue: 'F', researchSpending: 'G', employees: 'H', established: 'I', formerNames: 'J', tier: 'K' },
    })
  })

  test('missing is not zero: a blank keeps the reason it was given', () => {
    const [row] = readAs(sheetFrom(`企业名称|营业收入（万元）|研发投入（万元）|员工人数|备注
      甲公司|保密|-|0|无`)).rows
    expect(row?.values).toEqual({ name: '甲公司', employees: 0, note: '无' })
    expect(row?.blanks).toEqual({ revenue: '保密', researchSpending: '-' })
  })

  test('a wrong check digit refuses the row and says which', () => {
    const wrong = creditCode.slice(0, 17) + (creditCode[17] === '0' ? '1' : '0')
    const result = readAs(sheetFrom(`企业名称|统一社会信用代码
      甲公司|${wrong}
      乙公司|${creditCode}`))
    expect(codesOf(result)).toEqual(['2 credit-code-invalid'])
    expect(result.problems[0]).toMatchObject({ column: 'B', heading: '统一社会信用代码', field: 'creditCode', value: wrong, severity: 'error' })
    expect([...result.rejectedRows]).toEqual([2])
    expect(valuesOf(result)).toEqual([{ name: '乙公司', creditCode }])
  })

  test('all problems of a row are collected, not the first only', () => {
    const result = readAs(sheetFrom(`企业名称|统一社会信用代码|营业收入（万元）|成立日期
      |123|很多|某天`))
    expect(codesOf(result)).toEqual(['2 credit-code-invalid', '2 not-a-number', '2 not-a-date', '2 missing-required'])
    expect(result.summary).toMatchObject({ rows: 1, accepted: 0, rejected: 1 })
  })

  test('dollars are not turned into yuan', () => {
    const result = readAs(sheetFrom(`企业名称|营业收入（万美元）
      甲公司|5`))
    expect(codesOf(result)).toEqual(['2 foreign-currency'])
    expect(result.problems[0]?.message.zh).toContain('美元')
  })

  test('the unit in the cell goes before that of the heading', () => {
    expect(valuesOf(readAs(sheetFrom(`企业名称|营业收入（万元）
      甲公司|3亿元
      乙公司|¥500`))).map((values) => values.revenue)).toEqual([300_000_000, 500])
  })

  test('money without a unit is read as yuan, and the sheet says so once', () => {
    const result = readAs(sheetFrom(`企业名称|营业收入
      甲公司|500
      乙公司|600`))
    expect(codesOf(result)).toEqual(['1 unit-assumed'])
    expect(valuesOf(result).map((values) => values.revenue)).toEqual([500, 600])
  })

  test('a region that cannot be found keeps its text, an unknown tier is left out with its word', () => {
    const result = readAs(sheetFrom(`企业名称|所在地区|梯度
      甲公司|火星市|独角兽`))
    expect(codesOf(result)).toEqual(['2 unknown-region', '2 unknown-term'])
    expect(result.rows[0]).toMatchObject({ values: { region: '火星市' }, blanks: { tier: '独角兽' } })
  })

  test('a code identifies without a name', () => {
    expect(readAs(sheetFrom(`证券代码|证券简称
      688268.SH|华特气体`), 'organisations').rows).toHaveLength(1)
  })
})

describe('nodes and inputs', () => {
  test('times are days, whatever they are written in', () => {
    expect(valuesOf(readAs(sheetFrom(`环节名称|类别|阶段|库存天数|替代周期（月）
      光栅尺|核心零部件|上游|45|18
      硅片|材料|上游|30天|2年`)))).toMatchObject([{ kind: 'component', stage: 'upstream', stockDays: 45, substitutionDays: 540 }, { stockDays: 30, substitutionDays: 730 }])
  })

  test('a stage may be declared by itself', () => {
    expect(readAs(sheetFrom(`stage_id|stage_name
      S1|Design`), 'nodes').rows[0]?.values).toEqual({ stageCode: 'S1', stageName: 'Design' })
  })

  test('a node that requires itself is refused by name', () => {
    const result = readAs(sheetFrom(`产品|上游材料|关系
      硅片|多晶硅|投入
      ABS镭雕料|ABS镭雕料|投入`))
    expect(result.problems).toMatchObject([{ row: 3, code: 'self-loop', column: 'B', value: 'ABS镭雕料' }])
    expect(result.problems[0]?.message.zh).toContain('ABS镭雕料')
  })

  test('both ends are needed', () => {
    expect(codesOf(readAs(sheetFrom(`产品|原材料
      硅片|
      |多晶硅`)))).toEqual(['2 missing-required', '3 missing-required'])
  })

  test('words of the sheet become relations, and some name the input first', () => {
    const result = readAs(sheetFrom(`from_entity|to_entity|rel
      酸奶|牛奶|上游材料
      面膜|蛋清面膜|产品小类
      丙烯|聚乙烯|下游产品`), 'inputs', { swapped: ['产品小类', '下游产品'], words: { relation: { 下游产品: 'requires' } } })
    expect(valuesOf(result)).toEqual([
      { node: '酸奶', input: '牛奶', relation: 'requires' }, { node: '蛋清面膜', input: '面膜', relation: 'isA' }, { node: '聚乙烯', input: '丙烯', relation: 'requires' },
    ])
    expect(result.rows.map((row) => row.columns.node)).toEqual(['A', 'B', 'B'])
  })

  test('a list without a relation is one of inputs, and the guess says so', () => {
    const guess = guessed(sheetFrom(`产品|原材料
      硅片|多晶硅`))
    expect(guess).toMatchObject({ kind: 'inputs', constants: { relation: 'requires' } })
  })
})

describe('supplies', () => {
  const share = (heading: string, ...cells: (string | number)[]) => readAs(sheetOf([['供应商', '环节', heading], ...cells.map((cell, i) => [`企业${i}`, '硅片', cell])]), 'supplies')

  test('shares are fractions of one', () => {
    expect(valuesOf(share('供给份额', '61%', '61％', 0.61, '0.61')).map((values) => values.share)).toEqual([0.61, 0.61, 0.61, 0.61])
    expect(valuesOf(share('供给份额（%）', 61, '7', '100')).map((values) => values.share)).toEqual([0.61, 0.07, 1])
  })

  test('a column that can only be per cent is read so, and says so', () => {
    const result = share('供给份额', 61, 30, 9, 0.5)
    expect(valuesOf(result).map((values) => values.share)).toEqual([0.61, 0.3, 0.09, 0.005])
    expect(codesOf(result)).toEqual(['1 unit-assumed'])
  })

  test('negative and too large shares are refused row by row', () => {
    const cells = Array.from({ length: 30 }, () => 0.3)
    const result = share('供给份额', ...cells, -0.2, 3.19)
    expect(codesOf(result)).toEqual(['32 negative-share', '33 share-over-one'])
    expect(result.rows).toHaveLength(30)
  })

  test('answers, origin and owner', () => {
    expect(valuesOf(readAs(sheetFrom(`供应商|产品名称|市场份额|原产国|实际控制人|是否合格|产能情况|认证情况|价格水平|起始日期
      甲公司|光刻胶|约30%|日本|某株式会社|合格|不足|通过|过高|2020.5.1`)))[0]).toEqual({
      provider: '甲公司', node: '光刻胶', share: 0.3, origin: 'JPN', owner: '某株式会社', qualified: true, capacity: false, certification: true, price: false, from: '2020-05-01',
    })
  })

  test('a country nobody knows is left out with its word', () => {
    const result = readAs(sheetFrom(`供应商|环节|原产国
      甲公司|光刻胶|亚特兰蒂斯`))
    expect(result.rows[0]?.blanks).toEqual({ origin: '亚特兰蒂斯' })
    expect(codesOf(result)).toEqual(['2 unknown-country'])
  })

  test('a filler is missing, with the recipe’s reason', () => {
    const result = readAs(sheetOf([['company_code', 'product_name', 'rel_weight'], ['688268.SH', '特种气体', 0.001]]), 'supplies', { fillers: { revenueShare: { '0.001': '占位' } } })
    expect(result.rows[0]).toMatchObject({ values: { providerStockCode: '688268.SH', node: '特种气体' }, blanks: { revenueShare: '占位' } })
  })

  test('a name broken over lines is put together, with a warning', () => {
    const result = readAs(sheetOf([['供应商', '环节'], ['甲公司', '光纤复合\n架空地线'], ['Foo\nBar', '光缆']]), 'supplies')
    expect(valuesOf(result)).toMatchObject([{ node: '光纤复合架空地线' }, { provider: 'Foo Bar' }])
    expect(codesOf(result)).toEqual(['2 line-break', '3 line-break'])
  })
})

describe('observations', () => {
  test('a long list: the unit of each line counts', () => {
    expect(valuesOf(readAs(sheetFrom(`指标|地区|时期|数值|单位
      增加值|深圳市|2024年10月|985.4|亿元
      从业人员|深圳市|2024Q3|12|万人
      占比|深圳市|2024|41.5|%`)))).toMatchObject([
      { indicator: '增加值', subject: '深圳市', subjectKind: 'region', subjectCode: '440300', period: '2024-10', value: 98_540_000_000, unit: '元' },
      { period: '2024-Q3', value: 120_000, unit: '人' }, { period: '2024', value: 41.5, unit: '%' },
    ])
  })

  test('a wide sheet gives one observation a cell, blanks with their reason', () => {
    const result = readAs(sheetOf([['城市', '年份', '生产总值_万元', '人口'], ['深圳市', 2023, 5, null], ['广州市', 2023, '保密', 7]]))
    expect(valuesOf(result).map(({ subject, indicator, value, unit }) => [subject, indicator, value, unit])).toEqual([
      ['深圳市', '生产总值', 50_000, '元'], ['深圳市', '人口', undefined, undefined], ['广州市', '生产总值', undefined, '元'], ['广州市', '人口', 7, undefined],
    ])
    expect(result.rows.map((row) => row.blanks?.value)).toEqual([undefined, '空白', '保密', undefined])
    expect(result.rows[0]?.columns).toMatchObject({ subject: 'A', period: 'B', value: 'C', indicator: 'C' })
  })

  test('a column of names in a wide sheet is no indicator', () => {
    const sheet = sheetOf([['省份', '城市', '年份', '人口', '负责部门'], ['广东省', '深圳市', 2023, 5, '统计局'], ['广东省', '广州市', 2023, 6, '统计局']])
    expect(guessed(sheet).unmapped.map((heading) => heading.text)).toEqual(['省份', '负责部门'])
    expect(readAs(sheet)).toMatchObject({ rows: { length: 2 }, problems: [] })
  })

  test('years across: the heading is the period, the title the indicator', () => {
    const result = readAs(sheetOf([['规模以上工业增加值', null, null], ['城市', 2022, '2023年'], ['深圳市', 1, 2], ['广州市', 3, 4]], { merges: [{ top: 0, left: 0, bottom: 0, right: 2 }] }))
    expect(valuesOf(result)).toMatchObject([{ indicator: '规模以上工业增加值', period: '2022', value: 1 }, { period: '2023', value: 2 }, { subject: '广州市', value: 3 }, { value: 4 }])
  })

  test('months across under a title with a unit', () => {
    const sheet = sheetOf([['2024年规模以上工业增加值（亿元）', null, null], ['地市', '2024年1月', '2024年2月'], ['深圳市', 10, 20]], { merges: [{ top: 0, left: 0, bottom: 0, right: 2 }] })
    expect(valuesOf(readAs(sheet))).toMatchObject([{ indicator: '2024年规模以上工业增加值', period: '2024-01', value: 1_000_000_000, unit: '元' }, { period: '2024-02' }])
  })

  test('indicators by year are about the region of the title, else about the cluster', () => {
    const rows = [['指标', '单位', '2022', '2023'], ['增加值', '亿元', 1, 2], ['从业人员', '万人', 3, 4]]
    expect(valuesOf(readAs(sheetOf([['深圳市主要经济指标', null, null, null], ...rows])))).toMatchObject([
      { subject: '深圳市', subjectCode: '440300', indicator: '增加值', period: '2022', value: 100_000_000, unit: '元' }, { period: '2023' }, { indicator: '从业人员', value: 30_000, unit: '人' }, {},
    ])
    expect(guessed(sheetOf(rows)).constants).toEqual({ subjectKind: 'cluster', subject: '本集群' })
  })

  test('the period is taken from the title when no column has it', () => {
    const sheet = sheetOf([['2014年城市从业人员', null], ['城市', '从业人员'], ['阜新市', 5]], { merges: [{ top: 0, left: 0, bottom: 0, right: 1 }] })
    expect(guessed(sheet).constants).toEqual({ subjectKind: 'region', period: '2014' })
    expect(valuesOf(readAs(sheet))[0]).toMatchObject({ period: '2014', subjectCode: '210900' })
  })

  test('no period anywhere is said once, not for every row', () => {
    const result = readAs(sheetFrom(`城市|人口
      深圳市|1
      广州市|2`))
    expect(result.problems).toMatchObject([{ code: 'missing-required', field: 'period', severity: 'error' }])
    expect(result.rejectedRows.size).toBe(2)
  })

  test('merged cities are filled down', () => {
    const sheet = sheetOf([['城市', '年份', '人口'], ['深圳市', 2022, 1], [null, 2023, 2]], { merges: [{ top: 1, left: 0, bottom: 2, right: 0 }] })
    expect(valuesOf(readAs(sheet)).map((values) => values.subject)).toEqual(['深圳市', '深圳市'])
  })
})

describe('what can hardly be true is loaded and marked', () => {
  const series = (values: number[], indicator = '产值') => readAs(sheetOf([['指标', '城市', '年份', '数值'], ...values.map((value, i) => [indicator, '深圳市', 2000 + i, value])]))

  test('a value a thousand times the median of its own series', () => {
    const result = series([5, 6, 5.5, 7, 6200, 6.5])
    expect(result.rows.filter((row) => row.flag === 'implausible').map((row) => row.values.value)).toEqual([6200])
    expect(codesOf(result)).toEqual(['6 implausible'])
    expect(result.rows).toHaveLength(6)
  })

  test('a treatment rate of 362 %', () => {
    expect(codesOf(readAs(sheetOf([['城市', '年份', '无害化处理率_百分比'], ['本溪市', 2005, 362], ['深圳市', 2005, 95]])))).toEqual(['2 implausible'])
  })

  test('growth may be negative or above one hundred', () => {
    expect(codesOf(readAs(sheetOf([['城市', '年份', '增长率（%）'], ['本溪市', 2005, -12], ['深圳市', 2005, 130]])))).toEqual([])
  })

  test('the bounds of a recipe count', () => {
    expect(codesOf(readAs(sheetOf([['企业名称', '员工人数'], ['甲', 5], ['乙', 5000]]), 'organisations', { bounds: { employees: { max: 1000 } } }))).toEqual(['3 implausible'])
  })

  test('a zero is no jump', () => expect(codesOf(series([5, 0, 6, 5, 7]))).toEqual([]))
})

describe('recipes and reading', () => {
  const sheet = sheetFrom(`企业名称|营业收入（万元）
    甲公司|1`)

  test('a recipe for another sheet is refused in one sentence', () => {
    const { recipe } = guessed(sheet)
    expect(() => readRows(sheet, tableOf(sheet), { ...recipe, headings: { name: ['别的'] } })).toThrow(AppError)
    expect(() => readRows(sheet, tableOf(sheet), { ...recipe, headings: { colour: ['企业名称'] } })).toThrow(/colour/)
  })

  test('a recipe kept for 万元 reads next month’s 亿元', () => {
    const { recipe } = guessed(sheet)
    const next = sheetFrom(`企业名称|营业收入（亿元）
      甲公司|1`)
    expect(valuesOf(readRows(next, tableOf(next), recipe))[0]).toMatchObject({ revenue: 100_000_000 })
  })

  test('reading can be cancelled', () => {
    const signal = AbortSignal.abort()
    expect(() => readRows(sheet, tableOf(sheet), guessed(sheet).recipe, { signal })).toThrow(expect.objectContaining({ code: 'cancelled' }))
  })

  test('problems name the line by the number a person sees', () => {
    const numbered = { ...sheetFrom(`企业名称|员工人数
      甲公司|多`), rowNumbers: [7, 9] }
    expect(codesOf(readAs(numbered))).toEqual(['9 not-a-number'])
  })
})
