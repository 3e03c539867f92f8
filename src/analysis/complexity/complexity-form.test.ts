import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { goldenFolder, hasGolden } from '../../../test/golden/check.ts'
import { runForm, type FormFile } from '../file-form.ts'
import { complexityForm } from './complexity-form.ts'

const headings = ['region', 'activity', 'value']
const run = (rows: FormFile['rows']) => runForm(complexityForm, [{ name: 'output.csv', rows }], { advantage: 1 })

test('by hand: A has two products, B one of them more than its share', () => {
  const { result } = run([headings, ['A', 'x', 1], ['A', 'y', 1], ['B', 'x', 1]])
  expect(result!.tables[2]!.rows.map(({ cells }) => cells.slice(0, 4))).toEqual([['A', 'x', expect.closeTo(0.75, 12), 0], ['A', 'y', expect.closeTo(1.5, 12), 1], ['B', 'x', expect.closeTo(1.5, 12), 1], ['B', 'y', 0, 0]])
})

test('a pair that stands twice is refused by its row', () => {
  expect(run([headings, ['A', 'x', 1], ['A', 'x', 2]]).problems.map(({ row, column }) => [row, column])).toEqual([[3, 'activity']])
})

test.skipIf(!hasGolden)('the files of the reference give its figures of regions and products', () => {
  const read = (name: string) => readFileSync(path.join(goldenFolder, 'metrics/03_complexity_world_trade_sitc_1998_2000', name), 'utf8').trim().split('\n').map((line) => line.split(','))
  const { result } = run(read('input.csv'))
  for (const [at, name, columns] of [[0, 'out_region.csv', ['eci_canonical_pop_sd', 'fitness200', 'coi_R']], [1, 'out_activity.csv', ['pci_py_ecomplexity', 'q20']]] as const) {
    const [header, ...rows] = read(name)
    const table = result!.tables[at]!
    const mine = new Map(table.rows.map((row) => [row.key, row.cells]))
    for (const column of columns) for (const row of rows) expect(mine.get(row[0]!)![table.columns.findIndex(({ key }) => key === column)]).toBeCloseTo(Number(row[header!.indexOf(column)]), 8)
  }
})
