import { checkLengths } from './amounts.ts'

/**
 * Krugman's index of dissimilarity Σ |s − S| between the shares `own` and the shares `reference`: 0 where they are the same, 2 where
 * they have nothing in common. Of a region: its industries against those of the whole. Of an industry: its regions against all.
 *
 * P. Krugman, "Geography and Trade", 1991.
 */
export function krugman(own: Float64Array, reference: Float64Array): number {
  checkLengths(own, reference, 'own and reference shares')
  let sum = 0
  for (let n = 0; n < own.length; n++) sum += Math.abs(own[n]! - reference[n]!)
  return own.length > 0 ? sum : NaN
}

/**
 * The part that would have to move for the two distributions to be the same: half of Krugman's index, from 0 to 1. Of an industry over
 * regions it is Hoover's index, of a region over industries the coefficient of specialisation.
 *
 * E. M. Hoover, "The Measurement of Industrial Localization", Review of Economics and Statistics 18(4), 1936.
 */
export function hoover(own: Float64Array, reference: Float64Array): number {
  return krugman(own, reference) / 2
}
