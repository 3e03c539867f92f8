import { expect, it } from 'vitest'
import { smallWorld } from './small-world.ts'

it('compares with a random network: 1,000 nodes with 10 ties each have clustering 0.01 and distance 3', () => {
  const { randomClustering, randomDistance, sigma } = smallWorld({ nodes: 1000, meanDegree: 10, averageClustering: 0.5, meanDistance: 6 })
  expect(randomClustering).toBe(0.01)
  expect(randomDistance).toBeCloseTo(3, 12)
  expect(sigma).toBeCloseTo(50 / 2, 10)
})

it('is not defined at a mean degree of one or less, nor where clustering or distance is not', () => {
  expect(smallWorld({ nodes: 10, meanDegree: 1, averageClustering: 0.5, meanDistance: 6 }).sigma).toBeNaN()
  expect(smallWorld({ nodes: 0, meanDegree: NaN, averageClustering: NaN, meanDistance: NaN }).sigma).toBeNaN()
})
