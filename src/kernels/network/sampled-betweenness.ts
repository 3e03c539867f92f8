import type { UndirectedGraph } from '../graph.ts'
import { openRandom } from '../random.ts'
import { dependencies, pairsOfOthers, sourceBlocks, sumDependencies, type Dependencies, type Paths } from './betweenness.ts'

export type Estimate = {
  /** Estimates of the betweenness, in the unit of the exact one. */
  betweenness: Float64Array
  /** With the stated confidence every estimate lies within this distance of the exact value, all nodes at once. */
  within: Float64Array
}

/** `samples` sources drawn with equal chance, each time among all nodes: what the bounds ask for. */
export function drawSources(nodes: number, samples: number, seed: number): Int32Array {
  if (!(Number.isInteger(samples) && samples >= 2)) throw new RangeError(`${samples} sources cannot be drawn; it takes at least 2`)
  const random = openRandom(seed)
  return Int32Array.from({ length: nodes === 0 ? 0 : samples }, () => random.integer(nodes))
}

/**
 * Estimates the betweenness from what drawn sources depend on: U. Brandes and C. Pich, "Centrality estimation in large networks", 2007.
 * One source depends on a node by 0 … nodes - 2. Half the allowed risk goes to each of two bounds, spread evenly over the nodes, and the
 * narrower counts: W. Hoeffding 1963, which knows the range alone, and the empirical Bernstein bound of A. Maurer and M. Pontil 2009,
 * which is narrow for the many nodes that few paths pass.
 */
export function estimateBetweenness({ sums, squares }: Dependencies, samples: number, confidence: number): Estimate {
  if (!(confidence > 0 && confidence < 1)) throw new RangeError(`a confidence of ${confidence} is not between 0 and 1`)
  const nodes = sums.length
  const range = Math.max(0, nodes - 2)
  // Two-sided each: nodes × 2 bounds × 2 sides share the risk.
  const log = Math.log((4 * nodes) / (1 - confidence))
  const scale = nodes / 2
  const betweenness = new Float64Array(nodes)
  const within = new Float64Array(nodes)
  for (let n = 0; n < nodes; n++) {
    const mean = sums[n]! / samples
    const variance = Math.max(0, (squares[n]! - mean * sums[n]!) / (samples - 1))
    const hoeffding = range * Math.sqrt(log / (2 * samples))
    const bernstein = Math.sqrt((2 * variance * log) / samples) + (7 * range * log) / (3 * (samples - 1))
    betweenness[n] = mean * scale
    within[n] = Math.min(Math.min(hoeffding, bernstein) * scale, pairsOfOthers(nodes))
  }
  return { betweenness, within }
}

/** Draws, searches and estimates at once. */
export function sampledBetweenness(graph: UndirectedGraph, { samples, seed, confidence = 0.95, paths = 'steps' }: { samples: number; seed: number; confidence?: number; paths?: Paths }): Estimate {
  const blocks = sourceBlocks(drawSources(graph.nodes, samples, seed)).map((sources) => dependencies(graph, sources, paths))
  return estimateBetweenness(sumDependencies(graph.nodes, blocks), samples, confidence)
}
