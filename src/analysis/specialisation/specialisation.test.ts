import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { deviationOf, goldenFolder, hasGolden, numberOf, parseGolden } from '../../../test/golden/check.ts'
import type { ResultTable } from '../../shared/results.ts'
import { asSpecialisationPicture } from '../../shared/specialisation-picture.ts'
import { actorTypes, keysOf } from '../../shared/vocabulary.ts'
import { runHere, type Definition } from '../define.ts'
import { runForm, type FormFile } from '../file-form.ts'
import { concentrationForm } from './concentration-form.ts'
import { regionalSpecialisation } from './regional-specialisation.ts'

/** Two optical firms (4011, C4019) and one of machinery in Shenzhen, one of machinery in Dongguan, which states no employees; a fifth has no industry. */
const registry = {
  count: 5, id: Float64Array.of(1, 2, 3, 4, 5), region: Int32Array.of(0, 0, 0, 1, 0), industry: Int32Array.of(0, 1, 2, 2, -1),
  actorType: new Int8Array(5).fill(-1), employees: Float64Array.of(10, 30, 20, NaN, 9), regions: ['440300', '441900'], regionNames: ['深圳市', '东莞市'], industries: ['4011', 'C4019', '3441'],
}
const definition = regionalSpecialisation as unknown as Definition
const snapshot = { id: 'x', cluster: 'test', audience: 'team', revision: 1, registry } as never
const run = (given: Record<string, unknown> = {}) => runHere(definition, snapshot, given)
const cellsOf = ({ columns, rows }: ResultTable, key: string) => Object.fromEntries(rows.map((row) => [row.key, row.cells[columns.findIndex((one) => one.key === key)]]))

describe('regional specialisation', () => {
  const [shenzhenOptics, shenzhenMachines, dongguanMachines] = ['region:440300:industry:40', 'region:440300:industry:34', 'region:441900:industry:34'] as const

  test('by hand: classes are cut to divisions, and quotients and indices follow', () => {
    const [cells, regions] = run().tables
    const quotients = cellsOf(cells!, 'lq') as Record<string, number>
    expect(Object.keys(quotients).sort()).toEqual([shenzhenMachines, shenzhenOptics, dongguanMachines].sort())
    expect(quotients[shenzhenOptics]).toBeCloseTo(4 / 3, 12)
    expect(quotients[shenzhenMachines]).toBeCloseTo(2 / 3, 12)
    expect(quotients[dongguanMachines]).toBeCloseTo(2, 12)
    const krugman = cellsOf(regions!, 'krugman_spec') as Record<string, number>
    expect(krugman['region:440300']).toBeCloseTo(1 / 3, 12)
    expect(krugman['region:441900']).toBeCloseTo(1, 12)
  })

  test('three stars where size, specialisation and focus all lead', () => {
    expect(cellsOf(run().tables[0]!, 'stars')).toEqual({ [shenzhenMachines]: 1, [shenzhenOptics]: 1, [dongguanMachines]: 3 })
    expect(cellsOf(run().tables[0]!, 'focus')).toEqual({ [shenzhenMachines]: false, [shenzhenOptics]: false, [dongguanMachines]: true })
    expect(cellsOf(run({ least: 2 }).tables[0]!, 'stars')).toEqual({ [shenzhenMachines]: 0, [shenzhenOptics]: 1, [dongguanMachines]: 0 })
  })

  test('an authority has an industry too, but no region is special for its offices: it counts only where all are asked for', () => {
    const [enterprise, government] = [keysOf(actorTypes).indexOf('enterprise'), keysOf(actorTypes).indexOf('government')]
    const mixed = { registry: { ...registry, actorType: Int8Array.of(enterprise, -1, government, enterprise, -1) } } as never
    const own = runHere(definition, mixed, {})
    expect(Object.keys(cellsOf(own.tables[0]!, 'lq')).sort()).toEqual([shenzhenOptics, dongguanMachines].sort())
    expect(own.notes[0]!.en).toContain('3 of 5 organisations are in, 1 state no region or no industry and are in no cell. Not counted: 1 of other actor types.')
    expect(Object.keys(cellsOf(runHere(definition, mixed, { who: 'all' }).tables[0]!, 'lq'))).toContain(shenzhenMachines)
    expect(definition.trace!(mixed, definition.parameters.parse({}), { table: 'regions', row: 'region:440300', column: 'hhi' })).toEqual(['organisation:1:industry', 'organisation:2:industry'])
  })

  test('who has no industry is counted and left out; a size nobody stated is not zero', () => {
    expect(run().notes[0]!.en).toContain('4 of 5 organisations are in, 1 state no region or no industry')
    const { tables, cautions } = run({ measure: 'employees' })
    expect(cellsOf(tables[0]!, 'amount')).toEqual({ [shenzhenMachines]: 20, [shenzhenOptics]: 40 })
    expect(cautions[0]!.en).toContain('1 organisations state no employees')
  })

  test('the picture shows every cell from the largest region and industry down, with its stars', () => {
    const picture = asSpecialisationPicture(run().detail)!
    expect(picture.regions.map(({ name }) => name)).toEqual(['深圳市', '东莞市'])
    expect(picture.cells.map(({ key }) => key).sort()).toEqual([shenzhenMachines, shenzhenOptics, dongguanMachines].sort())
    expect(picture.cells.find(({ key }) => key === dongguanMachines)).toMatchObject({ amount: 1, size: true, specialisation: true, focus: true })
  })

  test('as stated, codes stay what they are', () => {
    expect(Object.keys(cellsOf(run({ level: 'stated' }).tables[0]!, 'lq'))).toContain('region:440300:industry:C4019')
  })

  test('a cell opens into the organisations it counts, the largest first', () => {
    const at = { table: 'cells', row: shenzhenOptics, column: 'lq' }
    expect(definition.trace!(snapshot, definition.parameters.parse({ measure: 'employees' }), at)).toEqual(['organisation:2:employees', 'organisation:1:employees'])
    expect(definition.trace!(snapshot, definition.parameters.parse({}), { ...at, row: 'region:441900' })).toEqual(['organisation:4:industry'])
  })

  test('a measure nobody states gives no cell and says which sheet brings it; without industries the analysis says so beforehand', () => {
    const bare = { ...registry, employees: new Float64Array(5).fill(NaN) }
    const { tables, cautions } = runHere(definition, { registry: bare } as never, { measure: 'employees' })
    expect(tables.map(({ rows }) => rows.length)).toEqual([0, 0, 0])
    expect(cautions.some(({ en }) => en.includes('sheet “Organisations”'))).toBe(true)
    const noIndustry = { ...registry, industry: new Int32Array(5).fill(-1) }
    expect(definition.missing!({ registry: noIndustry } as never)).toMatchObject([{ sheet: 'organisations', text: { en: expect.stringContaining('an industry') as string } }])
  })
})

