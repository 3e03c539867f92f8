import { quantile } from '../quantile.ts'

export type Band = { lower: Float64Array; upper: Float64Array }

/** `left` is the part of the simulations that leave the global band somewhere; `p` the rank of the observed curve among all. */
export type Envelopes = { local: Band; global: Band & { left: number }; p: number }

/**
 * Bands around simulated curves (one after another in `curves`). Local: at each radius the middle 1 − α, a quantile of the simulations
 * there; it is no test over all radii. Global: all curves, the observed among them, are put in order of how extreme they are: at each radius
 * a curve has a rank from the nearer end (ties take the middle), and curves compare by their ranks in ascending order, first by the most
 * extreme, then by the next. At most α of all S + 1 are set aside, the most extreme, those alike together or not at all; the band is the
 * hull of the others. `p` is the part of all curves that are as extreme as the observed. So the observed curve leaves the band somewhere
 * exactly where p ≤ α (but for values that are equal at a radius): leaving out the observed would let it leave far more often.
 * Radii at which a simulation is not defined take no part and have NaN bands.
 *
 * M. Myllymäki, T. Mrkvička, P. Grabarnik, H. Seijo and U. Hahn, "Global envelope tests for spatial processes", Journal of the Royal
 * Statistical Society B 79(2), 2017 (extreme rank lengths); local and global bands: G. Duranton and H. G. Overman, 2005.
 */
export function envelopes(observed: Float64Array, curves: Float64Array, alpha = 0.05): Envelopes {
  const size = observed.length
  const count = size > 0 ? curves.length / size : 0
  if (!Number.isInteger(count)) throw new RangeError(`${curves.length} values are no whole number of curves of ${size}`)
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`alpha lies between 0 and 1, not ${alpha}`)
  const defined = Array.from({ length: size }, (_, k) => k).filter((k) => count > 0 && column(curves, size, k).every((value) => !Number.isNaN(value)))
  const local = emptyBand(size)
  for (const k of defined) {
    const ascending = column(curves, size, k).sort()
    local.lower[k] = quantile(ascending, alpha / 2)
    local.upper[k] = quantile(ascending, 1 - alpha / 2)
  }
  const all = new Float64Array(curves.length + size)
  all.set(observed)
  all.set(curves, size)
  const known = defined.filter((k) => !Number.isNaN(observed[k]))
  const { kept, p } = setAside(all, size, { radii: known, alpha })
  const band = hull(all, size, { radii: defined, kept })
  const leaves = (s: number): boolean => defined.some((k) => curves[s * size + k]! < band.lower[k]! || curves[s * size + k]! > band.upper[k]!)
  const left = Array.from({ length: count }, (_, s) => s).filter(leaves).length
  return { local, global: { ...band, left: count > 0 ? left / count : NaN }, p }
}

function emptyBand(size: number): Band {
  return { lower: new Float64Array(size).fill(NaN), upper: new Float64Array(size).fill(NaN) }
}

function column(curves: Float64Array, size: number, k: number): Float64Array {
  return Float64Array.from({ length: curves.length / size }, (_, s) => curves[s * size + k]!)
}

/** Curves from the most extreme to the least; `compare` is 0 for curves alike. */
function byExtremeness(curves: Float64Array, size: number, defined: readonly number[]): { sequence: number[]; compare(a: number, b: number): number } {
  const count = size > 0 ? curves.length / size : 0
  const ranks = Array.from({ length: count }, () => new Float64Array(defined.length))
  defined.forEach((k, at) => {
    const values = column(curves, size, k)
    const ascending = values.slice().sort()
    for (let s = 0; s < count; s++) {
      const below = firstAtLeast(ascending, values[s]!)
      const through = firstAbove(ascending, values[s]!)
      ranks[s]![at] = Math.min((below + through + 1) / 2, count + 1 - (below + through + 1) / 2)
    }
  })
  for (const one of ranks) one.sort()
  const compare = (a: number, b: number): number => {
    for (let at = 0; at < defined.length; at++) if (ranks[a]![at] !== ranks[b]![at]) return ranks[a]![at]! - ranks[b]![at]!
    return 0
  }
  return { sequence: Array.from({ length: count }, (_, s) => s).sort((a, b) => compare(a, b) || a - b), compare }
}

function firstAtLeast(ascending: Float64Array, value: number): number {
  let [low, high] = [0, ascending.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (ascending[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}

function firstAbove(ascending: Float64Array, value: number): number {
  let [low, high] = [0, ascending.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (ascending[middle]! <= value) low = middle + 1
    else high = middle
  }
  return low
}

/** Which curves stay when the most extreme are set aside, and what part is as extreme as the first. Without a radius to compare at, all stay. */
function setAside(all: Float64Array, size: number, { radii, alpha }: { radii: readonly number[]; alpha: number }): { kept: readonly number[]; p: number } {
  if (radii.length === 0) return { kept: Array.from({ length: size > 0 ? all.length / size : 0 }, (_, s) => s), p: NaN }
  const { sequence, compare } = byExtremeness(all, size, radii)
  const total = sequence.length
  // 0.29 · 100 is a trifle less than 29.
  const most = Math.floor(alpha * total + 1e-9)
  let cut = most
  while (cut > 0 && compare(sequence[cut - 1]!, sequence[cut]!) === 0) cut--
  return { kept: sequence.slice(cut), p: sequence.filter((s) => compare(s, 0) <= 0).length / total }
}

/** NaN where none of them is defined. */
function hull(curves: Float64Array, size: number, { radii, kept }: { radii: readonly number[]; kept: readonly number[] }): Band {
  const band = emptyBand(size)
  for (const k of radii) {
    const values = kept.map((s) => curves[s * size + k]!).filter((value) => !Number.isNaN(value))
    if (values.length === 0) continue
    band.lower[k] = values.reduce((least, value) => Math.min(least, value))
    band.upper[k] = values.reduce((most, value) => Math.max(most, value))
  }
  return band
}
