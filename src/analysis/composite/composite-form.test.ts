import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { goldenFolder, hasGolden } from '../../../test/golden/check.ts'
import { runForm, type FormFile, type FormRun } from '../file-form.ts'
import { ahpForm } from './ahp-form.ts'
import { compositeForm } from './composite-form.ts'
import { indexSchema } from './parameters.ts'

const data = [['uCode', 'group', 'patents', 'waste'], ['A', 'east', 10, 5], ['B', 'west', 30, 9], ['C', 'east', 20, 1], ['D', 'west', 'NA', 3]]
const tree = [
  ['iCode', 'Type', 'Direction', 'Weight', 'Parent'],
  ['patents', 'Indicator', 1, 1, 'Index'], ['waste', 'Indicator', -1, 1, 'Index'], ['Index', 'Aggregate', 1, 1, 'NA'], ['group', 'Group', 'NA', 'NA', 'NA'],
]
const files = (one: unknown[][] = data, other: unknown[][] = tree) => [{ name: 'data.csv', rows: one }, { name: 'tree.csv', rows: other }] as FormFile[]
const run = (given: FormFile[], parameters: Record<string, unknown> = {}): FormRun => runForm(compositeForm, given, { ...indexSchema.parse({}), ...parameters })
const table = ({ result }: FormRun, id: string) => result!.tables.find((one) => one.id === id)!
const columnOf = (found: FormRun, id: string, key: string): Record<string, unknown> => {
  const { columns, rows } = table(found, id)
  return Object.fromEntries(rows.map((row) => [row.key, row.cells[columns.findIndex((one) => one.key === key)]]))
}

describe('composite on files', () => {
  test('by hand: of patents 10, 30, 20 and waste 5, 9, 1 on 0 to 100, the means are 25, 50 and 75', () => {
    const found = run(files(), { low: 0, treatment: 'none' })
    expect(columnOf(found, 'aggregates', 'Index')).toEqual({ A: 25, B: 50, C: 75, D: 62.5 })
    expect(columnOf(found, 'normalised', 'waste')).toEqual({ A: 50, B: 0, C: 100, D: 75 })
  })

  test('places are intervals; a unit with a missing value spreads over all it may be, and that is counted', () => {
    const found = run(files(), { low: 0, treatment: 'none', doubt: 'none' })
    expect(columnOf(found, 'units', 'missing')).toEqual({ A: 0, B: 0, C: 0, D: 1 })
    // D lies between 37.5 and 87.5, so above A for sure, and anywhere against B and C.
    expect([columnOf(found, 'units', 'sureBest').D, columnOf(found, 'units', 'sureWorst').D]).toEqual([1, 3])
    expect(columnOf(found, 'units', 'worst').D).toBe(3)
    expect(columnOf(found, 'units', 'best').A).toBe(4)
    expect(table(found, 'units').columns.map(({ key }) => key)).not.toContain('rank')
  })

  test('an indicator that tells nothing apart is left out, and that is said', () => {
    const found = run(files(data.map((row, n) => (n === 0 ? row : [...row.slice(0, 3), 4]))))
    expect(table(found, 'nodes').rows.map(({ key }) => key)).toEqual(['patents', 'Index'])
    expect(found.result!.cautions.map(({ en }) => en).join(' ')).toContain('“waste” has the same value everywhere')
  })

  test('every method gives an answer, and the same one again', () => {
    for (const weights of ['equal', 'entropy', 'critic', 'components', 'deviation', 'gini']) expect(columnOf(run(files(), { weights }), 'units', 'score')).not.toContain(null)
    for (const aggregation of ['geometric', 'harmonic', 'topsis', 'copeland']) expect(run(files(), { aggregation })).toEqual(run(files(), { aggregation }))
  })

  test('choices that do not go together are refused with what to do', () => {
    expect(() => run(files(), { aggregation: 'geometric', low: 0 })).toThrow('choose min–max with the worst above 0')
    expect(() => run(files(), { low: 100 })).toThrow('has no length')
    expect(() => run(files(data.slice(0, 2)))).toThrow('nothing to compare among 1 units')
    expect(() => run(files(data.slice(0, 1)))).toThrow('nothing to compare among 0 units')
    expect(() => run(files([data[0]!, ['A', '', 1, 1], ['B', '', 1, 1]]))).toThrow('No indicator tells the units apart')
    expect(() => run(files(data, [...tree, ['Other', 'Aggregate', 1, 1, 'NA'], ['waste2', 'Aggregate', 1, 1, 'Other']]))).not.toThrow()
    expect(() => run(files(data, tree.filter(([code]) => code !== 'Index').map((row, n) => (n === 0 ? row : [...row.slice(0, 4), 'NA']))))).toThrow('one index must stand above them')
  })

  test('wrong cells are named by file, row and column', () => {
    const wrongTree = tree.map((row) => (row[0] === 'waste' ? ['waste', 'Indicator', 0, -2, 'Nowhere'] : row))
    expect(run(files(data, wrongTree)).problems.map(({ sheet, row, column }) => [sheet, row, column])).toEqual([['tree.csv', 3, 'Weight'], ['tree.csv', 3, 'Direction'], ['tree.csv', 3, 'Parent']])
    expect(run(files([...data, ['A', '', 'many', 1]])).problems.map(({ row, column }) => [row, column])).toEqual([[6, 'uCode'], [6, 'patents']])
    expect(run(files(data, [...tree, ['energy', 'Indicator', 1, 1, 'Index'], tree[1]!])).problems.map(({ message }) => message.en)).toEqual(['The table of data has no column for this indicator.', 'This code stands twice.'])
    expect(run(files(data, data)).problems).not.toEqual([])
  })

  test.skipIf(!hasGolden)('the files of the reference give its scores at every level', () => {
    const read = (name: string): FormFile => ({ name, rows: readFileSync(path.join(goldenFolder, 'metrics/08_composite_asem', name), 'utf8').trim().split('\n').map((line) => line.split(',')) })
    const [headings, ...rows] = read('out_5_aggregated_minmax1_100_a_gmean.csv').rows
    const found = run([read('input_iData.csv'), read('input_iMeta.csv')], { aggregation: 'geometric', draws: 100 })
    for (const code of ['Conn', 'Sust', 'Index']) {
      const mine = columnOf(found, 'aggregates', code)
      for (const row of rows) expect(mine[String(row[0])]).toBeCloseTo(Number(row[headings!.indexOf(code)]), 9)
    }
  })
})

