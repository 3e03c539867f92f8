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
 * nearest in order of number, upstream and downstream in turns, so that neither side is starved. A node on a cycle through the start
 * is listed once, on the side it was met first.
 */
export function neighbourhood(inputs: Graph, uses: Graph, start: number, { hops, maxNodes }: Reach): Neighbourhood {
  const seen = new Set([start])
  const nodes = [start]
  const distance = [0]
  let upstream = [start]
  let downstream = [start]
  let cutAt = 0
  for (let hop = 1; hop <= hops && cutAt === 0 && (upstream.length > 0 || downstream.length > 0); hop++) {
    const found = inTurns(nextHop(inputs, upstream, seen), nextHop(uses, downstream, seen), seen)
    const taken = found.slice(0, Math.max(0, maxNodes - nodes.length))
    if (taken.length < found.length) cutAt = hop
    for (const { n, sign } of taken) {
      nodes.push(n)
      distance.push(sign * hop)
    }
    upstream = taken.filter(({ sign }) => sign < 0).map(({ n }) => n)
    downstream = taken.filter(({ sign }) => sign > 0).map(({ n }) => n)
  }
  return { nodes: Int32Array.from(nodes), distance: Int32Array.from(distance), cutAt }
}

type Found = { n: number; sign: -1 | 1 }

/** One from upstream, one from downstream, and so on; what is found on both sides counts as upstream. Marks all as seen. */
function inTurns(up: readonly number[], down: readonly number[], seen: Set<number>): Found[] {
  const above = new Set(up)
  const onlyDown = down.filter((n) => !above.has(n))
  const found: Found[] = []
  for (let i = 0; i < Math.max(up.length, onlyDown.length); i++) {
    if (i < up.length) found.push({ n: up[i]!, sign: -1 })
    if (i < onlyDown.length) found.push({ n: onlyDown[i]!, sign: 1 })
  }
  for (const { n } of found) seen.add(n)
  return found
}

function nextHop({ starts, targets }: Graph, from: readonly number[], seen: ReadonlySet<number>): number[] {
  const found = new Set<number>()
  for (const n of from) for (let e = starts[n]!; e < starts[n + 1]!; e++) if (!seen.has(targets[e]!)) found.add(targets[e]!)
  return [...found].sort((a, b) => a - b)
}
