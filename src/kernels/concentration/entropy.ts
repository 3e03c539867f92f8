import { checkLengths } from './amounts.ts'

/**
 * Shannon's entropy −Σ s ln s, with 0 ln 0 = 0: 0 where everything is in one place, ln n where n places have the same. In units of
 * `base`: natural by default, 2 for bits.
 *
 * C. E. Shannon, "A Mathematical Theory of Communication", Bell System Technical Journal 27, 1948.
 */
export function entropy(shares: Float64Array, base = Math.E): number {
  if (!(base > 1)) throw new RangeError(`the base of an entropy is greater than 1, not ${base}`)
  let sum = 0
  for (const share of shares) if (share !== 0) sum -= share * Math.log(share)
  return shares.length > 0 ? sum / Math.log(base) : NaN
}

/** Entropy as a part of the largest possible, ln n: 1 where all places have the same. Undefined for a single place. */
export function evenness(shares: Float64Array): number {
  return shares.length > 1 ? entropy(shares) / Math.log(shares.length) : NaN
}

/**
 * Theil's index of one distribution against another, Σ s ln(s/S): 0 where they are the same. A place without own share adds nothing; a
 * share where the reference has none is infinitely surprising.
 *
 * H. Theil, "Economics and Information Theory", 1967.
 */
export function theil(own: Float64Array, reference: Float64Array): number {
  checkLengths(own, reference, 'own and reference shares')
  let sum = 0
  for (let n = 0; n < own.length; n++) if (own[n] !== 0) sum += own[n]! * Math.log(own[n]! / reference[n]!)
  return own.length > 0 ? sum : NaN
}
