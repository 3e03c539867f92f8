import { silvermanOf } from './bandwidth.ts'
import { alongHilbert } from './hilbert.ts'
import { membersOf, within } from './members.ts'
import { TAIL } from './normal.ts'
import { checkPermutations, checkRadii, checkSites, type Sites } from './sites.ts'

/** Reference sites of type `type`, their neighbours of type `neighbour` (the same unless given). */
export type DensityOptions = { type: number; neighbour?: number; radii: Float64Array }

/** Curves one after another, and the bandwidth of each. */
export type RelativeDensity = { curves: Float64Array; bandwidths: Float64Array }

/**
 * m, the density version of M: the weight of neighbours of the type about r away as a part of the weight of all neighbours about r away,
 * averaged over the reference sites, by what the whole territory gives:
 *
 *     m(r) = Σ_i (Σ_{j≠i, type} w_j φ((r − d_ij)/h) / Σ_{j≠i} w_j φ((r − d_ij)/h)) / Σ_i (W_type − w_i)/(W − w_i)
 *
 * The bandwidth h is that of Kd: Silverman's over the distances between reference sites within twice the largest radius, for each
 * permutation its own. Nothing is reflected at 0: what would be added above and below nearly cancels. Both sums run over the reference
 * sites that have a neighbour less than 8.5 bandwidths from r; NaN where none has. One curve a permutation of the marks.
 *
 * G. Lang, E. Marcon and F. Puech, "Distance-based measures of spatial concentration: introducing a relative density function", Annals of
 * Regional Science 64, 2020.
 */
export function relativeDensity(sites: Sites, options: DensityOptions, permutations: readonly Int32Array[]): RelativeDensity {
  checkSites(sites)
  checkRadii(options.radii)
  checkPermutations(sites, permutations)
  const size = options.radii.length
  const reach = 2 * (options.radii.at(-1) ?? 0)
  const order = alongHilbert(sites.x, sites.y)
  const curves = new Float64Array(permutations.length * size).fill(NaN)
  const bandwidths = Float64Array.from(permutations, (permutation) => silvermanOf(within(membersOf(sites, options.type, { order, permutation }), reach)))
  permutations.forEach((permutation, n) => {
    if (bandwidths[n]! > 0) putCurve(sites, options, { permutation, bandwidth: bandwidths[n]!, curve: curves.subarray(n * size, (n + 1) * size) })
  })
  return { curves, bandwidths }
}

type Wanted = { permutation: Int32Array; bandwidth: number; curve: Float64Array }

function putCurve({ x, y, type, weight }: Sites, options: DensityOptions, { permutation, bandwidth, curve }: Wanted): void {
  const { radii } = options
  const wanted = options.neighbour ?? options.type
  const types = permutation.map((mark) => type[mark]!)
  const weights = Float64Array.from(permutation, (mark) => weight[mark]!)
  let [whole, nearWhole] = [0, 0]
  for (let j = 0; j < weights.length; j++) {
    whole += weights[j]!
    if (types[j] === wanted) nearWhole += weights[j]!
  }
  const [all, near] = [new Float64Array(radii.length), new Float64Array(radii.length)]
  const [found, expected] = [new Float64Array(radii.length), new Float64Array(radii.length)]
  for (let i = 0; i < x.length; i++) {
    if (types[i] !== options.type) continue
    all.fill(0)
    near.fill(0)
    for (let j = 0; j < x.length; j++) {
      if (j === i || weights[j] === 0) continue
      const [dx, dy] = [x[j]! - x[i]!, y[j]! - y[i]!]
      addKernel(Math.sqrt(dx * dx + dy * dy), { weight: weights[j]!, bandwidth, radii }, all, types[j] === wanted ? near : undefined)
    }
    const usual = (nearWhole - (wanted === options.type ? weights[i]! : 0)) / (whole - weights[i]!)
    for (let k = 0; k < radii.length; k++) {
      if (all[k] === 0) continue
      found[k]! += near[k]! / all[k]!
      expected[k]! += usual
    }
  }
  for (let k = 0; k < radii.length; k++) curve[k] = found[k]! / expected[k]!
}

/** Adds the kernel of one neighbour to the radii that it reaches. */
function addKernel(distance: number, { weight, bandwidth, radii }: { weight: number; bandwidth: number; radii: Float64Array }, all: Float64Array, near: Float64Array | undefined): void {
  const far = TAIL * bandwidth
  for (let k = 0; k < radii.length; k++) {
    const apart = radii[k]! - distance
    if (apart < -far) continue
    if (apart > far) return
    const away = apart / bandwidth
    const part = weight * Math.exp(-0.5 * away * away)
    all[k]! += part
    if (near) near[k]! += part
  }
}
