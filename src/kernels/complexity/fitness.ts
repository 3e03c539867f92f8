import { turned, type Presence } from './presence.ts'

/** `change` is the largest relative change of a region's fitness in the last update. */
export type Fitness = { fitness: Float64Array; complexity: Float64Array; updates: number; change: number }

/**
 * Fitness of regions and complexity of products after so many updates from all ones:
 * Fₙ = M Qₙ₋₁ and Qₙ = [Mᵀ (1 / Fₙ₋₁)^e]^(-1/e), each divided by its mean; Q of a step uses F of the step before. A region without products
 * has fitness 0, a product that nobody has complexity NaN, and neither counts in the means. `extremality` (e) says how strongly the weakest region with a
 * product decides its complexity. Where the matrix is very nested, fitness of the weakest runs to 0 for ever (Pugliese, Zaccaria, Pietronero 2016):
 * the number of updates is therefore part of the definition and not a detail.
 * A. Tacchella et al., "A New Metrics for Countries' Fitness and Products' Complexity", Scientific Reports 2, 2012.
 */
export function fitness(presence: Presence, { updates, extremality = 1 }: { updates: number; extremality?: number }): Fitness {
  if (!Number.isInteger(updates) || updates < 1) throw new RangeError(`${updates} updates: it must be a whole number above 0`)
  if (!(extremality > 0 && extremality < Infinity)) throw new RangeError(`an extremality of ${extremality}: it must be above 0`)
  const { regions, products, productsOf, regionsOf } = presence
  let fit = Float64Array.from({ length: regions }, (_, r) => (productsOf.starts[r + 1]! > productsOf.starts[r]! ? 1 : 0))
  let complex = Float64Array.from({ length: products }, (_, p) => (regionsOf.starts[p + 1]! > regionsOf.starts[p]! ? 1 : NaN))
  let change = Infinity
  for (let step = 0; step < updates; step++) {
    const weakness = fit.map((value) => (1 / value) ** extremality)
    const next = byMean(sums(presence, complex))
    complex = byMean(sums(turned(presence), weakness).map((sum) => (sum > 0 ? sum ** (-1 / extremality) : NaN)))
    change = 0
    for (let r = 0; r < regions; r++) if (fit[r]! > 0) change = Math.max(change, Math.abs(next[r]! / fit[r]! - 1))
    fit = next
  }
  return { fitness: fit, complexity: complex, updates, change }
}

function sums({ regions, productsOf: { starts, rows } }: Presence, values: Float64Array): Float64Array {
  const result = new Float64Array(regions)
  for (let r = 0; r < regions; r++) for (let at = starts[r]!; at < starts[r + 1]!; at++) result[r]! += values[rows[at]!]!
  return result
}

/** Divided by the mean of those that count: positive and known. */
function byMean(values: Float64Array): Float64Array<ArrayBuffer> {
  let [sum, count] = [0, 0]
  for (const value of values) if (value > 0) [sum, count] = [sum + value, count + 1]
  return Float64Array.from(values, (value) => (value * count) / sum)
}
