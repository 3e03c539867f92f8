import type { Graph } from '../graph.ts'

/** The growth of losses that a step carries on: `frontier` lists the firms that have some. `coming` and `touched` are filled by the push. */
export type Growth = { growth: Float64Array; coming: Float64Array; frontier: Int32Array; frontierCount: number; touched: Int32Array }

/** Carries the growth of the frontier along its links, each part by the weight of the link, and takes it from where it was. Answers how many firms it came to: they stand in `touched`. */
export function pushGrowth({ starts, targets, weights }: Pick<Graph, 'starts' | 'targets' | 'weights'>, { growth, coming, frontier, frontierCount, touched }: Growth): number {
  let count = 0
  for (let n = 0; n < frontierCount; n++) {
    const j = frontier[n]!
    const grown = growth[j]!
    growth[j] = 0
    for (let e = starts[j]!, end = starts[j + 1]!; e < end; e++) {
      const i = targets[e]!
      const before = coming[i]!
      if (before === 0) touched[count++] = i
      coming[i] = before + weights[e]! * grown
    }
  }
  return count
}
