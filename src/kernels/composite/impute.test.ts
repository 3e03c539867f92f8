import { expect, it } from 'vitest'
import { impute } from './impute.ts'

const values = Float64Array.of(1, NaN, 3, 8)

it('puts the mean or the median of the known in the place of a missing value', () => {
  expect([...impute(values, 'mean')]).toEqual([1, 4, 3, 8])
  expect([...impute(values, 'median')]).toEqual([1, 3, 3, 8])
  expect([...impute(Float64Array.of(1, 2, NaN), 'median')]).toEqual([1, 2, 1.5])
})

it('takes the mean of the group, and of all where the group has none', () => {
  expect([...impute(Float64Array.of(1, NaN, 3, NaN), 'mean', Int32Array.of(0, 0, 1, 2))]).toEqual([1, 1, 3, 2])
})

it('leaves missing what nothing is known of, and changes nothing where all is known', () => {
  expect([...impute(Float64Array.of(NaN, NaN), 'mean')]).toEqual([NaN, NaN])
  expect([...impute(Float64Array.of(1, 2), 'median')]).toEqual([1, 2])
  expect([...impute(new Float64Array(0), 'mean')]).toEqual([])
})

it('refuses groups that do not fit', () => {
  expect(() => impute(values, 'mean', Int32Array.of(1))).toThrow('1 groups are given for 4 values')
})
