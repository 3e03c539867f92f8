import fc from 'fast-check'
import { writeXlsx } from 'hucre'
import { describe, expect, test } from 'vitest'
import { firstSheet, handMade, sheetFile } from './fixtures.ts'
import { readWorkbook } from './read.ts'

const read = (bytes: Uint8Array): ReturnType<typeof firstSheet> => firstSheet(bytes, '样表.xlsx')
const row = (cells: string): string => `<sheetData><row r="1">${cells}</row></sheetData>`

describe('a workbook', () => {
  test('keeps text, numbers, truth values, dates and percentages as what they are', async () => {
    const rows = [
      ['名称', '收入', '占比', '成立', '合格', '编号'],
      ['广州仪器', 1234.5, 0.256, new Date('2024-05-01T00:00:00Z'), true, '000123'],
      ['深圳光电', -3, 0.1, new Date('2023-12-31T08:30:00Z'), false, null],
    ]
    const columns = ['General', '#,##0.00', '0.0%', 'yyyy-mm-dd hh:mm', 'General', '@'].map((numFmt) => ({ numFmt }))
    const { rows: found, rowNumbers } = await read(await writeXlsx({ sheets: [{ name: '主体', columns, rows }] }))
    expect(found).toEqual([
      rows[0],
      ['广州仪器', 1234.5, 0.256, '2024-05-01', true, '000123'],
      ['深圳光电', -3, 0.1, '2023-12-31T08:30:00', false],
    ])
    expect([...rowNumbers as Uint32Array]).toEqual([1, 2, 3])
  })

  test('is read with all its sheets, hidden ones too', async () => {
    const bytes = await writeXlsx({ sheets: [{ name: '甲', rows: [['a']] }, { name: '乙', rows: [['b']], hidden: true }, { name: '丙', rows: [['c']], veryHidden: true }, { name: '空', rows: [] }] })
    const { sheets, format } = await readWorkbook(bytes, { name: 'a.bin' })
    expect(format).toBe('xlsx')
    expect(sheets.map(({ name, rows }) => [name, rows])).toEqual([['甲', [['a']]], ['乙', [['b']]], ['丙', [['c']]], ['空', []]])
  })

  test('keeps merged headings, cut to where there are cells', async () => {
    const merges = [{ startRow: 0, startCol: 0, endRow: 0, endCol: 9 }, { startRow: 1, startCol: 1, endRow: 1, endCol: 2 }, { startRow: 50, startCol: 0, endRow: 51, endCol: 0 }]
    const sheet = await read(await writeXlsx({ sheets: [{ name: 'a', rows: [['标题'], ['城市', '产值', null], ['广州', 1, 2]], merges }] }))
    expect(sheet.merges).toEqual([{ top: 0, left: 0, bottom: 0, right: 2 }, { top: 1, left: 1, bottom: 1, right: 2 }])
  })

  test('counts dates from 1904 where it says so', async () => {
    const sheet = row('<c r="A1" s="1"><v>43951</v></c><c r="B1" s="0"><v>43951</v></c>')
    expect((await read(handMade({ sheet, formats: [{ id: 0 }, { id: 14 }], date1904: true }))).rows).toEqual([['2024-05-01', 43951]])
  })

  test('written in Chinese formats has dates, months and times', async () => {
    const sheet = row('<c r="A1" s="0"><v>45413</v></c><c r="B1" s="1"><v>45413</v></c><c r="C1" s="2"><v>0.5</v></c><c r="D1" s="3"><v>0.8</v></c>')
    const formats = [{ id: 31 }, { id: 176, code: 'yyyy"年"m"月"' }, { id: 32 }, { id: 177, code: '0.0%' }]
    expect((await read(handMade({ sheet, formats }))).rows).toEqual([['2024-05-01', '2024-05-01', '12:00:00', 0.8]])
  })

  test('shows text of every kind: shared, in runs, inline, of formulas, with escapes, without the phonetic guide', async () => {
    const strings = '<si><t>甲 &amp; 乙</t></si><si><r><t>红</t></r><r><rPr><b/></rPr><t xml:space="preserve">黑 </t></r><rPh sb="0" eb="1"><t>hong</t></rPh></si><si/><si><t>一_x000D_二_x0000_&#x4E09;</t></si>'
    const sheet = row('<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c>'
      + '<c r="E1" t="inlineStr"><is><t>行内</t></is></c><c r="F1" t="str"><f>A1&amp;"&lt;"</f><v>甲&lt;</v></c><c r="G1" t="inlineStr"><is><t><![CDATA[<b>]]></t></is></c>')
    expect((await read(handMade({ sheet, strings }))).rows).toEqual([['甲 & 乙', '红黑 ', null, '一\r二三', '行内', '甲<', '<b>']])
  })

  test('has nothing where a formula failed or was never computed', async () => {
    const sheet = row('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B1"><f>1+1</f></c><c r="C1" t="b"><v>1</v></c><c r="D1" t="d"><v>2024-05-01T00:00:00Z</v></c>')
    expect((await read(handMade({ sheet }))).rows).toEqual([[null, null, true, '2024-05-01']])
  })

  test('is found with namespace prefixes, comments, and cells without references', async () => {
    const sheet = "<x:sheetData><!-- <x:c> --><x:row><x:c t='str'><x:v>a</x:v></x:c><x:c><x:v>2</x:v></x:c></x:row><x:row><x:c r='C2'><x:v>1e3</x:v></x:c></x:row></x:sheetData>"
    expect((await read(handMade({ sheet, prefix: 'x:' }))).rows).toEqual([['a', 2], [null, null, 1000]])
  })

  test('formatted down to its last row and column is as large as what stands in it', async () => {
    const formatted = Array.from({ length: 1000 }, (_, i) => `<row r="${i + 3}"><c r="A${i + 3}" s="0"/><c r="XFD${i + 3}" s="0"/></row>`).join('')
    const sheet = `<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>${formatted}<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>`
    expect((await read(handMade({ sheet, formats: [{ id: 0 }] }))).rows).toEqual([[1], [null, 2]])
  })

  test('keeps every number exactly', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.integer({ min: 0, max: 1e15 }).map((n) => n / 1000)), { minLength: 1, maxLength: 20 }), async (numbers) => {
      const sheet = row(numbers.map((number) => `<c><v>${number}</v></c>`).join(''))
      expect((await read(handMade({ sheet }))).rows[0]?.map(Number)).toEqual(numbers.map((number) => number + 0))
    }))
  })

  test('comes back as another program wrote it', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', '中', '<', '&', '"', ' ', '\n', '😀'), minLength: 1, maxLength: 6 })
    const cell = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null))
    await fc.assert(fc.asyncProperty(fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 5 }), async (rows) => {
      const written = [['名称'], ...rows]
      for (const bytes of [await writeXlsx({ sheets: [{ name: 'a', rows: written }] }), sheetFile('xlsx', written)]) {
        const { rows: found } = await read(bytes)
        expect(written.map((cells) => cells.map((value) => value ?? null))).toEqual(written.map((cells, i) => cells.map((_, c) => found[i]?.[c] ?? null)))
      }
    }), { numRuns: 50 })
  })
})
