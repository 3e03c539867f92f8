import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { goldenFolder, hasGolden } from '../../../test/golden/check.ts'
import { runHere, type Definition } from '../define.ts'
import { runForm, type FormFile } from '../file-form.ts'
import { firmSnapshot } from '../systemic/fixture.ts'
import { inputOutputForm } from './input-output-form.ts'
import { inputOutput } from './input-output.ts'

describe('the industries of a cluster', () => {
  const definition = inputOutput as unknown as Definition
  const run = (given: Parameters<typeof firmSnapshot>[0]) => {
    const { registry, ...rest } = firmSnapshot(given)
    return { ...rest, registry: { ...registry, employees: new Float64Array(registry.count).fill(NaN) } }
  }
  const stated = { revenue: [5, 1, 8, 10, 7] }
  const column = (snapshot: ReturnType<typeof run>, key: string) => {
    const [table] = runHere(definition, snapshot as never, { level: '4' }).tables
    return table!.rows.map(({ cells }) => cells[table!.columns.findIndex((one) => one.key === key)])
  }

  // 3441 sells 4 of its 6 to 3442, which sells 4 of its 8 to 3443, which makes 10.
  test('worked by hand: what 3443 sells draws 0.4 out of 3442, and that half as much out of 3441', () => {
    expect(column(run(stated), 'output')).toEqual([6, 8, 10])
    expect(column(run(stated), 'output_multiplier_colsum_L')).toEqual([1, 1.5, expect.closeTo(1.6, 12)])
    expect(column(run(stated), 'upstreamness_antras')).toEqual([2, 1.5, 1])
    expect(column(run(stated), 'final_use_share_F_over_Y')).toEqual([expect.closeTo(1 / 3, 12), 0.5, 1])
  })

  test('a value opens to the sales and revenues it rests on, a pair to its sales alone', () => {
    const at = (row: string) => definition.trace!(run(stated) as never, { level: '4' }, { table: '', row, column: '' })
    expect(at('industry:3442')).toEqual(['sells:1:3:volume', 'sells:2:3:volume', 'sells:3:4:volume', 'organisation:3:revenue'])
    expect(at('industry:3442:industry:3443')).toEqual(['sells:3:4:volume'])
  })

  test('without stated revenue output is a bound and says so; a sale without a volume is left out and counted', () => {
    const { tables, notes, cautions } = runHere(definition, run({ volume: [3, NaN, 4] }) as never, { level: '4' })
    expect(tables[0]!.rows.map(({ cells, inferred }) => [cells[1], inferred])).toEqual([[3, true], [4, true], [4, true]])
    expect(notes[0]!.en).toContain('2 sales with a stated volume are in; 1 state none')
    expect(cautions[0]!.en).toContain('In 3 industries')
  })

  test('inferred links carry no money: the sheet that would bring it is named', () => {
    expect(definition.missing!(run({ inferred: true }) as never).map(({ sheet }) => sheet)).toEqual(['links'])
    expect(definition.missing!(run({ industry: [-1, -1, -1, -1, -1] }) as never).map(({ sheet }) => sheet)).toEqual(['organisations'])
  })
})

describe('from files', () => {
  const run = (rows: FormFile['rows']) => runForm(inputOutputForm, [{ name: 'table.csv', rows }], {})
  const headings = ['sector', 'farm', 'mill', 'final_demand', 'output', 'jobs']

  test('a table that does not fit is refused cell by cell', () => {
    const { problems } = run([headings, ['farm', 0, -1, 1, 1, 5], ['farm', 0, 0, 1, 1, 5], ['shop', 0, 0, 1, 1, 'many']])
    expect(problems.map(({ row, column }) => [row, column])).toEqual([[3, 'sector'], [4, 'sector'], [4, 'jobs']])
    expect(run([headings, ['farm', 0, -1, 1, 1, 5], ['mill', 0, 0, 1, 1, 5]]).problems.map(({ row, column }) => [row, column])).toEqual([[2, 'mill']])
  })

  test('flows that do not add up to output are said, and computed with', () => {
    const { result } = run([headings, ['farm', 0, 5, 10, 10, 2], ['mill', 0, 0, 20, 20, 4]])
    expect(result!.notes[0]!.en).toBe('farm: flows and final use differ from output by up to 50 %.')
    expect(result!.notes[1]!.en).toBe('Taken for what goes with output: jobs.')
    expect(result!.tables[0]!.rows.map(({ cells }) => cells[2])).toEqual([1, 1.25])
  })

  test('industries that pass on all they make among themselves have no answer', () => {
    expect(() => run([headings, ['farm', 0, 10, 0, 10, 1], ['mill', 10, 0, 0, 10, 1]])).toThrow(RangeError)
  })

  test.skipIf(!hasGolden).each(['06_io_chile_2013_12', '06_io_wiod2000_world35'])('the file of the reference gives its figures of sectors: %s', (folder) => {
    const read = (name: string) => readFileSync(path.join(goldenFolder, 'metrics', folder, name), 'utf8').trim().split('\n').map((line) => line.split(','))
    const { result } = run(read('input_table.csv'))
    const [head, ...rows] = read('out_sectors.csv')
    const [table] = result!.tables
    for (const [at, key] of head!.entries()) {
      const mine = table!.columns.findIndex((one) => one.key === key)
      expect(mine, key).toBeGreaterThanOrEqual(0)
      rows.forEach((row, n) => expect(table!.rows[n]!.cells[mine], key).toEqual(at === 0 ? row[0] : expect.closeTo(Number(row[at]), 6 - Math.round(Math.log10(Math.abs(Number(row[at])) + 1)))))
    }
  })
})
