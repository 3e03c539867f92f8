/**
 * How long the heavy network kernels take, CPU time of one thread, printed beside the reference figures.
 *
 *   npx tsc -p tsconfig.json --outDir dist-bench && node dist-bench/bench/network.js [betweenness] [leiden] [closeness]
 *
 * Networks come from seeded generators with heavy-tailed degrees. `npm install --no-save networkanalysis-ts` lets that package divide the
 * same network in as many passes.
 */
import { createRequire } from 'node:module'
import { undirectedGraph, type UndirectedGraph } from '../src/kernels/graph.ts'
import { betweenness } from '../src/kernels/network/betweenness.ts'
import { closenessOf, distancesFrom } from '../src/kernels/network/distances.ts'
import { leiden } from '../src/kernels/network/leiden.ts'
import { modularity } from '../src/kernels/network/modularity.ts'
import { sampledBetweenness } from '../src/kernels/network/sampled-betweenness.ts'
import { openRandom, type Random } from '../src/kernels/random.ts'

type Peer = { Network: new (parameters: object) => PeerNetwork; LeidenAlgorithm: new () => PeerLeiden; Clustering: new (parameters: object) => { getClusters(): number[] } }
type PeerNetwork = { createNormalizedNetworkUsingAssociationStrength(): PeerNetwork }
type PeerLeiden = { setResolution(resolution: number): void; setNIterations(passes: number): void; improveClustering(network: PeerNetwork, clustering: object): boolean }

const wanted = process.argv.slice(2)
const asked = (name: string): boolean => wanted.length === 0 || wanted.includes(name)

if (asked('betweenness')) {
  const graph = heavyTailed(21_500, 100_000, { seed: 1, communities: 0 })
  report('exact betweenness, 100,000 ties, 21,500 nodes', timed(1, () => betweenness(graph)).seconds, 'igraph (C) 74.7 s; to reach 50 s')
  report('the same from 1,000 drawn sources', timed(3, () => sampledBetweenness(graph, { samples: 1000, seed: 1 })).seconds)
}
if (asked('closeness')) {
  const graph = heavyTailed(21_500, 100_000, { seed: 1, communities: 0 })
  report('closeness, all nodes, 100,000 ties', timed(3, () => closenessOf(distancesFrom(graph))).seconds)
}
if (asked('leiden')) divide(heavyTailed(215_000, 1_000_000, { seed: 2, communities: 2_000 }))

function divide(graph: UndirectedGraph): void {
  console.log(`${graph.nodes} nodes, ${graph.targets.length / 2} ties`)
  const peer = loadPeer()
  if (!peer) console.log('networkanalysis-ts is not installed: not compared.')
  for (const passes of [2, 10]) {
    if (peer) {
      const { seconds, result } = timed(1, () => divideWith(peer, graph, passes))
      report(`networkanalysis-ts, ${passes} passes: Q ${modularity(graph, result).toFixed(5)}`, seconds)
    }
    const { seconds, result } = timed(3, () => leiden(graph, { seed: 1, passes }))
    report(`Leiden, ${passes} passes: Q ${result.modularity.toFixed(5)}, ${result.sizes.length} communities`, seconds, 'leidenalg 156 s, networkanalysis-ts 9.8 s; to reach 10 s')
  }
}

function loadPeer(): Peer | undefined {
  try {
    return createRequire(import.meta.url)('networkanalysis-ts') as Peer
  } catch {
    return undefined
  }
}

function divideWith({ Network, LeidenAlgorithm, Clustering }: Peer, { nodes, starts, targets, weights }: UndirectedGraph, passes: number): Int32Array {
  const network = new Network({ nNodes: nodes, setNodeWeightsToTotalEdgeWeights: true, firstNeighborIndices: [...starts], neighbors: [...targets], edgeWeights: [...weights] })
  const algorithm = new LeidenAlgorithm()
  const clustering = new Clustering({ nNodes: nodes })
  // Association strength makes a resolution of one that of modularity.
  algorithm.setResolution(1)
  algorithm.setNIterations(passes)
  algorithm.improveClustering(network.createNormalizedNetworkUsingAssociationStrength(), clustering)
  return Int32Array.from(clustering.getClusters())
}

/** Nodes are drawn with Pareto weights of exponent 2.5; of communities, sizes differ as much, three quarters of the ties stay inside. */
function heavyTailed(nodes: number, edges: number, { seed, communities }: { seed: number; communities: number }): UndirectedGraph {
  const random = openRandom(seed)
  const everybody = drawing(Int32Array.from({ length: nodes }, (_, n) => n), random)
  const members = Array.from({ length: communities }, (): number[] => [])
  const home = drawing(Int32Array.from({ length: communities }, (_, c) => c), random)
  const community = Int32Array.from({ length: communities > 0 ? nodes : 0 }, () => home())
  for (const [n, c] of community.entries()) members[c]!.push(n)
  const inside = members.map((list) => drawing(Int32Array.from(list), random))
  const sources: number[] = []
  const targets: number[] = []
  const seen = new Set<number>()
  while (seen.size < edges) {
    const source = everybody()
    const target = communities > 0 && random.next() < 0.75 ? inside[community[source]!]!() : everybody()
    const key = Math.min(source, target) * nodes + Math.max(source, target)
    if (source === target || seen.has(key)) continue
    seen.add(key)
    sources.push(source)
    targets.push(target)
  }
  return undirectedGraph(nodes, { sources, targets })
}

/** Draws among items, each of a Pareto weight of its own. */
function drawing(items: Int32Array, random: Random): () => number {
  const upTo = new Float64Array(items.length)
  let sum = 0
  for (let i = 0; i < items.length; i++) upTo[i] = sum += (1 - random.next()) ** (-1 / 1.5)
  return () => {
    const at = random.next() * sum
    let [low, high] = [0, items.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (upTo[middle]! > at) high = middle
      else low = middle + 1
    }
    return items[low]!
  }
}

/** The median of several runs, and what the last one gave. */
function timed<T>(runs: number, work: () => T): { seconds: number; result: T } {
  let result!: T
  const seconds = Array.from({ length: runs }, () => {
    const before = process.cpuUsage()
    result = work()
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1e6
  }).sort((a, b) => a - b)
  return { seconds: seconds[runs >> 1]!, result }
}

function report(what: string, seconds: number, beside = ''): void {
  console.log(`${what}: ${seconds.toFixed(2)} s${beside ? ` (${beside})` : ''}`)
}
