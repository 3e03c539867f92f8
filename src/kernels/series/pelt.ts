import { checkSeries } from './series.ts'

/** What changes at a break: the mean (variance 1 taken as known: standardise first), the variance around the mean of all, or both. */
export type Break = 'mean' | 'variance' | 'mean-and-variance'

export type PeltParameters = { change: Break; penalty: number; shortest: number; /** Add the logarithm of each segment's length to its cost (Zhang and Siegmund 2007). */ lengthTerm?: boolean }

/** Penalties in use, from the number of values: `bic` 2 ln n (3 where two parameters change), `mbic` 3 ln n (4), to be used with the length term. */
export function penaltyOf(kind: 'bic' | 'mbic', change: Break, length: number): number {
  return ((change === 'mean-and-variance' ? 2 : 1) + (kind === 'bic' ? 1 : 2)) * Math.log(length)
}

/**
 * The breaks that minimise the cost of the segments plus `penalty` for each: the exact optimum, with candidates that can never win left out on the way. Answers the number of values before
 * each break, ascending (the last position of a segment, counted from 1). Costs are twice the negative log likelihood of normal values.
 * R. Killick, P. Fearnhead and I. A. Eckley, "Optimal Detection of Changepoints With a Linear Computational Cost", JASA 107, 2012; N. R. Zhang and D. O. Siegmund, Biometrics 63, 2007.
 */
export function pelt(values: Float64Array, { change, penalty, shortest, lengthTerm = false }: PeltParameters): Int32Array {
  if (!(penalty >= 0 && penalty < Infinity)) throw new RangeError(`a penalty of ${penalty}: it must not be negative`)
  const needed = change === 'mean' ? 1 : 2
  if (!Number.isInteger(shortest) || shortest < needed) throw new RangeError(`a shortest segment of ${shortest}: it must be a whole number from ${needed}`)
  checkSeries(values, shortest)
  const n = values.length
  const cost = costOf(values, change, lengthTerm)
  // Two segments may cost more than one by the length term alone; a candidate is left out only beyond that.
  const slack = lengthTerm ? Math.log(n) : 0
  const best = new Float64Array(n + 1).fill(Infinity)
  best[0] = -penalty
  const from = new Int32Array(n + 1)
  const until = new Int32Array(n + 1).fill(n + 1)
  let candidates: number[] = []
  for (let end = shortest; end <= n; end++) {
    if (end - shortest === 0 || end - shortest >= shortest) candidates.push(end - shortest)
    for (const start of candidates) {
      const total = best[start]! + cost(start, end) + penalty
      if (total < best[end]!) {
        best[end] = total
        from[end] = start
      }
    }
    for (const start of candidates) if (best[start]! + cost(start, end) > best[end]! + slack && until[start]! > end + shortest) until[start] = end + shortest
    candidates = candidates.filter((start) => until[start]! > end + 1)
  }
  const breaks: number[] = []
  for (let end = from[n]!; end > 0; end = from[end]!) breaks.push(end)
  return Int32Array.from(breaks.reverse())
}

function costOf(values: Float64Array, change: Break, lengthTerm: boolean): (start: number, end: number) => number {
  const n = values.length
  const centre = values.reduce((sum, value) => sum + value, 0) / n
  const sums = new Float64Array(n + 1)
  const squares = new Float64Array(n + 1)
  for (let i = 0; i < n; i++) {
    sums[i + 1] = sums[i]! + values[i]! - centre
    squares[i + 1] = squares[i]! + (values[i]! - centre) ** 2
  }
  return (start, end) => {
    const length = end - start
    const sum = sums[end]! - sums[start]!
    const about = change === 'variance' ? squares[end]! - squares[start]! : squares[end]! - squares[start]! - (sum * sum) / length
    const fit = change === 'mean' ? about : length * (Math.log(2 * Math.PI) + Math.log(Math.max(about / length, 1e-11)) + 1)
    return fit + (lengthTerm ? Math.log(length) : 0)
  }
}
