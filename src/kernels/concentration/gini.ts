import { checkAmounts, checkLengths, sharesOf, sorted } from './amounts.ts'

/**
 * Gini coefficient of amounts, 2 Σ k x₍ₖ₎ / (n Σ x) − (n + 1) / n: 0 where all have the same, 1 − 1/n where one has everything. Over the
 * location quotients of a region or an industry it is the unweighted Gini of specialisation or of concentration.
 *
 * C. Gini, "Variabilità e mutabilità", 1912.
 */
export function gini(amounts: Float64Array): number {
  checkAmounts(amounts, 'amount')
  const n = amounts.length
  const ordered = sorted(amounts)
  let sum = 0
  let ranked = 0
  for (let k = 0; k < n; k++) {
    sum += ordered[k]!
    ranked += (k + 1) * ordered[k]!
  }
  return (2 * ranked) / (n * sum) - (n + 1) / n
}

/** The same without the bias of small numbers, n/(n − 1) times as much, so that it can reach 1. Undefined for a single place. */
export function giniCorrected(amounts: Float64Array): number {
  const n = amounts.length
  return n > 1 ? (gini(amounts) * n) / (n - 1) : NaN
}

/**
 * Locational Gini: of the shares `own` of an industry over regions against the shares `reference` of the regions in everything, regions
 * in the order of own/reference, each as wide as its reference share. 0 to 1; Krugman's scale is the half of it. A region without
 * reference share has no place on the axis and must have no own share either.
 *
 * P. Krugman, "Geography and Trade", 1991.
 */
export function locationalGini(own: Float64Array, reference: Float64Array): number {
  checkLengths(own, reference, 'own and reference shares')
  checkAmounts(own, 'own share')
  checkAmounts(reference, 'reference share')
  const [z, x] = [sharesOf(own), sharesOf(reference)]
  if (own.length === 0 || Number.isNaN(z[0]! + x[0]!)) return NaN
  const order = Int32Array.from(own.keys()).filter((n) => x[n]! > 0 || z[n]! > 0).sort((a, b) => z[a]! / x[a]! - z[b]! / x[b]! || a - b)
  let reached = 0
  let area = 0
  for (const n of order) {
    if (x[n] === 0) return NaN
    area += x[n]! * (reached + z[n]! / 2)
    reached += z[n]!
  }
  return 1 - 2 * area
}
