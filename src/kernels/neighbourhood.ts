import type { Graph } from './graph.ts'

export type Reach = { hops: number; maxNodes: number }

/**
 * `nodes` in order of distance, the start first; `distance[i]` is negative upstream, positive downstream, for `nodes[i]`.
 * `cutAt` is 0 when all within reach was taken, else the number of the hop at which the cap stopped the walk.
 */
export type Neighbourhood = { nodes: Int32Array; distance: Int32Array; cutAt: number }

/**
 * The nodes within `hops` of a start: upstream along the inputs, downstream along the uses, never sideways (an input's other users
 * are not neighbours). `inputs` leads from a node to its inputs, `uses` is its reverse. A hop that would pass `maxNodes` takes the
 * nearest in order of number, upstream and downstream in turns, so that neither side is starved. A node on a circle through the start
 * is listed once, on the side on which it was met first.
 */
export function neighbourhood(inputs: Graph, uses: Graph, start: number, { hops, maxNodes }: Reach): Neighbourhood {
  const listed = new Set([start])
  const nodes = [start]
  const distance = [0]
  const up: Walk = { graph: inputs, seen: new Set([start]), front: [start] }
  const down: Walk = { graph: uses, seen: new Set([start]), front: [start] }
  let cutAt = 0
  for (let hop = 1; hop <= hops && cutAt === 0 && up.front.length + down.front.length > 0; hop++) {
    step(up)
    step(down)
    for (const { n, sign } of inTurns(up.front, down.front)) {
      if (listed.has(n)) continue
      if (nodes.length >= maxNodes) {
        cutAt = hop
        break
      }
      listed.add(n)
      nodes.push(n)
      distance.push(sign * hop)
    }
  }
  return { nodes: Int32Array.from(nodes), distance: Int32Array.from(distance), cutAt }
}

type Walk = { graph: Graph; seen: Set<number>; front: number[] }

/** Moves the front of a walk one hop on, in order of number. */
function step(walk: Walk): void {
  const { graph: { starts, targets }, seen } = walk
  const next: number[] = []
  for (const n of walk.front) {
    for (let e = starts[n]!; e < starts[n + 1]!; e++) {
      if (seen.has(targets[e]!)) continue
      seen.add(targets[e]!)
      next.push(targets[e]!)
    }
  }
  walk.front = next.sort((a, b) => a - b)
}

function inTurns(up: readonly number[], down: readonly number[]): { n: number; sign: -1 | 1 }[] {
  const found: { n: number; sign: -1 | 1 }[] = []
  for (let i = 0; i < Math.max(up.length, down.length); i++) {
    if (i < up.length) found.push({ n: up[i]!, sign: -1 })
    if (i < down.length) found.push({ n: down[i]!, sign: 1 })
  }
  return found
}
