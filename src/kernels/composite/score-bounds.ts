import type { Hierarchy } from './hierarchy.ts'
import type { MissingCells } from './robustness.ts'
import type { Scorer } from './scorer.ts'

/** The lowest and the highest score a unit may have, and the places between which it stands for sure, whatever the missing values are. */
export type ScoreBounds = { low: Float64Array; high: Float64Array; best: Int32Array; worst: Int32Array }

/**
 * Exact bounds at the given weights, for scores that rise with every value and don't depend on other units (means over a hierarchy): each
 * unit with all its missing values at their worst, and at their best. As nobody's missing value is another's, the best place of a unit is
 * where it has its highest score and all others their lowest. Leaves the lowest values in the scorer.
 */
export function scoreBounds(scorer: Scorer, { weights }: Hierarchy, { cells, low, high }: MissingCells): ScoreBounds {
  const fill = (values: Float64Array): Float64Array => {
    for (let k = 0; k < cells.length; k++) scorer.put(Math.floor(cells[k]! / scorer.units), cells[k]! % scorer.units, values[k]!)
    return scorer.score(weights).slice()
  }
  const highest = fill(high)
  const lowest = fill(low)
  const best = new Int32Array(scorer.units).fill(1)
  const worst = new Int32Array(scorer.units).fill(1)
  for (let a = 0; a < scorer.units; a++) {
    for (let b = 0; b < scorer.units; b++) {
      if (lowest[b]! > highest[a]!) best[a]!++
      if (a !== b && highest[b]! > lowest[a]!) worst[a]!++
    }
  }
  return { low: lowest, high: highest, best, worst }
}
