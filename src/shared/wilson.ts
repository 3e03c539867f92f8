/**
 * The score interval of a share for small counts: E. B. Wilson, Probable inference, the law of succession, and statistical inference,
 * Journal of the American Statistical Association 22 (1927) 209–212. With p = yes/of and z the quantile of the confidence wanted,
 *
 *   (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n),  n = of
 *
 * By hand, 8 of 10 at 95 %: p = 0.8, z² = 3.8415, denominator 1.38415, middle (0.8 + 0.19207)/1.38415 = 0.71674, half width
 * 1.95996 × √(0.016 + 0.0096037)/1.38415 = 0.22657; so from 0.4902 to 0.9433.
 */
export type Interval = { low: number; high: number }

/** The quantile of the normal distribution for 95 %. */
const z95 = 1.959963984540054

/** Null where nothing was counted: nothing is known of the share then. */
export function wilsonInterval(yes: number, of: number, z = z95): Interval | null {
  if (!Number.isInteger(yes) || !Number.isInteger(of) || yes < 0 || yes > of) throw new RangeError(`${yes} of ${of} is no share of a count.`)
  if (of === 0) return null
  const p = yes / of
  const denominator = 1 + z ** 2 / of
  const middle = (p + z ** 2 / (2 * of)) / denominator
  const half = (z * Math.sqrt((p * (1 - p)) / of + z ** 2 / (4 * of ** 2))) / denominator
  return { low: yes === 0 ? 0 : middle - half, high: yes === of ? 1 : middle + half }
}
