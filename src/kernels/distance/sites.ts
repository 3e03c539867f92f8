import { openRandom, shuffle } from '../random.ts'

/** Sites on a plane, in any one unit of length; `type` is the industry, `weight` its size there. */
export type Sites = { x: Float64Array; y: Float64Array; type: Int32Array; weight: Float64Array }

/** Refuses sites whose lists differ in length, places that are not known, and weights that are negative or not known. */
export function checkSites({ x, y, type, weight }: Sites): void {
  const n = x.length
  if (y.length !== n || type.length !== n || weight.length !== n) throw new RangeError(`x, y, type and weight differ in length: ${n}, ${y.length}, ${type.length}, ${weight.length}`)
  for (let i = 0; i < n; i++) {
    if (!Number.isFinite(x[i]) || !Number.isFinite(y[i])) throw new RangeError(`site ${i} lies at (${x[i]}, ${y[i]}): its place must be known`)
    if (!(weight[i]! >= 0 && weight[i]! < Infinity)) throw new RangeError(`the weight of site ${i} is ${weight[i]}: it must be known and not negative`)
  }
}

/** Refuses radii that are not finite, below 0 or out of order. */
export function checkRadii(radii: Float64Array): void {
  for (let k = 0; k < radii.length; k++) {
    if (!(radii[k]! >= 0 && radii[k]! < Infinity && (k === 0 || radii[k]! > radii[k - 1]!))) throw new RangeError(`radius ${k} is ${radii[k]}: radii are finite, at least 0 and ascending`)
  }
}

/** Refuses what does not give each site the marks of one site, each once. */
export function checkPermutations({ x }: Sites, permutations: readonly Int32Array[]): void {
  const seen = new Int32Array(x.length)
  for (let s = 0; s < permutations.length; s++) {
    const permutation = permutations[s]!
    if (permutation.length !== x.length) throw new RangeError(`permutation ${s} is of ${permutation.length} sites, not of ${x.length}`)
    for (let j = 0; j < permutation.length; j++) {
      const site = permutation[j]!
      if (!(site >= 0 && site < x.length) || seen[site] === s + 1) throw new RangeError(`permutation ${s} names site ${site} twice or beyond ${x.length} sites`)
      seen[site] = s + 1
    }
  }
}

/**
 * The marks of one simulation of random location: site `j` gets type and weight of site `permutation[j]`, together. A pure function of
 * its arguments, so that any worker computes any range of simulations and the result is the same however the work is cut.
 */
export function permutationOf(sites: number, seed: number, simulation: number): Int32Array {
  if (!(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32)) throw new RangeError(`a seed is a whole number from 0 to 4294967295, not ${seed}`)
  return shuffle(asObserved(sites), openRandom(seed * 2 ** 20 + simulation))
}

/** The permutations of the simulations `from` up to, not including, `to`; simulations count from 0. */
export function permutations(sites: number, seed: number, [from, to]: readonly [number, number]): Int32Array[] {
  if (!(Number.isInteger(from) && from >= 0 && to >= from && to <= 2 ** 20)) throw new RangeError(`simulations ${from} to ${to}: a range of whole numbers from 0 to 1048576`)
  return Array.from({ length: to - from }, (_, n) => permutationOf(sites, seed, from + n))
}

/** The sites as they stand: the permutation that moves nothing. */
export function asObserved(sites: number): Int32Array {
  const standing = new Int32Array(sites)
  for (let n = 0; n < sites; n++) standing[n] = n
  return standing
}
