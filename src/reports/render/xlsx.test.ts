import { readXlsx } from 'hucre/xlsx'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Cell, TableBlock } from './document.ts'
import { sampleReport } from './sample.ts'
import { renderXlsx } from './xlsx.ts'
import { numberOf } from './xlsx-numbers.ts'

describe('the annexed tables as xlsx', () => {
  const report = sampleReport('zh')
  let bytes: Uint8Array
  let book: Awaited<ReturnType<typeof readXlsx>>
  const sheet = (name: string) => book.sheets.find((one) => one.name === name)!
  beforeAll(async () => {
    bytes = await renderXlsx(report)
    book = await readXlsx(bytes, { readStyles: true })
  })

  it('has a sheet per table, the figures and what it is', () => {
    expect(book.sheets.map(({ name }) => name)).toEqual(['表1 断链断供风险清单', '表2 六市运行指标', 'figures', '说明'])
  })
  it('has its headings in the first row, frozen, and all rows below', () => {
    const risks = sheet('表1 断链断供风险清单')
    expect(risks.rows[0]).toEqual(['序号', '环节', '状态', '受控来源占比', '替代时间', '牵头主体'])
    expect(risks.rows).toHaveLength(41)
    expect(risks.freezePane?.rows).toBe(1)
  })
  it('carries exact numbers, not pictures of them', () => {
    const cities = sheet('表2 六市运行指标')
    expect(cities.rows[1]?.slice(0, 3)).toEqual(['深圳', 80, 91_000_000_000])
    expect(cities.rows[5]?.[2]).toBe('—')
    expect(sheet('表1 断链断供风险清单').rows[1]?.[3]).toBeCloseTo(0.38, 12)
  })
  it('links a figure to its line in the index, which lists every source', () => {
    const cities = sheet('表2 六市运行指标')
    const link = cities.cells?.get('1,2')?.hyperlink
    const line = Number(/A(\d+)$/u.exec(link?.location ?? '')?.[1])
    expect(sheet('figures').rows[line - 1]?.[0]).toBe('FC000')
    expect(sheet('figures').rows.filter(([code]) => code === 'FH5CW')).toHaveLength(203)
    expect(sheet('figures').rows.find(([code]) => code === 'FZ6PA')?.[2]).toBe('—（中山、珠海未报送）')
  })
  it('says what it is, with fingerprint and notice', () => {
    const about = sheet('说明').rows.flat().join('\n')
    for (const text of [report.title, report.hash, '2026-11-05', '均为虚构', '受出口管制国家']) expect(about).toContain(text)
  })
  it('gives the same bytes again', async () => {
    expect(Buffer.from(await renderXlsx(sampleReport('zh'))).equals(Buffer.from(bytes))).toBe(true)
  })
  it('names sheets within the rules, whatever the titles', async () => {
    const table = (title: string): TableBlock => ({ kind: 'table', number: '表', title, columns: [{ title: 'x', align: 'left' }], rows: [['=1+1'], ['a\u0001\ud800<b>&']] })
    const titles = ['a/b:c', 'A b C', '很'.repeat(60), '很'.repeat(60), '']
    const wild = await readXlsx(await renderXlsx({ ...report, annexes: titles.map(table) }))
    const names = wild.sheets.map(({ name }) => name)
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^[^[\]:*?/\\]{1,31}$/u)
    expect(wild.sheets[0]?.rows[1]?.[0]).toBe('=1+1')
    expect(wild.sheets[0]?.rows[2]?.[0]).toMatch(/^a.*<b>&$/u)
  })
  it('works for a report without tables', async () => {
    const bare = await readXlsx(await renderXlsx({ ...report, annexes: [], figures: [] }))
    expect(bare.sheets.map(({ name }) => name)).toEqual(['figures', '说明'])
  })
})

describe('what counts as a number', () => {
  const number = (cell: Cell, align: 'left' | 'right' = 'right') => numberOf([cell].flat(), align, 'zh')?.value
  it('takes plain numbers of number columns, and leaves codes as text', () => {
    expect(number('1,234.50')).toBe(1234.5)
    expect(number('-3')).toBe(-3)
    expect(number('91440300708461136T')).toBeUndefined()
    expect(number('9027', 'left')).toBeUndefined()
    expect(number('12-3')).toBeUndefined()
    expect(number('12345678901234567')).toBeUndefined()
    expect(number('—')).toBeUndefined()
  })
  it('never takes a missing value for zero', () => {
    expect(number({ figure: 'F1', text: '—', missing: '未报送', value: 0 })).toBeUndefined()
    expect(number({ figure: 'F1', text: '52.3%', value: 52.3, unit: '%' })).toBeCloseTo(0.523, 12)
  })
})
