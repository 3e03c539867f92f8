import type { Matrix } from '../matrix.ts'

/**
 * TOPSIS: how near a unit is to the best value of every indicator and how far from the worst, d₋/(d₋ + d₊), from 0 to 1. `table` is
 * indicators × units, normalised so that more is better, without missing values; it is divided by its lengths (√Σx²) and then weighted.
 * A weak value can be made up for by others. NaN where all units are equal. A unit's score depends on which others there are.
 * C.-L. Hwang and K. Yoon, "Multiple Attribute Decision Making", 1981.
 */
export function topsis({ rows, columns: units, values }: Matrix, weights: Float64Array, result = new Float64Array(units)): Float64Array {
  if (weights.length !== rows) throw new RangeError(`${weights.length} weights are given for ${rows} indicators`)
  const total = weights.reduce((a, b) => a + b, 0)
  if (!(total > 0) || weights.some((weight) => !(weight >= 0))) throw new RangeError('weights must be at least 0, and not all 0')
  const toBest = new Float64Array(units)
  const toWorst = result.fill(0)
  for (let i = 0; i < rows; i++) {
    const row = values.subarray(i * units, (i + 1) * units)
    let [squares, best, worst] = [0, -Infinity, Infinity]
    for (let u = 0; u < units; u++) {
      const value = row[u]!
      if (value !== value) throw new RangeError(`TOPSIS needs every value, and indicator ${i} of unit ${u} is missing: impute first`)
      squares += value * value
      if (value > best) best = value
      if (value < worst) worst = value
    }
    if (squares === 0) continue
    const scale = (weights[i]! / total) ** 2 / squares
    for (let u = 0; u < units; u++) {
      toBest[u]! += scale * (row[u]! - best) ** 2
      toWorst[u]! += scale * (row[u]! - worst) ** 2
    }
  }
  for (let u = 0; u < units; u++) result[u] = Math.sqrt(toWorst[u]!) / (Math.sqrt(toWorst[u]!) + Math.sqrt(toBest[u]!))
  return result
}
