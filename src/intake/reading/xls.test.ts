import { describe, expect, test } from 'vitest'
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
