/** Throws unless every value is known and there are at least `least` of them. */
export function checkSeries(values: Float64Array, least: number): void {
  if (values.length < least) throw new RangeError(`a series of ${values.length} values is too short: ${least} are needed`)
  const wrong = values.findIndex((value) => !Number.isFinite(value))
  if (wrong >= 0) throw new RangeError(`value ${wrong + 1} of the series is ${values[wrong]}: every month must be known; a gap is not a zero`)
}

/** The middle value; the mean of the two middle ones of an even number. */
export function median(values: Float64Array): number {
  const sorted = Float64Array.from(values).sort()
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

/** Mean and sample standard deviation. */
export function meanAndDeviation(values: Float64Array): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return { mean, deviation: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)) }
}

/** Values less their mean in sample standard deviations; zeros where nothing varies. */
export function standardised(values: Float64Array): Float64Array {
  const { mean, deviation } = meanAndDeviation(values)
  return values.map((value) => (deviation > 0 ? (value - mean) / deviation : 0))
}
