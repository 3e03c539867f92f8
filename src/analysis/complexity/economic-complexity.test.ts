import { expect, test } from 'vitest'
import { runHere, type Definition } from '../define.ts'
import { economicComplexityAnalysis } from './economic-complexity.ts'

const definition = economicComplexityAnalysis as unknown as Definition
/** Organisations as pairs of region and industry. */
const snapshotOf = (pairs: number[][]) => ({
  registry: {
    count: pairs.length, actorType: new Int8Array(pairs.length).fill(-1), id: Float64Array.from(pairs, (_, n) => n + 1), region: Int32Array.from(pairs, ([r]) => r!), industry: Int32Array.from(pairs, ([, i]) => i!),
    regions: ['A', 'B', 'C'], regionNames: ['甲', '乙', '丙'], industries: ['10', '20', '30'],
  },
}) as never
const nested = [[0, 0], [0, 1], [0, 1], [1, 0], [1, 0], [1, 1], [1, 2], [2, 2], [2, 2]]

test('regions that share something have an index with mean 0, and years are warned of', () => {
  const { tables: [regions], cautions } = runHere(definition, snapshotOf(nested), { advantage: 0.5 })
  const eci = regions!.rows.map(({ cells }) => cells[2] as number)
  expect(eci.reduce((sum, one) => sum + one, 0)).toBeCloseTo(0, 9)
  expect(cautions[0]!.en).toContain('Do not compare between years')
})

test('near is what a region lacks: its own industries are never listed, and a row rests on what the region has', () => {
  const { tables } = runHere(definition, snapshotOf(nested), { advantage: 0.5 })
  expect(tables[2]!.rows.map(({ key }) => key).sort()).toEqual(['region:A:industry:30', 'region:C:industry:10', 'region:C:industry:20'])
  expect(definition.trace!(snapshotOf(nested), definition.parameters.parse({}), { table: 'near', row: 'region:C:industry:10', column: 'density_diag1' })).toEqual(['organisation:8:industry', 'organisation:9:industry'])
})

test('regions that share nothing have no index, with the reason and no number', () => {
  const { tables: [regions], cautions } = runHere(definition, snapshotOf([[0, 0], [1, 1]]), {})
  expect(regions!.rows.map(({ cells }) => cells[2])).toEqual([null, null])
  expect(cautions.some(({ en }) => en.includes('share nothing'))).toBe(true)
})

test('where nothing is placed, the tables are empty and the reason is given', () => {
  const { tables, cautions } = runHere(definition, snapshotOf([[-1, -1]]), {})
  expect(tables.map(({ rows }) => rows.length)).toEqual([0, 0, 0])
  expect(cautions.some(({ en }) => en.includes('fewer than two'))).toBe(true)
})
