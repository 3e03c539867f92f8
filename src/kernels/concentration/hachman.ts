import { checkLengths } from './amounts.ts'

/**
 * Hachman's index of similarity to the whole, 1 / Σ LQ s = 1 / Σ s²/S: 1 where a region has the industries of the whole in the same
 * proportions, towards 0 the more it leans on what is rare elsewhere. An industry that neither has counts for nothing; one that the
 * region has and the whole does not is a contradiction and gives NaN.
 *
 * F. Hachman, Bureau of Economic and Business Research, University of Utah, 1995.
 */
export function hachman(own: Float64Array, reference: Float64Array): number {
  checkLengths(own, reference, 'own and reference shares')
  let sum = 0
  for (let n = 0; n < own.length; n++) {
    if (own[n] === 0 && reference[n] === 0) continue
    sum += (own[n]! * own[n]!) / reference[n]!
  }
  return sum > 0 && sum < Infinity ? 1 / sum : NaN
}
