import { describe, expect, test } from 'vitest'
import type { ResultTable } from '../../shared/results.ts'
import { runHere, type Definition } from '../define.ts'
import type { FirmSnapshot } from './firm-network.ts'
import { firmSnapshot } from './fixture.ts'
import { missing, systemicRisk } from './systemic-risk.ts'

const definition = systemicRisk as unknown as Definition
const run = (snapshot = firmSnapshot(), given: Record<string, unknown> = {}) => runHere(definition, snapshot as never, given)
const cell = ({ columns, rows }: ResultTable, key: string, column: string) => rows.find((row) => row.key === key)!.cells[columns.findIndex((one) => one.key === column)]
const near = (value: unknown, wanted: number): void => expect(value).toBeCloseTo(wanted, 12)

describe('systemic risk of a cluster', () => {
  test('by hand: 乙 closes, 甲 stands in for two thirds of it, 丙 loses a twelfth', () => {
    const { tables: [table] } = run()
    // 乙 sells 1 of 8; σ = 1/3 of the quarter that 丙 buys from it; 丙 makes half of all sales.
    near(cell(table!, 'organisation:2', 'esri_d'), 1 / 8 + (1 / 12) * (1 / 2))
    near(cell(table!, 'organisation:2', 'esri_u'), 1 / 8)
    near(cell(table!, 'organisation:2', 'esri'), 1 / 6)
    near(cell(table!, 'organisation:2', 'settled'), 1 / 6)
    near(cell(table!, 'organisation:2', 'sales_share'), 1 / 8)
  })

  test('by hand: 丁 closes, and nobody upstream sells anything any more', () => near(cell(run().tables[0]!, 'organisation:4', 'esri'), 1))

  test('the largest damage stands first; who has no link is not in it, which is said', () => {
    const { tables: [table], notes } = run()
    const values = table!.rows.map(({ cells }) => cells[1] as number)
    expect(values).toEqual(values.toSorted((a, b) => b - a))
    expect(table!.rows).toHaveLength(4)
    expect(notes[0]!.en).toBe('4 organisations have a link; 1 have none and are not in the network.')
  })

  test('pooled inputs never lose more than essential ones, and each says which bound it is', () => {
    const [most, least] = [run(), run(firmSnapshot(), { inputs: 'pooled' })]
    for (const { key } of most.tables[0]!.rows) expect(cell(least.tables[0]!, key, 'settled')).toBeLessThanOrEqual(cell(most.tables[0]!, key, 'settled') as number)
    expect(most.notes.some(({ en }) => en.includes('upper bound'))).toBe(true)
    expect(least.notes.some(({ en }) => en.includes('which is the lower bound'))).toBe(true)
  })

  test('without any volume each link counts one, which is said', () => {
    const { tables: [table], notes, cautions } = run(firmSnapshot({ volume: [NaN, NaN, NaN] }))
    near(cell(table!, 'organisation:1', 'sales_share'), 1 / 3)
    expect(notes.some(({ en }) => en.includes('each counts one'))).toBe(true)
    expect(cautions[0]!.en).toContain('not size')
  })

  test('a volume nobody stated counts the median of the others, is counted, and marks its two ends', () => {
    const { tables: [table], notes } = run(firmSnapshot({ volume: [3, NaN, 5] }))
    near(cell(table!, 'organisation:2', 'sales_share'), 4 / 12)
    expect(notes.some(({ en }) => en.includes('1 of 3 links state no volume; each counts the median of the volumes stated, CNY 4'))).toBe(true)
    expect(table!.rows.filter(({ inferred }) => inferred).map(({ key }) => key).sort()).toEqual(['organisation:2', 'organisation:3'])
  })

  test('or is left out where that is asked for', () => {
    const { tables: [table], notes } = run(firmSnapshot({ volume: [3, NaN, 5] }), { unknown: 'leave' })
    expect(cell(table!, 'organisation:2', 'sales_share')).toBe(0)
    expect(notes.some(({ en }) => en.includes('1 of 3 links state no volume and are left out'))).toBe(true)
  })

  test('inferred links mark every row', () => {
    const { tables: [table], cautions } = run(firmSnapshot({ inferred: true }))
    expect(table!.rows.every(({ inferred }) => inferred)).toBe(true)
    expect(cautions[0]!.en).toContain('grade D')
  })

  test('organisations of unknown industry form one class, which is said', () => {
    const { tables: [table], cautions } = run(firmSnapshot({ industry: [-1, -1, 1, 2, 2] }))
    near(cell(table!, 'organisation:2', 'esri'), 1 / 6)
    expect(cautions.some(({ en }) => en.includes('The industry of 2 organisations is not known'))).toBe(true)
  })

  test('a lost customer weighs less against a stated revenue; one below the sales within is not used', () => {
    const { tables: [table], notes } = run(firmSnapshot({ revenue: [6, 0.5, NaN, NaN, NaN] }), { revenue: 'stated', settled: 'none' })
    near(cell(table!, 'organisation:3', 'esri_u'), 4 / 8 + (3 / 8) * (3 / 6) + 1 / 8)
    expect(notes.some(({ en }) => en.includes('For 1 organisations stated revenue is used'))).toBe(true)
    expect(cell(table!, 'organisation:3', 'settled')).toBeNull()
  })

  test('every value opens to the links it rests on', () => {
    const at = { table: 'organisations', row: 'organisation:3', column: 'esri' }
    const defaults = definition.parameters.parse({})
    expect(definition.trace!(firmSnapshot({ volume: [3, NaN, 4] }) as never, defaults, at)).toEqual(['sells:1:3:volume', 'sells:2:3:exists', 'sells:3:4:volume'])
    expect(definition.trace!(firmSnapshot({ inferred: true }) as never, defaults, at)).toEqual(['link:20:requires:10', 'link:30:requires:20', 'supplies:3:20:exists'])
    expect(definition.trace!(firmSnapshot({ revenue: [0, 0, 9, 0, 0] }) as never, { ...defaults, revenue: 'stated' }, at)).toContain('organisation:3:revenue')
  })

  test('shards of any size give the same', () => {
    const { plan, run: one, combine } = definition.shards!
    const snapshot = firmSnapshot() as never
    const given = definition.parameters.parse({})
    const { input } = plan(snapshot, given)
    const singly = [0, 1, 2, 3].map((shard) => one({ ...input as object, perShard: 1 }, shard))
    expect(combine(snapshot, given, singly)).toEqual(run())
  })

  test('the network leaves whole, from supplier to customer, with what is inferred marked and what is not known left out', () => {
    const graphOf = (snapshot: FirmSnapshot, settled = 'none') => definition.graph!(snapshot as never, runHere(definition, snapshot as never, { settled }))
    const stated = graphOf(firmSnapshot({ volume: [3, NaN, 4] }))
    expect(stated.nodes.map(({ key, name, industry }) => [key, name, industry])).toEqual([['organisation:1', '甲', '3441'], ['organisation:2', '乙', '3441'], ['organisation:3', '丙', '3442'], ['organisation:4', '丁', '3443']])
    expect([...stated.ties].map((tie) => tie.slice(0, 4))).toEqual([[0, 2, 3, false], [1, 2, null, false], [2, 3, 4, false]])
    expect(stated).toMatchObject({ directed: true, tieFields: { volume: 'double' }, about: { inferred: false } })
    const inferred = graphOf(firmSnapshot({ inferred: true }))
    expect([...inferred.ties]).toEqual([[0, 2, 3, true, '泵体', '管材'], [1, 2, 1, true, '泵体', '管材'], [2, 3, 4, true, '泵', '泵体']])
    expect(inferred).toMatchObject({ tieFields: { weight: 'double', inferred: 'boolean' }, about: { inferred: true } })
    expect(inferred.nodes[0]).toMatchObject({ settled: null, rests_on_inferred: true, esri: expect.any(Number) })
  })

  test('where all volumes are zero it says which sheet would help', () => {
    expect(missing(firmSnapshot({ volume: [0, 0, 0] }))).toMatchObject([{ sheet: 'links' }])
    expect(missing(firmSnapshot({ volume: [0, NaN, 0] }))).toEqual([])
  })
})
