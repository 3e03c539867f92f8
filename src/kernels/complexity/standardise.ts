/** Mean and standard deviation of the known values (NaN left out); `lost` is subtracted from their number: 0 for a population, 1 for a sample. */
export function spread(values: Float64Array, lost: 0 | 1 = 0): { mean: number; deviation: number } {
  let [sum, count] = [0, 0]
  for (const value of values) if (!Number.isNaN(value)) [sum, count] = [sum + value, count + 1]
  const mean = sum / count
  let squares = 0
  for (const value of values) if (!Number.isNaN(value)) squares += (value - mean) ** 2
  return { mean, deviation: count > lost ? Math.sqrt(squares / (count - lost)) : NaN }
}

/** Values less their mean, in standard deviations; NaN stays NaN, and all are NaN where nothing varies. */
export function standardise(values: Float64Array, lost: 0 | 1 = 0): Float64Array {
  const { mean, deviation } = spread(values, lost)
  return values.map((value) => (deviation > 0 ? (value - mean) / deviation : NaN))
}
