/** A local regression over evenly spaced points: window (odd number of points), degree 0 or 1, a fit at every `jump`-th point with straight lines between. */
export type Window = { span: number; degree: 0 | 1; jump: number }

type Fit = { window: Window; left: number; right: number; robustness: Float64Array | null }

/** Smooths; where all weights are 0 a point keeps its own value. W. S. Cleveland, JASA 74, 1979, as in STL (see `stl.ts`). */
export function loess(values: Float64Array, window: Window, robustness: Float64Array | null = null): Float64Array {
  const n = values.length
  const result = new Float64Array(n)
  if (n < 2) return Float64Array.from(values)
  const jump = Math.min(window.jump, n - 1)
  const at = (i: number): number => {
    const fit = loessAt(values, i, { window, robustness, ...neighbours(n, i, window.span) })
    return Number.isNaN(fit) ? values[i]! : fit
  }
  let last = 0
  result[0] = at(0)
  for (let i = jump; last < n - 1; i += jump) {
    const here = Math.min(i, n - 1)
    result[here] = at(here)
    for (let m = last + 1; m < here; m++) result[m] = result[last]! + ((m - last) * (result[here]! - result[last]!)) / (here - last)
    last = here
  }
  return result
}

/** The `span` nearest points, moved inwards at the ends. */
function neighbours(n: number, i: number, span: number): { left: number; right: number } {
  if (span >= n) return { left: 0, right: n - 1 }
  const left = Math.min(Math.max(0, i - ((span + 1) >> 1) + 1), n - span)
  return { left, right: left + span - 1 }
}

/** The fit at position `x` (which may lie outside) from the points `left … right`; NaN where their weights add to nothing. */
export function loessAt(values: Float64Array, x: number, { window, left, right, robustness }: Fit): number {
  const n = values.length
  const reach = Math.max(x - left, right - x) + (window.span > n ? (window.span - n) >> 1 : 0)
  const weight = new Float64Array(right - left + 1)
  let total = 0
  for (let j = left; j <= right; j++) {
    const distance = Math.abs(j - x)
    if (distance > 0.999 * reach) continue
    const near = distance <= 0.001 * reach ? 1 : (1 - (distance / reach) ** 3) ** 3
    weight[j - left] = near * (robustness?.[j] ?? 1)
    total += weight[j - left]!
  }
  if (!(total > 0)) return NaN
  let [centre, squares] = [0, 0]
  for (let j = left; j <= right; j++) centre += (weight[j - left]! / total) * j
  for (let j = left; j <= right; j++) squares += (weight[j - left]! / total) * (j - centre) ** 2
  const slope = window.degree > 0 && reach > 0 && Math.sqrt(squares) > 0.001 * (n - 1) ? (x - centre) / squares : 0
  let fit = 0
  for (let j = left; j <= right; j++) fit += (weight[j - left]! / total) * (slope * (j - centre) + 1) * values[j]!
  return fit
}
