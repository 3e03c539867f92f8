import type { Hierarchy } from './hierarchy.ts'
import { meanShift, openRanks, putDraw } from './ranks.ts'
import type { Scorer } from './scorer.ts'

/** By how many places units move, on average, when a node is left out; NaN where nothing would remain in the index. */
export type Influence = { shifts: Float64Array }

/**
 * What the index owes to each node (indicator or aggregate): it is left out, its siblings take over its weight, and the units are ranked
 * anew. A node whose leaving moves many units decides much, whatever its weight says.
 * M. Saisana, A. Saltelli and S. Tarantola, Journal of the Royal Statistical Society A 168(2), 2005 (average shift in rank); P. Paruolo, M. Saisana
 * and A. Saltelli, "Ratings and rankings: voodoo or science?", Journal of the Royal Statistical Society A 176(3), 2013 (weights are not importance).
 */
export function leaveOneOut(scorer: Scorer, { parents, weights }: Hierarchy): Influence {
  const nodes = parents.length
  const ranks = openRanks(scorer.units, 2)
  putDraw(ranks, 0, scorer.score(weights))
  const shifts = Float64Array.from({ length: nodes }, (_, node) => {
    const rest = without(node, parents, weights)
    if (!rest) return NaN
    putDraw(ranks, 1, scorer.score(rest))
    return meanShift(ranks, 0, 1)
  })
  return { shifts }
}

/** The weights with a node at 0, and its aggregate too where nothing else of weight is under it; the weights beneath stay as they are. */
function without(node: number, parents: Int32Array, weights: Float64Array): Float64Array | null {
  const rest = weights.slice()
  for (let at = node; ; at = parents[at]!) {
    const parent = parents[at]!
    if (parent < 0) return null
    rest[at] = 0
    if (rest.some((weight, n) => parents[n] === parent && weight > 0)) return rest
    // The emptied group needs weights that can be shared out, though it no longer counts itself.
    rest[at] = weights[at]! > 0 ? weights[at]! : 1
  }
}