describe('ahp on files', () => {
  const judgements = (...rows: unknown[][]): FormFile[] => [{ name: 'j.csv', rows: [['matrix', 'row', 'col', 'value'], ...rows] as FormFile['rows'] }]

  test('b over a three times: weights of one quarter and three quarters, without contradiction', () => {
    const { result } = runForm(ahpForm, judgements(['m', 'a', 'a', 1], ['m', 'a', 'b', '0.333333'], ['m', 'b', 'a', 3], ['m', 'b', 'b', 1]), {})
    expect(result!.tables[0]!.rows.map(({ cells }) => cells.slice(0, 3))).toEqual([['m', 'a', expect.closeTo(0.25, 5)], ['m', 'b', expect.closeTo(0.75, 5)]])
    expect(result!.cautions).toEqual([])
  })

  test('judgements that contradict each other are computed and said to', () => {
    const all = [['a', 'b', 9], ['b', 'c', 9], ['c', 'a', 9]].flatMap(([row, col, value]) => [['m', row, col, value], ['m', col, row, 1 / Number(value)]])
    const { result } = runForm(ahpForm, judgements(...['a', 'b', 'c'].map((one) => ['m', one, one, 1]), ...all), {})
    expect(result!.cautions[0]!.en).toContain('Judgements contradict each other (ratio above 0.1): m')
  })

  test('missing, doubled, negative judgements and wrong reciprocals are named by row', () => {
    const rowsOf = (...rows: unknown[][]) => runForm(ahpForm, judgements(...rows), {}).problems.map(({ row, message }) => [row, message.en])
    expect(rowsOf(['m', 'a', 'a', 1], ['m', 'a', 'b', 2])).toContainEqual([3, 'The judgement of b against a is missing.'])
    expect(rowsOf(['m', 'a', 'a', 1], ['m', 'a', 'a', 1])).toContainEqual([3, 'This pair stands twice.'])
    expect(rowsOf(['m', 'a', 'a', -1])).toContainEqual([2, 'A judgement is a positive number.'])
    expect(rowsOf(['m', 'a', 'a', 1], ['m', 'b', 'b', 1], ['m', 'a', 'b', 2], ['m', 'b', 'a', 2])).toContainEqual([4, 'It is not the reciprocal of 2, the judgement of b against a.'])
  })
})