describe('concentration on files', () => {
  const file = (rows: FormFile['rows'], name = 'amounts.csv'): FormFile => ({ name, rows })

  test('gives regions, industries and quotients by hand', () => {
    const { result } = runForm(concentrationForm, [file([['region', 'industry', 'emp'], ['S', 'o', 2], ['S', 'm', 1], ['D', 'm', 1]])], {})
    expect(result!.tables.map(({ id }) => id)).toEqual(['regions', 'industries', 'lq'])
    expect((cellsOf(result!.tables[2]!, 'lq') as Record<string, number>)['D:m']).toBeCloseTo(2, 12)
    expect(result!.notes).toHaveLength(2)
  })

  test.each([['a negative amount', -1, 'emp'], ['no amount', 'NaN', 'emp']])('%s is refused by row and column', (_, emp, column) => {
    expect(runForm(concentrationForm, [file([['region', 'industry', 'emp'], ['S', 'o', emp]])], {}).problems).toMatchObject([{ sheet: 'amounts.csv', row: 2, column }])
  })

  test('a cell that stands twice is refused', () => {
    expect(runForm(concentrationForm, [file([['region', 'industry', 'emp'], ['S', 'o', 1], ['S', 'o', 2]])], {}).problems).toMatchObject([{ row: 3, column: 'industry' }])
  })

  const folder = path.join(goldenFolder, 'metrics')
  const read = (name: string): FormFile => {
    const rows = parseGolden(readFileSync(path.join(folder, name), 'utf8'))
    return file([Object.keys(rows[0]!), ...rows.map((row) => Object.values(row))], path.basename(name))
  }

  test.skipIf(!hasGolden)('takes the shapes of the reference data (../shared) and gives their values', () => {
    const { result } = runForm(concentrationForm, [read('01_concentration_german_states/input_full.csv'), read('02_ellison_glaeser_firms/input_firms.csv')], {})
    const expectTable = (id: string, name: string, column: string, keyOf: (row: Record<string, string>) => string) => {
      const mine = cellsOf(result!.tables.find((one) => one.id === id)!, column) as Record<string, number | null>
      const theirs = parseGolden(readFileSync(path.join(folder, name), 'utf8'))
      expect(deviationOf(theirs.map((row) => mine[keyOf(row)] ?? NaN), theirs.map((row) => numberOf(row[column])), 'relative').deviation).toBeLessThan(1e-9)
    }
    expectTable('cluster-index', '01_concentration_german_states/out_litzenberger_sternberg.csv', 'cluster_index', ({ region, industry }) => `${region}:${industry}`)
    expectTable('agglomeration', '02_ellison_glaeser_firms/out_eg_x_from_region_totals.csv', 'gamma_EG', ({ industry }) => industry!)
  })
})
