import fc from 'fast-check'
import { asObserved, type Sites } from './sites.ts'

export const list = (...values: number[]): Float64Array => Float64Array.from(values)

/** Sites one a line: x, y, type, weight. */
export function sitesOf(...rows: readonly (readonly [number, number, number, number])[]): Sites {
  return { x: Float64Array.from(rows, ([x]) => x), y: Float64Array.from(rows, ([, y]) => y), type: Int32Array.from(rows, ([, , type]) => type), weight: Float64Array.from(rows, ([, , , weight]) => weight) }
}

/** Whole places and weights, so that distances and sums are the same in any order; many sites share a place, some weigh nothing. */
export const anySites = fc.array(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 }), fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 9 })), { maxLength: 25 }).map((rows) => sitesOf(...rows))

export function mapped(sites: Sites, place: (x: number, y: number) => [number, number]): Sites {
  return { ...sites, x: sites.x.map((x, n) => place(x, sites.y[n]!)[0]), y: sites.y.map((y, n) => place(sites.x[n]!, y)[1]) }
}

/** The same sites in another order. */
export function reordered({ x, y, type, weight }: Sites, keys: readonly number[]): Sites {
  const order = [...asObserved(x.length)].sort((a, b) => keys[a]! - keys[b]!)
  return { x: Float64Array.from(order, (n) => x[n]!), y: Float64Array.from(order, (n) => y[n]!), type: Int32Array.from(order, (n) => type[n]!), weight: Float64Array.from(order, (n) => weight[n]!) }
}

export const anyKeys = fc.array(fc.double({ noNaN: true }), { minLength: 25, maxLength: 25 })

/** Enough sites for many blocks: 1,300 in 13 towns far apart, of three industries, places in quarters so that distances are the same in any order. */
export const towns = sitesOf(...Array.from({ length: 1300 }, (_, n): [number, number, number, number] => {
  const town = n % 13
  return [40 * (town % 4) + ((n * 37) % 101) / 4, 40 * Math.floor(town / 4) + ((n * 53) % 97) / 4, (n * 7 + town) % 3, 1 + (n % 5)]
}))
