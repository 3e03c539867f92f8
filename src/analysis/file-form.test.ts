import { expect, test } from 'vitest'
import { z } from 'zod'
import { cells, defineFileForm, runForm, type FormFile } from './file-form.ts'

const trade = defineFileForm({
  id: 'trade', title: { zh: '交易', en: 'Trade' }, summary: { zh: '', en: '' }, method: 'docs/methods/concentration.md',
  inputs: {
    firms: { title: { zh: '企业表', en: 'table of firms' }, row: z.object({ id: cells.text, market: cells.label.optional() }) },
    links: { title: { zh: '交易表', en: 'table of links' }, row: z.object({ supplier: cells.text, customer: cells.text, volume: cells.amount }) },
    sizes: { title: { zh: '规模表', en: 'table of sizes' }, optional: true, row: z.object({ region: cells.text }).catchall(cells.known) },
  },
  parameters: z.strictObject({ factor: z.coerce.number().default(1) }),
  check({ firms, links }, refuse) {
    const known = new Set(firms.rows.map(({ id }) => id))
    links.rows.forEach(({ supplier }, n) => { if (!known.has(supplier)) refuse(links, n, 'supplier', { zh: `没有企业“${supplier}”。`, en: `There is no firm “${supplier}”.` }) })
  },
  compute({ links, sizes }, { factor }) {
    const sum = links.rows.reduce((total, { volume }) => total + volume * factor, 0)
    return { tables: [{ id: 'sum', title: { zh: '合计', en: 'Sum' }, columns: [{ key: 'sum', title: { zh: '合计', en: 'Sum' }, kind: 'number' }], rows: [{ key: 'sum', cells: [sum] }] }], notes: [], cautions: [], detail: sizes && { headings: sizes.headings, rows: sizes.rows } }
  },
})

const firms: FormFile = { name: 'firms.csv', rows: [['id', 'note'], ['F1', null], ['F2', 'x']] }
const links = (...rows: (string | number | null)[][]): FormFile => ({ name: 'links.csv', rows: [['supplier', 'customer', 'volume'], ...rows] })

test('files are told apart by their headings, whatever their order', () => {
  const { result } = runForm(trade, [links(['F1', 'F2', '1.5'], ['F2', 'F1', 2]), firms], { factor: '2' })
  expect(result?.tables[0]?.rows).toEqual([{ key: 'sum', cells: [7] }])
})

test('every wrong cell of every file is named with row and column', () => {
  const { problems } = runForm(trade, [links(['F1', 'F2', '-3'], ['', 'F2', 'many'], [null, null, null]), firms], {})
  expect(problems.map(({ sheet, row, column, value, message }) => [sheet, row, column, value, message.en])).toEqual([
    ['links.csv', 2, 'volume', '-3', '“volume” is negative. Mend this cell.'],
    ['links.csv', 3, 'supplier', '', '“supplier” is blank. Mend this cell.'],
    ['links.csv', 3, 'volume', 'many', '“volume” is not a number. Mend this cell.'],
  ])
})

test('rows that do not fit together are refused before anything is computed', () => {
  const run = runForm(trade, [firms, links(['F9', 'F2', '1'])], {})
  expect(run.result).toBeNull()
  expect(run.problems).toMatchObject([{ sheet: 'links.csv', row: 2, column: 'supplier', value: 'F9', message: { en: 'There is no firm “F9”.' } }])
})

test('a missing file and one that nobody asked for are told', () => {
  const { problems } = runForm(trade, [firms, { name: 'other.csv', rows: [['a', 'b'], [1, 2]] }], {})
  expect(problems.map(({ sheet, message }) => [sheet, message.en])).toEqual([
    ['firms.csv, other.csv', '“table of links” is missing: no file has the columns supplier, customer, volume.'],
    ['other.csv', 'It is not clear what this file is: its columns are a, b. Name only the files that are needed.'],
  ])
})

test('wide tables keep their columns in order, NA is missing and not zero', () => {
  const sizes: FormFile = { name: 'sizes.csv', rows: [['region', 'b', 'a'], ['R', 'NA', '4']] }
  const { result } = runForm(trade, [firms, links(), sizes], {})
  expect(result?.detail).toEqual({ headings: ['region', 'b', 'a'], rows: [{ region: 'R', b: NaN, a: 4 }] })
})
