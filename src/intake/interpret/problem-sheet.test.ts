import { describe, expect, test } from 'vitest'
import { keysOf, sheetKinds } from '../../shared/vocabulary.ts'
import { readWorkbook } from '../reading/read.ts'
import type { Sheet } from '../reading/workbook.ts'
import { guess } from './guess.ts'
import { guessed, readAs, sheetOf, tableOf } from './fixtures.ts'
import { problemWorkbook } from './problem-sheet.ts'
import { readRows } from './rows.ts'
import { legendSheet, reasonHeading } from './marks.ts'
import { templateWorkbook } from './template.ts'

const sheetsOf = async (bytes: Uint8Array) => (await readWorkbook(bytes, { name: '待修正.xlsx' })).sheets

const sheet = sheetOf([
  ['2024年企业名单', null, null], [null, null, '单位：万元'], ['企业名称', '统一社会信用代码', '营业收入'],
  ['甲公司', null, 12], ['乙公司', '123', '很多'], [null, null, 5], ['丙公司', null, '约7'], ['合计', null, 24],
], { name: '名单', merges: [{ top: 0, left: 0, bottom: 0, right: 2 }] })

async function problemSheet(allRows = false): Promise<Sheet> {
  const { problems } = readAs(sheet)
  return (await sheetsOf(await problemWorkbook([{ sheet, table: tableOf(sheet), problems }], { allRows })))[0]!
}

describe('the list of rows to mend', () => {
  test('is the user’s own sheet: titles, headings and the refused rows as they were, with a reason each', async () => {
    const back = await problemSheet()
    expect(back.name).toBe('名单')
    expect(back.rows.slice(0, 2).map((row) => row[0] ?? row[2])).toEqual(['2024年企业名单', '单位：万元'])
    expect(back.rows[2]).toEqual(['企业名称', '统一社会信用代码', '营业收入', reasonHeading])
    expect(back.rows.slice(3).map((row) => row.slice(0, 3))).toEqual([['乙公司', '123', '很多'], [null, null, 5]])
    expect(back.rows[3]?.[3]).toContain('18位')
    expect(back.rows[3]?.[3]).toContain('C列')
    expect(back.merges).toContainEqual({ top: 0, left: 0, bottom: 0, right: 2 })
  })

  test('mended, it is imported as it is: the column of reasons is passed over', async () => {
    const back = await problemSheet()
    back.rows[3] = ['乙公司', null, 8, back.rows[3]?.[3] ?? null]
    back.rows[4] = ['丁公司', null, 5, back.rows[4]?.[3] ?? null]
    const again = readRows(back, tableOf(back), guessed(sheet).recipe)
    expect(again.rows.map((row) => row.values)).toEqual([{ name: '乙公司', revenue: 80_000 }, { name: '丁公司', revenue: 50_000 }])
    expect(guessed(back).fields.map(({ field }) => field)).toEqual(guessed(sheet).fields.map(({ field }) => field))
  })

  test('unmended, it has the same problems', async () => {
    const back = await problemSheet()
    const codes = (result: { problems: { code: string; severity: string }[] }) => result.problems.filter(({ severity }) => severity === 'error').map(({ code }) => code)
    expect(codes(readAs(back))).toEqual(codes(readAs(sheet)))
  })

  test('has all records when asked', async () => {
    const back = await problemSheet(true)
    expect(back.rows.slice(3).map((row) => row[0])).toEqual(['甲公司', '乙公司', null, '丙公司'])
    expect(back.rows[3]?.[3] ?? null).toBeNull()
  })

  test('speaks English when asked', async () => {
    const { problems } = readAs(sheet)
    const [back] = await sheetsOf(await problemWorkbook([{ sheet, table: tableOf(sheet), problems }], { lang: 'en' }))
    expect(back?.rows[3]?.[3]).toContain('is not a number')
  })

  test('keeps sheets of one name apart', async () => {
    const part = { sheet: { ...sheet, name: '名单[1]' }, table: tableOf(sheet), problems: readAs(sheet).problems }
    expect((await sheetsOf(await problemWorkbook([part, part]))).map(({ name }) => name)).toEqual(['名单 1', '名单 1 2'])
  })
})

describe('templates', () => {
  test.each(keysOf(sheetKinds))('%s: an empty sheet that is recognised, its example passed over', async (kind) => {
    const [entry, legend] = await sheetsOf(await templateWorkbook(kind))
    const found = guess(tableOf(entry!), entry!, { name: 'x.xlsx' }, [])
    expect(found).toMatchObject({ kind, unmapped: [] })
    expect(found?.confidence).toBeGreaterThan(0.85)
    expect(readRows(entry!, tableOf(entry!), found!.recipe)).toMatchObject({ total: 0, problems: [] })
    expect(legend?.name).toBe(legendSheet)
  })

  test.each(keysOf(sheetKinds))('%s: the example is itself without fault', async (kind) => {
    const [entry] = await sheetsOf(await templateWorkbook(kind))
    entry!.rows[1] = entry!.rows[1]!.map((cell) => (typeof cell === 'string' && cell.startsWith('示例，') ? null : cell))
    const result = readAs(entry!, kind)
    expect(result.problems).toEqual([])
    expect(result.rows).toHaveLength(1)
  })
})
