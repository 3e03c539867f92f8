import { quantile } from '../quantile.ts'

/**
 * Silverman's rule of thumb, 0.9 · min(sd, IQR/1.34) · n^(−1/5), from the standard deviation and the interquartile range (a range of
 * zero is passed over). NaN where nothing varies.
 * B. W. Silverman, "Density Estimation for Statistics and Data Analysis", 1986, equation 3.31.
 */
export function silverman(n: number, deviation: number, range: number): number {
  const spread = range > 0 ? Math.min(deviation, range / 1.34) : deviation
  return spread > 0 ? 0.9 * spread * n ** -0.2 : NaN
}

/** The same from ascending values; quartiles between two values are interpolated in proportion. */
export function silvermanOf(ascending: Float64Array): number {
  const n = ascending.length
  // Compared, because the deviation of like values is rounding and not always 0.
  if (n < 2 || ascending[0] === ascending[n - 1]) return NaN
  let sum = 0
  for (const value of ascending) sum += value
  let squares = 0
  for (const value of ascending) squares += (value - sum / n) ** 2
  return silverman(n, Math.sqrt(squares / (n - 1)), quantile(ascending, 0.75) - quantile(ascending, 0.25))
}
