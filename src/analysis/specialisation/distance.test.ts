import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { deviationOf, goldenFolder, hasGolden, numberOf, parseGolden } from '../../../test/golden/check.ts'
import type { ResultTable } from '../../shared/results.ts'
import { runForm, type FormFile } from '../file-form.ts'
import { distanceForm } from './distance-form.ts'

const headings = ['id', 'x', 'y', 'type', 'weight']
const runFile = (rows: FormFile['rows'], given: Record<string, unknown> = {}) => runForm(distanceForm, [{ name: 'sites.csv', rows }], { simulations: 19, ...given })
const columnOf = ({ columns, rows }: ResultTable, key: string): (number | null)[] => rows.map(({ cells }) => cells[columns.findIndex((one) => one.key === key)] as number | null)

describe('a table of sites', () => {
  // On a line: A at 0 and 1 with sizes 1 and 2, B at 2 and 10 with 3 and 4.
  const line = [headings, ['1', 0, 0, 'A', 1], ['2', 1, 0, 'A', 2], ['3', 2, 0, 'B', 3], ['4', 10, 0, 'B', 4]]

  test('by hand: M within 1 is 3.6, and none within 0', () => {
    const { result } = runFile(line, { type: 'A', largest: 1, steps: 1 })
    expect(columnOf(result!.tables[0]!, 'r')).toEqual([0, 1])
    expect(columnOf(result!.tables[0]!, 'observed')).toEqual([null, expect.closeTo(3.6, 12)])
    expect(result!.tables[1]!.rows.map(({ cells }) => cells).slice(0, 2)).toEqual([['sites', 4], ['members', 2]])
  })

  test.each(['M', 'm', 'Kd'])('the same seed gives the same result, another seed another band (%s)', (kind) => {
    const sites = [headings, ...Array.from({ length: 60 }, (_, n) => [`s${n}`, (n * 17) % 29, (n * 23) % 31, n % 3 === 0 ? 'A' : 'B', 1 + (n % 7)])]
    const run = (seed: number) => runFile(sites, { function: kind, type: 'A', seed }).result
    expect(run(1)).toEqual(run(1))
    expect(columnOf(run(2)!.tables[0]!, 'observed')).toEqual(columnOf(run(1)!.tables[0]!, 'observed'))
    expect(columnOf(run(2)!.tables[0]!, 'global_hi')).not.toEqual(columnOf(run(1)!.tables[0]!, 'global_hi'))
  })

  test('what cannot be read is refused by its row: an id twice, a place that is none, a type that nobody has', () => {
    expect(runFile([headings, ['1', 0, 0, 'A', 1], ['1', 1, 0, 'A', 1]]).problems.map(({ row, column }) => [row, column])).toEqual([[3, 'id']])
    expect(runFile([headings, ['1', 'far', 0, 'A', 1]]).problems.map(({ row, column }) => [row, column])).toEqual([[2, 'x']])
    expect(runFile(line, { type: 'C' }).problems[0]!.message.en).toContain('No site is of the type “C”. Choose from: A, B.')
  })

  test('what is significant at which distance is said in a sentence, first of all notes', () => {
    const sites = [headings, ...Array.from({ length: 60 }, (_, n) => [`s${n}`, n < 20 ? n / 10 : (n * 17) % 29, n < 20 ? 0 : (n * 23) % 31, n < 20 ? 'A' : 'B', 1])]
    expect(runFile(sites, { type: 'A', largest: 10 }).result!.notes[0]!.en).toMatch(/^A: more concentrated than at random within [\d.–, ]+ \(global band, p = 0\.05\); highest at .*: M = [\d.]+\.$/)
    expect(runFile([headings, ['1', 0, 0, 'A', 1], ['2', 1, 0, 'B', 2]], { type: 'A' }).result!.notes[0]!.en).toBe('A: too few sites, or all at one place; there is no curve to compare with chance.')
  })

  test('an empty table is refused instead of answered with nothing', () => {
    expect(runFile([headings]).problems.map(({ row, message }) => [row, message.en])).toEqual([[1, 'The table holds no site. Enter the sites below the headings, one a row.']])
  })

  test.skipIf(!hasGolden)('the file of the reference gives its curves', () => {
    const folder = path.join(goldenFolder, 'metrics/05_distance_based_paracou16')
    const rows = readFileSync(path.join(folder, 'input_points.csv'), 'utf8').trim().split('\n').map((line) => line.split(','))
    const expected = parseGolden(readFileSync(path.join(folder, 'out_observed.csv'), 'utf8'))
    for (const [kind, weighted, column, tolerance] of [['M', true, 'M_weighted', 1e-10], ['M', false, 'M_unweighted', 1e-10], ['m', true, 'm_weighted', 5e-3], ['Kd', true, 'Kd_weighted', 5e-3]] as const) {
      const { result } = runFile(rows, { function: kind, type: 'Q. Rosea', largest: 60, steps: 30, weighted })
      const mine = columnOf(result!.tables[0]!, 'observed').map((value) => value ?? NaN)
      expect(deviationOf(mine, expected.map((row) => numberOf(row[column])), 'relative').deviation).toBeLessThan(tolerance)
    }
  })
})
