import { checkSeries, median } from './series.ts'

const MOST = 5000

export type Trend = { s: number; variance: number; z: number; p: number; tau: number; slope: number }

/**
 * Mann–Kendall test of a trend with the variance corrected for ties and a continuity correction, and Sen's slope, the median of all slopes between two values. Neighbouring months that
 * hang together make p too small: test deseasonalised values and read it as a guide.
 * H. B. Mann, Econometrica 13, 1945; M. G. Kendall, "Rank Correlation Methods", 1975; P. K. Sen, JASA 63, 1968.
 */
export function mannKendall(values: Float64Array): Trend {
  checkSeries(values, 3)
  const n = values.length
  if (n > MOST) throw new RangeError(`a series of ${n} values: at most ${MOST}, as all pairs are compared`)
  const slopes = new Float64Array((n * (n - 1)) / 2)
  let s = 0
  for (let i = 0, at = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      s += Math.sign(values[j]! - values[i]!)
      slopes[at++] = (values[j]! - values[i]!) / (j - i)
    }
  }
  const times = new Map<number, number>()
  for (const value of values) times.set(value, (times.get(value) ?? 0) + 1)
  let variance = n * (n - 1) * (2 * n + 5)
  for (const tied of times.values()) variance -= tied * (tied - 1) * (2 * tied + 5)
  variance /= 18
  const z = variance > 0 ? (s - Math.sign(s)) / Math.sqrt(variance) : 0
  return { s, variance, z, p: bothTails(z), tau: s / slopes.length, slope: median(slopes) }
}

/** The chance of a standard normal value at least as far from 0: erfc(|z| / √2), by its series near 0 and its continued fraction beyond. */
export function bothTails(z: number): number {
  const x = Math.abs(z) / Math.SQRT2
  if (x < 2) {
    let [term, sum] = [x, x]
    for (let k = 1; k < 60; k++) {
      term *= (-x * x) / k
      sum += term / (2 * k + 1)
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * sum
  }
  let fraction = x
  for (let k = 120; k >= 1; k--) fraction = x + k / 2 / fraction
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction)
}
