import type { UndirectedGraph } from '../graph.ts'
import { openRandom, type Random } from '../random.ts'
import { strengths } from './degree.ts'
import { aggregate, moveNodes, refine, type Level, type Rule } from './leiden-steps.ts'
import { modularity } from './modularity.ts'

/** Communities numbered from the largest down (equal ones by their lowest node), their sizes, and the modularity of the division. */
export type Communities = { community: Int32Array; sizes: Int32Array; modularity: number }

export type LeidenOptions = {
  seed: number
  /** Above 1 more and smaller communities, below 1 fewer and larger ones. */
  resolution?: number
  /** Passes over the network at most; without it, until a pass changes nothing. */
  passes?: number
}

/**
 * Communities of high modularity: V. A. Traag, L. Waltman, N. J. van Eck, "From Louvain to Leiden: guaranteeing well-connected communities",
 * Scientific Reports 9, 2019. Nodes move where modularity gains most; each community is then refined into parts that hang together well; the
 * parts become the nodes of a smaller network, and so on. Passes are repeated until one changes nothing: then no node can move with gain, and
 * every community hangs together. The same seed gives the same division; another seed may give another one of about the same modularity.
 */
export function leiden(graph: UndirectedGraph, { seed, resolution = 1, passes = Infinity }: LeidenOptions): Communities {
  if (!(resolution > 0 && resolution < Infinity)) throw new RangeError(`a resolution of ${resolution} is not a number above 0`)
  const mass = strengths(graph)
  const total = mass.reduce((sum, m) => sum + m, 0)
  let community: Int32Array = Int32Array.from(mass, (_, n) => n)
  if (total > 0) {
    const random = openRandom(seed)
    const rule = { rate: resolution / total, looseness: LOOSENESS * (total / graph.targets.length) }
    let before = -Infinity
    for (let pass = 0; pass < passes; pass++) {
      const found = improve({ ...graph, mass }, community, { rule, random })
      const quality = modularity(graph, found, resolution)
      if (quality <= before) break
      ;[community, before] = [found, quality]
    }
  }
  return { ...bySize(community), modularity: modularity(graph, community, resolution) }
}

/** The best division of several runs with seeds that follow each other; of equally good ones the first. */
export function bestLeiden(graph: UndirectedGraph, { runs, ...options }: LeidenOptions & { runs: number }): Communities {
  let best = leiden(graph, options)
  for (let run = 1; run < runs; run++) {
    const next = leiden(graph, { ...options, seed: options.seed + run })
    if (next.modularity > best.modularity) best = next
  }
  return best
}

/** How far refinement may choose another part than the best, as a share of the mean weight of a tie (the paper's θ = 0.01 for weight one). */
const LOOSENESS = 0.01

/** One pass: from a division to one that is as good or better. */
function improve(network: Level, start: Int32Array, { rule, random }: { rule: Rule; random: Random }): Int32Array {
  let level = network
  let cluster = start.slice()
  const place = Int32Array.from(start, (_, n) => n)
  for (;;) {
    moveNodes(level, cluster, { rule, random })
    const { part, parts } = refine(level, cluster, { rule, random })
    for (let n = 0; n < place.length; n++) place[n] = part[place[n]!]!
    // The parts keep the community they came out of, under the number of its first part.
    const smaller = aggregate(level, part, parts)
    const settled = parts === level.nodes
    const above = new Int32Array(parts)
    const name = new Int32Array(level.nodes).fill(-1)
    for (let n = 0; n < level.nodes; n++) {
      if (name[cluster[n]!]! < 0) name[cluster[n]!] = part[n]!
      above[part[n]!] = name[cluster[n]!]!
    }
    ;[level, cluster] = [smaller, above]
    if (settled) return place.map((p) => cluster[p]!)
  }
}

function bySize(community: Int32Array): { community: Int32Array; sizes: Int32Array } {
  const count = new Map<number, number>()
  for (const c of community) count.set(c, (count.get(c) ?? 0) + 1)
  // A Map keeps the order of first appearance, and the sort is stable: equal sizes stay in the order of their lowest nodes.
  const order = [...count].sort(([, a], [, b]) => b - a)
  const rank = new Map(order.map(([c], r) => [c, r]))
  return { community: community.map((c) => rank.get(c)!), sizes: Int32Array.from(order, ([, size]) => size) }
}
