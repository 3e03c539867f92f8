import { matrixOf, type Matrix } from '../matrix.ts'
import { checkAmounts, checkLengths, sharesOf } from './amounts.ts'
import { concentrationSums, ellisonGlaeser, plantHerfindahl, regionShares, type Plants } from './ellison-glaeser.ts'

/**
 * Pairwise coagglomeration, industries × industries: Σ_r (s_ri − x_r)(s_rj − x_r) / (1 − X). Positive where two industries lean to the
 * same regions. `shares` is regions × industries, each industry's shares adding up to one; on the diagonal stands G/(1 − X).
 *
 * G. Ellison, E. L. Glaeser and W. R. Kerr, "What Causes Industry Agglomeration? Evidence from Coagglomeration Patterns", American
 * Economic Review 100(3), 2010.
 */
export function pairwiseCoagglomeration(shares: Matrix, reference: Float64Array): Matrix {
  const { rows, columns } = shares
  if (reference.length !== rows) throw new RangeError(`${reference.length} reference shares for ${rows} regions`)
  checkAmounts(shares.values, 'share')
  checkAmounts(reference, 'reference share')
  let X = 0
  for (const x of reference) X += x * x
  const away = shares.values.map((s, at) => s - reference[Math.floor(at / columns)]!)
  const pairs = matrixOf(columns, columns)
  for (let r = 0; r < rows; r++) {
    for (let i = 0; i < columns; i++) {
      const mine = away[r * columns + i]!
      for (let j = i; j < columns; j++) pairs.values[i * columns + j]! += mine * away[r * columns + j]!
    }
  }
  for (let i = 0; i < columns; i++) {
    for (let j = i; j < columns; j++) {
      const value = X < 1 ? pairs.values[i * columns + j]! / (1 - X) : NaN
      pairs.values[i * columns + j] = value
      pairs.values[j * columns + i] = value
    }
  }
  return pairs
}

/**
 * Coagglomeration of a group of industries: what draws their plants together beyond what draws each industry's own together:
 *
 *     γc = (G/(1 − X) − H − Σ γ_j w_j² (1 − H_j)) / (1 − Σ w_j²)
 *
 * G is that of the pooled employment, w_j the share of industry j in the group, H = Σ w_j² H_j. Undefined for a single industry.
 * An industry with one plant has no γ, and needs none: its term is (1 − H_j) = 0.
 *
 * G. Ellison and E. L. Glaeser, 1997 (as for γ).
 */
export function groupCoagglomeration(industries: readonly Omit<Plants, 'reference'>[], reference: Float64Array): number {
  const jobs = Float64Array.from(industries, ({ employment }) => employment.reduce((sum, one) => sum + one, 0))
  const weights = sharesOf(jobs)
  const pooled = new Float64Array(reference.length)
  let [H, own, together] = [0, 0, 0]
  industries.forEach((industry, j) => {
    checkLengths(industry.employment, industry.region, 'plants and their regions')
    const plants = { ...industry, reference }
    const squared = weights[j]! ** 2
    const spread = plantHerfindahl(plants.employment)
    regionShares(plants).forEach((s, r) => { pooled[r]! += s * weights[j]! })
    H += squared * spread
    if (spread < 1) own += ellisonGlaeser(plants).gamma * squared * (1 - spread)
    together += squared
  })
  const { raw, squares: X } = concentrationSums(pooled, reference)
  return industries.length > 1 && together < 1 && X < 1 ? (raw / (1 - X) - H - own) / (1 - together) : NaN
}
