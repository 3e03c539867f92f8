/** `value` is the index where the shares decide it, else NaN; `lower` and `upper` bound it; all three are NaN for contradictory shares. */
export type Concentration = { value: number; lower: number; upper: number }

/** How far the sum of published, rounded shares may lie from one and still be taken for the whole. */
export const ROUNDING = 0.05

/**
 * Herfindahl–Hirschman index on a scale of 0 to 1: the sum of squared shares.
 *
 * A NaN share belongs to a holder whose share nobody has stated: it is not zero. Where every share is known and the sum lies within
 * `rounding` of one, the shares are divided by their sum. Else the rest (one less the sum of the known) is spread so thin that it
 * adds nothing for `lower` (unlisted holders may exist) and lies in one hand for `upper`. A share outside 0 … 1, or a sum above
 * 1 + `rounding`, is a contradiction. No holder at all leaves the index undefined: the bounds are 0 and 1.
 *
 * A. O. Hirschman, "National Power and the Structure of Foreign Trade", 1945; O. C. Herfindahl, "Concentration in the U.S. Steel
 * Industry", 1950; on the names: A. O. Hirschman, "The Paternity of an Index", American Economic Review 54(5), 1964.
 */
export function hhi(shares: Float64Array, rounding = ROUNDING): Concentration {
  let sum = 0
  let squares = 0
  let missing = 0
  for (const share of shares) {
    if (Number.isNaN(share)) missing++
    else if (share < 0 || share > 1) return contradiction
    else {
      sum += share
      squares += share * share
    }
  }
  if (sum > 1 + rounding) return contradiction
  const whole = sum >= 1 || (missing === 0 && sum >= 1 - rounding)
  if (whole) return exactly(squares / (sum * sum))
  const rest = 1 - sum
  return { value: NaN, lower: squares, upper: squares + rest * rest }
}

const contradiction: Concentration = { value: NaN, lower: NaN, upper: NaN }

function exactly(value: number): Concentration {
  return { value, lower: value, upper: value }
}
