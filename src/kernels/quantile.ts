/** A quantile of ascending values at position p (n − 1), interpolated in proportion; NaN of none. */
export function quantile(ascending: Float64Array, p: number): number {
  const at = (ascending.length - 1) * p
  const low = Math.floor(at)
  const below = ascending[low] ?? NaN
  const above = ascending[low + 1] ?? below
  return below + (at - low) * (above - below)
}
