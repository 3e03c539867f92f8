import { rca } from '../complexity/rca.ts'
import { matrixOf, rowSums, type Matrix } from '../matrix.ts'
import { sorted } from './amounts.ts'

/**
 * `size` and `focus`: the leading part of the regions or cells that earns the star; `specialisation`: the least location quotient;
 * `least`: the least amount that counts at all.
 */
export type StarRules = { size: number; specialisation: number; focus: number; least: number }

/** The rules of the European Cluster Observatory: leading tenth, twice the average, leading tenth, a thousand employees. */
export const OBSERVATORY: StarRules = { size: 0.1, specialisation: 2, focus: 0.1, least: 1000 }

/** Bits of a cell's stars. */
export const STAR = { size: 1, specialisation: 2, focus: 4 } as const

/**
 * Cluster stars: for each region and industry up to three, as a sum of the bits `STAR`. Size: the region is among the leading part of all
 * regions in the industry's amounts. Specialisation: the location quotient (`rca`) reaches the bound. Focus: the industry's share of its
 * region is among the leading part of the shares of all cells with something in them. A cell below the least amount has none.
 *
 * Ö. Sölvell, C. Ketels and G. Lindqvist, "Industrial specialization and regional clusters in the ten new EU member states",
 * Competitiveness Review 18(1/2), 2008.
 */
export function clusterStars(amounts: Matrix, rules: StarRules = OBSERVATORY): Matrix {
  for (const part of [rules.size, rules.focus]) if (!(part > 0 && part <= 1)) throw new RangeError(`a leading part lies above 0 and up to 1, not ${part}`)
  const { rows, columns, values } = amounts
  const quotients = rca(amounts).values
  const regions = rowSums(amounts)
  const weight = values.map((value, at) => value / regions[Math.floor(at / columns)]!)
  const focus = leadingBound(weight.filter((share) => share > 0), rules.focus)
  const stars = matrixOf(rows, columns)
  for (let c = 0; c < columns; c++) {
    const size = leadingBound(Float64Array.from({ length: rows }, (_, r) => values[r * columns + c]!), rules.size)
    for (let r = 0; r < rows; r++) {
      const at = r * columns + c
      if (values[at]! > 0 && values[at]! >= rules.least) {
        stars.values[at] = (values[at]! >= size ? STAR.size : 0) + (quotients[at]! >= rules.specialisation ? STAR.specialisation : 0) + (weight[at]! >= focus ? STAR.focus : 0)
      }
    }
  }
  return stars
}

/** The least amount among the leading part: at least one has it, and all that are equal to it. */
function leadingBound(amounts: Float64Array, part: number): number {
  const ordered = sorted(amounts, true)
  return ordered[Math.max(1, Math.floor(ordered.length * part + 1e-9)) - 1] ?? Infinity
}
