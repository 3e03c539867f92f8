/**
 * Computes the score of every unit, again and again with other weights or other values in single cells; a higher score is better.
 * `score` takes the weights of all nodes of the hierarchy and answers with an array that the next call overwrites.
 */
export type Scorer = {
  units: number
  /** Puts a normalised value into a cell. */
  put(indicator: number, unit: number, value: number): void
  score(weights: Float64Array): Float64Array
}
