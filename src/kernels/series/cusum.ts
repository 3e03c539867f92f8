import { checkSeries, meanAndDeviation } from './series.ts'

export type Cusum = { up: Float64Array; down: Float64Array; alarm: Uint8Array }

/**
 * Tabular CUSUM: what a series has drifted above and below the mean of its first `reference` values, in their standard deviations, less an allowance for each step; an alarm above `limit`.
 * E. S. Page, "Continuous Inspection Schemes", Biometrika 41, 1954; D. C. Montgomery, "Introduction to Statistical Quality Control".
 */
export function tabularCusum(values: Float64Array, { reference = 24, allowance = 0.5, limit = 5 } = {}): Cusum {
  if (!Number.isInteger(reference) || reference < 2) throw new RangeError(`a reference of ${reference} values: at least two are needed`)
  checkSeries(values, reference)
  const { mean, deviation } = meanAndDeviation(values.subarray(0, reference))
  if (!(deviation > 0)) throw new RangeError(`the first ${reference} values are all ${values[0]}: nothing to measure a drift by`)
  const [up, down] = [new Float64Array(values.length), new Float64Array(values.length)]
  for (let i = 0; i < values.length; i++) {
    const off = (values[i]! - mean) / deviation
    up[i] = Math.max(0, (up[i - 1] ?? 0) + off - allowance)
    down[i] = Math.max(0, (down[i - 1] ?? 0) - off - allowance)
  }
  return { up, down, alarm: Uint8Array.from(up, (value, i) => (value > limit || down[i]! > limit ? 1 : 0)) }
}

/** `statistic` is the largest absolute value (for recursive residuals by its boundary), `at` the number of values before it is reached. */
export type Fluctuation = { process: Float64Array; statistic: number; at: number }

/**
 * Tests of one constant mean: `cusum` sums of residuals (a Brownian bridge if nothing changed), `recursive` sums of what each value adds to the mean before it (by the boundary 1 + 2 t),
 * `mosum` sums over a moving window of `width` of the series. W. Ploberger and W. Krämer, Econometrica 60, 1992; R. L. Brown, J. Durbin and J. M. Evans, JRSS B 37, 1975;
 * C.-S. J. Chu, K. Hornik and C.-M. Kuan, Biometrika 82, 1995.
 */
export function fluctuation(values: Float64Array, kind: 'cusum' | 'recursive' | 'mosum', width = 0.15): Fluctuation {
  checkSeries(values, 3)
  const n = values.length
  const { mean, deviation } = meanAndDeviation(values)
  if (!(deviation > 0)) throw new RangeError(`all values are ${values[0]}: nothing fluctuates`)
  if (kind === 'recursive') return recursive(values)
  const sums = new Float64Array(n + 1)
  for (let i = 0; i < n; i++) sums[i + 1] = sums[i]! + (values[i]! - mean) / (deviation * Math.sqrt(n))
  if (kind === 'cusum') return largest(sums, 0)
  const span = Math.floor(n * width)
  if (!(span >= 1 && span < n)) throw new RangeError(`a window of ${width} of ${n} values holds ${span}: it must hold some and not all`)
  return largest(Float64Array.from({ length: n - span + 1 }, (_, i) => sums[i + span]! - sums[i]!), Math.floor(span / 2))
}

function recursive(values: Float64Array): Fluctuation {
  const n = values.length
  const news = new Float64Array(n - 1)
  let sum = values[0]!
  for (let i = 1; i < n; i++) {
    news[i - 1] = (values[i]! - sum / i) / Math.sqrt(1 + 1 / i)
    sum += values[i]!
  }
  const { deviation } = meanAndDeviation(news)
  if (!(deviation > 0)) throw new RangeError('what each value adds to the mean before it does not vary: nothing fluctuates')
  const process = new Float64Array(n)
  for (let i = 1; i < n; i++) process[i] = process[i - 1]! + news[i - 1]! / (deviation * Math.sqrt(n - 1))
  const bounded = largest(process.map((value, i) => value / (1 + (2 * i) / (n - 1))), 0)
  return { process, statistic: bounded.statistic, at: bounded.at + 1 }
}

function largest(process: Float64Array, offset: number): Fluctuation {
  let at = 0
  for (let i = 1; i < process.length; i++) if (Math.abs(process[i]!) > Math.abs(process[at]!)) at = i
  return { process, statistic: Math.abs(process[at]!), at: at + offset }
}

/** The chance of a `cusum` statistic at least so large where the mean is constant: 2 Σ (−1)^(k+1) exp(−2 k² x²), the Kolmogorov distribution. */
export function chanceOfCusum(statistic: number): number {
  if (!(statistic > 0.1)) return 1
  let sum = 0
  for (let k = 1; k <= 100; k++) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * statistic * statistic)
  return Math.min(1, Math.max(0, sum))
}
