import { describe, expect, test } from 'vitest'
import type { Observations } from '../../snapshot/observations.ts'
import type { SectionName, SnapshotOf } from '../../snapshot/sections.ts'
import type { Definition } from '../define.ts'
import { runHere } from '../define.ts'
import { compositeIndex } from './composite-index.ts'

/** Three cities; indicator 7 (patents) in two months, the later one reported by one city alone; indicator 9 (accidents) in one. */
function observed(): Observations {
  const rows: [number, number, string, number][] = [
    [0, 0, '2026-09', 10], [0, 1, '2026-09', 30], [0, 2, '2026-09', 20], [0, 0, '2026-10', 99],
    [1, 0, '2026-09', 5], [1, 1, '2026-09', 9], [1, 2, '2026-09', 1],
  ]
  const periods = ['2026-09', '2026-10']
  return {
    count: rows.length, periods,
    indicators: [{ id: 7, name: '专利', unit: null }, { id: 9, name: '事故', unit: null }],
    subjects: [{ kind: 'region', id: 440300, name: '深圳' }, { kind: 'region', id: 440100, name: '广州' }, { kind: 'region', id: 441900, name: '东莞' }],
    indicator: Int32Array.from(rows, ([indicator]) => indicator), subject: Int32Array.from(rows, ([, subject]) => subject),
    period: Int32Array.from(rows, ([, , period]) => periods.indexOf(period)), value: Float64Array.from(rows, ([, , , value]) => value),
  }
}

const snapshot = (observations = observed()) => ({ id: 'x', cluster: 'test', audience: 'team', revision: 1, observations }) as unknown as SnapshotOf<SectionName>
const definition = compositeIndex as unknown as Definition
const run = (given: Record<string, unknown> = {}, observations = observed()) => runHere(definition, snapshot(observations), { low: 0, treatment: 'none', ...given })
const tree = { 7: { parent: 'index' }, 9: { parent: 'safety', direction: -1 }, safety: { parent: 'index', weight: 3 } }

describe('a composite index of regions', () => {
  test('by hand: with accidents counting against and three times as much, the scores are 37.5, 25 and 87.5', () => {
    const { tables } = run({ tree })
    const aggregates = tables.find(({ id }) => id === 'aggregates')!
    expect(aggregates.columns.map(({ key }) => key)).toEqual(['unit', 'safety', 'index'])
    expect(aggregates.rows).toEqual([
      { key: 'region:440300', cells: ['深圳', 50, 37.5] }, { key: 'region:440100', cells: ['广州', 0, 25] }, { key: 'region:441900', cells: ['东莞', 100, 87.5] },
    ])
  })

  test('takes the latest period that most have reported, and says which; or the one asked for', () => {
    const notes = (given: Record<string, unknown>) => run(given).tables.find(({ id }) => id === 'nodes')!.rows.map(({ cells }) => cells.at(-1))
    expect(notes({ tree })).toEqual(['2026-09', '2026-09', null, null])
    expect(() => run({ tree, period: '2026-10' })).toThrow('No indicator tells the units apart')
  })

  test('a province is not compared with its cities, and that is said', () => {
    const before = observed()
    const withProvince: Observations = { ...before, subjects: [{ kind: 'region', id: 440000, name: '广东' }, ...before.subjects.slice(1)] }
    const { tables, notes } = run({ tree }, withProvince)
    expect(tables[0]!.rows.map(({ key }) => key).toSorted()).toEqual(['region:440100', 'region:441900'])
    expect(notes[0]!.en).toContain('left aside: 广东')
  })

  test('without a tree it takes every indicator and says what it assumed', () => {
    expect(run().cautions[0]!.en).toContain('No tree was given')
    expect(run().tables[0]!.rows).toHaveLength(3)
  })

  test('a tree that is none, and an indicator that is not there, are refused', () => {
    expect(() => run({ tree: { 7: { parent: 'nowhere' } } })).toThrow('7 belongs to nowhere')
    expect(() => run({ tree: { 8: {} } })).toThrow('The indicator 8 of the tree does not exist')
    expect(() => run({ tree: { a: { parent: 'b' }, b: { parent: 'a' }, 7: {}, 9: {} } })).toThrow('a belongs to itself by a circle')
    expect(() => run({ subject: 'organisation' })).toThrow('nothing to compare among 0 units')
  })

  test('a value opens to the observations it was computed from', () => {
    const trace = (table: string, row: string, column: string) => compositeIndex.trace!(snapshot(), compositeIndex.parameters.parse({ tree }), { table, row, column })
    expect(trace('units', 'region:440100', 'score')).toEqual(['observation:region:440100:7:2026-09', 'observation:region:440100:9:2026-09'])
    expect(trace('normalised', 'region:440100', 'i9')).toEqual(['observation:region:440100:9:2026-09'])
    expect(trace('nodes', '7', 'effective')).toHaveLength(3)
  })

  test('says which data are missing, and offers what may be chosen', () => {
    const lonely = { ...observed(), subjects: observed().subjects.slice(0, 1) }
    expect(compositeIndex.missing!(snapshot(lonely))).toMatchObject([{ sheet: 'observations' }])
    expect(compositeIndex.missing!(snapshot())).toEqual([])
    expect(compositeIndex.choices!(snapshot())).toMatchObject({ indicator: [{ value: '7' }, { value: '9' }], subject: [{ value: 'region' }], period: [{ value: '2026-10' }, { value: '2026-09' }] })
  })
})
