import { openRandom } from '../random.ts'

/** Of each factor: the share of the result's variance it explains alone, and with all its interactions; `lower` and `upper` hold 90 % of resamples. */
export type SobolIndices = { first: Float64Array; total: Float64Array; totalLower: Float64Array; totalUpper: Float64Array; mean: number; variance: number; runs: number }

export type SobolPlan = { factors: number; base: number; seed: number }

/**
 * Variance-based sensitivity: which of several uncertain choices moves a result. `model` is a pure function of numbers from 0 to 1, one
 * for each factor; it is run base · (factors + 2) times on random points (independent columns A, B and A with one column of B). First-order
 * indices after Saltelli, total ones after Jansen; their spread by resampling the rows. NaN where the result doesn't vary.
 * I. M. Sobol', "Sensitivity estimates for nonlinear mathematical models", 1993; M. J. W. Jansen, Computer Physics Communications 117, 1999;
 * A. Saltelli et al., "Variance based sensitivity analysis of model output", Computer Physics Communications 181(2), 2010, table 2.
 */
export function sobolIndices({ factors, base, seed }: SobolPlan, model: (point: Float64Array) => number): SobolIndices {
  if (!(factors >= 1) || !(base >= 16)) throw new RangeError(`${factors} factors at ${base} points cannot be told apart: take at least one factor and 16 points`)
  const random = openRandom(seed)
  const point = new Float64Array(factors)
  const a = Float64Array.from({ length: base * factors }, () => random.next())
  const b = Float64Array.from({ length: base * factors }, () => random.next())
  const run = (from: Float64Array, row: number, other?: { column: number; values: Float64Array }): number => {
    for (let f = 0; f < factors; f++) point[f] = (f === other?.column ? other.values : from)[row * factors + f]!
    return model(point)
  }
  const results = { a: new Float64Array(base), b: new Float64Array(base), mixed: Array.from({ length: factors }, () => new Float64Array(base)) }
  for (let row = 0; row < base; row++) {
    results.a[row] = run(a, row)
    results.b[row] = run(b, row)
    for (let f = 0; f < factors; f++) results.mixed[f]![row] = run(a, row, { column: f, values: b })
  }
  const all = Int32Array.from({ length: base }, (_, row) => row)
  const { mean, variance } = momentsOf(results, all)
  const indices = results.mixed.map((mixed) => indicesOf(results, mixed, all))
  const spread = resample(results, base, seed)
  return {
    first: Float64Array.from(indices, ({ first }) => first), total: Float64Array.from(indices, ({ total }) => total),
    totalLower: Float64Array.from(spread, (totals) => totals[Math.floor(0.05 * RESAMPLES)]!), totalUpper: Float64Array.from(spread, (totals) => totals[RESAMPLES - 1 - Math.floor(0.05 * RESAMPLES)]!),
    mean, variance, runs: base * (factors + 2),
  }
}

const RESAMPLES = 200

type Results = { a: Float64Array; b: Float64Array; mixed: Float64Array[] }

function momentsOf({ a, b }: Results, rows: Int32Array): { mean: number; variance: number } {
  let [sum, squares] = [0, 0]
  for (const row of rows) sum += a[row]! + b[row]!
  const mean = sum / (2 * rows.length)
  for (const row of rows) squares += (a[row]! - mean) ** 2 + (b[row]! - mean) ** 2
  return { mean, variance: squares / (2 * rows.length) }
}

function indicesOf(results: Results, mixed: Float64Array, rows: Int32Array): { first: number; total: number } {
  const { variance } = momentsOf(results, rows)
  let [alone, apart] = [0, 0]
  for (const row of rows) {
    alone += results.b[row]! * (mixed[row]! - results.a[row]!)
    apart += (results.a[row]! - mixed[row]!) ** 2
  }
  return variance > 0 ? { first: alone / rows.length / variance, total: apart / (2 * rows.length) / variance } : { first: NaN, total: NaN }
}

/** The total index of each factor on resampled rows, sorted. */
function resample(results: Results, base: number, seed: number): Float64Array[] {
  const random = openRandom(seed + 1)
  const totals = results.mixed.map(() => new Float64Array(RESAMPLES))
  const rows = new Int32Array(base)
  for (let s = 0; s < RESAMPLES; s++) {
    for (let row = 0; row < base; row++) rows[row] = random.integer(base)
    for (const [f, mixed] of results.mixed.entries()) totals[f]![s] = indicesOf(results, mixed, rows).total
  }
  return totals.map((values) => values.sort())
}
