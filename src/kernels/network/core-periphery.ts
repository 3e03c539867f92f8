import type { UndirectedGraph } from '../graph.ts'
import { degrees } from './degree.ts'

export type CorePeriphery = {
  /** 1 for a node of the core. */
  core: Uint8Array
  size: number
  /** Ties missing inside the core plus ties present inside the periphery. */
  misfits: number
  /** Correlation of the ties with the ideal in which core nodes are tied to everybody; NaN where one of the two doesn't vary. */
  fitTiedToAll: number
  /** The same over the pairs inside the core and inside the periphery alone. */
  fitWithin: number
}

/**
 * The core and the periphery with the fewest misfits, exactly: S. Z. W. Lip, "A fast algorithm for the discrete core/periphery bipartitioning
 * problem", arXiv:1102.5511, 2011. The best core of a given size are the nodes of highest degree, so it is enough to try every size.
 * Nodes of equal degree stand in the order of their numbers; of equally good cores the smallest is taken. The fits are those of
 * S. P. Borgatti and M. G. Everett, "Models of core/periphery structures", 2000.
 */
export function corePeriphery(graph: UndirectedGraph): CorePeriphery {
  const degree = degrees(graph)
  const order = Int32Array.from(degree, (_, n) => n).sort((a, b) => degree[b]! - degree[a]! || a - b)
  const ties = graph.targets.length / 2
  // The k-th node brings k - 1 pairs into the core and takes its ties, inside and out, off the account of misfits.
  let misfits = ties
  let [size, fewest] = [0, ties]
  for (const [k, n] of order.entries()) {
    misfits += k - degree[n]!
    if (misfits < fewest) [size, fewest] = [k + 1, misfits]
  }
  const core = new Uint8Array(graph.nodes)
  for (const n of order.subarray(0, size)) core[n] = 1
  return { core, size, misfits: fewest, ...fitsOf(graph, core, size) }
}

function fitsOf({ nodes, starts, targets }: UndirectedGraph, core: Uint8Array, size: number): { fitTiedToAll: number; fitWithin: number } {
  let inCore = 0
  let inPeriphery = 0
  for (let n = 0; n < nodes; n++) {
    for (let e = starts[n]!; e < starts[n + 1]!; e++) {
      const ends = core[n]! + core[targets[e]!]!
      if (ends === 2) inCore += 0.5
      if (ends === 0) inPeriphery += 0.5
    }
  }
  const ties = targets.length / 2
  const corePairs = (size * (size - 1)) / 2
  const peripheryPairs = ((nodes - size) * (nodes - size - 1)) / 2
  const pairs = (nodes * (nodes - 1)) / 2
  return {
    fitTiedToAll: binaryCorrelation({ pairs, ideal: pairs - peripheryPairs, ties, both: ties - inPeriphery }),
    fitWithin: binaryCorrelation({ pairs: corePairs + peripheryPairs, ideal: corePairs, ties: inCore + inPeriphery, both: inCore }),
  }
}

/** Pearson's correlation of two patterns of zeros and ones, from their counts. */
function binaryCorrelation({ pairs, ideal, ties, both }: { pairs: number; ideal: number; ties: number; both: number }): number {
  return (pairs * both - ideal * ties) / Math.sqrt(ideal * (pairs - ideal) * ties * (pairs - ties))
}
