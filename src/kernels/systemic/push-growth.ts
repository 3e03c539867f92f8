import type { Graph } from '../graph.ts'

/** The growth of losses that a step carries on: `frontier` lists the firms that have some. `coming` and `touched` are filled by the push. */
export type Growth = { growth: Float64Array; coming: Float64Array; frontier: Int32Array; frontierCount: number; touched: Int32Array }

/** Carries the growth of the frontier along its links, each part by the weight of the link, and takes it from where it was. Answers how many firms it came to: they stand in `touched`, once each. */
export function pushGrowth({ starts, targets, weights }: Pick<Graph, 'starts' | 'targets' | 'weights'>, { growth, coming, frontier, frontierCount, touched }: Growth): number {
  let count = 0
  for (let n = 0; n < frontierCount; n++) {
    const j = frontier[n]!
    const grown = growth[j]!
    growth[j] = 0
    for (let e = starts[j]!, end = starts[j + 1]!; e < end; e++) {
      const i = targets[e]!
      const before = coming[i]!
      const after = before + weights[e]! * grown
      coming[i] = after
      if (before === 0 && after > 0) touched[count++] = i
    }
  }
  return count
}

/** Makes what was pushed to `count` firms the growth of the next step. */
export function turnOver(pushed: Growth, count: number): void {
  const { growth, coming, frontier, touched } = pushed
  pushed.growth = coming
  pushed.coming = growth
  pushed.frontier = touched
  pushed.touched = frontier
  pushed.frontierCount = count
}
