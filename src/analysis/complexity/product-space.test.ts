import { expect, test } from 'vitest'
import { asProductSpace } from '../../shared/product-space-picture.ts'
import { runHere, type Definition } from '../define.ts'
import { productSpace } from './product-space.ts'

const definition = productSpace as unknown as Definition
/** Organisations as pairs of region and industry. */
const snapshotOf = (pairs: number[][]) => ({
  registry: {
    count: pairs.length, actorType: new Int8Array(pairs.length).fill(-1), id: Float64Array.from(pairs, (_, n) => n + 1), region: Int32Array.from(pairs, ([r]) => r!), industry: Int32Array.from(pairs, ([, i]) => i!),
    regions: ['A', 'B', 'C', 'D'], regionNames: ['甲', '乙', '丙', '丁'], industries: ['10', '20', '30'],
  },
}) as never
/** 甲 has 10 and 20, 乙 has 10 and 20, 丙 has 10 alone, 丁 has 30: φ of 10 and 20 is 2/3. */
const four = [[0, 0], [0, 1], [1, 0], [1, 1], [2, 0], [3, 2]]

test('what a region lacks is listed by nearness, with what it has as the reason', () => {
  const { tables: [near] } = runHere(definition, snapshotOf(four), { advantage: 0.5 })
  // Of all proximity of 20, itself included (1 + 2/3), 丙 has the 2/3 that lies with 10.
  expect(near!.rows.map(({ key, cells }) => [key, cells[2], cells[4], cells[5]])).toEqual([['region:C:industry:20', expect.closeTo(0.4, 12), '10', expect.closeTo(2 / 3, 12)]])
})

test('the picture lights what each region has and ties what is near, the same every time', () => {
  const picture = asProductSpace(runHere(definition, snapshotOf(four), { advantage: 0.5 }).detail)!
  expect(picture.regions.map(({ name, has }) => [name, has])).toEqual([['甲', [0, 1]], ['乙', [0, 1]], ['丙', [0]], ['丁', [2]]])
  expect(picture.ties).toEqual([[0, 1, 0.667]])
  expect(asProductSpace(runHere(definition, snapshotOf(four), { advantage: 0.5 }).detail)).toEqual(picture)
})

test('ties below what is drawn are left out, except those that join', () => {
  const many = [...four, [3, 0], [2, 2]]
  const drawn = (shown: number) => asProductSpace(runHere(definition, snapshotOf(many), { advantage: 0.5, shown }).detail)!
  expect(drawn(0).ties.length).toBeGreaterThanOrEqual(drawn(1).ties.length)
  expect(drawn(1).ties.length).toBe(2)
})

test('a value rests on the organisations of its region, and nothing placed gives an empty picture', () => {
  expect(definition.trace!(snapshotOf(four), definition.parameters.parse({}), { table: 'near', row: 'region:C:industry:20', column: 'density' })).toEqual(['organisation:5:industry'])
  expect(asProductSpace(runHere(definition, snapshotOf([[-1, -1]]), {}).detail)).toMatchObject({ nodes: [], ties: [], regions: [] })
})
