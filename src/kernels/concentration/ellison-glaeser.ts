import { checkAmounts, checkLengths, sharesOf } from './amounts.ts'

/** The plants of one industry and the regions they lie in; `reference` are the regions' shares of all employment, this industry included. */
export type Plants = { employment: Float64Array; region: Int32Array; reference: Float64Array }

/** `raw` is G, `plants` is H, `gamma` the index, `score` its distance from chance in standard deviations. */
export type Agglomeration = { raw: number; plants: number; gamma: number; score: number }

/** The industry's shares by region, from its plants. */
export function regionShares({ employment, region, reference }: Plants): Float64Array {
  checkLengths(employment, region, 'plants and their regions')
  checkAmounts(employment, 'employment of plant')
  checkAmounts(reference, 'share of region')
  const sums = new Float64Array(reference.length)
  for (let k = 0; k < region.length; k++) {
    const r = region[k]!
    if (!(r >= 0 && r < sums.length)) throw new RangeError(`plant ${k} lies in region ${r}; there are ${sums.length} regions`)
    sums[r]! += employment[k]!
  }
  return sharesOf(sums)
}

/** Herfindahl index of plant sizes; with `n` equal plants it is 1/n. */
export function plantHerfindahl(employment: Float64Array): number {
  let squares = 0
  for (const share of sharesOf(employment)) squares += share * share
  return employment.length > 0 ? squares : NaN
}

/** Sums that the indices share: raw concentration Σ (s − x)², and Σ s², Σ x², Σ x³. */
export function concentrationSums(own: Float64Array, reference: Float64Array): { raw: number; own: number; squares: number; cubes: number } {
  checkLengths(own, reference, 'own and reference shares')
  const sums = { raw: 0, own: 0, squares: 0, cubes: 0 }
  for (let r = 0; r < own.length; r++) {
    const [s, x] = [own[r]!, reference[r]!]
    sums.raw += (s - x) * (s - x)
    sums.own += s * s
    sums.squares += x * x
    sums.cubes += x * x * x
  }
  return sums
}

/**
 * Index of agglomeration of Ellison and Glaeser: how much closer together the plants of an industry lie than the lumpiness of plants
 * and the spread of everything explain:
 *
 *     γ = (G − (1 − X) H) / ((1 − X)(1 − H)),   G = Σ (s − x)²,  H = Σ z²,  X = Σ x²
 *
 * 0 is chance, above is agglomeration, below dispersion. The score divides G − (1 − X) H by its standard deviation under chance.
 * Undefined with one plant (H = 1), with one region (X = 1) and with no employment.
 *
 * G. Ellison and E. L. Glaeser, "Geographic Concentration in U.S. Manufacturing Industries: A Dartboard Approach", Journal of Political
 * Economy 105(5), 1997.
 */
export function ellisonGlaeser(plants: Plants): Agglomeration {
  const { raw, squares: X, cubes } = concentrationSums(regionShares(plants), plants.reference)
  const H = plantHerfindahl(plants.employment)
  let fourths = 0
  for (const z of sharesOf(plants.employment)) fourths += z ** 4
  const excess = raw - (1 - X) * H
  const variance = 2 * (H * H * (X - 2 * cubes + X * X) - fourths * (X - 4 * cubes + 3 * X * X))
  const gamma = H < 1 && X < 1 ? excess / ((1 - X) * (1 - H)) : NaN
  return { raw, plants: H, gamma, score: variance > 0 ? excess / Math.sqrt(variance) : NaN }
}

/**
 * Index of Maurel and Sédillot: the probability that two plants of the industry lie in one region, freed of what the spread of
 * everything and the lumpiness of plants explain: ((Σ s² − X)/(1 − X) − H) / (1 − H). Unlike γ it reads an industry that shuns the large
 * regions as dispersed rather than concentrated.
 *
 * F. Maurel and B. Sédillot, "A measure of the geographic concentration in French manufacturing industries", Regional Science and Urban
 * Economics 29(5), 1999.
 */
export function maurelSedillot(plants: Plants): number {
  const { own, squares: X } = concentrationSums(regionShares(plants), plants.reference)
  const H = plantHerfindahl(plants.employment)
  return H < 1 && X < 1 ? ((own - X) / (1 - X) - H) / (1 - H) : NaN
}
