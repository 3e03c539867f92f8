/** A normal density further out than so many bandwidths is left out: less than 2e-16 of its peak. */
export const TAIL = 8.5
/** The standard normal density at 0. */
export const PEAK = 1 / Math.sqrt(2 * Math.PI)

/** What is known of a curve beside its values: see Kd. */
export type KdCurve = { bandwidth: number; bound: number }

/** Whether there is a density: distances that spread, and something to divide by. */
export function isDefined(bandwidth: number, whole: number): boolean {
  return bandwidth > 0 && whole > 0
}

/** Nodes after which the factors start anew, so that rounding does not add up. */
const ANEW = 64

/**
 * The normal kernel around `at`, without its factor, summed over weights that lie `step` apart from 0 on. From node to node it changes by
 * a factor that itself changes by a constant one.
 */
export function kernelSum(nodes: Float64Array, step: number, { at, bandwidth }: { at: number; bandwidth: number }): number {
  const wide = step / bandwidth
  const change = Math.exp(-wide * wide)
  const first = Math.max(0, Math.ceil((at - TAIL * bandwidth) / step))
  const last = Math.min(nodes.length - 1, Math.floor((at + TAIL * bandwidth) / step))
  let sum = 0
  for (let from = first; from <= last; from += ANEW) {
    const away = (at - from * step) / bandwidth
    let density = Math.exp(-0.5 * away * away)
    let factor = Math.exp(wide * (away - 0.5 * wide))
    const end = Math.min(last + 1, from + ANEW)
    for (let k = from; k < end; k++) {
      sum += nodes[k]! * density
      density *= factor
      factor *= change
    }
  }
  return sum
}
