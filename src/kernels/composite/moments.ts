/**
 * Sample skewness and excess kurtosis of the known values, with the corrections for small samples that spreadsheets use as well.
 * NaN below three (four) known values and where all are equal.
 * D. N. Joanes and C. A. Gill, "Comparing measures of sample skewness and kurtosis", The Statistician 47(1), 1998: G₁ and G₂.
 */
export function shapeOf(values: Float64Array): { skewness: number; kurtosis: number } {
  let n = 0
  let sum = 0
  for (const value of values) if (value === value) { n++; sum += value }
  const mean = sum / n
  let [m2, m3, m4] = [0, 0, 0]
  for (const value of values) {
    if (value !== value) continue
    const off = value - mean
    const square = off * off
    m2 += square
    m3 += square * off
    m4 += square * square
  }
  if (m2 === 0) return { skewness: NaN, kurtosis: NaN }
  const g1 = (Math.sqrt(n) * m3) / m2 ** 1.5
  const g2 = (n * m4) / (m2 * m2) - 3
  return {
    skewness: n < 3 ? NaN : (g1 * Math.sqrt(n * (n - 1))) / (n - 2),
    kurtosis: n < 4 ? NaN : ((n - 1) * ((n + 1) * g2 + 6)) / ((n - 2) * (n - 3)),
  }
}

/** Smallest and largest known value, their number, mean and sample standard deviation; NaN where there is none (one, for the deviation). */
export type Spread = { known: number; min: number; max: number; mean: number; deviation: number }

/** What most steps need to know of an indicator. */
export function spreadOf(values: Float64Array): Spread {
  let known = 0
  let sum = 0
  let min = Infinity
  let max = -Infinity
  for (const value of values) {
    if (value !== value) continue
    known++
    sum += value
    if (value < min) min = value
    if (value > max) max = value
  }
  if (known === 0) return { known, min: NaN, max: NaN, mean: NaN, deviation: NaN }
  const mean = sum / known
  let squares = 0
  for (const value of values) if (value === value) squares += (value - mean) * (value - mean)
  return { known, min, max, mean, deviation: Math.sqrt(squares / (known - 1)) }
}
