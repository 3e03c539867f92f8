import fc from 'fast-check'
import { expect, it } from 'vitest'
import { alongHilbert, blocksOf, leastSquare, mostSquare } from './hilbert.ts'
import { list } from './sites-fixture.ts'

it('worked by hand: through four quarters the curve goes as a bracket open to the south', () => {
  expect([...alongHilbert(list(0, 1, 0, 1), list(0, 0, 1, 1))]).toEqual([0, 2, 3, 1])
})

it('goes from neighbour to neighbour over a whole grid', () => {
  const side = 16
  // Columns and rows of the grid fall to different quarters all the way down, as 15 goes into 65535 without rest.
  const x = Float64Array.from({ length: side * side }, (_, n) => n % side)
  const y = Float64Array.from({ length: side * side }, (_, n) => Math.floor(n / side))
  const order = alongHilbert(x, y)
  for (let p = 1; p < order.length; p++) expect(Math.abs(x[order[p]!]! - x[order[p - 1]!]!) + Math.abs(y[order[p]!]! - y[order[p - 1]!]!)).toBe(1)
})

it('names every site once, also where places are alike', () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { maxLength: 40 }), (places) => {
    const order = alongHilbert(Float64Array.from(places, ([x]) => x), Float64Array.from(places, ([, y]) => y))
    expect([...order].sort((a, b) => a - b)).toEqual(places.map((_, n) => n))
  }))
})

it('no site of a block is nearer or farther than its box says, to the last bit', () => {
  const place = fc.double({ min: -1e3, max: 1e3, noNaN: true })
  fc.assert(fc.property(fc.array(fc.tuple(place, place), { minLength: 1, maxLength: 20 }), place, place, (places, x, y) => {
    const [xs, ys] = [Float64Array.from(places, ([one]) => one), Float64Array.from(places, ([, one]) => one)]
    const blocks = blocksOf(xs, ys, 4)
    expect(blocks.count).toBe(Math.ceil(places.length / 4))
    places.forEach(([px, py], n) => {
      const square = (px - x) * (px - x) + (py - y) * (py - y)
      expect(leastSquare(blocks, n >> 2, x, y)).toBeLessThanOrEqual(square)
      expect(mostSquare(blocks, n >> 2, x, y)).toBeGreaterThanOrEqual(square)
    })
  }))
})
