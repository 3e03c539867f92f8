import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasMore, readText, segmentsAt } from './biff-text.ts'
import { firstSheet, sheetFile, xlsWithFormat } from './fixtures.ts'
import { readWorkbook } from './read.ts'
import type { Cell } from './workbook.ts'

const rows: Cell[][] = [['2024年指标'], ['城市', '产值', '占比', '日期', '合格'], ['广州', 1234.5, 0.256, 45_413, true], ['深圳', null, 0.1, 45_413.5, false]]

describe.each(['biff8', 'xlml'] as const)('a workbook of old programs (%s)', (bookType) => {
  const bytes = sheetFile(bookType, rows, (sheet) => {
    sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 4 } }]
    Object.assign(sheet['C3'], { z: '0.0%' })
    Object.assign(sheet['D3'], { z: 'yyyy-mm-dd' })
    Object.assign(sheet['D4'], { z: 'yyyy/m/d h:mm' })
  })

  test('has its values, dates, percentages and merged cells', async () => {
    const workbook = await readWorkbook(bytes, { name: '指标.xls' })
    expect(workbook.format).toBe('xls')
    const [sheet] = workbook.sheets
    expect(sheet?.name).toBe('主体')
    expect(sheet?.rows).toEqual([rows[0], rows[1], ['广州', 1234.5, 0.256, '2024-05-01', true], ['深圳', null, 0.1, '2024-05-01T12:00:00', false]])
    expect(sheet?.merges).toEqual([{ top: 0, left: 0, bottom: 0, right: 4 }])
  })
})

test('errors in cells are nothing', async () => {
  const bytes = sheetFile('biff8', [['a', 1, 'b']], (sheet) => Object.assign(sheet['B1'], { t: 'e', v: 0x2a }))
  expect((await firstSheet(bytes, 'a.xls')).rows).toEqual([['a', null, 'b']])
})

test.each([[31, '2024-05-01'], [57, '2024-05-01'], [14, '2024-05-01'], [33, '06:00:00'], [46, '1089918:00:00'], [4, 45_413.25]])('the format %d, never written down, makes %s', async (id, shown) => {
  expect((await firstSheet(xlsWithFormat(45_413.25, id), 'a.xls')).rows).toEqual([[shown]])
})

test('a workbook of Excel 5', async () => {
  const rows = [['city', 'value'], ['Guangzhou', 1.25], ['Shenzhen', 45_413]]
  const { rows: found } = await firstSheet(sheetFile('biff5', rows, (sheet) => Object.assign(sheet['B3'], { z: 'yyyy-mm-dd' })), 'a.xls')
  expect(found).toEqual([rows[0], rows[1], ['Shenzhen', '2024-05-01']])
})

describe('texts that go on in further records', () => {
  /** A table of texts as old programs write it: cut anywhere, and within a text the next record says anew how wide its characters are. */
  function cutInto(texts: string[], size: number): Buffer {
    const records: Buffer[][] = [[Buffer.alloc(8)]]
    let room = size
    const write = (bytes: Buffer): void => {
      records.at(-1)?.push(bytes)
      room -= bytes.length
    }
    const startRecord = (): void => {
      records.push([])
      room = size
    }
    for (const text of texts) {
      const wide = /[^\0-\xff]/u.test(text)
      const runs = text.length % 3 === 0 ? 1 : 0
      const head = Buffer.from([text.length & 255, text.length >> 8, (wide ? 1 : 0) | (runs ? 8 : 0), ...(runs ? [runs, 0] : [])])
      if (room < head.length) startRecord()
      write(head)
      for (const character of text.split('')) {
        if (room < 2) {
          startRecord()
          write(Buffer.from([wide ? 1 : 0]))
        }
        write(Buffer.from(character, wide ? 'utf16le' : 'latin1'))
      }
      if (runs) {
        if (room < 4) startRecord()
        write(Buffer.alloc(4, 0xee))
      }
    }
    return Buffer.concat(records.flatMap((parts, i) => {
      const content = Buffer.concat(parts)
      const head = Buffer.alloc(4)
      head.writeUInt16LE(i === 0 ? 0xfc : 0x3c, 0)
      head.writeUInt16LE(content.length, 2)
      return [head, content]
    }))
  }

  test('come out whole, wherever they are cut', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '长', '业', '\u{1F600}'), maxLength: 30 })
    fc.assert(fc.property(fc.array(text, { minLength: 1, maxLength: 10 }), fc.integer({ min: 8, max: 60 }), (texts, size) => {
      const segments = segmentsAt(cutInto(texts, size), 0, 8)
      expect(texts.map(() => readText(segments, 2))).toEqual(texts)
      expect(hasMore(segments)).toBe(false)
    }))
  })
})



test('a date that an XML spreadsheet writes as such', async () => {
  const cells = '<Cell ss:MergeAcross="1"><Data ss:Type="DateTime">2024-05-01T00:00:00.000</Data></Cell><Cell><Data ss:Type="Number">1e3</Data></Cell><Cell ss:Index="6"><Data ss:Type="Error">#N/A</Data></Cell>'
  const text = `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="甲"><Table><Row ss:Index="2">${cells}</Row></Table></Worksheet></Workbook>`
  const sheet = await firstSheet(text, 'a.xls')
  expect(sheet).toMatchObject({ name: '甲', rows: [[], ['2024-05-01', null, 1000]], merges: [{ top: 1, left: 0, bottom: 1, right: 1 }] })
})
