import { matrixOf, type Matrix } from '../matrix.ts'
import { ubiquity, type Presence } from './presence.ts'

/** In how many regions two products stand together, products × products; on the diagonal in how many each stands. */
export function cooccurrence({ products, productsOf, regionsOf }: Presence): Matrix {
  const together = matrixOf(products, products)
  const row = new Int32Array(products)
  for (let p = 0; p < products; p++) {
    row.fill(0)
    for (let at = regionsOf.starts[p]!; at < regionsOf.starts[p + 1]!; at++) {
      const region = regionsOf.rows[at]!
      for (let n = productsOf.starts[region]!; n < productsOf.starts[region + 1]!; n++) row[productsOf.rows[n]!]!++
    }
    together.values.set(row, p * products)
  }
  return together
}

/**
 * Proximity of products: the smaller of the two chances to have one given the other, φ = C / max(k, k′). The diagonal is 1, or 0 on request
 * (both are in use; it changes relatedness density). NaN where nobody has one of them.
 * C. A. Hidalgo, B. Klinger, A.-L. Barabási and R. Hausmann, "The Product Space Conditions the Development of Nations", Science 317, 2007.
 */
export function proximity(presence: Presence, diagonal: 0 | 1 = 1): Matrix {
  const result = cooccurrence(presence)
  const counts = ubiquity(presence)
  const { products } = presence
  for (let p = 0, at = 0; p < products; p++) {
    const own = counts[p]!
    for (let q = 0; q < products; q++, at++) result.values[at] = own === 0 || counts[q] === 0 ? NaN : result.values[at]! / Math.max(own, counts[q]!)
    if (diagonal === 0 && own > 0) result.values[p * products + p] = 0
  }
  return result
}

export type Relatedness = 'association' | 'cosine' | 'jaccard' | 'probability'

/**
 * Relatedness from co-occurrences normalised by what chance would give, diagonal 0. C without its diagonal, S its row sums, T its total:
 * association (C/T)/((S/T)(S′/T)), cosine C/√(S S′), Jaccard C/(S + S′ − C), probability C/([(S/T)(S′/(T−S)) + (S′/T)(S/(T−S′))] T/2).
 * NaN where a product never stands beside another.
 * N. J. van Eck and L. Waltman, "How to normalize cooccurrence data?", JASIST 60, 2009; F. M. W. Steijn, "Improvement on the association
 * strength", Master thesis, 2017 (probability).
 */
export function relatedness(presence: Presence, kind: Relatedness): Matrix {
  const result = cooccurrence(presence)
  const { rows: products, values } = result
  const sums = new Float64Array(products)
  for (let p = 0; p < products; p++) {
    values[p * products + p] = 0
    for (let q = 0; q < products; q++) sums[p]! += values[p * products + q]!
  }
  const total = sums.reduce((all, sum) => all + sum, 0)
  const normalise = normalisations[kind]
  for (let p = 0, at = 0; p < products; p++) for (let q = 0; q < products; q++, at++) values[at] = sums[p] === 0 || sums[q] === 0 ? NaN : p === q ? 0 : normalise(values[at]!, { s: sums[p]!, t: sums[q]!, total })
  return result
}

type Sums = { s: number; t: number; total: number }
const normalisations: Record<Relatedness, (c: number, sums: Sums) => number> = {
  association: (c, { s, t, total }) => c / total / ((s / total) * (t / total)),
  cosine: (c, { s, t }) => c / Math.sqrt(s * t),
  jaccard: (c, { s, t }) => c / (s + t - c),
  probability: (c, { s, t, total }) => c / ((((s / total) * (t / (total - s)) + (t / total) * (s / (total - t))) * total) / 2),
}

/**
 * How many standard deviations a co-occurrence lies above what independent draws would give (hypergeometric mean and variance, N regions).
 * Symmetric. On the diagonal no co-occurrence is counted. NaN where a product stands nowhere or everywhere.
 * D. J. Teece, R. Rumelt, G. Dosi and S. Winter, "Understanding corporate coherence", Journal of Economic Behavior & Organization 23, 1994.
 */
export function relatednessZ(presence: Presence): Matrix {
  const result = cooccurrence(presence)
  const counts = ubiquity(presence)
  const regions = presence.regions
  const { rows: products, values } = result
  for (let p = 0, at = 0; p < products; p++) {
    for (let q = 0; q < products; q++, at++) {
      const mean = (counts[p]! * counts[q]!) / regions
      const variance = mean * (1 - counts[p]! / regions) * ((regions - counts[q]!) / (regions - 1))
      values[at] = variance > 0 ? ((p === q ? 0 : values[at]!) - mean) / Math.sqrt(variance) : NaN
    }
  }
  return result
}
