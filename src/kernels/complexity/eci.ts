import { symmetricEigen } from '../eigen.ts'
import { matrixOf } from '../matrix.ts'
import { diversity, meansOverProducts, meansOverRegions, turned, ubiquity, type Presence } from './presence.ts'
import { spread, standardise } from './standardise.ts'

/**
 * Why the index does not exist: fewer than two regions or products that count (`few`), regions that share nothing with the others (`split`),
 * two directions that explain equally much (`tied`), nothing to tell regions apart by (`alike`), a direction of which neither end is the
 * more diverse (`no-direction`).
 */
export type NoIndex = 'few' | 'split' | 'tied' | 'alike' | 'no-direction'

export type Complexity = {
  /** Economic complexity of regions: mean 0, population standard deviation 1 over the regions that have a product. */
  eci: Float64Array
  /** Complexity of products, mean 0 and population standard deviation 1. */
  pci: Float64Array
  /** The same on the scale of regions: the ECI of a region is exactly the mean of this over its products. */
  pciOnRegions: Float64Array
  /** Add it to `pciOnRegions` for the eigenvector before it is centred, as one package takes it for outlook index and gain. */
  centre: number
  /** Eigenvalues 2 and 3: how much of the pattern the index carries and how far it stands out. */
  second: number
  third: number
  undefinedBecause: NoIndex | null
  /** Positions hold within one matrix only. Scale and origin are set anew in every year, so years must not be compared. */
  comparable: 'within-this-matrix'
}

const ROUNDING = 1e-9

/**
 * Economic complexity index and product complexity index: the second eigenvector of "regions by shared products, weighted by rarity".
 * The matrix D⁻¹ M U⁻¹ Mᵀ is similar to the symmetric D^-½ M U⁻¹ Mᵀ D^-½, which is what is solved, on the smaller of the two sides; the other
 * side follows as means. The sign is chosen so that ECI correlates positively with diversity.
 * C. A. Hidalgo and R. Hausmann, "The building blocks of economic complexity", PNAS 106, 2009; Hausmann et al., "The Atlas of Economic
 * Complexity", 2014; on what it measures: P. Mealy, J. D. Farmer and A. Teytelboym, "Interpreting economic complexity", Science Advances 5, 2019.
 */
export function economicComplexity(presence: Presence): Complexity {
  const small = presence.regions <= presence.products ? presence : turned(presence)
  const { vector, second, third, reason } = secondVector(small)
  const none = (undefinedBecause: NoIndex): Complexity => ({ eci: new Float64Array(presence.regions).fill(NaN), pci: new Float64Array(presence.products).fill(NaN), pciOnRegions: new Float64Array(presence.products).fill(NaN), centre: NaN, second, third, undefinedBecause, comparable: 'within-this-matrix' })
  if (reason) return none(reason)
  const ofProducts = small === presence ? meansOverRegions(presence, vector) : vector
  const ofRegions = meansOverProducts(presence, ofProducts)
  const { mean, deviation } = spread(ofRegions)
  if (!(deviation > 0)) return none('alike')
  const direction = correlation(ofRegions, diversity(presence))
  if (!(Math.abs(direction) > ROUNDING)) return none('no-direction')
  const sign = Math.sign(direction)
  return {
    eci: standardise(ofRegions).map((value) => sign * value),
    pci: standardise(ofProducts).map((value) => sign * value),
    pciOnRegions: ofProducts.map((value) => (sign * (value - mean)) / deviation),
    centre: (sign * mean) / deviation,
    second,
    third,
    undefinedBecause: null,
    comparable: 'within-this-matrix',
  }
}

type Second = { vector: Float64Array; second: number; third: number; reason: NoIndex | null }

/** The second right eigenvector on the side of regions; NaN for those without products. */
function secondVector(presence: Presence): Second {
  const { regions, products, productsOf, regionsOf } = presence
  const counts = diversity(presence)
  const spreadOf = ubiquity(presence)
  const counted = Int32Array.from({ length: regions }, (_, r) => r).filter((r) => counts[r]! > 0)
  const place = new Int32Array(regions).fill(-1)
  for (const [n, r] of counted.entries()) place[r] = n
  const vector = new Float64Array(regions).fill(NaN)
  const size = counted.length
  if (size < 2) return { vector, second: NaN, third: NaN, reason: 'few' }
  const shared = matrixOf(size, size)
  for (let p = 0; p < products; p++) {
    for (let a = regionsOf.starts[p]!; a < regionsOf.starts[p + 1]!; a++) {
      const row = place[regionsOf.rows[a]!]! * size
      for (let b = regionsOf.starts[p]!; b < regionsOf.starts[p + 1]!; b++) shared.values[row + place[regionsOf.rows[b]!]!]! += 1 / spreadOf[p]!
    }
  }
  for (let a = 0; a < size; a++) for (let b = 0; b < size; b++) shared.values[a * size + b]! /= Math.sqrt(counts[counted[a]!]! * counts[counted[b]!]!)
  const { values, vectors } = symmetricEigen(shared)
  const [second, third] = [values[1]!, values[2] ?? 0]
  for (let n = 0; n < size; n++) vector[counted[n]!] = vectors.values[size + n]! / Math.sqrt(counts[counted[n]!]!)
  const reason = second > 1 - ROUNDING ? 'split' : second < ROUNDING ? 'alike' : second - third < ROUNDING ? 'tied' : null
  return { vector, second, third, reason: productsOf.rows.length === 0 ? 'few' : reason }
}

function correlation(a: Float64Array, b: Float64Array): number {
  const known = a.map((value, n) => (Number.isNaN(value) ? NaN : b[n]!))
  const [x, y] = [spread(a), spread(known)]
  let [sum, count] = [0, 0]
  for (let n = 0; n < a.length; n++) if (!Number.isNaN(a[n])) [sum, count] = [sum + (a[n]! - x.mean) * (b[n]! - y.mean), count + 1]
  return sum / count / (x.deviation * y.deviation)
}
