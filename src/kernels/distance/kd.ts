import { silvermanOf } from './bandwidth.ts'
import { alongHilbert } from './hilbert.ts'
import { binnedCurve } from './kd-binned.ts'
import { membersOf, wholeOf, within, type Members } from './members.ts'
import { isDefined, PEAK, TAIL, type KdCurve } from './normal.ts'
import { checkPermutations, checkRadii, checkSites, type Sites } from './sites.ts'

/** `exact` sums over every pair at every radius; `binned` shares each pair between two nodes of a fine grid of distances. */
export type KdOptions = { type: number; radii: Float64Array; weighted?: boolean; mode: 'exact' | 'binned' }

/** Curves one after another; for each its bandwidth and the most that a value of it can be off the exact sum (0 where exact), NaN where the curve is. */
export type Kd = { curves: Float64Array; bounds: Float64Array; bandwidths: Float64Array }

/**
 * Kd, the density of the distances between the sites of an industry: Gaussian kernel, reflected at 0, over all pairs, divided by
 * their number (or their weights, the products of the two). The bandwidth is Silverman's over the distances within reach, twice the
 * largest radius, unweighted, for each permutation its own. One curve a permutation of the marks (`asObserved` for the sites as they stand);
 * NaN where fewer than two pairs are within reach or all distances are the same.
 *
 * Binned, a pair adds to the two nodes next to its distance in proportion. With nodes δ apart and the bandwidth h this is off by at most
 * δ²/8 · max |φ''| / h³ for each of the two terms of the reflection, and pairs out of reach, which it leaves out,
 * by at most (φ(R/h) + φ(2R/h))/h with R the largest radius; the bound is the sum. The bandwidth is exact in both modes.
 *
 * G. Duranton and H. G. Overman, "Testing for Localization Using Micro-Geographic Data", Review of Economic Studies 72(4), 2005.
 */
export function kd(sites: Sites, options: KdOptions, permutations: readonly Int32Array[]): Kd {
  checkSites(sites)
  checkRadii(options.radii)
  checkPermutations(sites, permutations)
  const size = options.radii.length
  const result: Kd = { curves: new Float64Array(permutations.length * size), bounds: new Float64Array(permutations.length), bandwidths: new Float64Array(permutations.length) }
  const compute = options.mode === 'exact' ? exactCurve : binnedCurve
  const order = alongHilbert(sites.x, sites.y)
  permutations.forEach((permutation, n) => {
    const members = membersOf(sites, options.type, { order, permutation })
    const { bandwidth, bound } = compute(members, options, result.curves.subarray(n * size, (n + 1) * size))
    result.bandwidths[n] = bandwidth
    result.bounds[n] = bound
  })
  return result
}

function exactCurve(members: Members, { radii, weighted }: KdOptions, curve: Float64Array): KdCurve {
  const { x, y, weight } = members
  const pairs = (x.length * (x.length - 1)) / 2
  const distances = new Float64Array(pairs)
  const weights = new Float64Array(pairs)
  for (let i = 0, at = 0; i < x.length; i++) {
    for (let j = i + 1; j < x.length; j++, at++) {
      const [dx, dy] = [x[j]! - x[i]!, y[j]! - y[i]!]
      distances[at] = Math.sqrt(dx * dx + dy * dy)
      weights[at] = weighted ? weight[i]! * weight[j]! : 1
    }
  }
  const reach = 2 * (radii.at(-1) ?? 0)
  const bandwidth = silvermanOf(within(members, reach))
  const whole = wholeOf(members, weighted)
  if (!isDefined(bandwidth, whole)) {
    curve.fill(NaN)
    return { bandwidth, bound: NaN }
  }
  for (let k = 0; k < radii.length; k++) curve[k] = (kernelSum({ distances, weights }, bandwidth, radii[k]!) * PEAK) / (whole * bandwidth)
  return { bandwidth, bound: 0 }
}

/** The normal kernel around a radius, without its factor, summed over distances in any order and reflected at 0. */
function kernelSum({ distances, weights }: { distances: Float64Array; weights: Float64Array }, bandwidth: number, radius: number): number {
  const far = TAIL * bandwidth
  let sum = 0
  for (let n = 0; n < distances.length; n++) {
    const apart = radius - distances[n]!
    if (apart < -far || apart > far || weights[n] === 0) continue
    const away = apart / bandwidth
    const mirrored = (radius + distances[n]!) / bandwidth
    sum += weights[n]! * (Math.exp(-0.5 * away * away) + (mirrored < TAIL ? Math.exp(-0.5 * mirrored * mirrored) : 0))
  }
  return sum
}
