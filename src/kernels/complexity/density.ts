import { matrixOf, type Matrix } from '../matrix.ts'
import { ubiquity, type Presence } from './presence.ts'

/**
 * Relatedness density, regions × products: of all relatedness of a product, the part that lies with products the region has, 0 to 1.
 * `relatedness` is products × products; NaN in it counts as none. NaN where a product is related to nothing.
 * Time grows with regions × products²; for proximity `proximityDensity` is far quicker.
 * C. A. Hidalgo et al., Science 317, 2007; R. Boschma, P.-A. Balland and D. F. Kogler, "Relatedness and technological change in cities", 2015.
 */
export function relatednessDensity({ regions, products, productsOf: { starts, rows } }: Presence, relatedness: Matrix): Matrix {
  if (relatedness.rows !== products || relatedness.columns !== products) throw new RangeError(`relatedness of ${relatedness.rows} × ${relatedness.columns} does not fit ${products} products`)
  const known = relatedness.values.map((value) => (Number.isNaN(value) ? 0 : value))
  const all = new Float64Array(products)
  for (let q = 0, at = 0; q < products; q++) for (let p = 0; p < products; p++) all[p]! += known[at++]!
  const density = matrixOf(regions, products)
  for (let r = 0; r < regions; r++) {
    const row = density.values.subarray(r * products, (r + 1) * products)
    for (let n = starts[r]!; n < starts[r + 1]!; n++) {
      const from = rows[n]! * products
      for (let p = 0; p < products; p++) row[p]! += known[from + p]!
    }
    for (let p = 0; p < products; p++) row[p]! /= all[p]!
  }
  return density
}

/** The density of proximity, with ones or zeros on the diagonal of proximity; NaN where nobody has the product. */
export function proximityDensity(presence: Presence, diagonal: 0 | 1 = 1): Matrix {
  const { products, productsOf } = presence
  const ones = new Float64Array(products).fill(1)
  const density = proximityTimes(presence, ones)
  const all = proximitySums(presence, ones)
  const { values } = density
  if (diagonal === 0) for (let r = 0; r < presence.regions; r++) for (let n = productsOf.starts[r]!; n < productsOf.starts[r + 1]!; n++) values[r * products + productsOf.rows[n]!]! -= 1
  for (let at = 0; at < values.length; at++) values[at]! /= all[at % products]! - (diagonal === 0 ? 1 : 0)
  return density
}

/**
 * Σ over the products q of a region of weight_q φ_qp, regions × products, diagonal included, without ever forming φ.
 * With products in order of ubiquity, max(k_q, k_p) is that of the later one, so that φ_qp is a co-occurrence over k_p for all q before p and over
 * k_q for all after. A co-occurrence is a sum over regions: going through the products once forwards and once backwards, a regions × regions
 * table of what is passed gives each product's column from the rows of the regions that have it. Time: Σ k (regions + k) instead of regions × products².
 */
export function proximityTimes(presence: Presence, weight: Float64Array): Matrix {
  const { regions, products, regionsOf: { starts, rows } } = presence
  const result = matrixOf(regions, products)
  const order = byUbiquity(presence)
  const passed = new Float64Array(regions * regions)
  const column = new Float64Array(regions)
  for (const backwards of [false, true]) {
    passed.fill(0)
    for (let n = 0; n < products; n++) {
      const p = order[backwards ? products - 1 - n : n]!
      const [first, last] = [starts[p]!, starts[p + 1]!]
      const k = last - first
      if (!backwards) addSquare({ passed, regions, rows, first, last }, weight[p]!)
      column.fill(0)
      for (let at = first; at < last; at++) for (let r = 0, from = rows[at]! * regions; r < regions; r++) column[r]! += passed[from++]!
      const share = backwards ? 1 : 1 / k
      for (let r = 0, to = p; r < regions; r++, to += products) result.values[to]! += k === 0 ? NaN : column[r]! * share
      if (backwards && k > 0) addSquare({ passed, regions, rows, first, last }, weight[p]! / k)
    }
  }
  return result
}

/** Σ over all products q of weight_q φ_qp, diagonal included. */
export function proximitySums(presence: Presence, weight: Float64Array): Float64Array {
  const { regions, products, regionsOf: { starts, rows } } = presence
  const result = new Float64Array(products)
  const order = byUbiquity(presence)
  const passed = new Float64Array(regions)
  for (const backwards of [false, true]) {
    passed.fill(0)
    for (let n = 0; n < products; n++) {
      const p = order[backwards ? products - 1 - n : n]!
      const k = starts[p + 1]! - starts[p]!
      const added = backwards ? weight[p]! / k : weight[p]!
      if (!backwards) for (let at = starts[p]!; at < starts[p + 1]!; at++) passed[rows[at]!]! += added
      let sum = 0
      for (let at = starts[p]!; at < starts[p + 1]!; at++) sum += passed[rows[at]!]!
      result[p]! += k === 0 ? NaN : backwards ? sum : sum / k
      if (backwards) for (let at = starts[p]!; at < starts[p + 1]!; at++) passed[rows[at]!]! += added
    }
  }
  return result
}

type Square = { passed: Float64Array; regions: number; rows: Int32Array; first: number; last: number }

function addSquare({ passed, regions, rows, first, last }: Square, amount: number): void {
  for (let a = first; a < last; a++) for (let b = first, row = rows[a]! * regions; b < last; b++) passed[row + rows[b]!]! += amount
}

function byUbiquity(presence: Presence): Int32Array {
  const counts = ubiquity(presence)
  return Int32Array.from({ length: presence.products }, (_, p) => p).sort((a, b) => counts[a]! - counts[b]! || a - b)
}
