import { expect, test } from 'vitest'
import { runForm } from '../file-form.ts'
import { supplierConcentrationForm } from './supplier-concentration-form.ts'

test('shares of one half, three and two tenths have an HHI of 0.38; a share nobody states widens the bounds', () => {
  const rows = [['node', 'provider', 'share'], ['X', 'a', '0.5'], ['X', 'b', '0.3'], ['X', 'c', '0.2'], ['Y', 'a', '0.6'], ['Y', 'b', 'NA']]
  const { result } = runForm(supplierConcentrationForm, [{ name: 'supplies.csv', rows }], {})
  const cells = result!.tables[0]!.rows.map((row) => row.cells)
  expect(cells[0]).toEqual(['X', 3, expect.closeTo(0.38, 12), expect.closeTo(0.38, 12), expect.closeTo(0.38, 12)])
  expect(cells[1]).toEqual(['Y', 2, null, expect.closeTo(0.36, 12), expect.closeTo(0.52, 12)])
})

test('a share above one is refused by row', () => {
  const { problems } = runForm(supplierConcentrationForm, [{ name: 's.csv', rows: [['node', 'provider', 'share'], ['X', 'a', 1.5]] }], {})
  expect(problems).toMatchObject([{ sheet: 's.csv', row: 2, column: 'share', value: '1.5' }])
})
